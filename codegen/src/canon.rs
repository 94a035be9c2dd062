//! The definitions of a corpus: every schema that becomes a Rust type, reduced to what shapes it.

pub(crate) mod annotations;
pub(crate) mod bundle;
pub(crate) mod extent;
mod merging;
pub(crate) mod normalize;
