//! Compares the schema files themselves: a file that differs is reported, even if no rule finds a change in it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::change::{Change, Subject};
use super::message::{Message, say};
use super::pairs::Pairs;
use super::rule::Rule;
use super::state::State;
use schemawright::pointer;

/// The number of files or places that a message names.
const NAMED: usize = 3;

/// One change for files that differ in the same places and have no other change, and one for files that have moved.
pub(super) fn compare(old: &State, new: &State, pairs: &Pairs, changes: &[Change]) -> Vec<Change> {
    let told: BTreeSet<&str> =
        changes.iter().filter_map(|change| change.place.as_ref()).map(|place| &*place.file).collect();
    let mut alike: BTreeMap<Vec<String>, Vec<&str>> = BTreeMap::new();
    for file in new.files().iter().filter(|file| !told.contains(&*file.name)) {
        let Some(was) = old.file(&file.name).filter(|was| was.text != file.text) else { continue };
        let mut places = Vec::new();
        collect(&was.schema, &file.schema, String::new(), &mut places);
        alike.entry(places).or_default().push(&file.name);
    }
    let edited = alike.into_iter().map(|(places, files)| {
        let verb = if files.len() == 1 { " has" } else { " have" };
        let words = format!("{verb} other text, without an effect on callers: ");
        let where_to = match places.len() {
            0 => say!("the layout differs"),
            _ => say!("at ").then(some(&places)),
        };
        change(new, files[0], some(&files).then(Message::new(&words, &[])).then(where_to))
    });
    edited.chain(moved(old, new, pairs, &told)).collect()
}

/// Types whose schemas have moved to other files.
fn moved(old: &State, new: &State, pairs: &Pairs, told: &BTreeSet<&str>) -> Option<Change> {
    let sources =
        pairs.both.iter().map(|pair| (&old.model().item(pair.old).source, &new.model().item(pair.new).source));
    let moved: Vec<_> =
        sources.filter(|(was, is)| is.pointer.is_empty() && was.file != is.file && !told.contains(&*is.file)).collect();
    let (was, is) = moved.first()?;
    let message = say!("the schema in {} was in {}", is.file, was.file);
    let message = match moved.len() - 1 {
        0 => message,
        1 => message.then(say!(", and another one has moved too")),
        more => message.then(Message::new(&format!(", and {more} others have moved too"), &[])),
    };
    Some(change(new, &is.file, message))
}

fn change(new: &State, file: &str, message: Message) -> Change {
    let items = new.model().items.iter().filter(|item| item.source.file == file);
    match items.min_by_key(|item| item.source.pointer.len()) {
        Some(item) => new.of_item(Rule::SchemaEdited, item, message),
        None => Change::new(Rule::SchemaEdited, Subject::item(file), message),
    }
}

/// The first names, and the number of the others.
fn some<T: std::fmt::Display>(names: &[T]) -> Message {
    let first = Message::list(names.iter().take(NAMED));
    match names.len().saturating_sub(NAMED) {
        0 => first,
        1 => first.then(say!(" and another one")),
        more => first.then(Message::new(&format!(" and {more} others"), &[])),
    }
}

/// The pointers of the outermost differences.
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
