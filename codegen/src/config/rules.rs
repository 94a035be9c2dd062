//! The tables of `codegen.toml`, fix-ups aside.

use std::collections::BTreeMap;

use regex::Regex;
use serde::Deserialize;
use toml::Spanned;

use super::fix::FixTable;
use super::glob::{Glob, Globs};
use super::intake::Intake;
use super::package::Package;
use super::target::{FileNames, Target};
use crate::telling::Openness;

/// What stands in the file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    #[serde(default)]
    pub(crate) package: Package,
    #[serde(default)]
    pub(super) sync: Intake,
    #[serde(default, rename = "name")]
    pub(crate) names: Vec<Spanned<NameRule>>,
    #[serde(default, rename = "rename")]
    pub(crate) renames: Vec<Spanned<Rename>>,
    #[serde(default)]
    pub(crate) direction: DirectionRules,
    #[serde(default)]
    pub(crate) boxing: BoxingRules,
    #[serde(default)]
    pub(crate) derive: DeriveRules,
    #[serde(default, rename = "timestamp")]
    pub(crate) timestamps: Vec<Spanned<Selector>>,
    #[serde(default, rename = "id")]
    pub(crate) ids: Vec<Spanned<IdRule>>,
    #[serde(default, rename = "secret")]
    pub(crate) secrets: Vec<Spanned<Selector>>,
    #[serde(default)]
    pub(crate) values: Vec<Spanned<ValuesRule>>,
    #[serde(default, rename = "not-secret")]
    pub(crate) not_secrets: Vec<Spanned<Selector>>,
    #[serde(default)]
    pub(crate) suspicious: Suspicious,
    /// [`Config::fixes`](super::Config::fixes) as they are in the file.
    #[serde(default, rename = "fix")]
    pub(super) fixes: Vec<Spanned<FixTable>>,
    #[serde(default, rename = "host")]
    pub(crate) hosts: Vec<Spanned<HostRule>>,
    #[serde(default, rename = "page")]
    pub(crate) pages: Vec<Spanned<PageRule>>,
    #[serde(default)]
    pub(crate) missing: BTreeMap<Spanned<String>, StandIn>,
    #[serde(default)]
    pub(crate) unions: UnionRules,
    #[serde(default)]
    pub(crate) default: DefaultRules,
    #[serde(default)]
    pub(crate) number: NumberRules,
    #[serde(default)]
    pub(crate) integer: IntegerRules,
    #[serde(default)]
    pub(crate) features: Option<FeatureRules>,
    #[serde(default, rename = "module")]
    pub(crate) modules: BTreeMap<Spanned<String>, String>,
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
#[serde(try_from = "RenameTable")]
pub(crate) struct Rename {
    pub(crate) target: Target,
    pub(crate) part: Part,
    pub(crate) to: String,
}

/// What of a schema has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Its type.
    Type,
    /// One of its members, by its name on the wire.
    Member(String),
    /// One of its values.
    Value(String),
}

/// A [`Rename`] as it is in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RenameTable {
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
            (Some(_), Some(_)) => return Err("the entry has both `member` and `value`: one was expected".to_owned()),
        };
        let target = match operation {
            Some(ids) if schema.is_none() && id.is_none() && file.is_none() => Target::of_operations(ids, pointer),
            Some(_) => {
                return Err("the entry has `operation` beside the names of a schema: one was expected".to_owned());
            }
            None => Target::new(schema, id, file, pointer)?,
        };
        Ok(Self { target, part, to })
    }
}

/// Gives the place where operations are served a name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HostRule {
    pub(crate) name: String,
    /// The `operationId`; without, any.
    pub(crate) operation: Option<Globs>,
    /// The URL of a server of the operation's own; without, any, and none.
    pub(crate) url: Option<Globs>,
    pub(crate) reason: Option<String>,
}

/// Says where the cursors of pages are.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageRule {
    /// The `operationId`; without, any.
    pub(crate) operation: Option<Globs>,
    /// The parameter, or the member of the body, that says where a page begins.
    pub(crate) cursor: String,
    /// Paths of members, from the answer to the cursor of the next page: the first that is there counts.
    pub(crate) next: Vec<String>,
    pub(crate) reason: Option<String>,
}

