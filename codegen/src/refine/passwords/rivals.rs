//! Alternatives of a union that may decode a value with a secret, in place of the alternative that declares the secret.

use std::collections::{BTreeSet, HashSet};

use crate::canon::definitions::Definition;
use crate::canon::shape::{Form, Node, Object, Rest, Shape, Text, Union};
use crate::id::ItemId;
use crate::limits::CHAIN;
use crate::privacy::Privacy;
use crate::refine::{Given, strings};

/// Hides what an alternative of a union prints and another one declares as a secret. Texts become secrets; the values of a type that is used
/// elsewhere are not printed.
pub(super) fn hide(list: &mut [Definition], id: ItemId) {
    let alternatives: Vec<Node> = nodes(list, id).cloned().collect();
    for (at, own) in alternatives.iter().enumerate() {
        for (index, other) in alternatives.iter().enumerate() {
            // A text decodes as the secret: see `hide_beside_secrets`.
            if index == at || strings::text_of(list, other).is_some() || !shows(list, own, other) {
                continue;
            }
            match object_of(list, own) {
                Some(object) => hide_members(list, object, other),
                None => hide_alternative(list, id, at),
            }
            if nodes(list, id).nth(at).is_some_and(|own| shows(list, own, other)) {
                list[id.0].privacy = Privacy::Secret;
            }
        }
    }
}

/// The alternatives of a union.
fn nodes(list: &[Definition], id: ItemId) -> impl Iterator<Item = &Node> {
    let alternatives = match &list[id.0].node.shape {
        Shape::Union(union) => &*union.alternatives,
        _ => &[],
    };
    alternatives.iter().map(|one| &one.node)
}

/// Hides the texts of an alternative that has no definition of its own.
fn hide_alternative(list: &mut [Definition], id: ItemId, at: usize) {
    let Some(mut node) = nodes(list, id).nth(at).cloned() else { return };
    strings::set(list, id, &mut node, Given::Text(Text::Secret));
    if let Shape::Union(union) = &mut list[id.0].node.shape {
        union.alternatives[at].node = node;
    }
}

/// Hides the members of an object that are secrets in another schema.
fn hide_members(list: &mut [Definition], id: ItemId, other: &Node) {
    let mut node = list[id.0].node.clone();
    let is_part = list[id.0].parent.is_some();
    let Shape::Object(object) = &mut node.shape else { return };
    for property in &mut object.properties {
        let name = property.name.clone();
        if is_part && shows_member(list, &name, &property.node, other) {
            strings::set(list, id, &mut property.node, Given::Text(Text::Secret));
        }
        if shows_member(list, &name, &property.node, other) {
            property.privacy = Privacy::Secret;
        }
    }
    if is_part {
        let undeclared = Node::new(Shape::Object(Object { properties: Vec::new(), ..object.clone() }), &node.origin.at);
        if shows(list, &undeclared, other) {
            node.names = true;
            for inner in object.undeclared_mut() {
                strings::set(list, id, inner, Given::Text(Text::Secret));
            }
        }
    }
    list[id.0].node = node;
}

/// Whether a value of a schema prints a text that is a secret in another schema of the same value.
fn shows(list: &[Definition], own: &Node, other: &Node) -> bool {
    Search { list, seen: HashSet::new() }.shows(own, other)
}

/// The same for the value of a member, and a schema of the object.
fn shows_member(list: &[Definition], name: &str, own: &Node, other: &Node) -> bool {
    Search { list, seen: HashSet::new() }.shows_member(name, own, other)
}

struct Search<'l> {
    list: &'l [Definition],
    /// The pairs of which one is a reference, and whose comparison has begun.
    seen: HashSet<(*const Node, *const Node)>,
}

impl Search<'_> {
    fn shows(&mut self, own: &Node, other: &Node) -> bool {
        let is_reference = matches!(own.shape, Shape::Ref(_)) || matches!(other.shape, Shape::Ref(_));
        if is_reference && !self.seen.insert((own, other)) {
            return false;
        }
        match (&own.shape, &other.shape) {
            (Shape::Ref(one), Shape::Ref(another)) if one == another => false,
            (Shape::Ref(id), _) => {
                let own = &self.list[id.0];
                own.privacy != Privacy::Secret && self.shows(&own.node, other)
            }
            (_, Shape::Ref(id)) => self.shows(own, &self.list[id.0].node),
            (_, Shape::String(Text::Secret)) => strings::may_be_text(self.list, own, false),
            (Shape::Any, Shape::Object(_)) => other.names && !own.names,
            (_, Shape::Any) => other.password && strings::may_be_text(self.list, own, false),
            (Shape::Integer(_) | Shape::Number(_), Shape::Integer(_) | Shape::Number(_)) => {
                other.password && !own.password
            }
            (_, Shape::Union(union)) => plain(union).any(|other| self.shows(own, other)),
            (Shape::Union(union), _) => plain(union).any(|own| self.shows(own, other)),
            (Shape::Array(array), Shape::Array(others)) => {
                let items = array.prefix.len().max(others.prefix.len());
                (0..=items).any(|index| self.shows(array.item(index), others.item(index)))
            }
            (Shape::Object(object), Shape::Object(others)) => {
                let has_names = !matches!(object.rest, Rest::Closed) || object.patterns.is_some();
                let shows_names = other.names && !own.names && has_names;
                shows_names || self.shows_members(object, others)
            }
            _ => false,
        }
    }

    fn shows_members(&mut self, own: &Object, other: &Object) -> bool {
        let names: BTreeSet<&str> =
            own.properties.iter().chain(&other.properties).map(|property| &*property.name).collect();
        let is_hidden = |name: &str| own.property(name).is_some_and(|own| own.privacy == Privacy::Secret);
        let mut shown = names.into_iter().filter(|name| !is_hidden(name));
        shown.any(|name| self.show(own.schemas_of(name), &other.schemas_of(name)))
            || self.show(own.undeclared().collect(), &other.undeclared().collect::<Vec<_>>())
    }

    fn shows_member(&mut self, name: &str, own: &Node, object: &Node) -> bool {
        match &object.shape {
            Shape::Ref(id) => self.shows_member(name, own, &self.list[id.0].node),
            Shape::Object(object) => self.show(vec![own], &object.schemas_of(name)),
            Shape::Union(union) => plain(union).any(|one| self.shows_member(name, own, one)),
            _ => false,
        }
    }

    /// Whether one of some schemas shows a secret of another one.
    fn show(&mut self, own: Vec<&Node>, other: &[&Node]) -> bool {
        own.into_iter().any(|own| other.iter().any(|other| self.shows(own, other)))
    }
}

/// The alternatives whose values are those of the union.
fn plain(union: &Union) -> impl Iterator<Item = &Node> {
    union.alternatives.iter().filter(|one| one.form == Form::Plain).map(|one| &one.node)
}

/// The definition of an object that an alternative refers to.
fn object_of(list: &[Definition], node: &Node) -> Option<ItemId> {
    let mut node = node;
    for _ in 0..CHAIN {
        let Shape::Ref(id) = node.shape else { return None };
        node = &list[id.0].node;
        if matches!(node.shape, Shape::Object(_)) {
            return Some(id);
        }
    }
    None
}
