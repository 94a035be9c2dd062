//! Compares values as JSON Schema does: numbers by their values (2020-12, core, section 4.2.2).

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt::Write as _;

use super::decimal::Decimal;
use super::value::{Value, number};
use crate::describe::Json;

/// Whether a value equals one in a schema.
pub(super) fn same(listed: Json, value: &Value) -> bool {
    match (listed, value) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(listed), Value::Bool(value)) => listed == *value,
        (Json::Text(listed), Value::String(value)) => listed == value,
        (Json::List(listed), Value::Array(items)) => {
            listed.len() == items.len() && listed.iter().zip(items).all(|(listed, item)| same(*listed, item))
        }
        (Json::Map(listed), Value::Object(members)) => {
            listed.len() == members.len()
                && listed
                    .iter()
                    .all(|(name, listed)| members.get(name).is_some_and(|(_, member)| same(*listed, member)))
        }
        (listed, Value::Number(value)) => number(listed).as_ref() == Some(value),
        _ => false,
    }
}

/// Compares a number with one in a schema; none if that is not a number.
pub(super) fn compare(value: &Decimal, bound: Json) -> Option<Ordering> {
    Some(value.cmp(&number(bound)?))
}

/// Whether a number is a multiple of a step.
pub(super) fn is_multiple(value: &Decimal, step: Json) -> bool {
    number(step).is_none_or(|step| value.is_multiple_of(&step))
}

/// The values of a list so far, to find duplicates.
#[derive(Default)]
pub(super) struct Unique(HashSet<String>);

impl Unique {
    /// Whether a value is not among them.
    pub(super) fn is_new(&mut self, value: &Value) -> bool {
        let mut text = String::new();
        write_canonical(value, &mut text);
        self.0.insert(text)
    }
}

/// Writes a value so that equal values have equal texts.
fn write_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for item in items {
                write_canonical(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            for (name, member) in members.sorted() {
                let _ = write!(text, "{name:?}:");
                write_canonical(member, text);
                text.push(',');
            }
            text.push('}');
        }
        // Writing to a `String` can't fail.
        other => drop(write!(text, "{other:?}")),
    }
}
