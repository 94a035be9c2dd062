//! `null` beside something else: taken off a schema, and said to those who refer to it.

use std::collections::HashSet;

use serde_json::Value;

use crate::bundle::Bundler;
use crate::keywords::SHAPING;
use crate::resolve::Location;

/// Takes off what does not matter to the type: a list of one alternative, and `null` beside something else. What is left
/// stands at the location returned.
pub(super) fn unwrap(schema: &Value, at: &Location) -> (Value, Location, bool) {
    let (mut schema, mut at, mut nullable) = (schema.clone(), at.clone(), false);
    loop {
        nullable |= take_null(&mut schema);
        let Some(object) = schema.as_object() else { break };
        let shaping: Vec<_> = object.keys().filter(|key| SHAPING.contains(&key.as_str())).collect();
        let [keyword @ ("allOf" | "anyOf" | "oneOf")] = shaping.iter().map(|key| key.as_str()).collect::<Vec<_>>()[..]
        else {
            break;
        };
        let Some(list) = object[keyword].as_array() else { break };
        let present: Vec<_> = list.iter().enumerate().filter(|(_, schema)| !is_null(schema)).collect();
        if keyword != "allOf" && present.len() < list.len() {
            nullable = true;
        }
        let [(index, only)] = present[..] else {
            if keyword != "allOf" && present.len() < list.len() && !present.is_empty() {
                // The pointers of the alternatives must stay right, so `null` is left for `shape` to pass over.
                nullable = true;
            }
            break;
        };
        at.pointer = format!("{}/{keyword}/{index}", at.pointer);
        schema = only.clone();
    }
    (schema, at, nullable)
}

/// Removes `null` from `type` and `enum` where something else is left.
fn take_null(schema: &mut Value) -> bool {
    let Some(object) = schema.as_object_mut() else { return false };
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
    let mut rest = vec![(schema.clone(), at.clone())];
    while let Some((schema, at)) = rest.pop() {
        let (core, core_at, nullable) = unwrap(&schema, &at);
        if nullable {
            return true;
        }
        if !seen.insert(core_at.clone()) {
            continue;
        }
        if let Some(reference) = core.get("$ref").and_then(Value::as_str) {
            // A reference that leads nowhere is reported where it is followed.
            let Ok(target) = bundler.resolver.resolve(reference, &core_at) else { continue };
            let Some(found) = bundler.resolver.schema(&target) else { continue };
            rest.push((found.clone(), target));
        }
        for keyword in ["anyOf", "oneOf"] {
            for (index, alternative) in core.get(keyword).and_then(Value::as_array).into_iter().flatten().enumerate() {
                let pointer = format!("{}/{keyword}/{index}", core_at.pointer);
                rest.push((alternative.clone(), Location { file: core_at.file, pointer }));
            }
        }
    }
    false
}
