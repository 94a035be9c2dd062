//! Types that are read and written by way of serde's derive, and of a JSON value.

use serde_core::de::DeserializeOwned;
use serde_core::ser::Serialize;
use serde_json::Value;

use super::{Fault, TakesValue, Target, Token, Wire};

/// Takes a token for a type that is made from a JSON value.
pub fn put_value<'a>(place: &'a mut dyn TakesValue, token: Token<'_>) -> Result<Target<'a>, Fault> {
    if let Token::Map | Token::Seq = token {
        return Ok(Target::Value(place));
    }
    let mut value = Value::Null;
    value.put(token)?;
    place.take(value)?;
    Ok(Target::Done)
}

/// The JSON value of a type, or what its `Serialize` says.
pub fn value_of<T: Serialize>(value: &T) -> Result<Value, String> {
    serde_json::to_value(value).map_err(|error| error.to_string())
}

/// What a JSON value is as a type.
pub fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, Fault> {
    crate::decode::from_value(value)
}

/// Connects a type with serde's derive to the codec.
#[doc(hidden)]
#[macro_export]
macro_rules! __by_serde {
    ($ty:ident, $blank:expr) => {
        impl $crate::__private::Wire for super::$ty {
            fn put(
                &mut self,
                token: $crate::__private::Token<'_>,
            ) -> ::core::result::Result<$crate::__private::Target<'_>, $crate::__private::Fault> {
                $crate::__private::put_value(self, token)
            }

            fn give(&self) -> $crate::__private::Given<'_> {
                $crate::__private::Given::Serde(self)
            }

            fn reads_text(&self) -> bool {
                true
            }
        }

        impl $crate::__private::TakesValue for super::$ty {
            fn take(&mut self, value: $crate::Value) -> ::core::result::Result<(), $crate::__private::Fault> {
                *self = $crate::__private::from_value(&value)?;
                ::core::result::Result::Ok(())
            }
        }

        impl $crate::__private::GivesValue for super::$ty {
            fn value(&self) -> ::core::result::Result<$crate::Value, ::std::string::String> {
                $crate::__private::value_of(self)
            }
        }

        impl $crate::__private::Blank for super::$ty {
            const READS_TEXT: bool = true;

            fn blank() -> Self {
                $blank
            }
        }
    };
}
