//! Pairs of scalars.

use serde_json::Value;

use crate::canon::shape::{Enum, Shape, Text};
use crate::scalars::Scalars;

/// The scalars that both shapes have; none if there are none.
pub(super) fn both(one: &Shape, other: &Shape) -> Option<Shape> {
    Some(match (one, other) {
        (Shape::Null, Shape::Null) => Shape::Null,
        (Shape::Bool, Shape::Bool) => Shape::Bool,
        (Shape::Number(one), Shape::Number(other)) => Shape::Number(*one.max(other)),
        (Shape::Integer(width), Shape::Number(_)) | (Shape::Number(_), Shape::Integer(width)) => Shape::Integer(*width),
        (Shape::Integer(one), Shape::Integer(other)) => Shape::Integer(one.narrower(*other)),
        (Shape::String(one), Shape::String(other)) => Shape::String(one.and(*other)),
        (Shape::Enum(one), Shape::Enum(other)) => sets(one, other)?,
        (Shape::Enum(set), Shape::String(Text::Secret)) | (Shape::String(Text::Secret), Shape::Enum(set)) => {
            let has_string = set.values.iter().any(Value::is_string);
            has_string.then_some(Shape::String(Text::Secret))?
        }
        (Shape::Enum(set), scalar) | (scalar, Shape::Enum(set)) => {
            let ty = scalar.scalar_type()?;
            let values: Vec<Value> = set.values.iter().filter(|value| is_of(value, scalar)).cloned().collect();
            let is_open = set.others && set.json_types().overlaps(ty);
            match some(values) {
                Some(values) => narrowed(Enum { values, ..set.clone() }, is_open && is_mixed(set), scalar),
                None if is_open => scalar.clone(),
                None => return None,
            }
        }
        _ => return None,
    })
}

/// The values of two sets. Those that both are open to are numbers of any kind if each set has values of several JSON types.
fn sets(one: &Enum, other: &Enum) -> Option<Shape> {
    let values = one.values.iter().filter(|value| other.allows(value));
    let values = values.chain(other.values.iter().filter(|value| one.allows(value))).cloned().collect();
    let (labels, constant) = (one.labels.and(&other.labels), one.constant || other.constant);
    let mut both = Enum { values: some(values)?, labels, constant, others: one.others && other.others };
    both.drop_doubles();
    let are_mixed = both.others && is_mixed(one) && is_mixed(other);
    let number = Shape::Number(both.digits());
    Some(narrowed(both, are_mixed, &number))
}

/// The form of a set that now only has values of a scalar's type. A mixed and open set was open to every number; a set of integers is not.
fn narrowed(set: Enum, was_open_to_all: bool, scalar: &Shape) -> Shape {
    match (set.kind(), scalar) {
        (Scalars::Integers(_), Shape::Number(_)) if was_open_to_all => scalar.clone(),
        (Scalars::Integers(own), Shape::Integer(width)) if was_open_to_all && own.wider(*width) != own => {
            scalar.clone()
        }
        _ => Shape::Enum(set),
    }
}

fn is_mixed(set: &Enum) -> bool {
    set.kind() == Scalars::Mixed
}

fn some(values: Vec<Value>) -> Option<Vec<Value>> {
    (!values.is_empty()).then_some(values)
}

/// Whether a scalar is of a shape.
fn is_of(value: &Value, shape: &Shape) -> bool {
    match shape {
        Shape::Bool => value.is_boolean(),
        Shape::Number(_) => value.is_number(),
        Shape::Integer(_) => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        Shape::String(_) => value.is_string(),
        _ => false,
    }
}
