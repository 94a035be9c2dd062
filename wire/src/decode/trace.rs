//! A deserializer around another one, for types of other crates: it records the path of a failure, and keeps values out of errors.
//!
//! Each level of the other deserializer has its own error type, which can't carry a fault. So a [`Slot`] keeps the fault while the other
//! error passes through that level, and `carried` keeps that error itself (which has the position in the text) while a [`TraceError`]
//! passes through a visitor.

mod access;
mod visitor;

use std::cell::Cell;
use std::fmt::{self, Display};

use serde_core::de::{self, Deserializer, Expected, Unexpected, Visitor};

use super::error::{Problem, Reason};
use super::input::line_column;
use crate::codec::{Fault, WITHHELD, words_of};
use visitor::TraceVisitor;

/// The error while it passes through a type: a fault, or none if the format itself failed.
pub(super) struct TraceError(Option<Fault>);

impl TraceError {
    /// The problem, with the message of `serde_json`.
    #[cold]
    pub(super) fn into_problem(self, json: Option<&serde_json::Error>) -> Problem {
        let reason = match (self.0, json) {
            (Some(fault), _) => Reason::Fault(fault),
            (None, Some(error)) => Reason::Whole(words_of(error)),
            (None, None) => Reason::Fault(withheld()),
        };
        Problem { reason, line_column: json.and_then(line_column) }
    }
}

/// The fault if the text of an error is not ours.
#[cold]
fn withheld() -> Fault {
    Fault::of_value(WITHHELD)
}

impl de::Error for TraceError {
    #[cold]
    fn custom<T: Display>(_: T) -> Self {
        Self(Some(Fault::handed_over().unwrap_or_else(withheld)))
    }

    #[cold]
    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self(Some(Fault::of_value(format!("invalid type: {}, expected {expected}", kind(&unexpected)))))
    }

    #[cold]
    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self(Some(Fault::of_value(format!("invalid value: {}, expected {expected}", kind(&unexpected)))))
    }

    #[cold]
    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self(Some(Fault::of_value(format!("invalid length {length}, expected {expected}"))))
    }

    #[cold]
    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self(Some(Fault::of_value(format!("unknown variant, expected one of {}", expected.join(", ")))))
    }

    #[cold]
    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self(Some(Fault::unknown(field, "", "which the type does not have")))
    }

    #[cold]
    fn missing_field(field: &'static str) -> Self {
        Self(Some(Fault::missing(field, "")))
    }

    #[cold]
    fn duplicate_field(field: &'static str) -> Self {
        Self(Some(Fault::duplicate_member(field, "")))
    }
}

/// The kind of a value, without the value.
fn kind(unexpected: &Unexpected<'_>) -> &'static str {
    match unexpected {
        Unexpected::Bool(_) => "boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => "number",
        Unexpected::Char(_) | Unexpected::Str(_) => "string",
        Unexpected::Bytes(_) => "bytes",
        Unexpected::Unit | Unexpected::Option => "null",
        Unexpected::Seq => "array",
        Unexpected::Map => "object",
        _ => "another value",
    }
}

impl std::error::Error for TraceError {}

impl Display for TraceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(fault) => write!(f, "{fault}"),
            None => f.write_str("the format has failed"),
        }
    }
}

impl fmt::Debug for TraceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

/// The fault that is kept while an error of the format passes through.
#[derive(Default)]
pub(super) struct Slot {
    fault: Cell<Option<Fault>>,
    /// The expected type, if the format has found a value of another type and makes an error that quotes it.
    expected: Cell<Option<String>>,
}

impl Slot {
    /// Converts the error of a level of the format into ours.
    #[inline]
    fn settle<T, E>(&self, result: Result<T, E>, carried: &mut Option<E>) -> Result<T, TraceError> {
        match result {
            Ok(value) => Ok(value),
            Err(error) => Err(self.take(error, carried)),
        }
    }

    #[cold]
    fn take<E>(&self, error: E, carried: &mut Option<E>) -> TraceError {
        *carried = Some(error);
        let expected = self.expected.take();
        let mismatch = || expected.map(|expected| Fault::of_value(format!("invalid type, expected {expected}")));
        TraceError(self.fault.take().or_else(mismatch))
    }

    /// Converts our error into that of a level of the format.
    #[inline]
    fn surface<T, E: de::Error>(&self, result: Result<T, TraceError>, carried: Option<E>) -> Result<T, E> {
        match result {
            Ok(value) => Ok(value),
            Err(error) => Err(self.keep(error, carried)),
        }
    }

    #[cold]
    fn keep<E: de::Error>(&self, error: TraceError, carried: Option<E>) -> E {
        self.fault.set(error.0);
        carried.unwrap_or_else(|| E::custom(""))
    }
}

/// The deserializer around another one.
pub(super) struct Traced<'t, D, E> {
    inner: D,
    slot: &'t Slot,
    carried: &'t mut Option<E>,
    /// A copy of the value, if it is the key of a map.
    key: Option<&'t mut String>,
}

impl<'t, D, E> Traced<'t, D, E> {
    pub(super) fn new(inner: D, slot: &'t Slot, carried: &'t mut Option<E>) -> Self {
        Self { inner, slot, carried, key: None }
    }
}

macro_rules! forward {
    ($($method:ident($($name:ident: $ty:ty),*);)*) => {
        $(
            #[inline]
            fn $method<V: Visitor<'de>>(self, $($name: $ty,)* visitor: V) -> Result<V::Value, TraceError> {
                let Self { inner, slot, carried, key } = self;
                slot.settle(inner.$method($($name,)* TraceVisitor { visitor, slot, key }), carried)
            }
        )*
    };
}

impl<'de, D, E> Deserializer<'de> for Traced<'_, D, E>
where
    D: Deserializer<'de, Error = E>,
{
    type Error = TraceError;

    forward! {
        deserialize_any();
        deserialize_bool();
        deserialize_i8();
        deserialize_i16();
        deserialize_i32();
        deserialize_i64();
        deserialize_i128();
        deserialize_u8();
        deserialize_u16();
        deserialize_u32();
        deserialize_u64();
        deserialize_u128();
        deserialize_f32();
        deserialize_f64();
        deserialize_char();
        deserialize_string();
        deserialize_bytes();
        deserialize_byte_buf();
        deserialize_option();
        deserialize_unit();
        deserialize_unit_struct(name: &'static str);
        deserialize_newtype_struct(name: &'static str);
        deserialize_seq();
        deserialize_tuple(len: usize);
        deserialize_tuple_struct(name: &'static str, len: usize);
        deserialize_map();
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
        deserialize_identifier();
        deserialize_ignored_any();
    }

    /// The way in which our own types read a name. They add the path themselves, so nothing is copied.
    #[inline]
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TraceError> {
        let Self { inner, slot, carried, .. } = self;
        slot.settle(inner.deserialize_str(TraceVisitor { visitor, slot, key: None }), carried)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}
