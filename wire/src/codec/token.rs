//! What passes between a format and a type: one value at a time.

use serde_json::{Map, Value};

use super::{Fault, List, Record, Shape, UnknownFields, Wire};
use crate::Timestamp;

/// A token of the input.
#[derive(Clone, Copy)]
pub enum Token<'a> {
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    I64(i64),
    /// An integer.
    U64(u64),
    /// An integer beyond 64 bits.
    I128(&'a i128),
    /// An integer beyond 64 bits.
    U128(&'a u128),
    /// A double.
    Float(f64),
    /// A string, without quotes and escapes.
    Str(&'a str),
    /// The text of a JSON number.
    Number(&'a str),
    /// The text of a JSON string, array or object.
    Text(&'a str),
    /// Bytes, which JSON does not have.
    Bytes,
    /// The start of an object.
    Map,
    /// The start of an array.
    Seq,
}

impl<'a> Token<'a> {
    /// The token of a JSON text without surrounding whitespace.
    pub(super) fn of_text(text: &'a str) -> Self {
        match text.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b't') => Self::Bool(true),
            Some(b'f') => Self::Bool(false),
            Some(b'-' | b'0'..=b'9') => Self::Number(text),
            _ => Self::Text(text),
        }
    }

    /// The token of a JSON value. Its numbers are doubles.
    pub(super) fn of_value(value: &'a Value) -> Self {
        match value {
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => number.as_f64().map_or(Self::Null, Self::Float),
            Value::String(text) => Self::Str(text),
            Value::Null => Self::Null,
            Value::Array(_) => Self::Seq,
            Value::Object(_) => Self::Map,
        }
    }

    /// The JSON type of the value, for errors.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::I64(_) | Self::U64(_) | Self::I128(_) | Self::U128(_) | Self::Float(_) | Self::Number(_) => "number",
            Self::Str(_) => "string",
            Self::Bytes => "bytes",
            Self::Map => "object",
            Self::Seq => "array",
            Self::Text(text) => match text.as_bytes().first() {
                Some(b'{') => "object",
                Some(b'[') => "array",
                _ => "string",
            },
        }
    }
}

/// The continuation of the input after a token.
pub enum Target<'a> {
    /// The value is complete.
    Done,
    /// Decode the members of the object into this.
    Record(&'static Shape, &'a mut dyn Record),
    /// Decode the members of the object into this, by their names.
    Map(&'a mut dyn Entries),
    /// Keep the members of the object in this: the place of members that the schema of a struct does not declare.
    Unknown(&'a mut UnknownFields),
    /// Decode the elements of the array into this.
    List(&'a mut dyn List),
    /// A member of the object identifies the alternative.
    Told(&'a mut dyn Told),
    /// Decode the object or array into this as a JSON value.
    Value(&'a mut dyn TakesValue),
}

/// A value for the output.
#[derive(Clone, Copy)]
pub enum Given<'a> {
    /// Nothing: an optional member is omitted. Elsewhere it is `null`.
    Absent,
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    I64(i64),
    /// An integer.
    U64(u64),
    /// An integer of up to 128 bits.
    I128(&'a i128),
    /// An integer of up to 128 bits.
    U128(&'a u128),
    /// A double.
    Float(f64),
    /// The text of a JSON number.
    Number(&'a str),
    /// A string.
    Str(&'a str),
    /// A value that is formatted as a string.
    Display(&'a dyn std::fmt::Display),
    /// A timestamp.
    Timestamp(&'a Timestamp),
    /// A struct.
    Record(&'static Shape, &'a dyn Record),
    /// A map.
    Map(&'a dyn Entries),
    /// A list.
    List(&'a dyn List),
    /// A JSON value.
    Value(&'a Value),
    /// A JSON object.
    Object(&'a Map<String, Value>),
    /// The members of a struct that the schema does not declare.
    Unknown(&'a UnknownFields),
}

/// A map from names to values of one type.
#[doc(hidden)]
pub trait Entries {
    /// The place of a new member.
    fn place(&mut self, key: &str) -> Result<&mut dyn Wire, Fault>;

    /// Visits the members until the visitor returns `false`.
    fn each(&self, visitor: &mut dyn FnMut(&str, &dyn Wire) -> bool);

    /// The number of members.
    fn count(&self) -> usize;

    /// Whether the names are not printed, because the values are secrets: a name is then a part of its secret.
    fn hides_names(&self) -> bool {
        false
    }
}

/// A value that is decoded from a JSON value.
#[doc(hidden)]
pub trait TakesValue {
    /// The members, if this holds an object of any values.
    fn entries(&mut self) -> Option<&mut dyn Entries> {
        None
    }

    /// Decodes the value.
    fn take(&mut self, value: Value) -> Result<(), Fault>;

    /// Decodes a scalar. A union passes a number on with all its digits.
    fn take_scalar(&mut self, token: Token<'_>) -> Result<(), Fault> {
        let mut value = Value::Null;
        value.put(token)?;
        self.take(value)
    }
}

/// A union whose alternatives are identified by one member of the object, so that the other members are decoded in place.
#[doc(hidden)]
pub trait Told: TakesValue {
    /// The member whose value identifies the alternative. None if the name of the only member does.
    fn tag(&self) -> Option<&'static str>;

    /// Becomes the alternative of a tag, and returns its place. None if no alternative has the tag.
    fn by_tag(&mut self, tag: &Token<'_>) -> Option<&mut dyn Wire>;

    /// Becomes the alternative that this member wraps, and returns the place of the member's value. None if there is no such alternative.
    fn by_wrapper(&mut self, name: &str) -> Option<&mut dyn Wire>;
}
