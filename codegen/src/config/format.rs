//! `[format]`: the types of strings with a format.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use toml::Spanned;

use super::entry::Lines;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// Types for strings, by the `format` of their schemas.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormatRules {
    preset: Option<Preset>,
    types: BTreeMap<String, Spanned<String>>,
    dependencies: BTreeMap<String, Spanned<toml::Value>>,
}

/// A preset of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(rename_all = "lowercase")]
pub(super) enum Preset {
    Std,
    Chrono,
    Jiff,
}

/// A type for strings of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormatType {
    /// The format.
    pub(crate) format: String,
    /// The path of the type, as it is in the configuration.
    pub(crate) path: String,
    /// The place of the entry; none for a preset.
    pub(crate) span: Option<std::ops::Range<usize>>,
}

/// The format of OpenAPI for values that a user interface hides (3.1, section 4.4.2). It needs no entry in the configuration.
pub(crate) const PASSWORD: &str = "password";

/// The value of an entry for a format whose strings get no type.
const PLAIN: &str = "string";

impl Preset {
    /// The types of a preset. Each accepts every valid value of its format: a type that does not, such as a time without an offset, is not
    /// here.
    fn types(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Std => {
                &[("byte", "schemawright_wire::Base64"), ("ipv4", "std::net::Ipv4Addr"), ("ipv6", "std::net::Ipv6Addr")]
            }
            Self::Chrono => &[("date", "chrono::NaiveDate")],
            Self::Jiff => &[("date", "jiff::civil::Date"), ("duration", "jiff::Span")],
        }
    }
}

/// Crates with known versions, and their dependencies in the manifest.
const KNOWN: &[(&str, &str)] = &[
    ("chrono", "{ version = \"0.4\", default-features = false, features = [\"std\"] }"),
    ("email_address", "\"0.2\""),
    ("jiff", "\"0.2\""),
    ("rust_decimal", "\"1\""),
    ("url", "\"2\""),
    ("uuid", "\"1\""),
];

/// Crates that every generated package can use.
const THERE: &[&str] = &["alloc", "core", "schemawright_wire", "std"];

impl FormatRules {
    /// The types by format: those of the table, and those of the preset.
    pub(crate) fn types(&self) -> Vec<FormatType> {
        let own = self.types.iter().filter(|(_, path)| path.get_ref() != PLAIN).map(|(format, path)| FormatType {
            format: format.clone(),
            path: path.get_ref().clone(),
            span: Some(path.span()),
        });
        let preset = self.preset.map(Preset::types).unwrap_or_default();
        let others = preset.iter().filter(|(format, _)| !self.types.contains_key(*format));
        let others = others.map(|(format, path)| FormatType {
            format: (*format).to_owned(),
            path: (*path).to_owned(),
            span: None,
        });
        own.chain(others).collect()
    }

    /// The formats whose strings get no type, and the places of their entries.
    pub(crate) fn plain(&self) -> impl Iterator<Item = (&str, std::ops::Range<usize>)> {
        let plain = self.types.iter().filter(|(_, path)| path.get_ref() == PLAIN);
        plain.map(|(format, path)| (format.as_str(), path.span()))
    }

