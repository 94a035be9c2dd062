//! Objects: members that are named, and others.

use serde_json::{Map, Value};

use crate::canon::annotations;
use crate::canon::shape::{Node, Object, Places, Property, Rest, Shape};
use crate::canon::worklist::Worklist;
use crate::limits::MEMBERS;
use crate::read::resolve::Location;

impl Worklist<'_> {
    pub(super) fn object(&mut self, schema: &Map<String, Value>, at: &Location) -> Node {
        let mut object = Object::open();
        object.properties = self.properties(schema, at);
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        object.required = required.filter_map(Value::as_str).map(str::to_owned).collect();
        if self.dialect(at).may_be_draft_3() {
            let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
            let required = properties.filter(|(_, property)| property.get("required") == Some(&Value::Bool(true)));
            object.required.extend(required.map(|(name, _)| name.clone()));
        }
        object.rest = self.rest(schema, at);
        object.named =
            schema.contains_key("properties") || schema.contains_key("required") || object.rest == Rest::Closed;
        Node::new(Shape::Object(object), at)
    }

    fn properties(&mut self, schema: &Map<String, Value>, at: &Location) -> Vec<Property> {
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return Vec::new() };
        if properties.len() > MEMBERS {
            let message = format!("an object of {} members; the limit is {MEMBERS}", properties.len());
            self.fault("too-big", message, at, "properties");
            return Vec::new();
        }
        let at = at.below("properties");
        let property = |(name, schema): (&String, &Value)| {
            let at = at.below(name);
            Property {
                name: name.clone(),
                node: self.part(&at),
                doc: annotations::doc(schema),
                absent_as: None,
                places: Places(vec![at]),
            }
        };
        properties.iter().map(property).collect()
    }

    /// `additionalProperties`, and what `patternProperties` adds to it. Which names a pattern is about, no type follows.
    fn rest(&mut self, schema: &Map<String, Value>, at: &Location) -> Rest {
        let others = match schema.get("additionalProperties") {
            None => Rest::Open { evaluated: false },
            Some(Value::Bool(false)) => Rest::Closed,
            Some(_) => typed(self.part(&at.below("additionalProperties"))),
        };
        let patterns = schema.get("patternProperties").and_then(Value::as_object);
        let Some(patterns) = patterns.filter(|patterns| !patterns.is_empty()) else { return others };
        let below = at.below("patternProperties");
        let nodes: Vec<Node> = patterns.keys().map(|pattern| self.part(&below.below(pattern))).collect();
        let mut nodes = nodes.into_iter().filter(|node| !node.is_never()).chain(match &others {
            Rest::Typed(node) => Some((**node).clone()),
            Rest::Open { .. } | Rest::Closed => None,
        });
        match (nodes.next(), others) {
            // A pattern takes members, too.
            (_, Rest::Open { .. }) => Rest::Open { evaluated: true },
            (None, others) => others,
            (Some(first), _) if nodes.all(|node| node == first) => typed(first),
            _ => {
                let message = "the members that these patterns name have several schemas: they become any values";
                self.open(at, "patternProperties", message);
                Rest::Open { evaluated: true }
            }
        }
    }
}

/// Other members that are of one schema.
pub(crate) fn typed(node: Node) -> Rest {
    if node.is_any() {
        Rest::Open { evaluated: true }
    } else if node.is_never() {
        Rest::Closed
    } else {
        Rest::Typed(Box::new(node))
    }
}
