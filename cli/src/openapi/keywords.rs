//! OpenAPI's own keywords, converted to those of 2020-12.

use serde_json::{Map, Value, json};

/// Keywords whose value is one schema.
pub(super) const ONE: &[&str] = &[
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
pub(super) const LIST: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keywords whose value is an object of schemas.
pub(super) const NAMED: &[&str] = &["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"];

/// Keywords whose value is a string.
pub(super) const TEXT: &[&str] = &[
    "$anchor",
    "$comment",
    "$id",
    "$ref",
    "contentEncoding",
    "contentMediaType",
    "description",
    "format",
    "pattern",
    "title",
];

/// The schema without OpenAPI's own keywords.
pub(super) fn convert(mut schema: Map<String, Value>) -> Map<String, Value> {
    if let Some(example) = schema.shift_remove("example") {
        let examples = schema.entry("examples").or_insert_with(|| json!([]));
        if let Some(examples) = examples.as_array_mut().filter(|examples| !examples.contains(&example)) {
            examples.push(example);
        }
    }
    // These only describe XML and web pages. A discriminator is already a `const` in the alternatives.
    for keyword in ["discriminator", "externalDocs", "xml"] {
        schema.shift_remove(keyword);
    }
    schema.retain(|keyword, _| !keyword.starts_with("x-"));
    bound(&mut schema, "exclusiveMinimum", "minimum");
    bound(&mut schema, "exclusiveMaximum", "maximum");
    schema
}

/// `exclusiveMinimum: true` beside a `minimum` is the form of OpenAPI 3.0 and of JSON Schema up to draft 4.
fn bound(schema: &mut Map<String, Value>, exclusive: &str, inclusive: &str) {
    let Some(flag) = schema.get(exclusive).and_then(Value::as_bool) else { return };
    schema.shift_remove(exclusive);
    if flag && let Some(limit) = schema.shift_remove(inclusive) {
        schema.insert(exclusive.to_owned(), limit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_of_openapi() {
        for (schema, expected) in [
            (json!({"example": 1, "examples": [2]}), json!({"examples": [2, 1]})),
            (json!({"minimum": 1, "exclusiveMinimum": true}), json!({"exclusiveMinimum": 1})),
            (json!({"minimum": 1, "exclusiveMinimum": false}), json!({"minimum": 1})),
            (json!({"exclusiveMinimum": 1}), json!({"exclusiveMinimum": 1})),
            (
                json!({"type": "string", "readOnly": true, "xml": {}, "x-a": 1}),
                json!({"type": "string", "readOnly": true}),
            ),
        ] {
            assert_eq!(Value::Object(convert(schema.as_object().unwrap().clone())), expected, "{schema}");
        }
    }
}
