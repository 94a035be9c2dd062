//! A schema of an OpenAPI document, as a JSON Schema of 2020-12.

use std::collections::HashMap;

use schemawright::pointer::push;
use schemawright::{Config, Diagnostic, Diagnostics};
use serde_json::{Map, Value, json};

use super::discriminator::Discriminated;
use super::document::Document;
use super::names::{Lost, Names, Target};
use super::notes::{About, Notes};
use super::{keywords, nullable};

/// Converts schemas, one at a time.
pub(super) struct Convert<'d, 'n> {
    document: &'d Document,
    config: &'d Config,
    names: &'n Names<'d>,
    /// The references into schemas, by their targets.
    parts: HashMap<String, String>,
    /// The discriminators so far.
    pub(super) discriminated: Vec<Discriminated>,
    pub(super) faults: Diagnostics,
    /// The references to schemas that the document does not contain.
    pub(super) missing: Vec<String>,
    pub(super) notes: Notes,
}

/// Marks a schema that an outside reference points to, until all schemas are in their final places.
const PART: &str = "x-sync-part";

impl<'d, 'n> Convert<'d, 'n> {
    pub(super) fn new(document: &'d Document, config: &'d Config, names: &'n Names<'d>, notes: Notes) -> Self {
        let mut parts = HashMap::new();
        collect_parts(document.value(), names, &mut parts);
        let (discriminated, faults, missing) = (Vec::new(), Diagnostics::new(), Vec::new());
        Self { document, config, names, parts, discriminated, faults, missing, notes }
    }

    /// Converts the schema of a component.
    pub(super) fn named(&mut self, name: &str, schema: &Value, pointer: &str) -> Map<String, Value> {
        let converted = match self.schema(schema, pointer, name, Some(name)) {
            Value::Object(schema) => schema,
            Value::Bool(false) => Map::from_iter([("not".to_owned(), json!({}))]),
            // It accepts any value.
            _ => Map::new(),
        };
        let mut file = Map::new();
        file.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        file.insert("$id".to_owned(), json!(format!("{}{name}", super::ID)));
        file.insert("title".to_owned(), json!(name));
        // Others refer to the schema by its name, which therefore replaces its title and its identifier.
        let own = converted.into_iter().filter(|(keyword, _)| !["title", "$id", "$schema"].contains(&keyword.as_str()));
        file.extend(own);
        file
    }

    /// Converts a schema inside the schema `name`; `root` names the schema that it is the whole of.
    pub(super) fn schema(&mut self, schema: &Value, pointer: &str, within: &str, root: Option<&str>) -> Value {
        let Some(object) = schema.as_object() else {
            if !schema.is_boolean() {
                self.fault("bad-schema", "a schema must be an object, `true` or `false`", pointer);
            }
            return schema.clone();
        };
        let mut converted = Map::new();
        for (keyword, value) in object {
            let inner = self.inner(object, keyword, value, &push(pointer, keyword), within);
            converted.insert(keyword.clone(), inner);
        }
        self.drop_empty_enum(&mut converted, pointer, within);
        follow_recursive_reference(&mut converted, within);
        if let Some(discriminator) = object.get("discriminator") {
            let mut said = self.discriminator(discriminator, &converted, &push(pointer, "discriminator"), within);
            if let (Some(said), Some(root)) = (&mut said, root) {
                said.union = Some(root.to_owned());
                // The `null` of a base is added when the base is split.
                said.is_nullable = converted.get("nullable") == Some(&Value::Bool(true));
                if said.is_nullable {
                    converted.shift_remove("nullable");
                }
            }
            self.discriminated.extend(said);
        }
        let mut converted = match nullable::convert(converted) {
            Ok(converted) => keywords::convert(converted),
            Err(other) => {
                let message = format!("`nullable` must be true or false, not `{other}`");
                self.fault("openapi", &message, &push(pointer, "nullable"));
                Map::new()
            }
        };
        if let Some(reference) = self.parts.get(pointer) {
            converted.insert(PART.to_owned(), json!(reference));
        }
        Value::Object(converted)
    }

