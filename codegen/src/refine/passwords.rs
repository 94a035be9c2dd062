//! Secrets that a type does not show: passwords without a JSON type, and texts that decode as another alternative of a union.

use std::collections::HashSet;

use super::{Given, strings};
use crate::canon::definitions::{Definition, Step};
use crate::canon::shape::{Form, Node, Property, Shape, Telling, Text, each_leaf};
use crate::id::ItemId;
use crate::limits::CHAIN;

/// Makes values personal that contain passwords without a type that hides them.
pub(super) fn hide(list: &mut [Definition]) {
    let is_struct = |shape: &Shape| matches!(shape, Shape::Object(object) if !object.properties.is_empty());
    for definition in list.iter_mut() {
        definition.personal |=
            definition.node.password || !is_struct(&definition.node.shape) && contains(&definition.node, &|_| false);
    }
    let personal: Vec<bool> = list.iter().map(|definition| definition.personal).collect();
    for definition in list.iter_mut() {
        if let Shape::Object(object) = &mut definition.node.shape {
            for property in &mut object.properties {
                property.personal |= contains(&property.node, &|id| personal[id.0]);
            }
        }
    }
}

/// Whether a value contains passwords that its type does not express, or a type that does.
fn contains(node: &Node, is_personal: &impl Fn(ItemId) -> bool) -> bool {
    let mut found = node.password;
    each_leaf(node, &mut |leaf| {
        found |= leaf.password || matches!(leaf.shape, Shape::Ref(id) if is_personal(id));
    });
    found
}

/// Makes each string of a union a secret if one of its alternatives is a secret: no text shows which of them it is. If a text may also be a
/// value of another type, such as an enum of strings and numbers, the secret is the first alternative, so that every text decodes as that.
pub(super) fn hide_beside_secrets(list: &mut [Definition]) {
    for index in 0..list.len() {
        let Shape::Union(union) = &list[index].node.shape else { continue };
        let text = |one: &Node| strings::text_of(list, one);
        let texts: Vec<Option<Text>> = union.alternatives.iter().map(|one| text(&one.node)).collect();
        if !texts.contains(&Some(Text::Secret)) {
            continue;
        }
        let mut others =
            union.alternatives.iter().zip(&texts).filter(|(one, text)| text.is_none() && one.form == Form::Plain);
        let has_rival = others.any(|(one, _)| strings::may_be_text(list, &one.node, false));
        let Shape::Union(union) = &mut list[index].node.shape else { continue };
        for (alternative, text) in union.alternatives.iter_mut().zip(&texts) {
            // A type that is a secret keeps its name.
            if text.is_some_and(|text| text != Text::Secret) {
                alternative.node.shape = Shape::String(Text::Secret);
            }
        }
        if has_rival {
            put_first(list, ItemId(index), |at| texts[at].is_some());
        }
    }
}

/// Puts some alternatives of a union before the others. The types nested in them are found by the new places.
fn put_first(list: &mut [Definition], id: ItemId, is_first: impl Fn(usize) -> bool) {
    let Shape::Union(union) = &mut list[id.0].node.shape else { return };
    let mut order: Vec<usize> = (0..union.alternatives.len()).collect();
    order.sort_by_key(|at| !is_first(*at));
    union.alternatives = order.iter().map(|at| union.alternatives[*at].clone()).collect();
    for definition in list.iter_mut() {
        if let Some((parent, steps)) = &mut definition.parent
            && *parent == id
            && let Some(Step::Alternative(at)) = steps.first_mut()
        {
            *at = order.iter().position(|old| old == at).unwrap_or(*at);
        }
    }
}

/// Hides members whose names are those of secrets in another alternative of their union: unless a tag identifies the alternatives, a value may
/// be an instance of both, and decodes as one of them. A type that is used elsewhere keeps its members, which become personal.
pub(super) fn hide_in_alternatives(list: &mut [Definition]) {
    for index in 0..list.len() {
        let Shape::Union(union) = &list[index].node.shape else { continue };
        if matches!(union.telling, Telling::Tag(_) | Telling::Wrapper) {
            continue;
        }
        let objects: Vec<ItemId> = union.alternatives.iter().filter_map(|one| object_of(list, &one.node)).collect();
        let secrets: HashSet<String> = objects
            .iter()
            .flat_map(|id| properties(&list[id.0]))
            .filter(|property| strings::may_be_secret(list, &property.node))
            .map(|property| property.name.clone())
            .collect();
        for id in objects.into_iter().filter(|_| !secrets.is_empty()) {
            let is_part = list[id.0].parent.is_some();
            for at in 0..properties(&list[id.0]).len() {
                let property = &properties(&list[id.0])[at];
                if !secrets.contains(&property.name) || !strings::may_be_text(list, &property.node, true) {
                    continue;
                }
                let mut node = property.node.clone();
                if is_part {
                    strings::set(list, id, &mut node, Given::Text(Text::Secret));
                }
                let personal = strings::may_be_text(list, &node, true);
                if let Shape::Object(object) = &mut list[id.0].node.shape {
                    object.properties[at].personal |= personal;
                    object.properties[at].node = node;
                }
            }
        }
    }
}

fn properties(definition: &Definition) -> &[Property] {
    match &definition.node.shape {
        Shape::Object(object) => &object.properties,
        _ => &[],
    }
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
