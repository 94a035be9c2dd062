//! Newtypes: a separate name for another type.

/// Implements the codec and serde's traits for newtypes, transparently, and conversions from and to the inner type: `newtype! {
/// EmailAddress, String, personal }`. A newtype of a string has the conversions of an identifier too. A personal one has no `Display`.
#[doc(hidden)]
#[macro_export]
macro_rules! __newtype {
    ($newtype:ident, String) => {
        $crate::__newtype!(@value $newtype, ::std::string::String);
        $crate::__newtype!(@from_text $newtype);
        $crate::__newtype!(@text $newtype);

        impl ::core::fmt::Display for super::$newtype {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(&self.0)
            }
        }
    };
    ($newtype:ident, String, $mark:ident) => {
        $crate::__newtype!(@value $newtype, ::std::string::String, $mark);
        $crate::__newtype!(@from_text $newtype);
        $crate::__newtype!(@text $newtype);
    };
    ($newtype:ident, ::std::string::String $(, $mark:ident)?) => {
        $crate::__newtype!($newtype, String $(, $mark)?);
    };
    ($newtype:ident, ::schemawright_wire::Secret $(, $mark:ident)?) => {
        $crate::__newtype!(@value $newtype, $crate::Secret $(, $mark)?);
        $crate::__newtype!(@from_text $newtype);

        impl ::core::convert::From<::std::string::String> for super::$newtype {
            fn from(value: ::std::string::String) -> Self {
                Self(::core::convert::From::from(value))
            }
        }
    };
    ($newtype:ident, $inner:ty $(, $mark:ident)?) => {
        $crate::__newtype!(@value $newtype, $inner $(, $mark)?);
    };
    (@from_text $newtype:ident) => {
        impl ::core::convert::From<&str> for super::$newtype {
            fn from(value: &str) -> Self {
                Self(::core::convert::From::from(value))
            }
        }

        impl ::core::str::FromStr for super::$newtype {
            type Err = ::core::convert::Infallible;

            fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(::core::convert::From::from(value))
            }
        }
    };
    (@text $newtype:ident) => {
        impl ::core::convert::From<super::$newtype> for ::std::string::String {
            fn from(value: super::$newtype) -> Self {
                value.0
            }
        }

        impl ::core::convert::AsRef<str> for super::$newtype {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::core::cmp::PartialEq<str> for super::$newtype {
            fn eq(&self, other: &str) -> bool {
                self.0 == *other
            }
        }

        impl ::core::cmp::PartialEq<&str> for super::$newtype {
            fn eq(&self, other: &&str) -> bool {
                self.0 == **other
            }
        }
    };
    (@value $newtype:ident, $inner:ty $(, $mark:ident)?) => {
        impl ::core::convert::From<$inner> for super::$newtype {
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }

        impl ::core::ops::Deref for super::$newtype {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        $crate::__transparent!(super::$newtype, $inner $(, $mark)?);
        $crate::__debug!(super::$newtype);
    };
}

/// Implements the codec and serde's traits for a type that contains one other.
#[doc(hidden)]
#[macro_export]
macro_rules! __transparent {
    ($outer:path, $inner:ty $(, $mark:ident)?) => {
        #[doc(hidden)]
        impl $crate::__private::Wire for $outer {
            fn put(
                &mut self,
                token: $crate::__private::Token<'_>,
            ) -> ::core::result::Result<$crate::__private::Target<'_>, $crate::__private::Fault> {
                $crate::__private::Wire::put(&mut self.0, token)
            }

            fn give(&self) -> $crate::__private::Given<'_> {
                $crate::__private::Wire::give(&self.0)
            }

            #[inline(never)]
            fn look(&self) -> ::core::option::Option<$crate::__private::Look<'_>> {
                let look = $crate::__private::Look::wrapper(::core::any::type_name::<Self>(), &self.0);
                ::core::option::Option::Some(look $(.$mark())?)
            }

            fn reads_text(&self) -> bool {
                <$inner as $crate::__private::Blank>::READS_TEXT
            }
        }

        #[doc(hidden)]
        impl $crate::__private::Blank for $outer {
            const READS_TEXT: bool = <$inner as $crate::__private::Blank>::READS_TEXT;

            fn blank() -> Self {
                Self($crate::__private::Blank::blank())
            }

            fn may_be_secret(depth: usize) -> bool {
                depth > 0 && <$inner as $crate::__private::Blank>::may_be_secret(depth - 1)
            }
        }

        $crate::__serde!($outer);
    };
}

#[cfg(test)]
mod tests {
    use crate::Secret;

    /// An address.
    #[derive(Clone, PartialEq)]
    pub(super) struct Address(String);

    /// An address that is personal.
    #[derive(Clone, PartialEq)]
    pub(super) struct Home(String);

    /// A code.
    #[derive(Clone, PartialEq)]
    pub(super) struct Code(Secret);

    mod codec {
        crate::__newtype! { Address, String }
        crate::__newtype! { Home, String, personal }
        crate::__newtype! { Code, ::schemawright_wire::Secret }
    }

    #[test]
    fn a_newtype_of_a_string_converts_as_an_identifier_does() {
        let address = Address::from("a");
        assert_eq!(address, Address::from(String::from("a")));
        assert_eq!("a".parse(), Ok(address.clone()));
        assert_eq!((address.as_ref(), address == "a", address.to_string()), ("a", true, "a".to_owned()));
        assert_eq!(String::from(address), "a");
        let home = Home::from("a");
        assert_eq!((home.as_ref() as &str, format!("{home:?}")), ("a", "Home(Personal(…))".to_owned()));
        assert_eq!(Code::from("a").expose(), Code::from("a".to_owned()).expose());
    }
}
