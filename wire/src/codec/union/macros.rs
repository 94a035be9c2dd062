//! The macro for unions.

/// Implements the codec and serde's traits for a union: one row per alternative, with the properties that distinguish it.
///
/// ```text
/// union! { Event, "Event", Tag("kind"), open Unrecognized, blank Login, [
///     Login: of(OBJECT).tagged(&[Str("login")]),
///     Note: of(STRING),
/// ] }
/// union! { Area, "Area", Wrapper, closed, blank Nowhere, [
///     Within in "within": of(OBJECT),
///     Nowhere is "nowhere": of(STRING),
/// ] }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (
        $union:ident, $name:literal, $telling:ident $(($tag:literal))?, $(open $catch_all:ident)? $(closed $(@ $closed:tt)?)?,
        blank $blank:ident,
        [$($variant:ident $(in $wrapper:literal)? $(is $constant:literal)?: $alternative:expr),* $(,)?]
        $(, $mark:ident)?
    ) => {
        const _: () = {
            use $crate::__private as codec;
            use super::$union as Union_;

            // The index of each alternative: the order of the rows.
            enum Index {
                $($variant,)*
            }
            const INDICES: &[Index] = &[$(Index::$variant),*];

            #[doc(hidden)]
            impl codec::Union for Union_ {
                const NAME: &'static str = $name;
                const TELLING: codec::Telling = codec::Telling::$telling $(($tag))?;
                const ALTERNATIVES: &'static [codec::alternative::Alternative] = {
                    #[allow(unused_imports)]
                    use codec::alternative::*;
                    &[$($alternative.named(::core::stringify!($variant)) $(.in_wrapper($wrapper))? $(.in_wrapper($constant))?),*]
                };

                fn read(index: usize, value: &$crate::Value) -> ::core::result::Result<Self, codec::Fault> {
                    match INDICES[index] {
                        $(Index::$variant => $crate::__alternative!(read value, Self::$variant $(, $constant)?),)*
                    }
                }

                fn blank_of(index: usize) -> Self {
                    match INDICES[index] {
                        $(Index::$variant => $crate::__alternative!(blank Self::$variant $(, $constant)?),)*
                    }
                }

                fn place_of(&mut self, index: usize) -> ::core::option::Option<&mut dyn codec::Wire> {
                    *self = <Self as codec::Union>::blank_of(index);
                    match self {
                        $($crate::__alternative!(pattern value, Self::$variant $(, $constant)?) =>
                            $crate::__alternative!(place value $(, $constant)?),)*
                        #[allow(unreachable_patterns)]
                        _ => ::core::option::Option::None,
                    }
                }

                fn unrecognized(value: $crate::UnrecognizedValue) -> ::core::option::Option<Self> {
                    let value = ::core::option::Option::Some(value);
                    $(return value.map(Self::$catch_all);)?
                    #[allow(unreachable_code)]
                    value.and(::core::option::Option::None)
                }
            }

            #[doc(hidden)]
            impl codec::Wire for Union_ {
                fn put(&mut self, token: codec::Token<'_>) -> ::core::result::Result<codec::Target<'_>, codec::Fault> {
                    match (<Self as codec::Union>::TELLING, token) {
                        (codec::Telling::Tag(_) | codec::Telling::Wrapper, codec::Token::Map) => {
                            ::core::result::Result::Ok(codec::Target::Told(self))
                        }
                        (_, codec::Token::Text(text)) => codec::put_union_text(self, text),
                        _ => match codec::only_alternative::<Self>(&token) {
                            ::core::option::Option::Some(index) => codec::put_alternative(self, index, token),
                            ::core::option::Option::None => codec::put_union(self, token),
                        },
                    }
                }

                fn give(&self) -> codec::Given<'_> {
                    match self {
                        $($crate::__alternative!(pattern value, Self::$variant $(, $constant)?) =>
                            $crate::__alternative!(give self, value $(, in $wrapper)? $(, is $constant)?),)*
                        $(Self::$catch_all(value) => codec::Given::Value(value.as_value()),)?
                    }
                }

                #[inline(never)]
                fn look(&self) -> ::core::option::Option<codec::Look<'_>> {
                    let look = match self {
                        $($crate::__alternative!(pattern value, Self::$variant $(, $constant)?) =>
                            $crate::__alternative!(look value, ::core::stringify!($variant) $(, in $wrapper)? $(, is $constant)?),)*
                        $(Self::$catch_all(value) => codec::Look::UnrecognizedVariant {
                            of: $name,
                            variant: ::core::stringify!($catch_all),
                            value,
                        },)?
                    };
                    ::core::option::Option::Some(look $(.$mark())?)
                }

                fn reads_text(&self) -> bool {
                    true
                }
            }

            #[doc(hidden)]
            impl codec::TakesValue for Union_ {
                fn take(&mut self, value: $crate::Value) -> ::core::result::Result<(), codec::Fault> {
                    *self = codec::take_union(value)?;
                    ::core::result::Result::Ok(())
                }

                fn take_scalar(&mut self, token: codec::Token<'_>) -> ::core::result::Result<(), codec::Fault> {
                    *self = codec::take_scalar(token)?;
                    ::core::result::Result::Ok(())
                }
            }

            #[doc(hidden)]
            impl codec::Told for Union_ {
                #[inline(never)]
                fn tag(&self) -> ::core::option::Option<&'static str> {
                    match <Self as codec::Union>::TELLING {
                        codec::Telling::Tag(tag) => ::core::option::Option::Some(tag),
                        _ => ::core::option::Option::None,
                    }
                }

                fn by_tag(&mut self, tag: &codec::Token<'_>) -> ::core::option::Option<&mut dyn codec::Wire> {
                    let index = codec::index_of_tag::<Self>(tag)?;
                    codec::Union::place_of(self, index)
                }

                fn by_wrapper(&mut self, name: &str) -> ::core::option::Option<&mut dyn codec::Wire> {
                    let index = codec::index_of_wrapper::<Self>(name)?;
                    codec::Union::place_of(self, index)
                }
            }

            // The output of a wrapper.
            #[doc(hidden)]
            impl codec::Entries for Union_ {
                #[inline(never)]
                fn place(&mut self, _: &str) -> ::core::result::Result<&mut dyn codec::Wire, codec::Fault> {
                    ::core::result::Result::Err(codec::misplaced())
                }

                fn each(&self, visitor: &mut dyn FnMut(&str, &dyn codec::Wire) -> bool) {
                    let _ = &visitor;
                    match self {
                        $($(Self::$variant(value) => {
                            visitor($wrapper, value);
                        })?)*
                        #[allow(unreachable_patterns)]
                        _ => {}
                    }
                }

                #[inline(never)]
                fn count(&self) -> usize {
                    1
                }
            }

            #[doc(hidden)]
            impl codec::Blank for Union_ {
                const READS_TEXT: bool = true;

                // Without the table of indices, the compiler sees which alternative it is.
                #[inline]
                fn blank() -> Self {
                    match Index::$blank {
                        $(Index::$variant => $crate::__alternative!(blank Self::$variant $(, $constant)?),)*
                    }
                }

                fn may_be_secret(_: usize) -> bool {
                    codec::union_may_be_secret::<Self>()
                }
            }
        };

        $crate::__serde!(super::$union, read_new_union);
        $crate::__debug!(super::$union);
    };
}

