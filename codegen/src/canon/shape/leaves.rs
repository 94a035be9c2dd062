//! The nodes of a schema that have no definition of their own.

use super::{Node, Rest, Shape};

/// Calls the function with every node that contains no other one.
pub(crate) fn each_leaf<'n>(node: &'n Node, see: &mut impl FnMut(&'n Node)) {
    match &node.shape {
        Shape::Array(array) => array.prefix.iter().chain([&*array.rest]).for_each(|item| each_leaf(item, see)),
        Shape::Object(object) => {
            object.properties.iter().for_each(|property| each_leaf(&property.node, see));
            if let Rest::Typed(inner) = &object.rest {
                each_leaf(inner, see);
            }
            if let Some(patterns) = &object.patterns {
                each_leaf(&patterns.node, see);
            }
        }
        Shape::Union(union) => union.alternatives.iter().for_each(|one| each_leaf(&one.node, see)),
        _ => see(node),
    }
}
