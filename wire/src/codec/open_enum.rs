//! Enums of strings, open ones and closed ones.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserializer, Error, Visitor};

use super::refuse_without_quoting;
use crate::{ConversionError, Unrecognized};

/// What the codec must know of an enum of strings.
#[doc(hidden)] // Of no use to who reads the page of a type that implements it.
pub trait OpenEnum: Sized {
    /// The enum's name, for errors.
    const NAME: &'static str;

    /// The variant of a value that the schema names.
    fn known(value: &str) -> Option<Self>;

    /// The catch-all. A closed enum (a `const`) has none.
    fn unrecognized(value: Unrecognized) -> Option<Self>;
}

/// The variant of a value; of an open enum, every value has one.
pub fn parse_enum<T: OpenEnum>(value: &str) -> Option<T> {
    T::known(value).or_else(|| T::unrecognized(Unrecognized::new(value)))
}

/// The variant of a value that the schema names.
///
/// # Errors
/// Any other value.
pub fn parse_known<T: OpenEnum>(value: &str) -> Result<T, ConversionError> {
    T::known(value).ok_or_else(|| ConversionError::from(format!("not a known value of {}", T::NAME)))
}

/// Reads an enum from a string.
pub fn deserialize_enum<'de, T: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(EnumVisitor(PhantomData))
}

struct EnumVisitor<T>(PhantomData<T>);

impl<T: OpenEnum> Visitor<'_> for EnumVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a string ({})", T::NAME)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        parse_enum(value).ok_or_else(|| E::custom(format_args!("a value that {} does not have", T::NAME)))
    }

    refuse_without_quoting!(numbers);
}

/// Connects open enums to serde, `Display`, `FromStr` and `From<&str>`.
#[macro_export]
macro_rules! open_enum_impls {
    ($($name:path),* $(,)?) => {
        $(
            $crate::enum_impls!($name);

            impl $name {
                /// Whether the schema names the value.
                #[must_use]
                pub fn is_known(&self) -> bool {
                    !::core::matches!(self, Self::Unrecognized(_))
                }

                /// The variant of a value that the schema names: for input that is to be checked.
                ///
                /// # Errors
                /// A value that the schema does not name. The error does not quote it.
                pub fn try_from_known(value: &str) -> ::core::result::Result<Self, $crate::ConversionError> {
                    $crate::codec::parse_known(value)
                }
            }

            impl ::core::str::FromStr for $name {
                type Err = ::core::convert::Infallible;

                // Not `Self::Err`: an enum may have a value `err`.
                fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                    ::core::result::Result::Ok(::core::convert::From::from(value))
                }
            }

            impl ::core::convert::From<&str> for $name {
                fn from(value: &str) -> Self {
                    match $crate::codec::parse_enum(value) {
                        ::core::option::Option::Some(value) => value,
                        // An open enum has a variant for every value.
                        ::core::option::Option::None => ::core::unreachable!(),
                    }
                }
            }

            impl ::core::convert::From<::std::string::String> for $name {
                fn from(value: ::std::string::String) -> Self {
                    ::core::convert::From::from(value.as_str())
                }
            }
        )*
    };
}

/// Connects closed enums (those of a `const`) to serde, `Display` and `FromStr`.
#[macro_export]
macro_rules! closed_enum_impls {
    ($($name:path),* $(,)?) => {
        $(
            $crate::enum_impls!($name);

            impl ::core::str::FromStr for $name {
                type Err = $crate::ConversionError;

                fn from_str(value: &str) -> ::core::result::Result<Self, $crate::ConversionError> {
                    $crate::codec::parse_known(value)
                }
            }
        )*
    };
}

/// What open and closed enums have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! enum_impls {
    ($name:path) => {
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::hash::Hash for $name {
            // Not derived: `Borrow` demands the hash of the string.
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self.as_str(), state)
            }
        }

        impl ::core::cmp::PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl $crate::serde::ser::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::serde::ser::Serializer,
            {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::de::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::serde::de::Deserializer<'de>,
            {
                $crate::codec::deserialize_enum(deserializer)
            }
        }
    };
}
