//! Splits the members of an object.

use std::fmt::Display;

use schemawright_wire::__private::Fault;
use schemawright_wire::UnknownFields;
use schemawright_wire::serde::de::{Deserialize, DeserializeOwned, Deserializer, Error};
use serde_json::{Map, Value};

use crate::decode_value;

/// The members of an object that have not been taken yet.
pub(crate) struct Members {
    /// The type of the object, for errors.
    pub(crate) of: &'static str,
    left: Map<String, Value>,
}

impl Members {
    /// Reads an object. Errors quote no value, so the error of the format can't be used.
    pub(crate) fn read<'de, D: Deserializer<'de>>(of: &'static str, deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Object(left) => Ok(Self { of, left }),
            _ => Err(Fault::of_value(format!("{of} is not an object")).into_error()),
        }
    }

    pub(crate) fn new(of: &'static str, left: Map<String, Value>) -> Self {
        Self { of, left }
    }

    /// Takes a required member.
    pub(crate) fn required<T: DeserializeOwned, E: Error>(&mut self, name: &str) -> Result<T, E> {
        match self.left.remove(name) {
            Some(value) => self.decoded(name, &value),
            None => Err(Fault::missing_member_of(name, self.of).into_error()),
        }
    }

    /// Takes a member that may be absent or null.
    pub(crate) fn optional<T: DeserializeOwned, E: Error>(&mut self, name: &str) -> Result<Option<T>, E> {
        match self.left.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => self.decoded(name, &value).map(Some),
        }
    }

    /// Takes a member if it is present and has the type. A member of another type is kept.
    pub(crate) fn fitting<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let fitting = decode_value(self.left.get(name)?).ok()?;
        self.left.remove(name);
        Some(fitting)
    }

    /// Whether a member is present.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.left.contains_key(name)
    }

    /// Whether a member is present and not null.
    pub(crate) fn is_some(&self, name: &str) -> bool {
        self.left.get(name).is_some_and(|value| !value.is_null())
    }

    /// The remaining members.
    pub(crate) fn left(self) -> Map<String, Value> {
        self.left
    }

    /// The remaining members, as unknown fields.
    pub(crate) fn into_unknown(self) -> UnknownFields {
        self.left.into_iter().collect()
    }

    /// An error about a member.
    pub(crate) fn fault<E: Error>(&self, name: &str, reason: impl Display) -> E {
        Fault::of_value(reason.to_string()).in_member_of(name, self.of).into_error()
    }

    fn decoded<T: DeserializeOwned, E: Error>(&self, name: &str, value: &Value) -> Result<T, E> {
        decode_value(value).map_err(|error| error.into_fault().in_member_of(name, self.of).into_error())
    }
}
