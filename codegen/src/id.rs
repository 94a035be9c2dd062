//! The one number by which a schema that becomes a type is known, from the canonical schema to the Model.

/// The index of a definition among the canonical definitions, and of the type that it becomes in its [`Model`](crate::Model).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub usize);
