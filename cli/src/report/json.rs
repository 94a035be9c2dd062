//! Diagnostics for editors: one JSON object per line.

use schemawright::{Diagnostic, Place};
use serde::Serialize;

use super::{Reporter, escape};

/// A diagnostic as one line of JSON. A member without a value is `null`, so that all lines have the same members.
pub(super) fn render(reporter: &Reporter, diagnostic: &Diagnostic) -> String {
    let line = Line {
        code: diagnostic.code,
        severity: super::severity(diagnostic),
        message: &diagnostic.message,
        location: Location::of(reporter, diagnostic.place.as_ref()),
        help: diagnostic.help.as_deref(),
        entry: diagnostic.entry.as_deref(),
        related: diagnostic.related.iter().map(|related| Related::of(reporter, related)).collect(),
    };
    escape::json(&serde_json::to_string(&line).expect("strings and numbers can always be written"))
}

#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    location: Location<'a>,
    help: Option<&'a str>,
    /// Lines for `codegen.toml`.
    entry: Option<&'a str>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    location: Location<'a>,
}

impl<'a> Related<'a> {
    fn of(reporter: &Reporter, (place, message): &'a (Place, String)) -> Self {
        Self { message, location: Location::of(reporter, Some(place)) }
    }
}

/// Lines and columns are counted from 1, columns in characters; the end is the place after the last character.
#[derive(Default, Serialize)]
struct Location<'a> {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    pointer: Option<&'a str>,
}

impl<'a> Location<'a> {
    fn of(reporter: &Reporter, place: Option<&'a Place>) -> Self {
        let Some(place) = place else { return Self::default() };
        let ((line, column), (end_line, end_column)) = (place.line_column(), super::end(place));
        Self {
            file: Some(reporter.file(place)),
            line: Some(line),
            column: Some(column),
            end_line: Some(end_line),
            end_column: Some(end_column),
            pointer: place.pointer.as_deref(),
        }
    }
}
