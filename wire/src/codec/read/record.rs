//! The members of a struct.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::super::record::{Indices, Member, RestMut, Shape};
use super::super::{Entries, Record};
use super::text::{is_number, keep_number};
use super::{Fault, Place, Trail, Wire, put_value};
use crate::rules::denies_unknown;

/// Decodes the members of a struct in place. Some of them may have been kept before the struct was known.
pub(super) fn read<'de, A>(
    shape: &'static Shape,
    record: &mut dyn Record,
    kept: Map<String, Value>,
    map: &mut A,
    trail: &mut Trail,
) -> Result<(), A::Error>
where
    A: MapAccess<'de>,
{
    let mut seen = Indices::default();
    let mut is_first = kept.is_empty();
    if !kept.is_empty() {
        read_kept(record, shape, &mut seen, kept).map_err(|fault| trail.raise(fault))?;
    }
    let mut keys = Keys { shape, unknown: String::new() };
    while let Some(index) = map.next_key_seed(&mut keys)? {
        let Some(&member) = shape.members.get(index) else {
            if is_first && is_number(&keys.unknown) {
                return Err(keep_number(map, trail));
            }
            is_first = false;
            read_unknown(record, shape, &keys.unknown, map, trail)
                .inspect_err(|_| trail.add(|fault| in_unknown(fault, shape)))?;
            continue;
        };
        is_first = false;
        if !seen.insert(index) {
            return Err(trail.raise(Fault::duplicate_member(member.name(), shape.name)));
        }
        let place = Place { place: record.open(index), lenient: member.skips_null(), outermost: false, trail };
        match map.next_value_seed(place) {
            Ok(true) => {}
            Ok(false) => record.clear(index),
            Err(error) => return Err(in_member(error, trail, member, shape)),
        }
    }
    match shape.missing(&seen) {
        Some(member) => Err(trail.raise(Fault::missing(member.name(), shape.name))),
        None => Ok(()),
    }
}

/// Decodes the kept members.
#[inline(never)]
pub(in crate::codec) fn read_kept(
    record: &mut dyn Record,
    shape: &'static Shape,
    seen: &mut Indices,
    kept: Map<String, Value>,
) -> Result<(), Fault> {
    for (name, value) in kept {
        let Some(index) = shape.lookup.find(shape.members, &name) else {
            keep_unknown(record, shape, &name, value).map_err(|fault| in_unknown(fault, shape))?;
            continue;
        };
        let member = shape.members[index];
        seen.insert(index);
        if member.skips_null() && value.is_null() {
            continue;
        }
        put_value(record.open(index), &value).map_err(|fault| below(fault, member, shape))?;
    }
    Ok(())
}

fn keep_unknown(record: &mut dyn Record, shape: &'static Shape, name: &str, value: Value) -> Result<(), Fault> {
    if shape.refuses(name) {
        return Err(Fault::unknown(name, shape.name, WITHOUT));
    }
    if let Some(entries) = record.matching_mut(shape)
        && shape.matches(name)
    {
        return put_entry(entries, name, &value, shape);
    }
    match record.rest_mut(shape) {
        RestMut::Keep(_) if denies_unknown() => Err(Fault::unknown(name, shape.name, DENIED)),
        RestMut::Keep(fields) => {
            fields.keep(name.to_owned(), value);
            Ok(())
        }
        RestMut::Typed(entries) => put_entry(entries, name, &value, shape),
        RestMut::Refuse => Err(Fault::unknown(name, shape.name, CLOSED)),
    }
}

/// Decodes the value of an entry of a map from a kept value.
fn put_entry(entries: &mut dyn Entries, name: &str, value: &Value, shape: &'static Shape) -> Result<(), Fault> {
    let result = entries.place(name).and_then(|place| put_value(place, value));
    result.map_err(|fault| in_entry(fault, entries, name).in_type(shape.name))
}

/// Adds the name of an entry to the path, unless it is a part of a secret.
#[cold]
fn in_entry(fault: Fault, entries: &dyn Entries, name: &str) -> Fault {
    if entries.hides_names() { fault.in_hidden_key() } else { fault.in_key(name) }
}

/// Hides the name of a member that the schema does not declare, if that may be a secret.
#[cold]
fn in_unknown(fault: Fault, shape: &Shape) -> Fault {
    if shape.hides_names { fault.with_hidden_keys() } else { fault }
}

