//! Objects: declared members, and others.

use serde_json::{Map, Value};

use crate::canon::annotations;
use crate::canon::passwords::holds_password;
use crate::canon::shape::{Alternative, Node, Object, Patterns, Places, Property, Rest, Shape};
use crate::canon::worklist::Worklist;
use crate::limits::MEMBERS;
use crate::privacy::Privacy;
use crate::read::matcher::{Matcher, PatternSet};
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
        let nodes = self.nodes_of_patterns(schema, at);
        // A member that matches a pattern with `false` is forbidden.
        let (refused, nodes): (Vec<_>, Vec<_>) = nodes.into_iter().partition(|(_, node)| node.is_never());
        for (pattern, node) in &nodes {
            self.hide_matching(&mut object, pattern, node);
        }
        (object.rest, object.patterns) = self.rest(schema, nodes, at);
        let refused: Vec<String> = refused.into_iter().map(|(pattern, _)| pattern.to_owned()).collect();
        if object.rest != Rest::Closed && !refused.is_empty() {
            self.refuse_patterns(refused, at, &mut object);
        }
        object.named = ["properties", "required"].iter().any(|keyword| schema.contains_key(*keyword))
            || object.rest == Rest::Closed
            || object.patterns.is_some()
            || object.refused_patterns.is_some();
        Node::new(Shape::Object(object), at)
    }

    fn properties(&mut self, schema: &Map<String, Value>, at: &Location) -> Vec<Property> {
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return Vec::new() };
        if properties.len() > MEMBERS {
            let message = format!("this object has {} members; the limit is {MEMBERS}", properties.len());
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
                privacy: Privacy::Open,
                places: Places(vec![at]),
            }
        };
        properties.iter().map(property).collect()
    }

    fn nodes_of_patterns<'s>(&mut self, schema: &'s Map<String, Value>, at: &Location) -> Vec<(&'s str, Node)> {
        let patterns = schema.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
        let below = at.below("patternProperties");
        patterns.map(|(pattern, _)| (pattern.as_str(), self.part(&below.below(pattern)))).collect()
    }

    /// `additionalProperties` and `patternProperties`.
    fn rest(
        &mut self,
        schema: &Map<String, Value>,
        nodes: Vec<(&str, Node)>,
        at: &Location,
    ) -> (Rest, Option<Patterns>) {
        let others = match schema.get("additionalProperties") {
            None => Rest::Open { evaluated: false },
            Some(Value::Bool(false)) => Rest::Closed,
            Some(_) => typed(self.part(&at.below("additionalProperties"))),
        };
        if nodes.is_empty() {
            return (others, None);
        }
        let below = at.below("patternProperties");
        let common = self.common(nodes.iter().map(|(_, node)| node), &below);
        let is_one = common.is_some();
        let password = nodes.iter().any(|(_, node)| holds_password(node));
        let node = common.unwrap_or_else(|| Node { password, ..Node::any(&below) });
        let names = names_of(nodes.iter().map(|(pattern, _)| *pattern));
        let is_alone = !schema.contains_key("properties");
        match (names, others) {
            (Some(names), _) if names.is_all() => {
                self.warn_of_several(is_one, at);
                (typed(node), None)
            }
            (_, Rest::Typed(other)) if is_one && *other == node => (Rest::Typed(other), None),
            // A map, whose names are not checked.
            (_, Rest::Closed) if is_alone && is_one => (typed(node), None),
            (_, Rest::Closed) if is_alone => {
                self.warn_of_several(is_one, at);
                (Rest::Open { evaluated: true }, None)
            }
            (Some(_), Rest::Open { .. }) if node.is_any() && !node.hides() => {
                self.warn_of_several(is_one, at);
                (Rest::Open { evaluated: true }, None)
            }
            (Some(names), others) => {
                self.warn_of_several(is_one, at);
                let patterns = nodes.iter().map(|(pattern, _)| (*pattern).to_owned()).collect();
                (others, Some(Patterns { patterns, names, node: Box::new(node) }))
            }
            (None, _) => {
                let message = "these patterns are not supported: all members without a property accept any value";
                self.open(at, "patternProperties", message);
                (Rest::Open { evaluated: true }, None)
            }
        }
    }

    /// The one schema of several nodes: that of all of them, or the scalar that all of them are, such as a string where their formats differ.
    fn common<'n>(&mut self, nodes: impl Iterator<Item = &'n Node> + Clone, at: &Location) -> Option<Node> {
        let first = nodes.clone().next()?;
        if nodes.clone().all(|node| node == first) {
            return Some(first.clone());
        }
        let either = self.one_of(nodes.cloned().map(Alternative::of).collect(), at);
        either.shape.scalar_type().is_some().then_some(either)
    }

    /// Adds patterns with `false`: forbidden members.
    fn refuse_patterns(&mut self, refused: Vec<String>, at: &Location, object: &mut Object) {
        match PatternSet::of(refused) {
            Some(set) if set.names.is_all() => object.rest = Rest::Closed,
            Some(set) => object.refused_patterns = Some(set),
            None => {
                let message =
                    "which names these patterns match is not followed: members that `false` forbids are taken";
                self.open(at, "patternProperties", message);
            }
        }
    }

    fn warn_of_several(&mut self, is_one: bool, at: &Location) {
        if !is_one {
            let message = "these patterns have different schemas: the members that they match accept any value";
            self.open(at, "patternProperties", message);
        }
    }
}

/// The names that patterns match. `^.*$` is read as all names, although it excludes names with a line break.
fn names_of<'p>(patterns: impl Iterator<Item = &'p str>) -> Option<Matcher> {
    Matcher::of(patterns.map(|pattern| if pattern == "^.*$" { "" } else { pattern }))
}

/// Other members, which have one schema.
pub(crate) fn typed(node: Node) -> Rest {
    if node.is_any() && !node.hides() {
        Rest::Open { evaluated: true }
    } else if node.is_never() {
        Rest::Closed
    } else {
        Rest::Typed(Box::new(node))
    }
}
