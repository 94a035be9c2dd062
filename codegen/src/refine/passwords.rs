//! Secrets that a type does not show: passwords without a JSON type, and texts that decode as another alternative of a union.

mod rivals;

use super::strings;
use crate::canon::definitions::{Definition, Step};
use crate::canon::passwords::holds_password;
use crate::canon::shape::{Form, Node, Shape, Telling, Text, each_leaf};
use crate::id::ItemId;
use crate::privacy::Privacy;

/// Hides values that contain passwords without a type that hides them. A struct hides its own.
pub(super) fn hide(list: &mut [Definition]) {
    let is_struct = |shape: &Shape| matches!(shape, Shape::Object(object) if object.named);
    for definition in list.iter_mut() {
        if !is_struct(&definition.node.shape) && contains(&definition.node, &|_| false) {
            definition.privacy = Privacy::Secret;
        }
    }
    let secret: Vec<bool> = list.iter().map(|definition| definition.privacy == Privacy::Secret).collect();
    for definition in list.iter_mut() {
        if let Shape::Object(object) = &mut definition.node.shape {
            for property in &mut object.properties {
                if contains(&property.node, &|id| secret[id.0]) {
                    property.privacy = Privacy::Secret;
                }
            }
        }
    }
}

/// Whether a value contains passwords that its type does not express, or a type that does.
fn contains(node: &Node, is_secret: &impl Fn(ItemId) -> bool) -> bool {
    let mut found = node.hides();
    each_leaf(node, &mut |leaf| {
        found |= leaf.hides() || matches!(leaf.shape, Shape::Ref(id) if is_secret(id));
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

/// Hides what is a secret in another alternative of its union: unless a tag identifies the alternatives, a value may be an instance of
/// both, and decodes as one of them.
pub(super) fn hide_in_alternatives(list: &mut [Definition]) {
    if !list.iter().any(|definition| holds_password(&definition.node)) {
        return;
    }
    for index in 0..list.len() {
        let Shape::Union(union) = &list[index].node.shape else { continue };
        if !matches!(union.telling, Telling::Tag(_) | Telling::Wrapper) {
            rivals::hide(list, ItemId(index));
        }
    }
}
