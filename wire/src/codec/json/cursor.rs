//! The tokens of JSON: RFC 8259.

use super::{Refused, Result, Token};
use crate::codec::marks;

/// The greatest depth of nested objects and arrays: the limit of `serde_json`.
const DEPTH: usize = 127;

/// A position in a text.
pub(crate) struct Cursor<'t> {
    text: &'t str,
    at: usize,
    /// The number of objects and arrays around the position.
    depth: usize,
    /// The last string with escapes, unescaped.
    unescaped: String,
}

impl<'t> Cursor<'t> {
    /// The start of a text at a depth in another text.
    pub(crate) fn new(text: &'t str, depth: usize) -> Self {
        Self { text, at: 0, depth, unescaped: String::new() }
    }

    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The text from here on.
    pub(crate) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Advances by some bytes.
    pub(crate) fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Returns to an earlier position at the same depth.
    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// Only whitespace may be left.
    pub(crate) fn end(&mut self) -> Result<()> {
        match self.next() {
            Ok(_) => Err(Refused),
            Err(Refused) => Ok(()),
        }
    }

    /// Advances to the next byte that is not whitespace, if there is one.
    #[inline]
    pub(crate) fn next(&mut self) -> Result<u8> {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if *byte > b' ' => Ok(*byte),
            _ => self.skip_space(),
        }
    }

    fn skip_space(&mut self) -> Result<u8> {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(byte) => return Ok(*byte),
                None => return Err(Refused),
            }
        }
    }

    /// Enters an object or an array, after its opening bracket.
    #[inline]
    pub(crate) fn enter(&mut self) -> Result<()> {
        if self.depth == DEPTH {
            return Err(Refused);
        }
        self.at += 1;
        self.depth += 1;
        Ok(())
    }

    /// Leaves an object or an array.
    #[inline]
    pub(crate) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Decodes the contents of an object or an array.
    #[inline]
    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.enter()?;
        let value = read(self)?;
        self.leave();
        Ok(value)
    }

    /// Advances to the name of the next member, or past the end of the object.
    #[inline]
    pub(crate) fn next_member(&mut self, first: bool) -> Result<bool> {
        let more = self.next_item(first, b'}')?;
        if more && self.next()? != b'"' { Err(Refused) } else { Ok(more) }
    }

    /// Advances to the next element, or past the end of the array.
    #[inline]
    pub(crate) fn next_element(&mut self, first: bool) -> Result<bool> {
        self.next_item(first, b']')
    }

    #[inline]
    fn next_item(&mut self, first: bool, end: u8) -> Result<bool> {
        match self.next()? {
            byte if byte == end => {
                self.at += 1;
                Ok(false)
            }
            b',' if !first => {
                self.at += 1;
                Ok(true)
            }
            _ if first => Ok(true),
            _ => Err(Refused),
        }
    }

    /// A guess of the number of elements of a long array, after its opening bracket, so that a container reserves memory once. It assumes that
    /// the first elements are as long as the others, and that nothing follows the array. None for an array inside another value, whose part
    /// of the text is unknown, and for one with few elements: the search for their ends would take longer than it saves.
    pub(super) fn count_elements(&self) -> Option<usize> {
        /// The number of elements that are searched.
        const SAMPLE: usize = 16;
        if self.depth != 1 {
            return None;
        }
        let rest = self.rest();
        // Never more than a small part of the text.
        let most = (0..=rest.len() / 64).rev().find(|end| rest.is_char_boundary(*end))?;
        let start = &rest[..most];
        let mut sample = Cursor::new(start, self.depth);
        let (mut count, mut end) = (0, 0);
        while count < SAMPLE && matches!(sample.next_element(count == 0), Ok(true)) && sample.pass().is_ok() {
            (count, end) = (count + 1, sample.at());
        }
        // The last element may be longer than this part of the text, so one more is expected.
        (count > 0).then(|| count * rest.len() / end + 1)
    }

    /// Skips the colon after a name.
    #[inline]
    pub(crate) fn colon(&mut self) -> Result<()> {
        match self.next()? {
            b':' => {
                self.at += 1;
                Ok(())
            }
            _ => Err(Refused),
        }
    }

    /// The boolean, the number or the `null` at the position.
    pub(crate) fn scalar(&mut self) -> Result<Token<'t>> {
        match self.text.as_bytes().get(self.at) {
            Some(b't') => self.literal("true").map(|()| Token::Bool(true)),
            Some(b'f') => self.literal("false").map(|()| Token::Bool(false)),
            Some(b'n') => self.literal("null").map(|()| Token::Null),
            _ => self.number(),
        }
    }

    #[inline]
    pub(crate) fn literal(&mut self, literal: &'static str) -> Result<()> {
        if !self.text.as_bytes()[self.at..].starts_with(literal.as_bytes()) {
            return Err(Refused);
        }
        self.at += literal.len();
        Ok(())
    }

    /// The number at the position: an integer of up to 18 digits, or a text (section 6).
    fn number(&mut self) -> Result<Token<'t>> {
        /// This many nines do not overflow.
        const DIGITS: usize = 18;
        let bytes = self.text.as_bytes();
        let start = self.at;
        let negative = bytes.get(start) == Some(&b'-');
        let first = start + usize::from(negative);
        let (end, magnitude) = self.digits(first)?;
        if bytes[first] == b'0' && end > first + 1 {
            return Err(Refused);
        }
        if matches!(bytes.get(end), Some(b'.' | b'e' | b'E')) {
            return self.fraction(start, end);
        }
        self.at = end;
        match magnitude {
            _ if end - first > DIGITS => self.text.get(start..end).map(Token::Number).ok_or(Refused),
            // An integer can't represent negative zero.
            value if !negative => Ok(Token::U64(value)),
            value if value != 0 => Ok(Token::I64(-(value as i64))),
            _ => self.text.get(start..end).map(Token::Number).ok_or(Refused),
        }
    }

    /// The number that starts at `start`, and whose integer part ends at `at`.
    fn fraction(&mut self, start: usize, mut at: usize) -> Result<Token<'t>> {
        let bytes = self.text.as_bytes();
        if bytes[at] == b'.' {
            (at, _) = self.digits(at + 1)?;
        }
        if let Some(b'e' | b'E') = bytes.get(at) {
            let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
            (at, _) = self.digits(at + 1 + sign)?;
        }
        self.at = at;
        self.text.get(start..at).map(Token::Number).ok_or(Refused)
    }

    /// The end of one or more digits, and their value, which is exact for up to 19 of them.
    #[inline]
    fn digits(&self, start: usize) -> Result<(usize, u64)> {
        let bytes = self.text.as_bytes();
        let (mut at, mut value) = (start, 0_u64);
        while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            at += 1;
        }
        if at > start { Ok((at, value)) } else { Err(Refused) }
    }

    /// The string at the position, without its quotes and escapes. Half of all strings are short names, for which a call is a quarter of
    /// the instructions.
    #[inline(always)]
    pub(crate) fn string(&mut self) -> Result<&str> {
        let start = self.at + 1;
        let end = self.mark(start);
        match self.text.as_bytes().get(end) {
            Some(b'"') => {
                self.at = end + 1;
                self.text.get(start..end).ok_or(Refused)
            }
            Some(b'\\') => self.escaped(start, end),
            _ => Err(Refused),
        }
    }

    /// The next quote, backslash or control character.
    #[inline(always)]
    fn mark(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let Some(mut rest) = bytes.get(at..) else { return at };
        while let Some((block, tail)) = rest.split_first_chunk() {
            if let Some(first) = marks::first_in(block) {
                return bytes.len() - rest.len() + first;
            }
            rest = tail;
        }
        bytes.len() - rest.len() + last_mark(rest)
    }

    /// Skips the value at the position. Only its end is searched: the text is decoded later, or rejected.
    pub(super) fn pass(&mut self) -> Result<()> {
        let mut depth = 0_usize;
        loop {
            match self.next()? {
                b'"' => self.pass_string()?,
                b'{' | b'[' => {
                    self.at += 1;
                    depth += 1;
                }
                b'}' | b']' => {
                    self.at += 1;
                    depth = depth.checked_sub(1).ok_or(Refused)?;
                }
                b',' | b':' if depth > 0 => {
                    self.at += 1;
                    continue;
                }
                _ => self.pass_scalar()?,
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    fn pass_string(&mut self) -> Result<()> {
        let mut end = self.mark(self.at + 1);
        loop {
            match self.text.as_bytes().get(end) {
                Some(b'"') => {
                    self.at = end + 1;
                    return Ok(());
                }
                Some(b'\\') => end = self.mark(end + 2),
                _ => return Err(Refused),
            }
        }
    }

    fn pass_scalar(&mut self) -> Result<()> {
        let is_of_scalar = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        match rest.iter().take_while(|byte| is_of_scalar(byte)).count() {
            0 => Err(Refused),
            length => {
                self.at += length;
                Ok(())
            }
        }
    }

    /// The string that begins at `start`, whose first escape is at `at`.
    #[cold]
    fn escaped(&mut self, mut start: usize, mut at: usize) -> Result<&str> {
        self.unescaped.clear();
        loop {
            self.unescaped.push_str(self.text.get(start..at).ok_or(Refused)?);
            match self.text.as_bytes().get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok(&self.unescaped);
                }
                Some(b'\\') => {
                    let (char, length) = unescape(&self.text.as_bytes()[at + 1..]).ok_or(Refused)?;
                    self.unescaped.push(char);
                    start = at + 1 + length;
                    at = self.mark(start);
                }
                _ => return Err(Refused),
            }
        }
    }
}

