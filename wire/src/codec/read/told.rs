//! Objects whose alternative is identified by a member.

use serde_core::de::MapAccess;
use serde_json::{Map, Value};

use super::super::Told;
use super::record::{self, read_entry};
use super::text::{is_number, keep_number};
use super::value::next_key;
use super::{Fault, Target, Token, Trail};

/// Decodes an object as the alternative that its members identify.
pub(super) fn read<'de, A: MapAccess<'de>>(
    union: &mut dyn Told,
    map: &mut A,
    trail: &mut Trail,
) -> Result<(), A::Error> {
    match union.tag() {
        Some(tag) => read_tagged(union, tag, map, trail),
        None => read_wrapped(union, map, trail),
    }
}

/// Keeps the members before the tag. Those after it are decoded in place.
fn read_tagged<'de, A: MapAccess<'de>>(
    union: &mut dyn Told,
    tag: &str,
    map: &mut A,
    trail: &mut Trail,
) -> Result<(), A::Error> {
    let mut kept = Map::new();
    while let Some(key) = next_key(map)? {
        if kept.is_empty() && is_number(&key) {
            return Err(keep_number(map, trail));
        }
        keep(&mut kept, &key, map, trail)?;
        if key != tag {
            continue;
        }
        if let Some(place) = union.by_tag(&Token::of_value(&kept[tag]))
            && let Ok(Target::Record(shape, record)) = place.put(Token::Map)
        {
            return record::read(shape, record, kept, map, trail);
        }
    }
    union.take(Value::Object(kept)).map_err(|fault| trail.raise(fault))
}

/// Decodes the value of the only member in place.
fn read_wrapped<'de, A: MapAccess<'de>>(union: &mut dyn Told, map: &mut A, trail: &mut Trail) -> Result<(), A::Error> {
    let mut kept = Map::new();
    let mut next = next_key(map)?;
    if let Some(name) = &next
        && let Some(place) = union.by_wrapper(name)
    {
        read_entry(Ok(place), name, "", map, trail)?;
        return match next_key(map)? {
            None => Ok(()),
            Some(_) => Err(trail.raise(Fault::of_value("invalid value: object, expected an object of one member"))),
        };
    }
    while let Some(name) = next {
        if kept.is_empty() && is_number(&name) {
            return Err(keep_number(map, trail));
        }
        keep(&mut kept, &name, map, trail)?;
        next = next_key(map)?;
    }
    union.take(Value::Object(kept)).map_err(|fault| trail.raise(fault))
}

fn keep<'de, A: MapAccess<'de>>(
    kept: &mut Map<String, Value>,
    name: &str,
    map: &mut A,
    trail: &mut Trail,
) -> Result<(), A::Error> {
    let mut value = Value::Null;
    let place = if kept.contains_key(name) { Err(Fault::duplicate_key(name)) } else { Ok(&mut value as _) };
    read_entry(place, name, "", map, trail)?;
    kept.insert(name.to_owned(), value);
    Ok(())
}
