//! Enums of scalars of several kinds, open ones and closed ones.

use std::fmt;

use serde_json::Value;

use super::{Fault, Given, Target, Token, Wire};
use crate::{ConversionError, UnrecognizedValue};

/// An enum of scalars of several types, for the codec.
#[doc(hidden)]
pub trait ScalarEnum: Sized {
    /// The enum's name, for errors.
    const NAME: &'static str;

    /// The listed values.
    const VALUES: &'static [Listed];

    /// Whether unlisted scalars are accepted too.
    const OPEN: bool;

    /// The variant of a listed value, by its index in [`VALUES`](Self::VALUES).
    fn of_index(index: usize) -> Option<Self>;

    /// The catch-all variant. A closed enum (a `const`) has none.
    fn unrecognized(value: UnrecognizedValue) -> Option<Self>;
}

/// A listed value.
#[derive(Clone, Copy)]
pub enum Listed {
    /// A string.
    Str(&'static str),
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// An integer beyond `i64`.
    Unsigned(u64),
    /// Another number.
    Number(f64),
}

impl fmt::Debug for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Str(value) => value.fmt(f),
            Self::Bool(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Unsigned(value) => value.fmt(f),
            Self::Number(value) => value.fmt(f),
        }
    }
}

impl Listed {
    /// Whether it equals a value. `1` and `1.0` are equal.
    pub(crate) fn is(self, value: &Value) -> bool {
        match (self, value) {
            (Self::Str(own), Value::String(text)) => own == text,
            (Self::Bool(own), Value::Bool(value)) => own == *value,
            (Self::Integer(own), Value::Number(number)) => match number.as_i64() {
                Some(value) => own == value,
                // A double beyond 2^53 may be another integer.
                None => number.is_f64() && own.unsigned_abs() < 1 << 53 && number.as_f64() == Some(own as f64),
            },
            (Self::Unsigned(own), Value::Number(number)) => number.as_u64() == Some(own),
            (Self::Number(own), Value::Number(number)) => number.is_f64() && number.as_f64() == Some(own),
            _ => false,
        }
    }

    /// The output of the value.
    #[must_use]
    pub fn give(self) -> Given<'static> {
        match self {
            Self::Str(value) => Given::Str(value),
            Self::Bool(value) => Given::Bool(value),
            Self::Integer(value) => Given::I64(value),
            Self::Unsigned(value) => Given::U64(value),
            Self::Number(value) => Given::Float(value),
        }
    }
}

/// The variant of a scalar. None for an unlisted scalar in a closed enum.
fn parse<T: ScalarEnum>(value: Value) -> Option<T> {
    let index = T::VALUES.iter().position(|own| own.is(&value));
    index.and_then(T::of_index).or_else(|| T::unrecognized(UnrecognizedValue::new(value)))
}

/// The variant of a JSON value.
///
/// # Errors
/// A value that is not a scalar, and for a closed enum, a value that the schema does not list.
pub fn parse_scalar_enum<T: ScalarEnum>(value: Value) -> Result<T, ConversionError> {
    if value.is_null() || value.is_array() || value.is_object() {
        return Err("not a string, a number or a boolean".into());
    }
    parse(value).ok_or_else(|| ConversionError::from(format!("not a known value of {}", T::NAME)))
}

/// The variant of a listed JSON value.
///
/// # Errors
/// Any other value.
pub fn parse_known_scalar<T: ScalarEnum>(value: &Value) -> Result<T, ConversionError> {
    let index = T::VALUES.iter().position(|own| own.is(value));
    index.and_then(T::of_index).ok_or_else(|| ConversionError::from(format!("not a known value of {}", T::NAME)))
}

/// Decodes a token into an enum.
pub fn put_scalar_enum<'a, T: ScalarEnum>(place: &'a mut T, token: Token<'_>) -> Result<Target<'a>, Fault> {
    let is_scalar = match token {
        Token::Null | Token::Map | Token::Seq | Token::Bytes => false,
        Token::Text(text) => text.starts_with('"'),
        _ => true,
    };
    if !is_scalar {
        return Err(Fault::unexpected(&token, format_args!("a string, a number or a boolean ({})", T::NAME)));
    }
    let mut value = Value::Null;
    value.put(token)?;
    *place = parse(value).ok_or_else(|| Fault::unlisted(token.kind(), T::NAME, T::VALUES))?;
    Ok(Target::Done)
}

