//! Alternatives of a union that become the same Rust type.

use super::shape::{Array, Node, Object, Rest, Shape, Union};

/// The union without alternatives that have the type of an earlier one: equal without properties that have no value, and without the lengths
/// of lists.
pub(super) fn distinct(mut union: Union) -> Union {
    if union.alternatives.iter().any(|one| is_narrower_than_its_type(&one.node)) {
        let mut seen: Vec<Node> = Vec::with_capacity(union.alternatives.len());
        union.alternatives.retain(|one| {
            let mut node = one.node.clone();
            widen_to_type(&mut node);
            let is_new = !seen.contains(&node);
            seen.push(node);
            is_new
        });
    }
    union
}

/// Whether a type may accept more than its schema for a reason that is not a keyword of its own.
fn is_narrower_than_its_type(node: &Node) -> bool {
    match &node.shape {
        Shape::Object(object) => {
            let mut nodes = object.properties.iter().map(|property| &property.node);
            object.properties.is_empty()
                || object.patterns.is_some()
                || matches!(object.rest, Rest::Typed(_))
                || nodes.any(|node| node.is_never() || is_narrower_than_its_type(node))
        }
        Shape::Array(array) => is_list(array) || array.prefix.iter().any(is_narrower_than_its_type),
        Shape::Union(union) => union.alternatives.iter().any(|one| is_narrower_than_its_type(&one.node)),
        _ => false,
    }
}

/// Whether all items of an array have one type in Rust.
fn is_list(array: &Array) -> bool {
    !array.is_row() && !array.is_rust_tuple()
}

/// Widens a schema to the values of its type.
fn widen_to_type(node: &mut Node) {
    match &mut node.shape {
        Shape::Object(object) => widen_object(object),
        Shape::Array(array) if is_list(array) => {
            let items = array.items().unwrap_or(&array.rest).clone();
            // A list that is always empty has items of any value.
            let items = if items.is_never() { Node::any(&items.origin.at) } else { items };
            *array = Array { rest: Box::new(items), ..Array::open(&node.origin.at) };
            widen_to_type(&mut array.rest);
        }
        Shape::Array(array) => array.prefix.iter_mut().chain([&mut *array.rest]).for_each(widen_to_type),
        Shape::Union(union) => union.alternatives.iter_mut().for_each(|one| widen_to_type(&mut one.node)),
        _ => {}
    }
}

fn widen_object(object: &mut Object) {
    let is_closed = object.is_closed();
    for property in std::mem::take(&mut object.properties) {
        match &property.node.shape {
            // Where other members are accepted, this one is refused.
            Shape::Never(None) if !is_closed => object.refused.push(property.name),
            Shape::Never(_) => {}
            _ => object.properties.push(property),
        }
    }
    // A nested type does not depend on these.
    (object.named, object.implied) = (false, false);
    match &mut object.rest {
        Rest::Open { evaluated } => *evaluated = false,
        Rest::Typed(node) => widen_to_type(node),
        Rest::Closed => {}
    }
    object.patterns.iter_mut().for_each(|patterns| widen_to_type(&mut patterns.node));
    object.properties.iter_mut().for_each(|property| widen_to_type(&mut property.node));
}
