//! `nullable: true`, in all the ways in which it is written, becomes `null` in the type.
//!
//! Strictly, it counts only beside a `type` in 3.0, and means nothing in 3.1. Its authors mean that `null` is sent.

use serde_json::{Map, Value, json};

/// Keywords that do not restrict the value.
const ANNOTATIONS: &[&str] = &[
    "$comment",
    "$id",
    "$schema",
    "default",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "nullable",
    "readOnly",
    "title",
    "writeOnly",
    "xml",
];

/// The schema without `nullable`. If it is true, in the schema or in a part of its `allOf`, the schema accepts `null`.
///
/// # Errors
/// The path below the schema of a `nullable` that is not a boolean.
pub(super) fn convert(mut schema: Map<String, Value>) -> Result<Map<String, Value>, Value> {
    let own = take(&mut schema)?;
    let parts = take_from_parts(&mut schema)?;
    Ok(if own || parts { with_null(schema) } else { schema })
}

fn take(schema: &mut Map<String, Value>) -> Result<bool, Value> {
    match schema.shift_remove("nullable") {
        None => Ok(false),
        Some(Value::Bool(nullable)) => Ok(nullable),
        Some(other) => Err(other),
    }
}

/// Removes `nullable` from the parts of an `allOf`; it applies to the whole. A part without other keywords is removed.
fn take_from_parts(schema: &mut Map<String, Value>) -> Result<bool, Value> {
    let Some(Value::Array(parts)) = schema.get_mut("allOf") else { return Ok(false) };
    let mut nullable = false;
    let mut kept = Vec::with_capacity(parts.len());
    for mut part in std::mem::take(parts) {
        let says_only_null = part.as_object().is_some_and(is_null_alone);
        if let Value::Object(part) = &mut part {
            nullable |= take(part)?;
        }
        if !says_only_null {
            kept.push(part);
        }
    }
    *parts = kept;
    if parts.is_empty() {
        schema.shift_remove("allOf");
    }
    Ok(nullable)
}

/// Whether an unconverted schema, as a part or an alternative, only stands for `null`.
pub(super) fn is_null_alone(schema: &Map<String, Value>) -> bool {
    let says = |keyword: &str| !ANNOTATIONS.contains(&keyword) && !keyword.starts_with("x-");
    let is_null = schema.get("enum").is_some_and(|values| *values == json!([null]));
    let rest =
        schema.keys().filter(|keyword| says(keyword) && !(is_null && ["enum", "type"].contains(&keyword.as_str())));
    let nullable = schema.get("nullable") == Some(&Value::Bool(true));
    (nullable || (is_null && !schema.contains_key("type"))) && rest.count() == 0
}

/// The schema that also accepts `null`.
pub(super) fn with_null(mut schema: Map<String, Value>) -> Map<String, Value> {
    let says: Vec<String> = schema
        .keys()
        .filter(|keyword| !ANNOTATIONS.contains(&keyword.as_str()) && !keyword.starts_with("x-"))
        .cloned()
        .collect();
    let composed = ["$ref", "allOf", "anyOf", "oneOf", "not", "const", "if"];
    let is_composed = says.iter().any(|keyword| composed.contains(&keyword.as_str()));
    match (&says[..], is_composed) {
        // It accepts any value, and so `null`.
        ([], _) => schema,
        (_, false) if schema.contains_key("type") || schema.contains_key("enum") => {
            add_to_type(&mut schema);
            schema
        }
        // Without a type, it already accepts `null`.
        (_, false) => schema,
        ([union], _) if union == "oneOf" || union == "anyOf" => {
            if let Some(Value::Array(alternatives)) = schema.get_mut(union)
                && !alternatives.contains(&json!({ "type": "null" }))
            {
                alternatives.push(json!({ "type": "null" }));
            }
            schema
        }
        _ => {
            let mut value = Map::new();
            for keyword in says {
                value.extend(schema.shift_remove_entry(&keyword));
            }
            schema.insert("oneOf".to_owned(), json!([alone(value), { "type": "null" }]));
            schema
        }
    }
}

/// The single part of an `allOf` of one.
fn alone(mut schema: Map<String, Value>) -> Value {
    match schema.get_mut("allOf") {
        Some(Value::Array(parts)) if parts.len() == 1 => {
            let part = parts.remove(0);
            if schema.len() == 1 {
                return part;
            }
            schema.insert("allOf".to_owned(), json!([part]));
            Value::Object(schema)
        }
        _ => Value::Object(schema),
    }
}

