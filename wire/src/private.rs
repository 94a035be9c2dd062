//! Items for generated code only. They change with the version of the codec.

pub use crate::codec::{
    Blank, Entries, Fault, Given, List, Look, MATCHING, Matcher, Member, Record, Shape, Show, State, StringEnum,
    TakesValue, Target, Telling, Token, Told, Union, Wire, look_at_any_enum, look_at_enum, no_member, open, optional,
    parse_enum, parse_known, put_enum, put_record, read, read_new, read_new_union, show, unlisted_value, valid_value,
    write,
};
pub use crate::codec::{
    IntegerEnum, Listed, ScalarEnum, parse_integer_enum, parse_known_integer, parse_known_scalar, parse_scalar_enum,
    put_integer_enum, put_scalar_enum,
};
pub use crate::codec::{
    alternative, index_of_tag, index_of_wrapper, misplaced, only_alternative, put_alternative, put_union,
    put_union_text, read_alternative, take_scalar, take_union, union_may_be_secret,
};
pub use crate::codec::{end_row, put_row, too_long};
pub use crate::{
    __codec_version as codec_version, __debug_fields as debug_fields, __described as described,
    __identifiers as identifiers, __integer_enum as integer_enum, __newtype as newtype, __record as record,
    __round_trips as round_trips, __row as row, __scalar_enum as scalar_enum, __string_enum as string_enum,
    __union as union,
};

/// Parses JSON that is known to be valid.
#[must_use]
pub fn parsed<T: std::str::FromStr + std::fmt::Display>(text: &str) -> crate::Parsed<T> {
    text.parse().unwrap_or_else(|_| Blank::blank())
}

/// Parses a number that is known to be valid.
#[must_use]
pub fn number(text: &str) -> crate::Number {
    text.parse().unwrap_or_else(|_| Blank::blank())
}

/// Fails to compile, with instructions, unless the code was generated for this version of the codec.
#[doc(hidden)]
#[macro_export]
macro_rules! __codec_version {
    (7) => {};
    ($other:literal) => {
        ::core::compile_error!(::core::concat!(
            "this code was generated for version ",
            $other,
            " of the codec, and this `schemawright-wire` has version 7: generate it again with the `schemawright` of the same release"
        ));
    };
}

/// Implements the tests of a module: one row per type.
#[doc(hidden)]
#[macro_export]
macro_rules! __round_trips {
    ($($name:ident: $kind:ident),* $(,)?) => {
        #[cfg(test)]
        #[allow(non_snake_case)]
        mod round_trips {
            $(
                #[test]
                fn $name() {
                    $crate::__round_trip!($kind, super::super::$name);
                }
            )*
        }
    };
}

/// The check for a kind of type.
#[doc(hidden)]
#[macro_export]
macro_rules! __round_trip {
    (record, $ty:path) => {
        $crate::testing::check_record::<$ty>()
    };
    (string_enum, $ty:path) => {
        $crate::testing::check_enum::<$ty>()
    };
    (row, $ty:path) => {
        $crate::testing::check_newtype::<$ty>()
    };
    (integer_enum, $ty:path) => {
        $crate::testing::check_integer_enum::<$ty>()
    };
    (scalar_enum, $ty:path) => {
        $crate::testing::check_scalar_enum::<$ty>()
    };
    (newtype, $ty:path) => {
        $crate::testing::check_newtype::<$ty>()
    };
    (union, $ty:path) => {
        $crate::testing::check_union::<$ty>()
    };
}
