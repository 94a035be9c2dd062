//! Decoding: from any deserializer of serde into a `dyn Wire`.
//!
//! With serde's traits, an error can only be made from a text. So a [`Trail`] keeps the fault of a value while the error unwinds, each
//! object and each list adds its segment to the path there, and only the outermost value converts it into an error.

mod entries;
mod list;
mod record;
mod text;
mod told;
mod value;

use std::fmt;

use serde_core::de::value::SeqAccessDeserializer;
use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::number::ROUNDS;
use super::{Blank, Fault, Target, Token, Wire, json, look};
use crate::rules as input;

pub(crate) use value::parse as parse_value;

/// Decodes a value in place.
pub fn read<'de, D: Deserializer<'de>>(place: &mut dyn Wire, deserializer: D) -> Result<(), D::Error> {
    if json::is_offered_by::<D>() {
        return deserializer.deserialize_newtype_struct(json::OFFER, json::Taker(place));
    }
    let mut trail = Trail::new(!input::is_checked() && text::is_given_by::<D>());
    Place { place, lenient: false, outermost: true, trail: &mut trail }.deserialize(deserializer).map(drop)
}

/// Decodes a new value.
#[inline]
pub fn read_new<'de, T: Blank, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    // The value is decoded in the place of the result. A local variable would be moved there.
    let mut result = Ok(T::blank());
    if let Ok(value) = &mut result
        && let Err(error) = read(value, deserializer)
    {
        result = Err(error);
    }
    result
}

/// The same for a union. In a list of them, a call takes less time than the larger loop that it replaces. A program that decodes a struct
/// calls it in one place, where a call would add another copy of the functions that drop the struct.
#[inline(never)]
pub fn read_new_union<'de, T: Blank, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    read_new(deserializer)
}

/// Decodes a value from a kept JSON value.
pub(super) fn put_value(place: &mut dyn Wire, value: &Value) -> Result<(), Fault> {
    let mut trail = Trail::new(false);
    let result = Place { place, lenient: false, outermost: false, trail: &mut trail }.deserialize(value);
    // A JSON value has no syntax errors.
    result.map(drop).map_err(|error| trail.fault.unwrap_or_else(|| Fault::of_value(crate::codec::words_of(&error))))
}

/// The state that all nested values share.
struct Trail {
    /// The fault of the failed value, while the error unwinds. It is empty if the format itself failed.
    fault: Option<Fault>,
    /// The digits of a number in the form of an object, while the error unwinds to its place.
    number: Option<String>,
    /// Whether types that are only exact as text are decoded from it, [`Wire::reads_text`].
    by_text: bool,
}

impl Trail {
    fn new(by_text: bool) -> Self {
        Self { fault: None, number: None, by_text }
    }

    /// Keeps a fault. The error only stops the format, which adds its position.
    #[cold]
    fn raise<E: Error>(&mut self, fault: Fault) -> E {
        self.fault = Some(fault);
        E::custom("")
    }

    #[cold]
    fn add(&mut self, segment: impl FnOnce(Fault) -> Fault) {
        self.fault = self.fault.take().map(segment);
    }

    /// Records a double that may have been a number with more digits: a large integer, or a fraction that was rounded to an integer.
    #[inline]
    fn note_double(&self, value: f64) {
        if !self.by_text && (value.abs() >= ROUNDS || value.fract() == 0.0) {
            input::doubt();
        }
    }
}

/// The place into which a value is decoded.
struct Place<'a> {
    place: &'a mut dyn Wire,
    /// Whether `null` leaves the value unchanged.
    lenient: bool,
    outermost: bool,
    trail: &'a mut Trail,
}

/// Returns whether the place has a value: not if `null` left it unchanged.
impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = bool;

    // Not `deserialize_str` or similar: if a format finds another type there, it makes the error itself and quotes the value.
    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        if self.trail.by_text && self.place.reads_text() {
            return text::read(self, deserializer);
        }
        deserializer.deserialize_any(self)
    }
}

