//! The references in the schemas of a bundle.

use serde_json::Value;

use crate::bundle::Draft;
use crate::read::keywords::{Held, held};

/// Keywords whose schemas apply to the same value.
const IN_PLACE: &[&str] = &["allOf", "anyOf", "else", "if", "not", "oneOf", "then"];

/// The keys of all definitions that a schema refers to.
pub(super) fn references(schema: &Value) -> Vec<&str> {
    let mut found = Vec::new();
    visit(schema, &|_| true, &mut found);
    found
}

/// The keys of the definitions that apply to the same value.
pub(super) fn made_of(schema: &Value) -> Vec<&str> {
    let mut found = Vec::new();
    visit(schema, &|keyword| IN_PLACE.contains(&keyword), &mut found);
    found
}

/// The keys of the definitions that typify merges into a part of the schema: for a reference beside other keywords, it writes the target in
/// place.
pub(super) fn merged(schema: &Value) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = vec![schema];
    while let Some(schema) = rest.pop() {
        if sources(schema) > 1 {
            found.extend(made_of(schema));
        }
        for (keyword, value) in schema.as_object().into_iter().flatten() {
            match held(keyword, value) {
                Held::One(schema) => rest.push(schema),
                Held::List(list) => rest.extend(list),
                Held::Named(named) => rest.extend(named.values()),
                Held::Nothing => {}
            }
        }
    }
    found
}

/// Keywords of a schema that restrict the value themselves.
const OWN: &[&str] = &[
    "additionalItems",
    "additionalProperties",
    "const",
    "contains",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "patternProperties",
    "properties",
    "propertyNames",
    "required",
    "type",
    "uniqueItems",
];

/// The number of parts of a schema that apply to the same value.
fn sources(schema: &Value) -> usize {
    let Some(object) = schema.as_object() else { return 0 };
    let parts = object.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
    let others =
        ["$ref", "anyOf", "if", "not", "oneOf"].iter().filter(|keyword| object.contains_key(**keyword)).count();
    parts + others + usize::from(OWN.iter().any(|keyword| object.contains_key(*keyword)))
}

fn visit<'a>(schema: &'a Value, wanted: &dyn Fn(&str) -> bool, found: &mut Vec<&'a str>) {
    for (keyword, value) in schema.as_object().into_iter().flatten() {
        if keyword == "$ref" {
            let prefix = format!("#/{}/", Draft::Draft07.definitions());
            found.extend(value.as_str().and_then(|reference| reference.strip_prefix(&prefix)));
        }
        if !wanted(keyword) {
            continue;
        }
        match (held(keyword, value), value) {
            (Held::One(schema), _) => visit(schema, wanted, found),
            (Held::List(list), _) => list.iter().for_each(|schema| visit(schema, wanted, found)),
            (Held::Named(named), _) => named.values().for_each(|schema| visit(schema, wanted, found)),
            (Held::Nothing, Value::Object(named)) if keyword == "dependencies" => {
                named.values().for_each(|schema| visit(schema, wanted, found));
            }
            (Held::Nothing, _) => {}
        }
    }
}
