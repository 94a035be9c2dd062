//! Limits of the input. They turn hostile or broken input into an error, or into a type that accepts any value, before memory or the stack
//! is exhausted.
//!
//! | what | limit |
//! | --- | --- |
//! | size of one file | [`FILE_SIZE`] bytes |
//! | size of all files of a schema directory | [`DIRECTORY_SIZE`] bytes |
//! | nesting of JSON in a file | [`NESTING`] levels |
//! | members of one object | [`MEMBERS`] |
//! | parts and alternatives that are merged in one schema, those of its members included | [`MERGES`] |
//! | references that lead to one another with nothing between (`$ref` to `$ref`, `allOf` within `allOf`) | [`CHAIN`] |
//! | arrays and maps directly within one another in one type | [`LISTS`] |
//! | items of a tuple | [`TUPLE`] |
//! | values within the least value of a type | [`LEAST_VALUE`] |
//! | characters of a Rust name | [`NAME`] |
//!
//! The number of files, of types and of values of an enum has no limit: 100,000 values take seconds.

pub use crate::input::{DIRECTORY_SIZE, FILE_SIZE};

/// Levels of nesting: those at which `serde_json` stops.
pub const NESTING: usize = 127;
/// Members of one object.
pub const MEMBERS: usize = 10_000;
/// Times that parts of one schema are merged: they, each with each alternative, the parts of a member that several of them have, and so
/// on.
pub const MERGES: usize = 2_000;
/// References in a row.
pub const CHAIN: usize = 128;
/// Arrays and maps within one another in one type.
pub const LISTS: usize = 32;
/// Items of a tuple: what the standard library's traits are implemented for.
pub const TUPLE: usize = 12;
/// Values that the least value of a type is made of: its required members, theirs, and so on.
pub const LEAST_VALUE: usize = 10_000;
/// Characters of a Rust name: a module's is a file's too.
pub const NAME: usize = 200;
