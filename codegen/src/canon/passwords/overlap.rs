//! Passwords that only another schema of the same value declares: one that holds only sometimes, such as `then`, or one for some of its
//! parts, such as `contains`. Such a schema changes no type, except that it hides strings.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{REFERENCES, entries};
use crate::canon::parse::branches;
use crate::canon::shape::{Alternative, Array, Node, Object, Shape, Text};
use crate::canon::worklist::Worklist;
use crate::id::ItemId;
use crate::read::keywords::{SHAPING, has_any};
use crate::read::matcher::Matcher;
use crate::read::resolve::Location;

/// The greatest number of references that are followed to a password.
const REFERRED: usize = 8;

impl Worklist<'_> {
    /// Hides the strings that are passwords in a branch, in an alternative beside one that accepts any value, or where `contains` selects
    /// them.
    pub(super) fn hide_sometimes(&mut self, at: &Location, node: &mut Node) {
        let mut parts = vec![at.clone()];
        let mut index = 0;
        while let Some(part) = parts.get(index).cloned() {
            index += 1;
            let Some(schema) = self.resolver.schema(&part).and_then(Value::as_object) else { continue };
            let more = self.parts(schema, &part).into_iter().filter(|part| !parts.contains(part)).collect::<Vec<_>>();
            parts.extend(more);
            self.hide_sometimes_in(schema, &part, node);
        }
    }

    fn hide_sometimes_in(&mut self, schema: &Map<String, Value>, at: &Location, node: &mut Node) {
        let dialect = self.dialect(at);
        let mut places = branches(schema, at, dialect);
        for keyword in ["anyOf", "oneOf"] {
            let alternatives = entries(schema, keyword, at);
            let is_any = |place: &Location| matches!(self.resolver.schema(place), Some(Value::Object(schema)) if !has_any(schema, SHAPING));
            if alternatives.iter().any(is_any) {
                places.extend(alternatives);
            }
        }
        for other in self.nodes_in_place(places) {
            self.hide_as(node, &other);
        }
        if schema.contains_key("contains") && dialect.has("contains") {
            for item in self.nodes_in_place(vec![at.below("contains")]) {
                let items = Array { rest: Box::new(item), ..Array::open(at) };
                self.hide_as(node, &Node::new(Shape::Array(items), at));
            }
        }
    }

    /// Some schemas, and those that they apply to the same value, if a password is reachable from them.
    fn nodes_in_place(&mut self, mut places: Vec<Location>) -> Vec<Node> {
        let mut found = Vec::new();
        let mut index = 0;
        while let Some(place) = places.get(index).cloned() {
            index += 1;
            if !self.mentions_password(&place) {
                continue;
            }
            if let Some(schema) = self.resolver.schema(&place).and_then(Value::as_object) {
                let inner = self.in_place(schema, &place).into_iter().filter(|place| !places.contains(place));
                let inner: Vec<_> = inner.collect();
                places.extend(inner);
            }
            found.extend(self.branch(place));
        }
        found
    }

    /// Hides the strings of a schema that are passwords in another schema of the same value.
    pub(in crate::canon) fn hide_as(&mut self, node: &mut Node, other: &Node) {
        match (&node.shape, &other.shape) {
            (_, Shape::Ref(id)) => self.hide_as_target(node, *id, other),
            (_, Shape::Union(union)) => union.alternatives.iter().for_each(|one| self.hide_as(node, &one.node)),
            (_, Shape::String(Text::Secret)) => {
                let own = std::mem::replace(node, Node::any(&node.origin.at));
                *node = self.hidden(own);
            }
            (_, Shape::Any) if other.password => self.hide_whole(node),
            (_, Shape::Integer(_) | Shape::Number(_)) if other.password => {
                *node = self.with_hidden_numbers(node.clone());
            }
            (_, Shape::Any) if other.names => *node = self.with_hidden_names(node.clone()),
            (Shape::Any, Shape::Object(_)) if other.names => node.names = true,
            (Shape::Ref(_), Shape::Object(_) | Shape::Array(_)) => self.hide_copy_as(node, other),
            (Shape::Union(union), Shape::Object(_) | Shape::Array(_)) => {
                let mut alternatives = union.alternatives.clone();
                alternatives.iter_mut().for_each(|one| self.hide_alternative_as(one, other));
                if alternatives != union.alternatives {
                    let union = self.union_of(alternatives, node.nullable, node.origin.clone());
                    *node = Node { password: node.password || union.password, ..union };
                }
            }
            (Shape::Object(_), Shape::Object(others)) => {
                node.names |= other.names;
                let Shape::Object(own) = &mut node.shape else { return };
                self.hide_members_as(own, others);
            }
            (Shape::Array(_), Shape::Array(others)) => {
                let Shape::Array(own) = &mut node.shape else { return };
                for (index, item) in own.prefix.iter_mut().enumerate() {
                    self.hide_as(item, others.item(index));
                }
                for other in others.prefix.iter().skip(own.prefix.len()).chain([&*others.rest]) {
                    self.hide_as(&mut own.rest, other);
                }
            }
            _ => {}
        }
    }

    fn hide_whole(&mut self, node: &mut Node) {
        let own = std::mem::replace(node, Node::any(&node.origin.at));
        let hidden = self.hidden(own);
        *node = self.with_hidden_numbers(hidden);
    }

    /// The same for the target of a reference.
    fn hide_as_target(&mut self, node: &mut Node, id: ItemId, other: &Node) {
        if self.referred.len() >= REFERRED || self.referred.contains(&id) {
            return;
        }
        let Some(target) = self.in_alternatives(|this| this.followed(other)) else { return };
        self.referred.push(id);
        self.hide_as(node, &target);
        self.referred.pop();
    }

    /// The same for a schema that is referred to. It is copied if it accepts strings that are printed.
    fn hide_copy_as(&mut self, node: &mut Node, other: &Node) {
        let Some(plain) = self.in_alternatives(|this| this.followed(node)) else { return };
        let mut copy = plain.clone();
        self.hide_as(&mut copy, other);
        if copy != plain {
            mark_changed(&mut copy, &plain);
            *node = Node { origin: node.origin.clone(), ..copy };
        }
    }

    fn hide_alternative_as(&mut self, alternative: &mut Alternative, other: &Node) {
        self.hide_as(&mut alternative.node, other);
        if !matches!(alternative.node.shape, Shape::Ref(_)) {
            alternative.refers_to = None;
        }
    }

    /// Hides the members that are passwords in another schema of the same object.
    pub(in crate::canon) fn hide_members_as(&mut self, own: &mut Object, other: &Object) {
        for property in &mut own.properties {
            for other in other.schemas_of(&property.name) {
                self.hide_as(&mut property.node, other);
            }
        }
        let declared = other.properties.iter().filter(|property| own.property(&property.name).is_none());
        let declared = declared.map(|property| &property.node);
        let others: Vec<&Node> = declared.chain(other.undeclared()).collect();
        for own in own.undeclared_mut() {
            others.iter().for_each(|other| self.hide_as(own, other));
        }
    }

    /// Hides the properties whose names match a pattern with a password.
    pub(in crate::canon) fn hide_matching(&mut self, object: &mut Object, pattern: &str, other: &Node) {
        if !self.has_passwords {
            return;
        }
        let names = Matcher::of([pattern]);
        let may_match = |name: &str| names.as_ref().is_none_or(|names| names.has(name));
        for property in object.properties.iter_mut().filter(|property| may_match(&property.name)) {
            self.hide_as(&mut property.node, other);
        }
    }

    /// The schema with secrets in place of the names of its members. A schema that is referred to is copied.
    pub(in crate::canon) fn with_hidden_names(&mut self, node: Node) -> Node {
        let names = Node { names: true, ..Node::new(Shape::Object(Object::open()), &node.origin.at) };
        let mut node = node;
        self.hide_as(&mut node, &names);
        node
    }

    /// Whether a password is reachable from a schema.
    pub(super) fn mentions_password(&mut self, at: &Location) -> bool {
        if let Some(known) = self.mentions.get(at) {
            return *known;
        }
        let mut seen = HashSet::from([at.clone()]);
        let mut rest = vec![at.clone()];
        while let Some(place) = rest.pop() {
            let known = self.mentions.get(&place).copied();
            let Some(schema) = self.resolver.schema(&place).filter(|_| known != Some(false)) else { continue };
            if known == Some(true) || self.holds_format(schema) {
                self.mentions.insert(at.clone(), true);
                return true;
            }
            let mut found = Vec::new();
            self.referred_from(schema, &place, &mut found);
            rest.extend(found.into_iter().filter(|place| seen.insert(place.clone())));
        }
        self.mentions.extend(seen.into_iter().map(|place| (place, false)));
        false
    }

    fn holds_format(&self, value: &Value) -> bool {
        match value {
            Value::Object(members) => {
                self.scalars.is_password(members) || members.values().any(|value| self.holds_format(value))
            }
            Value::Array(items) => items.iter().any(|value| self.holds_format(value)),
            _ => false,
        }
    }

    /// The targets of the references in a schema.
    fn referred_from(&self, value: &Value, at: &Location, found: &mut Vec<Location>) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    match value.as_str().filter(|_| REFERENCES.contains(&name.as_str())) {
                        Some(target) => found.extend(self.resolver.resolve_keyword(target, at, name).ok()),
                        None => self.referred_from(value, &at.below(name), found),
                    }
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    self.referred_from(value, &at.below(&index.to_string()), found);
                }
            }
            _ => {}
        }
    }
}

/// Marks the changed parts of a copy, so that they do not get the types of the original ones.
fn mark_changed(copy: &mut Node, plain: &Node) {
    if copy == plain {
        return;
    }
    copy.origin.mixed = true;
    match (&mut copy.shape, &plain.shape) {
        (Shape::Object(copy), Shape::Object(plain)) => {
            for (copy, plain) in copy.properties.iter_mut().zip(&plain.properties) {
                mark_changed(&mut copy.node, &plain.node);
            }
            copy.undeclared_mut().zip(plain.undeclared()).for_each(|(copy, plain)| mark_changed(copy, plain));
        }
        (Shape::Array(copy), Shape::Array(plain)) => {
            copy.prefix.iter_mut().zip(&plain.prefix).for_each(|(copy, plain)| mark_changed(copy, plain));
            mark_changed(&mut copy.rest, &plain.rest);
        }
        (Shape::Union(copy), Shape::Union(plain)) => {
            for (copy, plain) in copy.alternatives.iter_mut().zip(&plain.alternatives) {
                mark_changed(&mut copy.node, &plain.node);
            }
        }
        _ => {}
    }
}
