//! The keys and tables of `codegen.toml`. A table with several rules has its own module.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::features::FeatureRules;
use super::fix::FixTable;
use super::format::FormatRules;
use super::glob::Glob;
use super::intake::Intake;
use super::naming::{NameRule, NamingRules, Rename};
use super::operation::{HostRule, PageRule};
use super::package::Package;
use super::selector::{IdRule, Selector, ValuesRule};
use crate::telling::Openness;

/// The content of the file.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    /// The directory of the JSON Schema files, relative to this file. The default is `schemas`.
    pub(crate) schemas: Option<String>,
    /// The directory of the generated package, relative to this file. The default is `generated`.
    pub(crate) out: Option<String>,
    /// The source of the schemas for `sync`: a file, a directory, an https address.
    pub(crate) source: Option<String>,
    /// The directory of `schemawright-wire`, relative to this file, when it does not come from the registry.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) wire: Option<Spanned<String>>,
    /// The command that regenerates the package, for the headers of its files. The default is `schemawright gen`.
    pub(crate) command: Option<String>,
    /// Several crates: each has all keys of its own.
    #[serde(default, rename = "crate")]
    #[cfg_attr(test, schemars(with = "Vec<Rules>"))]
    pub(super) crates: Vec<Spanned<Rules>>,
    /// The generated package's own metadata.
    #[serde(default)]
    pub(crate) package: Package,
    /// How `sync` adds schemas.
    #[serde(default)]
    pub(super) sync: Intake,
    /// Titles to Rust paths; the first rule that matches decides.
    #[serde(default, rename = "name")]
    #[cfg_attr(test, schemars(with = "Vec<NameRule>"))]
    pub(crate) names: Vec<Spanned<NameRule>>,
    /// The types that get names of their own.
    #[serde(default, rename = "names")]
    pub(crate) naming: NamingRules,
    /// Other Rust names for one type, member or value each.
    #[serde(default, rename = "rename")]
    #[cfg_attr(test, schemars(with = "Vec<super::naming::RenameTable>"))]
    pub(crate) renames: Vec<Spanned<Rename>>,
    /// The titles of request types and of response types.
    #[serde(default)]
    pub(crate) direction: DirectionRules,
    /// The fields that are boxed, in addition to circular ones.
    #[serde(default)]
    pub(crate) boxing: BoxingRules,
    /// The structs that have `Eq` and `Hash`, which a later field could remove.
    #[serde(default)]
    pub(crate) derive: DeriveRules,
    /// Members that become a `Timestamp`.
    #[serde(default, rename = "timestamp")]
    #[cfg_attr(test, schemars(with = "Vec<Selector>"))]
    pub(crate) timestamps: Vec<Spanned<Selector>>,
    /// Members that become a newtype in the module `ids`.
    #[serde(default, rename = "id")]
    #[cfg_attr(test, schemars(with = "Vec<super::selector::IdTable>"))]
    pub(crate) ids: Vec<Spanned<IdRule>>,
    /// Members that become a `Secret`.
    #[serde(default, rename = "secret")]
    #[cfg_attr(test, schemars(with = "Vec<Selector>"))]
    pub(crate) secrets: Vec<Spanned<Selector>>,
    /// Members whose values `Debug` does not print.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<Selector>"))]
    pub(crate) personal: Vec<Spanned<Selector>>,
    /// Members that become the enum that another schema is.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<super::selector::ValuesTable>"))]
    pub(crate) values: Vec<Spanned<ValuesRule>>,
    /// Members with the name of a secret that are not secret.
    #[serde(default, rename = "not-secret")]
    #[cfg_attr(test, schemars(with = "Vec<Selector>"))]
    pub(crate) not_secrets: Vec<Spanned<Selector>>,
    /// The names of members that must be classified as secret or not.
    #[serde(default)]
    pub(crate) suspicious: Suspicious,
    /// Corrects a mistake in a schema.
    #[serde(default, rename = "fix")]
    #[cfg_attr(test, schemars(with = "Vec<FixTable>"))]
    pub(super) fixes: Vec<Spanned<FixTable>>,
    /// Names for hosts of operations.
    #[serde(default, rename = "host")]
    #[cfg_attr(test, schemars(with = "Vec<HostRule>"))]
    pub(crate) hosts: Vec<Spanned<HostRule>>,
    /// Calls whose response may be one page of several.
    #[serde(default, rename = "page")]
    #[cfg_attr(test, schemars(with = "Vec<PageRule>"))]
    pub(crate) pages: Vec<Spanned<PageRule>>,
    /// Missing schemas that references name, each with its replacement.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "BTreeMap<String, StandIn>"))]
    pub(crate) missing: BTreeMap<Spanned<String>, StandIn>,
    /// The places that must not open.
    #[serde(default)]
    pub(crate) open: OpenRules,
    /// Warnings that are not reported.
    #[serde(default)]
    pub(crate) warnings: WarningRules,
    /// The unions that keep unrecognized values.
    #[serde(default)]
    pub(crate) unions: UnionRules,
    /// The use of the schemas' defaults.
    #[serde(default)]
    pub(crate) default: DefaultRules,
    /// Types for strings, by their formats.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "super::format::FormatTable"))]
    pub(crate) format: FormatRules,
    /// The type of `number`.
    #[serde(default)]
    pub(crate) number: NumberRules,
    /// The type of `integer`.
    #[serde(default)]
    pub(crate) integer: IntegerRules,
    /// Cargo features of the generated package. Without this table, there are none.
    #[serde(default)]
    pub(crate) features: Option<FeatureRules>,
    /// Docs of modules, as Markdown.
    #[serde(default, rename = "module")]
    #[cfg_attr(test, schemars(with = "BTreeMap<String, String>"))]
    pub(crate) modules: BTreeMap<Spanned<String>, String>,
}

