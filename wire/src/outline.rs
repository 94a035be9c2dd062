//! The outline of a free-form value, which `Debug` prints.

use std::fmt;

use serde_json::{Map, Value};

/// Prints the JSON type of a free-form value, and the names of its members, because any scalar in it may be a token.
pub(crate) fn show_value(value: &Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value {
        Value::Null => f.write_str("null"),
        Value::Bool(_) => f.write_str("boolean"),
        Value::Number(_) => f.write_str("number"),
        Value::String(_) => f.write_str("string"),
        Value::Array(list) => write!(f, "array of {}", list.len()),
        Value::Object(members) => show_names(members, f),
    }
}

/// Prints the names of the members of an object.
pub(crate) fn show_names(members: &Map<String, Value>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_set().entries(members.keys()).finish()
}
