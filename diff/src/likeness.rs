//! Guesses which of the types that are gone is which of the new ones under another name: by what they are made of.
//!
//! A guess changes neither level nor verdict: a type that is removed under its old name breaks callers either way. It only tells the reader
//! where to look. So it is made seldom: types of less than three members or values say too little, and of several that
//! fit equally well none is chosen (there are sixty sign-in factors, and most have the same three members).

use std::collections::BTreeSet;

use super::pairs::{By, Pair};
use super::renames::Renames;
use super::state::State;
use schemawright::model::{ItemId, Kind};

/// The least part of their members that two types must share, in percent.
const ENOUGH: usize = 75;
/// The same where the last part of the path has stayed.
const ENOUGH_UNDER_ONE_NAME: usize = 50;
/// The least number of members that say anything.
const FEW: usize = 3;

/// Pairs of types that look like one another, and like no other.
pub(super) fn pairs(old: &State, new: &State, removed: &[ItemId], added: &[ItemId]) -> Vec<Pair> {
    let parts = |state: &State, ids: &[ItemId]| ids.iter().map(|id| parts(state, *id)).collect::<Vec<_>>();
    let (old_parts, new_parts) = (parts(old, removed), parts(new, added));
    let score = |a: usize, b: usize| {
        let same_name = old.model().item(removed[a]).path.name == new.model().item(added[b]).path.name;
        let share = likeness(&old_parts[a], &new_parts[b]);
        let enough = if same_name { ENOUGH_UNDER_ONE_NAME } else { ENOUGH };
        // Of two that share as much, the one with the same name.
        if share >= enough { 2 * share + usize::from(same_name) } else { 0 }
    };
    let mut found = Vec::new();
    for (a, id) in removed.iter().enumerate() {
        let Some(b) = best(added.len(), |b| score(a, b)) else { continue };
        if best(removed.len(), |a| score(a, b)) == Some(a) {
            found.push(Pair { old: *id, new: added[b], by: By::Likeness });
        }
    }
    found
}

/// The index of the best score, if it is above zero and no other is as good.
fn best(count: usize, score: impl Fn(usize) -> usize) -> Option<usize> {
    let scores: Vec<usize> = (0..count).map(score).collect();
    let top = *scores.iter().max().filter(|top| **top > 0)?;
    let mut at = (0..count).filter(|index| scores[*index] == top);
    at.next().filter(|_| at.next().is_none())
}

/// Members with their types, or values: what the type is made of.
fn parts(state: &State, id: ItemId) -> BTreeSet<String> {
    let renames = Renames::default();
    match &state.model().item(id).kind {
        Kind::Struct(item) => {
            let member =
                |field: &schemawright::model::Field| format!("{}: {}", field.wire_name, state.ty(&field.ty, &renames));
            item.fields.iter().map(member).collect()
        }
        Kind::Enum(item) => item.variants.iter().map(|variant| variant.value.to_string()).collect(),
        _ => BTreeSet::new(),
    }
}

/// How much of what either has both have, in percent.
fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>) -> usize {
    if a.len() < FEW || b.len() < FEW {
        return 0;
    }
    100 * a.intersection(b).count() / a.union(b).count()
}
