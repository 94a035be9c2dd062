//! The JSON Schema of types that are encoded as strings.

/// Expands to nothing.
#[cfg(not(feature = "schemars"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __string_schema {
    ($ty:ident) => {};
}

/// Implements `JsonSchema` for a type that is encoded as a string.
#[cfg(feature = "schemars")]
#[doc(hidden)]
#[macro_export]
macro_rules! __string_schema {
    ($ty:ident) => {
        impl $crate::schemars::JsonSchema for $ty {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::core::stringify!($ty).into()
            }

            fn json_schema(_: &mut $crate::schemars::SchemaGenerator) -> $crate::schemars::Schema {
                $crate::schemars::json_schema!({ "type": "string" })
            }
        }
    };
}
