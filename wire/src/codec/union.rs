//! Unions: a value that is one of several alternatives.
//!
//! A tag, or the member that wraps a value, decides at once: what comes behind it is read where it stays. Any other value is kept until it is
//! known which one is meant. The JSON type tells where one alternative has it. Of objects that differ in their members alone, the one is meant whose required members are there and
//! which leaves the fewest unknown. What several could be is the first of them that reads. The error of a value that is none of them is
//! that of the one that was meant.

use serde_json::{Map, Value};

use super::{Blank, Fault, TakesValue, Target, Token, Wire};
use crate::UnrecognizedValue;

/// What the codec knows of a union. An alternative is known by its index in [`ALTERNATIVES`](Union::ALTERNATIVES).
pub trait Union: Blank + serde_core::de::DeserializeOwned {
    /// The union's name, for errors.
    const NAME: &'static str;

    /// How the alternatives are told apart.
    const TELLING: Telling;

    /// The alternatives, in the schema's order.
    const ALTERNATIVES: &'static [Alternative];

    /// Reads the alternative of that index.
    fn read(index: usize, value: &Value) -> Result<Self, Fault>;

    /// The blank of the alternative of that index.
    fn blank_of(index: usize) -> Self;

    /// The catch-all, if there is one.
    fn unrecognized(value: UnrecognizedValue) -> Option<Self>;
}

/// How the alternatives of a union are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// By the value of this member of objects.
    Tag(&'static str),
    /// By the one member that each has, whose value it is, and by constants.
    Wrapper,
    /// By JSON types, and by the members of objects.
    Content,
    /// In the same way; what is none of them is kept.
    ContentOrAny,
}

/// What tells an alternative from the others.
#[derive(Clone, Copy, Debug)]
pub struct Alternative {
    /// The variant.
    pub name: &'static str,
    types: u8,
    tags: &'static [Scalar],
    wrapper: &'static str,
    required: &'static [&'static str],
    known: &'static [&'static str],
    listed: &'static [(&'static str, &'static [Scalar])],
}

/// The value of a tag.
#[derive(Clone, Copy, Debug)]
pub enum Scalar {
    /// A string.
    Str(&'static str),
    /// `true` or `false`.
    Bool(bool),
    /// A number; `1` and `1.0` are one.
    Number(f64),
}

/// What a row of [`union!`](crate::__union) is written with.
pub mod alternative {
    pub use super::Alternative;
    use super::Scalar;
    pub use super::Scalar::{Bool, Number, Str};

    /// `true` and `false`.
    pub const BOOLEAN: u8 = 1;
    /// Numbers.
    pub const NUMBER: u8 = 2;
    /// Strings.
    pub const STRING: u8 = 4;
    /// Arrays.
    pub const ARRAY: u8 = 8;
    /// Objects.
    pub const OBJECT: u8 = 16;

    /// An alternative of these JSON types.
    #[must_use]
    pub const fn of(types: u8) -> Alternative {
        Alternative { name: "", types, tags: &[], wrapper: "", required: &[], known: &[], listed: &[] }
    }

    impl Alternative {
        /// The same with the values that its tag can have.
        #[must_use]
        pub const fn tagged(self, tags: &'static [Scalar]) -> Self {
            Self { tags, ..self }
        }

        /// The same with the members that it requires, and those that it knows.
        #[must_use]
        pub const fn with(self, required: &'static [&'static str], known: &'static [&'static str]) -> Self {
            Self { required, known, ..self }
        }

        /// The same with members whose values are listed.
        #[must_use]
        pub const fn listing(self, listed: &'static [(&'static str, &'static [Scalar])]) -> Self {
            Self { listed, ..self }
        }

        /// The same with the variant's name.
        #[must_use]
        pub const fn named(self, name: &'static str) -> Self {
            Self { name, ..self }
        }

        /// The same as the value of a member, or as a constant.
        #[must_use]
        pub const fn in_wrapper(self, wrapper: &'static str) -> Self {
            Self { wrapper, ..self }
        }
    }
}

impl Scalar {
    fn is(self, value: &Value) -> bool {
        match self {
            Self::Str(own) => value.as_str() == Some(own),
            Self::Bool(own) => value.as_bool() == Some(own),
            Self::Number(own) => value.as_f64() == Some(own),
        }
    }
}

/// Takes a token for a union: it is kept as a JSON value first.
pub fn put_union<'a>(place: &'a mut dyn TakesValue, token: Token<'_>) -> Result<Target<'a>, Fault> {
    if let Token::Map | Token::Seq = token {
        return Ok(Target::Value(place));
    }
    let mut value = Value::Null;
    value.put(token)?;
    place.take(value)?;
    Ok(Target::Done)
}

/// The alternative of a tag.
pub fn index_of_tag<T: Union>(tag: &Value) -> Option<usize> {
    let is_meant = |one: &Alternative| one.types & alternative::OBJECT != 0 && one.tags.iter().any(|own| own.is(tag));
    T::ALTERNATIVES.iter().position(is_meant)
}