/// Implements the codec, serde's traits, `Display` and `TryFrom<Value>` for an enum of scalars: one row per value.
///
/// ```text
/// scalar_enum! { Level, "Level", open Unrecognized, [
///     Str("auto") => Auto,
///     Integer(1) => V1,
///     Bool(false) => False,
/// ] }
/// ```
///
/// `any` in place of `open` is for a schema that lists values, and declares that others are valid too.
#[doc(hidden)]
#[macro_export]
macro_rules! __scalar_enum {
    ($enum:ident, $name:literal, open $catch_all:ident, [$($rows:tt)*]) => {
        $crate::__scalar_enum!(@open $enum, $name, $catch_all, unlisted_value, [$($rows)*]);
    };
    ($enum:ident, $name:literal, any $catch_all:ident, [$($rows:tt)*]) => {
        $crate::__scalar_enum!(@open $enum, $name, $catch_all, valid_value, [$($rows)*]);
    };
    (@open $enum:ident, $name:literal, $catch_all:ident, $look:ident, [$($rows:tt)*]) => {
        $crate::__scalar_enum!(@codec $enum, $name, true, [$catch_all, $look], [$($rows)*]);

        impl super::$enum {
            /// Whether the schema lists the value.
            #[must_use]
            pub fn is_known(&self) -> bool {
                !::core::matches!(self, Self::$catch_all(_))
            }

            /// The variant of a listed value: for input that must be checked.
            ///
            /// # Errors
            /// A value that the schema does not list. The error does not quote it.
            pub fn try_from_known(value: &$crate::Value) -> ::core::result::Result<Self, $crate::ConversionError> {
                $crate::__private::parse_known_scalar(value)
            }
        }
    };
    ($enum:ident, $name:literal, closed, [$($rows:tt)*]) => {
        $crate::__scalar_enum!(@codec $enum, $name, false, [], [$($rows)*]);
    };
    (@codec $enum:ident, $name:literal, $open:literal, [$($catch_all:ident, $look:ident)?], [
        $first_kind:ident($first_value:literal) => $first:ident
        $(, $kind:ident($value:literal) => $variant:ident)* $(,)?
    ]) => {
        #[doc(hidden)]
        impl $crate::__private::ScalarEnum for super::$enum {
            const NAME: &'static str = $name;
            const VALUES: &'static [$crate::__private::Listed] = &[
                $crate::__private::Listed::$first_kind($first_value),
                $($crate::__private::Listed::$kind($value),)*
            ];
            const OPEN: bool = $open;

            fn of_index(index: usize) -> ::core::option::Option<Self> {
                Self::KNOWN.get(index).cloned()
            }

            fn unrecognized(value: $crate::UnrecognizedValue) -> ::core::option::Option<Self> {
                let value = ::core::option::Option::Some(value);
                $(return value.map(Self::$catch_all);)?
                #[allow(unreachable_code)]
                value.and(::core::option::Option::None)
            }
        }

        #[doc(hidden)]
        impl $crate::__private::Wire for super::$enum {
            fn put(
                &mut self,
                token: $crate::__private::Token<'_>,
            ) -> ::core::result::Result<$crate::__private::Target<'_>, $crate::__private::Fault> {
                $crate::__private::put_scalar_enum(self, token)
            }

            fn give(&self) -> $crate::__private::Given<'_> {
                match self {
                    Self::$first => $crate::__private::Listed::$first_kind($first_value).give(),
                    $(Self::$variant => $crate::__private::Listed::$kind($value).give(),)*
                    $(Self::$catch_all(value) => $crate::__private::Given::Value(value.as_value()),)?
                }
            }

            #[inline(never)]
            fn look(&self) -> ::core::option::Option<$crate::__private::Look<'_>> {
                $(
                    if let Self::$catch_all(_) = self {
                        return ::core::option::Option::Some($crate::__private::$look($name, self));
                    }
                )?
                ::core::option::Option::Some($crate::__private::Look::Plain(self))
            }

            fn reads_text(&self) -> bool {
                true
            }
        }

        #[doc(hidden)]
        impl $crate::__private::Blank for super::$enum {
            const READS_TEXT: bool = true;

            fn blank() -> Self {
                Self::$first
            }
        }

        impl ::core::fmt::Display for super::$enum {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self.to_value() {
                    $crate::Value::String(text) => f.pad(&text),
                    value => f.pad(&::std::string::ToString::to_string(&value)),
                }
            }
        }

        impl ::core::convert::TryFrom<$crate::Value> for super::$enum {
            type Error = $crate::ConversionError;

            fn try_from(value: $crate::Value) -> ::core::result::Result<Self, $crate::ConversionError> {
                $crate::__private::parse_scalar_enum(value)
            }
        }

        $crate::__serde!(super::$enum);
    };
}
