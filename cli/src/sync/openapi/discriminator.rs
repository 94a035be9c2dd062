//! Discriminators: which value of which member tells the alternatives of a union apart. JSON Schema says the same by a `const` in each
//! alternative, so that is what happens to them. What an alternative declares about its own member counts more.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value, json};

use super::ID;
use super::notes::{About, Notes};
use super::schema::referred;

/// What a discriminator says.
#[derive(Debug)]
pub(super) struct Discriminated {
    /// The schema that it is the discriminator of, if that has a name.
    pub(super) union: Option<String>,
    /// The member that tells.
    pub(super) member: String,
    /// Values, and the schema that each stands for; or what names no schema.
    pub(super) mapping: Vec<(String, Result<String, String>)>,
    /// The alternatives that have names.
    pub(super) alternatives: Vec<String>,
    /// Whether the union takes `null` beside them, which is not yet written into it.
    pub(super) is_nullable: bool,
    /// Where it is.
    pub(super) pointer: String,
}

/// The values that stand for a schema, as the document writes them.
#[derive(Debug, Default)]
struct Values {
    /// By a mapping.
    mapped: Vec<String>,
    /// By the rule that what is not mapped goes by its name.
    is_named: bool,
}

/// The names of a schema's alternatives.
pub(super) fn alternatives(schema: &Map<String, Value>) -> Vec<String> {
    ["oneOf", "anyOf"].into_iter().flat_map(|keyword| referred(schema.get(keyword))).map(str::to_owned).collect()
}

/// Writes into each alternative what distinguishes it.
pub(super) fn write(schemas: &mut Map<String, Value>, discriminated: &[Discriminated], notes: &mut Notes) {
    let mut all: BTreeMap<(&str, &str), (Values, &str)> = BTreeMap::new();
    for said in discriminated {
        for (value, reference) in &said.mapping {
            if let Err(reference) = reference {
                notes.add(
                    About::Mapping,
                    &format!("`{value}`"),
                    format!("unknown schema `{reference}`"),
                    &said.pointer,
                );
            }
        }
        for alternative in &said.alternatives {
            let is_its = |target: &Result<String, String>| target.as_ref() == Ok(alternative);
            let mapped = said.mapping.iter().filter(|(_, target)| is_its(target)).map(|(value, _)| value.clone());
            let mapped: Vec<String> = mapped.collect();
            let (values, _) = all.entry((alternative, &said.member)).or_insert((Values::default(), &said.pointer));
            values.is_named |= mapped.is_empty();
            values.mapped.extend(mapped);
        }
    }
    for ((name, member), (values, pointer)) in all {
        tell_apart(schemas, name, member, values, pointer, notes);
    }
}

