//! Unions: values of one of several alternatives.
//!
//! A tag, the member that wraps a value, or the JSON type, if only one alternative has it, decides immediately: the rest is decoded in
//! place. Any other value is kept until its alternative is known. For objects that differ only in their members, the
//! alternative is the one whose required members are present and that leaves the fewest members unknown. If several remain, the first one
//! that decodes is used. An alternative that would lose a `null` or digits of an integer is used only if no other with its required members
//! keeps them. If none decodes, the error is that of the best match.

mod choice;
mod kept;
mod macros;

use serde_json::Value;

use choice::{Choice, Table};

use super::look::is_secret;
use super::lookup::Lookup;
use super::read::put_value;
use super::{Blank, Fault, TakesValue, Target, Token, Wire, json};
use crate::UnrecognizedValue;

/// A union, for the codec. An alternative has an index in [`ALTERNATIVES`](Union::ALTERNATIVES).
#[doc(hidden)]
pub trait Union: Blank {
    /// The union's name, for errors.
    const NAME: &'static str;

    /// How the alternatives are identified.
    const TELLING: Telling;

    /// The alternatives, in the order of the schema.
    const ALTERNATIVES: &'static [Alternative];

    /// Decodes the alternative at an index.
    fn read(index: usize, value: &Value) -> Result<Self, Fault>;

    /// The blank of the alternative at an index.
    fn blank_of(index: usize) -> Self;

    /// Becomes the blank of the alternative at an index, and returns the place of its value. None if it is a constant.
    fn place_of(&mut self, index: usize) -> Option<&mut dyn Wire>;

    /// The catch-all variant, if there is one.
    fn unrecognized(value: UnrecognizedValue) -> Option<Self>;
}

/// Whether a value of a union may be a secret.
#[must_use]
pub fn union_may_be_secret<T: Union>() -> bool {
    (0..T::ALTERNATIVES.len()).any(|index| is_secret(&T::blank_of(index)))
}

/// How the alternatives of a union are identified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// By the value of this member of objects.
    Tag(&'static str),
    /// By the name of the only member of an object, or by constants.
    Wrapper,
    /// By JSON types, and by the members of objects.
    Content,
    /// In the same way; an unrecognized value is kept.
    ContentOrAny,
}

/// The properties that distinguish an alternative from the others.
#[derive(Clone, Copy, Debug)]
pub struct Alternative {
    /// The name of the variant.
    pub name: &'static str,
    types: u8,
    pub(super) tags: &'static [Scalar],
    wrapper: &'static str,
    required: &'static [&'static str],
    known: &'static [&'static str],
    listed: &'static [(&'static str, &'static [Scalar])],
}

/// The value of a tag.
#[derive(Clone, Copy, Debug)]
pub enum Scalar {
    /// A string.
    Str(&'static str),
    /// `true` or `false`.
    Bool(bool),
    /// A number; `1` and `1.0` are one.
    Number(f64),
}

/// The functions for the rows of [`union!`](crate::__union).
pub mod alternative {
    pub use super::Alternative;
    use super::Scalar;
    pub use super::Scalar::{Bool, Number, Str};

    /// `true` and `false`.
    pub const BOOLEAN: u8 = 1;
    /// Numbers.
    pub const NUMBER: u8 = 2;
    /// Strings.
    pub const STRING: u8 = 4;
    /// Arrays.
    pub const ARRAY: u8 = 8;
    /// Objects.
    pub const OBJECT: u8 = 16;

    /// An alternative with these JSON types.
    #[must_use]
    pub const fn of(types: u8) -> Alternative {
        Alternative { name: "", types, tags: &[], wrapper: "", required: &[], known: &[], listed: &[] }
    }

    impl Alternative {
        /// The same, with the values of its tag.
        #[must_use]
        pub const fn tagged(self, tags: &'static [Scalar]) -> Self {
            Self { tags, ..self }
        }

        /// The same, with its required and its declared members.
        #[must_use]
        pub const fn with(self, required: &'static [&'static str], known: &'static [&'static str]) -> Self {
            Self { required, known, ..self }
        }

        /// The same, with members whose values are listed.
        #[must_use]
        pub const fn listing(self, listed: &'static [(&'static str, &'static [Scalar])]) -> Self {
            Self { listed, ..self }
        }

