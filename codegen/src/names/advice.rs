//! The entries of `codegen.toml` that rename a type, a field or a value.

use std::collections::{HashMap, HashSet};

use super::Namer;
use crate::canon::definitions::Definitions;
use crate::config::{Entry, Part, Rename};
use crate::diagnostic::Diagnostic;
use crate::read::resolve::Location;

impl Namer<'_> {
    /// The first entry that names a part of the schema at a location.
    pub(super) fn rename(&self, location: &Location, part: &Part) -> Option<&toml::Spanned<Rename>> {
        let names = self.definitions.names(location.file);
        let is_about = |rename: &Rename| rename.part == *part && rename.target.is(names, &location.pointer);
        self.config.rules.renames.iter().find(|rename| is_about(rename.get_ref()))
    }

    /// Adds an entry that solves a conflict of two names, for a part that has no entry yet. A second entry would have no effect.
    pub(super) fn rename_one_of(
        &self,
        error: Diagnostic,
        pair: [(&Location, &Part); 2],
        free: impl FnOnce() -> String,
    ) -> Diagnostic {
        match pair.into_iter().find(|(location, part)| self.rename(location, part).is_none()) {
            Some((location, part)) => error
                .help(format!("give one of them another name in {}, such as:", self.config.name()))
                .entry(self.definitions.rename_entry(location, part, &free())),
            None => {
                let entry = self.rename(pair[0].0, pair[0].1);
                let error = error.help("give one of the two [[rename]] entries another `to`");
                entry.into_iter().fold(error, |error, entry| error.with(self.config.place(entry.span()), "one entry"))
            }
        }
    }
}

impl Definitions<'_> {
    /// The entry that renames a part of the schema at a location.
    pub(crate) fn rename_entry(&self, location: &Location, part: &Part, to: &str) -> Entry {
        let mut entry = self.entry_about("rename", location.file);
        if !location.pointer.is_empty() {
            entry = entry.key("pointer", &location.pointer);
        }
        entry = match part {
            Part::Type => entry,
            Part::Member(name) => entry.key("member", name),
            Part::Value(value) => entry.key("value", value),
        };
        entry.key("to", to)
    }
}

/// Names that are not taken.
pub(super) struct FreeNames<'n> {
    taken: HashSet<&'n str>,
    given: HashSet<String>,
    /// The last number of each name.
    numbers: HashMap<String, usize>,
    /// The text between a name and its number.
    separator: &'static str,
}

impl<'n> FreeNames<'n> {
    pub(super) fn new(taken: impl IntoIterator<Item = &'n str>, separator: &'static str) -> Self {
        let taken = taken.into_iter().collect();
        Self { taken, given: HashSet::new(), numbers: HashMap::new(), separator }
    }

    /// The name itself if it is free, else with a number.
    pub(super) fn like(&mut self, name: &str) -> String {
        let number = self.numbers.entry(name.to_owned()).or_insert(0);
        loop {
            *number += 1;
            let free = match *number {
                1 => name.to_owned(),
                number => format!("{name}{}{number}", self.separator),
            };
            if !self.taken.contains(free.as_str()) && self.given.insert(free.clone()) {
                return free;
            }
        }
    }
}
