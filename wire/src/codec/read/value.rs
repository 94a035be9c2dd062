//! JSON values: kept unchanged, or rejected.

use std::collections::BTreeMap;
use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::value::RawValue;
use serde_json::{Map, Number, Value};

use super::super::TakesValue;
use super::super::number;
use super::entries::Key;
use super::text::{is_number, keep_number};
use super::{Fault, Token, Trail};

/// Decodes a JSON value.
pub(super) fn read<'de, D>(target: &mut dyn TakesValue, deserializer: D, trail: &mut Trail) -> Result<(), D::Error>
where
    D: Deserializer<'de>,
{
    let value = JsonValue { trail }.deserialize(deserializer)?;
    target.take(value).map_err(|fault| trail.raise(fault))
}

/// Decodes a JSON value whose first token is that of an object.
pub(super) fn read_members<'de, A: MapAccess<'de>>(
    target: &mut dyn TakesValue,
    map: &mut A,
    trail: &mut Trail,
) -> Result<(), A::Error> {
    let first = next_key(map)?;
    if first.as_deref().is_some_and(is_number) {
        return Err(keep_number(map, trail));
    }
    let value = JsonValue { trail: &mut *trail }.members(first, map)?;
    target.take(value).map_err(|fault| trail.raise(fault))
}

/// Parses the value of a JSON text.
pub(crate) fn parse(text: &str) -> Result<Value, Fault> {
    // Most values are short strings without escapes.
    if let Some(plain) = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'))
        && !plain.contains(['\\', '"'])
    {
        return Ok(Value::from(plain));
    }
    let mut trail = Trail::new(true);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = JsonValue { trail: &mut trail }.deserialize(&mut deserializer);
    match read {
        // A double does not show whether it was an integer that has lost digits.
        Ok(value) => {
            if number::has_rounded_integer(text) {
                Err(rounded_in(text))
            } else {
                Ok(value)
            }
        }
        Err(error) => Err(trail.fault.unwrap_or_else(|| match number::has_infinite_number(text.as_bytes()) {
            true => rounded_in(text),
            false => Fault::of_value(crate::codec::words_of(&error)),
        })),
    }
}

/// The fault of the first number in a JSON text that would lose digits, with its path. There must be one.
#[cold]
fn rounded_in(text: &str) -> Fault {
    let is_in = |value: &RawValue| {
        let text = value.get();
        number::has_rounded_integer(text) || number::has_infinite_number(text.as_bytes())
    };
    if let Ok(members) = serde_json::from_str::<BTreeMap<String, &RawValue>>(text)
        && let Some((name, value)) = members.into_iter().find(|(_, value)| is_in(value))
    {
        return rounded_in(value.get()).in_key(&name);
    }
    if let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(text)
        && let Some((index, value)) = elements.into_iter().enumerate().find(|(_, value)| is_in(value))
    {
        return rounded_in(value.get()).in_element(index);
    }
    number::rounded()
}

/// Decodes a JSON value. Duplicate names and numbers that would lose digits are rejected.
pub(super) struct JsonValue<'a> {
    pub(super) trail: &'a mut Trail,
}

impl<'de> DeserializeSeed<'de> for JsonValue<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl JsonValue<'_> {
    fn number<E: Error>(self, number: Option<Number>) -> Result<Value, E> {
        number.map(Value::Number).ok_or_else(|| self.trail.raise(number::rounded()))
    }

    /// Decodes the members of an object, of which the first name may be decoded already.
    ///
    /// It takes a reference, so that one copy is compiled for a format.
    pub(super) fn members<'de, A: MapAccess<'de>>(self, first: Option<String>, map: &mut A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        let mut next = match first {
            Some(key) => Some(key),
            None => next_key(map)?,
        };
        if next.as_deref().is_some_and(is_number) {
            let mut text = String::new();
            map.next_value_seed(Key(&mut text))?;
            return self.number(number::parse_kept(&text));
        }
        while let Some(key) = next {
            match members.entry(key) {
                Entry::Vacant(entry) => match map.next_value_seed(JsonValue { trail: &mut *self.trail }) {
                    Ok(value) => drop(entry.insert(value)),
                    Err(error) => {
                        self.trail.add(|fault| fault.in_key(entry.key()));
                        return Err(error);
                    }
                },
                Entry::Occupied(entry) => return Err(self.trail.raise(Fault::duplicate_key(entry.key()))),
            }
            next = next_key(map)?;
        }
        Ok(Value::Object(members))
    }
}

/// The next name.
pub(super) fn next_key<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<String>, A::Error> {
    let mut key = String::new();
    Ok(map.next_key_seed(Key(&mut key))?.map(|()| key))
}

impl<'de> Visitor<'de> for JsonValue<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        number::of_integer(value).map_err(|fault| self.trail.raise(fault))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.number(Number::from_u128(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.trail.note_double(value);
        number::of_double(value).map_err(|fault| self.trail.raise(fault))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::from(text))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::from(text))
    }

    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Value, E> {
        Err(self.trail.raise(Fault::unexpected(&Token::Bytes, "a JSON value")))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            match elements.next_element_seed(JsonValue { trail: &mut *self.trail }) {
                Ok(Some(value)) => list.push(value),
                Ok(None) => return Ok(Value::Array(list)),
                Err(error) => {
                    self.trail.add(|fault| fault.in_element(list.len()));
                    return Err(error);
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        self.members(None, &mut map)
    }
}
