//! Guesses which removed type has become which new type, by their members.
//!
//! A guess changes neither level nor verdict: a removed type breaks callers either way. It only helps the reader. So it is conservative:
//! types with fewer than three members or values are skipped, and if several types match equally well, none is chosen (there are sixty
//! sign-in factors, and most have the same three members).

use std::collections::BTreeSet;

use super::{By, Pair};
use crate::renames::Renames;
use crate::state::State;
use schemawright::model::{ItemId, Kind};

/// The smallest share of members that two types must have in common, in percent.
const ENOUGH: usize = 75;
/// The same if the last part of the path is equal.
const ENOUGH_UNDER_ONE_NAME: usize = 50;
/// The smallest number of members for a guess.
const FEW: usize = 3;

/// Pairs of types that resemble each other and no other type.
pub(super) fn pairs(old: &State, new: &State, removed: &[ItemId], added: &[ItemId]) -> Vec<Pair> {
    let parts = |state: &State, ids: &[ItemId]| ids.iter().map(|id| parts(state, *id)).collect::<Vec<_>>();
    let (old_parts, new_parts) = (parts(old, removed), parts(new, added));
    let score = |a: usize, b: usize| {
        let same_name = old.model().item(removed[a]).path.name == new.model().item(added[b]).path.name;
        let share = likeness(&old_parts[a], &new_parts[b]);
        let enough = if same_name { ENOUGH_UNDER_ONE_NAME } else { ENOUGH };
        // If two types have equal shares, the one with the same name is preferred.
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

/// The index of the best score, if it is above zero and unique.
fn best(count: usize, score: impl Fn(usize) -> usize) -> Option<usize> {
    let scores: Vec<usize> = (0..count).map(score).collect();
    let top = *scores.iter().max().filter(|top| **top > 0)?;
    let mut at = (0..count).filter(|index| scores[*index] == top);
    at.next().filter(|_| at.next().is_none())
}

/// The members with their types, or the values, of a type.
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

/// The common share of two sets, in percent.
fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>) -> usize {
    if a.len() < FEW || b.len() < FEW {
        return 0;
    }
    100 * a.intersection(b).count() / a.union(b).count()
}
