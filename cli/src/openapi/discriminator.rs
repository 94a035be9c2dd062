//! Discriminators: the property whose value identifies the alternative of a union. JSON Schema expresses the same with a `const` in each
//! alternative, so a discriminator becomes that. What an alternative declares about its own property takes precedence.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value, json};

use super::ID;
use super::notes::{About, Notes};
use super::schema::referred;

/// The content of a discriminator.
#[derive(Debug)]
pub(super) struct Discriminated {
    /// The schema that it belongs to, if that has a name.
    pub(super) union: Option<String>,
    /// The tag: the property that identifies the alternative.
    pub(super) member: String,
    /// Values, each with its schema, or with a text that is not the name of a schema.
    pub(super) mapping: Vec<(String, Result<String, String>)>,
    /// The alternatives that have names.
    pub(super) alternatives: Vec<String>,
    /// Whether the union also accepts `null`, which is not yet in its alternatives.
    pub(super) is_nullable: bool,
    /// Its JSON Pointer.
    pub(super) pointer: String,
}

/// The tag values of a schema in the document.
#[derive(Debug, Default)]
struct Values {
    /// Values of the mapping.
    mapped: Vec<String>,
    /// Whether its name is a value: the default for a schema without a mapping.
    is_named: bool,
}

/// The names of a schema's alternatives.
pub(super) fn alternatives(schema: &Map<String, Value>) -> Vec<String> {
    ["oneOf", "anyOf"].into_iter().flat_map(|keyword| referred(schema.get(keyword))).map(str::to_owned).collect()
}

/// Writes the tag value of each alternative into it.
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

/// Writes the tag values of one alternative into it.
fn tell_apart(
    schemas: &mut Map<String, Value>,
    name: &str,
    member: &str,
    values: Values,
    pointer: &str,
    notes: &mut Notes,
) {
    let Some(schema) = schemas.get(name).and_then(Value::as_object) else { return };
    if is_union(schema) {
        // A union in the union: its own alternatives have tags.
        return;
    }
    let layers = layers(schemas, schema);
    let declared: Vec<&Map<String, Value>> = layers
        .iter()
        .filter_map(|layer| layer.get("properties")?.get(member)?.as_object())
        .flat_map(|property| self::layers(schemas, property))
        .collect();
    if values.mapped.is_empty() && declared.is_empty() && !layers.iter().any(|layer| is_object(layer)) {
        // Not recognizably an object.
        return;
    }
    if declared.iter().any(|layer| is_union(layer)) {
        // The property is not a string here, whatever the discriminator says.
        return;
    }
    let ty = declared.iter().find_map(|layer| scalar_type(layer.get("type")?)).map(str::to_owned);
    let mut tag = Tag { name, member, ty: ty.as_deref(), pointer, notes };
    let wanted = tag.wanted(&values);
    let narrowed = match declared.iter().find_map(|layer| constants(layer)) {
        Some(own) => tag.narrowed(&own, &wanted, &values),
        None => (!wanted.is_empty()).then_some(wanted),
    };
    let is_required = layers.iter().any(|layer| lists(layer.get("required"), member));
    let is_declared = !declared.is_empty();
    let Some(schema) = schemas.get_mut(name).and_then(Value::as_object_mut) else { return };
    if let Some(values) = narrowed {
        constrain(schema, member, values, (!is_declared).then_some(ty.unwrap_or_else(|| "string".to_owned())));
    }
    if !is_required && (is_declared || schema.contains_key("properties")) {
        require(schema, member);
    }
}

fn is_union(schema: &Map<String, Value>) -> bool {
    schema.contains_key("oneOf") || schema.contains_key("anyOf")
}

fn is_object(schema: &Map<String, Value>) -> bool {
    schema.contains_key("properties") || schema.get("type") == Some(&json!("object"))
}

/// The tag of one alternative.
struct Tag<'a> {
    /// The alternative.
    name: &'a str,
    member: &'a str,
    /// The declared type of the property, if there is one.
    ty: Option<&'a str>,
    pointer: &'a str,
    notes: &'a mut Notes,
}

impl Tag<'_> {
    /// The values of the discriminator, in the type of the property.
    fn wanted(&mut self, values: &Values) -> Vec<Value> {
        let mut wanted: Vec<Value> = Vec::new();
        for value in &values.mapped {
            match typed(value, self.ty) {
                Some(value) if !wanted.contains(&value) => wanted.push(value),
                Some(_) => {}
                None => self.note(value, &format!("has the type `{}`", self.ty.unwrap_or_default())),
            }
        }
        if values.is_named {
            wanted.extend(typed(self.name, self.ty).filter(|value| !wanted.contains(value)));
        }
        wanted
    }

    /// The values that the alternative declares and the discriminator has; none if these are all that it declares.
    fn narrowed(&mut self, own: &[Value], wanted: &[Value], values: &Values) -> Option<Vec<Value>> {
        let both: Vec<Value> = own.iter().filter(|value| wanted.contains(value)).cloned().collect();
        if both.is_empty() {
            values.mapped.iter().for_each(|value| self.note(value, "never has this value"));
        }
        (!both.is_empty() && both.len() < own.len()).then_some(both)
    }

    fn note(&mut self, value: &str, why: &str) {
        let why = format!("the property `{}` of `{}` {why}", self.member, self.name);
        self.notes.add(About::Mapping, &format!("`{value}`"), why, self.pointer);
    }
}

/// Adds a property to the required ones of a schema.
fn require(schema: &mut Map<String, Value>, member: &str) {
    if let Some(required) = schema.entry("required").or_insert_with(|| json!([])).as_array_mut() {
        required.push(json!(member));
    }
}

/// Restricts a property of a schema to values.
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

/// A schema, the target of its reference, and the parts of its `allOf`, recursively.
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

/// The only type besides `null`.
fn scalar_type(ty: &Value) -> Option<&str> {
    match ty {
        Value::String(ty) => Some(ty),
        Value::Array(types) => types.iter().filter_map(Value::as_str).find(|ty| *ty != "null"),
        _ => None,
    }
}

/// A key of a mapping, which is always a string, as a value of the property's type.
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
