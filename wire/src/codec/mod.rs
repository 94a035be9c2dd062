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
pub use look::{Look, Show, show, unlisted_value, valid_value};
pub use matcher::{Matcher, State};
pub(crate) use number::has_infinite_number;
pub(crate) use read::parse_value;
pub use read::{read, read_new, read_new_union};
pub(crate) use record::Rest;
#[cfg(any(test, feature = "testing"))]
pub(crate) use record::RestMut;
pub(crate) use record::Rule;
pub use record::{MATCHING, Member, Record, Shape, no_member, put_record};
pub use row::{end_row, put_row, too_long};
pub(crate) use scalar::string;
pub use scalar_enum::{Listed, ScalarEnum, parse_known_scalar, parse_scalar_enum, put_scalar_enum};
pub use string_enum::{StringEnum, look_at_any_enum, look_at_enum, parse_enum, parse_known, put_enum};
#[cfg(feature = "validate")]
pub(crate) use timestamp::is_timestamp;
pub use token::{Blank, Entries, Given, List, TakesValue, Target, Token, Told, Wire};
pub use union::{
    Telling, Union, alternative, index_of_tag, index_of_wrapper, misplaced, only_alternative, put_alternative,
    put_union, put_union_text, read_alternative, take_scalar, take_union, union_may_be_secret,
};
pub use unknown_fields::{InsertError, UnknownFields};
pub use write::write;
