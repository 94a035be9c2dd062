//! The limits of doubles: the type of a `number` is a double unless the configuration says otherwise.

use serde_json::Value;

/// Whether two values are equal except for integers beyond 2^53, which are equal as doubles.
pub(super) fn is_rounded(value: &Value, back: &Value) -> bool {
    match (value, back) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_rounded(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let same = |(name, one): (&String, &Value)| other.get(name).is_some_and(|other| is_rounded(one, other));
            one.len() == other.len() && one.iter().all(same)
        }
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        _ => value == back,
    }
}

/// Whether a value contains a number beyond 2^53, of which remainders are not exact.
pub(super) fn is_far(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(is_far),
        Value::Object(members) => members.values().any(is_far),
        value => value.as_f64().is_some_and(|number| number.abs() > 9_007_199_254_740_992.0),
    }
}
