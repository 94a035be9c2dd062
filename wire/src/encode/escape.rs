//! Strings of JSON.

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
        let escaped = |block: &[u8; 16]| block.iter().fold(false, |any, byte| any | is_escaped(*byte));
        return !escaped(first) && !escaped(last) && !blocks.iter().skip(1).any(escaped);
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        return !any_escaped(u64::from_le_bytes(*first)) && !any_escaped(u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        return !any_escaped(u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)));
    }
    !text.iter().any(|byte| is_escaped(*byte))
}

/// Whether any of eight bytes has to be escaped.
#[inline]
fn any_escaped(bytes: u64) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH * 0x80;
    // The high bit of a byte is set where it is below a bound, or zero; of some bytes behind such a one, too, which changes nothing.
    let control = bytes.wrapping_sub(EACH * 0x20) & !bytes;
    let is_zero = |bytes: u64| bytes.wrapping_sub(EACH) & !bytes;
    let quote = is_zero(bytes ^ (EACH * b'"' as u64));
    let backslash = is_zero(bytes ^ (EACH * b'\\' as u64));
    (control | quote | backslash) & HIGH != 0
}

#[inline]
fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

#[cold]
fn write_escaped(text: &[u8], json: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(plain) = rest.iter().position(|byte| is_escaped(*byte)) {
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
