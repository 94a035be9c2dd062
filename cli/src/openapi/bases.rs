//! Bases: schemas with a discriminator that others extend by `allOf`. A reference to a base means any of the schemas that extend it; inside
//! their `allOf`, the base means their common properties. JSON Schema can't express both, so a base becomes two schemas: the union keeps
//! the name, and the common properties get another.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::ID;
use super::discriminator::{Discriminated, alternatives};
use super::names::{Names, joined};
use super::nullable::with_null;
use super::schema::{referred, rewrite_references};

/// Splits every base into the union and the common properties.
pub(super) fn split(schemas: &mut Map<String, Value>, discriminated: &mut [Discriminated], names: &mut Names<'_>) {
    let children = children(schemas);
    let mut commons: HashMap<String, String> = HashMap::new();
    for said in discriminated {
        let Some(base) = said.union.clone() else { continue };
        let heirs = heirs(&base, &children);
        let Some(schema) = schemas.get(&base).and_then(Value::as_object) else { continue };
        let listed = alternatives(schema);
        let lists_heirs = listed.iter().any(|name| heirs.contains(&name.as_str()));
        if heirs.is_empty() || !(listed.is_empty() || lists_heirs) {
            if said.is_nullable {
                let nullable = Value::Object(with_null(schema.clone()));
                schemas.insert(base, nullable);
            }
            continue;
        }
        let common = names.new_name(&joined(&base, "Base"));
        let is_mapped = said.mapping.iter().any(|(_, target)| target.as_ref() == Ok(&base));
        let mut alternatives: Vec<String> =
            if lists_heirs { listed } else { heirs.into_iter().map(str::to_owned).collect() };
        let other = is_mapped.then(|| common.clone());
        let null = said.is_nullable.then(|| json!({ "type": "null" }));
        part(schemas, &base, &common, &alternatives, other.as_deref().map(reference).into_iter().chain(null));
        for alternative in alternatives.iter_mut().filter(|name| children.contains_key(*name)) {
            // The tag value of the base itself must differ from the values of the schemas that extend it.
            let only = names.new_name(&joined(alternative, "Only"));
            alone(schemas, &base, alternative, &only);
            let its_own = said.mapping.iter_mut().filter(|(_, target)| target.as_ref() == Ok(&*alternative));
            let mapped = its_own.map(|(_, target)| *target = Ok(only.clone())).count();
            if mapped == 0 {
                said.mapping.push((alternative.clone(), Ok(only.clone())));
            }
            *alternative = only;
        }
        commons.insert(format!("{ID}{base}"), format!("{ID}{common}"));
        alternatives.extend(other);
        said.alternatives = alternatives;
        for (_, target) in said.mapping.iter_mut().filter(|(_, target)| target.as_ref() == Ok(&base)) {
            *target = Ok(common.clone());
        }
    }
    // A schema that extends a base extends the common properties, not the union.
    let parts = schemas.values_mut().filter_map(|schema| schema.get_mut("allOf")?.as_array_mut()).flatten();
    for part in parts.filter(|part| part.get("$ref").is_some()) {
        rewrite_references(part, &|reference| commons.get(reference).cloned());
    }
}

/// For each base, the names of the schemas that extend it.
fn children(schemas: &Map<String, Value>) -> HashMap<String, Vec<String>> {
    let mut children: HashMap<String, Vec<String>> = HashMap::new();
    for (name, schema) in schemas {
        for base in referred(schema.get("allOf")) {
            children.entry(base.to_owned()).or_default().push(name.clone());
        }
    }
    children
}

/// All schemas that extend one, directly or indirectly.
fn heirs<'c>(base: &'c str, children: &'c HashMap<String, Vec<String>>) -> Vec<&'c str> {
    let mut heirs: Vec<&str> = Vec::new();
    let mut seen = HashSet::from([base]);
    let mut rest: Vec<&str> = children.get(base).into_iter().flatten().rev().map(String::as_str).collect();
    while let Some(name) = rest.pop() {
        if seen.insert(name) {
            heirs.push(name);
            rest.extend(children.get(name).into_iter().flatten().rev().map(String::as_str));
        }
    }
    heirs
}

/// Makes two schemas of a base: the union, which keeps the name, and the common properties.
fn part(
    schemas: &mut Map<String, Value>,
    base: &str,
    common: &str,
    alternatives: &[String],
    more: impl Iterator<Item = Value>,
) {
    let Some(Value::Object(schema)) = schemas.get_mut(base) else { return };
    let mut shared = std::mem::take(schema);
    let kept = ["$schema", "$id", "title", "description"];
    schema.extend(kept.iter().filter_map(|keyword| shared.get_key_value(*keyword)).map(owned));
    let list = ["oneOf", "anyOf"].into_iter().find_map(|keyword| shared.shift_remove(keyword));
    let mut list = match list {
        Some(Value::Array(list)) => list,
        _ => alternatives.iter().map(|name| reference(name)).collect(),
    };
    list.extend(more);
    schema.insert("oneOf".to_owned(), Value::Array(list));
    shared.insert("$id".to_owned(), json!(format!("{ID}{common}")));
    shared.insert("title".to_owned(), json!(common));
    schemas.insert(common.to_owned(), Value::Object(shared));
}

fn owned((keyword, value): (&String, &Value)) -> (String, Value) {
    (keyword.clone(), value.clone())
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("{ID}{name}") })
}

/// Makes a schema for the base itself, without those that extend it, and puts it into the union.
fn alone(schemas: &mut Map<String, Value>, base: &str, alternative: &str, only: &str) {
    let Some(Value::Object(schema)) = schemas.get(alternative) else { return };
    let mut own: Map<String, Value> =
        ["$schema", "description"].iter().filter_map(|keyword| schema.get_key_value(*keyword)).map(owned).collect();
    own.insert("$id".to_owned(), json!(format!("{ID}{only}")));
    own.insert("title".to_owned(), json!(only));
    own.insert("allOf".to_owned(), json!([reference(alternative)]));
    schemas.insert(only.to_owned(), Value::Object(own));
    if let Some(list) = schemas.get_mut(base).and_then(|union| union.get_mut("oneOf")) {
        let was = format!("{ID}{alternative}");
        rewrite_references(list, &|reference| (reference == was).then(|| format!("{ID}{only}")));
    }
}