/// The operations of a union on one of its alternatives.
#[doc(hidden)]
#[macro_export]
macro_rules! __alternative {
    (read $value:ident, $($variant:ident)::+) => {
        $crate::__private::read_alternative($value).map($($variant)::+)
    };
    (read $value:ident, $($variant:ident)::+, $constant:literal) => {
        ::core::result::Result::Ok($($variant)::+)
    };
    (blank $($variant:ident)::+) => {
        $($variant)::+($crate::__private::Blank::blank())
    };
    (blank $($variant:ident)::+, $constant:literal) => {
        $($variant)::+
    };
    (pattern $value:ident, $($variant:ident)::+) => {
        $($variant)::+($value)
    };
    (pattern $value:ident, $($variant:ident)::+, $constant:literal) => {
        $($variant)::+
    };
    (look $value:ident, $name:expr) => {
        $crate::__private::Look::variant($name, ::core::option::Option::None, $value)
    };
    (look $value:ident, $name:expr, in $wrapper:literal) => {
        $crate::__private::Look::variant($name, ::core::option::Option::Some($wrapper), $value)
    };
    (look $value:ident, $name:expr, is $constant:literal) => {
        $crate::__private::Look::Unit($name)
    };
    (place $value:ident) => {
        ::core::option::Option::Some($value)
    };
    (place $value:ident, $constant:literal) => {
        ::core::option::Option::None
    };
    (give $union:expr, $value:ident) => {
        $crate::__private::Wire::give($value)
    };
    (give $union:expr, $value:ident, in $wrapper:literal) => {
        $crate::__private::Given::Map($union)
    };
    (give $union:expr, $value:ident, is $constant:literal) => {
        $crate::__private::Given::Str($constant)
    };
}
