//! Strings of JSON.

/// How many bytes are looked at together.
const BLOCK: usize = 16;

/// Writes a string with its quotes.
#[inline]
pub(super) fn write(text: &str, json: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    json.reserve(rest.len() + 2);
    json.push(b'"');
    loop {
        let plain = plain(rest);
        json.extend_from_slice(&rest[..plain]);
        match rest.get(plain) {
            None => break,
            Some(byte) => escape(*byte, json),
        }
        rest = &rest[plain + 1..];
    }
    json.push(b'"');
}

/// How many bytes at the beginning are written as they are.
#[inline]
fn plain(text: &[u8]) -> usize {
    let (blocks, end) = text.as_chunks::<BLOCK>();
    for (at, block) in blocks.iter().enumerate() {
        // Without branches, so that all bytes of a block are looked at at once.
        if block.iter().fold(false, |any, byte| any | is_escaped(*byte)) {
            let within = block.iter().position(|byte| is_escaped(*byte)).unwrap_or(BLOCK);
            return at * BLOCK + within;
        }
    }
    let before = text.len() - end.len();
    before + end.iter().position(|byte| is_escaped(*byte)).unwrap_or(end.len())
}

#[inline]
fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Writes a byte as `serde_json` does.
#[cold]
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