    /// The dependencies of some types, as in `Cargo.toml`, by the names of their crates.
    pub(crate) fn dependencies<'p>(&self, paths: impl Iterator<Item = &'p str>) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        for name in paths.filter_map(crate_of) {
            if let Some(own) = self.own_dependency(name) {
                found.insert(own.0.clone(), own.1.get_ref().to_string());
            } else if let Some((_, text)) = KNOWN.iter().find(|(known, _)| *known == name) {
                found.insert(name.to_owned(), (*text).to_owned());
            }
        }
        found
    }

    /// The entry for a crate, which may have hyphens where its path has underscores.
    fn own_dependency(&self, name: &str) -> Option<(&String, &Spanned<toml::Value>)> {
        self.dependencies.iter().find(|(own, _)| own.replace('-', "_") == name)
    }

    /// Whether a crate has no dependency.
    fn lacks(&self, name: &str) -> bool {
        self.own_dependency(name).is_none() && KNOWN.iter().all(|(known, _)| *known != name)
    }

    /// The crates of types that have no dependency, each once.
    fn missing(&self) -> Vec<&str> {
        let paths = self.types.values().map(|path| &**path.get_ref()).filter(|path| is_path(path));
        paths.filter_map(crate_of).filter(|name| self.lacks(name)).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Reports values that are not paths of types, and crates without a dependency.
    pub(super) fn check(&self, place: impl Fn(std::ops::Range<usize>) -> Place, faults: &mut Diagnostics) {
        // The first error has the lines for all crates, so that they are below one header.
        let mut missing: Option<Vec<&str>> = Some(self.missing());
        let mut types: Vec<_> = self.types.iter().collect();
        types.sort_by_key(|(_, path)| path.span().start);
        for (format, path) in types {
            let at = || place(path.span());
            if format == PASSWORD {
                let message = "a string of the format `password` is a `Secret`, whatever [format] contains";
                let help = "remove the entry; `[[not-secret]]` names members that are no secrets";
                faults.push(Diagnostic::error("bad-format", message).at(at()).help(help));
                continue;
            }
            if path.get_ref() == PLAIN {
                continue;
            }
            if !is_path(path.get_ref()) {
                let message = format!("`{}` is not the path of a type", path.get_ref());
                let error = Diagnostic::error("bad-format", message).at(at());
                let help =
                    format!("write the whole path, such as `{format} = \"uuid::Uuid\"`, or \"{PLAIN}\" for no type");
                faults.push(error.help(help));
                continue;
            }
            if path.get_ref().trim_start_matches("::").starts_with("chrono::DateTime") {
                let message = format!("`{}` is not written as a timestamp of JSON", path.get_ref());
                let error = Diagnostic::error("bad-format", message).at(at());
                let help =
                    format!("remove the entry (a `Timestamp` is a `DateTime<Utc>`), or write \"{PLAIN}\" for the text");
                faults.push(error.help(help));
                continue;
            }
            let Some(name) = crate_of(path.get_ref()) else { continue };
            if self.lacks(name) {
                let message = format!("the crate `{name}` of `{}` is not in [format.dependency]", path.get_ref());
                let error = Diagnostic::error("bad-format", message).at(at());
                faults.push(match missing.take() {
                    Some(names) => {
                        let lines = names.into_iter().map(|name| (name, "1"));
                        let lines = Lines::new("format.dependency", !self.dependencies.is_empty(), lines);
                        let table = if self.dependencies.is_empty() { "" } else { " below `[format.dependency]`" };
                        error.help(format!("add the crate, with its version, to {}{table}:", at().file)).entry(lines)
                    }
                    None => error.help("add the crate, with its version"),
                });
            }
        }
        for (name, dependency) in &self.dependencies {
            let krate = name.replace('-', "_");
            if !self.types.values().any(|path| crate_of(path.get_ref()) == Some(&krate)) {
                let message = format!("no type in [format] belongs to the crate `{name}`");
                let error = Diagnostic::error("unused-rule", message).at(place(dependency.span()));
                faults.push(error.help("remove the entry, or correct the name in it"));
            }
        }
    }
}

/// The first segment of a path, if it is a crate that is not always available.
fn crate_of(path: &str) -> Option<&str> {
    let name = path.trim_start_matches("::").split("::").next()?;
    (!THERE.contains(&name) && !matches!(name, "crate" | "self" | "super")).then_some(name)
}

/// Whether a text is the path of a type, including its crate.
fn is_path(text: &str) -> bool {
    let is_long = |ty: &syn::TypePath| ty.qself.is_none() && ty.path.segments.len() > 1;
    !text.contains("//") && !text.contains("/*") && syn::parse_str::<syn::TypePath>(text).is_ok_and(|ty| is_long(&ty))
}

/// [`FormatRules`] as they are in the file.
#[cfg(test)]
#[derive(schemars1::JsonSchema)]
#[schemars(crate = "schemars1")]
#[allow(dead_code, reason = "its schema is what it is for")]
pub(super) struct FormatTable {
    /// Types that go together.
    #[serde(default)]
    preset: Option<Preset>,
    /// The dependency in the manifest, by crate: a version, or a table.
    #[serde(default)]
    dependency: BTreeMap<String, serde_json::Value>,
    /// The path of a type, by format.
    #[serde(flatten)]
    types: BTreeMap<String, String>,
}

/// Any other key is a format.
impl<'de> Deserialize<'de> for FormatRules {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FormatVisitor)
    }
}

struct FormatVisitor;

impl<'de> Visitor<'de> for FormatVisitor {
    type Value = FormatRules;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table of formats, each with the path of a type")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FormatRules, A::Error> {
        let mut rules = FormatRules::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "preset" => rules.preset = Some(map.next_value()?),
                "dependency" => rules.dependencies = map.next_value()?,
                _ => _ = rules.types.insert(key, map.next_value()?),
            }
        }
        Ok(rules)
    }
}

#[cfg(test)]
mod tests {
    use super::{crate_of, is_path};

    #[test]
    fn paths() {
        for path in ["uuid::Uuid", "::uuid::Uuid", "chrono::DateTime<chrono::Utc>", "crate::Own", "std::net::IpAddr"] {
            assert!(is_path(path), "{path}");
        }
        for path in
            ["", "Uuid", "uuid:Uuid", "uuid::", "&uuid::Uuid", "uuid::Uuid; x", "<A as B>::C", "a::B /* */", "a b"]
        {
            assert!(!is_path(path), "{path}");
        }
        assert_eq!(crate_of("::my_ids::Id"), Some("my_ids"));
        assert_eq!((crate_of("std::net::IpAddr"), crate_of("crate::Own")), (None, None));
    }
}
