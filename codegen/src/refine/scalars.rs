//! Visits every scalar of the definitions, with its schema.

use serde_json::Value;

use crate::canon::definitions::Definitions;
use crate::canon::shape::{Node, Rest, Shape};
use crate::read::resolve::Resolver;

/// Calls the function with every shape that contains no other one.
pub(super) fn each_scalar(definitions: &mut Definitions, mut change: impl FnMut(&Value, &mut Shape)) {
    for definition in &mut definitions.list {
        visit(&definitions.resolver, &mut definition.node, &mut change);
    }
}

fn visit(resolver: &Resolver, node: &mut Node, change: &mut impl FnMut(&Value, &mut Shape)) {
    match &mut node.shape {
        Shape::Array(array) => {
            array.prefix.iter_mut().for_each(|item| visit(resolver, item, change));
            visit(resolver, &mut array.rest, change);
        }
        Shape::Object(object) => {
            object.properties.iter_mut().for_each(|property| visit(resolver, &mut property.node, change));
            if let Rest::Typed(inner) = &mut object.rest {
                visit(resolver, inner, change);
            }
        }
        Shape::Union(union) => union.alternatives.iter_mut().for_each(|one| visit(resolver, &mut one.node, change)),
        scalar => {
            if let Some(schema) = resolver.schema(&node.origin.at) {
                change(schema, scalar);
            }
        }
    }
}
