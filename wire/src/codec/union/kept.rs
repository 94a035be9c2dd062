//! Whether an alternative of a union keeps a value.

use serde_core::de::value::Error;
use serde_json::{Map, Value};

use crate::codec::number::integer_of;
use crate::codec::record::Member;
use crate::codec::write::{Members, each, write_members};
use crate::codec::{Given, Wire};

/// Whether a type may lose a part of a value that it decodes: a `null`, which an optional member makes absent, or digits of an integer, which
/// a double rounds.
pub(super) fn may_lose(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Number(number) => {
            number.as_i128().is_some_and(|integer| integer.unsigned_abs() > 1 << f64::MANTISSA_DIGITS)
        }
        Value::Array(items) => items.iter().any(may_lose),
        Value::Object(members) => members.values().any(may_lose),
        Value::Bool(_) | Value::String(_) => false,
    }
}

/// Whether a decoded value would be encoded with the same members, items and integers.
pub(super) fn keeps(read: &dyn Wire, value: &Value) -> bool {
    is(read.give(), value)
}

fn is(given: Given<'_>, value: &Value) -> bool {
    match (given, value) {
        // A JSON value is kept unchanged.
        (Given::Value(_), _) => true,
        (Given::Object(own), Value::Object(members)) => own.len() == members.len(),
        (Given::Unknown(own), Value::Object(members)) => own.len() == members.len(),
        (Given::Absent | Given::Null, _) => value.is_null(),
        (Given::Float(double), Value::Number(number)) => match number.as_i128() {
            Some(integer) => integer_of(double).ok().and_then(|own| own.narrow()) == Some(integer),
            None => true,
        },
        (Given::List(list), Value::Array(items)) => {
            list.count() == items.len()
                && items.iter().enumerate().all(|(index, item)| keeps(list.element(index), item))
        }
        (Given::Record(shape, record), Value::Object(members)) => {
            let mut check = Check { members, count: 0, keeps: true };
            write_members(shape, record, &mut check).is_ok() && check.keeps && check.count == members.len()
        }
        (Given::Map(entries), Value::Object(members)) => {
            let mut check = Check { members, count: 0, keeps: true };
            each(entries, |name, value| check.entry(name, value.give())).is_ok()
                && check.keeps
                && check.count == members.len()
        }
        // Other scalars are equal, or have another text for the same value.
        _ => !value.is_null(),
    }
}

/// Compares members with those of an object.
struct Check<'v> {
    members: &'v Map<String, Value>,
    count: usize,
    keeps: bool,
}

impl Members for Check<'_> {
    type Error = Error;

    fn member(&mut self, member: &Member, given: Given<'_>) -> Result<(), Error> {
        self.entry(member.name(), given)
    }

    fn entry(&mut self, name: &str, given: Given<'_>) -> Result<(), Error> {
        self.count += 1;
        self.keeps &= self.members.get(name).is_some_and(|value| is(given, value));
        Ok(())
    }
}
