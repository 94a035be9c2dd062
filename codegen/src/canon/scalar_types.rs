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
        let width = named.unwrap_or(Width::I64);
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

/// Whether no value of a schema is below 0.
fn is_not_negative(schema: &Map<String, Value>) -> bool {
    let limit = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
    limit("minimum").is_some_and(|least| least >= 0.0) || limit("exclusiveMinimum").is_some_and(|least| least >= -1.0)
}
