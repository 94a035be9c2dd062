//! Newtypes: a separate name for another type.

/// Implements the codec and serde's traits for newtypes, transparently, and conversions from and to the inner type: `newtype! {
/// EmailAddress, String, personal }`.
#[doc(hidden)]
#[macro_export]
macro_rules! __newtype {
    ($newtype:ident, $inner:ty $(, $mark:ident)?) => {
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
            fn look(&self) -> $crate::__private::Look<'_> {
                $crate::__private::Look::wrapper(::core::any::type_name::<Self>(), &self.0) $(.$mark())?
            }

            #[inline(never)]
            fn reads_text(&self) -> bool {
                <$inner as $crate::__private::Blank>::READS_TEXT
            }
        }

        impl $crate::__private::Blank for $outer {
            const READS_TEXT: bool = <$inner as $crate::__private::Blank>::READS_TEXT;

            fn blank() -> Self {
                Self($crate::__private::Blank::blank())
            }
        }

        $crate::__serde!($outer);
    };
}
