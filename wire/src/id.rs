//! Newtypes of strings that are identifiers.

/// Implements identifiers for structs that contain a string. They are opaque and not checked.
#[doc(hidden)]
#[macro_export]
macro_rules! __identifiers {
    ($($name:ident),* $(,)?) => {
        $($crate::__identifier!($name);)*
    };
}

/// The implementation of one identifier.
#[doc(hidden)]
#[macro_export]
macro_rules! __identifier {
    ($name:ident) => {
        impl $name {
            /// The identifier as a string.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Converts the identifier into its string.
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

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(id: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(::core::convert::From::from(id))
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

        $crate::__transparent!($name, ::std::string::String);
        $crate::__string_schema!($name);
    };
}

#[cfg(test)]
mod tests {
    /// Identifies a user.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct UserId(String);

    crate::__identifiers! { UserId }

    #[test]
    fn an_identifier_is_its_string() {
        let id = UserId::from("user-test-16d9ba61");
        assert_eq!(id.as_str(), "user-test-16d9ba61");
        assert_eq!("user-test-16d9ba61".parse(), Ok(id.clone()));
        assert_eq!(format!("{id} {id:?}"), r#"user-test-16d9ba61 UserId("user-test-16d9ba61")"#);
        let json = r#""user-test-16d9ba61""#;
        assert_eq!(serde_json::to_string(&id).unwrap(), json);
        assert_eq!(serde_json::from_str::<UserId>(json).unwrap().into_string(), "user-test-16d9ba61");
    }
}
