//! The values of parameters, as text.

use serde_core::ser::Serialize;

use super::{Call, CallError};
use crate::operation::{Operation, Parameter};
use crate::serde_json;

/// Collects the values of a call's parameters.
#[doc(hidden)]
pub struct Values {
    /// None where the values are not asked for.
    operation: Option<&'static Operation>,
    found: Vec<Value>,
    error: Option<CallError>,
}

/// A parameter and its value: one text for each element of a list, name and value for each member of an object, none if it is absent.
pub(super) struct Value {
    pub(super) parameter: &'static Parameter,
    pub(super) texts: Vec<String>,
}

impl Values {
    /// The values of a call, in the order of its parameters.
    pub(super) fn of<C: Call>(call: &C) -> Result<Vec<Value>, CallError> {
        let mut values = Self { operation: Some(C::OPERATION), ..Self::ignored() };
        call.parts(&mut values);
        values.error.map_or(Ok(values.found), Err)
    }

    /// A collector that ignores its values.
    pub(super) fn ignored() -> Self {
        Self { operation: None, found: Vec::new(), error: None }
    }

    /// Adds the value of the next parameter.
    pub fn push(&mut self, value: &dyn ParameterValue) {
        let Some(operation) = self.operation else { return };
        let Some(parameter) = operation.parameters.get(self.found.len()) else { return };
        let texts = value.texts().unwrap_or_else(|error| {
            self.error = Some(CallError::parameter_text(operation, parameter.name, error));
            Vec::new()
        });
        self.found.push(Value { parameter, texts });
    }
}

/// A type for parameters: a string, a number, a boolean, or a list or an object of these.
#[doc(hidden)]
pub trait ParameterValue {
    /// The value as text, one for each element of a list; none if it is absent.
    fn texts(&self) -> Result<Vec<String>, serde_json::Error>;
}

impl<T: Serialize> ParameterValue for T {
    fn texts(&self) -> Result<Vec<String>, serde_json::Error> {
        let mut texts = Vec::new();
        flatten(serde_json::to_value(self)?, &mut texts);
        Ok(texts)
    }
}

fn flatten(value: serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::Null => {}
        serde_json::Value::String(text) => texts.push(text),
        serde_json::Value::Array(values) => values.into_iter().for_each(|value| flatten(value, texts)),
        serde_json::Value::Object(members) => {
            for (name, value) in members {
                let start = texts.len();
                flatten(value, texts);
                // A member without a value is omitted.
                if texts.len() > start {
                    texts.insert(start, name);
                }
            }
        }
        other => texts.push(other.to_string()),
    }
}
