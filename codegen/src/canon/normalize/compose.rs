//! References, parts and alternatives.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::null::{is_null, unwrap};
use super::{Position, needs_type, plain, shape, unsupported, value};
use crate::canon::bundle::{Bundler, Form, MemberSource};
use crate::read::keywords::SHAPING;
use crate::read::pointer;
use crate::read::resolve::Location;

/// Keywords that make a schema of others.
pub(super) const COMPOSING: [&str; 4] = ["$ref", "allOf", "anyOf", "oneOf"];

/// Without alternatives that only say which members must be there together (`oneOf: [{required: [a]}, {required: [b]}]`):
/// they narrow what else the schema says.
pub(super) fn without_narrowing(object: &Map<String, Value>) -> Cow<'_, Map<String, Value>> {
    let shapes = |schema: &Value| {
        let Some(alternative) = schema.as_object() else { return true };
        alternative.keys().any(|key| key != "required" && SHAPING.contains(&key.as_str()))
    };
    let mut kept = Cow::Borrowed(object);
    for keyword in ["anyOf", "oneOf"] {
        let others = kept.keys().any(|key| key != keyword && SHAPING.contains(&key.as_str()));
        let narrows = |list: &Vec<Value>| !list.is_empty() && !list.iter().any(shapes);
        if others && kept.get(keyword).and_then(Value::as_array).is_some_and(narrows) {
            kept.to_mut().shift_remove(keyword);
        }
    }
    kept
}

/// A schema that is a reference, or a list of parts or alternatives, and nothing else.
pub(super) fn composition(
    bundler: &mut Bundler,
    object: &Map<String, Value>,
    at: &Location,
    position: Position,
) -> Value {
    if let Some(reference) = object.get("$ref") {
        return reference_to(bundler, reference, at, position);
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let Some(list) = object.get(keyword) else { continue };
        let Some(list) = list.as_array().filter(|list| !list.is_empty()) else {
            bundler.fault("empty-list", format!("`{keyword}` is a list of one or more schemas"), at, keyword);
            return Value::Bool(true);
        };
        let list: Vec<_> = list
            .iter()
            .enumerate()
            .map(|(index, schema)| {
                let pointer = format!("{}/{keyword}/{index}", at.pointer);
                (schema.clone(), Location { file: at.file, pointer })
            })
            .collect();
        return if keyword == "allOf" { all_of(bundler, &list, position) } else { one_of(bundler, &list) };
    }
    Value::Bool(true)
}

fn all_of(bundler: &mut Bundler, parts: &[(Value, Location)], position: Position) -> Value {
    let is_union = |(part, at): &(Value, Location)| {
        let (core, ..) = unwrap(part, at);
        core.as_object().is_some_and(|core| {
            let core = without_narrowing(core);
            core.contains_key("anyOf") || core.contains_key("oneOf")
        })
    };
    if let (Position::Root(_), Some(index)) = (position, parts.iter().position(is_union)) {
        let (core, core_at, _) = unwrap(&parts[index].0, &parts[index].1);
        let others: Vec<_> = [&parts[..index], &parts[index + 1..]].concat();
        let Some(core) = core.as_object() else { return Value::Bool(true) };
        let keyword = if core.contains_key("oneOf") { "oneOf" } else { "anyOf" };
        return distribute(bundler, core, keyword, &core_at, &others);
    }
    let position = as_part(position);
    let mut normalized = Vec::with_capacity(parts.len());
    for (part, at) in parts {
        let (core, core_at, _) = unwrap(part, at);
        let part = shape(bundler, &core, &core_at, position);
        push_part(&mut normalized, part);
    }
    json!({ "allOf": normalized })
}

fn as_part(position: Position) -> Position {
    match position {
        Position::Root(id) | Position::Part(id) => Position::Part(id),
        Position::Inner => Position::Inner,
    }
}

/// Adds a part, or the parts of which it is made.
pub(super) fn push_part(parts: &mut Vec<Value>, part: Value) {
    match part {
        Value::Object(mut object) if object.len() == 1 && object.contains_key("allOf") => {
            if let Some(Value::Array(inner)) = object.remove("allOf") {
                parts.extend(inner);
            }
        }
        part => parts.push(part),
    }
}

/// Alternatives. An object among them is a type of its own, which keeps the members that it does not know; strings come to
/// one enum. Those of `anyOf` are tried in their order, as those of `oneOf` are.
fn one_of(bundler: &mut Bundler, list: &[(Value, Location)]) -> Value {
    let present: Vec<_> = list.iter().filter(|(schema, _)| !is_null(schema)).collect();
    if let Some(values) = string_set(&present) {
        return json!({ "type": "string", "enum": values });
    }
    let mut alternatives: Vec<Value> = Vec::with_capacity(present.len());
    for (schema, at) in present {
        refuse_scalar_tags(bundler, schema, at);
        let alternative = value(bundler, schema, at);
        if !alternatives.contains(&alternative) {
            alternatives.push(alternative);
        }
    }
    // One that takes anything leaves nothing for the others to say.
    if alternatives.contains(&Value::Bool(true)) {
        return Value::Bool(true);
    }
    match <[Value; 1]>::try_from(alternatives) {
        Ok([only]) => only,
        Err(alternatives) => json!({ "oneOf": alternatives }),
    }
}

