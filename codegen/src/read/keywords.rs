//! The JSON Schema keywords that contain schemas, and those that shape a value (2020-12, and draft 4 to 2019-09 if they differ).

use serde_json::{Map, Value};

use crate::read::pointer;

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

/// Keywords that decide the Rust type of a value. All others are annotations, or narrow the values of a type, which the API checks.
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

/// Lists of names for the values of `enum`, as generators of OpenAPI documents write them.
pub(crate) const ENUM_NAMES: &[&str] = &["x-enum-varnames", "x-enumNames"];
/// Lists of descriptions for the values of `enum`.
pub(crate) const ENUM_DESCRIPTIONS: &[&str] = &["x-enum-descriptions", "x-enumDescriptions"];

/// Keywords that do not affect which values are valid.
pub(crate) const ANNOTATIONS: &[&str] = &[
    "$comment",
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "readOnly",
    "title",
    "writeOnly",
    "xml",
];

/// Every keyword of the drafts from 4 to 2020-12, and the keywords that OpenAPI 3.0 adds.
pub(crate) const KNOWN: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$recursiveAnchor",
    "$recursiveRef",
    "$ref",
    "$schema",
    "$vocabulary",
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "default",
    "definitions",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "deprecated",
    "description",
    "discriminator",
    "else",
    "enum",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "id",
    "if",
    "items",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "nullable",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "readOnly",
    "required",
    "then",
    "title",
    "type",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
    "writeOnly",
    "xml",
];

/// Whether a schema has one of some keywords. A schema has few, so comparing each is faster than hashing a name.
pub(crate) fn has_any(schema: &Map<String, Value>, keywords: &[&str]) -> bool {
    schema.keys().any(|keyword| keywords.contains(&keyword.as_str()))
}

/// The expected value of a keyword, if it has another one. `type`, `enum`, `$ref` and empty lists are reported elsewhere.
pub(crate) fn misformed(keyword: &str, value: &Value) -> Option<&'static str> {
    let is_schema = |value: &Value| value.is_object() || value.is_boolean();
    let (fits, expected) = match keyword {
        "items" => (
            is_schema(value) || value.as_array().is_some_and(|list| list.iter().all(is_schema)),
            "a schema, or a list of schemas",
        ),
        "dependentSchemas" | "$defs" | "definitions" | "patternProperties" | "properties" => (
            value.as_object().is_some_and(|named| named.values().all(is_schema)),
            "an object whose members are schemas",
        ),
        "required" => (value.as_array().is_some_and(|list| list.iter().all(Value::is_string)), "a list of strings"),
        "title" | "description" | "pattern" | "format" | "$id" | "$anchor" => (value.is_string(), "a string"),
        "minimum" | "maximum" | "multipleOf" => (value.is_number(), "a number"),
        "minLength" | "maxLength" | "minItems" | "maxItems" => {
            (value.as_f64().is_some_and(|number| number >= 0.0 && number.fract() == 0.0), "a whole number, not below 0")
        }
        keyword if LIST.contains(&keyword) => {
            (value.as_array().is_none_or(|list| list.iter().all(is_schema)), "a list of schemas")
        }
        keyword if ONE.contains(&keyword) => (is_schema(value), "a schema: an object, true or false"),
        _ => return None,
    };
    (!fits).then_some(expected)
}

/// The schemas in a keyword.
pub(crate) enum Held<'a> {
    One(&'a Value),
    List(&'a [Value]),
    Named(&'a Map<String, Value>),
    Nothing,
}

/// The schemas in the value of a keyword.
pub(crate) fn held<'a>(keyword: &str, value: &'a Value) -> Held<'a> {
    match value {
        Value::Object(_) | Value::Bool(_) if ONE.contains(&keyword) => Held::One(value),
        Value::Array(list) if LIST.contains(&keyword) => Held::List(list),
        Value::Object(named) if NAMED.contains(&keyword) => Held::Named(named),
        _ => Held::Nothing,
    }
}

/// The schemas directly inside a schema, each with its pointer.
pub(crate) fn subschemas<'a>(schema: &'a Value, at: &str) -> Vec<(String, &'a Value)> {
    let mut found = Vec::new();
    let Some(object) = schema.as_object() else { return found };
    for (keyword, value) in object {
        let at = || pointer::push(at, keyword);
        match held(keyword, value) {
            Held::One(schema) => found.push((at(), schema)),
            Held::List(list) => {
                let at = at();
                found.extend(list.iter().enumerate().map(|(i, schema)| (format!("{at}/{i}"), schema)));
            }
            Held::Named(named) => {
                let at = at();
                found.extend(named.iter().map(|(name, schema)| (pointer::push(&at, name), schema)));
            }
            Held::Nothing => {}
        }
    }
    found
}
