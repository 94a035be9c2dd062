//! Makes integers unsigned if their schemas exclude negative values.

use serde_json::Value;

use super::scalars::each_scalar;
use crate::canon::definitions::Definitions;
use crate::canon::shape::Shape;

/// Makes every integer unsigned whose schema has a `minimum` of 0 or more.
pub(super) fn apply(definitions: &mut Definitions) {
    each_scalar(definitions, |schema, shape| {
        if let Shape::Integer(width) = shape
            && is_not_negative(schema)
        {
            *width = width.unsigned();
        }
    });
}

/// Whether no value of a schema is below 0.
fn is_not_negative(schema: &Value) -> bool {
    let limit = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
    limit("minimum").is_some_and(|least| least >= 0.0) || limit("exclusiveMinimum").is_some_and(|least| least >= -1.0)
}
