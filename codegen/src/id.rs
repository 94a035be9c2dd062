//! The index that identifies a type from the canonical schema to the Model.

/// The index of a canonical definition, and of its type in the [`Model`](crate::Model).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub usize);