        /// The same, with the variant's name.
        #[must_use]
        pub const fn named(self, name: &'static str) -> Self {
            Self { name, ..self }
        }

        /// The same, wrapped in a member, or as a constant.
        #[must_use]
        pub const fn in_wrapper(self, wrapper: &'static str) -> Self {
            Self { wrapper, ..self }
        }
    }
}

impl Alternative {
    /// Whether the alternative has scalars of this JSON type.
    #[cfg(feature = "testing")]
    pub(crate) fn takes(&self, scalar: &Token<'_>) -> bool {
        let ty = match scalar.kind() {
            "string" => alternative::STRING,
            "number" => alternative::NUMBER,
            _ => alternative::BOOLEAN,
        };
        self.types & ty != 0
    }

    fn is_object(&self) -> bool {
        self.types & alternative::OBJECT != 0
    }

    /// Sets the tag to a value of this alternative, unless it already is one.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn set_tag(&self, tag: &str, members: &mut serde_json::Map<String, Value>) {
        if let (Some(first), Some(value)) = (self.tags.first(), members.get_mut(tag))
            && !self.tags.iter().any(|own| own.is(value))
        {
            *value = first.value();
        }
    }
}

impl Scalar {
    #[cfg(any(test, feature = "testing"))]
    fn value(self) -> Value {
        match self {
            Self::Str(own) => Value::from(own),
            Self::Bool(own) => Value::from(own),
            // An integral number is written as an integer.
            Self::Number(own) if own.fract() == 0.0 => Value::from(own as i64),
            Self::Number(own) => Value::from(own),
        }
    }

    fn is(self, value: &Value) -> bool {
        self.is_token(&Token::of_value(value))
    }

    #[inline]
    fn is_token(self, token: &Token<'_>) -> bool {
        match (self, *token) {
            (Self::Str(own), Token::Str(text)) => own == text,
            (Self::Bool(own), Token::Bool(value)) => own == value,
            (Self::Number(own), Token::Float(value)) => own == value,
            (Self::Number(own), Token::I64(value)) => own == value as f64,
            (Self::Number(own), Token::U64(value)) => own == value as f64,
            (Self::Number(own), Token::Number(text)) => text.parse() == Ok(own),
            _ => false,
        }
    }
}

/// The only alternative for objects, or for arrays, where that is certain before the value is known. It is decoded in place.
pub fn only_alternative<T: Union>(token: &Token<'_>) -> Option<usize> {
    let types = match token {
        Token::Map => alternative::OBJECT,
        Token::Seq => alternative::ARRAY,
        _ => return None,
    };
    let mut found = (0..T::ALTERNATIVES.len()).filter(|index| T::ALTERNATIVES[*index].types & types != 0);
    found.next().filter(|_| T::TELLING == Telling::Content && found.next().is_none())
}

/// Decodes a token into the alternative at an index.
pub fn put_alternative<'a, T: Union>(union: &'a mut T, index: usize, token: Token<'_>) -> Result<Target<'a>, Fault> {
    union.place_of(index).ok_or_else(misplaced)?.put(token)
}

/// Decodes a token into a union. The union first keeps it as a JSON value.
pub fn put_union<'a>(place: &'a mut dyn TakesValue, token: Token<'_>) -> Result<Target<'a>, Fault> {
    if let Token::Map | Token::Seq = token {
        return Ok(Target::Value(place));
    }
    place.take_scalar(token)?;
    Ok(Target::Done)
}

/// Decodes the text of a value into a union.
pub fn put_union_text<'a, T: Wire + TakesValue>(place: &'a mut T, text: &str) -> Result<Target<'a>, Fault> {
    if json::reads(place, text) { Ok(Target::Done) } else { put_union(place, Token::Text(text)) }
}

/// The index of the alternative with a tag.
pub fn index_of_tag<T: Union>(tag: &Token<'_>) -> Option<usize> {
    by_tag(T::ALTERNATIVES, const { &Lookup::of_tags(T::ALTERNATIVES) }, tag)
}

