//! Parts of an `allOf` that no value fits all of: no type in common, no value of an `enum` in common, in the whole or in a
//! member that several parts have.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::diagnostic::Diagnostic;
use crate::read::pointer;
use crate::read::resolve::{Location, Resolver};

/// References and parts that are followed.
const DEPTH: usize = 16;
/// Parts that are compared, those within parts included: a bound for an `allOf` that multiplies.
const PARTS: usize = 256;

/// A part of an `allOf`, without further parts.
struct Part<'a> {
    schema: &'a Map<String, Value>,
    at: Location,
}

/// The first contradiction between a schema's own keywords and its parts.
pub(super) fn find(resolver: &Resolver, schema: &Map<String, Value>, at: &Location) -> Option<Diagnostic> {
    if !schema.contains_key("allOf") {
        return None;
    }
    let mut parts = Vec::new();
    flatten(resolver, schema, at, 0, &mut parts);
    if let Some((first, second)) = disjoint(&parts) {
        let error = Diagnostic::error("contradictory", "no value fits all parts of this `allOf`");
        return Some(complain(resolver, error, at, first, second));
    }
    let mut members: BTreeMap<&str, Vec<Part>> = BTreeMap::new();
    for part in &parts {
        let below = pointer::push(&part.at.pointer, "properties");
        for (name, schema) in part.schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let at = Location { file: part.at.file, pointer: pointer::push(&below, name) };
            if let Some(schema) = schema.as_object() {
                flatten(resolver, schema, &at, 0, members.entry(name).or_default());
            }
        }
    }
    members.iter().find_map(|(name, parts)| {
        let (first, second) = disjoint(parts)?;
        let message = format!("no value of the member `{name}` fits all parts of this `allOf`");
        Some(complain(resolver, Diagnostic::error("contradictory", message), at, first, second))
    })
}

fn complain(resolver: &Resolver, error: Diagnostic, at: &Location, first: &Part, second: &Part) -> Diagnostic {
    let whole = Location { file: at.file, pointer: pointer::push(&at.pointer, "allOf") };
    error
        .at(resolver.place(&whole))
        .with(resolver.place(&first.at), "one part")
        .with(resolver.place(&second.at), "the other")
        .help("let the parts agree, or make them alternatives with `oneOf`")
}

/// A schema with the parts of its parts, behind references too.
fn flatten<'a>(
    resolver: &Resolver<'a>,
    schema: &'a Map<String, Value>,
    at: &Location,
    depth: usize,
    parts: &mut Vec<Part<'a>>,
) {
    if depth > DEPTH || parts.len() >= PARTS {
        return;
    }
    parts.push(Part { schema, at: at.clone() });
    if let Some(target) = schema.get("$ref").and_then(Value::as_str).and_then(|name| resolver.resolve(name, at).ok())
        && let Some(found) = resolver.schema(&target).and_then(Value::as_object)
    {
        flatten(resolver, found, &target, depth + 1, parts);
    }
    for (index, part) in schema.get("allOf").and_then(Value::as_array).into_iter().flatten().enumerate() {
        if let Some(part) = part.as_object() {
            let at = Location { file: at.file, pointer: format!("{}/allOf/{index}", at.pointer) };
            flatten(resolver, part, &at, depth + 1, parts);
        }
    }
}

/// Two parts that have nothing in common.
fn disjoint<'p, 'a>(parts: &'p [Part<'a>]) -> Option<(&'p Part<'a>, &'p Part<'a>)> {
    let types: Vec<_> = parts.iter().filter_map(|part| Some((part, types(part.schema)?))).collect();
    let values: Vec<_> = parts.iter().filter_map(|part| Some((part, values(part.schema)?))).collect();
    pair(&types).or_else(|| pair(&values))
}

fn pair<'p, 'a, T: Ord>(sets: &[(&'p Part<'a>, BTreeSet<T>)]) -> Option<(&'p Part<'a>, &'p Part<'a>)> {
    let later = |index: usize| sets[index + 1..].iter();
    sets.iter().enumerate().find_map(|(index, (first, set))| {
        let (second, _) = later(index).find(|(_, other)| set.is_disjoint(other))?;
        Some((*first, *second))
    })
}

/// The types that a schema's own keywords allow.
fn types(schema: &Map<String, Value>) -> Option<BTreeSet<&str>> {
    let mut types: BTreeSet<&str> = match schema.get("type")? {
        Value::String(ty) => [ty.as_str()].into(),
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    // Every integer is a number.
    if types.contains("number") {
        types.insert("integer");
    }
    (!types.is_empty()).then_some(types)
}

/// The values that a schema's own keywords allow, as JSON.
fn values(schema: &Map<String, Value>) -> Option<BTreeSet<String>> {
    if let Some(value) = schema.get("const") {
        return Some([value.to_string()].into());
    }
    Some(schema.get("enum")?.as_array()?.iter().map(Value::to_string).collect())
}