/// The values of alternatives that are nothing but strings: `oneOf: [{const: "a"}, {enum: ["b", "c"]}]`.
fn string_set(list: &[&(Value, Location)]) -> Option<Vec<Value>> {
    let mut values = Vec::new();
    let mut seen = HashSet::new();
    for (schema, at) in list {
        let (core, ..) = unwrap(schema, at);
        let object = core.as_object()?;
        if COMPOSING.iter().any(|keyword| object.contains_key(*keyword)) {
            return None;
        }
        let own = match (object.get("const"), object.get("enum")) {
            (Some(value), None) => std::slice::from_ref(value),
            (None, Some(Value::Array(list))) => list,
            _ => return None,
        };
        for value in own {
            if !value.is_string() {
                return None;
            }
            if seen.insert(value.clone()) {
                values.push(value.clone());
            }
        }
    }
    (!values.is_empty()).then_some(values)
}

/// A number or a boolean is read whatever its value, so it can't tell one alternative from another.
fn refuse_scalar_tags(bundler: &mut Bundler, schema: &Value, at: &Location) {
    for (name, member) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if member.get("const").is_some_and(|value| value.is_number() || value.is_boolean()) {
            let pointer = pointer::push(&pointer::push(&at.pointer, "properties"), name);
            let instead = "tell the alternatives apart by a string, or by members that only one of them requires";
            unsupported(bundler, "const", instead, &Location { file: at.file, pointer });
        }
    }
}

/// Several things at once: each becomes a part of an `allOf`, which is what they mean. Alternatives beside members are
/// alternatives that have those members each.
pub(super) fn intersection(
    bundler: &mut Bundler,
    object: &Map<String, Value>,
    at: &Location,
    position: Position,
) -> Value {
    let unions: Vec<_> = ["anyOf", "oneOf"].into_iter().filter(|keyword| object.contains_key(*keyword)).collect();
    if let ([keyword], Position::Root(_)) = (&unions[..], position) {
        return distribute(bundler, object, keyword, at, &[]);
    }
    let part = as_part(position);
    let mut rest = object.clone();
    let mut parts = Vec::new();
    for keyword in COMPOSING {
        if let Some(value) = rest.shift_remove(keyword) {
            let only = Map::from_iter([(keyword.to_owned(), value)]);
            push_part(&mut parts, composition(bundler, &only, at, part));
        }
    }
    if rest.keys().any(|key| SHAPING.contains(&key.as_str()) && key != "type") {
        parts.push(plain(bundler, &rest, at, part));
    }
    json!({ "allOf": parts })
}

/// `properties` beside `oneOf`: each alternative with what all of them have.
fn distribute(
    bundler: &mut Bundler,
    object: &Map<String, Value>,
    keyword: &str,
    at: &Location,
    others: &[(Value, Location)],
) -> Value {
    let mut base = object.clone();
    let list = base.shift_remove(keyword);
    let Some(list) = list.as_ref().and_then(Value::as_array).filter(|list| !list.is_empty()) else {
        bundler.fault("empty-list", format!("`{keyword}` is a list of one or more schemas"), at, keyword);
        return Value::Bool(true);
    };
    let mut common = others.to_vec();
    if base.keys().any(|keyword| SHAPING.contains(&keyword.as_str())) {
        common.push((Value::Object(base), at.clone()));
    }
    let mut alternatives = Vec::with_capacity(list.len());
    for (index, schema) in list.iter().enumerate().filter(|(_, schema)| !is_null(schema)) {
        let place = Location { file: at.file, pointer: format!("{}/{keyword}/{index}", at.pointer) };
        refuse_scalar_tags(bundler, schema, &place);
        let parts = common.iter().cloned().chain([(schema.clone(), place.clone())]).collect();
        alternatives.push(bundler.define_parts(place, parts).reference());
    }
    json!({ "oneOf": alternatives })
}

fn reference_to(bundler: &mut Bundler, reference: &Value, at: &Location, position: Position) -> Value {
    let Some(name) = reference.as_str() else {
        bundler.fault("bad-ref", "`$ref` is a string that names a schema", at, "$ref");
        return Value::Bool(true);
    };
    let target = match bundler.resolver.resolve(name, at) {
        Ok(target) => target,
        Err(faults) => {
            bundler.faults.extend(faults);
            return Value::Bool(true);
        }
    };
    let id = bundler.define(target);
    match position {
        Position::Root(own) | Position::Part(own) if own == id => {
            bundler.fault("circular-ref", format!("`{name}` leads back to itself, so it is no type"), at, "$ref");
            return Value::Bool(true);
        }
        Position::Root(own) => bundler.definitions[own.0].form = Form::Alias,
        Position::Part(own) => bundler.definitions[own.0].members.push(MemberSource::From(id)),
        Position::Inner => {}
    }
    id.reference()
}

/// `type: [string, integer]` is a union of the two, each with the keywords that concern it.
pub(super) fn union_of_types(
    bundler: &mut Bundler,
    object: &Map<String, Value>,
    types: &[Value],
    at: &Location,
) -> Value {
    if types.is_empty() {
        bundler.fault("unknown-type", "`type` names no type", at, "type");
        return Value::Bool(true);
    }
    let mut alternatives: Vec<Value> = Vec::with_capacity(types.len());
    for (index, ty) in types.iter().enumerate() {
        let mut alternative = object.clone();
        alternative.insert("type".to_owned(), ty.clone());
        let whole = Value::Object(alternative);
        let normalized = if ty == "object" && needs_type(&whole) {
            let place = Location { file: at.file, pointer: format!("{}/type/{index}", at.pointer) };
            bundler.define_parts(place, vec![(whole, at.clone())]).reference()
        } else {
            shape(bundler, &whole, at, Position::Inner)
        };
        if !alternatives.contains(&normalized) {
            alternatives.push(normalized);
        }
    }
    json!({ "oneOf": alternatives })
}