fn by_tag(alternatives: &[Alternative], lookup: &Lookup, tag: &Token<'_>) -> Option<usize> {
    if let Token::Str(text) = tag
        && let Some(index) = lookup.tagged(alternatives, text)
        && alternatives[index].is_object()
    {
        return Some(index);
    }
    later_by_tag(alternatives, tag)
}

/// The same for a tag that is not a string, or not the first one with its hash.
#[inline(never)]
fn later_by_tag(alternatives: &[Alternative], tag: &Token<'_>) -> Option<usize> {
    alternatives.iter().position(|one| one.is_object() && one.tags.iter().any(|own| own.is_token(tag)))
}

/// The index of the alternative that a member of this name wraps.
pub fn index_of_wrapper<T: Union>(name: &str) -> Option<usize> {
    T::ALTERNATIVES.iter().position(|one| one.types == alternative::OBJECT && one.wrapper == name)
}

/// Decodes a JSON value into the alternative that it matches.
pub fn take_union<T: Union>(value: Value) -> Result<T, Fault> {
    take(&value, &T::read).or_else(|misfit| misfit.keep(value))
}

/// Decodes a scalar into the alternative that it matches. A number is decoded from the token, because a JSON value has only the digits of a
/// 64-bit integer or of a double.
pub fn take_scalar<T: Union>(token: Token<'_>) -> Result<T, Fault> {
    let mut value = Value::Null;
    let kept = value.put(token).map(drop);
    if token.kind() != "number" {
        kept?;
        return take_union(value);
    }
    if kept.is_err() {
        // The choice depends on the JSON type alone.
        value = Value::from(0);
    }
    let of_token = |index: usize, value: &Value| {
        let mut read = T::blank();
        let Some(place) = read.place_of(index) else { return T::read(index, value) };
        place.put(token)?;
        Ok(read)
    };
    take(&value, &of_token).or_else(|misfit| if kept.is_ok() { misfit.keep(value) } else { Err(misfit.fault) })
}

/// A function that decodes the value of the alternative at an index.
type Read<'r, T> = &'r dyn Fn(usize, &Value) -> Result<T, Fault>;

/// The fault of a value that no alternative has.
struct Misfit {
    fault: Fault,
    /// Whether the union keeps the value, if it keeps any.
    is_kept: bool,
}

impl Misfit {
    #[cold]
    fn keep<T: Union>(self, value: Value) -> Result<T, Fault> {
        let kept = if self.is_kept { T::unrecognized(UnrecognizedValue::new(value)) } else { None };
        kept.ok_or(self.fault)
    }
}

fn take<T: Union>(value: &Value, read: Read<'_, T>) -> Result<T, Misfit> {
    let table = Table { name: T::NAME, telling: T::TELLING, alternatives: T::ALTERNATIVES };
    let refused = |fault| Misfit { fault, is_kept: false };
    match table.choose(value) {
        Choice::One(index, None) => read(index, value).map_err(refused),
        Choice::One(index, Some((name, inner))) => read(index, inner).map_err(|fault| refused(fault.in_key(name))),
        Choice::Several(indices, matches) => {
            let (mut first, mut lossy) = (None, None);
            let may_lose = matches > 1 && kept::may_lose(value);
            for (position, index) in indices.into_iter().enumerate() {
                if position >= matches && lossy.is_some() {
                    break;
                }
                match read(index, value) {
                    Ok(read) if may_lose && position < matches && !kept::keeps(&read, value) => {
                        lossy = lossy.or(Some(read));
                    }
                    Ok(read) => return Ok(read),
                    Err(fault) => first = first.or(Some(fault)),
                }
            }
            if let Some(read) = lossy {
                return Ok(read);
            }
            let fault = first.unwrap_or_else(|| table.misfit(value));
            Err(Misfit { fault, is_kept: T::TELLING == Telling::ContentOrAny })
        }
        Choice::None(fault) => Err(Misfit { fault, is_kept: true }),
    }
}

/// Decodes the value of an alternative.
pub fn read_alternative<T: Blank>(value: &Value) -> Result<T, Fault> {
    let mut read = T::blank();
    put_value(&mut read, value)?;
    Ok(read)
}

/// The fault of a request for the place of a member in a union, which is decoded as a whole.
#[cold]
pub fn misplaced() -> Fault {
    Fault::of_value("a union has no members of its own")
}
