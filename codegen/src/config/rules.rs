//! The tables of `codegen.toml`, fix-ups aside.

use std::collections::BTreeMap;

use regex::Regex;
use serde::Deserialize;
use toml::Spanned;

use super::fix::Fix;
use super::glob::{Glob, Globs};

/// What stands in the file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    #[serde(default)]
    pub(crate) package: Package,
    #[serde(default, rename = "name")]
    pub(crate) names: Vec<Spanned<NameRule>>,
    #[serde(default, rename = "rename")]
    pub(crate) renames: Vec<Spanned<Rename>>,
    #[serde(default)]
    pub(crate) direction: DirectionRules,
    #[serde(default)]
    pub(crate) boxing: BoxingRules,
    #[serde(default, rename = "timestamp")]
    pub(crate) timestamps: Vec<Spanned<Selector>>,
    #[serde(default, rename = "id")]
    pub(crate) ids: Vec<Spanned<IdRule>>,
    #[serde(default, rename = "secret")]
    pub(crate) secrets: Vec<Spanned<Selector>>,
    #[serde(default, rename = "not-secret")]
    pub(crate) not_secrets: Vec<Spanned<Selector>>,
    #[serde(default)]
    pub(crate) suspicious: Suspicious,
    #[serde(default, rename = "fix")]
    pub(crate) fixes: Vec<Spanned<Fix>>,
    #[serde(default)]
    pub(crate) features: Option<FeatureRules>,
    #[serde(default, rename = "module")]
    pub(crate) modules: BTreeMap<Spanned<String>, String>,
}

/// The generated crate's own metadata.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) description: String,
    pub(crate) license: Option<String>,
    pub(crate) repository: Option<String>,
    /// The text of the crate's front page in rustdoc.
    pub(crate) doc: Option<String>,
}

impl Default for Package {
    fn default() -> Self {
        Self {
            name: "generated-types".to_owned(),
            version: "0.1.0".to_owned(),
            description: "Types generated from JSON Schemas".to_owned(),
            license: None,
            repository: None,
            doc: None,
        }
    }
}

/// Takes titles apart with a regular expression, and puts the parts together as a Rust path.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameRule {
    #[serde(deserialize_with = "regex")]
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

/// Gives one type, member or value another Rust name. What goes over the wire stays.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rename {
    pub(crate) schema: String,
    pub(crate) pointer: Option<String>,
    pub(crate) member: Option<String>,
    pub(crate) value: Option<String>,
    pub(crate) to: String,
}

/// Which members a rule is about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Selector {
    /// The member's name; without, the rule is about whole schemas.
    pub(crate) member: Option<Globs>,
    /// The schema's title; without, any.
    pub(crate) schema: Option<Globs>,
    /// Titles that the rule passes over.
    pub(crate) except: Option<Globs>,
    pub(crate) reason: Option<String>,
}

impl Selector {
    /// Whether the rule is about members of a name, or, where the name is empty, about whole schemas.
    pub(crate) fn is_about(&self, member: &str) -> bool {
        match &self.member {
            Some(names) => !member.is_empty() && names.matches(member),
            None => member.is_empty() && self.schema.is_some(),
        }
    }

    /// Whether the rule is about what it is about in the schema of a title.
    pub(crate) fn covers(&self, title: &str) -> bool {
        self.schema.as_ref().is_none_or(|titles| titles.matches(title))
            && !self.except.as_ref().is_some_and(|titles| titles.matches(title))
    }
}

/// Gives members a newtype of their own.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "IdTable")]
pub(crate) struct IdRule {
    pub(crate) ty: String,
    pub(crate) doc: Option<String>,
    pub(crate) selector: Selector,
}

/// An [`IdRule`] as it stands in the file. (Serde refuses no unknown keys in a flattened struct.)
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IdTable {
    #[serde(rename = "type")]
    ty: String,
    doc: Option<String>,
    member: Option<Globs>,
    schema: Option<Globs>,
    except: Option<Globs>,
    reason: Option<String>,
}

impl From<IdTable> for IdRule {
    fn from(table: IdTable) -> Self {
        let IdTable { ty, doc, member, schema, except, reason } = table;
        Self { ty, doc, selector: Selector { member, schema, except, reason } }
    }
}

/// Names by which a secret is suspected.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Suspicious {
    pub(crate) names: Vec<Glob>,
}

/// Cargo features of the generated package: one for each namespace, and bundles of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct FeatureRules {
    /// The part of a module path with which a namespace ends, as a regular expression: `^v\d+$`.
    #[serde(deserialize_with = "regex")]
    pub(crate) namespace_end: Regex,
    /// Features that turn on others: by patterns of their names.
    #[serde(default)]
    pub(crate) bundle: BTreeMap<String, Globs>,
}

/// Which titles name what is sent, and which what is received.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DirectionRules {
    pub(crate) request: Vec<Glob>,
    pub(crate) response: Vec<Glob>,
}

impl Default for DirectionRules {
    fn default() -> Self {
        Self { request: vec![Glob::new("*Request")], response: vec![Glob::new("*Response")] }
    }
}

/// From which size on a struct inside another one is put on the heap.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct BoxingRules {
    /// Optional members with more bytes than this are boxed: most of them are absent most of the time.
    pub(crate) optional_above: usize,
    /// Required members with more bytes than this are boxed: they keep the types around them small enough to move.
    pub(crate) required_above: usize,
    /// No struct may have more bytes than this: the generated tests check it.
    pub(crate) limit: Option<usize>,
}

impl Default for BoxingRules {
    fn default() -> Self {
        Self { optional_above: 32, required_above: 256, limit: None }
    }
}
