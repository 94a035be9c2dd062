//! Enums of integers, open ones and closed ones.

use std::fmt;

use super::{Blank, Fault, Target, Token, Wire};
use crate::{ConversionError, UnrecognizedInteger};

/// An enum of integers, for the codec.
#[doc(hidden)]
pub trait IntegerEnum: Sized {
    /// The enum's name, for errors.
    const NAME: &'static str;

    /// The type of the integers.
    type Integer: Blank + Copy + fmt::Debug + 'static;

    /// The listed values.
    const VALUES: &'static [Self::Integer];

    /// Whether unlisted values are accepted too.
    const OPEN: bool;

    /// The variant of a listed value.
    fn known(value: Self::Integer) -> Option<Self>;

    /// The catch-all variant. A closed enum (a `const`) has none.
    fn unrecognized(value: UnrecognizedInteger<Self::Integer>) -> Option<Self>;
}

/// The variant of a value. An open enum has one for every value.
pub fn parse_integer_enum<T: IntegerEnum>(value: T::Integer) -> Option<T> {
    T::known(value).or_else(|| T::unrecognized(UnrecognizedInteger::new(value)))
}

/// The variant of a listed value.
///
/// # Errors
/// Any other value.
pub fn parse_known_integer<T: IntegerEnum>(value: T::Integer) -> Result<T, ConversionError> {
    T::known(value).ok_or_else(|| ConversionError::from(format!("not a known value of {}", T::NAME)))
}

/// Decodes a token into an enum.
pub fn put_integer_enum<'a, T: IntegerEnum>(place: &'a mut T, token: Token<'_>) -> Result<Target<'a>, Fault> {
    let mut value = T::Integer::blank();
    value.put(token)?;
    let found = parse_integer_enum(value);
    *place = found.ok_or_else(|| Fault::unlisted("integer", T::NAME, T::VALUES))?;
    Ok(Target::Done)
}

/// Implements the codec, serde's traits, `Display` and `From` for an enum of integers: one row per value.
///
/// ```text
/// integer_enum! { Status, "Status", i64, open Unrecognized, [
///     200 => Ok,
///     404 => NotFound,
/// ] }
/// ```
///
/// `any` in place of `open` is for a schema that lists values, and declares that others are valid too.
#[doc(hidden)]
#[macro_export]
macro_rules! __integer_enum {
    ($enum:ident, $name:literal, $integer:ident, open $catch_all:ident, [$($rows:tt)*]) => {
        $crate::__integer_enum!(@open $enum, $name, $integer, $catch_all, unlisted_value, [$($rows)*]);
    };
    ($enum:ident, $name:literal, $integer:ident, any $catch_all:ident, [$($rows:tt)*]) => {
        $crate::__integer_enum!(@open $enum, $name, $integer, $catch_all, valid_value, [$($rows)*]);
    };
    (@open $enum:ident, $name:literal, $integer:ident, $catch_all:ident, $look:ident, [$($rows:tt)*]) => {
        $crate::__integer_enum!(@codec $enum, $name, $integer, true, [$catch_all, $look], [$($rows)*]);

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
            pub fn try_from_known(value: $integer) -> ::core::result::Result<Self, $crate::ConversionError> {
                $crate::__private::parse_known_integer(value)
            }
        }

        impl ::core::convert::From<$integer> for super::$enum {
            fn from(value: $integer) -> Self {
                match $crate::__private::parse_integer_enum(value) {
                    ::core::option::Option::Some(value) => value,
                    // An open enum has a variant for every value.
                    ::core::option::Option::None => ::core::unreachable!(),
                }
            }
        }
    };
    ($enum:ident, $name:literal, $integer:ident, closed, [$($rows:tt)*]) => {
        $crate::__integer_enum!(@codec $enum, $name, $integer, false, [], [$($rows)*]);

        impl ::core::convert::TryFrom<$integer> for super::$enum {
            type Error = $crate::ConversionError;

            fn try_from(value: $integer) -> ::core::result::Result<Self, $crate::ConversionError> {
                $crate::__private::parse_known_integer(value)
            }
        }
    };
    (@codec $enum:ident, $name:literal, $integer:ident, $open:literal, [$($catch_all:ident, $look:ident)?], [
        $first_value:literal => $first:ident $(, $value:literal => $variant:ident)* $(,)?
    ]) => {
        #[doc(hidden)]
        impl $crate::__private::IntegerEnum for super::$enum {
            const NAME: &'static str = $name;
            type Integer = $integer;
            const VALUES: &'static [$integer] = &[$first_value $(, $value)*];
            const OPEN: bool = $open;

            fn known(value: $integer) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match value {
                    $first_value => Self::$first,
                    $($value => Self::$variant,)*
                    _ => return ::core::option::Option::None,
                })
            }

            fn unrecognized(value: $crate::UnrecognizedInteger<$integer>) -> ::core::option::Option<Self> {
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
                $crate::__private::put_integer_enum(self, token)
            }

            fn give(&self) -> $crate::__private::Given<'_> {
                match self {
                    Self::$first => {
                        const VALUE: $integer = $first_value;
                        $crate::__private::Wire::give(&VALUE)
                    }
                    $(Self::$variant => {
                        const VALUE: $integer = $value;
                        $crate::__private::Wire::give(&VALUE)
                    })*
                    $(Self::$catch_all(value) => {
                        $crate::__private::Wire::give(::core::convert::AsRef::<$integer>::as_ref(value))
                    })?
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
                ::core::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl ::core::convert::From<super::$enum> for $integer {
            fn from(value: super::$enum) -> Self {
                value.value()
            }
        }

        impl ::core::cmp::PartialEq<$integer> for super::$enum {
            fn eq(&self, other: &$integer) -> bool {
                self.value() == *other
            }
        }

        $crate::__serde!(super::$enum);
    };
}
