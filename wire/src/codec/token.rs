//! What goes between a format and a type: one value at a time, without the type of either.

use serde_json::{Map, Value};

use super::{Fault, Look, Record};
use crate::Timestamp;

/// A value that is read where it stays, and that gives what it holds.
///
/// There is one reader and one writer for each format (`read`, `write`). They see every value as a `dyn Wire`,
/// so they are not compiled anew for each type.
///
/// What is small, and called by way of `dyn` alone, is `#[inline(never)]` in the types' own implementations: otherwise the compiler takes a small function
/// for one to be inlined, and compiles it again in each part of each crate that has the type's table of functions.
pub trait Wire {
    /// Takes what the input has. What the value holds after a fault is of no use.
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault>;

    /// Gives what goes to the output.
    fn give(&self) -> Given<'_>;

    /// What the value is to a program that inspects it: `Debug` and [`drift`](crate::drift()).
    fn look(&self) -> Look<'_>;

    /// Whether it is exact only by the text of JSON, [`Token::Number`] and [`Token::Text`]: numbers, of which a double has not all digits, and
    /// JSON values, which hold numbers.
    fn reads_text(&self) -> bool {
        false
    }
}

/// A value to begin with, before anything has been read into it.
///
/// A struct is read in place: each member of the input overwrites one of the struct's. A required member that the input lacks ends in a
/// fault, so its blank is never seen. For a lenient one, the blank is what it reads as.
pub trait Blank: Wire + Sized {
    /// [`Wire::reads_text`], of every value of the type.
    const READS_TEXT: bool = false;

    /// The blank.
    fn blank() -> Self;
}

/// What the input has.
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
    /// An object begins.
    Map,
    /// An array begins.
    Seq,
}

impl<'a> Token<'a> {
    /// The token of a JSON text, which has no space around it.
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

/// Where the input goes on after a token.
pub enum Target<'a> {
    /// The value is read.
    Done,
    /// The members of the object belong there.
    Record(&'a mut dyn Record),
    /// The members of the object belong there, under their names.
    Map(&'a mut dyn Entries),
    /// The elements of the array belong there.
    List(&'a mut dyn List),
    /// A member of the object tells what it belongs to.
    Told(&'a mut dyn Told),
    /// The object or array belongs there as a JSON value.
    Value(&'a mut dyn TakesValue),
}

/// What goes to the output.
#[derive(Clone, Copy)]
pub enum Given<'a> {
    /// Nothing: an optional member is left out. Elsewhere it is `null`.
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
    /// What is written as a string.
    Display(&'a dyn std::fmt::Display),
    /// A timestamp.
    Timestamp(&'a Timestamp),
    /// A struct.
    Record(&'a dyn Record),
    /// A map.
    Map(&'a dyn Entries),
    /// A list.
    List(&'a dyn List),
    /// A JSON value.
    Value(&'a Value),
    /// A JSON object.
    Object(&'a Map<String, Value>),
}

/// A map from names to values of one type.
pub trait Entries {
    /// The place of a new member.
    fn place(&mut self, key: &str) -> Result<&mut dyn Wire, Fault>;

    /// Visits the members until the visitor returns `false`.
    fn each(&self, visitor: &mut dyn FnMut(&str, &dyn Wire) -> bool);

    /// How many there are.
    fn count(&self) -> usize;
}

/// A list, or a tuple.
pub trait List {
    /// The place of the next element, which has this index.
    fn place(&mut self, index: usize) -> Result<&mut dyn Wire, Fault>;

    /// Ends the list, which has so many elements.
    fn finish(&mut self, count: usize) -> Result<(), Fault>;

    /// How many elements there are.
    fn count(&self) -> usize;

    /// The element of an index below [`List::count`].
    fn element(&self, index: usize) -> &dyn Wire;
}

/// What is read from a JSON value.
pub trait TakesValue {
    /// Takes the value.
    fn take(&mut self, value: Value) -> Result<(), Fault>;
}

/// A union whose alternatives are distinguished by one member of the object, so that the others need not wait.
pub trait Told: TakesValue {
    /// The member whose value tells. None if it is the name of the one member that does.
    fn tag(&self) -> Option<&'static str>;

    /// Becomes the alternative of a tag, and gives its place. None if no alternative has the tag.
    fn by_tag(&mut self, tag: &Token<'_>) -> Option<&mut dyn Wire>;

    /// Becomes the alternative that this member wraps, and gives the place of the member's value. None if there is no such alternative.
    fn by_wrapper(&mut self, name: &str) -> Option<&mut dyn Wire>;
}
