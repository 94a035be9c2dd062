//! `null` beside something else: taken off a schema, and said to those who refer to it.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::Value;

use crate::canon::bundle::Bundler;
use crate::read::keywords::{SHAPING, has_any};
use crate::read::resolve::Location;

/// Takes off what does not matter to the type: a list of one alternative, and `null` beside something else. What is left
/// stands at the location returned.
pub(super) fn unwrap<'a>(schema: &'a Value, at: &Location) -> (Cow<'a, Value>, Location, bool) {
    unwrap_part(Cow::Borrowed(schema), at.clone())
}

fn unwrap_part(mut schema: Cow<'_, Value>, mut at: Location) -> (Cow<'_, Value>, Location, bool) {
    let mut nullable = false;
    loop {
        nullable |= take_null(&mut schema);
        let Some(object) = schema.as_object() else { break };
        let mut shaping = object.keys().map(String::as_str).filter(|key| SHAPING.contains(key));
        let (Some(keyword @ ("allOf" | "anyOf" | "oneOf")), None) = (shaping.next(), shaping.next()) else { break };
        let Some(list) = object[keyword].as_array() else { break };
        let present: Vec<_> = list.iter().enumerate().filter(|(_, schema)| !is_null(schema)).collect();
        if keyword != "allOf" && present.len() < list.len() {
            nullable = true;
        }
        let [(index, _)] = present[..] else {
            if keyword != "allOf" && present.len() < list.len() && !present.is_empty() {
                // The pointers of the alternatives must stay right, so `null` is left for `shape` to pass over.
                nullable = true;
            }
            break;
        };
        at.pointer = format!("{}/{keyword}/{index}", at.pointer);
        let Some(only) = part(&schema, keyword, index) else { break };
        schema = only;
    }
    (schema, at, nullable)
}

/// An entry of a list in a schema: a copy only if the schema is one.
fn part<'a>(schema: &Cow<'a, Value>, keyword: &str, index: usize) -> Option<Cow<'a, Value>> {
    match schema {
        Cow::Borrowed(schema) => schema.get(keyword)?.get(index).map(Cow::Borrowed),
        Cow::Owned(schema) => schema.get(keyword)?.get(index).cloned().map(Cow::Owned),
    }
}

/// Removes `null` from `type` and `enum` where something else is left.
fn take_null(schema: &mut Cow<Value>) -> bool {
    let list = |keyword| schema.get(keyword).and_then(Value::as_array);
    let types = list("type").is_some_and(|types| types.len() == 1 || types.iter().any(|ty| ty == "null"));
    let values = list("enum").is_some_and(|values| values.iter().any(Value::is_null));
    // Most schemas stay as they are, and are not copied.
    if !types && !values {
        return false;
    }
    let Some(object) = schema.to_mut().as_object_mut() else { return false };
    let mut nullable = false;
    if let Some(Value::Array(types)) = object.get_mut("type") {
        let before = types.len();
        if before > 1 {
            types.retain(|ty| ty != "null");
            nullable = types.len() < before;
        }
        if let [only] = &types[..] {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(values)) = object.get_mut("enum") {
        let before = values.len();
        if before > 1 {
            values.retain(|value| !value.is_null());
            nullable |= values.len() < before;
        }
    }
    nullable
}

pub(super) fn is_null(schema: &Value) -> bool {
    schema.get("type").is_some_and(|ty| ty == "null")
        || schema.get("const").is_some_and(Value::is_null)
        || schema.get("enum").and_then(Value::as_array).is_some_and(|values| values.iter().all(Value::is_null))
}

/// Whether a schema allows `null` beside other values, itself or through what it refers to: the type of those then
/// stands for the other values.
pub(super) fn allows_null(bundler: &Bundler, schema: &Value, at: &Location) -> bool {
    let mut seen = HashSet::new();
    let mut rest = vec![(Cow::Borrowed(schema), at.clone())];
    while let Some((schema, at)) = rest.pop() {
        let (core, core_at, nullable) = unwrap_part(schema, at);
        if nullable {
            return true;
        }
        // Most schemas lead to no other.
        if !core.as_object().is_some_and(|core| has_any(core, &["$ref", "anyOf", "oneOf"])) {
            continue;
        }
        if !seen.insert(core_at.clone()) {
            continue;
        }
        if let Some(reference) = core.get("$ref").and_then(Value::as_str) {
            // A reference that leads nowhere is reported where it is followed.
            let Ok(target) = bundler.resolver.resolve(reference, &core_at) else { continue };
            let Some(found) = bundler.resolver.schema(&target) else { continue };
            rest.push((Cow::Borrowed(found), target));
        }
        for keyword in ["anyOf", "oneOf"] {
            let count = core.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
            rest.extend((0..count).filter_map(|index| {
                let pointer = format!("{}/{keyword}/{index}", core_at.pointer);
                Some((part(&core, keyword, index)?, Location { file: core_at.file, pointer }))
            }));
        }
    }
    false
}
