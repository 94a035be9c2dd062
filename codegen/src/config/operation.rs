//! The tables of operations: `[[host]]` and `[[page]]`.

use serde::Deserialize;

use super::glob::Globs;

/// Gives the place where operations are served a name.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(crate) struct HostRule {
    pub(crate) name: String,
    /// The `operationId`; without, any.
    pub(crate) operation: Option<Globs>,
    /// The URL of a server of the operation's own; without, any, and none.
    pub(crate) url: Option<Globs>,
    pub(crate) reason: Option<String>,
}

/// The paths of the cursors of pages.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields)]
pub(crate) struct PageRule {
    /// The `operationId`; without, any.
    pub(crate) operation: Option<Globs>,
    /// The parameter, or the member of the body, with the start of a page.
    pub(crate) cursor: String,
    /// Paths of members, from the answer to the cursor of the next page: the first that is there counts.
    pub(crate) next: Vec<String>,
    pub(crate) reason: Option<String>,
}
