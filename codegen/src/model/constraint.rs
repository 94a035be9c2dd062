//! What a schema says of values beyond their type.

use serde_json::Value;

/// One thing that a schema says of values and their Rust type does not show: which of them are valid, or which one an absent member stands for.
/// No type checks it: the API does, and what it takes may change.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    /// The JSON Pointer from the schema of the type, or of the member, to the one that says so: empty, or `/items` for the elements of a list.
    pub within: String,
    /// The keyword: `maxLength`, `pattern`, `default`.
    pub keyword: &'static str,
    /// Its value. Of `if`, an object with `then` and `else` beside it, as they stand in the schema.
    pub value: Value,
}

impl Constraint {
    /// The keyword that says what an absent member stands for. All others say which values are valid.
    pub const DEFAULT: &'static str = "default";
}
