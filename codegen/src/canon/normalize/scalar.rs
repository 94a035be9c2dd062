//! Scalars, constants and enums.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::{Position, unsupported};
use crate::canon::bundle::{Bundler, Form};
use crate::read::resolve::Location;

pub(super) fn string(object: &Map<String, Value>) -> Value {
    match object.get("format") {
        Some(format) if format == "date-time" => json!({ "type": "string", "format": "date-time" }),
        _ => json!({ "type": "string" }),
    }
}

pub(super) fn constant(bundler: &mut Bundler, value: &Value, at: &Location, position: Position) -> Value {
    match value {
        Value::String(value) => {
            if let Position::Root(id) = position {
                bundler.definitions[id.0].form = Form::Const;
            }
            json!({ "type": "string", "enum": [value] })
        }
        Value::Array(_) | Value::Object(_) => {
            unsupported(bundler, "const", "describe the array or object with `items` or `properties`", at);
            Value::Bool(true)
        }
        scalar => scalar_type(scalar),
    }
}

/// The type of a number, a boolean or null.
fn scalar_type(value: &Value) -> Value {
    match value {
        Value::Bool(_) => json!({ "type": "boolean" }),
        Value::Number(number) if number.is_f64() => json!({ "type": "number", "format": "double" }),
        Value::Number(_) => json!({ "type": "integer", "format": "int64" }),
        _ => json!({ "type": "null" }),
    }
}

/// Strings become an enum. Of numbers and booleans, the set is documented, and the type is that of its values.
pub(super) fn enumeration(bundler: &mut Bundler, values: &Value, at: &Location) -> Value {
    let values = values.as_array().map(Vec::as_slice).unwrap_or_default();
    if let [first, ..] = values {
        let mut seen = HashSet::with_capacity(values.len());
        if values.iter().any(|value| !seen.insert(value)) {
            bundler.fault("duplicate-value", "`enum` names a value twice", at, "enum");
            return Value::Bool(true);
        }
        if values.iter().all(Value::is_string) {
            return json!({ "type": "string", "enum": values });
        }
        if values.iter().all(Value::is_number) && values.iter().any(Value::is_f64) {
            return json!({ "type": "number", "format": "double" });
        }
        let ty = scalar_type(first);
        if !first.is_string() && values.iter().all(|value| !value.is_string() && scalar_type(value) == ty) {
            return ty;
        }
        unsupported(bundler, "enum", "make it `oneOf`, with an alternative for each kind of value", at);
    } else {
        bundler.fault("empty-enum", "`enum` is a list of one or more values", at, "enum");
    }
    Value::Bool(true)
}
