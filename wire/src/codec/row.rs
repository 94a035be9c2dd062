//! Structs that are lists on the wire: the first items have types of their own, the last of them may be missing, and others may follow.

use super::{Fault, List, Target, Token};

/// Decodes a token into such a struct.
pub fn put_row<'a>(row: &'a mut dyn List, token: &Token<'_>, name: &'static str) -> Result<Target<'a>, Fault> {
    match token {
        Token::Seq => Ok(Target::List(row)),
        other => Err(Fault::unexpected(other, format_args!("an array ({name})"))),
    }
}

/// The fault of an item after the last permitted one.
#[cold]
pub fn too_long(most: usize, name: &'static str) -> Fault {
    Fault::of_value(format!("invalid length {}, expected an array of at most {most} ({name})", most + 1))
}

/// Ends a list of `count` items.
pub fn end_row(count: usize, least: usize, name: &'static str) -> Result<(), Fault> {
    if count >= least {
        return Ok(());
    }
    Err(Fault::of_value(format!("invalid length {count}, expected an array of at least {least} ({name})")))
}

/// Implements the codec and serde's traits for a struct that is a list: one row per item. The required items are before the others.
///
/// ```text
/// row! { Position, "Position", keep rest, [
///     longitude: required,
///     latitude: required,
///     altitude: optional,
/// ] }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __row {
    ($row:ident, $name:literal, $rest:ident $($rest_field:ident)?, [
        $($field:ident: $rule:ident $(($default:expr))?),* $(,)?
    ]) => {
        const _: () = {
            use $crate::__private as codec;
            use super::$row as Row_;

            // The index of each item: the order of the rows.
            #[allow(non_camel_case_types)]
            enum Index {
                $($field,)*
            }
            const INDICES: &[Index] = &[$(Index::$field),*];
            const LEAST: usize = 0 $(+ $crate::__least!($rule))*;

            #[doc(hidden)]
            impl codec::Wire for Row_ {
                fn put(&mut self, token: codec::Token<'_>) -> ::core::result::Result<codec::Target<'_>, codec::Fault> {
                    codec::put_row(self, &token, $name)
                }

                fn give(&self) -> codec::Given<'_> {
                    codec::Given::List(self)
                }
            }

            #[doc(hidden)]
            impl codec::List for Row_ {
                #[inline(never)]
                fn place(&mut self, index: usize) -> ::core::result::Result<&mut dyn codec::Wire, codec::Fault> {
                    match INDICES.get(index) {
                        $(::core::option::Option::Some(Index::$field) => {
                            ::core::result::Result::Ok($crate::__item_place!($rule, self.$field))
                        })*
                        ::core::option::Option::None => {
                            $crate::__rest_place!($rest, index - INDICES.len(), $name, INDICES.len() $(, self.$rest_field)?)
                        }
                    }
                }

                #[inline(never)]
                fn finish(&mut self, count: usize) -> ::core::result::Result<(), codec::Fault> {
                    codec::end_row(count, LEAST, $name)
                }

                // If an item is present, all items before it are written.
                #[allow(unused_assignments, unused_mut)]
                #[inline(never)]
                fn count(&self) -> usize {
                    $(
                        let rest = codec::List::count(&self.$rest_field);
                        if rest > 0 {
                            return INDICES.len() + rest;
                        }
                    )?
                    let (mut count, mut index) = (0, 0);
                    $(
                        index += 1;
                        if $crate::__present!($rule, self.$field) {
                            count = index;
                        }
                    )*
                    count
                }

                #[inline(never)]
                fn element(&self, index: usize) -> &dyn codec::Wire {
                    match INDICES.get(index) {
                        $(::core::option::Option::Some(Index::$field) => &self.$field,)*
                        ::core::option::Option::None => {
                            $crate::__rest_element!($rest, index - INDICES.len() $(, self.$rest_field)?)
                        }
                    }
                }
            }

            #[doc(hidden)]
            impl codec::Blank for Row_ {
                fn blank() -> Self {
                    Self {
                        $($field: $crate::__blank!($($default)?),)*
                        $($rest_field: ::core::default::Default::default(),)?
                    }
                }
            }
        };

        $crate::__serde!(super::$row);
        $crate::__debug!(super::$row);
    };
}

/// The number of required items in a rule.
#[doc(hidden)]
#[macro_export]
macro_rules! __least {
    (required) => {
        1
    };
    ($rule:ident) => {
        0
    };
}

/// The place of an item. A present item is never absent in the output.
#[doc(hidden)]
#[macro_export]
macro_rules! __item_place {
    (required, $field:expr) => {
        &mut $field
    };
    ($rule:ident, $field:expr) => {
        $field.insert($crate::__private::Blank::blank())
    };
}

/// The place of an item that the schema does not declare.
#[doc(hidden)]
#[macro_export]
macro_rules! __rest_place {
    (keep, $index:expr, $name:literal, $most:expr, $field:expr) => {
        $crate::__private::List::place(&mut $field, $index)
    };
    (refuse, $index:expr, $name:literal, $most:expr) => {
        ::core::result::Result::Err($crate::__private::too_long($most, $name))
    };
}

/// An item that the schema does not declare.
#[doc(hidden)]
#[macro_export]
macro_rules! __rest_element {
    (keep, $index:expr, $field:expr) => {
        $crate::__private::List::element(&$field, $index)
    };
    (refuse, $index:expr) => {
        ::core::unreachable!("the list has no item {}", $index)
    };
}