/// The names of members that must be classified as secret or not.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(crate) struct Suspicious {
    pub(crate) names: Vec<Glob>,
}

/// The titles of request types and of response types.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DirectionRules {
    /// The default is `*Request`.
    #[cfg_attr(test, schemars(with = "Vec<Glob>"))]
    pub(crate) request: Option<Vec<Spanned<Glob>>>,
    /// The default is `*Response`.
    #[cfg_attr(test, schemars(with = "Vec<Glob>"))]
    pub(crate) response: Option<Vec<Spanned<Glob>>>,
}

/// The fields that are boxed, in addition to circular ones.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct BoxingRules {
    /// Types: every field that contains one is boxed.
    #[serde(rename = "type")]
    #[cfg_attr(test, schemars(with = "Vec<Selector>"))]
    pub(crate) types: Vec<Spanned<Selector>>,
    #[serde(rename = "field")]
    #[cfg_attr(test, schemars(with = "Vec<Selector>"))]
    pub(crate) fields: Vec<Spanned<Selector>>,
    /// A struct of more bytes than this is reported, with the members to box.
    pub(crate) limit: usize,
}

impl Default for BoxingRules {
    fn default() -> Self {
        Self { types: Vec::new(), fields: Vec::new(), limit: 1024 }
    }
}

/// The structs that have `Eq` and `Hash`, which a later field could remove.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DeriveRules {
    /// Structs that are `Eq`, by title.
    #[cfg_attr(test, schemars(with = "Vec<Glob>"))]
    pub(crate) eq: Vec<Spanned<Glob>>,
    /// Structs that are `Eq` and `Hash`, by title.
    #[cfg_attr(test, schemars(with = "Vec<Glob>"))]
    pub(crate) hash: Vec<Spanned<Glob>>,
}

/// The replacement of a missing schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(rename_all = "lowercase")]
pub(crate) enum StandIn {
    /// Any value.
    Any,
}

/// The keywords whose values must not open, that is, accept any value, list or object because no Rust type follows the schema.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct OpenRules {
    /// Keywords, and `false`.
    #[serde(deserialize_with = "openable")]
    pub(crate) deny: Vec<Glob>,
}

/// The keywords at which a schema may open.
const OPENABLE: &[&str] =
    &["$dynamicRef", "$recursiveRef", "allOf", "const", "enum", "false", "items", "patternProperties"];

fn openable<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Glob>, D::Error> {
    let names = Vec::<String>::deserialize(deserializer)?;
    let globs = names.into_iter().map(|name| {
        let glob = Glob::new(&name);
        if OPENABLE.iter().any(|keyword| glob.matches(keyword)) {
            return Ok(glob);
        }
        let message = format!("`{name}` never opens a type; expected one of {}", OPENABLE.join(", "));
        Err(serde::de::Error::custom(message))
    });
    globs.collect()
}

/// Warnings that are not reported.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct WarningRules {
    /// Their codes.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(crate) allow: Vec<Spanned<String>>,
}

/// The use of the schemas' defaults.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DefaultRules {
    /// Whether `new` and `Default` set them.
    pub(crate) fill: bool,
}

/// The type of `number`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NumberRules {
    /// Whether every digit is kept.
    pub(crate) exact: bool,
}

/// The type of `integer`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct IntegerRules {
    /// Whether integers with a `minimum` of 0 or above are unsigned.
    pub(crate) unsigned: bool,
}

/// The unions that keep unrecognized values.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct UnionRules {
    pub(crate) open: Openness,
}
