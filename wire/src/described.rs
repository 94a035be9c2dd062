//! The macros with which generated code describes types. Without the feature `describe`, they expand to nothing.

/// Describes a type.
#[cfg(feature = "describe")]
#[doc(hidden)]
#[macro_export]
macro_rules! __described {
    ($ty:ident, $title:literal, $id:expr, $inline:literal, $open:expr, $schema:expr $(,)?) => {
        impl $crate::describe::Described for super::$ty {
            fn description() -> &'static $crate::describe::Description {
                #[allow(unused_imports)]
                use $crate::__pattern as pattern;
                #[allow(unused_imports)]
                use $crate::describe::{Described, Json, JsonType::*, Keyword::*};
                static DESCRIPTION: $crate::describe::Description = $crate::describe::Description::new(
                    [::core::stringify!($ty), $title],
                    $id,
                    $inline,
                    $open,
                    $schema,
                    $crate::__reference!(super::$ty),
                );
                &DESCRIPTION
            }
        }

        $crate::__json_schema!(super::$ty);
        $crate::__check_example!($ty);
    };
}

/// A regular expression, with the states of its automaton if it has one.
#[cfg(feature = "describe")]
#[doc(hidden)]
#[macro_export]
macro_rules! __pattern {
    ($text:literal) => {
        $crate::describe::Pattern { text: $text, matcher: ::core::option::Option::None }
    };
    ($text:literal, $($states:tt)*) => {
        $crate::describe::Pattern {
            text: $text,
            matcher: ::core::option::Option::Some($crate::__matcher!($($states)*)),
        }
    };
}

/// Expands to nothing.
#[cfg(not(feature = "describe"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __described {
    ($($described:tt)*) => {};
}

/// Expands to nothing.
#[cfg(not(feature = "examples"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __check_example {
    ($ty:ident) => {};
}

/// Makes the test of the example values. The macro is here, because a type has such values only if it is described, and other packages of
/// the same build may have types that are not.
#[cfg(feature = "examples")]
#[doc(hidden)]
#[macro_export]
macro_rules! __check_example {
    ($ty:ident) => {
        #[cfg(test)]
        #[allow(non_snake_case)]
        mod $ty {
            #[test]
            fn has_examples() {
                $crate::testing::check_example::<super::super::$ty>()
            }
        }
    };
}

/// The link to a type.
#[cfg(not(feature = "schemars"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __reference {
    ($ty:path) => {
        $crate::describe::Reference()
    };
}

/// The link to a type.
#[cfg(feature = "schemars")]
#[doc(hidden)]
#[macro_export]
macro_rules! __reference {
    ($ty:path) => {
        $crate::describe::Reference($crate::schemars::SchemaGenerator::subschema_for::<$ty>)
    };
}

/// Expands to nothing.
#[cfg(not(feature = "schemars"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __json_schema {
    ($ty:path) => {};
}

/// Implements `JsonSchema` for a type that is described.
#[cfg(feature = "schemars")]
#[doc(hidden)]
#[macro_export]
macro_rules! __json_schema {
    ($ty:path) => {
        impl $crate::schemars::JsonSchema for $ty {
            fn inline_schema() -> bool {
                <Self as $crate::describe::Described>::description().inline
            }

            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                <Self as $crate::describe::Described>::description().title.into()
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                ::core::any::type_name::<Self>().into()
            }

            fn json_schema(generator: &mut $crate::schemars::SchemaGenerator) -> $crate::schemars::Schema {
                $crate::describe::json_schema(<Self as $crate::describe::Described>::description(), generator)
            }
        }
    };
}
