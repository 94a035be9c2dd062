//! Changes of the generator itself: two outputs for the same schemas.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Subject, sort};
use super::message::{Message, say};
use super::rule::Rule;
use super::{features, surface, unexplained};

/// The differences between the output of a former generator and the output of this one.
#[must_use]
pub fn compare_emitted(then: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> Vec<Change> {
    // Both are parsed in parallel: if the output differs much, parsing is most of the work.
    let ((was, broken), is) = std::thread::scope(|scope| {
        let was = scope.spawn(|| surface::read(then, now, &|_| None));
        let is = surface::of(now, then, &|_| None);
        (was.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), is)
    });
    let lost = unexplained::lost(&was, &is);
    let lossy: BTreeSet<&String> = lost.iter().map(|(path, _)| path).collect();
    let none = BTreeMap::new();
    let added = is.iter().filter(|(path, _)| !lossy.contains(*path)).filter_map(|(path, parts)| {
        let old = was.get(path).unwrap_or(&none);
        let more: Vec<String> = parts.keys().filter(|part| !old.contains_key(*part)).cloned().collect();
        (!more.is_empty()).then_some((path, more))
    });
    let mut changes: Vec<Change> = added
        .map(|(path, parts)| {
            let message = say!("the generator emits more for {}: ", path).then(Message::list(parts));
            Change::new(Rule::GeneratorAdded, Subject::item(path), message)
        })
        .collect();
    changes.extend(lost.iter().map(|(path, parts)| {
        let message = say!("the generator emits {} without, or with other items in place of, ", path);
        let message = message.then(Message::list(parts));
        Change::new(Rule::GeneratorRemoved, Subject::item(path), message)
    }));
    changes.extend(features::compare(&features_of(then), &features_of(now)));
    changes.extend(broken.first().map(|path| unparsable(path)));
    changes.extend(text(then, now));
    sort(&mut changes);
    changes
}

/// A file that is not Rust. Its public items are unknown.
fn unparsable(path: &str) -> Change {
    let message = say!("the generated file {} was not Rust and is not compared", path);
    Change::new(Rule::GeneratorRemoved, Subject::item(path), message)
}

/// One change for all files that differ.
fn text(then: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> Option<Change> {
    let paths: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let differ = paths.iter().filter(|path| then.get(**path) != now.get(**path)).count();
    let files = if differ == 1 { "1 file".to_owned() } else { format!("{differ} files") };
    let words = format!("the generator writes other text for the same schemas: {files} of {} differ", paths.len());
    let message = Message::new(&words, &[]);
    (differ > 0).then(|| Change::new(Rule::GeneratorOutput, Subject::item("generator"), message))
}

/// The Cargo features of a set of files. Of a former generator's output, only the files exist.
fn features_of(files: &BTreeMap<String, String>) -> BTreeMap<String, BTreeSet<String>> {
    let Some(manifest) = files.get("Cargo.toml").and_then(|text| text.parse::<toml::Table>().ok()) else {
        return BTreeMap::new();
    };
    let features = manifest.get("features").and_then(toml::Value::as_table);
    let names = |list: &toml::Value| {
        let names = list.as_array().into_iter().flatten().filter_map(toml::Value::as_str);
        names.map(str::to_owned).collect()
    };
    features.into_iter().flatten().map(|(name, list)| (name.clone(), names(list))).collect()
}
