//! Writes a schema with its references changed to definitions of the document.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value, json};

use super::Draft;
use super::draft::{self, NULL};
use super::draft3;
use super::find::{REFERENCES, mapped};
use crate::config::PASSWORD;
use crate::read::keywords::{ANNOTATIONS, Held, KNOWN, SHAPING, has_any, held};
use crate::read::pointer;
use crate::read::resolve::{Location, Resolver};

/// Keywords that only have a meaning at the original place of the schema.
const OF_THE_PLACE: &[&str] = &[
    "$anchor",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$recursiveAnchor",
    "$recursiveRef",
    "$ref",
    "$schema",
    "$vocabulary",
    "definitions",
    "id",
];

/// Writes the definitions of a document.
pub(super) struct Writer<'a> {
    pub(super) resolver: &'a Resolver<'a>,
    pub(super) keys: &'a BTreeMap<Location, String>,
    pub(super) targets: &'a HashMap<Location, Location>,
    pub(super) draft: Draft,
}

impl Writer<'_> {
    /// The schema of a definition.
    pub(super) fn definition(&self, schema: &Value, at: &Location) -> Value {
        let Some(object) = schema.as_object() else { return schema.clone() };
        let mut written = Map::new();
        let dialect = self.resolver.file(at).dialect();
        // Up to draft 7, keywords beside a reference have no effect.
        let stands_alone = object.contains_key("$ref") && dialect.references_stand_alone();
        // In the draft of the document, a keyword that the draft of the file does not have could have an effect.
        let counts = |keyword: &str, value: &Value| {
            // The generator hides a password in any draft.
            let is_kept = ANNOTATIONS.contains(&keyword) || keyword == "format" && value == PASSWORD;
            (!stands_alone || is_kept) && dialect.has(keyword)
        };
        for (keyword, value) in object.iter().filter(|(keyword, value)| counts(keyword, value)) {
            if let Some(value) = self.keyword(keyword, value, at) {
                written.insert(keyword.clone(), value);
            }
        }
        let references = self.references(object, at);
        if self.may_be_draft_3(at) && !stands_alone {
            draft3::respell(&mut written, object);
        }
        draft::respell(&mut written, !references.is_empty(), self.draft);
        draft::nullable(beside(references, written), object)
    }

    fn may_be_draft_3(&self, at: &Location) -> bool {
        self.resolver.file(at).dialect().may_be_draft_3()
    }

    /// The references of a schema.
    fn references(&self, object: &Map<String, Value>, at: &Location) -> Vec<Value> {
        let keywords = REFERENCES.iter().filter(|keyword| object.contains_key(**keyword));
        let targets = keywords.filter_map(|keyword| self.targets.get(&below(at, keyword)));
        targets.map(|target| json!({ "$ref": self.reference(target) })).collect()
    }

    /// A nested schema: inline, or by reference if it is a definition.
    fn inner(&self, schema: &Value, at: &Location) -> Value {
        match self.keys.get(at) {
            Some(key) => json!({ "$ref": self.draft.reference(key) }),
            None => self.definition(schema, at),
        }
    }

    /// The value of a keyword, unless the keyword is omitted.
    fn keyword(&self, keyword: &str, value: &Value, at: &Location) -> Option<Value> {
        // `$defs` are definitions of the document, or have no references.
        if OF_THE_PLACE.contains(&keyword) {
            return None;
        }
        let here = below(at, keyword);
        if self.may_be_draft_3(at) && !draft3::held(keyword, value, &at.pointer).is_empty() {
            let entry = |(index, entry): (usize, &Value)| self.inner(entry, &below(&here, &index.to_string()));
            return Some(match value {
                Value::Array(list) => list.iter().enumerate().map(entry).collect(),
                schema => self.inner(schema, &here),
            });
        }
        match (held(keyword, value), value) {
            (Held::One(schema), _) => Some(self.inner(schema, &here)),
            (Held::List(list), _) => {
                let entry = |(index, schema): (usize, &Value)| self.inner(schema, &below(&here, &index.to_string()));
                Some(list.iter().enumerate().map(entry).collect())
            }
            (Held::Named(named), _) => Some(Value::Object(self.named(named, &here))),
            (Held::Nothing, Value::Object(named)) if keyword == "dependencies" => {
                Some(Value::Object(self.named(named, &here)))
            }
            (Held::Nothing, _) if keyword == "discriminator" => Some(self.discriminator(value, at)),
            // An unknown keyword may contain schemas, whose references would have no target.
            (Held::Nothing, _) if !KNOWN.contains(&keyword) && refers(value) => None,
            (Held::Nothing, _) => Some(value.clone()),
        }
    }

    /// Schemas by their names. Lists of names, in `dependencies`, are unchanged.
    fn named(&self, named: &Map<String, Value>, at: &Location) -> Map<String, Value> {
        let entry = |(name, value): (&String, &Value)| {
            let is_schema = value.is_object() || value.is_boolean();
            let written = if is_schema { self.inner(value, &below(at, name)) } else { value.clone() };
            (name.clone(), written)
        };
        named.iter().map(entry).collect()
    }

    fn discriminator(&self, value: &Value, at: &Location) -> Value {
        let mut discriminator = value.clone();
        let mapping = discriminator.get_mut("mapping").and_then(Value::as_object_mut);
        for (name, value) in mapping.into_iter().flatten() {
            if let Some(target) = self.targets.get(&mapped(at, name)) {
                *value = Value::String(self.reference(target));
            }
        }
        discriminator
    }

    fn reference(&self, target: &Location) -> String {
        self.draft.reference(&self.keys[target])
    }
}

