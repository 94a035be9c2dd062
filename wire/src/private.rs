//! What generated code calls. Nothing else may: it changes with the version of the codec.

pub use crate::codec::{
    Blank, Entries, Fault, Given, List, Member, Record, Rest, RestMut, Shape, StringEnum, TakesValue, Target, Telling,
    Token, Told, Union, Wire, parse_enum, parse_known, put_enum, put_record, read, write,
};
pub use crate::codec::{
    alternative, index_of_tag, index_of_wrapper, misplaced, put_union, read_alternative, take_union,
};
pub use crate::{
    __codec_version as codec_version, __identifiers as identifiers, __newtype as newtype, __record as record,
    __round_trips as round_trips, __string_enum as string_enum, __union as union,
};

/// Compiles if the code was generated for this version of the codec, and says what to do otherwise.
#[doc(hidden)]
#[macro_export]
macro_rules! __codec_version {
    (2) => {};
    ($other:literal) => {
        ::core::compile_error!(::core::concat!(
            "this code was generated for version ",
            $other,
            " of the codec, and this `schemawright-wire` has version 2: generate it again with the `schemawright` of the same release"
        ));
    };
}

/// Makes the tests of a module: one row a type.
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

/// The check of a type.
#[doc(hidden)]
#[macro_export]
macro_rules! __round_trip {
    (record, $ty:path) => {
        $crate::testing::check_record::<$ty>()
    };
    (string_enum, $ty:path) => {
        $crate::testing::check_enum::<$ty>()
    };
    (newtype, $ty:path) => {
        $crate::testing::check_newtype::<$ty>()
    };
    (union, $ty:path) => {
        $crate::testing::check_union::<$ty>()
    };
}
