//! Scalars, constants and lists of values.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::canon::shape::{Alternative, Array, Enum, Node, Object, Shape, Text};
use crate::canon::worklist::Worklist;
use crate::diagnostic::Diagnostic;
use crate::read::resolve::Location;
use crate::width::Width;

const TYPES: &str = "array, boolean, integer, null, number, object, string";

pub(super) fn string(object: &Map<String, Value>) -> Shape {
    let is_instant = object.get("format").is_some_and(|format| format == "date-time");
    Shape::String(if is_instant { Text::Timestamp } else { Text::Plain })
}

pub(super) fn integer(object: &Map<String, Value>) -> Shape {
    let width = object.get("format").and_then(Value::as_str).and_then(Width::from_format);
    Shape::Integer(width.unwrap_or(Width::I64))
}

impl Worklist<'_> {
    pub(super) fn constant(&mut self, object: &Map<String, Value>, at: &Location) -> Option<Node> {
        let value = object.get("const")?;
        Some(self.listed(std::slice::from_ref(value), true, at, "const"))
    }

    pub(super) fn enumeration(&mut self, object: &Map<String, Value>, at: &Location) -> Option<Node> {
        let values = object.get("enum")?.as_array().map(Vec::as_slice).unwrap_or_default();
        if values.is_empty() {
            self.fault("empty-enum", "`enum` is a list of one or more values", at, "enum");
            return None;
        }
        let mut seen = HashSet::with_capacity(values.len());
        if let Some(index) = values.iter().position(|value| !seen.insert(value)) {
            let place = self.resolver.place(&at.entry("enum", index));
            self.faults.push(
                Diagnostic::warning("duplicate-value", "`enum` names a value twice")
                    .at(place)
                    .help("remove one of them"),
            );
        }
        Some(self.listed(values, false, at, "enum"))
    }

    /// One of some values: those of each JSON type are an alternative.
    fn listed(&mut self, values: &[Value], constant: bool, at: &Location, keyword: &str) -> Node {
        let scalars: [fn(&Value) -> bool; 3] = [Value::is_string, Value::is_number, Value::is_boolean];
        let mut shapes = Vec::new();
        for is_of_type in scalars {
            let mut own: Vec<Value> = Vec::new();
            let mut seen = HashSet::new();
            own.extend(values.iter().filter(|value| is_of_type(value) && seen.insert(*value)).cloned());
            if !own.is_empty() {
                shapes.push(Shape::Enum(Enum { values: own, constant }));
            }
        }
        for (is_of_type, shape, kind) in [
            (Value::is_array as fn(&Value) -> bool, Shape::Array(Array::open(at)), "list"),
            (Value::is_object, Shape::Object(Object::open()), "object"),
        ] {
            if values.iter().any(is_of_type) {
                self.open(at, keyword, format!("the {kind} in `{keyword}` becomes any {kind}"));
                shapes.push(shape);
            }
        }
        if values.iter().any(Value::is_null) {
            shapes.push(Shape::Null);
        }
        let alone = shapes.len() <= 1 + usize::from(values.iter().any(Value::is_null));
        let alternative = |shape: Shape| {
            let first = values.iter().position(|value| matches!(&shape, Shape::Enum(own) if own.values[0] == *value));
            let at = if alone { at.clone() } else { at.entry(keyword, first.unwrap_or_default()) };
            Alternative::of(Node::new(shape, &at))
        };
        let alternatives = shapes.into_iter().map(alternative).collect();
        self.one_of(alternatives, at)
    }

    pub(super) fn no_type(&mut self, ty: &str, at: &Location) -> Node {
        let error = Diagnostic::error("unknown-type", format!("`{ty}` is no type of JSON Schema"));
        let error = error.at(self.resolver.place(&at.below("type")));
        self.faults.push(error.help(format!("the types are {TYPES} (2020-12 validation, section 6.1.1)")));
        Node::any(at)
    }
}
