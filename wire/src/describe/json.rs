//! JSON values of a schema.

use std::fmt;

use serde_json::{Map, Number, Value};

use super::Json;

impl Json {
    /// The value.
    #[must_use]
    pub fn value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => value.into(),
            Self::Int(value) => value.into(),
            Self::UInt(value) => value.into(),
            // The generator writes only finite numbers.
            Self::Float(value) => Number::from_f64(value).map_or(Value::Null, Value::Number),
            Self::Text(text) => text.into(),
            Self::List(items) => items.iter().map(|item| item.value()).collect(),
            Self::Map(members) => {
                let members = members.iter().map(|(name, value)| ((*name).to_owned(), value.value()));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }
}

/// As JSON.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value().fmt(f)
    }
}
