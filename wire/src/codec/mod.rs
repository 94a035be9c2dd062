//! The codec of generated types.
//!
//! A type implements [`Wire`]: it accepts tokens and produces tokens. A struct also implements [`Record`], which accesses its members by
//! index, and has a [`Shape`] with their names. Both are used as trait objects, so that one decoder ([`read`]) and one encoder ([`write`])
//! serve all types: they are compiled once for each format, and almost nothing is compiled for each type.

mod container;
mod fault;
mod integer_enum;
pub(crate) mod json;
mod list;
mod look;
mod lookup;
pub(crate) mod marks;
mod matcher;
mod number;
mod personal;
mod read;
pub(crate) mod record;
mod row;
mod scalar;
mod scalar_enum;
mod string_enum;
pub(crate) mod timestamp;
mod token;
mod union;
mod unknown_fields;
pub(crate) mod write;
pub(crate) mod writer;

pub use fault::Fault;
pub(crate) use fault::{WITHHELD, words_of};
#[cfg(feature = "validate")]
pub(crate) use fault::{append_hidden_name, append_name, shown_key};
pub use integer_enum::{IntegerEnum, parse_integer_enum, parse_known_integer, put_integer_enum};
pub use list::List;
pub use look::{Look, Show, show, unlisted_value, valid_value};
pub use matcher::{Matcher, State};
pub(crate) use number::has_infinite_number;
pub(crate) use personal::Privacy;
pub(crate) use read::parse_value;
pub use read::{read, read_new, read_new_union};
pub(crate) use record::Rest;
#[cfg(any(test, feature = "testing"))]
pub(crate) use record::RestMut;
pub(crate) use record::Rule;
pub use record::{MATCHING, Member, Shape, no_member, open, optional, put_record};
pub use row::{end_row, put_row, too_long};
pub(crate) use scalar::string;
pub use scalar_enum::{Listed, ScalarEnum, parse_known_scalar, parse_scalar_enum, put_scalar_enum};
pub use string_enum::{StringEnum, look_at_any_enum, look_at_enum, parse_enum, parse_known, put_enum};
#[cfg(feature = "validate")]
pub(crate) use timestamp::is_timestamp;
pub use token::{Entries, Given, TakesValue, Target, Token, Told};
pub use union::{
    Telling, Union, alternative, index_of_tag, index_of_wrapper, misplaced, only_alternative, put_alternative,
    put_union, put_union_text, read_alternative, take_scalar, take_union, union_may_be_secret,
};
pub use unknown_fields::{InsertError, UnknownFields};
pub use write::write;

/// A value that is decoded in place, and that can be encoded.
///
/// There is one decoder and one encoder for each format (`read`, `write`). They use every value as a `dyn Wire`, so they are not compiled
/// again for each type.
///
/// Small functions of the implementations that are only called through `dyn` are `#[inline(never)]`: otherwise the compiler treats them as
/// inlinable, and compiles them again in each codegen unit of each crate that contains the type's vtable. Those that are equal for most types
/// are not, because the compiler merges equal ones of a unit, and keeps the names of those that other units can call.
#[doc(hidden)]
pub trait Wire {
    /// Decodes a token. After a fault, the value is unspecified.
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault>;

    /// The value for the output.
    fn give(&self) -> Given<'_>;

    /// The kind of the value, for a program that inspects it with [`Look::at`]: `Debug` and [`drift`](crate::drift()).
    ///
    /// None for a struct, a list, a map and a JSON value: it is the output then, and the function is equal for most types.
    fn look(&self) -> Option<Look<'_>> {
        None
    }

    /// Whether it is only exact from the text of JSON, [`Token::Number`] and [`Token::Text`]: numbers that a double would round, and JSON
    /// values, which contain numbers.
    fn reads_text(&self) -> bool {
        false
    }
}

/// The initial value, before decoding.
///
/// A struct is decoded in place: each member of the input overwrites one of the struct's. A missing required member is a fault, so its
/// blank is never visible. For a lenient member, the blank is its default.
#[doc(hidden)]
pub trait Blank: Wire + Sized {
    /// [`Wire::reads_text`] for every value of the type.
    const READS_TEXT: bool = false;

    /// The blank.
    fn blank() -> Self;

    /// The value as a trait object. A box is the value in it, so that no vtable of boxes is compiled.
    #[inline]
    fn as_wire(&self) -> &dyn Wire {
        self
    }

    /// The same as a place.
    #[inline]
    fn as_wire_mut(&mut self) -> &mut dyn Wire {
        self
    }

    /// Whether a value may be a secret, or a list or a map of secrets. A type may contain itself, so it looks only that deep.
    fn may_be_secret(depth: usize) -> bool {
        let _ = depth;
        false
    }
}

/// A struct, whose members are accessed by their index in its [`Shape`].
#[doc(hidden)]
pub trait Record {
    /// The names of the type and of its members.
    fn shape() -> &'static Shape
    where
        Self: Sized;

    /// The member at an index; none if it is optional and absent. At [`MATCHING`], the members whose names match patterns of the schema; at
    /// any other index, those that the schema does not declare. Both exist only if the [`Shape`] says so.
    fn member(&self, index: usize) -> Option<&dyn Wire>;

    /// The place of the member at an index, as [`member`](Self::member). An optional one gets its blank; if it is not to be `open`, it becomes
    /// absent instead, and has no place.
    fn member_mut(&mut self, index: usize, open: bool) -> Option<&mut dyn Wire>;

    /// The presence of the first 64 members, one bit each. The others report it themselves.
    fn present(&self) -> u64;
}
