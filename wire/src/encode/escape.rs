//! Strings of JSON.

use crate::codec::marks::{in_block, is_one};

/// Writes a string with its quotes.
#[inline]
pub(super) fn write(text: &str, json: &mut Vec<u8>) {
    let text = text.as_bytes();
    json.reserve(text.len() + 2);
    json.push(b'"');
    if is_plain(text) {
        json.extend_from_slice(text);
    } else {
        write_escaped(text, json);
    }
    json.push(b'"');
}

/// Whether nothing has to be escaped. Most strings are short: of those, the first and the last bytes are all, and some are looked at twice.
#[inline]
fn is_plain(text: &[u8]) -> bool {
    if let (Some(first), Some(last)) = (text.first_chunk::<16>(), text.last_chunk::<16>()) {
        let (blocks, _) = text.as_chunks::<16>();
        // Without branches within a block, so that all its bytes are looked at at once.
        let escaped = |block: &[u8; 16]| block.iter().fold(false, |any, byte| any | is_one(*byte));
        return !escaped(first) && !escaped(last) && !blocks.iter().skip(1).any(escaped);
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        return in_block(u64::from_le_bytes(*first)) | in_block(u64::from_le_bytes(*last)) == 0;
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        return in_block(u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))) == 0;
    }
    !text.iter().any(|byte| is_one(*byte))
}

#[cold]
fn write_escaped(text: &[u8], json: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(plain) = rest.iter().position(|byte| is_one(*byte)) {
        json.extend_from_slice(&rest[..plain]);
        escape(rest[plain], json);
        rest = &rest[plain + 1..];
    }
    json.extend_from_slice(rest);
}

/// Writes a byte as `serde_json` does.
fn escape(byte: u8, json: &mut Vec<u8>) {
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
            json.extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low]);
            return;
        }
    };
    json.extend_from_slice(&[b'\\', short]);
}
