//! How the alternatives of a union are identified: determined in the canonical schema, and used by the codec.

use serde_json::Value;

/// The form of an alternative on the wire.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// Its value.
    Plain,
    /// An object with one member of this name, which contains its value.
    Wrapped(String),
    /// This string.
    Constant(String),
}

/// How the alternatives of a union are identified.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Telling {
    /// By the value of a member that all objects among them have.
    Tag(String),
    /// By the name of the only member of each, and by constants.
    Wrapper,
    /// By their JSON types, which are all different.
    Type,
    /// By the members that are present. If several alternatives match, the first one is used.
    #[default]
    Members,
}

/// The properties that distinguish an alternative from the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Its possible JSON types.
    pub types: JsonTypes,
    /// The values of the union's tag.
    pub tags: Vec<Value>,
    /// The required members, if it is an object.
    pub required: Vec<String>,
    /// The declared members.
    pub known: Vec<String>,
    /// Members with listed values.
    pub constants: Vec<(String, Vec<Value>)>,
}

/// The unions that keep unrecognized values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(rename_all = "kebab-case")]
pub enum Openness {
    /// None.
    None,
    /// Unions that are identified by a tag, or by the member that wraps each alternative. An unknown tag is kept.
    #[default]
    Tagged,
    /// All: every value that matches no alternative is kept.
    All,
}

/// A set of JSON types, without `null`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct JsonTypes(u8);

impl JsonTypes {
    /// `true` and `false`.
    pub const BOOLEAN: Self = Self(1);
    /// Numbers, including integers.
    pub const NUMBER: Self = Self(2);
    /// Strings.
    pub const STRING: Self = Self(4);
    /// Arrays.
    pub const ARRAY: Self = Self(8);
    /// Objects.
    pub const OBJECT: Self = Self(16);
    /// All of them.
    pub const ALL: Self = Self(31);
    /// Each type with its name.
    pub const EACH: [(Self, &'static str); 5] = [
        (Self::BOOLEAN, "boolean"),
        (Self::NUMBER, "number"),
        (Self::STRING, "string"),
        (Self::ARRAY, "array"),
        (Self::OBJECT, "object"),
    ];

    /// The type of a value; none for `null`.
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::default(),
            Value::Bool(_) => Self::BOOLEAN,
            Value::Number(_) => Self::NUMBER,
            Value::String(_) => Self::STRING,
            Value::Array(_) => Self::ARRAY,
            Value::Object(_) => Self::OBJECT,
        }
    }

    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether both contain a common type.
    #[must_use]
    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The names of the types in the set.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::EACH.into_iter().filter(move |(ty, _)| self.overlaps(*ty)).map(|(_, name)| name)
    }
}
