//! One member of a struct: read from the input, or written to the output.

use std::collections::BTreeMap;
use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_core::ser::SerializeMap;
use serde_json::Value;

use super::Blank;
use super::record::{Input, Output, Record, is_named};
use crate::UnknownFields;

/// Reads a value over a blank.
struct Read<'a, T>(&'a mut T);

impl<'de, T: Blank> DeserializeSeed<'de> for Read<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.read_here(deserializer)
    }
}

/// Reads a value over a blank, which stays if the input says `null`.
struct ReadUnlessNull<'a, T>(&'a mut T);

impl<'de, T: Blank> DeserializeSeed<'de> for ReadUnlessNull<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, T: Blank> Visitor<'de> for ReadUnlessNull<'_, T> {
    type Value = ();

    // In serde's words.
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("option")
    }

    #[inline]
    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    #[inline]
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.read_here(deserializer)
    }
}

/// Reads a required member: `null` is an error, unless the type takes it.
pub fn required<'de, T: Blank, A: MapAccess<'de>>(member: &mut T, input: &mut Input<'_, A>) -> Result<(), A::Error> {
    input.map.next_value_seed(Read(member))
}

/// Reads a member that keeps its blank when the input says `null`.
pub fn lenient<'de, T: Blank, A: MapAccess<'de>>(member: &mut T, input: &mut Input<'_, A>) -> Result<(), A::Error> {
    input.map.next_value_seed(ReadUnlessNull(member))
}

/// Reads an optional member: `null` is the same as absent.
pub fn optional<'de, T: Blank, A: MapAccess<'de>>(
    member: &mut Option<T>,
    input: &mut Input<'_, A>,
) -> Result<(), A::Error> {
    input.map.next_value_seed(Read(member))
}

/// Reads an optional member of a type that takes `null` itself, such as any JSON value.
pub fn some<'de, T: Blank, A: MapAccess<'de>>(
    member: &mut Option<T>,
    input: &mut Input<'_, A>,
) -> Result<(), A::Error> {
    input.map.next_value_seed(Read(member.insert(T::blank())))
}

/// Reads an optional member whose schema allows `null`: `Some(None)` is a `null`, `None` is absent.
pub fn nullable<'de, T: Blank, A: MapAccess<'de>>(
    member: &mut Option<Option<T>>,
    input: &mut Input<'_, A>,
) -> Result<(), A::Error> {
    some(member, input)
}

/// Keeps a member that the schema does not name.
pub fn keep<'de, A>(unknown: &mut UnknownFields, input: &mut Input<'_, A>) -> Result<(), A::Error>
where
    A: MapAccess<'de>,
{
    let value: Value = input.map.next_value()?;
    let name = input.unknown();
    if unknown.get(&name).is_some() {
        return Err(A::Error::custom(format_args!("member `{name}` stands there twice")));
    }
    unknown.insert(name, value);
    Ok(())
}

/// Keeps a member that the schema does not name but gives a type to.
pub fn typed<'de, T, A>(members: &mut BTreeMap<String, T>, input: &mut Input<'_, A>) -> Result<(), A::Error>
where
    T: Blank,
    A: MapAccess<'de>,
{
    let mut value = T::blank();
    input.map.next_value_seed(Read(&mut value))?;
    let name = input.unknown();
    if members.contains_key(&name) {
        return Err(A::Error::custom(format_args!("member `{name}` stands there twice")));
    }
    members.insert(name, value);
    Ok(())
}

/// The error for a member that a closed schema does not name.
pub fn refuse<'de, R: Record, A: MapAccess<'de>>(input: &mut Input<'_, A>) -> Result<(), A::Error> {
    let name = input.unknown();
    Err(A::Error::custom(format_args!("unknown member `{name}` of {}, whose schema allows no others", R::NAME)))
}

/// Writes the members that the schema does not name.
///
/// One that somebody inserted by hand under a name that the schema does know is left out: the struct's own member
/// was written under that name.
#[inline]
pub fn write_unknown<R: Record, M: SerializeMap>(output: &mut Output<'_, M>, unknown: &UnknownFields) {
    if unknown.is_empty() {
        return;
    }
    for (name, value) in unknown.iter().filter(|(name, _)| !is_named::<R>(name)) {
        output.member(name, value);
    }
}

/// Writes the members that the schema does not name but gives a type to.
pub fn write_typed<R: Record, T: Blank, M: SerializeMap>(output: &mut Output<'_, M>, members: &BTreeMap<String, T>) {
    for (name, value) in members.iter().filter(|(name, _)| !is_named::<R>(name)) {
        output.member(name, value);
    }
}
