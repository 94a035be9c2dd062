//! Converts the keywords that only draft 3 has.

use serde_json::{Map, Value, json};

use crate::read::pointer;

/// Keywords of draft 3 that may contain schemas: one (section 5.26), or some in a list of names of types (sections 5.1 and 5.25).
const HOLDING: &[&str] = &["extends", "disallow", "type"];

/// The schemas that such a keyword contains, each with its pointer.
pub(super) fn held<'a>(keyword: &str, value: &'a Value, at: &str) -> Vec<(String, &'a Value)> {
    if !HOLDING.contains(&keyword) {
        return Vec::new();
    }
    let at = pointer::push(at, keyword);
    match value {
        Value::Object(_) if keyword == "extends" => vec![(at, value)],
        Value::Array(list) => {
            let schemas = list.iter().enumerate().filter(|(_, entry)| entry.is_object());
            schemas.map(|(index, schema)| (format!("{at}/{index}"), schema)).collect()
        }
        _ => Vec::new(),
    }
}

/// Converts the keywords of a schema to those of later drafts.
///
/// `source` is the original schema: its properties declare themselves as required (section 5.7).
pub(super) fn respell(schema: &mut Map<String, Value>, source: &Map<String, Value>) {
    if schema.get("required").is_some_and(Value::is_boolean) {
        schema.remove("required");
    }
    require(schema, source);
    if let Some(extended) = schema.remove("extends") {
        let extended = if let Value::Array(list) = extended { list } else { vec![extended] };
        all_of(schema, extended);
    }
    if let Some(divisor) = schema.remove("divisibleBy") {
        schema.entry("multipleOf").or_insert(divisor);
    }
    if let Some(types) = schema.remove("disallow") {
        all_of(schema, vec![json!({ "not": one_of_types(types) })]);
    }
    if schema.get("type").is_some_and(is_of_draft_3)
        && let Some(types) = schema.remove("type")
        && let Value::Object(mut types) = one_of_types(types)
    {
        if schema.contains_key("anyOf") {
            all_of(schema, vec![Value::Object(types)]);
        } else {
            schema.append(&mut types);
        }
    }
    // A name alone (section 5.8).
    let dependencies = schema.get_mut("dependencies").and_then(Value::as_object_mut);
    for dependency in dependencies.into_iter().flat_map(Map::values_mut).filter(|dependency| dependency.is_string()) {
        *dependency = json!([dependency.take()]);
    }
}

/// Adds the properties that are declared as required.
fn require(schema: &mut Map<String, Value>, source: &Map<String, Value>) {
    let properties = source.get("properties").and_then(Value::as_object).into_iter().flatten();
    let required = properties.filter(|(_, property)| property.get("required") == Some(&Value::Bool(true)));
    let names: Vec<Value> = required.map(|(name, _)| json!(name)).collect();
    if names.is_empty() {
        return;
    }
    if let Value::Array(list) = schema.entry("required").or_insert_with(|| json!([])) {
        list.extend(names);
    }
}

/// Adds parts to `allOf`.
fn all_of(schema: &mut Map<String, Value>, mut parts: Vec<Value>) {
    if let Value::Array(list) = schema.entry("allOf").or_insert_with(|| json!([])) {
        list.append(&mut parts);
    }
}

/// Whether later drafts do not support the value of `type`: `any`, or a schema in the list.
fn is_of_draft_3(types: &Value) -> bool {
    match types {
        Value::Array(list) => list.iter().any(|ty| ty == "any" || ty.is_object()),
        one => one == "any",
    }
}

/// A schema for values of one of several types, which are names or schemas.
fn one_of_types(types: Value) -> Value {
    let types = if let Value::Array(list) = types { list } else { vec![types] };
    if types.iter().any(|ty| ty == "any") {
        return json!({});
    }
    if types.iter().all(Value::is_string) {
        return json!({ "type": types });
    }
    let schema = |ty: Value| if ty.is_string() { json!({ "type": ty }) } else { ty };
    json!({ "anyOf": types.into_iter().map(schema).collect::<Vec<_>>() })
}
