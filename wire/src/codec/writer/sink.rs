//! The buffer that JSON is written to.

use std::io;

use crate::codec::marks::{in_block, is_one, mask};

/// JSON bytes, followed by unused room. The room is filled with zeros: writing overwrites it, and one check of the room serves several
/// writes.
#[derive(Default)]
pub(crate) struct Sink {
    bytes: Vec<u8>,
    /// The start of the room.
    at: usize,
}

impl Sink {
    pub(super) fn with_room(length: usize) -> Self {
        Self { bytes: vec![0; length], at: 0 }
    }

    /// The written bytes.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.bytes.truncate(self.at);
        self.bytes
    }

    /// Room for this many bytes, all of which are written.
    #[inline]
    fn room(&mut self, length: usize) -> &mut [u8] {
        if self.bytes.len() - self.at < length {
            self.grow(length);
        }
        &mut self.bytes[self.at..][..length]
    }

    #[cold]
    fn grow(&mut self, length: usize) {
        self.bytes.resize((self.bytes.len() * 2).max(self.at + length), 0);
    }

    #[inline]
    pub(super) fn push(&mut self, byte: u8) {
        self.room(1)[0] = byte;
        self.at += 1;
    }

    #[inline]
    pub(super) fn extend(&mut self, bytes: &[u8]) {
        self.room(bytes.len()).copy_from_slice(bytes);
        self.at += bytes.len();
    }

    /// Writes a short text that is already JSON.
    #[inline]
    pub(super) fn extend_short(&mut self, text: &str) {
        copy(text.as_bytes(), self.room(text.len()));
        self.at += text.len();
    }

    /// Removes the last byte.
    #[inline]
    fn pop(&mut self) {
        self.at -= 1;
    }

    /// Removes the last byte if it is a comma.
    #[inline]
    pub(super) fn pop_comma(&mut self) {
        let last = self.at.wrapping_sub(1);
        if self.bytes.get(last) == Some(&b',') {
            self.at = last;
        }
    }

    /// Writes a string with its quotes, followed by a byte.
    #[inline]
    pub(super) fn quoted(&mut self, text: &str, after: u8) {
        let text = text.as_bytes();
        let room = self.room(text.len() + 3);
        if let [open, inner @ .., close, behind] = room
            && copy_plain(text, inner)
        {
            (*open, *close, *behind) = (b'"', b'"', after);
            self.at += text.len() + 3;
        } else {
            self.escaped(text);
            self.push(after);
        }
    }

    /// Writes a string with its quotes.
    #[inline]
    pub(super) fn string(&mut self, text: &str) {
        self.quoted(text, b',');
        self.pop();
    }

    /// Writes the first bytes of a block as a string, followed by a comma.
    #[inline]
    pub(super) fn quoted_block(&mut self, block: &[u8; 32], length: usize) {
        let room = self.room(block.len() + 3);
        if let [open, inner @ .., _, _] = room {
            *open = b'"';
            inner.copy_from_slice(block);
        }
        room[length + 1] = b'"';
        room[length + 2] = b',';
        self.at += length + 3;
    }

    /// Writes an integer.
    pub(super) fn integer(&mut self, negative: bool, mut magnitude: u64) {
        // 20 digits and a sign.
        let mut text = [b'-'; 21];
        let mut at = text.len();
        loop {
            at -= 1;
            text[at] = b'0' + (magnitude % 10) as u8;
            magnitude /= 10;
            if magnitude == 0 {
                break;
            }
        }
        self.extend(&text[at - usize::from(negative)..]);
    }

    #[cold]
    fn escaped(&mut self, text: &[u8]) {
        self.push(b'"');
        let mut rest = text;
        while let Some(plain) = rest.iter().position(|byte| is_one(*byte)) {
            self.extend(&rest[..plain]);
            self.escape(rest[plain]);
            rest = &rest[plain + 1..];
        }
        self.extend(rest);
        self.push(b'"');
    }

    /// Writes a byte as `serde_json` does.
    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            0x09 => b't',
            0x0a => b'n',
            0x0c => b'f',
            0x0d => b'r',
            _ => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                let (high, low) = (HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]);
                return self.extend(&[b'\\', b'u', b'0', b'0', high, low]);
            }
        };
        self.extend(&[b'\\', short]);
    }
}

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Copies a text into room of its length, unless a byte must be escaped. Most strings are short: the first and the last bytes cover them,
/// and the overlap is copied twice.
#[inline]
fn copy_plain(text: &[u8], room: &mut [u8]) -> bool {
    if let (Some(last), Some(last_room)) = (text.last_chunk::<16>(), room.last_chunk_mut::<16>()) {
        *last_room = *last;
        let mut found = mask(last);
        for (block, room) in text.as_chunks::<16>().0.iter().zip(room.as_chunks_mut::<16>().0) {
            *room = *block;
            // Without branches, so that all bytes are checked at once.
            let own = mask(block);
            found = std::array::from_fn(|at| found[at] | own[at]);
        }
        return u128::from_le_bytes(found) == 0;
    }
    copy(text, room);
    if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        return in_block(u64::from_le_bytes(*first)) | in_block(u64::from_le_bytes(*last)) == 0;
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        return in_block(u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))) == 0;
    }
    !text.iter().any(|byte| is_one(*byte))
}

/// Copies a text of up to 32 bytes into room of its length, by its first and its last bytes.
#[inline]
fn copy(text: &[u8], room: &mut [u8]) {
    if text.len() <= 32
        && let (Some(first), Some(last)) = (text.first_chunk::<16>(), text.last_chunk::<16>())
    {
        put_ends(first, last, room);
    } else if text.len() < 16
        && let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>())
    {
        put_ends(first, last, room);
    } else if text.len() < 8
        && let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>())
    {
        put_ends(first, last, room);
    } else if text.len() < 4 {
        room.iter_mut().zip(text).for_each(|(room, byte)| *room = *byte);
    } else {
        room.copy_from_slice(text);
    }
}

#[inline]
fn put_ends<const N: usize>(first: &[u8; N], last: &[u8; N], room: &mut [u8]) {
    if let Some(room) = room.first_chunk_mut() {
        *room = *first;
    }
    if let Some(room) = room.last_chunk_mut() {
        *room = *last;
    }
}
