//! Adds titles for typify, which names types by their titles or paths, and treats two schemas of one name as one type.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::bundle::folded;
use crate::read::keywords::has_any;

/// Keywords that give a nested schema a type of its own.
const NAMED: &[&str] = &[
    "additionalProperties",
    "allOf",
    "anyOf",
    "enum",
    "maxLength",
    "minLength",
    "not",
    "oneOf",
    "pattern",
    "properties",
    "required",
];

/// Gives each nested schema that becomes a type a unique title, unless it has one.
pub(super) fn tell_apart(schemas: &mut [(String, Value)]) {
    let mut taken: HashMap<String, usize> = HashMap::new();
    for (key, schema) in schemas.iter_mut() {
        *taken.entry(folded(key)).or_default() += 1;
        each_inside(schema, key, &mut |schema, _, _| {
            if let Some(title) = schema.get("title").and_then(Value::as_str) {
                *taken.entry(folded(title)).or_default() += 1;
            }
        });
    }
    for (key, schema) in schemas.iter_mut() {
        each_inside(schema, key, &mut |schema, path, position| {
            let title = schema.get("title").and_then(Value::as_str);
            let kept = match title {
                Some(title) => taken.get(&folded(title)) == Some(&1),
                // Without titles, typify names alternatives by what distinguishes them.
                None => position == Position::Alternative,
            };
            if kept || position == Position::Part || schema.contains_key("$ref") || !has_any(schema, NAMED) {
                return;
            }
            let names = std::iter::once(path.to_owned()).chain((2..).map(|number| format!("{path} {number}")));
            let free = { names }.find(|name| !taken.contains_key(&folded(name))).unwrap_or_else(|| path.to_owned());
            taken.insert(folded(&free), 1);
            schema.insert("title".to_owned(), json!(free));
        });
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    /// A nested value.
    Value,
    /// A part of an `allOf`, which gets no type.
    Part,
    /// An alternative of a union.
    Alternative,
}

/// A function for a schema, with its path and position.
type Visit<'a> = dyn FnMut(&mut Map<String, Value>, &str, Position) + 'a;

/// Calls the function with each nested schema, its path, and its position.
fn each_inside(schema: &mut Value, path: &str, visit: &mut Visit<'_>) {
    let mut inner = |schema: &mut Value, step: &str, position| {
        let path = if position == Position::Part { path.to_owned() } else { format!("{path} {step}") };
        if let Some(object) = schema.as_object_mut() {
            visit(object, &path, position);
        }
        each_inside(schema, &path, visit);
    };
    for (keyword, value) in schema.as_object_mut().into_iter().flatten() {
        match (keyword.as_str(), value) {
            ("properties" | "patternProperties", Value::Object(named)) => {
                named.iter_mut().for_each(|(name, schema)| inner(schema, name, Position::Value));
            }
            ("items", Value::Array(list)) => {
                let places = list.iter_mut().enumerate();
                places.for_each(|(index, schema)| inner(schema, &format!("item {index}"), Position::Value));
            }
            ("allOf", Value::Array(list)) => list.iter_mut().for_each(|schema| inner(schema, "", Position::Part)),
            ("anyOf" | "oneOf", Value::Array(list)) => {
                let places = list.iter_mut().enumerate();
                places.for_each(|(index, schema)| inner(schema, &format!("variant {index}"), Position::Alternative));
            }
            ("items", schema) => inner(schema, "item", Position::Value),
            ("additionalProperties", schema) => inner(schema, "value", Position::Value),
            _ => {}
        }
    }
}
