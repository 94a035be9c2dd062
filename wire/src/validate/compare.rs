//! Compares values as JSON Schema does: numbers by their values (2020-12, core, section 4.2.2).

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt::Write as _;

use serde_json::{Number, Value};

use crate::describe::Json;

/// Whether a value equals one in a schema.
pub(super) fn same(listed: Json, value: &Value) -> bool {
    match (listed, value) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(listed), Value::Bool(value)) => listed == *value,
        (Json::Text(listed), Value::String(value)) => listed == value,
        (Json::List(listed), Value::Array(items)) => {
            listed.len() == items.len() && listed.iter().zip(items).all(|(listed, item)| same(*listed, item))
        }
        (Json::Map(listed), Value::Object(members)) => {
            listed.len() == members.len()
                && listed.iter().all(|(name, listed)| members.get(*name).is_some_and(|member| same(*listed, member)))
        }
        (Json::Int(_) | Json::UInt(_) | Json::Float(_), Value::Number(_)) => {
            compare(value, listed) == Some(Ordering::Equal)
        }
        _ => false,
    }
}

/// Compares a number with one in a schema; none if either is not a number.
pub(super) fn compare(value: &Value, bound: Json) -> Option<Ordering> {
    let bound = bound.value();
    match (integer(value), integer(&bound)) {
        (Some(value), Some(bound)) => Some(value.cmp(&bound)),
        _ => value.as_f64()?.partial_cmp(&bound.as_f64()?),
    }
}

/// Whether a number has no fraction.
pub(super) fn is_integer(value: &Value) -> bool {
    value.is_number() && (integer(value).is_some() || value.as_f64().is_some_and(|double| double.fract() == 0.0))
}

/// An integer that fits 64 bits, in any notation: `1.0` is one.
fn integer(value: &Value) -> Option<i128> {
    /// Integers below this bound are exact as doubles.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number = value.as_number()?;
    let of_64_bits = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
    of_64_bits.or_else(|| {
        let double = number.as_f64().filter(|double| double.fract() == 0.0 && double.abs() <= EXACT)?;
        Some(double as i128)
    })
}

/// Whether a number is a multiple of a step.
pub(super) fn is_multiple(value: &Value, step: Json) -> bool {
    let step = step.value();
    let (Some(number), Some(by)) = (value.as_number(), step.as_number()) else { return true };
    match (decimal(number), decimal(by)) {
        // As decimals, 0.3 is a multiple of 0.1; as doubles, it is not.
        (Some(number), Some(by)) => match scaled(number, by) {
            Some((_, 0)) => true,
            Some((number, by)) => number % by == 0,
            None => is_multiple_as_doubles(value, &step),
        },
        _ => is_multiple_as_doubles(value, &step),
    }
}

fn is_multiple_as_doubles(value: &Value, step: &Value) -> bool {
    let (Some(value), Some(step)) = (value.as_f64(), step.as_f64()) else { return true };
    step == 0.0 || (value / step).fract() == 0.0
}

/// The digits of a number, and their power of ten.
fn decimal(number: &Number) -> Option<(i128, i32)> {
    let text = number.to_string();
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse().ok()?),
        None => (&*text, 0_i32),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let value: i128 = format!("{whole}{fraction}").parse().ok()?;
    let exponent = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    Some((value, exponent))
}

/// Two numbers in units of the same power of ten; none if one of them is too large for that.
fn scaled((one, of_one): (i128, i32), (other, of_other): (i128, i32)) -> Option<(i128, i128)> {
    let least = of_one.min(of_other);
    let scale = |value: i128, exponent: i32| {
        let power = u32::try_from(exponent.checked_sub(least)?).ok()?;
        value.checked_mul(10_i128.checked_pow(power)?)
    };
    Some((scale(one, of_one)?, scale(other, of_other)?))
}

/// The values of a list so far, to find duplicates.
#[derive(Default)]
pub(super) struct Unique(HashSet<String>);

impl Unique {
    /// Whether a value is not among them.
    pub(super) fn is_new(&mut self, value: &Value) -> bool {
        let mut text = String::new();
        write_canonical(value, &mut text);
        self.0.insert(text)
    }
}

/// Writes a value so that equal values have equal texts.
fn write_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Number(number) => {
            let written = match (integer(value), number.as_f64()) {
                (Some(integer), _) => write!(text, "{integer}"),
                (None, Some(double)) => write!(text, "{double:e}"),
                (None, None) => write!(text, "{number}"),
            };
            // Writing to a `String` can't fail.
            let _ = written;
        }
        Value::Array(items) => {
            text.push('[');
            for item in items {
                write_canonical(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| *name);
            text.push('{');
            for (name, member) in members {
                let _ = write!(text, "{name:?}:");
                write_canonical(member, text);
                text.push(',');
            }
            text.push('}');
        }
        other => {
            let _ = write!(text, "{other}");
        }
    }
}
