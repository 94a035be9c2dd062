//! Members and items that no other keyword evaluates (2020-12, core, section 11).

use serde_json::{Map, Value};

use super::object::typed;
use crate::canon::shape::Node;
use crate::canon::shape::{Array, Object, Rest, Shape};
use crate::canon::worklist::Worklist;
use crate::read::keywords::has_any;
use crate::read::resolve::Location;

/// Keywords that evaluate items in unsupported ways.
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
    /// `unevaluatedProperties` and `unevaluatedItems`: apply to the other members and items, if all keywords that evaluate them are known.
    pub(super) fn unevaluated(&mut self, schema: &Map<String, Value>, at: &Location, node: &mut Node) {
        // Both are of 2019-09, as `Dialect::has` lists.
        if !self.dialect(at).has("unevaluatedProperties") {
            return;
        }
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
        if *value != Value::Bool(true) {
            self.copy_target(at, node);
        }
        match &mut node.shape {
            Shape::Object(Object { rest: Rest::Open { evaluated: false }, .. }) => {}
            Shape::Union(union) if self.one_alternative_counts(at) => {
                let rest = self.rest_of_unevaluated(value, at);
                let types = self.resolver.schema(at).and_then(|schema| schema.get("type")?.as_array());
                let index = types.and_then(|types| types.iter().position(|ty| ty == "object")).unwrap_or_default();
                for alternative in &mut union.alternatives {
                    take_no_others(&mut alternative.node.shape, &rest);
                    // An entry of a list in `type` has the place of the union, unless it needs a type of its own.
                    if alternative.node.origin.at == *at && alternative.node.needs_type() {
                        alternative.node.origin.at = at.entry("type", index);
                    }
                }
                return;
            }
            _ => return,
        }
        let mut places = Vec::new();
        self.places_of_parts(at, &mut places);
        for place in &places {
            if let Some(part) = self.resolver.schema(place).and_then(Value::as_object) {
                self.add_unread(part, place, node);
            }
        }
        let rest = self.rest_of_unevaluated(value, at);
        take_no_others(&mut node.shape, &rest);
    }

    /// Replaces a reference to an object by the object, because it has other rules for its members here. The target stays unchanged.
    fn copy_target(&mut self, at: &Location, node: &mut Node) {
        if !matches!(node.shape, Shape::Ref(_)) {
            return;
        }
        if let Some(target) = self.followed(node)
            && matches!(target.shape, Shape::Object(Object { rest: Rest::Open { evaluated: false }, .. }))
        {
            *node = Node { shape: target.shape, ..Node::new(Shape::Any, at) }.or_null(target.nullable);
        }
    }

    fn rest_of_unevaluated(&mut self, value: &Value, at: &Location) -> Rest {
        match value {
            Value::Bool(true) => Rest::Open { evaluated: true },
            Value::Bool(false) => Rest::Closed,
            _ => typed(self.schema(&at.below("unevaluatedProperties"))),
        }
    }

    /// Whether only one alternative of a union evaluates the members of a value, besides the parts that always hold: of `anyOf` and of
    /// conditions, several may.
    fn one_alternative_counts(&self, at: &Location) -> bool {
        let mut places = Vec::new();
        self.places_of_parts(at, &mut places);
        let mut index = 0;
        while let Some(place) = places.get(index).cloned() {
            index += 1;
            let Some(schema) = self.resolver.schema(&place).and_then(Value::as_object) else { continue };
            if places.len() > PARTS || has_any(schema, OF_SEVERAL) {
                return false;
            }
            let alternatives = schema.get("oneOf").and_then(Value::as_array).map_or(0, Vec::len);
            (0..alternatives).for_each(|index| self.places_of_parts(&place.entry("oneOf", index), &mut places));
        }
        true
    }

    /// The schemas that apply to the same value as the one at a place: itself, its parts, the targets of its references, recursively.
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

/// Sets the schema of an object's unevaluated members. The target of a reference is also used elsewhere, and stays unchanged.
fn take_no_others(shape: &mut Shape, rest: &Rest) {
    if let Shape::Object(object) = shape
        && object.rest == (Rest::Open { evaluated: false })
    {
        object.named |= *rest == Rest::Closed;
        object.rest = rest.clone();
    }
}

/// Keywords that evaluate members besides the one valid alternative of `oneOf`.
const OF_SEVERAL: &[&str] = &["anyOf", "dependencies", "dependentSchemas", "if"];

/// The greatest number of parts that are visited.
const PARTS: usize = 256;
