//! Encoding: from a `dyn Wire` to any serializer of serde.

use serde_core::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Map, Number, Value};

use super::number::ROUNDS;
use super::record::{Member, Rest, Shape};
use super::timestamp::{Line, YEAR};
use super::writer::{LOAN, Loan, is_lent_by};
use super::{Entries, Given, List, Record, Wire};

/// Encodes a value.
pub fn write<S: Serializer>(value: &dyn Wire, serializer: S) -> Result<S::Ok, S::Error> {
    if is_lent_by::<S>() {
        return serializer.serialize_newtype_struct(LOAN, &Loan(value));
    }
    value.give().serialize(serializer)
}

impl Serialize for Given<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Given::Absent => serializer.serialize_none(),
            Given::Null => serializer.serialize_unit(),
            Given::Bool(value) => serializer.serialize_bool(value),
            Given::I64(value) => serializer.serialize_i64(value),
            Given::U64(value) => serializer.serialize_u64(value),
            Given::I128(value) => serializer.serialize_i128(*value),
            Given::U128(value) => serializer.serialize_u128(*value),
            Given::Float(value) => write_double(value, serializer),
            Given::Number(digits) => super::number::write_digits(digits, serializer),
            Given::Str(text) => serializer.serialize_str(text),
            Given::Display(value) => serializer.collect_str(value),
            Given::Timestamp(timestamp) => match Line::new().write(timestamp) {
                Some(text) => serializer.serialize_str(&text),
                None => Err(S::Error::custom(YEAR)),
            },
            Given::Record(shape, record) => write_record(shape, record, serializer),
            Given::Map(entries) => write_entries(entries, serializer),
            Given::List(list) => write_list(list, serializer),
            Given::Value(value) => write_value(value, serializer),
            Given::Object(members) => write_object(members, serializer),
            Given::Unknown(fields) => {
                serializer.collect_map(fields.iter().map(|(name, value)| (name, Given::Value(value))))
            }
        }
    }
}

/// Encodes a double. A 64-bit integer is written as JavaScript does (ECMA-262, Number::toString): `95` and not `95.0`, and a large one with
/// the digits that distinguish it from other doubles, followed by zeros.
pub(crate) fn write_double<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    /// 2^64
    const BEYOND: f64 = 18_446_744_073_709_551_616.0;
    let negative_zero = value == 0.0 && value.is_sign_negative();
    if value.fract() != 0.0 || !value.is_finite() || negative_zero || value.abs() >= BEYOND {
        return serializer.serialize_f64(value);
    }
    if value.abs() < ROUNDS {
        // It is within the bounds, so the conversion is exact.
        return serializer.serialize_i64(value as i64);
    }
    write_large(value, serializer)
}

#[cold]
fn write_large<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    // Rust writes the same digits, without an exponent.
    let digits = value.to_string();
    match (digits.parse(), digits.parse()) {
        (Ok(value), _) => serializer.serialize_i64(value),
        (_, Ok(value)) => serializer.serialize_u64(value),
        _ => serializer.serialize_f64(value),
    }
}

fn write_record<S: Serializer>(shape: &Shape, record: &dyn Record, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    write_members(shape, record, &mut MapMembers(&mut map))?;
    map.end()
}

/// The destination of members.
pub(crate) trait Members {
    type Error: Error;

    /// Writes a declared member.
    fn member(&mut self, member: &Member, given: Given<'_>) -> Result<(), Self::Error>;

    /// Writes another member.
    fn entry(&mut self, name: &str, given: Given<'_>) -> Result<(), Self::Error>;
}

/// The members of a serde map.
struct MapMembers<'a, M>(&'a mut M);

impl<M: SerializeMap> Members for MapMembers<'_, M> {
    type Error = M::Error;

    fn member(&mut self, member: &Member, given: Given<'_>) -> Result<(), M::Error> {
        self.0.serialize_entry(member.name(), &given)
    }

    fn entry(&mut self, name: &str, given: Given<'_>) -> Result<(), M::Error> {
        self.0.serialize_entry(name, &given)
    }
}

/// Writes the members of a struct.
#[inline]
pub(crate) fn write_members<M: Members>(shape: &Shape, record: &dyn Record, output: &mut M) -> Result<(), M::Error> {
    let mut present = record.present();
    while present != 0 {
        let index = present.trailing_zeros() as usize;
        present &= present - 1;
        if let Some(value) = record.member(index) {
            output.member(&shape.members[index], value.give())?;
        }
    }
    for (index, member) in shape.members.iter().enumerate().skip(64) {
        if let Some(value) = record.member(index) {
            output.member(member, value.give())?;
        }
    }
    // Writing two members of the same name would lose one of them for the reader.
    let barred = |name: &str, reason: &str| {
        M::Error::custom(format_args!("`{name}` {reason} {}: it can't be an unknown member, too", shape.name))
    };
    let mut typed = |entries| {
        each(entries, |name, value| {
            if shape.names(name) { Err(barred(name, "is a field of")) } else { output.entry(name, value.give()) }
        })
    };
    if let Some(entries) = record.matching(shape) {
        typed(entries)?;
    }
    match record.rest(shape) {
        Rest::Typed(entries) => typed(entries)?,
        Rest::Keep(fields) if !fields.is_empty() => {
            for (name, value) in fields.iter() {
                if let Some(reason) = shape.bars(name) {
                    return Err(barred(name, reason));
                }
                output.entry(name, Given::Value(value))?;
            }
        }
        Rest::Keep(_) | Rest::Refuse => {}
    }
    Ok(())
}

