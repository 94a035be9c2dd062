//! What OpenAPI says in keywords of its own, in those of 2020-12.

use serde_json::{Map, Value, json};

use super::openapi::Version;

/// The schema without OpenAPI's own keywords; or the keyword that is wrong, and why.
pub(super) fn convert(mut schema: Map<String, Value>, version: Version) -> Result<Value, (&'static str, String)> {
    if let Some(example) = schema.remove("example") {
        let examples = schema.entry("examples").or_insert_with(|| json!([]));
        if let Some(examples) = examples.as_array_mut().filter(|examples| !examples.contains(&example)) {
            examples.push(example);
        }
    }
    // They shape nothing, and describe XML and web pages. What a discriminator says is said by `const` in the alternatives.
    for keyword in ["discriminator", "externalDocs", "xml"] {
        schema.remove(keyword);
    }
    schema.retain(|keyword, _| !keyword.starts_with("x-"));
    if version == Version::V3_1 {
        return Ok(Value::Object(schema));
    }
    bound(&mut schema, "exclusiveMinimum", "minimum");
    bound(&mut schema, "exclusiveMaximum", "maximum");
    match schema.remove("nullable") {
        None | Some(Value::Bool(false)) => Ok(Value::Object(schema)),
        Some(Value::Bool(true)) => Ok(Value::Object(nullable(schema))),
        Some(other) => Err(("nullable", format!("`nullable` is true or false, not `{other}`"))),
    }
}

/// `exclusiveMinimum: true` beside a `minimum` was how JSON Schema said it up to draft 4.
fn bound(schema: &mut Map<String, Value>, exclusive: &str, inclusive: &str) {
    let Some(flag) = schema.get(exclusive).and_then(Value::as_bool) else { return };
    schema.remove(exclusive);
    if flag && let Some(limit) = schema.remove(inclusive) {
        schema.insert(exclusive.to_owned(), limit);
    }
}

/// The schema that takes `null` too.
fn nullable(mut schema: Map<String, Value>) -> Map<String, Value> {
    if let Some(Value::String(ty)) = schema.get("type") {
        let types = json!([ty, "null"]);
        schema.insert("type".to_owned(), types);
        if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut)
            && !values.contains(&Value::Null)
        {
            values.push(Value::Null);
        }
        return schema;
    }
    // By the letter, `nullable` beside a `$ref` means nothing in 3.0; whoever writes it means it.
    let shapes: Vec<String> = ["$ref", "allOf", "anyOf", "oneOf", "enum"]
        .into_iter()
        .filter(|keyword| schema.contains_key(*keyword))
        .map(str::to_owned)
        .collect();
    if shapes.is_empty() {
        return schema;
    }
    let mut value = Map::new();
    for keyword in shapes {
        if let Some(shape) = schema.remove(&keyword) {
            value.insert(keyword, shape);
        }
    }
    schema.insert("oneOf".to_owned(), json!([value, { "type": "null" }]));
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(schema: Value) -> Value {
        convert(schema.as_object().unwrap().clone(), Version::V3_0).unwrap()
    }

    #[test]
    fn keywords_of_3_0() {
        for (schema, expected) in [
            (json!({"type": "string", "nullable": true}), json!({"type": ["string", "null"]})),
            (json!({"type": "string", "nullable": false}), json!({"type": "string"})),
            (
                json!({"type": "string", "enum": ["a"], "nullable": true}),
                json!({"type": ["string", "null"], "enum": ["a", null]}),
            ),
            (
                json!({"$ref": "#/x", "description": "d", "nullable": true}),
                json!({"description": "d", "oneOf": [{"$ref": "#/x"}, {"type": "null"}]}),
            ),
            (json!({"nullable": true}), json!({})),
            (json!({"example": 1, "examples": [2]}), json!({"examples": [2, 1]})),
            (json!({"minimum": 1, "exclusiveMinimum": true}), json!({"exclusiveMinimum": 1})),
            (json!({"minimum": 1, "exclusiveMinimum": false}), json!({"minimum": 1})),
            (
                json!({"type": "string", "readOnly": true, "xml": {}, "x-a": 1}),
                json!({"type": "string", "readOnly": true}),
            ),
        ] {
            assert_eq!(converted(schema.clone()), expected, "{schema}");
        }
        let wrong = convert(json!({"nullable": "yes"}).as_object().unwrap().clone(), Version::V3_0);
        assert_eq!(wrong, Err(("nullable", "`nullable` is true or false, not `\"yes\"`".to_owned())));
    }

    #[test]
    fn nullable_means_nothing_in_3_1() {
        let schema = json!({"type": "string", "nullable": true});
        assert_eq!(convert(schema.as_object().unwrap().clone(), Version::V3_1).unwrap(), schema);
    }
}
