//! The text of a file, with an index of its lines.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// The number of bytes between two marks.
const BLOCK: usize = 1024;

/// The text of a file. Clones share the text.
#[derive(Clone)]
pub struct SourceText {
    text: Arc<str>,
    marks: Arc<OnceLock<Vec<Mark>>>,
}

/// The position at the start of a block of the text.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    /// The number of line breaks before it.
    lines: usize,
    /// The start of the line that contains it.
    line_start: usize,
    /// The number of characters before it.
    characters: usize,
}

impl SourceText {
    /// Whether both are the text of the same file, and not only equal.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.text, &other.text)
    }

    /// The line and the column of a byte, both from 1; the column counts characters. A byte inside a character belongs to it.
    pub(crate) fn line_column(&self, index: usize) -> (usize, usize) {
        let index = char_boundary(&self.text, index);
        let marks = self.marks.get_or_init(|| marks(self.text.as_bytes()));
        let Mark { lines, line_start, .. } = moved(marks[index / BLOCK], &self.text.as_bytes()[..index], index / BLOCK);
        let characters = |index: usize| {
            let block = index / BLOCK;
            moved(marks[block], &self.text.as_bytes()[..index], block).characters
        };
        (lines + 1, characters(index) - characters(line_start) + 1)
    }
}

/// The mark of every block, and of the end.
fn marks(text: &[u8]) -> Vec<Mark> {
    let mut marks = vec![Mark::default()];
    for block in 0..text.len() / BLOCK {
        marks.push(moved(marks[block], &text[..(block + 1) * BLOCK], block));
    }
    marks
}

/// The position at the end of a text, from the mark of a block.
fn moved(mark: Mark, text: &[u8], block: usize) -> Mark {
    let start = block * BLOCK;
    let rest = &text[start..];
    let newline = rest.iter().rposition(|byte| *byte == b'\n');
    Mark {
        lines: mark.lines + rest.iter().filter(|byte| **byte == b'\n').count(),
        line_start: newline.map_or(mark.line_start, |newline| start + newline + 1),
        // A continuation byte of a character starts with the bits 10.
        characters: mark.characters + rest.iter().filter(|byte| **byte & 0xC0 != 0x80).count(),
    }
}

impl<T: Into<Arc<str>>> From<T> for SourceText {
    fn from(text: T) -> Self {
        Self { text: text.into(), marks: Arc::default() }
    }
}

impl Deref for SourceText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl PartialEq for SourceText {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for SourceText {}

impl fmt::Debug for SourceText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

/// The last start of a character at or before an index, or the end of the text.
pub(crate) fn char_boundary(text: &str, index: usize) -> usize {
    (0..=index.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, computed character by character.
    fn counted(text: &str, index: usize) -> (usize, usize) {
        let before = text.char_indices().take_while(|(at, c)| at + c.len_utf8() <= index).map(|(_, c)| c);
        before.fold((1, 1), |(line, column), c| if c == '\n' { (line + 1, 1) } else { (line, column + 1) })
    }

    #[test]
    fn every_byte_has_its_line() {
        for text in ["", "a", "é\n日本\n", &"\n".repeat(3 * BLOCK), &"a日\n".repeat(BLOCK), &"é".repeat(2 * BLOCK)]
        {
            let source = SourceText::from(text);
            for index in 0..=text.len() + 1 {
                assert_eq!(source.line_column(index), counted(text, index), "{index} of {} bytes", text.len());
            }
        }
    }

    #[test]
    fn a_place_in_a_long_text_reads_one_block() {
        // 100,000 lookups would take a minute if each one read the text.
        let text = SourceText::from("\"a\": 1,\n".repeat(500_000));
        let sum: usize = (0..100_000).map(|index| text.line_column(index * 40).0).sum();
        assert_eq!(sum, (0..100_000).map(|index| index * 5 + 1).sum::<usize>());
    }
}
