//! `[package]`: the generated package's own metadata.

use serde::Deserialize;
use toml::Spanned;

use super::rules::Rules;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ident::is_keyword;

/// The generated package's own metadata.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(crate) struct Package {
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    name: Option<Spanned<String>>,
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    version: Option<Spanned<String>>,
    description: Option<String>,
    pub(crate) license: Option<String>,
    pub(crate) repository: Option<String>,
    /// The text of the crate's front page in rustdoc.
    pub(crate) doc: Option<String>,
}

impl Package {
    pub(crate) fn name(&self) -> Option<&str> {
        self.name.as_ref().map(|name| name.get_ref().as_str())
    }

    pub(crate) fn version(&self) -> &str {
        self.version.as_ref().map_or("0.1.0", |version| version.get_ref())
    }

    pub(crate) fn description(&self) -> &str {
        self.description.as_deref().unwrap_or("Types generated from JSON Schemas")
    }
}

/// Reports values that cargo rejects in the package's manifest.
pub(super) fn check(rules: &Rules, place: impl Fn(std::ops::Range<usize>) -> Place, faults: &mut Diagnostics) {
    if let Some(name) = &rules.package.name
        && let Some(error) = fault_of_name(name.get_ref())
    {
        faults.push(error.at(place(name.span())));
    }
    if let Some(version) = &rules.package.version
        && let Err(error) = semver::Version::parse(version.get_ref())
    {
        let message = format!("`{}` is not a valid package version: {error}", version.get_ref());
        let error = Diagnostic::error("bad-package", message).at(place(version.span()));
        faults.push(error.help("write three numbers, such as `0.1.0`"));
    }
    for name in rules.features.iter().flat_map(|features| features.bundle.keys()) {
        if let Some(why) = bad_feature(name.get_ref()) {
            let message = format!("`{}` is not a valid feature name: {why}", name.get_ref());
            let error = Diagnostic::error("bad-package", message).at(place(name.span()));
            faults.push(error.help("give the bundle a name of letters, digits, `-` and `_`"));
        }
    }
}

/// The error in the name of a package, if there is one: it must be valid for cargo and in a `use`.
pub(crate) fn fault_of_name(name: &str) -> Option<Diagnostic> {
    let message = format!("`{name}` is not a valid package name: {}", bad_name(name)?);
    Some(Diagnostic::error("bad-package", message).help("write it like `my-types`, as `name` in [package]"))
}

/// The name of a package after its directory: invalid characters become `-`.
pub(crate) fn name_after(directory: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    let name: String = directory.chars().map(kept).collect();
    let name = name.trim_matches('-');
    let name =
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name.to_owned() } else { format!("types-{name}") };
    let name: String = name.trim_end_matches('-').chars().take(64).collect();
    if bad_name(&name).is_some() { format!("{name}-types") } else { name }
}

fn bad_name(name: &str) -> Option<String> {
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Some("it does not begin with a letter from `a` to `z`".to_owned());
    }
    if let Some(c) = name.chars().find(|c| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')) {
        return Some(format!("{c:?} is not a letter, a digit, `-` or `_`"));
    }
    if name.len() > 64 {
        return Some("it has more than 64 characters".to_owned());
    }
    let krate = name.replace('-', "_");
    let is_taken =
        ["alloc", "core", "proc_macro", "serde", "std", "schemawright_wire", "test"].contains(&krate.as_str());
    if is_taken {
        return Some(format!("generated code uses a crate `{krate}`, or Rust contains one"));
    }
    is_keyword(&krate).then(|| "it is a keyword of Rust".to_owned())
}

fn bad_feature(name: &str) -> Option<String> {
    if matches!(name, "default" | "full") {
        return Some("every package has a feature of this name".to_owned());
    }
    if matches!(name, "describe" | "examples" | "schemars" | "validate") {
        return Some("it stands for what the types can do".to_owned());
    }
    let letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let bad = name.chars().find(|c| !letter(*c) && !matches!(c, '-' | '+' | '.'));
    match bad {
        Some(c) => Some(format!("{c:?} is not a letter, a digit, `-`, `_`, `+` or `.`")),
        None if !name.starts_with(letter) => Some("it does not begin with a letter or a digit".to_owned()),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{bad_feature, bad_name};

    #[test]
    fn names_of_packages() {
        for name in ["my-types", "types", "a_b2", "R2D2"] {
            assert_eq!(bad_name(name), None, "{name}");
        }
        let long = "x".repeat(65);
        for name in
            ["", "my types", "2d", "-a", "_a", "a.b", "größe", "type", "std", "schemawright-wire", "proc-macro", &long]
        {
            assert!(bad_name(name).is_some(), "{name}");
        }
    }

    #[test]
    fn names_of_features() {
        for name in ["people", "b2b-all", "v1.2+x", "2fa"] {
            assert_eq!(bad_feature(name), None, "{name}");
        }
        for name in ["", "default", "full", "my people", "-a", "a/b"] {
            assert!(bad_feature(name).is_some(), "{name}");
        }
    }
}
