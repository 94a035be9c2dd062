//! The keywords of a type's schema, for its description in the generated code.

use serde_json::Value;

use crate::id::ItemId;
use crate::read::matcher::Matcher;

/// The schema of a type.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// The title.
    pub title: String,
    /// Whether the schema is inlined where it is used: no reference points to it, and it is not a definition.
    pub inline: bool,
    /// The types of the unlisted values that an open enum accepts.
    pub open: Vec<JsonType>,
    /// The keywords.
    pub schema: Schema,
}

/// A schema: keywords that must all hold.
pub type Schema = Vec<Keyword>;

/// A keyword of a schema in the form of JSON Schema 2020-12, whatever the draft of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Keyword {
    /// `title` of a schema without a type of its own.
    Title(String),
    /// `description`.
    Docs(String),
    /// `deprecated`.
    Deprecated,
    /// `readOnly`.
    ReadOnly,
    /// `writeOnly`.
    WriteOnly,
    /// `default`.
    Default(Value),
    /// `examples`.
    Examples(Vec<Value>),
    /// `contentEncoding`.
    ContentEncoding(String),
    /// `contentMediaType`.
    ContentMediaType(String),
    /// A keyword of other generators that documents the values of `enum`: its name, and a list with one text per value.
    Note(String, Value),
    /// The schema `false`.
    Never,
    /// `type`.
    Type(Vec<JsonType>),
    /// `enum`.
    Enum(Vec<Value>),
    /// `const`.
    Const(Value),
    /// `$ref`, to the schema of a type.
    Ref(ItemId),
    /// The schema of a type, inlined at this place.
    Here(ItemId),
    /// `allOf`.
    AllOf(Vec<Schema>),
    /// `anyOf`.
    AnyOf(Vec<Schema>),
    /// `oneOf`.
    OneOf(Vec<Schema>),
    /// `not`.
    Not(Schema),
    /// `if`, `then` and `else`.
    If(Schema, Schema, Schema),
    /// `format`.
    Format(String),
    /// `pattern`.
    Pattern(Pattern),
    /// A bound of numbers.
    Bound(Bound, Value),
    /// A bound of a count.
    Count(Count, u64),
    /// `properties`.
    Properties(Vec<(String, Schema)>),
    /// `required`.
    Required(Vec<String>),
    /// `patternProperties`.
    PatternProperties(Vec<(Pattern, Schema)>),
    /// A keyword with one schema for members or items.
    Part(Part, Schema),
    /// `dependentRequired`.
    DependentRequired(Vec<(String, Vec<String>)>),
    /// `dependentSchemas`.
    DependentSchemas(Vec<(String, Schema)>),
    /// `prefixItems`.
    PrefixItems(Vec<Schema>),
    /// `contains`, `minContains` and `maxContains`.
    Contains(Schema, u64, Option<u64>),
    /// `uniqueItems`.
    UniqueItems,
}

/// A keyword that bounds numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// `minimum`.
    Minimum,
    /// `maximum`.
    Maximum,
    /// `exclusiveMinimum`.
    ExclusiveMinimum,
    /// `exclusiveMaximum`.
    ExclusiveMaximum,
    /// `multipleOf`.
    MultipleOf,
}

/// A keyword that bounds a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// `minLength`.
    MinLength,
    /// `maxLength`.
    MaxLength,
    /// `minItems`.
    MinItems,
    /// `maxItems`.
    MaxItems,
    /// `minProperties`.
    MinProperties,
    /// `maxProperties`.
    MaxProperties,
}

/// A keyword with one schema for members or items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `additionalProperties`.
    AdditionalProperties,
    /// `unevaluatedProperties`.
    UnevaluatedProperties,
    /// `propertyNames`.
    PropertyNames,
    /// `items`.
    Items,
    /// `unevaluatedItems`.
    UnevaluatedItems,
}

/// A regular expression of a schema.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// The expression, in the dialect of ECMA-262.
    pub text: String,
    /// Its automaton; none if the expression has look-around, or would need a large automaton.
    pub matcher: Option<Matcher>,
}

/// A type of JSON Schema (2020-12, validation, section 6.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonType {
    /// A list.
    Array,
    /// `true` and `false`.
    Boolean,
    /// A number without a fraction.
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
    /// The type of this name in schemas.
    pub(crate) fn of(word: &str) -> Option<Self> {
        Some(match word {
            "array" => Self::Array,
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "null" => Self::Null,
            "number" => Self::Number,
            "object" => Self::Object,
            "string" => Self::String,
            _ => return None,
        })
    }
}

/// Calls the function with every keyword of a schema, including nested ones.
pub(crate) fn walk(schema: &mut Schema, visit: &mut impl FnMut(&mut Keyword)) {
    for keyword in schema {
        visit(keyword);
        for inner in keyword.schemas_mut() {
            walk(inner, visit);
        }
    }
}

impl Keyword {
    /// The schemas directly inside.
    fn schemas_mut(&mut self) -> Vec<&mut Schema> {
        match self {
            Self::AllOf(list) | Self::AnyOf(list) | Self::OneOf(list) | Self::PrefixItems(list) => {
                list.iter_mut().collect()
            }
            Self::Not(schema) | Self::Part(_, schema) | Self::Contains(schema, ..) => vec![schema],
            Self::If(condition, then, otherwise) => vec![condition, then, otherwise],
            Self::Properties(named) | Self::DependentSchemas(named) => {
                named.iter_mut().map(|(_, schema)| schema).collect()
            }
            Self::PatternProperties(named) => named.iter_mut().map(|(_, schema)| schema).collect(),
            _ => Vec::new(),
        }
    }
}