/// The position of the next mark in the last bytes of a text.
#[cold]
#[inline(never)]
fn last_mark(rest: &[u8]) -> usize {
    rest.iter().position(|byte| marks::is_one(*byte)).unwrap_or(rest.len())
}

/// The character of an escape, and its length after the backslash (section 7). None for half of a surrogate pair.
fn unescape(escape: &[u8]) -> Option<(char, usize)> {
    let char = match escape.first()? {
        char @ (b'"' | b'\\' | b'/') => char::from(*char),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unescape_unit(&escape[1..]).map(|(char, length)| (char, 1 + length)),
        _ => return None,
    };
    Some((char, 1))
}

/// The character of one or two UTF-16 units: `00fc`, `d83d\ude00`.
fn unescape_unit(digits: &[u8]) -> Option<(char, usize)> {
    let unit = |digits: &[u8]| {
        let digits = digits.first_chunk::<4>()?;
        digits.iter().try_fold(0, |unit, digit| Some(unit * 16 + char::from(*digit).to_digit(16)?))
    };
    let first = unit(digits)?;
    if let Some(char) = char::from_u32(first) {
        return Some((char, 4));
    }
    let second = unit(digits.get(4..)?.strip_prefix(br"\u")?)?;
    match (first, second) {
        (0xd800..=0xdbff, 0xdc00..=0xdfff) => {
            let char = char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00))?;
            Some((char, 10))
        }
        _ => None,
    }
}
