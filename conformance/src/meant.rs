//! A schema as the generator interprets it: with the JSON type that other keywords imply, and the bounds of an integer: 64 bits, or those of its
//! format.

use serde_json::{Value, json};

/// Keywords of objects and of arrays that imply the type.
const MEANING: [(&str, &[&str]); 2] = [
    ("object", &["properties", "additionalProperties", "patternProperties", "required", "unevaluatedProperties"]),
    ("array", &["items", "prefixItems"]),
];

/// The schema with a `type` wherever keywords imply one. An instance of both is a value that a type must accept.
pub(crate) fn meant(schema: &Value) -> Value {
    match schema {
        Value::Object(object) => {
            let mut written: serde_json::Map<String, Value> =
                object.iter().map(|(name, value)| (name.clone(), inside(name, value, meant))).collect();
            let is_about = |keywords: &[&str]| keywords.iter().any(|keyword| object.contains_key(*keyword));
            let meaning = MEANING.iter().find(|(_, keywords)| is_about(keywords));
            if let Some((ty, _)) = meaning.filter(|_| !object.contains_key("type")) {
                written.insert("type".to_owned(), json!(ty));
            }
            if object.get("type").is_some_and(is_integer) {
                let (least, most) = object.get("format").and_then(Value::as_str).and_then(bounds).unwrap_or(OF_64_BITS);
                let part = json!({ "minimum": least, "maximum": most });
                match written.get_mut("allOf").and_then(Value::as_array_mut) {
                    Some(parts) => parts.push(part),
                    None => drop(written.insert("allOf".to_owned(), json!([part]))),
                }
            }
            Value::Object(written)
        }
        Value::Array(items) => Value::Array(items.iter().map(meant).collect()),
        _ => schema.clone(),
    }
}

/// Keywords whose members are schemas.
pub(crate) const NAMED: &[&str] =
    &["properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"];
/// Keywords whose values are instances.
pub(crate) const VALUES: &[&str] = &["const", "enum", "default", "example", "examples"];

/// The value of a keyword with the schemas in it changed.
pub(crate) fn inside(keyword: &str, value: &Value, change: fn(&Value) -> Value) -> Value {
    match value {
        Value::Object(named) if NAMED.contains(&keyword) => {
            Value::Object(named.iter().map(|(name, schema)| (name.clone(), change(schema))).collect())
        }
        _ if VALUES.contains(&keyword) => value.clone(),
        _ => change(value),
    }
}

/// Whether a `type` accepts integers as the only numbers.
fn is_integer(ty: &Value) -> bool {
    let has = |name: &str| ty == name || ty.as_array().is_some_and(|types| types.contains(&json!(name)));
    has("integer") && !has("number")
}

/// The bounds of an integer without a format.
const OF_64_BITS: (i64, u64) = (i64::MIN, i64::MAX as u64);

/// The smallest and the greatest integer of a format.
fn bounds(format: &str) -> Option<(i64, u64)> {
    let (unsigned, bits) = match format.strip_prefix('u') {
        Some(signed) => (true, signed.strip_prefix("int")?),
        None => (false, format.strip_prefix("int")?),
    };
    Some(match (unsigned, bits.parse().ok()?) {
        (true, bits @ 1_u32..=64) => (0, u64::MAX >> (64 - bits)),
        (false, bits @ 1_u32..=64) => (i64::MIN >> (64 - bits), i64::MAX as u64 >> (64 - bits)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn implied_types_are_written() {
        let schema = json!({ "properties": { "type": { "items": { "type": "string" } }, "b": { "type": "null", "required": [] },
            "items": { "const": { "required": [] } } } });
        let whole = json!({ "type": "object", "properties": {
            "type": { "type": "array", "items": { "type": "string" } }, "b": { "type": "null", "required": [] },
            "items": { "const": { "required": [] } } } });
        assert_eq!(meant(&schema), whole);
        let bounded = json!({ "type": "integer", "allOf": [{ "minimum": i64::MIN, "maximum": i64::MAX }] });
        assert_eq!(meant(&json!({ "type": "integer" })), bounded);
        assert_eq!(meant(&json!({ "type": ["integer", "number"] })), json!({ "type": ["integer", "number"] }));
        assert_eq!((bounds("int8"), bounds("uint64"), bounds("date")), (Some((-128, 127)), Some((0, u64::MAX)), None));
    }
}
