//! Secrets that a type does not show: passwords without a JSON type, and texts that decode as another alternative of a union.

use serde_json::Value;

use super::nodes::each_leaf;
use super::strings;
use crate::canon::definitions::{Definition, Definitions};
use crate::canon::scalar_types::ScalarTypes;
use crate::canon::shape::{Form, Node, Shape, Text};
use crate::read::resolve::Resolver;

/// Makes values personal that are passwords if they are strings.
pub(super) fn hide(definitions: &mut Definitions, scalars: &ScalarTypes) {
    let resolver = &definitions.resolver;
    for definition in &mut definitions.list {
        match &mut definition.node.shape {
            Shape::Object(object) if !object.properties.is_empty() => {
                for property in &mut object.properties {
                    property.personal |= has_password(resolver, scalars, &property.node);
                }
            }
            _ => definition.personal |= has_password(resolver, scalars, &definition.node),
        }
    }
}

/// Whether a value may contain a password that is not a secret, because it may be something else.
fn has_password(resolver: &Resolver, scalars: &ScalarTypes, node: &Node) -> bool {
    let mut found = false;
    each_leaf(node, &mut |leaf| {
        found |= leaf.is_any()
            && resolver
                .schema(&leaf.origin.at)
                .and_then(Value::as_object)
                .is_some_and(|schema| scalars.is_password(schema));
    });
    found
}

/// Makes each string of a union a secret if one of its alternatives is a secret: no text shows which of them it is. If a text may also be a
/// value of another type, such as an enum of strings and numbers, the whole union is personal.
pub(super) fn hide_beside_secrets(list: &mut [Definition]) {
    for index in 0..list.len() {
        let Shape::Union(union) = &list[index].node.shape else { continue };
        let text = |one: &Node| strings::text_of(list, one);
        let texts: Vec<Option<Text>> = union.alternatives.iter().map(|one| text(&one.node)).collect();
        if !texts.contains(&Some(Text::Secret)) {
            continue;
        }
        let others =
            union.alternatives.iter().zip(&texts).filter(|(one, text)| text.is_none() && one.form == Form::Plain);
        let is_personal = others.into_iter().any(|(one, _)| strings::may_be_text(list, &one.node));
        list[index].personal |= is_personal;
        let Shape::Union(union) = &mut list[index].node.shape else { continue };
        for (alternative, text) in union.alternatives.iter_mut().zip(texts) {
            // A type that is a secret keeps its name.
            if text.is_some_and(|text| text != Text::Secret) {
                alternative.node.shape = Shape::String(Text::Secret);
            }
        }
    }
}
