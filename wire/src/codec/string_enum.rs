//! Enums of strings, open ones and closed ones.

use std::fmt;

use super::{Fault, Look, Target, Token};
use crate::{ConversionError, Unrecognized};

/// An enum of strings, for the codec.
#[doc(hidden)]
pub trait StringEnum: Sized {
    /// The enum's name, for errors.
    const NAME: &'static str;

    /// The listed values.
    const VALUES: &'static [&'static str];

    /// Whether unlisted values are accepted too.
    const OPEN: bool;

    /// The variant of a listed value.
    fn known(value: &str) -> Option<Self>;

    /// The catch-all variant. A closed enum (a `const`) has none.
    fn unrecognized(value: Unrecognized) -> Option<Self>;
}

/// The variant of a value. An open enum has one for every value.
pub fn parse_enum<T: StringEnum>(value: &str) -> Option<T> {
    T::known(value).or_else(|| T::unrecognized(Unrecognized::new(value)))
}

/// The variant of a listed value.
///
/// # Errors
/// Any other value.
pub fn parse_known<T: StringEnum>(value: &str) -> Result<T, ConversionError> {
    T::known(value).ok_or_else(|| ConversionError::from(format!("not a known value of {}", T::NAME)))
}

/// The kind of an enum's value, for a program that inspects it.
pub fn look_at_enum<T: StringEnum + AsRef<str> + fmt::Debug>(value: &T) -> Look<'_> {
    if T::VALUES.contains(&value.as_ref()) { Look::Plain(value) } else { Look::UnrecognizedValue(T::NAME, value) }
}

/// The same for an enum whose schema declares that other strings are valid too: none of them is unrecognized.
pub fn look_at_any_enum<T: fmt::Debug>(value: &T) -> Look<'_> {
    Look::Plain(value)
}

/// Decodes a token into an enum.
pub fn put_enum<'a, T: StringEnum>(place: &'a mut T, token: Token<'_>) -> Result<Target<'a>, Fault> {
    let Token::Str(value) = token else {
        return Err(Fault::unexpected(&token, format_args!("a string ({})", T::NAME)));
    };
    *place = parse_enum(value).ok_or_else(|| Fault::unlisted(token.kind(), T::NAME, T::VALUES))?;
    Ok(Target::Done)
}

/// Implements the codec, serde's traits, `Display`, `FromStr` and `From<&str>` for an enum of strings: one row per value.
///
/// ```text
/// string_enum! { DeliveryMethod, "DeliveryMethod", open Unrecognized, [
///     "email" => Email,
///     "sms" => Sms,
/// ] }
/// ```
///
/// `any` in place of `open` is for a schema that lists values, and declares that others are valid too.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($enum:ident, $name:literal, open $catch_all:ident, [$($rows:tt)*]) => {
        $crate::__string_enum!(@open $enum, $name, $catch_all, look_at_enum, [$($rows)*]);
    };
    ($enum:ident, $name:literal, any $catch_all:ident, [$($rows:tt)*]) => {
        $crate::__string_enum!(@open $enum, $name, $catch_all, look_at_any_enum, [$($rows)*]);
    };
    (@open $enum:ident, $name:literal, $catch_all:ident, $look:ident, [$($rows:tt)*]) => {
        $crate::__string_enum!(@codec $enum, $name, true, $look, (value => ::core::option::Option::Some(Self::$catch_all(value))), [$($rows)*]);

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
            pub fn try_from_known(value: &str) -> ::core::result::Result<Self, $crate::ConversionError> {
                $crate::__private::parse_known(value)
            }
        }

        impl ::core::str::FromStr for super::$enum {
            type Err = ::core::convert::Infallible;

            // Not `Self::Err`: an enum may have a value `err`.
            fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(::core::convert::From::from(value))
            }
        }

        impl ::core::convert::From<&str> for super::$enum {
            fn from(value: &str) -> Self {
                match $crate::__private::parse_enum(value) {
                    ::core::option::Option::Some(value) => value,
                    // An open enum has a variant for every value.
                    ::core::option::Option::None => ::core::unreachable!(),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for super::$enum {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                ::core::convert::From::from(value.as_str())
            }
        }
    };
    ($enum:ident, $name:literal, closed, [$($rows:tt)*]) => {
        $crate::__string_enum!(@codec $enum, $name, false, look_at_enum, (_ => ::core::option::Option::None), [$($rows)*]);

        impl ::core::str::FromStr for super::$enum {
            type Err = $crate::ConversionError;

            fn from_str(value: &str) -> ::core::result::Result<Self, $crate::ConversionError> {
                $crate::__private::parse_known(value)
            }
        }
    };
    (@codec $enum:ident, $name:literal, $open:literal, $look:ident, ($value:pat => $unrecognized:expr), [
        $first_wire:literal => $first:ident $(, $wire:literal => $variant:ident)* $(,)?
    ]) => {
        #[doc(hidden)]
        impl $crate::__private::StringEnum for super::$enum {
            const NAME: &'static str = $name;
            const VALUES: &'static [&'static str] = &[$first_wire $(, $wire)*];
            const OPEN: bool = $open;

            fn known(value: &str) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match value {
                    $first_wire => Self::$first,
                    $($wire => Self::$variant,)*
                    _ => return ::core::option::Option::None,
                })
            }

            fn unrecognized($value: $crate::Unrecognized) -> ::core::option::Option<Self> {
                $unrecognized
            }
        }

        #[doc(hidden)]
        impl $crate::__private::Wire for super::$enum {
            fn put(
                &mut self,
                token: $crate::__private::Token<'_>,
            ) -> ::core::result::Result<$crate::__private::Target<'_>, $crate::__private::Fault> {
                $crate::__private::put_enum(self, token)
            }

            fn give(&self) -> $crate::__private::Given<'_> {
                $crate::__private::Given::Str(self.as_str())
            }

            #[inline(never)]
            fn look(&self) -> ::core::option::Option<$crate::__private::Look<'_>> {
                ::core::option::Option::Some($crate::__private::$look(self))
            }
        }

        #[doc(hidden)]
        impl $crate::__private::Blank for super::$enum {
            fn blank() -> Self {
                Self::$first
            }
        }

        impl ::core::fmt::Display for super::$enum {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for super::$enum {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::borrow::Borrow<str> for super::$enum {
            fn borrow(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::hash::Hash for super::$enum {
            // Not derived, because `Borrow` requires the hash of the string.
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self.as_str(), state)
            }
        }

        impl ::core::cmp::PartialEq<str> for super::$enum {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for super::$enum {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        $crate::__serde!(super::$enum);
    };
}
