//! The macro for structs.

/// Implements the codec and serde's traits for a struct: the indices of its members, and one row per member.
///
/// ```text
/// record! { Session, "Session", [0 1 2 3 4], keep unknown_fields, [
///     "session_id" => session_id: required,
///     "roles" => roles: lenient,
///     "is_locked" => is_locked: lenient(false),
///     "expires_at" => expires_at: optional,
///     "ip_address" => ip_address: optional personal,
/// ] }
/// ```
///
/// After the rows, forbidden members may follow, by their names and (`refusing`) by an automaton, and the field of members whose names
/// match patterns, with the automaton of these, and whether the names of undeclared members are secrets, and the values of absent members
/// (`absent`) that their enums do not list:
///
/// ```text
/// record! { Service, "Service", [0 1], refuse, [
///     "name" => name: required,
///     "status" => status: lenient(::core::convert::From::from("none")),
/// ], without ["id"], matching pattern_properties [
///     goes { b'x'..=b'x' => 1 },
///     goes { b'-'..=b'-' => ANY }
/// ], hides_names: true, absent [("status", "none")] }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    ($record:ident, $name:literal, [$($index:literal)*], $rest:ident $($rest_field:ident)?, [
        $($wire:literal => $field:ident: $rule:ident $(($default:expr))? $($mark:ident)?),* $(,)?
    ] $(, without [$($without:literal),*])? $(, refusing [$($refused:tt)*])? $(, matching $matching:ident [$($states:tt)*])? $(, hides_names: $hides_names:literal)? $(, absent [$(($of:literal, $substitute:literal)),*])?) => {
        const _: () = {
            use $crate::__private as codec;
            use super::$record as Record_;

            #[doc(hidden)]
            impl codec::Record for Record_ {
                #[inline]
                fn shape() -> &'static codec::Shape {
                    // Not an item: `cargo check` evaluates those, and this takes a sixth of its time.
                    const {
                        &codec::Shape::new($name, const { &[$(codec::Member::$rule(::core::concat!("\"", $wire, "\":")) $(.$mark())?),*] })
                            .$rest()
                            $(.without(&[$($without),*]))?
                            $(.refusing($crate::__matcher!($($refused)*)))?
                            $(.matching($crate::__matcher!($($states)*)))?
                            $(.hiding_names($hides_names))?
                            $(.absent(&[$(($of, $substitute)),*]))?
                    }
                }

                #[inline(never)]
                fn member(&self, index: usize) -> ::core::option::Option<&dyn codec::Wire> {
                    match index {
                        $($index => $crate::__member!($rule, &self.$field),)*
                        $(codec::MATCHING => ::core::option::Option::Some(&self.$matching),)?
                        _ => $crate::__rest!($rest $(, &self.$rest_field)?),
                    }
                }

                #[inline(never)]
                fn member_mut(&mut self, index: usize, open: bool) -> ::core::option::Option<&mut dyn codec::Wire> {
                    match index {
                        $($index => $crate::__place!($rule, &mut self.$field, open),)*
                        $(codec::MATCHING => ::core::option::Option::Some(&mut self.$matching),)?
                        _ => $crate::__rest!($rest $(, &mut self.$rest_field)?),
                    }
                }

                #[allow(unused_assignments, unused_mut, unused_variables)]
                fn present(&self) -> u64 {
                    let (mut present, mut bit) = (0, 1_u64);
                    $(
                        if $crate::__present!($rule, self.$field) {
                            present |= bit;
                        }
                        bit <<= 1;
                    )*
                    present
                }
            }

            #[doc(hidden)]
            impl codec::Wire for Record_ {
                fn put(&mut self, token: codec::Token<'_>) -> ::core::result::Result<codec::Target<'_>, codec::Fault> {
                    codec::put_record(self, <Self as codec::Record>::shape(), token)
                }

                #[inline(never)]
                fn give(&self) -> codec::Given<'_> {
                    codec::Given::Record(<Self as codec::Record>::shape(), self)
                }
            }

            #[doc(hidden)]
            impl codec::Blank for Record_ {
                fn blank() -> Self {
                    Self {
                        $($field: $crate::__blank!($($default)?),)*
                        $($matching: ::core::default::Default::default(),)?
                        $($rest_field: ::core::default::Default::default(),)?
                    }
                }
            }
        };

        $crate::__serde!(super::$record);
        $crate::__debug!(super::$record);
    };
}

/// A member, if it is present.
#[doc(hidden)]
#[macro_export]
macro_rules! __member {
    (optional, $field:expr) => {
        $crate::__private::optional($field)
    };
    (nullable, $field:expr) => {
        $crate::__private::optional($field)
    };
    ($rule:ident, $field:expr) => {
        ::core::option::Option::Some($crate::__private::Blank::as_wire($field))
    };
}

/// The place of a member.
#[doc(hidden)]
#[macro_export]
macro_rules! __place {
    (optional, $field:expr, $open:expr) => {
        $crate::__private::open($field, $open)
    };
    (nullable, $field:expr, $open:expr) => {
        $crate::__private::open($field, $open)
    };
    ($rule:ident, $field:expr, $open:expr) => {
        ::core::option::Option::Some($crate::__private::Blank::as_wire_mut($field))
    };
}

/// Whether a member is present.
#[doc(hidden)]
#[macro_export]
macro_rules! __present {
    (optional, $field:expr) => {
        $field.is_some()
    };
    (nullable, $field:expr) => {
        $field.is_some()
    };
    ($rule:ident, $field:expr) => {
        true
    };
}

/// The blank of a member.
#[doc(hidden)]
#[macro_export]
macro_rules! __blank {
    () => {
        $crate::__private::Blank::blank()
    };
    ($default:expr) => {
        $default
    };
}

/// The place of the members that the schema does not declare.
#[doc(hidden)]
#[macro_export]
macro_rules! __rest {
    (refuse) => {
        $crate::__private::no_member()
    };
    ($rest:ident, $place:expr) => {
        ::core::option::Option::Some($place)
    };
}

/// Implements serde's traits for a type of the codec.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($ty:path) => {
        $crate::__serde!($ty, read_new);
    };
    ($ty:path, $read_new:ident) => {
        impl $crate::serde::ser::Serialize for $ty {
            #[inline]
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::serde::ser::Serializer,
            {
                $crate::__private::write(self, serializer)
            }
        }

        impl<'de> $crate::serde::de::Deserialize<'de> for $ty {
            #[inline]
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::serde::de::Deserializer<'de>,
            {
                $crate::__private::$read_new(deserializer)
            }
        }
    };
}
