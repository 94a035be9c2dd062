//! Reading: the files of a run as strict JSON, the place of each value, and the target of each `$ref`.

pub(crate) mod constraints;
pub(crate) mod corpus;
pub(crate) mod dialect;
mod dynamic;
pub(crate) mod keywords;
pub(crate) mod matcher;
pub(crate) mod missing;
pub(crate) mod operations;
pub(crate) mod pattern;
pub mod pointer;
pub(crate) mod resolve;
pub(crate) mod span;
mod strict_json;
pub(crate) mod uri;
