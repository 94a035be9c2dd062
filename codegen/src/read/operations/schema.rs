//! The schema of an operation: an object of its parameters, its body and its response.

use serde_json::{Map, Value, json};

use super::declared::{Origins, REQUEST, RESPONSE};
use super::message::Message;
use super::node::Node;
use super::parameter::Parameter;

/// The schema of an operation, and the origins of its parts.
pub(super) fn of(
    operation: &Node,
    id: &str,
    parameters: &[Parameter],
    request: Option<&Message>,
    answer: Option<&Message>,
) -> (Value, Origins) {
    let mut origins = Origins::new(&operation.pointer);
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut add = |key: &str, schema: Value, is_required: bool, origin: &str| {
        properties.insert(key.to_owned(), schema);
        required.extend(is_required.then(|| Value::from(key)));
        origins.add(key, origin);
    };
    for parameter in parameters {
        let schema = parameter.schema();
        add(&parameter.key, described(schema.value, &parameter.node), parameter.required, &schema.pointer);
    }
    for (key, message) in [(REQUEST, request), (RESPONSE, answer)] {
        if let Some(Message { schema, required, .. }) = message {
            add(key, schema.value.clone(), *required, &schema.pointer);
        }
    }
    let mut schema = json!({ "title": id, "type": "object", "properties": properties, "required": required, "additionalProperties": false });
    if let Some(text) = description(operation) {
        schema["description"] = text.into();
    }
    if operation.flag("deprecated") {
        schema["deprecated"] = true.into();
    }
    (schema, origins)
}

/// The schema of a parameter, with the parameter's annotations.
fn described(schema: &Value, parameter: &Node) -> Value {
    let mut schema = schema.clone();
    if let Value::Object(object) = &mut schema {
        for keyword in ["description", "deprecated"] {
            let said = parameter.member(keyword);
            if !said.is_absent() && !object.contains_key(keyword) {
                object.insert(keyword.to_owned(), said.value.clone());
            }
        }
    }
    schema
}

/// The description of an operation: its summary, and its description if that contains more.
fn description(operation: &Node) -> Option<String> {
    let texts = ["summary", "description"].map(|member| operation.text(member).unwrap_or_default().trim());
    match texts {
        ["", ""] => None,
        [text, ""] | ["", text] => Some(text.to_owned()),
        [summary, description] if description.starts_with(summary) => Some(description.to_owned()),
        [summary, description] => Some(format!("{}.\n\n{description}", summary.trim_end_matches('.'))),
    }
}
