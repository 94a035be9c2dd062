//! Which JSON Schema keywords hold schemas, and which of them shape a value (2020-12, and draft 4 to 2019-09 where
//! they differ).

use serde_json::Value;

use crate::pointer;

/// Keywords whose value is one schema (or, for `items` up to 2019-09, a list of them).
const ONE: &[&str] = &[
    "additionalItems",
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Keywords whose value is a list of schemas.
const LIST: &[&str] = &["allOf", "anyOf", "items", "oneOf", "prefixItems"];

/// Keywords whose value is an object of schemas.
const NAMED: &[&str] = &["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"];

/// Keywords that decide which Rust type a value has. All others are annotations, or narrow the values that a type
/// takes, which the types leave to the API.
pub(crate) const SHAPING: &[&str] = &[
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "enum",
    "items",
    "oneOf",
    "patternProperties",
    "prefixItems",
    "properties",
    "required",
    "type",
];

/// The schemas directly inside a schema, each with its pointer below it.
pub(crate) fn subschemas<'a>(schema: &'a Value, at: &str) -> Vec<(String, &'a Value)> {
    let mut found = Vec::new();
    let Some(object) = schema.as_object() else { return found };
    for (keyword, value) in object {
        let at = || pointer::push(at, keyword);
        match value {
            Value::Object(_) | Value::Bool(_) if ONE.contains(&keyword.as_str()) => found.push((at(), value)),
            Value::Array(list) if LIST.contains(&keyword.as_str()) => {
                let at = at();
                found.extend(list.iter().enumerate().map(|(i, schema)| (format!("{at}/{i}"), schema)));
            }
            Value::Object(named) if NAMED.contains(&keyword.as_str()) => {
                let at = at();
                found.extend(named.iter().map(|(name, schema)| (pointer::push(&at, name), schema)));
            }
            _ => {}
        }
    }
    found
}
