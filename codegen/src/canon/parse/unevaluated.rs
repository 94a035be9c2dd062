//! What a schema says of members and items that no other keyword has looked at (2020-12, core, section 11).

use serde_json::{Map, Value};

use super::object::typed;
use crate::canon::shape::Node;
use crate::canon::shape::{Array, Object, Rest, Shape};
use crate::canon::worklist::Worklist;
use crate::read::keywords::has_any;
use crate::read::resolve::Location;

/// Keywords that look at items in ways that are not followed.
const OF_ITEMS: &[&str] = &[
    "$dynamicRef",
    "$recursiveRef",
    "$ref",
    "additionalItems",
    "allOf",
    "anyOf",
    "contains",
    "dependentSchemas",
    "if",
    "not",
    "oneOf",
];

impl Worklist<'_> {
    /// `unevaluatedProperties` and `unevaluatedItems`: about what is left, if all that looks at members and items is known.
    pub(super) fn unevaluated(&mut self, schema: &Map<String, Value>, at: &Location, node: &mut Node) {
        if let Some(value) = schema.get("unevaluatedProperties") {
            self.unevaluated_properties(value, at, node);
        }
        if let (Some(_), Shape::Array(array)) = (schema.get("unevaluatedItems"), &mut node.shape) {
            let is_known = !has_any(schema, OF_ITEMS) && schema.get("items").is_none_or(Value::is_array);
            if is_known {
                *array = Array { rest: Box::new(self.schema(&at.below("unevaluatedItems"))), ..array.clone() };
            }
        }
    }

    fn unevaluated_properties(&mut self, value: &Value, at: &Location, node: &mut Node) {
        match &node.shape {
            Shape::Object(Object { rest: Rest::Open { evaluated: false }, .. }) => {}
            _ => return,
        }
        let mut places = Vec::new();
        self.places_of_parts(at, &mut places);
        for place in &places {
            if let Some(part) = self.resolver.schema(place).and_then(Value::as_object) {
                self.add_unread(part, place, node);
            }
        }
        let rest = match value {
            Value::Bool(true) => Rest::Open { evaluated: true },
            Value::Bool(false) => Rest::Closed,
            _ => typed(self.schema(&at.below("unevaluatedProperties"))),
        };
        if let Shape::Object(object) = &mut node.shape
            && object.rest == (Rest::Open { evaluated: false })
        {
            object.named |= rest == Rest::Closed;
            object.rest = rest;
        }
    }

    /// The schemas that hold at once with the one at a place: itself, its parts and what it refers to, and so on.
    fn places_of_parts(&self, at: &Location, places: &mut Vec<Location>) {
        if places.contains(at) || places.len() > PARTS {
            return;
        }
        places.push(at.clone());
        let Some(schema) = self.resolver.schema(at).and_then(Value::as_object) else { return };
        let parts = schema.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
        for index in 0..parts {
            self.places_of_parts(&at.entry("allOf", index), places);
        }
        for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
            let name = schema.get(keyword).and_then(Value::as_str);
            if let Some(target) = name.and_then(|name| self.resolver.resolve_keyword(name, at, keyword).ok()) {
                self.places_of_parts(&target, places);
            }
        }
    }
}

/// As many parts as are looked at.
const PARTS: usize = 256;
