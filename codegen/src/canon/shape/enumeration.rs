//! The shape of listed scalars.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::{JsonTypes, Shape, Text};
use crate::canon::annotations::Doc;
use crate::scalars::Scalars;
use crate::width::Digits;

/// The scalars that a schema lists.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Enum {
    /// Strings, numbers and booleans, without duplicates, and integral numbers as integers.
    pub(crate) values: Vec<Value>,
    pub(crate) labels: Labels,
    /// Whether it is a `const`, to which no values are added.
    pub(crate) constant: bool,
    /// Whether the schema allows all other values of their JSON types too (`anyOf: [{enum: [a]}, {type: string}]`).
    pub(crate) others: bool,
}

impl Enum {
    pub(crate) fn kind(&self) -> Scalars {
        Scalars::of(&self.values)
    }

    pub(crate) fn is_of_strings(&self) -> bool {
        self.kind() == Scalars::Strings
    }

    /// Whether it is an enum in Rust. The type of booleans is `bool`.
    pub(crate) fn is_type(&self) -> bool {
        self.kind() != Scalars::Booleans
    }

    /// The JSON types of its values.
    pub(crate) fn json_types(&self) -> JsonTypes {
        self.values.iter().fold(JsonTypes::default(), |types, value| types.with(json_type(value)))
    }

    /// Whether the schema allows a value.
    pub(crate) fn allows(&self, value: &Value) -> bool {
        self.has(value) || self.others && self.json_types().overlaps(json_type(value))
    }

    /// Adds the values of another enum, including duplicates, which [`drop_doubles`](Self::drop_doubles) removes later.
    pub(crate) fn take(&mut self, other: &Self) {
        self.values.extend(other.values.iter().cloned());
        for (value, label) in &other.labels.0 {
            self.labels.0.entry(value.clone()).or_insert_with(|| label.clone());
        }
        self.constant = false;
        self.others |= other.others;
    }

    /// Removes duplicate values.
    pub(crate) fn drop_doubles(&mut self) {
        let mut seen = HashSet::with_capacity(self.values.len());
        self.values.retain(|value| seen.insert(value.clone()));
    }

    /// The values of both, without duplicates.
    pub(crate) fn or(&self, other: &Self) -> Self {
        let mut seen: HashSet<&Value> = self.values.iter().collect();
        let new: Vec<Value> = other.values.iter().filter(|value| seen.insert(value)).cloned().collect();
        let values = self.values.iter().cloned().chain(new).collect();
        Self { values, labels: self.labels.and(&other.labels), constant: false, others: self.others || other.others }
    }

    pub(crate) fn has(&self, value: &Value) -> bool {
        self.values.iter().any(|own| same_scalar(own, value))
    }

    /// The digits of a number that may be one of the values.
    pub(crate) fn digits(&self) -> Digits {
        if self.values.iter().all(is_double) { Digits::Double } else { Digits::All }
    }

    /// The shape of all values of its kind, if there is one.
    pub(crate) fn widened(&self) -> Option<Shape> {
        match self.kind() {
            Scalars::Strings => Some(Shape::String(Text::Plain)),
            Scalars::Integers(width) => Some(Shape::Integer(width)),
            Scalars::Booleans => Some(Shape::Bool),
            Scalars::Mixed => self.values.iter().all(Value::is_number).then(|| Shape::Number(self.digits())),
        }
    }
}

/// The labels of values, by their JSON texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels(BTreeMap<String, Label>);

/// The label of one value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Label {
    /// The name.
    pub(crate) title: Option<String>,
    pub(crate) doc: Doc,
}

/// Labels do not count for equality.
impl PartialEq for Labels {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Labels {
    pub(crate) fn of(&self, value: &Value) -> Option<&Label> {
        self.0.get(&value.to_string())
    }

    pub(crate) fn set(&mut self, value: &Value, label: Label) {
        self.0.insert(value.to_string(), label);
    }

    /// The labels of both; for a value with two labels, the one of `self`.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let mut labels = other.0.clone();
        labels.extend(self.0.iter().map(|(value, label)| (value.clone(), label.clone())));
        Self(labels)
    }
}

fn json_type(scalar: &Value) -> JsonTypes {
    match scalar {
        Value::Bool(_) => JsonTypes::BOOLEAN,
        Value::Number(_) => JsonTypes::NUMBER,
        _ => JsonTypes::STRING,
    }
}

/// Whether a double has the value of a number.
fn is_double(value: &Value) -> bool {
    let integer = value.as_number().and_then(serde_json::Number::as_i128);
    integer.is_none_or(|integer| integer.unsigned_abs() <= 1 << f64::MANTISSA_DIGITS)
}

/// Whether two scalars are equal: `1` and `1.0` are.
fn same_scalar(one: &Value, other: &Value) -> bool {
    one == other || one.is_number() && one.as_f64() == other.as_f64()
}
