//! Objects: members that are named, and others.

use serde_json::{Map, Value, json};

use super::null::is_null;
use super::{Position, inner, unsupported};
use crate::canon::annotations;
use crate::canon::bundle::{Bundler, Form, Member, MemberSource};
use crate::limits::MEMBERS;
use crate::read::pointer;
use crate::read::resolve::Location;

pub(super) fn object(bundler: &mut Bundler, object: &Map<String, Value>, at: &Location, position: Position) -> Value {
    let mut normalized = json!({ "type": "object" });
    let additional = additional_properties(bundler, object, at);
    if let Some(properties) = object.get("properties") {
        normalized["properties"] = members(bundler, properties, at, position);
        normalized["required"] = object.get("required").cloned().unwrap_or_else(|| json!([]));
    } else if let Some(required) = object.get("required") {
        normalized["required"] = required.clone();
    }
    let closed = additional == Some(Value::Bool(false));
    let named = object.contains_key("properties") || object.contains_key("required") || closed;
    match position {
        Position::Root(id) if named => bundler.definitions[id.0].form = Form::Object { closed },
        Position::Part(id) if closed => bundler.definitions[id.0].form = Form::Object { closed },
        _ => {}
    }
    match additional {
        Some(Value::Bool(true)) if named => {}
        Some(additional) => normalized["additionalProperties"] = additional,
        None if !named => normalized["additionalProperties"] = Value::Bool(true),
        None => {}
    }
    normalized
}

fn members(bundler: &mut Bundler, properties: &Value, at: &Location, position: Position) -> Value {
    let mut normalized = Map::new();
    if let Some(count) = properties.as_object().map(Map::len).filter(|count| *count > MEMBERS) {
        bundler.fault("too-big", format!("an object of {count} members; the limit is {MEMBERS}"), at, "properties");
        return Value::Object(normalized);
    }
    for (name, schema) in properties.as_object().into_iter().flatten() {
        let pointer = pointer::push(&pointer::push(&at.pointer, "properties"), name);
        let at = Location { file: at.file, pointer };
        let value = inner(bundler, schema, &at);
        if let Position::Root(id) | Position::Part(id) = position {
            let nullable = value.get("oneOf").and_then(Value::as_array).is_some_and(|list| list.iter().any(is_null));
            let member = Member { name: name.clone(), nullable, doc: annotations::doc(schema), absent_as: None };
            bundler.definitions[id.0].members.push(MemberSource::Own(member));
        }
        normalized.insert(name.clone(), value);
    }
    Value::Object(normalized)
}

/// `additionalProperties`, or the one pattern of `patternProperties` that says the same of an object without named members.
fn additional_properties(bundler: &mut Bundler, object: &Map<String, Value>, at: &Location) -> Option<Value> {
    let below = |keyword: &str| pointer::push(&at.pointer, keyword);
    if let Some(Value::Object(patterns)) = object.get("patternProperties") {
        let alone = !object.contains_key("properties")
            && object.get("additionalProperties").is_none_or(|rest| rest == &Value::Bool(false));
        let mut patterns_list = patterns.iter();
        match (patterns_list.next(), patterns_list.next()) {
            (Some((pattern, schema)), None) if alone => {
                let pointer = pointer::push(&below("patternProperties"), pattern);
                return Some(inner(bundler, schema, &Location { file: at.file, pointer }));
            }
            (None, _) => {}
            _ => {
                let instead = "name the members in `properties`, or give one pattern and nothing else";
                unsupported(bundler, "patternProperties", instead, at);
                return None;
            }
        }
    }
    match object.get("additionalProperties")? {
        Value::Bool(allowed) => Some(Value::Bool(*allowed)),
        schema => {
            let at = Location { file: at.file, pointer: below("additionalProperties") };
            Some(inner(bundler, schema, &at))
        }
    }
}