/// The alternative that a member of this name wraps.
pub fn index_of_wrapper<T: Union>(name: &str) -> Option<usize> {
    T::ALTERNATIVES.iter().position(|one| one.types == alternative::OBJECT && one.wrapper == name)
}

/// The alternative that a JSON value is.
pub fn take_union<T: Union>(value: Value) -> Result<T, Fault> {
    let table = Table { name: T::NAME, telling: T::TELLING, alternatives: T::ALTERNATIVES };
    let fault = match table.choose(&value) {
        Choice::One(index, None) => return T::read(index, &value),
        Choice::One(index, Some((name, inner))) => return T::read(index, inner).map_err(|fault| fault.in_key(name)),
        Choice::Several(indices) => {
            let mut first = None;
            for index in indices {
                match T::read(index, &value) {
                    Ok(read) => return Ok(read),
                    Err(fault) => first = first.or(Some(fault)),
                }
            }
            let fault = first.unwrap_or_else(|| table.misfit(&value));
            if T::TELLING != Telling::ContentOrAny {
                return Err(fault);
            }
            fault
        }
        Choice::None(fault) => fault,
    };
    T::unrecognized(UnrecognizedValue::new(value)).ok_or(fault)
}

/// Reads the value of an alternative.
pub fn read_alternative<T: serde_core::de::DeserializeOwned>(value: &Value) -> Result<T, Fault> {
    crate::decode::from_value(value)
}

/// The fault of who asks for the place of a member in a union, which is read as a whole.
#[cold]
pub fn misplaced() -> Fault {
    Fault::of_value("a union has no members of its own")
}

/// A union without its type, so that what follows is compiled once.
struct Table {
    name: &'static str,
    telling: Telling,
    alternatives: &'static [Alternative],
}

/// Which alternatives a value can be.
enum Choice<'v> {
    /// One, of the value or of what it wraps.
    One(usize, Option<(&'v str, &'v Value)>),
    /// The first that reads.
    Several(Vec<usize>),
    /// None of them, with the fault where that is one.
    None(Fault),
}

impl Table {
    fn choose<'v>(&self, value: &'v Value) -> Choice<'v> {
        let ty = json_type(value);
        let candidates = || (0..self.alternatives.len()).filter(|index| self.alternatives[*index].types & ty != 0);
        match (self.telling, value) {
            (Telling::Wrapper, _) => self.unwrap(value),
            (Telling::Tag(tag), Value::Object(members)) if members.contains_key(tag) => {
                let has = |index: &usize| self.alternatives[*index].tags.iter().any(|one| one.is(&members[tag]));
                match candidates().find(has) {
                    Some(index) => Choice::One(index, None),
                    None => {
                        let expected = format!(
                            "invalid value: {}, expected one of {}",
                            kind(&members[tag]),
                            self.tags().join(", ")
                        );
                        Choice::None(Fault::of_value(expected).in_member(tag, self.name))
                    }
                }
            }
            (_, Value::Object(members)) => self.rank(candidates().collect(), members),
            _ => Choice::Several(candidates().collect()),
        }
    }

    fn unwrap<'v>(&self, value: &'v Value) -> Choice<'v> {
        let (name, inner, ty) = match value {
            Value::String(name) => (name, None, alternative::STRING),
            Value::Object(members) if members.len() == 1 => match members.iter().next() {
                Some((name, inner)) => (name, Some(inner), alternative::OBJECT),
                None => return Choice::Several(Vec::new()),
            },
            _ => return Choice::Several(Vec::new()),
        };
        let is_meant = |one: &Alternative| one.types == ty && one.wrapper == name;
        match self.alternatives.iter().position(is_meant) {
            Some(index) => Choice::One(index, inner.map(|inner| (name.as_str(), inner))),
            None => Choice::None(self.misfit(value)),
        }
    }

    /// Objects, the likeliest first.
    fn rank<'v>(&self, mut candidates: Vec<usize>, members: &Map<String, Value>) -> Choice<'v> {
        let unlikely = |index: &usize| {
            let Alternative { required, known, listed, .. } = self.alternatives[*index];
            let other = |(name, values): &&(&str, &[Scalar])| {
                members.get(*name).is_some_and(|value| !values.iter().any(|one| one.is(value)))
            };
            let others = listed.iter().filter(other).count();
            let missing = required.iter().filter(|name| !members.contains_key(**name)).count();
            let unknown = members.keys().filter(|name| !known.contains(&name.as_str())).count();
            (others, missing, unknown)
        };
        candidates.sort_by_key(unlikely);
        Choice::Several(candidates)
    }

    fn tags(&self) -> Vec<String> {
        let tags = self.alternatives.iter().flat_map(|one| one.tags);
        tags.map(|tag| match tag {
            Scalar::Str(tag) => format!("`{tag}`"),
            Scalar::Bool(tag) => format!("`{tag}`"),
            Scalar::Number(tag) => format!("`{tag}`"),
        })
        .collect()
    }

    /// The fault of a value that nothing fits.
    fn misfit(&self, value: &Value) -> Fault {
        let expected: Vec<String> = if self.telling == Telling::Wrapper {
            let each = self.alternatives.iter().map(|one| match one.types {
                alternative::STRING => format!("`{}`", one.wrapper),
                _ => format!("an object of `{}`", one.wrapper),
            });
            each.collect()
        } else {
            let all = self.alternatives.iter().fold(0, |all, one| all | one.types);
            let names = ["a boolean", "a number", "a string", "an array", "an object"];
            let present = names.into_iter().enumerate().filter(|(bit, _)| all & (1 << bit) != 0);
            present.map(|(_, name)| name.to_owned()).collect()
        };
        let expected = expected.join(", or ");
        Fault::of_value(format!("invalid type: {}, expected {expected} ({})", kind(value), self.name))
    }
}

