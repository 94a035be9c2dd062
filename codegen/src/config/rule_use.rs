//! The effects of a configuration's entries.

use crate::id::ItemId;

/// A rule of the configuration, and the items that it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleUse {
    /// The key of its table in `codegen.toml`: `name`, `rename`, `timestamp`, `id`, `secret`, `not-secret`, `fix`.
    pub table: &'static str,
    /// The line of `codegen.toml` on which it starts.
    pub line: usize,
    /// Its effect in a few words: `UserId`, `required = false`.
    pub effect: String,
    /// Its reason.
    pub reason: Option<String>,
    /// The changed items.
    pub touched: Vec<Touched>,
}

/// A member, or a whole schema, that a rule has changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touched {
    /// The title of the file's schema.
    pub schema: String,
    /// The JSON Pointer to the member, or to the schema, in the file.
    pub pointer: String,
    /// The member's name; empty for a whole schema.
    pub member: String,
    /// The types that have the member, or the type of the schema.
    pub types: Vec<ItemId>,
}
