//! The tables of names: `[[name]]`, `[[rename]]` and `[names]`.

use std::collections::BTreeMap;
use std::ops::Range;

use regex::Regex;
use serde::Deserialize;
use toml::Spanned;

use super::glob::Globs;
use super::target::Target;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// Splits titles with a regular expression, and combines the parts into a Rust path.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(crate) struct NameRule {
    #[serde(deserialize_with = "regex")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub(crate) title: Regex,
    /// The module path, with `{capture}`s; an empty part is left out.
    pub(crate) module: String,
    /// The name of the type, with `{capture}`s.
    #[serde(default = "NameRule::item")]
    pub(crate) item: String,
    /// Replacements for the value of a capture: `replace.group.b2b_otp_sms = "sms"`.
    #[serde(default)]
    pub(crate) replace: BTreeMap<String, BTreeMap<String, String>>,
}

impl NameRule {
    fn item() -> String {
        "{name}".to_owned()
    }

    /// The errors in its texts: captures that `title` does not have, and open braces.
    fn faults(&self) -> impl Iterator<Item = String> {
        let templates = [("module", &self.module), ("item", &self.item)].into_iter();
        let in_templates =
            templates.filter_map(|(key, template)| match unknown_part(template, |name| self.has(name))? {
                Some(name) => Some(format!("`{{{name}}}` in `{key}` is not a capture of `title`")),
                None => Some(format!("`{key}` has a brace without its counterpart")),
            });
        let in_words = self.replace.keys().filter(|name| !self.has(name));
        in_templates.chain(in_words.map(|name| format!("`{name}` in `replace` is not a capture of `title`")))
    }

    fn has(&self, capture: &str) -> bool {
        self.title.capture_names().flatten().any(|name| name == capture)
    }
}

/// The first part in braces that is not known; `Some(None)` for a brace without its counterpart.
fn unknown_part(template: &str, is_known: impl Fn(&str) -> bool) -> Option<Option<&str>> {
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let Some((part, after)) = rest[at..].strip_prefix('{').and_then(|part| part.split_once('}')) else {
            return Some(None);
        };
        if !is_known(part) {
            return Some(Some(part));
        }
        rest = after;
    }
    None
}

/// Reports rules that refer to captures that their `title` does not have.
pub(super) fn check(rules: &[Spanned<NameRule>], place: impl Fn(Range<usize>) -> Place, faults: &mut Diagnostics) {
    for rule in rules {
        for message in rule.get_ref().faults() {
            let error = Diagnostic::error("config", message).at(place(rule.span()));
            faults.push(error.help("name a group of the regular expression, as in `(?<area>[a-z]+)` for `{area}`"));
        }
    }
}

fn regex<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Regex, D::Error> {
    let pattern = String::deserialize(deserializer)?;
    Regex::new(&pattern).map_err(serde::de::Error::custom)
}

/// Gives one type, member or value another Rust name. The name on the wire is unchanged.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "RenameTable")]
pub(crate) struct Rename {
    pub(crate) target: Target,
    pub(crate) part: Part,
    pub(crate) to: String,
}

/// The part of a schema that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Its type.
    Type,
    /// One of its members, by its name on the wire.
    Member(String),
    /// One of its values.
    Value(String),
}

/// Gives one type, member or value another Rust name.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(super) struct RenameTable {
    operation: Option<Globs>,
    schema: Option<String>,
    id: Option<String>,
    file: Option<String>,
    pointer: Option<String>,
    member: Option<String>,
    value: Option<String>,
    to: String,
}

impl TryFrom<RenameTable> for Rename {
    type Error = String;

    fn try_from(table: RenameTable) -> Result<Self, String> {
        let RenameTable { operation, schema, id, file, pointer, member, value, to } = table;
        let part = match (member, value) {
            (None, None) => Part::Type,
            (Some(member), None) => Part::Member(member),
            (None, Some(value)) => Part::Value(value),
            (Some(_), Some(_)) => {
                return Err("the entry has both `member` and `value`; expected one of them".to_owned());
            }
        };
        let target = match operation {
            Some(ids) if schema.is_none() && id.is_none() && file.is_none() => Target::of_operations(ids, pointer),
            Some(_) => {
                return Err("the entry names both an operation and a schema; expected one of them".to_owned());
            }
            None => Target::new(schema, id, file, pointer)?,
        };
        Ok(Self { target, part, to })
    }
}

/// The types that get names of their own.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NamingRules {
    /// Whether equal inline types of a file are one.
    pub(crate) share: bool,
}
