//! The types of values.

use super::ItemId;
use crate::width::Width;

/// The type of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Any JSON value.
    Any,
    /// Only `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// An integer.
    Integer(Width),
    /// A number: a double.
    F64,
    /// A number that keeps every digit.
    Number,
    /// A string.
    String,
    /// An RFC 3339 timestamp.
    Timestamp,
    /// A string that must not leak.
    Secret,
    /// An identifier: an index into [`Model::ids`](super::Model::ids).
    Id(usize),
    /// A string of a format that has a type of its own: an index into [`Model::formats`](super::Model::formats).
    Format(usize),
    /// A type of this Model.
    Item(ItemId),
    /// An array.
    Array(Box<Type>),
    /// An object with any members, which all have one type.
    Map(Box<Type>),
    /// An array with a type for each item.
    Tuple(Vec<Type>),
    /// A value or `null`.
    Nullable(Box<Type>),
}

impl Type {
    /// The type of the Model, if it is one.
    pub(crate) fn item(&self) -> Option<ItemId> {
        match self {
            Type::Item(id) => Some(*id),
            _ => None,
        }
    }

    /// Whether it is, or contains, any value.
    #[must_use]
    pub(crate) fn is_untyped(&self) -> bool {
        let mut any = false;
        self.walk(&mut |ty| any |= *ty == Type::Any);
        any
    }

    /// Calls the function with this type and every type in it.
    pub fn walk(&self, visit: &mut impl FnMut(&Type)) {
        visit(self);
        match self {
            Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => inner.walk(visit),
            Type::Tuple(inner) => inner.iter().for_each(|ty| ty.walk(visit)),
            _ => {}
        }
    }
}