impl Place<'_> {
    #[inline]
    fn put<E: Error>(self, token: Token<'_>) -> Result<bool, E> {
        match self.place.put(token) {
            Ok(_) => Ok(true),
            Err(fault) => Err(raise(self.place, self.trail, fault, self.outermost)),
        }
    }
}

/// Makes the error of a value. A personal type, and one that contains secrets, hides the names in it.
#[cold]
fn raise<E: Error>(place: &dyn Wire, trail: &mut Trail, fault: Fault, outermost: bool) -> E {
    let fault = if look::is_private(place) { fault.with_hidden_keys() } else { fault };
    if outermost { fault.into_error() } else { trail.raise(fault) }
}

/// Makes the error of the outermost value, as [`raise`] does.
#[cold]
fn surface<E: Error>(place: &dyn Wire, trail: &mut Trail, error: E, outermost: bool) -> E {
    if look::is_private(place) {
        trail.add(Fault::with_hidden_keys);
    }
    match trail.fault.take() {
        Some(fault) if outermost => fault.into_error(),
        fault => {
            trail.fault = fault;
            error
        }
    }
}

impl<'de> Visitor<'de> for Place<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    #[inline]
    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        self.put(Token::Bool(value))
    }

    #[inline]
    fn visit_i64<E: Error>(self, value: i64) -> Result<bool, E> {
        self.put(Token::I64(value))
    }

    #[inline]
    fn visit_i128<E: Error>(self, value: i128) -> Result<bool, E> {
        self.put(Token::I128(&value))
    }

    #[inline]
    fn visit_u64<E: Error>(self, value: u64) -> Result<bool, E> {
        self.put(Token::U64(value))
    }

    #[inline]
    fn visit_u128<E: Error>(self, value: u128) -> Result<bool, E> {
        self.put(Token::U128(&value))
    }

    #[inline]
    fn visit_f64<E: Error>(self, value: f64) -> Result<bool, E> {
        self.trail.note_double(value);
        self.put(Token::Float(value))
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        self.put(Token::Str(text))
    }

    #[inline]
    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<bool, E> {
        self.put(Token::Bytes)
    }

    #[inline]
    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        if self.lenient { Ok(false) } else { self.put(Token::Null) }
    }

    #[inline]
    fn visit_none<E: Error>(self) -> Result<bool, E> {
        self.visit_unit()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let Self { place, outermost, trail, .. } = self;
        let result = match place.put(Token::Map) {
            Ok(Target::Record(shape, record)) => record::read(shape, record, Map::new(), &mut map, trail),
            Ok(Target::Told(union)) => told::read(union, &mut map, trail),
            Ok(Target::Map(entries)) => entries::read(entries, &mut map, trail),
            Ok(Target::Value(target)) => value::read_members(target, &mut map, trail),
            Ok(Target::Done | Target::List(_) | Target::Unknown(_)) => Ok(()),
            Err(fault) => Err(text::number_or(fault, &mut map, trail)),
        };
        if let Some(digits) = trail.number.take() {
            return Place { place, lenient: false, outermost, trail }.put(Token::Number(&digits));
        }
        result.map(|()| true).map_err(|error| surface(place, trail, error, outermost))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<bool, A::Error> {
        let Self { place, outermost, trail, .. } = self;
        let result = match place.put(Token::Seq) {
            Ok(Target::List(list)) => list::read(list, &mut elements, trail),
            Ok(Target::Value(target)) => value::read(target, SeqAccessDeserializer::new(elements), trail),
            Ok(Target::Done | Target::Record(..) | Target::Map(_) | Target::Unknown(_) | Target::Told(_)) => Ok(()),
            Err(fault) => Err(trail.raise(fault)),
        };
        result.map(|()| true).map_err(|error| surface(place, trail, error, outermost))
    }
}
