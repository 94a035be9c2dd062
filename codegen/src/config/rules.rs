//! The tables of `codegen.toml`, fix-ups aside.

use std::collections::BTreeMap;

use regex::Regex;
use serde::Deserialize;
use toml::Spanned;

use super::features::FeatureRules;
use super::fix::FixTable;
use super::format::FormatRules;
use super::glob::{Glob, Globs};
use super::intake::Intake;
use super::package::Package;
use super::target::{FileNames, Target};
use crate::telling::Openness;

/// What stands in the file.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    /// The directory of the JSON Schema files, relative to this file. The default is `schemas`.
    pub(crate) schemas: Option<String>,
    /// The directory of the package that is made from them, relative to this file. The default is `generated`.
    pub(crate) out: Option<String>,
    /// What `sync` takes the schemas from: a file, a directory, an https address.
    pub(crate) source: Option<String>,
    /// The directory of `schemawright-wire`, relative to this file, when it does not come from the registry.
    pub(crate) wire: Option<String>,
    /// What makes the package again, as the heads of its files say. The default is `schemawright gen`.
    pub(crate) command: Option<String>,
    /// Several crates: each has all keys of its own.
    #[serde(default, rename = "crate")]
    #[cfg_attr(test, schemars(with = "Vec<Rules>"))]
    pub(super) crates: Vec<Spanned<Rules>>,
    /// The generated package's own metadata.
    #[serde(default)]
    pub(crate) package: Package,
    /// How schemas are taken in.
    #[serde(default)]
    pub(super) sync: Intake,
    /// Titles to Rust paths; the first rule that matches decides.
    #[serde(default, rename = "name")]
    #[cfg_attr(test, schemars(with = "Vec<NameRule>"))]
    pub(crate) names: Vec<Spanned<NameRule>>,
    /// Which types have names of their own.
    #[serde(default, rename = "names")]
    pub(crate) naming: NamingRules,
    /// Other Rust names for one type, member or value each.
    #[serde(default, rename = "rename")]
    #[cfg_attr(test, schemars(with = "Vec<RenameTable>"))]
    pub(crate) renames: Vec<Spanned<Rename>>,
    /// Which titles name what is sent, and which what is received.
    #[serde(default)]
    pub(crate) direction: DirectionRules,
    /// What is put on the heap, circles aside.
    #[serde(default)]
    pub(crate) boxing: BoxingRules,
    /// Which structs have traits that a member could take from them later.
    #[serde(default)]
    pub(crate) derive: DeriveRules,
    /// Members that become a `Timestamp`.
    #[serde(default, rename = "timestamp")]
    #[cfg_attr(test, schemars(with = "Vec<Selector>"))]
    pub(crate) timestamps: Vec<Spanned<Selector>>,
    /// Members that become a newtype in the module `ids`.
    #[serde(default, rename = "id")]
    #[cfg_attr(test, schemars(with = "Vec<IdTable>"))]
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
    #[cfg_attr(test, schemars(with = "Vec<ValuesTable>"))]
    pub(crate) values: Vec<Spanned<ValuesRule>>,
    /// Members that look like a secret and are none.
    #[serde(default, rename = "not-secret")]
    #[cfg_attr(test, schemars(with = "Vec<Selector>"))]
    pub(crate) not_secrets: Vec<Spanned<Selector>>,
    /// Names by which a secret is suspected.
    #[serde(default)]
    pub(crate) suspicious: Suspicious,
    /// Says rightly what a schema says wrongly.
    #[serde(default, rename = "fix")]
    #[cfg_attr(test, schemars(with = "Vec<FixTable>"))]
    pub(super) fixes: Vec<Spanned<FixTable>>,
    /// Names for the places where operations are served.
    #[serde(default, rename = "host")]
    #[cfg_attr(test, schemars(with = "Vec<HostRule>"))]
    pub(crate) hosts: Vec<Spanned<HostRule>>,
    /// Calls whose answer may be one page of several.
    #[serde(default, rename = "page")]
    #[cfg_attr(test, schemars(with = "Vec<PageRule>"))]
    pub(crate) pages: Vec<Spanned<PageRule>>,
    /// Schemas that are referred to and are not there, each with what is taken for it.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "BTreeMap<String, StandIn>"))]
    pub(crate) missing: BTreeMap<Spanned<String>, StandIn>,
    /// What becomes of schemas that no Rust type follows.
    #[serde(default)]
    pub(crate) open: OpenRules,
    /// How unions take what they do not know.
    #[serde(default)]
    pub(crate) unions: UnionRules,
    /// What becomes of the defaults of schemas.
    #[serde(default)]
    pub(crate) default: DefaultRules,
    /// Types for strings, by their formats.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "super::format::FormatTable"))]
    pub(crate) format: FormatRules,
    /// What numbers become.
    #[serde(default)]
    pub(crate) number: NumberRules,
    /// What integers become.
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

/// Gives one type, member or value another Rust name.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
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
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
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
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
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
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
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

/// Gives members a newtype of their own.
// Serde refuses no unknown keys in a flattened struct.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
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

/// Gives members the type of a schema that is an enum.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
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
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(crate) struct Suspicious {
    pub(crate) names: Vec<Glob>,
}

/// Which titles name what is sent, and which what is received.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
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
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct BoxingRules {
    /// Types: every field that holds one is boxed.
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

/// Which structs have traits that a member could take from them later.
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

/// What is taken for a schema that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(rename_all = "lowercase")]
pub(crate) enum StandIn {
    /// Any value.
    Any,
}

/// What may not open: become any value, or any list or object, because no Rust type follows it.
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
        let message = format!("nothing opens at `{name}`, but at {}", OPENABLE.join(", "));
        Err(serde::de::Error::custom(message))
    });
    globs.collect()
}

/// Which types have names of their own.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NamingRules {
    /// Whether equal inline types of a file are one.
    pub(crate) share: bool,
}

/// What becomes of the defaults of schemas.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DefaultRules {
    /// Whether `new` and `Default` give them to members.
    pub(crate) fill: bool,
}

/// What numbers become.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NumberRules {
    /// Whether they keep every digit.
    pub(crate) exact: bool,
}

/// What integers become.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct IntegerRules {
    /// Whether those that are not below 0 have no sign.
    pub(crate) unsigned: bool,
}

/// How unions take what they do not know.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct UnionRules {
    pub(crate) open: Openness,
}
