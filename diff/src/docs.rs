//! Compares documentation: of types, of members, of modules and of identifiers.

use super::change::{Change, Subject};
use super::message::{Message, say};
use super::pairs::Pairs;
use super::rule::Rule;
use super::state::State;
use schemawright::model::{Item, Kind};

/// One change for each type whose documentation differs, including that of its members: text changes often, and the details are rarely
/// needed.
pub(super) fn compare(old: &State, new: &State, pairs: &Pairs) -> Vec<Change> {
    let mut changes = Vec::new();
    for pair in &pairs.both {
        let (was, is) = (old.model().item(pair.old), new.model().item(pair.new));
        let members = members(was, is);
        let parts = match (was.doc != is.doc, members.len()) {
            (false, 0) => continue,
            (true, 0) => Message::default(),
            (true, _) => say!(" and of its members ").then(Message::list(members)),
            (false, _) => say!("'s members ").then(Message::list(members)),
        };
        let message = say!("the documentation of {}", is.path).then(parts).then(say!(" differs"));
        changes.push(new.of_item(Rule::DocChanged, is, message));
    }
    changes.extend(modules(old, new));
    changes.extend(ids(old, new));
    changes
}

fn members<'a>(was: &Item, is: &'a Item) -> Vec<&'a str> {
    let (Kind::Struct(was), Kind::Struct(is)) = (&was.kind, &is.kind) else { return Vec::new() };
    let differs = |field: &&schemawright::model::Field| {
        was.fields.iter().any(|other| other.wire_name == field.wire_name && other.doc != field.doc)
    };
    is.fields.iter().filter(differs).map(|field| field.wire_name.as_str()).collect()
}

fn modules(old: &State, new: &State) -> Vec<Change> {
    let was = &old.model().module_docs;
    let differs = |(module, doc): &(&Vec<String>, &String)| was.get(*module).is_some_and(|was| was != *doc);
    let change = |(module, _): (&Vec<String>, &String)| {
        let path = module.join("::");
        let message = say!("the documentation of module {} differs", path);
        Change::new(Rule::DocChanged, Subject::item(path), message)
    };
    new.model().module_docs.iter().filter(differs).map(change).collect()
}

fn ids(old: &State, new: &State) -> Vec<Change> {
    let differs = |id: &&schemawright::model::IdType| {
        old.model().ids.iter().any(|other| other.name == id.name && other.doc != id.doc)
    };
    let change = |id: &schemawright::model::IdType| {
        let path = format!("ids::{}", id.name);
        let message = say!("the documentation of {} differs", path);
        Change::new(Rule::DocChanged, Subject::item(path), message)
    };
    new.model().ids.iter().filter(differs).map(change).collect()
}
