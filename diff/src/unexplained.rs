//! The safety net of the rules: differences between public items of the emitted files that no rule reports as breaking.

use std::collections::BTreeSet;

use super::change::{Change, Subject};
use super::message::{Message, say};
use super::pairs::{By, Pairs};
use super::rule::{Level, Rule};
use super::state::State;
use super::surface::{self, EXHAUSTIVE, Surface};
use schemawright::model::Kind;

/// Rules for differences between public items that break no caller.
const EXPLAINING: &[Rule] = &[Rule::ArgumentWidened, Rule::TypeAliased];

/// One change for each type whose emitted code has a removed or changed public item that no change explains.
pub(super) fn compare(old: &State, new: &State, pairs: &Pairs, changes: &[Change]) -> Vec<Change> {
    let renamed: Vec<(String, String)> = pairs
        .both
        .iter()
        .filter(|pair| pair.by != By::Path)
        .map(|pair| (old.model().item(pair.old).path.to_string(), new.model().item(pair.new).path.to_string()))
        .collect();
    let rename = |path: &str| renamed.iter().find(|(was, _)| was == path).map(|(_, is)| is.clone());
    let (was, is) = std::thread::scope(|scope| {
        let was = scope.spawn(|| surface::of(&old.output.files, &new.output.files, &rename));
        let is = surface::of(&new.output.files, &old.output.files, &|_| None);
        (was.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), is)
    });

    let mut explained: BTreeSet<&str> = changes
        .iter()
        .filter(|change| change.level() == Level::Breaking || EXPLAINING.contains(&change.rule))
        .map(|change| change.subject.item.as_str())
        .collect();
    explained.extend(renamed.iter().flat_map(|(was, is)| [was.as_str(), is.as_str()]));
    let unions: Vec<String> = old
        .model()
        .items
        .iter()
        .filter(|item| matches!(item.kind, Kind::Union(_)) && explained.contains(item.path.to_string().as_str()))
        .map(|item| item.path.to_string())
        .collect();
    let is_explained = |path: &str| {
        explained.contains(path)
            // The struct of a type's required members, and the parts of a union.
            || path.strip_suffix("Required").is_some_and(|path| explained.contains(path))
            || unions.iter().any(|union| path.starts_with(union.as_str()))
    };
    let lost = lost(&was, &is);
    let unexplained = lost.into_iter().filter(|(path, _)| !is_explained(path));
    unexplained.map(|(path, parts)| change(new, &path, &parts)).collect()
}

fn change(new: &State, path: &str, parts: &[String]) -> Change {
    let message = say!("the emitted code of {} differs: ", path).then(Message::list(parts));
    match new.model().items.iter().find(|item| item.path.to_string() == path) {
        Some(item) => new.of_item(Rule::SurfaceChanged, item, message),
        None => Change::new(Rule::SurfaceChanged, Subject::item(path), message),
    }
}

/// The removed and changed parts of each type, and added parts of types that can't have additions.
pub(super) fn lost(was: &Surface, is: &Surface) -> Vec<(String, Vec<String>)> {
    let mut lost = Vec::new();
    let none = Default::default();
    for (path, old) in was {
        let new = is.get(path).unwrap_or(&none);
        let gone = old.iter().filter(|(part, text)| *part != EXHAUSTIVE && new.get(*part) != Some(*text));
        let mut parts: Vec<String> = gone.map(|(part, _)| part.clone()).collect();
        if old.contains_key(EXHAUSTIVE) {
            let added = new.keys().filter(|part| !old.contains_key(*part));
            parts.extend(added.filter(|part| part.starts_with("field ") || part.starts_with("variant ")).cloned());
            if !new.contains_key(EXHAUSTIVE) {
                parts.push("non_exhaustive".to_owned());
            }
        }
        if !parts.is_empty() {
            lost.push((path.clone(), parts));
        }
    }
    lost
}
