//! The kinds of values of enums. The canonical schema determines the kind, and the kind determines the type of an enum.

use serde_json::Value;

use crate::width::Width;

/// The kind of an enum's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalars {
    /// Strings.
    Strings,
    /// Integers that fit a width.
    Integers(Width),
    /// Booleans, whose type is `bool`.
    Booleans,
    /// Numbers with fractions, or values of several JSON types.
    Mixed,
}

impl Scalars {
    /// The kind of some values.
    pub(crate) fn of(values: &[Value]) -> Self {
        if values.iter().all(Value::is_string) {
            Self::Strings
        } else if values.iter().all(Value::is_boolean) {
            Self::Booleans
        } else if values.iter().all(Value::is_i64) {
            Self::Integers(Width::I64)
        } else if values.iter().all(|value| value.is_u64() || value.is_i64()) {
            let below_zero = values.iter().any(|value| value.as_i64().is_some_and(i64::is_negative));
            Self::Integers(if below_zero { Width::I128 } else { Width::U64 })
        } else {
            Self::Mixed
        }
    }

    /// Whether a value is of the kind, so that an open enum accepts it.
    #[must_use]
    pub fn takes(self, value: &Value) -> bool {
        match self {
            Self::Strings => value.is_string(),
            Self::Integers(Width::U64) => normal(value).is_u64(),
            Self::Integers(Width::I128) => normal(value).is_i64() || value.is_u64(),
            Self::Integers(_) => normal(value).is_i64(),
            Self::Booleans => value.is_boolean(),
            Self::Mixed => value.is_string() || value.is_number() || value.is_boolean(),
        }
    }

    /// A value of the kind that is unlikely to be listed.
    #[must_use]
    pub fn stranger(self) -> Value {
        match self {
            Self::Strings | Self::Mixed => "a value that no schema names".into(),
            Self::Integers(_) => 982_451_653.into(),
            Self::Booleans => true.into(),
        }
    }

    /// The name of the kind in messages: `integers (i64)`.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Strings => "strings".to_owned(),
            Self::Integers(width) => format!("integers ({})", width.rust()),
            Self::Booleans => "booleans".to_owned(),
            Self::Mixed => "scalars".to_owned(),
        }
    }
}

/// A scalar in its normal form: `1.0` becomes `1`.
pub(crate) fn normal(value: &Value) -> Value {
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    match value.as_f64() {
        // It is whole and within the bounds, so the conversion is exact.
        Some(double) if value.is_f64() && double.fract() == 0.0 && double.abs() < BEYOND => Value::from(double as i64),
        _ => value.clone(),
    }
}

/// Whether a number of a schema may have lost digits: beyond 64 bits, or with a fraction or an exponent, it is read as a double.
pub(crate) fn is_rounded(value: &Value) -> bool {
    const BEYOND: f64 = 9_007_199_254_740_992.0;
    value.is_f64() && value.as_f64().is_some_and(|double| double.abs() >= BEYOND)
}

/// The text of a scalar in messages, documentation and the configuration. A string has no quotes.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Scalars, normal};
    use crate::width::Width;

    #[test]
    fn kinds() {
        for (values, kind) in [
            (json!(["a"]), Scalars::Strings),
            (json!([1, -1]), Scalars::Integers(Width::I64)),
            (json!([0, u64::MAX]), Scalars::Integers(Width::U64)),
            (json!([-1, u64::MAX]), Scalars::Integers(Width::I128)),
            (json!([true]), Scalars::Booleans),
            (json!([0.5, 1]), Scalars::Mixed),
            (json!(["a", 1, true]), Scalars::Mixed),
        ] {
            assert_eq!(Scalars::of(values.as_array().expect("a list")), kind, "{values}");
        }
    }

    #[test]
    fn one_form() {
        for (value, form) in [(json!(1.0), json!(1)), (json!(-0.0), json!(0)), (json!(0.5), json!(0.5))] {
            assert_eq!(normal(&value), form);
        }
        assert_eq!(normal(&json!(1e300)), json!(1e300));
    }
}
