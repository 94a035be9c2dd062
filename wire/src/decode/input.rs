//! The text to decode.

use std::io::Read;

use serde_core::de::IgnoredAny;
use serde_json::de::StrRead;
use zeroize::Zeroizing;

use super::error::{Problem, Reason};
use super::trace::TraceError;
use crate::codec::words_of;

/// A text and its deserializer.
pub(super) struct Input<'a> {
    text: &'a str,
    deserializer: serde_json::Deserializer<StrRead<'a>>,
}

impl<'a> Input<'a> {
    pub(super) fn new(json: &'a [u8], max_len: usize) -> Result<Self, Problem> {
        if json.len() > max_len {
            return Err(too_long(max_len));
        }
        // Checked once as a whole instead of string by string, which saves a tenth of the time.
        match std::str::from_utf8(json) {
            Ok(text) => Ok(Self { text, deserializer: serde_json::Deserializer::from_str(text) }),
            Err(error) => Err(not_utf8(json, error.valid_up_to())),
        }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn deserializer(&mut self) -> &mut serde_json::Deserializer<StrRead<'a>> {
        &mut self.deserializer
    }

    /// Starts again.
    pub(super) fn rewind(&mut self) {
        self.deserializer = serde_json::Deserializer::from_str(self.text);
    }

    /// Requires that nothing is left after the value.
    pub(super) fn end(&mut self) -> Result<(), Problem> {
        self.deserializer.end().map_err(|error| not_json(&error))
    }

    /// Text that ends too early fails in some member. The fact that it is not JSON is more helpful.
    #[cold]
    pub(super) fn explain(&self, error: TraceError, carried: Option<&serde_json::Error>) -> Problem {
        match serde_json::from_str::<IgnoredAny>(self.text) {
            Ok(_) => {
                let problem = error.into_problem(carried);
                Problem { line_column: problem.line_column.or_else(|| Some(self.last())), ..problem }
            }
            Err(error) => not_json(&error),
        }
    }

    /// The place of the last character: the format gives no place to the error of a value that is read from its text, if it is the whole input.
    fn last(&self) -> (usize, usize) {
        let before = self.text.trim_end().as_bytes().split_last().map_or(&[][..], |(_, before)| before);
        place_after(before)
    }
}

#[cold]
fn too_long(max_len: usize) -> Problem {
    Problem::whole(format!("more than {max_len} bytes, the limit (`Decoder::max_len` sets another)"))
}

#[cold]
fn not_json(error: &serde_json::Error) -> Problem {
    Problem { line_column: line_column(error), ..Problem::whole(format!("not JSON: {}", words_of(error))) }
}

#[cold]
fn not_utf8(json: &[u8], valid: usize) -> Problem {
    let line_column = Some(place_after(&json[..valid]));
    Problem { line_column, ..Problem::whole("not JSON: text that is not UTF-8".to_owned()) }
}

/// Line and column after a text.
fn place_after(before: &[u8]) -> (usize, usize) {
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    (line, column)
}

pub(super) fn line_column(error: &serde_json::Error) -> Option<(usize, usize)> {
    // Column 0 is the end of the line before: the position of the parser before it read anything of a line.
    (error.line() > 0).then(|| (error.line(), error.column().max(1)))
}

/// Reads up to a limit. The buffer and its outgrown predecessors are erased.
pub(super) fn read_to_end(reader: &mut dyn Read, max_len: usize) -> Result<Zeroizing<Vec<u8>>, Problem> {
    const ROOM: usize = 8 << 10;
    let mut buffer = Zeroizing::new(vec![0; ROOM]);
    let mut length = 0;
    loop {
        if length == buffer.len() {
            let mut larger = Zeroizing::new(vec![0; 2 * length]);
            larger[..length].copy_from_slice(&buffer);
            buffer = larger;
        }
        // One byte more than the limit shows that the input is too long.
        let end = buffer.len().min(max_len.saturating_add(1));
        match reader.read(&mut buffer[length..end]) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Problem { reason: Reason::Read(error), line_column: None }),
        }
        if length > max_len {
            return Err(too_long(max_len));
        }
    }
    buffer.truncate(length);
    Ok(buffer)
}
