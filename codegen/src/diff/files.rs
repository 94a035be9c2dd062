//! Compares the schema files as such: one that says something else, and has changed nothing that a rule looks at, is named all the same.

use std::collections::BTreeSet;

use serde_json::Value;

use super::change::{Change, Subject};
use super::message::{Message, say};
use super::pairs::Pairs;
use super::rule::Rule;
use super::state::State;
use crate::read::corpus::SourceFile;
use crate::read::pointer;

/// This many places are named of a file.
const NAMED: usize = 3;

/// One change for each file that differs and is the place of no other change, and for each that has moved.
pub(super) fn compare(old: &State, new: &State, pairs: &Pairs, changes: &[Change]) -> Vec<Change> {
    let told: BTreeSet<&str> =
        changes.iter().filter_map(|change| change.place.as_ref()).map(|place| &*place.file).collect();
    let mut found = Vec::new();
    for file in new.files().iter().filter(|file| !told.contains(&*file.name)) {
        let Some(was) = old.file(&file.name).filter(|was| was.text != file.text) else { continue };
        let message = say!("{} says something else, which changes nothing for callers: ", file.name);
        found.push(change(new, &file.name, message.then(difference(was, file))));
    }
    for pair in &pairs.both {
        let (was, is) = (old.model().item(pair.old), new.model().item(pair.new));
        let (was, path, is) = (&was.source, &is.path, &is.source);
        if was.file != is.file && is.pointer.is_empty() && !told.contains(&*is.file) {
            found.push(change(new, &is.file, say!("the schema of {} is in {}, was in {}", path, is.file, was.file)));
        }
    }
    found
}

fn change(new: &State, file: &str, message: Message) -> Change {
    let items = new.model().items.iter().filter(|item| item.source.file == file);
    match items.min_by_key(|item| item.source.pointer.len()) {
        Some(item) => new.of_item(Rule::SchemaEdited, item, message),
        None => Change::new(Rule::SchemaEdited, Subject::item(file), message),
    }
}

/// What differs, in a few words.
fn difference(was: &SourceFile, is: &SourceFile) -> Message {
    let mut places = Vec::new();
    collect(&was.schema, &is.schema, String::new(), &mut places);
    match places.len() {
        0 => say!("it is laid out in another way"),
        count if count <= NAMED => say!("at ").then(Message::list(places)),
        count => {
            let more = format!(" and {} other places", count - NAMED);
            say!("at ").then(Message::list(&places[..NAMED])).then(Message::new(&more, &[]))
        }
    }
}

/// The pointers to what differs, as far out as it does.
fn collect(was: &Value, is: &Value, at: String, places: &mut Vec<String>) {
    match (was, is) {
        (Value::Object(was), Value::Object(is)) => {
            let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
            for name in names {
                let at = pointer::push(&at, name);
                match (was.get(name), is.get(name)) {
                    (Some(was), Some(is)) => collect(was, is, at, places),
                    _ => places.push(at),
                }
            }
        }
        (Value::Array(was), Value::Array(is)) if was.len() == is.len() => {
            for (index, (was, is)) in was.iter().zip(is).enumerate() {
                collect(was, is, format!("{at}/{index}"), places);
            }
        }
        (was, is) if was != is => places.push(at),
        _ => {}
    }
}