    /// The value of a keyword, with the schemas in it converted.
    fn inner(
        &mut self,
        schema: &Map<String, Value>,
        keyword: &str,
        value: &Value,
        pointer: &str,
        within: &str,
    ) -> Value {
        match (keyword, value) {
            ("$ref", Value::String(reference)) => self.reference(reference, pointer, within),
            (keyword, value) if keywords::ONE.contains(&keyword) => self.schema(value, pointer, within, None),
            (keyword, Value::Array(list)) if keywords::LIST.contains(&keyword) => {
                let list = list.iter().enumerate();
                list.map(|(index, part)| self.part(keyword, part, &format!("{pointer}/{index}"), within)).collect()
            }
            (keyword, Value::Object(named)) if keywords::NAMED.contains(&keyword) => {
                let named = named.iter().map(|(name, schema)| {
                    let schema = self.schema(schema, &push(pointer, name), within, None);
                    (name.clone(), schema)
                });
                Value::Object(named.collect())
            }
            (keyword, value) if keywords::TEXT.contains(&keyword) => self.text(value, pointer),
            ("type", value) => self.each(value, pointer, |value| !value.is_string()),
            ("required", value) => self.each(value, pointer, |value| !value.is_string()),
            ("const" | "default" | "enum" | "example" | "examples", value) if is_text(schema) => {
                self.each(value, pointer, |value| value.is_number() || value.is_boolean())
            }
            _ => value.clone(),
        }
    }

    /// Converts an entry of a list of schemas. Documents write `null` there in many ways.
    fn part(&mut self, keyword: &str, part: &Value, pointer: &str, within: &str) -> Value {
        let is_null = part.as_object().is_some_and(nullable::is_null_alone);
        match (keyword, part.get("nullable")) {
            ("anyOf" | "oneOf", _) if is_null => json!({ "type": "null" }),
            ("allOf", _) if is_null => part.clone(),
            // `nullable` of the whole applies, not that of a part.
            ("allOf", Some(nullable @ Value::Bool(_))) => {
                let mut rest = part.clone();
                rest.as_object_mut().and_then(|rest| rest.shift_remove("nullable"));
                let mut converted = self.schema(&rest, pointer, within, None);
                if let Value::Object(converted) = &mut converted {
                    converted.insert("nullable".to_owned(), nullable.clone());
                }
                converted
            }
            _ => self.schema(part, pointer, within, None),
        }
    }

    fn drop_empty_enum(&mut self, schema: &mut Map<String, Value>, pointer: &str, within: &str) {
        if schema.get("enum").is_some_and(|values| values.as_array().is_some_and(Vec::is_empty)) {
            schema.shift_remove("enum");
            self.notes.add(About::Enum, &format!("in `{within}`"), "no value would be allowed", &push(pointer, "enum"));
        }
    }

    /// A value that must be a string, even if YAML reads it as another type.
    fn text(&self, value: &Value, pointer: &str) -> Value {
        let text = if value.is_number() || value.is_boolean() { self.document.plain_text(pointer) } else { None };
        text.map_or_else(|| value.clone(), Value::from)
    }

    /// The same for a value, or for each value of a list.
    fn each(&self, value: &Value, pointer: &str, is_meant: impl Fn(&Value) -> bool) -> Value {
        let text = |value: &Value, pointer: &str| {
            let text =
                if is_meant(value) { self.document.plain_text(pointer).filter(|text| !text.is_empty()) } else { None };
            text.map_or_else(|| value.clone(), Value::from)
        };
        match value {
            Value::Array(values) => {
                values.iter().enumerate().map(|(index, value)| text(value, &format!("{pointer}/{index}"))).collect()
            }
            value => text(value, pointer),
        }
    }

    /// The reference to a schema by its new identifier. A reference to something other than a schema has no target once the schemas are
    /// files.
    pub(super) fn reference(&mut self, reference: &str, pointer: &str, within: &str) -> Value {
        match self.target(reference, pointer, within) {
            Some(target) => json!(target.reference()),
            None => json!(reference),
        }
    }

