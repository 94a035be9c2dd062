//! Compares docs: of types, of members, of modules and of identifiers.

use super::change::{Change, Subject};
use super::pairs::Pairs;
use super::rule::Rule;
use super::state::State;
use crate::model::{Item, Kind};

/// One change for each type whose docs differ, its members' included: text changes often, and few want to read about it.
pub(super) fn compare(old: &State, new: &State, pairs: &Pairs) -> Vec<Change> {
    let mut changes = Vec::new();
    for pair in &pairs.both {
        let (was, is) = (old.model().item(pair.old), new.model().item(pair.new));
        let members = members(was, is);
        let parts = match (was.doc != is.doc, members.len()) {
            (false, 0) => continue,
            (true, 0) => String::new(),
            (true, _) => format!(" and of its members {}", members.join(", ")),
            (false, _) => format!("'s members {}", members.join(", ")),
        };
        changes.push(new.of_item(Rule::DocChanged, is, format!("the docs of `{}`{parts} differ", is.path)));
    }
    changes.extend(modules(old, new));
    changes.extend(ids(old, new));
    changes
}

fn members(was: &Item, is: &Item) -> Vec<String> {
    let (Kind::Struct(was), Kind::Struct(is)) = (&was.kind, &is.kind) else { return Vec::new() };
    let differs = |field: &&crate::model::Field| {
        was.fields.iter().any(|other| other.wire_name == field.wire_name && other.doc != field.doc)
    };
    is.fields.iter().filter(differs).map(|field| format!("`{}`", field.wire_name)).collect()
}

fn modules(old: &State, new: &State) -> Vec<Change> {
    let was = &old.model().module_docs;
    let differs = |(module, doc): &(&Vec<String>, &String)| was.get(*module).is_some_and(|was| was != *doc);
    let change = |(module, _): (&Vec<String>, &String)| {
        let path = module.join("::");
        let message = format!("the docs of module `{path}` differ");
        Change::new(Rule::DocChanged, Subject::item(path), message)
    };
    new.model().module_docs.iter().filter(differs).map(change).collect()
}

fn ids(old: &State, new: &State) -> Vec<Change> {
    let differs =
        |id: &&crate::model::IdType| old.model().ids.iter().any(|other| other.name == id.name && other.doc != id.doc);
    let change = |id: &crate::model::IdType| {
        let path = format!("ids::{}", id.name);
        let message = format!("the docs of `{path}` differ");
        Change::new(Rule::DocChanged, Subject::item(path), message)
    };
    new.model().ids.iter().filter(differs).map(change).collect()
}
