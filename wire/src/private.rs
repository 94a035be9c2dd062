//! What generated code calls. Nothing else may: it changes with the version of the codec.

pub use crate::codec::{
    Blank, Entries, Fault, Given, GivesValue, List, Member, Record, Rest, RestMut, Shape, StringEnum, TakesValue,
    Target, Token, Wire, parse_enum, parse_known, put_enum, put_record, read, write,
};
pub use crate::codec::{from_value, put_value, value_of};
pub use crate::{
    __by_serde as by_serde, __codec_version as codec_version, __identifiers as identifiers, __newtype as newtype,
    __record as record, __round_trips as round_trips, __string_enum as string_enum,
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
            " of the codec, and this `stytch-wire` has version 2: generate it again with the `stytch-codegen` of the same release"
        ));
    };
}

/// Makes the tests of a module: one row a type.
#[doc(hidden)]
#[macro_export]
macro_rules! __round_trips {
    ($($name:ident: $kind:ident $(($sample:literal))?),* $(,)?) => {
        #[cfg(test)]
        #[allow(non_snake_case)]
        mod round_trips {
            $(
                #[test]
                fn $name() {
                    $crate::__round_trip!($kind, super::super::$name $(, $sample)?);
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
    (by_serde, $ty:path, $sample:literal) => {
        $crate::testing::check_value::<$ty>($sample)
    };
}
