//! A value that a definition takes, for the tests that are generated.

use serde_json::{Map, Value, json};

use crate::canon::bundle::{Bundle, DefinitionId};

/// Values of the definitions of one bundle.
pub(crate) struct Samples<'a> {
    bundle: &'a Bundle<'a>,
    known: Vec<State>,
}

#[derive(Clone)]
enum State {
    New,
    /// It is being made, so it can't be a part of itself.
    Begun,
    Done(Option<Value>),
}

/// References that may stand within one another before a sample is given up: the stack is not endless.
const DEPTH: usize = 64;

impl<'a> Samples<'a> {
    pub(crate) fn new(bundle: &'a Bundle<'a>) -> Self {
        Self { bundle, known: vec![State::New; bundle.definitions.len()] }
    }

    /// A value; none if there is none that is not very deep.
    pub(crate) fn of(&mut self, id: DefinitionId) -> Option<Value> {
        self.definition(id, 0)
    }

    fn definition(&mut self, id: DefinitionId, depth: usize) -> Option<Value> {
        match &self.known[id.0] {
            State::Done(value) => return value.clone(),
            State::Begun => return None,
            State::New if depth > DEPTH => return None,
            State::New => self.known[id.0] = State::Begun,
        }
        let bundle = self.bundle;
        let value = self.schema(&bundle.get(id).schema, depth);
        self.known[id.0] = State::Done(value.clone());
        value
    }

    fn schema(&mut self, schema: &Value, depth: usize) -> Option<Value> {
        let Some(object) = schema.as_object() else { return Some(json!("anything")) };
        if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
            let id = reference.rsplit('/').next().and_then(DefinitionId::from_key)?;
            return self.definition(id, depth + 1);
        }
        for keyword in ["oneOf", "anyOf"] {
            if let Some(alternatives) = object.get(keyword).and_then(Value::as_array) {
                return alternatives.iter().find_map(|schema| self.schema(schema, depth));
            }
        }
        if let Some(parts) = object.get("allOf").and_then(Value::as_array) {
            return self.all_of(parts, depth);
        }
        if let Some(values) = object.get("enum").and_then(Value::as_array) {
            return values.first().cloned();
        }
        Some(match object.get("type").and_then(Value::as_str)? {
            "array" => self.array(object, depth)?,
            "object" => self.object(object, depth)?,
            "integer" => json!(7),
            "number" => json!(0.5),
            "boolean" => json!(true),
            "null" => Value::Null,
            _ if object.get("format").is_some_and(|format| format == "date-time") => json!("2021-12-29T12:33:09Z"),
            _ => json!("text"),
        })
    }

    fn all_of(&mut self, parts: &[Value], depth: usize) -> Option<Value> {
        let mut whole = Map::new();
        for part in parts {
            match self.schema(part, depth)? {
                Value::Object(members) => whole.extend(members),
                scalar => return Some(scalar),
            }
        }
        Some(Value::Object(whole))
    }

    fn array(&mut self, schema: &Map<String, Value>, depth: usize) -> Option<Value> {
        match schema.get("items") {
            Some(Value::Array(items)) => items.iter().map(|item| self.schema(item, depth)).collect(),
            _ => Some(json!([])),
        }
    }

    fn object(&mut self, schema: &Map<String, Value>, depth: usize) -> Option<Value> {
        let required = schema.get("required").and_then(Value::as_array);
        let mut members = Map::new();
        for name in required.into_iter().flatten().filter_map(Value::as_str) {
            let value = match schema.get("properties").and_then(|properties| properties.get(name)) {
                Some(schema) => self.schema(schema, depth)?,
                None => json!("anything"),
            };
            members.insert(name.to_owned(), value);
        }
        Some(Value::Object(members))
    }
}
