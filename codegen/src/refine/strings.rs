//! The strings in a value, for rules that give them a type: in lists, tuples, maps, unions, and in what the schema refers to.
//!
//! The properties of a nested object are not among them: rules select these by their own names.

use std::collections::HashSet;

use super::Given;
use crate::canon::definitions::Definition;
use crate::canon::shape::{Array, Form, Node, Object, Rest, Shape, Text};
use crate::id::ItemId;
use crate::limits::{CHAIN, LISTS};
use crate::scalars::Scalars;

/// Anything nested deeper is circular.
const DEPTH: usize = LISTS + CHAIN;

/// Whether a value contains a string that [`set`] reaches.
pub(super) fn holds(list: &[Definition], owner: ItemId, node: &Node) -> bool {
    match &node.shape {
        Shape::String(_) => true,
        Shape::Ref(id) if is_part(list, owner, *id) => holds(list, *id, &list[id.0].node),
        Shape::Ref(_) => made_of(list, node, DEPTH).is_some(),
        shape => inner(shape).into_iter().any(|node| holds(list, owner, node)),
    }
}

/// Gives the strings in a value another type.
pub(super) fn set(list: &mut [Definition], owner: ItemId, node: &mut Node, given: Given) {
    match &mut node.shape {
        Shape::String(own) => match given {
            // A string that its format declares as a secret is one whatever else it is, unless a rule denies it.
            Given::Text(_) | Given::Enum(_) if *own == Text::Secret => {}
            Given::Text(text) => *own = text,
            Given::Enum(id) => node.shape = Shape::Ref(id),
            Given::NotSecret if *own == Text::Secret => *own = Text::Plain,
            Given::NotSecret => {}
        },
        Shape::Ref(id) if is_part(list, owner, *id) => {
            let id = *id;
            let nothing = Node::any(&node.origin.at);
            let mut part = std::mem::replace(&mut list[id.0].node, nothing);
            set(list, id, &mut part, given);
            list[id.0].node = part;
        }
        Shape::Ref(_) => {
            if let Some(made) = made_of(list, node, DEPTH) {
                *node = made;
                set(list, owner, node, given);
            }
        }
        shape => inner_mut(shape).into_iter().for_each(|node| set(list, owner, node, given)),
    }
}

/// Whether a value is a string, or a list or a map of strings, and these are secrets.
pub(super) fn are_secret(list: &[Definition], node: &Node) -> bool {
    let made = made_of(list, node, DEPTH);
    let mut rest = made.as_ref();
    while let Some(node) = rest {
        rest = match &node.shape {
            Shape::String(text) => return *text == Text::Secret,
            Shape::Array(array) => Some(&array.rest),
            Shape::Object(object) => object.map_of(),
            _ => None,
        };
    }
    false
}

/// The kind of a value that is a string, also if a reference leads to it.
pub(super) fn text_of(list: &[Definition], node: &Node) -> Option<Text> {
    match made_of(list, node, DEPTH)?.shape {
        Shape::String(text) => Some(text),
        _ => None,
    }
}

/// Whether a value may be a string that is printed, or (`nested`) a list or a map of such strings.
pub(super) fn may_be_text(list: &[Definition], node: &Node, nested: bool) -> bool {
    has_leaf(list, node, nested, &|leaf| match &leaf.shape {
        Shape::Any => true,
        Shape::String(text) => *text != Text::Secret,
        Shape::Enum(set) => matches!(set.kind(), Scalars::Strings | Scalars::Mixed),
        _ => false,
    })
}

/// Whether this is true for a value, for an alternative of it, or (`nested`) for a part of it without a name.
fn has_leaf(list: &[Definition], node: &Node, nested: bool, is_it: &impl Fn(&Node) -> bool) -> bool {
    let (mut seen, mut rest) = (HashSet::new(), vec![node]);
    while let Some(node) = rest.pop() {
        match &node.shape {
            _ if is_it(node) => return true,
            Shape::Ref(id) => rest.extend(seen.insert(*id).then(|| &list[id.0].node)),
            Shape::Object(object) if !object.properties.is_empty() => {}
            shape if nested || matches!(shape, Shape::Union(_)) => rest.extend(inner(shape)),
            _ => {}
        }
    }
    false
}

/// The first type that the value refers to, that is not a part of it, and that contains strings that are not secrets.
pub(super) fn plain_elsewhere(list: &[Definition], owner: ItemId, node: &Node) -> Option<ItemId> {
    match &node.shape {
        Shape::Ref(id) if is_part(list, owner, *id) => plain_elsewhere(list, *id, &list[id.0].node),
        Shape::Ref(id) => is_plain(list, &list[id.0].node, DEPTH).then_some(*id),
        shape => inner(shape).into_iter().find_map(|node| plain_elsewhere(list, owner, node)),
    }
}

/// Whether a value contains a string that is not a secret.
fn is_plain(list: &[Definition], node: &Node, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match &node.shape {
        Shape::String(text) => *text != Text::Secret,
        Shape::Ref(id) => is_plain(list, &list[id.0].node, depth),
        shape => inner(shape).into_iter().any(|node| is_plain(list, node, depth)),
    }
}

/// Whether a definition is nested in another one and has no names by which rules select its members.
fn is_part(list: &[Definition], owner: ItemId, id: ItemId) -> bool {
    let definition = &list[id.0];
    definition.parent.as_ref().is_some_and(|(parent, _)| *parent == owner) && !inner(&definition.node.shape).is_empty()
}

/// The nodes in a shape that rules about the shape apply to.
fn inner(shape: &Shape) -> Vec<&Node> {
    match shape {
        Shape::Array(array) => array.prefix.iter().chain([&*array.rest]).collect(),
        Shape::Object(object) => object.undeclared().collect(),
        Shape::Union(union) => {
            union.alternatives.iter().filter(|one| one.form == Form::Plain).map(|one| &one.node).collect()
        }
        _ => Vec::new(),
    }
}

/// The same nodes, to change them.
fn inner_mut(shape: &mut Shape) -> Vec<&mut Node> {
    match shape {
        Shape::Array(array) => array.prefix.iter_mut().chain([&mut *array.rest]).collect(),
        Shape::Object(object) => object.undeclared_mut().collect(),
        Shape::Union(union) => {
            let plain = union.alternatives.iter_mut().filter(|one| one.form == Form::Plain);
            plain.map(|one| &mut one.node).collect()
        }
        _ => Vec::new(),
    }
}

/// A string, or a list or a map of strings, without the references on the way to them. Another type for them is then that of one member.
fn made_of(list: &[Definition], node: &Node, depth: usize) -> Option<Node> {
    let depth = depth.checked_sub(1)?;
    let (shape, nullable) = match &node.shape {
        Shape::String(text) => (Shape::String(*text), false),
        Shape::Array(array) if array.prefix.is_empty() => {
            let rest = Box::new(made_of(list, &array.rest, depth)?);
            (Shape::Array(Array { rest, ..array.clone() }), false)
        }
        Shape::Object(object) if object.properties.is_empty() && object.patterns.is_none() => {
            let Rest::Typed(inner) = &object.rest else { return None };
            let rest = Rest::Typed(Box::new(made_of(list, inner, depth)?));
            (Shape::Object(Object { rest, ..object.clone() }), false)
        }
        Shape::Ref(id) => {
            let target = made_of(list, &list[id.0].node, depth)?;
            (target.shape, target.nullable)
        }
        _ => return None,
    };
    Some(Node { shape, nullable: node.nullable || nullable, ..node.clone() })
}
