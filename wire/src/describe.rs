//! Descriptions of types: their schemas as data.
//!
//! The generator writes one [`Description`] per type, as a `static`. It costs nothing until something refers to it: `JsonSchema` (feature
//! `schemars`) and [`Validate`](crate::Validate) (feature `validate`) use it. It contains the keywords of the schema under their names in
//! JSON Schema 2020-12, whatever draft the schema is written in.

mod json;
#[cfg(feature = "schemars")]
mod open;
#[cfg(feature = "schemars")]
mod schema;

use crate::codec::Matcher;

#[cfg(feature = "schemars")]
pub use schema::json_schema;

/// A generated type with a [`Description`].
pub trait Described {
    /// The description of the type.
    fn description() -> &'static Description;
}

/// The schema of a type.
#[derive(Debug)]
#[non_exhaustive]
pub struct Description {
    /// The name of the type.
    pub name: &'static str,
    /// The title of the schema; for a nested schema, the name of the type.
    pub title: &'static str,
    /// The `$id` of the file's schema.
    pub id: Option<&'static str>,
    /// Whether the schema is inlined where it is used, instead of referred to.
    pub inline: bool,
    /// The types of the unlisted values that an open enum accepts. Empty for all other types.
    pub open: &'static [JsonType],
    /// The keywords.
    pub schema: Schema,
    /// The link to the type itself.
    #[doc(hidden)]
    pub reference: Reference,
}

/// A schema: keywords that must all hold. Without any, every value is an instance.
pub type Schema = &'static [Keyword];

/// A keyword of a schema.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Keyword {
    /// `title` of a schema without a type of its own.
    Title(&'static str),
    /// `description`.
    Docs(&'static str),
    /// `deprecated`.
    Deprecated,
    /// `readOnly`.
    ReadOnly,
    /// `writeOnly`.
    WriteOnly,
    /// `default`.
    Default(Json),
    /// `examples`.
    Examples(&'static [Json]),
    /// `contentEncoding`.
    ContentEncoding(&'static str),
    /// `contentMediaType`.
    ContentMediaType(&'static str),
    /// A keyword of other generators that documents the values of `enum`, such as `x-enum-descriptions`: its name and value.
    Note(&'static str, Json),
    /// The schema `false`.
    Never,
    /// `type`.
    Type(&'static [JsonType]),
    /// `enum`.
    Enum(&'static [Json]),
    /// `const`.
    Const(Json),
    /// `$ref`, to the schema of a type.
    Ref(Link),
    /// The schema of a type, inlined at this place.
    Here(Link),
    /// `allOf`.
    AllOf(&'static [Schema]),
    /// `anyOf`.
    AnyOf(&'static [Schema]),
    /// `oneOf`.
    OneOf(&'static [Schema]),
    /// `not`.
    Not(Schema),
    /// `if`, with `then` and `else`.
    If(Schema, Schema, Schema),
    /// `format`.
    Format(&'static str),
    /// `minLength`.
    MinLength(u64),
    /// `maxLength`.
    MaxLength(u64),
    /// `pattern`.
    Pattern(Pattern),
    /// `minimum`.
    Minimum(Json),
    /// `maximum`.
    Maximum(Json),
    /// `exclusiveMinimum`.
    ExclusiveMinimum(Json),
    /// `exclusiveMaximum`.
    ExclusiveMaximum(Json),
    /// `multipleOf`.
    MultipleOf(Json),
    /// `properties`.
    Properties(&'static [(&'static str, Schema)]),
    /// `required`.
    Required(&'static [&'static str]),
    /// `patternProperties`.
    PatternProperties(&'static [(Pattern, Schema)]),
    /// `additionalProperties`.
    AdditionalProperties(Schema),
    /// `unevaluatedProperties`.
    UnevaluatedProperties(Schema),
    /// `propertyNames`.
    PropertyNames(Schema),
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
    /// `dependentRequired`.
    DependentRequired(&'static [(&'static str, &'static [&'static str])]),
    /// `dependentSchemas`.
    DependentSchemas(&'static [(&'static str, Schema)]),
    /// `prefixItems`.
    PrefixItems(&'static [Schema]),
    /// `items`.
    Items(Schema),
    /// `unevaluatedItems`.
    UnevaluatedItems(Schema),
    /// `contains`, with `minContains` (1 by default) and `maxContains`.
    Contains(Schema, u64, Option<u64>),
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems`.
    UniqueItems,
}

/// A link to the description of another type. It is a function, so that descriptions can contain circular references.
pub type Link = fn() -> &'static Description;

/// A regular expression of a schema.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// The expression, in the dialect of ECMA-262.
    pub text: &'static str,
    /// Its automaton; none if the expression has look-around, or would need a large automaton. Then the pattern is not checked.
    #[doc(hidden)]
    pub matcher: Option<Matcher>,
}

/// A JSON value.
#[derive(Clone, Copy, Debug)]
pub enum Json {
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer of 64 bits.
    Int(i64),
    /// A larger integer.
    UInt(u64),
    /// Another number.
    Float(f64),
    /// A string.
    Text(&'static str),
    /// A list.
    List(&'static [Json]),
    /// An object.
    Map(&'static [(&'static str, Json)]),
}

/// A type of JSON Schema (2020-12, validation, section 6.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonType {
    /// A list.
    Array,
    /// `true` and `false`.
    Boolean,
    /// A number without a fraction: `1.0` is one.
    Integer,
    /// `null`.
    Null,
    /// A number.
    Number,
    /// An object.
    Object,
    /// A string.
    String,
}

impl JsonType {
    /// The name of the type in a schema.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Array => "array",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Null => "null",
            Self::Number => "number",
            Self::Object => "object",
            Self::String => "string",
        }
    }
}

/// Visits the types that a description links to.
#[doc(hidden)]
#[derive(Debug)]
pub struct Reference(#[cfg(feature = "schemars")] pub fn(&mut schemars::SchemaGenerator) -> schemars::Schema);

impl Description {
    /// The macros and functions with which generated code describes types.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        [name, title]: [&'static str; 2],
        id: Option<&'static str>,
        inline: bool,
        open: &'static [JsonType],
        schema: Schema,
        reference: Reference,
    ) -> Self {
        Self { name, title, id, inline, open, schema, reference }
    }
}
