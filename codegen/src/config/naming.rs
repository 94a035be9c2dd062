//! The tables of names: `[[name]]`, `[[rename]]` and `[names]`.

use std::collections::BTreeMap;

use regex::Regex;
use serde::Deserialize;

use super::glob::Globs;
use super::target::Target;

/// Takes titles apart with a regular expression, and puts the parts together as a Rust path.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(crate) struct NameRule {
    #[serde(deserialize_with = "regex")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub(crate) title: Regex,
    /// Module path with `{capture}`s; an empty part is left out.
    pub(crate) module: String,
    /// The type's name, with `{capture}`s.
    #[serde(default = "NameRule::item")]
    pub(crate) item: String,
    /// Other words for what a capture holds: `replace.group.b2b_otp_sms = "sms"`.
    #[serde(default)]
    pub(crate) replace: BTreeMap<String, BTreeMap<String, String>>,
}

impl NameRule {
    fn item() -> String {
        "{name}".to_owned()
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
