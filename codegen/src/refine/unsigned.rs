//! Integers that are not below 0, without a sign.

use serde_json::Value;

use crate::canon::definitions::Definitions;
use crate::canon::shape::{Node, Rest, Shape};
use crate::read::resolve::Resolver;

/// Takes the sign from every integer whose schema has a `minimum` that allows that.
pub(super) fn apply(definitions: &mut Definitions) {
    for definition in &mut definitions.list {
        take_signs(&definitions.resolver, &mut definition.node);
    }
}

fn take_signs(resolver: &Resolver, node: &mut Node) {
    match &mut node.shape {
        Shape::Integer(width) if resolver.schema(&node.origin.at).is_some_and(is_not_negative) => {
            *width = width.unsigned();
        }
        Shape::Array(array) => {
            array.prefix.iter_mut().for_each(|item| take_signs(resolver, item));
            take_signs(resolver, &mut array.rest);
        }
        Shape::Object(object) => {
            object.properties.iter_mut().for_each(|property| take_signs(resolver, &mut property.node));
            if let Rest::Typed(inner) = &mut object.rest {
                take_signs(resolver, inner);
            }
        }
        Shape::Union(union) => {
            union.alternatives.iter_mut().for_each(|one| take_signs(resolver, &mut one.node));
        }
        _ => {}
    }
}

/// Whether no value of a schema is below 0.
fn is_not_negative(schema: &Value) -> bool {
    let limit = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
    limit("minimum").is_some_and(|least| least >= 0.0) || limit("exclusiveMinimum").is_some_and(|least| least >= -1.0)
}
