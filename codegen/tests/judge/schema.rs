//! The schema of a difference, which decides whether the difference is on purpose.

use serde_json::{Map, Value};

/// A schema among the definitions of a bundle.
#[derive(Clone, Copy)]
pub(crate) struct Schema<'a> {
    pub(crate) definitions: &'a Map<String, Value>,
    pub(crate) at: &'a Value,
}

/// Keywords whose schemas are of the same value, or of values inside it.
const INSIDE: &[&str] = &["allOf", "anyOf", "oneOf", "items", "additionalProperties", "additionalItems"];

impl<'a> Schema<'a> {
    /// The schema of a property: beside others, in a part of an `allOf`, or at the target of a reference.
    pub(crate) fn property(self, name: &str) -> Self {
        let found = self.all().into_iter().find_map(|schema| schema.get("properties")?.get(name));
        Self { at: found.unwrap_or(&Value::Null), ..self }
    }

    /// Whether the schema has a keyword, also in a part, an alternative or an element, or at the target of a reference.
    pub(crate) fn says(self, what: impl Fn(&Map<String, Value>) -> bool) -> bool {
        self.all().into_iter().filter_map(Value::as_object).any(what)
    }

    /// Whether a keyword is present, in the same places.
    pub(crate) fn has(self, keyword: &str) -> bool {
        self.says(|schema| schema.contains_key(keyword))
    }

    /// The schema, with the schemas of the same value or of a value inside it.
    pub(super) fn all(self) -> Vec<&'a Value> {
        let mut found: Vec<&'a Value> = Vec::new();
        let mut rest = vec![self.at];
        while let Some(schema) = rest.pop() {
            if found.iter().any(|other| std::ptr::eq(*other, schema)) {
                continue;
            }
            found.push(schema);
            let Some(object) = schema.as_object() else { continue };
            let reference = object.get("$ref").and_then(Value::as_str);
            rest.extend(reference.and_then(|reference| self.definitions.get(reference.rsplit('/').next()?)));
            for inside in INSIDE.iter().filter_map(|keyword| object.get(*keyword)) {
                match inside {
                    Value::Array(list) => rest.extend(list),
                    one => rest.push(one),
                }
            }
        }
        found
    }
}

/// Calls the function with each `$ref` of a schema.
pub(super) fn each_reference(schema: &mut Value, visit: &mut dyn FnMut(&mut String)) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::String(reference)) = object.get_mut("$ref") {
                visit(reference);
            }
            object.values_mut().for_each(|value| each_reference(value, visit));
        }
        Value::Array(list) => list.iter_mut().for_each(|value| each_reference(value, visit)),
        _ => {}
    }
}
