//! Evidence that a change breaks something: a line of Rust that no longer compiles, or a body that no longer decodes.

mod body;
mod call;
mod rust;
mod sample;
mod statement;

use super::both::Both;
use super::change::{Change, Witness};
use super::pairs::Pairs;
use super::rule::{Level, Rule};
use super::state::State;
use schemawright::model::{Item, Kind};

/// Adds witnesses to breaking changes.
pub(super) fn add(old: &State, new: &State, pairs: &Pairs, changes: &mut [Change]) {
    for change in changes.iter_mut().filter(|change| change.level() == Level::Breaking) {
        change.witnesses = find(old, new, pairs, change);
    }
}

fn find(old: &State, new: &State, pairs: &Pairs, change: &Change) -> Vec<Witness> {
    let crate_name = old.crate_name();
    let path = &change.subject.item;
    match change.rule {
        Rule::TypeRemoved | Rule::TypeRenamed | Rule::IdRemoved | Rule::OperationRemoved => {
            return vec![Witness::Compiles(format!("fn named(_: {crate_name}::{path}) {{}}"))];
        }
        Rule::FeatureRemoved => {
            return path.strip_prefix("feature ").map(|name| Witness::Resolves(name.to_owned())).into_iter().collect();
        }
        _ => {}
    }
    let is_subject = |item: &Item| item.path.to_string() == *path;
    let pair =
        pairs.both.iter().find(|pair| is_subject(new.model().item(pair.new)) || is_subject(old.model().item(pair.old)));
    let Some(pair) = pair else { return Vec::new() };
    let both = Both { old, new, pairs, was: old.model().item(pair.old), is: new.model().item(pair.new) };
    // A renamed type breaks code that names it, whatever else has changed.
    let mut found: Vec<Witness> = Vec::new();
    if both.was.path == both.is.path {
        found.extend(rust::witness(&both, &crate_name, change));
        found.extend(statement::witness(&both, &crate_name, change));
    }
    found.extend(body::witness(&both, change));
    found
}

/// The index of the changed member in the old type, matched by its name on the wire or in Rust.
fn old_member(both: &Both, change: &Change) -> Option<usize> {
    let part = change.subject.part.as_deref()?;
    let Kind::Struct(was) = &both.was.kind else { return None };
    let Kind::Struct(is) = &both.is.kind else { return None };
    let new = is.fields.iter().find(|field| field.rust_name == part);
    let same = |new: &schemawright::model::Field| was.fields.iter().position(|field| field.wire_name == new.wire_name);
    new.and_then(same).or_else(|| was.fields.iter().position(|field| field.rust_name == part))
}