fn tell_apart(
    schemas: &mut Map<String, Value>,
    name: &str,
    member: &str,
    values: Values,
    pointer: &str,
    notes: &mut Notes,
) {
    let Some(schema) = schemas.get(name).and_then(Value::as_object) else { return };
    let is_union = |schema: &Map<String, Value>| schema.contains_key("oneOf") || schema.contains_key("anyOf");
    if is_union(schema) {
        // A union within the union: its own alternatives tell.
        return;
    }
    let layers = layers(schemas, schema);
    let declared: Vec<&Map<String, Value>> = layers
        .iter()
        .filter_map(|layer| layer.get("properties")?.get(member)?.as_object())
        .flat_map(|property| self::layers(schemas, property))
        .collect();
    let is_object =
        |layer: &&Map<String, Value>| layer.contains_key("properties") || layer.get("type") == Some(&json!("object"));
    if values.mapped.is_empty() && declared.is_empty() && !layers.iter().any(is_object) {
        // No object, as far as can be seen.
        return;
    }
    if declared.iter().any(|layer| is_union(layer)) {
        // No string tells these apart, whatever the discriminator says.
        return;
    }
    let ty = declared.iter().find_map(|layer| scalar_type(layer.get("type")?));
    let own = declared.iter().find_map(|layer| constants(layer));
    let mut wanted: Vec<Value> = Vec::new();
    for value in &values.mapped {
        match typed(value, ty) {
            Some(value) if !wanted.contains(&value) => wanted.push(value),
            Some(_) => {}
            None => {
                let why = format!("the member `{member}` of `{name}` has the type `{}`", ty.unwrap_or_default());
                notes.add(About::Mapping, &format!("`{value}`"), why, pointer);
            }
        }
    }
    if values.is_named {
        wanted.extend(typed(name, ty).filter(|value| !wanted.contains(value)));
    }
    let narrowed = match &own {
        Some(own) => {
            let both: Vec<Value> = own.iter().filter(|value| wanted.contains(value)).cloned().collect();
            if both.is_empty() && !values.mapped.is_empty() {
                let why = format!("the member `{member}` of `{name}` never has this value");
                values.mapped.iter().for_each(|value| notes.add(About::Mapping, &format!("`{value}`"), &*why, pointer));
            }
            (!both.is_empty() && both.len() < own.len()).then_some(both)
        }
        None => (!wanted.is_empty()).then_some(wanted),
    };
    let is_required = layers.iter().any(|layer| lists(layer.get("required"), member));
    let ty = ty.unwrap_or("string").to_owned();
    let is_declared = !declared.is_empty();
    let Some(schema) = schemas.get_mut(name).and_then(Value::as_object_mut) else { return };
    if let Some(values) = narrowed {
        constrain(schema, member, values, (!is_declared).then_some(ty));
    }
    if !is_required && (is_declared || schema.contains_key("properties")) {
        let required = schema.entry("required").or_insert_with(|| json!([]));
        if let Some(required) = required.as_array_mut() {
            required.push(json!(member));
        }
    }
}

/// Writes the values of a member into a schema.
fn constrain(schema: &mut Map<String, Value>, member: &str, mut values: Vec<Value>, ty: Option<String>) {
    let properties = schema.entry("properties").or_insert_with(|| json!({}));
    let Some(properties) = properties.as_object_mut() else { return };
    let property = properties.entry(member).or_insert_with(|| json!({}));
    if !property.is_object() {
        *property = json!({});
    }
    let Some(property) = property.as_object_mut() else { return };
    if let Some(ty) = ty {
        property.insert("type".to_owned(), json!(ty));
    }
    property.shift_remove("enum");
    match values.len() {
        1 => property.insert("const".to_owned(), values.remove(0)),
        _ => property.insert("enum".to_owned(), Value::Array(values)),
    };
}

/// A schema, what it refers to, and the parts of its `allOf`, and theirs.
fn layers<'s>(schemas: &'s Map<String, Value>, schema: &'s Map<String, Value>) -> Vec<&'s Map<String, Value>> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut rest = vec![schema];
    while let Some(schema) = rest.pop() {
        found.push(schema);
        let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        rest.extend(parts.rev().filter_map(Value::as_object));
        let name = schema.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix(ID));
        if let Some(name) = name.filter(|name| seen.insert(*name)) {
            rest.extend(schemas.get(name).and_then(Value::as_object));
        }
    }
    found
}

/// The values that a schema lists.
fn constants(schema: &Map<String, Value>) -> Option<Vec<Value>> {
    match (schema.get("const"), schema.get("enum")) {
        (Some(value), _) => Some(vec![value.clone()]),
        (None, Some(Value::Array(values))) => Some(values.clone()),
        _ => None,
    }
}

/// The one type beside `null`.
fn scalar_type(ty: &Value) -> Option<&str> {
    match ty {
        Value::String(ty) => Some(ty),
        Value::Array(types) => types.iter().filter_map(Value::as_str).find(|ty| *ty != "null"),
        _ => None,
    }
}

/// The value of a type that a mapping writes as a string, as keys are.
fn typed(value: &str, ty: Option<&str>) -> Option<Value> {
    match ty {
        Some("boolean") => value.parse().ok().map(Value::Bool),
        Some("integer" | "number") => serde_json::from_str(value).ok().map(Value::Number),
        Some("string") | None => Some(value.into()),
        Some(_) => None,
    }
}

fn lists(required: Option<&Value>, member: &str) -> bool {
    required.and_then(Value::as_array).is_some_and(|required| required.iter().any(|name| name == member))
}
