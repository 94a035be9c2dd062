//! Newtypes of strings that identify something.

/// Makes identifiers of structs around a string: opaque ones, of which nothing is checked.
///
/// ```
/// /// Identifies a user.
/// #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// pub struct UserId(String);
///
/// stytch_wire::id_impls!(UserId);
///
/// let id = UserId::from("user-test-16d9ba61");
/// assert_eq!(id, "user-test-16d9ba61");
/// assert_eq!(id.as_str(), "user-test-16d9ba61");
/// assert_eq!(format!("{id} {id:?}"), r#"user-test-16d9ba61 UserId("user-test-16d9ba61")"#);
/// ```
#[macro_export]
macro_rules! id_impls {
    ($($name:ident),* $(,)?) => {
        $($crate::id_impl!($name);)*
    };
}

/// What one identifier implements.
#[doc(hidden)]
#[macro_export]
macro_rules! id_impl {
    ($name:ident) => {
        impl $name {
            /// The identifier as it goes over the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The identifier as a string of its own.
            #[must_use]
            pub fn into_string(self) -> ::std::string::String {
                self.0
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(id: ::std::string::String) -> Self {
                Self(id)
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(::std::string::String::from(id))
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::core::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl ::core::cmp::PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == *other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == **other
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl $crate::codec::Blank for $name {
            fn blank() -> Self {
                Self(::std::string::String::new())
            }

            fn read_here<'de, D>(&mut self, deserializer: D) -> ::core::result::Result<(), D::Error>
            where
                D: $crate::serde::de::Deserializer<'de>,
            {
                $crate::codec::Blank::read_here(&mut self.0, deserializer)
            }
        }

        impl $crate::serde::ser::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::serde::ser::Serializer,
            {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> $crate::serde::de::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::serde::de::Deserializer<'de>,
            {
                $crate::serde::de::Deserialize::deserialize(deserializer).map(Self)
            }
        }
    };
}
