//! Reports of what is not converted, or converted differently: one warning for each reason.

use std::collections::{HashMap, HashSet};

use schemawright::{Diagnostic, Diagnostics};

use super::document::Document;

/// Notes, by subject and reason.
#[derive(Debug, Default)]
pub(super) struct Notes {
    notes: Vec<Note>,
    /// The index of each note.
    places: HashMap<(About, String), usize>,
    /// The notes so far, so that each is reported once.
    seen: HashSet<(usize, String, String)>,
}

#[derive(Debug)]
struct Note {
    about: About,
    why: String,
    /// The subjects, each with the place where it is reported.
    subjects: Vec<(String, String)>,
}

/// The kind of subject of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum About {
    Operation,
    Parameter,
    Answer,
    MediaType,
    Callback,
    Webhook,
    Servers,
    Security,
    OperationId,
    Mapping,
    Enum,
}

impl About {
    fn code(self) -> &'static str {
        match self {
            Self::OperationId => "no-operation-id",
            Self::Mapping => "mapping",
            _ => "left-out",
        }
    }

    /// The noun for one and for several, and what happens to them.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        let left = "left out";
        match self {
            Self::Operation => ("operation", "operations", left),
            Self::Parameter => ("parameter", "parameters", left),
            Self::Answer => ("response", "responses", left),
            Self::MediaType => ("media type", "media types", left),
            Self::Callback => ("callback", "callbacks", left),
            Self::Webhook => ("webhook", "webhooks", left),
            Self::Servers => ("server", "servers", left),
            Self::Security => ("security scheme", "security schemes", left),
            Self::OperationId => ("operation", "operations", "named by method and path"),
            Self::Enum => ("`enum` without values", "`enum`s without values", left),
            Self::Mapping => ("value of a discriminator's mapping", "values of discriminators' mappings", left),
        }
    }
}

impl Notes {
    pub(super) fn add(&mut self, about: About, subject: &str, why: impl Into<String>, pointer: &str) {
        let why = why.into();
        let next = self.notes.len();
        let index = *self.places.entry((about, why.clone())).or_insert(next);
        if index == next {
            self.notes.push(Note { about, why, subjects: Vec::new() });
        }
        if self.seen.insert((index, subject.to_owned(), pointer.to_owned())) {
            self.notes[index].subjects.push((subject.to_owned(), pointer.to_owned()));
        }
    }

    /// One warning for each reason, at the first place.
    pub(super) fn warnings(&self, document: &Document) -> Diagnostics {
        let mut warnings = Diagnostics::new();
        for note in &self.notes {
            let (one, many, fate) = note.about.words();
            let [(subject, pointer), more @ ..] = &note.subjects[..] else { continue };
            let place = document.place(pointer);
            let warning = if more.is_empty() {
                Diagnostic::warning(note.about.code(), format!("{one} {subject} is {fate}: {}", note.why)).at(place)
            } else {
                let message = format!("{} {many} are {fate}: {}", note.subjects.len(), note.why);
                let subjects: Vec<&str> = note.subjects.iter().map(|(subject, _)| subject.as_str()).collect();
                Diagnostic::warning(note.about.code(), message)
                    .at(place)
                    .help(format!("they are {}", subjects.join(", ")))
            };
            warnings.push(warning);
        }
        warnings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reason_is_reported_once() {
        let document = Document::parse("a.yml", "paths:\n  /a: {}\n  /b: {}\n").unwrap();
        let mut notes = Notes::default();
        notes.add(About::Operation, "`a`", "it is odd", "/paths/~1a");
        notes.add(About::Operation, "`b`", "it is odd", "/paths/~1b");
        notes.add(About::Operation, "`b`", "it is odd", "/paths/~1b");
        notes.add(About::Webhook, "`w`", "nobody calls", "");
        assert_eq!(
            notes.warnings(&document).to_string(),
            "warning[left-out]: 2 operations are left out: it is odd\n  at a.yml:2:3 (/paths/~1a)\n  help: they are `a`, `b`\n\n\
             warning[left-out]: webhook `w` is left out: nobody calls\n  at a.yml:1:1"
        );
    }
}
