//! Matches the types of the old state with those of the new one.

mod likeness;

use std::collections::{BTreeSet, HashMap};

use super::renames::Renames;
use super::state::State;
use schemawright::model::{Item, ItemId, Kind};

/// The types of two states, side by side.
pub(super) struct Pairs {
    /// The types that exist in both, in the order of their old paths.
    pub(super) both: Vec<Pair>,
    pub(super) removed: Vec<ItemId>,
    pub(super) added: Vec<ItemId>,
    /// The new paths of old types.
    pub(super) renames: Renames,
}

/// A type in both states.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub(super) old: ItemId,
    pub(super) new: ItemId,
    pub(super) by: By,
}

/// The reason why two types are a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// Their Rust path, by which callers use them.
    Path,
    /// Their schema. The configuration gives it another name.
    Schema,
    /// Their likeness.
    Likeness,
}

impl Pairs {
    pub(super) fn new(old: &State, new: &State) -> Self {
        let mut both = by_key(old, new, By::Path, &[], |state, id| state.model().item(id).path.to_string());
        let schema = |state: &State, id: ItemId| {
            let Item { source, kind, .. } = state.model().item(id);
            match kind {
                // An operation that moves to another path remains the same.
                Kind::Call(operation) => format!("operation\0{}", operation.id),
                _ => format!("{}\0{}", source.title, source.pointer),
            }
        };
        both.extend(by_key(old, new, By::Schema, &both, schema));
        let (removed, added) = left(old, new, &both);
        both.extend(likeness::pairs(old, new, &removed, &added));
        both.sort_by_key(|pair| &old.model().item(pair.old).path);
        let (removed, added) = left(old, new, &both);
        let renamed = both.iter().filter(|pair| pair.by != By::Path);
        let renames = renamed.map(|pair| (pair.old, new.model().item(pair.new).path.clone())).collect();
        Self { both, removed, added, renames }
    }
}

/// Pairs types with equal keys that are not paired yet.
fn by_key(old: &State, new: &State, by: By, paired: &[Pair], key: impl Fn(&State, ItemId) -> String) -> Vec<Pair> {
    let (removed, added) = left(old, new, paired);
    let added: HashMap<String, ItemId> = added.into_iter().map(|id| (key(new, id), id)).collect();
    let pair = |id: ItemId| Some(Pair { old: id, new: *added.get(&key(old, id))?, by });
    removed.into_iter().filter_map(pair).collect()
}

/// The types of both states that are not paired.
fn left(old: &State, new: &State, paired: &[Pair]) -> (Vec<ItemId>, Vec<ItemId>) {
    let olds: BTreeSet<ItemId> = paired.iter().map(|pair| pair.old).collect();
    let news: BTreeSet<ItemId> = paired.iter().map(|pair| pair.new).collect();
    let rest = |state: &State, known: &BTreeSet<ItemId>| {
        let mut rest: Vec<_> = state.model().iter().map(|(id, _)| id).filter(|id| !known.contains(id)).collect();
        rest.sort_by_key(|id| &state.output.model.item(*id).path);
        rest
    };
    (rest(old, &olds), rest(new, &news))
}
