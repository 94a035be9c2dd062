//! The types that the configuration gives to strings and integers, by the keywords beside their `type`.
//!
//! They are known before schemas are compared: two schemas that differ in such a keyword alone have different types.

use serde_json::{Map, Value};

use super::shape::Text;
use crate::config::{Config, FormatType, PASSWORD};
use crate::width::{Digits, Width};

/// The types of scalars.
pub(crate) struct ScalarTypes {
    formats: Vec<FormatType>,
    /// Formats whose strings have no type.
    plain: Vec<String>,
    /// Whether integers without negative values are unsigned.
    unsigned: bool,
}

impl ScalarTypes {
    pub(crate) fn new(config: &Config) -> Self {
        let format = &config.rules.format;
        Self {
            formats: format.types(),
            plain: format.plain().map(|(format, _)| format.to_owned()).collect(),
            unsigned: config.rules.integer.unsigned,
        }
    }

    /// The type of a string with these keywords.
    pub(crate) fn text(&self, schema: &Map<String, Value>) -> Text {
        let Some(format) = schema.get("format").and_then(Value::as_str) else { return Text::Plain };
        match self.formats.iter().position(|ty| ty.format == format) {
            Some(index) => Text::Format(index),
            None if self.plain.iter().any(|plain| plain == format) => Text::Plain,
            None if format == "date-time" => Text::Timestamp,
            None if format == PASSWORD => Text::Secret,
            None => Text::Plain,
        }
    }

    /// The type of an integer with these keywords.
    pub(crate) fn width(&self, schema: &Map<String, Value>) -> Width {
        let named = schema.get("format").and_then(Value::as_str).and_then(Width::from_format);
        let width = named.unwrap_or_else(|| of_bounds(schema));
        if self.unsigned && is_not_negative(schema) { width.unsigned() } else { width }
    }

    /// The digits of a number with these keywords. A format of integers that a double rounds declares such integers.
    pub(crate) fn digits(&self, schema: &Map<String, Value>) -> Digits {
        let format = schema.get("format").and_then(Value::as_str).and_then(Width::from_format);
        if format.is_some_and(|width| width.bytes() >= 8) { Digits::All } else { Digits::Double }
    }

    /// Whether strings with these keywords are secrets, also if the keywords do not say that the value is a string.
    pub(crate) fn is_password(&self, schema: &Map<String, Value>) -> bool {
        self.text(schema) == Text::Secret
    }
}

/// The width of an integer without a format: 64 bits and signed, unless its bounds declare integers beyond that, up to 128 bits.
///
/// They are compared as doubles, because schemas contain the bounds of 64 bits as JavaScript rounds them: `9223372036854776000`.
fn of_bounds(schema: &Map<String, Value>) -> Width {
    const BEYOND_I64: f64 = 9_223_372_036_854_775_808.0;
    const BEYOND_U64: f64 = 18_446_744_073_709_551_616.0;
    const BEYOND_128: f64 = 340_282_366_920_938_463_463_374_607_431_768_211_456.0;
    let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_f64).filter(|bound| bound.abs() <= BEYOND_128);
    let least = bound("minimum").or_else(|| bound("exclusiveMinimum"));
    let most = bound("maximum").or_else(|| bound("exclusiveMaximum")).unwrap_or(0.0);
    match least {
        Some(least) if least < -BEYOND_I64 => Width::I128,
        Some(_) if is_not_negative(schema) && most > BEYOND_U64 => Width::U128,
        Some(_) if is_not_negative(schema) && most > BEYOND_I64 => Width::U64,
        _ if most > BEYOND_I64 => Width::I128,
        Some(least) if least >= BEYOND_U64 => Width::U128,
        Some(least) if least >= BEYOND_I64 => Width::U64,
        _ => Width::I64,
    }
}

/// Whether no value of a schema is below 0.
fn is_not_negative(schema: &Map<String, Value>) -> bool {
    let limit = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
    limit("minimum").is_some_and(|least| least >= 0.0) || limit("exclusiveMinimum").is_some_and(|least| least >= -1.0)
}
