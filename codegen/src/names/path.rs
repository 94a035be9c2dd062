//! Rust paths, and the modules in them.

use std::collections::BTreeMap;
use std::fmt;

use crate::config::{Config, NameRule};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ident;

/// A path relative to the crate's root.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RustPath {
    /// The modules, outermost first.
    pub module: Vec<String>,
    /// The type.
    pub name: String,
}

impl fmt::Display for RustPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for module in &self.module {
            write!(f, "{module}::")?;
        }
        f.write_str(&self.name)
    }
}

pub(super) fn by_rule(rule: &NameRule, captures: &regex::Captures<'_>) -> Result<RustPath, String> {
    let replaced = |name: &str| {
        let found = captures.name(name).map_or("", |found| found.as_str());
        rule.replace.get(name).and_then(|words| words.get(found)).map_or(found, String::as_str)
    };
    // The configuration has already been checked for unknown captures.
    let fill = |template: &str| {
        let mut filled = String::new();
        let mut rest = template;
        while let Some((before, part)) = rest.split_once('{')
            && let Some((name, after)) = part.split_once('}')
        {
            filled.push_str(before);
            filled.push_str(replaced(name));
            rest = after;
        }
        filled + rest
    };
    let module = module_path(&fill(&rule.module))?;
    Ok(RustPath { module, name: type_name(&fill(&rule.item))? })
}

pub(super) fn parse_path(path: &str) -> Result<RustPath, String> {
    let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
    Ok(RustPath { module: module_path(module)?, name: type_name(name)? })
}

fn module_path(path: &str) -> Result<Vec<String>, String> {
    path.split("::")
        .filter(|part| !part.is_empty())
        .map(|part| {
            let name = ident::module(part).ok_or_else(|| format!("`{part}` is not a valid module name"))?;
            // The names of generated files.
            Ok(if RESERVED_MODULES.contains(&name.as_str()) { format!("{name}_") } else { name })
        })
        .collect()
}

/// Module names that the generator uses.
const RESERVED_MODULES: &[&str] = &[
    // Names of devices on Windows, with any extension.
    "aux",
    "com0",
    "com1",
    "com2",
    "com3",
    "com4",
    "com5",
    "com6",
    "com7",
    "com8",
    "com9",
    "con",
    "lpt0",
    "lpt1",
    "lpt2",
    "lpt3",
    "lpt4",
    "lpt5",
    "lpt6",
    "lpt7",
    "lpt8",
    "lpt9",
    "nul",
    "prn",
    // Generated files.
    "calls",
    "codec",
    "construct",
    "ids",
    "lib",
    // The name of the root of a program.
    "main",
    "operations",
];

pub(super) fn type_name(title: &str) -> Result<String, String> {
    ident::type_name(title).ok_or_else(|| format!("the title {title:?} contains no letter or digit for a Rust name"))
}

/// The documentation of modules, by path. An entry for a module that does not exist is an error.
pub(crate) fn module_docs(
    config: &Config,
    paths: &[RustPath],
    faults: &mut Diagnostics,
) -> BTreeMap<Vec<String>, String> {
    let mut docs = BTreeMap::new();
    for (name, doc) in &config.rules.modules {
        let module: Vec<String> = name.get_ref().split("::").map(str::to_owned).collect();
        if paths.iter().any(|path| path.module.starts_with(&module)) {
            docs.insert(module, doc.clone());
        } else {
            faults.push(
                Diagnostic::error("unused-rule", format!("unknown module `{}`", name.get_ref()))
                    .at(config.place(name.span()))
                    .help("remove the entry, or correct the name in it"),
            );
        }
    }
    docs
}

#[cfg(test)]
mod tests {
    use super::module_path;

    #[test]
    fn names_of_generated_files_and_of_roots_are_reserved() {
        assert_eq!(module_path("main::lib::con::user").unwrap(), ["main_", "lib_", "con_", "user"]);
    }
}