/// Which members a rule is about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Selector {
    /// The member's name; without, the rule is about whole schemas.
    member: Option<Globs>,
    /// The schema's title; without, any. So with its `$id`, and with its file.
    schema: Option<Globs>,
    id: Option<Globs>,
    file: Option<Globs>,
    /// The `operationId`, for parameters; without, any, and schemas too.
    operation: Option<Globs>,
    /// Titles, `$id`s, files and `operationId`s that the rule passes over.
    except: Option<Globs>,
    pub(crate) reason: Option<String>,
}

impl Selector {
    /// Whether the rule is about members of a name, or, where the name is empty, about whole schemas.
    pub(crate) fn is_about(&self, member: &str) -> bool {
        let of_schemas = || [&self.schema, &self.id, &self.file, &self.operation].into_iter().any(Option::is_some);
        match &self.member {
            Some(names) => !member.is_empty() && names.matches(member),
            None => member.is_empty() && of_schemas(),
        }
    }

    /// Whether the rule is about what it is about in a schema file.
    pub(crate) fn covers(&self, names: FileNames<'_>) -> bool {
        let FileNames { title, id, file, operation } = names;
        let takes = |globs: &Option<Globs>, name: Option<&str>| {
            globs.as_ref().is_none_or(|globs| name.is_some_and(|name| globs.matches(name)))
        };
        let excepted = |globs: &Globs| [Some(title), id, Some(file)].into_iter().flatten().any(|n| globs.matches(n));
        takes(&self.schema, Some(title).filter(|_| operation.is_none()))
            && takes(&self.operation, operation)
            && takes(&self.id, id)
            && takes(&self.file, Some(file))
            && !self.except.as_ref().is_some_and(excepted)
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

/// An [`IdRule`] as it is in the file. (Serde refuses no unknown keys in a flattened struct.)
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IdTable {
    #[serde(rename = "type")]
    ty: String,
    doc: Option<String>,
    member: Option<Globs>,
    schema: Option<Globs>,
    id: Option<Globs>,
    file: Option<Globs>,
    operation: Option<Globs>,
    except: Option<Globs>,
    reason: Option<String>,
}

impl From<IdTable> for IdRule {
    fn from(table: IdTable) -> Self {
        let IdTable { ty, doc, member, schema, id, file, operation, except, reason } = table;
        Self { ty, doc, selector: Selector { member, schema, id, file, operation, except, reason } }
    }
}

/// Gives members the type of a schema that is an enum.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "ValuesTable")]
pub(crate) struct ValuesRule {
    /// The schema's title.
    pub(crate) of: String,
    pub(crate) selector: Selector,
}

/// A [`ValuesRule`] as it is in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ValuesTable {
    of: String,
    member: Option<Globs>,
    schema: Option<Globs>,
    id: Option<Globs>,
    file: Option<Globs>,
    except: Option<Globs>,
    reason: Option<String>,
}

impl From<ValuesTable> for ValuesRule {
    fn from(table: ValuesTable) -> Self {
        let ValuesTable { of, member, schema, id, file, except, reason } = table;
        Self { of, selector: Selector { member, schema, id, file, operation: None, except, reason } }
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
    pub(crate) bundle: BTreeMap<Spanned<String>, Globs>,
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

/// What is put on the heap, circles aside.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct BoxingRules {
    /// Types: every field that holds one is boxed.
    #[serde(rename = "type")]
    pub(crate) types: Vec<Spanned<Selector>>,
    #[serde(rename = "field")]
    pub(crate) fields: Vec<Spanned<Selector>>,
    /// A struct of more bytes than this is reported, with the members to box.
    pub(crate) limit: usize,
}

impl Default for BoxingRules {
    fn default() -> Self {
        Self { types: Vec::new(), fields: Vec::new(), limit: 1024 }
    }
}

/// Which structs have traits that a member could take from them later.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DeriveRules {
    /// Structs that are `Eq`, by title.
    pub(crate) eq: Vec<Spanned<Glob>>,
    /// Structs that are `Eq` and `Hash`, by title.
    pub(crate) hash: Vec<Spanned<Glob>>,
}

/// What is taken for a schema that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum StandIn {
    /// Any value.
    Any,
}

/// What becomes of the defaults of schemas.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DefaultRules {
    /// Whether `new` and `Default` give them to members.
    pub(crate) fill: bool,
}

/// What numbers become.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NumberRules {
    /// Whether they keep every digit.
    pub(crate) exact: bool,
}

/// What integers become.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct IntegerRules {
    /// Whether those that are not below 0 have no sign.
    pub(crate) unsigned: bool,
}

/// How unions take what they do not know.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct UnionRules {
    pub(crate) open: Openness,
}