fn below(at: &Location, step: &str) -> Location {
    Location { file: at.file, pointer: pointer::push(&at.pointer, step) }
}

/// References and the keywords beside them: unchanged if these do not restrict the values, else in an `allOf`.
fn beside(mut references: Vec<Value>, mut schema: Map<String, Value>) -> Map<String, Value> {
    let annotates = |keyword: &str| ANNOTATIONS.contains(&keyword) || !KNOWN.contains(&keyword);
    let plain = schema.keys().all(|keyword| annotates(keyword) || keyword == "nullable");
    match references.len() {
        0 => schema,
        1 if plain => {
            let mut written = Map::new();
            written.insert("$ref".to_owned(), references.remove(0)["$ref"].take());
            written.extend(schema);
            written
        }
        _ => {
            if let Some(Value::Array(parts)) = schema.get_mut("allOf") {
                references.append(parts);
            }
            schema.insert("allOf".to_owned(), Value::Array(references));
            schema
        }
    }
}

/// Whether a value contains a reference at any depth.
fn refers(value: &Value) -> bool {
    match value {
        Value::Object(object) => {
            REFERENCES.iter().any(|keyword| object.get(*keyword).is_some_and(Value::is_string))
                || object.values().any(refers)
        }
        Value::Array(list) => list.iter().any(refers),
        _ => false,
    }
}

/// Whether a written schema has keywords that can't be combined with a list of types.
pub(super) fn is_composed(schema: &Map<String, Value>) -> bool {
    has_any(schema, &["$ref", "allOf", "anyOf", "const", "oneOf", "not", "if"]) || !schema.contains_key("type")
}

/// A schema that also accepts `null`: everything except the annotations becomes one alternative of two.
pub(super) fn or_null(schema: Map<String, Value>) -> Map<String, Value> {
    let shaped = has_any(&schema, SHAPING) || has_any(&schema, &["not", "if"]);
    if !shaped {
        return schema;
    }
    let (annotations, inner): (Map<_, _>, Map<_, _>) =
        schema.into_iter().partition(|(keyword, _)| ANNOTATIONS.contains(&keyword.as_str()));
    let mut written = annotations;
    written.insert("anyOf".to_owned(), json!([inner, { "type": NULL }]));
    written
}
