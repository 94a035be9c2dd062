//! The payload of an open union's catch-all variant.

use std::fmt;

use serde_core::ser::{Serialize, Serializer};
use serde_json::Value;

use crate::codec::show_value;

/// A value that is none of the alternatives of a union, unchanged over the wire.
///
/// It can't be made by hand, only by reading a value that is none of the union's own. `Debug` prints its JSON type and the names of its
/// members, and never their values: what an API adds tomorrow may be a secret.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnrecognizedValue(Box<Value>);

impl UnrecognizedValue {
    pub(crate) fn new(value: Value) -> Self {
        Self(Box::new(value))
    }

    /// The value unchanged.
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