fn add_to_type(schema: &mut Map<String, Value>) {
    match schema.get_mut("type") {
        Some(Value::Array(types)) if !types.contains(&json!("null")) => types.push(json!("null")),
        Some(ty @ Value::String(_)) if *ty != "null" => *ty = json!([ty.take(), "null"]),
        _ => {}
    }
    if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut)
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_accepted_in_every_notation() {
        let null = json!({"type": "null"});
        for (schema, expected) in [
            (json!({"type": "string", "nullable": true}), json!({"type": ["string", "null"]})),
            (json!({"type": ["string", "null"], "nullable": true}), json!({"type": ["string", "null"]})),
            (json!({"type": "string", "nullable": false}), json!({"type": "string"})),
            (
                json!({"type": "string", "enum": ["a"], "nullable": true}),
                json!({"type": ["string", "null"], "enum": ["a", null]}),
            ),
            (json!({"enum": ["a"], "nullable": true}), json!({"enum": ["a", null]})),
            (
                json!({"$ref": "#/x", "description": "d", "nullable": true}),
                json!({"description": "d", "oneOf": [{"$ref": "#/x"}, null]}),
            ),
            (json!({"allOf": [{"$ref": "#/x"}], "nullable": true}), json!({"oneOf": [{"$ref": "#/x"}, null]})),
            (json!({"allOf": [{"$ref": "#/x"}, {"nullable": true}]}), json!({"oneOf": [{"$ref": "#/x"}, null]})),
            (
                json!({"allOf": [{"$ref": "#/x"}, {"nullable": true, "enum": [null]}]}),
                json!({"oneOf": [{"$ref": "#/x"}, null]}),
            ),
            (
                json!({"allOf": [{"$ref": "#/x"}, {"type": "object", "nullable": true}]}),
                json!({"oneOf": [{"allOf": [{"$ref": "#/x"}, {"type": "object"}]}, null]}),
            ),
            (
                json!({"type": "object", "nullable": true, "allOf": [{"$ref": "#/x"}]}),
                json!({"oneOf": [{"type": "object", "allOf": [{"$ref": "#/x"}]}, null]}),
            ),
            (json!({"oneOf": [{"$ref": "#/x"}], "nullable": true}), json!({"oneOf": [{"$ref": "#/x"}, null]})),
            (json!({"anyOf": [{"$ref": "#/x"}, null], "nullable": true}), json!({"anyOf": [{"$ref": "#/x"}, null]})),
            (json!({"nullable": true, "description": "d"}), json!({"description": "d"})),
            (json!({"properties": {}, "nullable": true}), json!({"properties": {}})),
            (json!({"allOf": [{"nullable": true}]}), json!({})),
        ] {
            // `null` in this table means the schema that accepts nothing else.
            let with_schema = |mut schema: Value| {
                for keyword in ["oneOf", "anyOf"] {
                    let list = schema.get_mut(keyword).and_then(Value::as_array_mut).into_iter().flatten();
                    list.filter(|alternative| alternative.is_null())
                        .for_each(|alternative| *alternative = null.clone());
                }
                schema
            };
            let converted = convert(with_schema(schema.clone()).as_object().unwrap().clone()).unwrap();
            assert_eq!(Value::Object(converted), with_schema(expected), "{schema}");
        }
        assert_eq!(convert(json!({"nullable": "yes"}).as_object().unwrap().clone()), Err(json!("yes")));
    }

    #[test]
    fn null_by_itself() {
        for (schema, expected) in [
            (json!({"nullable": true}), true),
            (json!({"nullable": true, "description": "d", "x-a": 1}), true),
            (json!({"nullable": true, "enum": [null]}), true),
            (json!({"nullable": true, "enum": [null], "type": "string"}), true),
            (json!({"enum": [null]}), true),
            (json!({"enum": [null, "a"], "nullable": true}), false),
            (json!({"type": "object", "nullable": true}), false),
            (json!({"description": "d"}), false),
            (json!({"nullable": false}), false),
        ] {
            assert_eq!(is_null_alone(schema.as_object().unwrap()), expected, "{schema}");
        }
    }
}