const DENIED: &str = "and unknown members are denied";

const CLOSED: &str = "whose schema allows no others";

const WITHOUT: &str = "whose schema says that it must not be there";

/// Adds a member to the path. The names in a map are personal if the member is.
#[cold]
fn below(fault: Fault, member: Member, shape: &Shape) -> Fault {
    let fault = if member.privacy.hides() { fault.with_hidden_keys() } else { fault };
    fault.in_member(member.name(), shape.name)
}

#[cold]
fn in_member<E>(error: E, trail: &mut Trail, member: Member, shape: &Shape) -> E {
    trail.add(|fault| below(fault, member, shape));
    error
}

/// Decodes a member that the schema does not declare.
fn read_unknown<'de, A>(
    record: &mut dyn Record,
    shape: &'static Shape,
    name: &str,
    map: &mut A,
    trail: &mut Trail,
) -> Result<(), A::Error>
where
    A: MapAccess<'de>,
{
    if shape.refuses(name) {
        return Err(trail.raise(Fault::unknown(name, shape.name, WITHOUT)));
    }
    if let Some(entries) = record.matching_mut(shape)
        && shape.matches(name)
    {
        return read_entry_of(entries, name, shape.name, map, trail);
    }
    match record.rest_mut(shape) {
        RestMut::Keep(_) if denies_unknown() => Err(trail.raise(Fault::unknown(name, shape.name, DENIED))),
        RestMut::Keep(fields) => {
            let mut value = Value::Null;
            let place = if fields.get(name).is_some() { Err(Fault::duplicate_key(name)) } else { Ok(&mut value as _) };
            read_entry(place, name, shape.name, map, trail)?;
            fields.keep(name.to_owned(), value);
            Ok(())
        }
        RestMut::Typed(entries) => read_entry_of(entries, name, shape.name, map, trail),
        RestMut::Refuse => Err(trail.raise(Fault::unknown(name, shape.name, CLOSED))),
    }
}

/// Decodes the value of an entry of a map. The name of a secret is not in errors.
pub(super) fn read_entry_of<'de, A: MapAccess<'de>>(
    entries: &mut dyn Entries,
    name: &str,
    of: &'static str,
    map: &mut A,
    trail: &mut Trail,
) -> Result<(), A::Error> {
    let place = entries.place(name).map_err(|fault| trail.raise(fault.in_type(of)))?;
    let result = read_value(place, map, trail);
    result.inspect_err(|_| trail.add(|fault| in_entry(fault, entries, name).in_type(of)))
}

/// Decodes the value of a member by its name, in a struct or, without the name of a struct, in a map.
pub(super) fn read_entry<'de, A: MapAccess<'de>>(
    place: Result<&mut dyn Wire, Fault>,
    name: &str,
    of: &'static str,
    map: &mut A,
    trail: &mut Trail,
) -> Result<(), A::Error> {
    let place = place.map_err(|fault| trail.raise(fault.in_type(of)))?;
    let result = read_value(place, map, trail);
    result.inspect_err(|_| trail.add(|fault| fault.in_key(name).in_type(of)))
}

fn read_value<'de, A: MapAccess<'de>>(place: &mut dyn Wire, map: &mut A, trail: &mut Trail) -> Result<(), A::Error> {
    map.next_value_seed(Place { place, lenient: false, outermost: false, trail }).map(drop)
}

/// Decodes a member's name into its index; only an unknown name is copied.
struct Keys {
    shape: &'static Shape,
    unknown: String,
}

/// The index of a member that the schema does not declare.
const UNKNOWN: usize = usize::MAX;

impl<'de> DeserializeSeed<'de> for &mut Keys {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for &mut Keys {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        match self.shape.lookup.first(self.shape.members, name) {
            Some((index, _)) => Ok(index),
            None => self.find_or_keep(name),
        }
    }
}

impl Keys {
    // It has the same return type as its caller, so that the call needs no stack.
    #[cold]
    #[inline(never)]
    fn find_or_keep<E>(&mut self, name: &str) -> Result<usize, E> {
        Ok(self.shape.lookup.find(self.shape.members, name).unwrap_or_else(|| {
            name.clone_into(&mut self.unknown);
            UNKNOWN
        }))
    }
}
