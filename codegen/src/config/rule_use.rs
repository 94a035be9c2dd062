//! What the entries of a configuration have done.

/// A rule of the configuration and what it has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleUse {
    /// The key of its table in `codegen.toml`: `name`, `rename`, `timestamp`, `id`, `secret`, `not-secret`, `fix`.
    pub table: &'static str,
    /// The line of `codegen.toml` on which it begins.
    pub line: usize,
    /// What it does, in a few words: `UserId`, `required = false`.
    pub effect: String,
    /// Why.
    pub reason: Option<String>,
    /// Where it applied.
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
}
