//! How the alternatives of a union are identified: found in the canonical schema, and what the codec is told.

use serde_json::Value;

/// How an alternative is on the wire.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// As its value.
    Plain,
    /// As an object of one member of this name, whose value it is.
    Wrapped(String),
    /// As this string.
    Constant(String),
}

/// How the alternatives of a union are identified.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Telling {
    /// By the value of a member that all objects among them have.
    Tag(String),
    /// By the one member that each has, and by constants.
    Wrapper,
    /// By their JSON types: of each, there is one at the most.
    Type,
    /// By which members are there; what still fits several is the first of them.
    #[default]
    Members,
}

/// What distinguishes an alternative from the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The JSON types that it can be of.
    pub types: JsonTypes,
    /// The values of the union's tag.
    pub tags: Vec<Value>,
    /// The members that it must have, if it is an object.
    pub required: Vec<String>,
    /// The members that it names.
    pub known: Vec<String>,
    /// Members with the values that they can have.
    pub constants: Vec<(String, Vec<Value>)>,
}

/// Which unions keep values that are none of their alternatives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(rename_all = "kebab-case")]
pub enum Openness {
    /// None.
    None,
    /// Those whose alternatives are distinguished by a tag, or by the member that wraps each: a new tag is kept.
    #[default]
    Tagged,
    /// All: whatever fits no alternative is kept.
    All,
}

/// A set of JSON types, `null` aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct JsonTypes(u8);

impl JsonTypes {
    /// `true` and `false`.
    pub const BOOLEAN: Self = Self(1);
    /// Numbers, integers among them.
    pub const NUMBER: Self = Self(2);
    /// Strings.
    pub const STRING: Self = Self(4);
    /// Arrays.
    pub const ARRAY: Self = Self(8);
    /// Objects.
    pub const OBJECT: Self = Self(16);
    /// All of them.
    pub const ALL: Self = Self(31);
    /// Each of them, with its name.
    pub const EACH: [(Self, &'static str); 5] = [
        (Self::BOOLEAN, "boolean"),
        (Self::NUMBER, "number"),
        (Self::STRING, "string"),
        (Self::ARRAY, "array"),
        (Self::OBJECT, "object"),
    ];

    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether both have a type.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The names of those that are in it.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::EACH.into_iter().filter(move |(ty, _)| self.overlaps(*ty)).map(|(_, name)| name)
    }
}
