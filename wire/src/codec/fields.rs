//! One member of a struct: read from the input, or written to the output.

use std::collections::BTreeMap;

use serde_core::de::{Deserialize, Error, MapAccess};
use serde_core::ser::{Serialize, SerializeMap};
use serde_json::Value;

use super::Record;
use crate::UnknownFields;

/// Reads a required member: `null` is an error, unless the type takes it.
pub fn required<'de, T, A>(member: &mut T, input: &mut A) -> Result<(), A::Error>
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    *member = input.next_value()?;
    Ok(())
}

/// Reads a member that keeps its blank when the input says `null`.
pub fn lenient<'de, T, A>(member: &mut T, input: &mut A) -> Result<(), A::Error>
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    if let Some(value) = input.next_value()? {
        *member = value;
    }
    Ok(())
}

/// Reads an optional member: `null` is the same as absent.
pub fn optional<'de, T, A>(member: &mut Option<T>, input: &mut A) -> Result<(), A::Error>
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    *member = input.next_value()?;
    Ok(())
}

/// Reads an optional member of a type that takes `null` itself, such as any JSON value.
pub fn some<'de, T, A>(member: &mut Option<T>, input: &mut A) -> Result<(), A::Error>
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    *member = Some(input.next_value()?);
    Ok(())
}

/// Reads an optional member whose schema allows `null`: `Some(None)` is a `null`, `None` is absent.
pub fn nullable<'de, T, A>(member: &mut Option<Option<T>>, input: &mut A) -> Result<(), A::Error>
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    some(member, input)
}

/// Reads over a member.
pub fn skip<'de, A: MapAccess<'de>>(input: &mut A) -> Result<(), A::Error> {
    input.next_value::<serde_core::de::IgnoredAny>().map(drop)
}

/// Keeps a member that the schema does not name.
pub fn keep<'de, A>(unknown: &mut UnknownFields, name: String, input: &mut A) -> Result<(), A::Error>
where
    A: MapAccess<'de>,
{
    let value: Value = input.next_value()?;
    match unknown.insert(name.as_str(), value) {
        None => Ok(()),
        Some(_) => Err(A::Error::custom(format_args!("member `{name}` stands there twice"))),
    }
}

/// Keeps a member that the schema does not name but gives a type to.
pub fn typed<'de, T, A>(members: &mut BTreeMap<String, T>, name: String, input: &mut A) -> Result<(), A::Error>
where
    T: Deserialize<'de>,
    A: MapAccess<'de>,
{
    let value = input.next_value()?;
    if members.contains_key(&name) {
        return Err(A::Error::custom(format_args!("member `{name}` stands there twice")));
    }
    members.insert(name, value);
    Ok(())
}

/// The error for a member that a closed schema does not name.
pub fn refuse_unknown<R: Record, E: Error>(name: &str) -> Result<(), E> {
    Err(E::custom(format_args!("unknown member `{name}` of {}, whose schema allows no others", R::NAME)))
}

/// Writes a member.
pub fn write<T, M>(output: &mut M, name: &'static str, member: &T) -> Result<(), M::Error>
where
    T: Serialize + ?Sized,
    M: SerializeMap,
{
    output.serialize_entry(name, member)
}

/// Writes an optional member, if it is there.
pub fn write_some<T, M>(output: &mut M, name: &'static str, member: &Option<T>) -> Result<(), M::Error>
where
    T: Serialize,
    M: SerializeMap,
{
    match member {
        Some(member) => output.serialize_entry(name, member),
        None => Ok(()),
    }
}

/// Writes the members that the schema does not name.
///
/// One that somebody inserted by hand under a name that the schema does know is left out: the struct's own member
/// was written under that name.
pub fn write_unknown<R, M>(output: &mut M, unknown: &UnknownFields) -> Result<(), M::Error>
where
    R: Record,
    M: SerializeMap,
{
    for (name, value) in unknown.iter().filter(|(name, _)| R::index(name).is_none()) {
        output.serialize_entry(name, value)?;
    }
    Ok(())
}

/// Writes the members that the schema does not name but gives a type to.
pub fn write_typed<R, T, M>(output: &mut M, members: &BTreeMap<String, T>) -> Result<(), M::Error>
where
    R: Record,
    T: Serialize,
    M: SerializeMap,
{
    for (name, value) in members.iter().filter(|(name, _)| R::index(name).is_none()) {
        output.serialize_entry(name, value)?;
    }
    Ok(())
}
