//! The payload of the catch-all variant of an open union.

use std::fmt;

use serde_core::ser::{Serialize, Serializer};
use serde_json::Value;

use crate::outline::show_value;

/// A value that matches no alternative of a union. It is encoded unchanged.
///
/// It can't be constructed, only decoded from a value that matches no alternative. `Debug` prints its JSON type and the names of its
/// members, and never their values, because a new value of an API may be a secret.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnrecognizedValue(Box<Value>);

impl UnrecognizedValue {
    pub(crate) fn new(value: Value) -> Self {
        Self(Box::new(value))
    }

    /// The value.
    #[must_use]
    pub fn as_value(&self) -> &Value {
        &self.0
    }
}

impl Serialize for UnrecognizedValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl fmt::Debug for UnrecognizedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show_value(&self.0, f)
    }
}
