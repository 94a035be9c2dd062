//! Fix-ups: the expected mistakes, and their corrections.

use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use toml::Spanned;

use super::target::Target;

/// Corrects a mistake in a schema.
#[derive(Clone, Debug)]
pub(crate) struct Fix {
    pub(crate) target: Target,
    pub(crate) repair: Repair,
    pub(crate) reason: String,
    pub(crate) source: Option<String>,
    /// The place of the entry in the file.
    pub(crate) span: Range<usize>,
}

/// The target of a fix-up: the present schema, and the correction.
#[derive(Clone, Debug)]
pub(crate) enum Repair {
    /// A member of a schema.
    Member { name: String, expect: MemberFacts, set: MemberChange },
    /// A whole schema.
    Schema { expect: SchemaFacts, set: SchemaChange },
}

/// Facts about a member in a schema.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct MemberFacts {
    /// Whether the member is required.
    pub(crate) required: Option<bool>,
    #[serde(rename = "type")]
    pub(crate) ty: Option<MemberType>,
    pub(crate) description: Option<String>,
}

/// The change of a member.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct MemberChange {
    /// Whether the member is required.
    pub(crate) required: Option<bool>,
    #[serde(rename = "type")]
    pub(crate) ty: Option<SimpleType>,
    /// The member's name on the wire.
    pub(crate) name: Option<String>,
    /// The value of a required member that is absent.
    pub(crate) absent_as: Option<Literal>,
    pub(crate) description: Option<String>,
}

/// Facts about a whole schema.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SchemaFacts {
    pub(crate) description: Option<String>,
    /// The number of the enum's values.
    pub(crate) values: Option<usize>,
}

/// The change of a whole schema.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct SchemaChange {
    pub(crate) description: Option<String>,
    /// Values to add to the enum.
    pub(crate) add_values: Vec<String>,
}

/// A type that a fix-up can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(rename_all = "lowercase")]
pub(crate) enum SimpleType {
    Any,
    Array,
    Boolean,
    Integer,
    Number,
    Object,
    String,
}

/// A type that a fix-up can find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(rename_all = "lowercase")]
pub(crate) enum MemberType {
    Any,
    Array,
    Boolean,
    Integer,
    Number,
    Object,
    Ref,
    String,
}

impl SimpleType {
    /// The word in the file.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Array => "array",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Object => "object",
            Self::String => "string",
        }
    }
}

impl MemberType {
    /// The word in the file.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Array => "array",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Object => "object",
            Self::Ref => "ref",
            Self::String => "string",
        }
    }
}

/// A boolean, a string or a number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Literal(pub(crate) Value);

impl<'de> Deserialize<'de> for Literal {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        if value.is_boolean() || value.is_string() || value.is_number() {
            return Ok(Self(value));
        }
        Err(serde::de::Error::custom("expected a boolean, a string or a number"))
    }
}

/// Corrects a mistake in a schema. The keys of `expect` and `set` depend on `member`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(super) struct FixTable {
    schema: Option<String>,
    id: Option<String>,
    file: Option<String>,
    pointer: Option<String>,
    member: Option<String>,
    #[cfg_attr(test, schemars(with = "super::schema::Facts"))]
    expect: Spanned<toml::Table>,
    #[cfg_attr(test, schemars(with = "super::schema::Change"))]
    set: Spanned<toml::Table>,
    #[cfg_attr(test, schemars(with = "String"))]
    reason: Spanned<String>,
    source: Option<String>,
}

/// An error in an entry, and its place.
pub(super) struct BadEntry {
    pub(super) message: String,
    pub(super) help: &'static str,
    pub(super) span: Range<usize>,
}

const OF_MEMBERS: &str =
    "for a `member`, `expect` accepts `required`, `type` and `description`; `set` also accepts `name` and `absent-as`";
const OF_SCHEMAS: &str = "for a whole schema (no `member`), `expect` accepts `description` and `values`; `set` accepts `description` and `add-values`";

impl Fix {
    /// Reads an entry.
    ///
    /// # Errors
    /// Keys that do not apply to the target, an entry without a reason or without an effect.
    pub(super) fn new(entry: &Spanned<FixTable>) -> Result<Self, BadEntry> {
        let FixTable { schema, id, file, pointer, member, expect, set, reason, source } = entry.get_ref().clone();
        let span = entry.span();
        let target = Target::new(schema, id, file, pointer).map_err(|message| BadEntry {
            message,
            help: "add `schema = …` with the title of the schema",
            span: span.clone(),
        })?;
        let repair = match member {
            Some(name) => {
                let (expect, set) = (table("expect", expect, OF_MEMBERS)?, table("set", set, OF_MEMBERS)?);
                Repair::Member { name, expect, set }
            }
            None => {
                let (expect, set) = (table("expect", expect, OF_SCHEMAS)?, table("set", set, OF_SCHEMAS)?);
                Repair::Schema { expect, set }
            }
        };
        if reason.get_ref().trim().is_empty() {
            let message = "`reason` is empty".to_owned();
            return Err(BadEntry { message, help: "give the reason why the schema is wrong", span: reason.span() });
        }
        Ok(Self { target, repair, reason: reason.into_inner(), source, span })
    }

    pub(crate) fn reason_with_source(&self) -> String {
        match &self.source {
            Some(source) => format!("{} ({source})", self.reason),
            None => self.reason.clone(),
        }
    }
}

/// One of the two tables of a fix-up.
fn table<T: DeserializeOwned>(key: &str, table: Spanned<toml::Table>, help: &'static str) -> Result<T, BadEntry> {
    let span = table.span();
    if table.get_ref().is_empty() {
        return Err(BadEntry { message: format!("`{key}` is empty"), help, span });
    }
    table.into_inner().try_into().map_err(|error: toml::de::Error| {
        let message = format!("`{key}`: {}", error.message().trim_end());
        BadEntry { message, help, span }
    })
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut facts = Vec::new();
        let mut add = |what: &str, value: Option<String>| facts.extend(value.map(|value| format!("{what} = {value}")));
        let quoted = |text: &Option<String>| text.as_ref().map(|text| format!("{text:?}"));
        match self {
            Self::Member { set, .. } => {
                add("required", set.required.map(|required| required.to_string()));
                add("type", set.ty.map(|ty| ty.word().to_owned()));
                add("name", set.name.clone());
                add("absent-as", set.absent_as.as_ref().map(|value| value.0.to_string()));
                add("description", quoted(&set.description));
            }
            Self::Schema { set, .. } => {
                add("description", quoted(&set.description));
                add("add-values", (!set.add_values.is_empty()).then(|| format!("{:?}", set.add_values)));
            }
        }
        f.write_str(&facts.join(", "))
    }
}
