//! Limits of the input. They turn hostile or broken input into an error, or into a type that accepts any value, before memory or the stack
//! is exhausted.
//!
//! | what | limit |
//! | --- | --- |
//! | size of one file | [`FILE_SIZE`] bytes |
//! | size of all files of a schema directory | [`DIRECTORY_SIZE`] bytes |
//! | nesting of JSON in a file | [`NESTING`] levels |
//! | members of one object | [`MEMBERS`] |
//! | parts and alternatives that are merged in one schema, including those of its members | [`MERGES`] |
//! | consecutive references (`$ref` to `$ref`, `allOf` in `allOf`) | [`CHAIN`] |
//! | directly nested arrays and maps in one type | [`LISTS`] |
//! | items of a tuple | [`TUPLE`] |
//! | values in the smallest value of a type | [`LEAST_VALUE`] |
//! | characters of a Rust name | [`NAME`] |
//!
//! The number of files, of types and of values of an enum has no limit: 100,000 values take seconds.

pub use crate::input::{DIRECTORY_SIZE, FILE_SIZE};

/// The greatest depth of nested JSON: the limit of `serde_json`.
pub const NESTING: usize = 127;
/// Members of one object.
pub const MEMBERS: usize = 10_000;
/// The greatest number of merges in one schema: of its parts, of a part with each alternative, of the parts of a property that several of
/// them have, and so on.
pub const MERGES: usize = 2_000;
/// The greatest number of consecutive references.
pub const CHAIN: usize = 128;
/// The greatest number of directly nested arrays and maps in one type.
pub const LISTS: usize = 32;
/// The greatest number of items of a tuple: the limit of the standard library's trait implementations.
pub const TUPLE: usize = 12;
/// The greatest number of values in the smallest value of a type: its required members, their required members, and so on.
pub const LEAST_VALUE: usize = 10_000;
/// The greatest number of characters of a Rust name. The name of a module is also that of a file.
pub const NAME: usize = 200;
