//! The lines around a place, shortened, and without characters that change how a terminal shows the rest.

use std::ops::Range;

use schemawright::{Place, visible};

/// A minified file is a single line. This many characters are shown before and after a place.
const AROUND: usize = 80;
/// This many characters of the place itself are shown.
const WITHIN: usize = 120;

/// The line of a place, with the one before and the one after.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// The lines.
    pub(super) text: String,
    /// The number of the first line, counted from 1.
    pub(super) first_line: usize,
    /// The range of the place in the text, in bytes; it is within one line.
    pub(super) span: Range<usize>,
}

impl Excerpt {
    /// The lines around a place.
    pub(super) fn new(place: &Place) -> Self {
        let text = &*place.text;
        let start = text.floor_char_boundary(place.span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = start + text[start..].find('\n').unwrap_or(text.len() - start);
        let end = text.ceil_char_boundary(place.span.end).clamp(start, line_end);

        let mut excerpt = String::new();
        let mut first_line = place.line_column().0;
        if let Some(before) = text[..line_start].strip_suffix('\n') {
            excerpt.push_str(&head(before.rsplit('\n').next().unwrap_or_default(), 2 * AROUND));
            excerpt.push('\n');
            first_line -= 1;
        }
        excerpt.push_str(&tail(&text[line_start..start], AROUND));
        let span_start = excerpt.len();
        excerpt.push_str(&head(&text[start..end], WITHIN));
        let span = span_start..excerpt.len();
        excerpt.push_str(&head(&text[end..line_end], AROUND));
        if let Some(after) = text[line_end..].strip_prefix('\n') {
            excerpt.push('\n');
            excerpt.push_str(&head(after.split('\n').next().unwrap_or_default(), 2 * AROUND));
        }
        Self { text: excerpt, first_line, span }
    }

    /// The number of the last line.
    pub(super) fn last_line(&self) -> usize {
        self.first_line + self.text.lines().count().saturating_sub(1)
    }
}

/// The first characters of a part of a line.
fn head(text: &str, length: usize) -> String {
    let text = text.strip_suffix('\r').unwrap_or(text);
    match text.char_indices().nth(length) {
        None => visible::lines(text).into_owned(),
        Some((cut, _)) => format!("{}...", visible::lines(&text[..cut])),
    }
}

/// The last characters of a part of a line.
fn tail(text: &str, length: usize) -> String {
    match text.char_indices().rev().nth(length) {
        None => visible::lines(text).into_owned(),
        Some((cut, character)) => format!("...{}", visible::lines(&text[cut + character.len_utf8()..])),
    }
}
