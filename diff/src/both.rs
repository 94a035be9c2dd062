//! One type in two states.

use schemawright::model::Item;

use super::pairs::Pairs;
use super::state::State;

/// The two states of one type.
#[derive(Clone, Copy)]
pub(super) struct Both<'a> {
    pub(super) old: &'a State<'a>,
    pub(super) new: &'a State<'a>,
    pub(super) pairs: &'a Pairs,
    /// The type in the old state.
    pub(super) was: &'a Item,
    /// The type in the new state.
    pub(super) is: &'a Item,
}