    /// The name of the schema that was moved from this place.
    pub(super) fn moved(&self, pointer: &str) -> Option<&'n str> {
        self.names.moved(pointer)
    }

    /// The target of a reference; none if it can't be copied.
    fn target(&mut self, reference: &str, pointer: &str, within: &str) -> Option<Target> {
        let lost = match self.names.resolve(reference, within) {
            Ok(target) => return Some(target),
            Err(lost) => lost,
        };
        let message = match lost {
            // The generator resolves anchors.
            Lost::Elsewhere if is_anchor(reference) => return None,
            Lost::NoPart => format!("`{reference}` does not refer to a schema"),
            // It accepts any value for them.
            Lost::NoSchema(_) | Lost::Elsewhere if self.config.is_missing(reference) => return None,
            Lost::NoSchema(name) => {
                self.missing.push(reference.to_owned());
                format!("unknown schema `{name}`")
            }
            Lost::Elsewhere => {
                self.missing.push(reference.to_owned());
                format!("`{reference}` refers to a schema outside of the document, which is not copied")
            }
        };
        self.fault("unresolved-ref", &message, pointer);
        None
    }

    fn discriminator(
        &mut self,
        discriminator: &Value,
        converted: &Map<String, Value>,
        pointer: &str,
        within: &str,
    ) -> Option<Discriminated> {
        let member = self.text(&discriminator["propertyName"], &push(pointer, "propertyName"));
        let Some(member) = member.as_str() else {
            self.fault("openapi", "a discriminator must name a property in `propertyName`", pointer);
            return None;
        };
        let mapping = discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten();
        let mapping = mapping.filter_map(|(value, reference)| {
            let reference = reference.as_str()?;
            let by_name = || format!("{}{reference}", super::ID);
            let target = self.names.resolve(reference, within).or_else(|_| self.names.resolve(&by_name(), within));
            Some((value.clone(), target.map(|target| target.schema).map_err(|_| reference.to_owned())))
        });
        Some(Discriminated {
            union: None,
            member: member.to_owned(),
            mapping: mapping.collect(),
            alternatives: super::discriminator::alternatives(converted),
            is_nullable: false,
            pointer: pointer.to_owned(),
        })
    }

    fn fault(&mut self, code: &'static str, message: &str, pointer: &str) {
        self.faults.push(Diagnostic::error(code, message).at(self.document.place(pointer)));
    }
}

/// Writes the recursive reference of 2019-09 as an ordinary reference to the root schema.
fn follow_recursive_reference(schema: &mut Map<String, Value>, within: &str) {
    if let Some(Value::String(reference)) = schema.get("$recursiveRef").filter(|_| !schema.contains_key("$ref")) {
        let reference = if reference == "#" { json!(format!("{}{within}", super::ID)) } else { json!(reference) };
        schema.shift_remove("$recursiveRef");
        schema.insert("$ref".to_owned(), reference);
    }
}

/// Whether the schema's values are strings or `null`.
fn is_text(schema: &Map<String, Value>) -> bool {
    match schema.get("type") {
        Some(Value::String(ty)) => ty == "string",
        Some(Value::Array(types)) => {
            types.iter().any(|ty| ty == "string")
                && types.iter().all(|ty| ty == "string" || ty == "null" || ty.is_null())
        }
        _ => false,
    }
}

fn is_anchor(reference: &str) -> bool {
    reference.strip_prefix('#').is_some_and(|fragment| !fragment.is_empty() && !fragment.starts_with('/'))
}

/// Collects all references into a schema: their targets and how they are written.
fn collect_parts(value: &Value, names: &Names<'_>, parts: &mut HashMap<String, String>) {
    match value {
        Value::Object(members) => {
            let target = members.get("$ref").and_then(Value::as_str).and_then(|text| names.resolve(text, "").ok());
            if let Some(target) = target.filter(|target| !target.part.is_empty()) {
                parts.insert(format!("{}{}", names.place(&target.schema), target.part), target.reference());
            }
            members.values().for_each(|value| collect_parts(value, names, parts));
        }
        Value::Array(values) => values.iter().for_each(|value| collect_parts(value, names, parts)),
        _ => {}
    }
}

/// Updates all references into schemas to the final places of their targets.
pub(super) fn settle_parts(schemas: &mut Map<String, Value>) {
    let mut moved = HashMap::new();
    for (name, schema) in schemas.iter_mut() {
        unmark(schema, &format!("{}{name}", super::ID), &mut moved);
    }
    moved.retain(|was, is| was != is);
    if !moved.is_empty() {
        schemas.values_mut().for_each(|schema| rewrite_references(schema, &|reference| moved.get(reference).cloned()));
    }
}

fn unmark(value: &mut Value, at: &str, moved: &mut HashMap<String, String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(was)) = members.shift_remove(PART) {
                moved.insert(was, at.to_owned());
            }
            members.iter_mut().for_each(|(name, value)| unmark(value, &push(at, name), moved));
        }
        Value::Array(values) => {
            values.iter_mut().enumerate().for_each(|(index, value)| unmark(value, &format!("{at}/{index}"), moved));
        }
        _ => {}
    }
}

/// Replaces each `$ref` that `to` maps.
pub(super) fn rewrite_references(value: &mut Value, to: &impl Fn(&str) -> Option<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref")
                && let Some(other) = to(reference)
            {
                *reference = other;
            }
            members.values_mut().for_each(|value| rewrite_references(value, to));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| rewrite_references(value, to)),
        _ => {}
    }
}

/// The names of the schemas that the references in a list of parts or alternatives point to.
pub(super) fn referred(list: Option<&Value>) -> impl Iterator<Item = &str> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|schema| schema.get("$ref")?.as_str()?.strip_prefix(super::ID))
}