/// Visits the members of a map until there is an error.
pub(crate) fn each<E>(
    entries: &dyn Entries,
    mut visitor: impl FnMut(&str, &dyn Wire) -> Result<(), E>,
) -> Result<(), E> {
    let mut result = Ok(());
    entries.each(&mut |name, value| {
        result = visitor(name, value);
        result.is_ok()
    });
    result
}

fn write_entries<S: Serializer>(entries: &dyn Entries, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(entries.count()))?;
    each(entries, |name, value| map.serialize_entry(name, &value.give()))?;
    map.end()
}

fn write_list<S: Serializer>(list: &dyn List, serializer: S) -> Result<S::Ok, S::Error> {
    let count = list.count();
    let mut seq = serializer.serialize_seq(Some(count))?;
    for index in 0..count {
        seq.serialize_element(&list.element(index).give())?;
    }
    seq.end()
}

fn write_object<S: Serializer>(members: &Map<String, Value>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(members.len()))?;
    for (name, value) in members {
        map.serialize_entry(name, &Given::Value(value))?;
    }
    map.end()
}

fn write_value<S: Serializer>(value: &Value, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Value::Null => serializer.serialize_unit(),
        Value::Bool(value) => serializer.serialize_bool(*value),
        Value::Number(number) => write_number(number, serializer),
        Value::String(text) => serializer.serialize_str(text),
        Value::Array(items) => {
            let mut seq = serializer.serialize_seq(Some(items.len()))?;
            for item in items {
                seq.serialize_element(&Given::Value(item))?;
            }
            seq.end()
        }
        Value::Object(members) => write_object(members, serializer),
    }
}

/// With `serde_json/arbitrary_precision`, a number serializes as a struct that only `serde_json` supports.
fn write_number<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        return number.serialize(serializer);
    }
    match (number.as_i64(), number.as_u64(), number.as_f64()) {
        (Some(value), ..) => serializer.serialize_i64(value),
        (_, Some(value), _) => serializer.serialize_u64(value),
        (.., Some(value)) => serializer.serialize_f64(value),
        _ => number.serialize(serializer),
    }
}

#[cfg(test)]
mod tests {
    use crate::{decode, encode};

    #[test]
    fn doubles_are_written_as_javascript_does() {
        for (value, text) in [
            (95.0, "95"),
            (-1.0, "-1"),
            (0.0, "0"),
            (-0.0, "-0.0"),
            (0.5, "0.5"),
            (9_007_199_254_740_993.0, "9007199254740992"),
            (2_f64.powi(62), "4611686018427388000"),
            (2_f64.powi(63), "9223372036854776000"),
            (-2_f64.powi(62), "-4611686018427388000"),
            (1e19, "10000000000000000000"),
            (1e21, "1e+21"),
            (1e300, "1e+300"),
        ] {
            for written in [
                String::from_utf8(encode(&Double(value)).unwrap()).unwrap(),
                serde_json::to_string(&Double(value)).unwrap(),
            ] {
                assert_eq!(written, text);
                assert_eq!(decode::<Double>(&written).unwrap().0.to_bits(), value.to_bits(), "{text}");
            }
        }
    }

    /// Up to 10^21, JavaScript writes digits alone, and so does `encode`. Other serializers have integers of 64 bits.
    #[test]
    fn doubles_beyond_64_bits() {
        for (value, text) in [
            (2_f64.powi(64), "18446744073709552000"),
            (-2_f64.powi(64), "-18446744073709552000"),
            (-2_f64.powi(63), "-9223372036854776000"),
            (-1e19, "-10000000000000000000"),
            (1e20, "100000000000000000000"),
            (123_456_789_012_345_680_000.0, "123456789012345680000"),
            (999_999_999_999_999_900_000.0, "999999999999999900000"),
        ] {
            assert_eq!(String::from_utf8(encode(&Double(value)).unwrap()).unwrap(), text);
            let by_serde = serde_json::to_string(&Double(value)).unwrap();
            for written in [text, &by_serde] {
                assert_eq!(decode::<Double>(written).unwrap().0.to_bits(), value.to_bits(), "{written}");
            }
        }
    }

    #[test]
    fn other_formats_use_doubles() {
        let mut bytes = Vec::new();
        ciborium::into_writer(&Double(1e20), &mut bytes).unwrap();
        assert_eq!(ciborium::from_reader::<Double, _>(&bytes[..]).unwrap().0, 1e20);
    }

    #[derive(Debug)]
    struct Double(f64);

    crate::__transparent!(Double, f64);
}
