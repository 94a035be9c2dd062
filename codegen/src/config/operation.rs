//! The tables of operations: `[[host]]` and `[[page]]`.

use serde::Deserialize;

use super::glob::Globs;

/// A name for a host of operations.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(crate) struct HostRule {
    pub(crate) name: String,
    /// The `operationId`. Without it, any operation.
    pub(crate) operation: Option<Globs>,
    /// The URL of the operation's own server. Without it, any operation, with or without such a server.
    pub(crate) url: Option<Globs>,
    pub(crate) reason: Option<String>,
}

/// The paths of the cursors of pages.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(crate) struct PageRule {
    /// The `operationId`. Without it, any operation.
    pub(crate) operation: Option<Globs>,
    /// The parameter, or the member of the body, with the start of a page.
    pub(crate) cursor: String,
    /// Paths of members, from the response to the cursor of the next page. The first path that exists counts.
    pub(crate) next: Vec<String>,
    pub(crate) reason: Option<String>,
}