/// The name of a value's JSON type.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn json_type(value: &Value) -> u8 {
    match value {
        Value::Null => 0,
        Value::Bool(_) => alternative::BOOLEAN,
        Value::Number(_) => alternative::NUMBER,
        Value::String(_) => alternative::STRING,
        Value::Array(_) => alternative::ARRAY,
        Value::Object(_) => alternative::OBJECT,
    }
}

/// Connects a union to the codec and to serde: one row an alternative, with what tells it from the others.
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
    ) => {
        const _: () = {
            use $crate::__private as codec;
            use super::$union as Union_;

            // The alternatives by index: the order of the rows.
            enum Index {
                $($variant,)*
            }
            const INDICES: &[Index] = &[$(Index::$variant),*];

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

                fn unrecognized(value: $crate::UnrecognizedValue) -> ::core::option::Option<Self> {
                    let value = ::core::option::Option::Some(value);
                    $(return value.map(Self::$catch_all);)?
                    #[allow(unreachable_code)]
                    value.and(::core::option::Option::None)
                }
            }

            impl codec::Wire for Union_ {
                fn put(&mut self, token: codec::Token<'_>) -> ::core::result::Result<codec::Target<'_>, codec::Fault> {
                    match (<Self as codec::Union>::TELLING, token) {
                        (codec::Telling::Tag(_) | codec::Telling::Wrapper, codec::Token::Map) => {
                            ::core::result::Result::Ok(codec::Target::Told(self))
                        }
                        _ => codec::put_union(self, token),
                    }
                }

                fn give(&self) -> codec::Given<'_> {
                    match self {
                        $($crate::__alternative!(pattern value, Self::$variant $(, $constant)?) =>
                            $crate::__alternative!(give self, value $(, in $wrapper)? $(, is $constant)?),)*
                        $(Self::$catch_all(value) => codec::Given::Value(value.as_value()),)?
                    }
                }

                fn reads_text(&self) -> bool {
                    true
                }
            }

            impl codec::TakesValue for Union_ {
                fn take(&mut self, value: $crate::Value) -> ::core::result::Result<(), codec::Fault> {
                    *self = codec::take_union(value)?;
                    ::core::result::Result::Ok(())
                }
            }

            impl Union_ {
                fn place_of_(&mut self, index: usize) -> ::core::option::Option<&mut dyn codec::Wire> {
                    *self = <Self as codec::Union>::blank_of(index);
                    match self {
                        $($crate::__alternative!(pattern value, Self::$variant $(, $constant)?) =>
                            $crate::__alternative!(place value $(, $constant)?),)*
                        #[allow(unreachable_patterns)]
                        _ => ::core::option::Option::None,
                    }
                }
            }

            impl codec::Told for Union_ {
                fn tag(&self) -> ::core::option::Option<&'static str> {
                    match <Self as codec::Union>::TELLING {
                        codec::Telling::Tag(tag) => ::core::option::Option::Some(tag),
                        _ => ::core::option::Option::None,
                    }
                }

                fn by_tag(&mut self, tag: &$crate::Value) -> ::core::option::Option<&mut dyn codec::Wire> {
                    let index = codec::index_of_tag::<Self>(tag)?;
                    self.place_of_(index)
                }

                fn by_wrapper(&mut self, name: &str) -> ::core::option::Option<&mut dyn codec::Wire> {
                    let index = codec::index_of_wrapper::<Self>(name)?;
                    self.place_of_(index)
                }
            }

            // What a wrapper is written as.
            impl codec::Entries for Union_ {
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

                fn count(&self) -> usize {
                    1
                }
            }

            impl codec::Blank for Union_ {
                const READS_TEXT: bool = true;

                fn blank() -> Self {
                    <Self as codec::Union>::blank_of(Index::$blank as usize)
                }
            }
        };

        $crate::__serde!(super::$union);
    };
}

/// What a union does with one of its alternatives.
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
