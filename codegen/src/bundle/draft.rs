//! Converts the keywords that differ between drafts.

use serde_json::{Map, Value, json};

use super::Draft;
use super::write::{is_composed, or_null};
use crate::read::keywords::has_any;

/// The type of `null`.
pub(super) const NULL: &str = "null";

/// Converts the keywords of a schema to a draft, including those of OpenAPI 3.0 and of draft 4. `refers` is whether references will be
/// beside them.
pub(super) fn respell(schema: &mut Map<String, Value>, refers: bool, draft: Draft) {
    limits(schema);
    example(schema);
    if !refers {
        close(schema);
    }
    match draft {
        Draft::Draft07 => {
            tuple(schema, "prefixItems", "items", "additionalItems");
            join_dependencies(schema);
        }
        Draft::Draft202012 => {
            list_of_items(schema);
            split_dependencies(schema);
        }
    }
}

/// `exclusiveMinimum: true` of draft 4 makes the number beside it exclusive.
fn limits(schema: &mut Map<String, Value>) {
    for (exclusive, limit) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        let Some(Value::Bool(excludes)) = schema.get(exclusive) else { continue };
        let number = if *excludes { schema.remove(limit) } else { None };
        schema.remove(exclusive);
        if let Some(number) = number {
            schema.insert(exclusive.to_owned(), number);
        }
    }
}

/// OpenAPI's `example` becomes the only one of `examples`.
fn example(schema: &mut Map<String, Value>) {
    if let Some(example) = schema.remove("example") {
        schema.entry("examples").or_insert_with(|| json!([example]));
    }
}

/// Without composition, `unevaluatedProperties` and `additionalProperties` are equal.
fn close(schema: &mut Map<String, Value>) {
    let composed = has_any(schema, &["allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas", "dependencies"]);
    if !composed
        && !schema.contains_key("additionalProperties")
        && let Some(rest) = schema.remove("unevaluatedProperties")
    {
        schema.insert("additionalProperties".to_owned(), rest);
    }
}

/// A list of schemas for the first items, and the keyword for all others.
fn tuple(schema: &mut Map<String, Value>, first: &str, new_first: &str, new_rest: &str) {
    let Some(list) = schema.remove(first) else { return };
    schema.remove(new_rest);
    if let Some(rest) = schema.remove(new_first) {
        schema.insert(new_rest.to_owned(), rest);
    }
    schema.insert(new_first.to_owned(), list);
}

/// A list in `items` is `prefixItems`; `additionalItems` beside anything else has no effect.
fn list_of_items(schema: &mut Map<String, Value>) {
    let rest = schema.remove("additionalItems");
    if !schema.get("items").is_some_and(Value::is_array) {
        return;
    }
    if let Some(list) = schema.remove("items") {
        schema.entry("prefixItems").or_insert(list);
    }
    if let Some(rest) = rest {
        schema.insert("items".to_owned(), rest);
    }
}

/// `dependentSchemas` and `dependentRequired` become `dependencies`.
fn join_dependencies(schema: &mut Map<String, Value>) {
    let mut joined = match schema.get("dependencies") {
        Some(Value::Object(dependencies)) => dependencies.clone(),
        _ => Map::new(),
    };
    for keyword in ["dependentSchemas", "dependentRequired"] {
        let Some(Value::Object(dependencies)) = schema.remove(keyword) else { continue };
        for (name, dependency) in dependencies {
            let both = match joined.remove(&name) {
                Some(other) => json!({ "allOf": [as_schema(other), as_schema(dependency)] }),
                None => dependency,
            };
            joined.insert(name, both);
        }
    }
    if !joined.is_empty() {
        schema.insert("dependencies".to_owned(), Value::Object(joined));
    }
}

/// A list of names, as the schema of an object that requires them.
fn as_schema(dependency: Value) -> Value {
    if dependency.is_array() { json!({ "required": dependency }) } else { dependency }
}

/// `dependencies` become `dependentRequired` if they are lists, else `dependentSchemas`.
fn split_dependencies(schema: &mut Map<String, Value>) {
    let Some(Value::Object(dependencies)) = schema.remove("dependencies") else { return };
    for (name, dependency) in dependencies {
        let keyword = if dependency.is_array() { "dependentRequired" } else { "dependentSchemas" };
        if let Value::Object(named) = schema.entry(keyword).or_insert_with(|| json!({})) {
            named.entry(name).or_insert(dependency);
        }
    }
}

/// Removes `nullable` of OpenAPI 3.0: `null` becomes a type, and a value of an `enum`.
pub(super) fn nullable(mut schema: Map<String, Value>, source: &Map<String, Value>) -> Value {
    schema.remove("nullable");
    if source.get("nullable") != Some(&Value::Bool(true)) {
        return Value::Object(schema);
    }
    if is_composed(&schema) {
        return Value::Object(or_null(schema));
    }
    if let Some(ty) = schema.get_mut("type") {
        match ty {
            Value::Array(types) if !types.contains(&json!(NULL)) => types.push(json!(NULL)),
            Value::String(one) if one != NULL => *ty = json!([one, NULL]),
            _ => {}
        }
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    Value::Object(schema)
}
