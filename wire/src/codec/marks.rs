//! The bytes that end the plain part of a JSON string: a quote, a backslash, and control characters (RFC 8259, section 7).

/// Whether a byte is one of them.
#[inline]
pub(crate) const fn is_one(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Their positions in eight bytes, with the first byte in the lowest one: its high bit is set. After the first such byte, the bits are
/// undefined.
#[inline]
pub(crate) fn in_block(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH * 0x80;
    // The high bit of a byte is set if it is below a bound or zero, and may be set in bytes after it.
    let control = bytes.wrapping_sub(EACH * 0x20) & !bytes;
    let is_zero = |bytes: u64| bytes.wrapping_sub(EACH) & !bytes;
    let quote = is_zero(bytes ^ (EACH * b'"' as u64));
    let backslash = is_zero(bytes ^ (EACH * b'\\' as u64));
    (control | quote | backslash) & HIGH
}

/// Their positions in sixteen bytes: `0xff`, and zero elsewhere. It has no branches, so that the compiler uses vector instructions.
#[inline]
pub(crate) fn mask(block: &[u8; 16]) -> [u8; 16] {
    block.map(|byte| if (byte < 0x20) | (byte == b'"') | (byte == b'\\') { 0xff } else { 0 })
}

/// The position of the first one in sixteen bytes.
#[inline]
pub(crate) fn find(block: &[u8; 16]) -> Option<usize> {
    let found = u128::from_le_bytes(mask(block));
    let (low, high) = (found as u64, (found >> 64) as u64);
    if low != 0 {
        Some(low.trailing_zeros() as usize / 8)
    } else if high != 0 {
        Some(8 + high.trailing_zeros() as usize / 8)
    } else {
        None
    }
}
