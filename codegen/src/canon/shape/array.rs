//! The shape of lists.

use super::Node;
use crate::limits::TUPLE;
use crate::read::resolve::Location;

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Array {
    /// The items at the start that have schemas of their own.
    pub(crate) prefix: Vec<Node>,
    /// The schema of all items after them.
    pub(crate) rest: Box<Node>,
    pub(crate) least: usize,
    pub(crate) most: Option<usize>,
    /// Whether it is a struct, with a field for each item at the start. It is set when the list has a definition of its own.
    pub(crate) row: bool,
    /// Whether keywords only imply that it is a list, so that other values are allowed too.
    pub(crate) implied: bool,
}

impl Array {
    /// A list without any keyword.
    pub(crate) fn open(at: &Location) -> Self {
        Self { prefix: Vec::new(), rest: Box::new(Node::any(at)), least: 0, most: None, row: false, implied: false }
    }

    /// The schema at an index.
    pub(crate) fn item(&self, index: usize) -> &Node {
        self.prefix.get(index).unwrap_or(&self.rest)
    }

    /// Whether every value has exactly one item for each schema.
    pub(crate) fn is_tuple(&self) -> bool {
        let length = self.prefix.len();
        length > 0 && self.least == length && (self.most == Some(length) || self.rest.is_never())
    }

    /// Whether a Rust tuple represents all of its values.
    pub(crate) fn is_rust_tuple(&self) -> bool {
        self.is_tuple() && self.prefix.len() <= TUPLE
    }

    /// Whether items have schemas of their own, and a Rust tuple does not represent all values.
    pub(crate) fn is_row(&self) -> bool {
        !self.prefix.is_empty() && !self.is_rust_tuple() && self.items().is_none()
    }

    /// The common schema of all items, if there is one.
    pub(crate) fn items(&self) -> Option<&Node> {
        let first = self.prefix.first().unwrap_or(&self.rest);
        let all = self.prefix.iter().all(|item| item == first);
        (all && (self.rest.is_never() || *self.rest == *first)).then_some(first)
    }
}
