//! What ends the plain part of a JSON string: a quote, a backslash, and control characters (RFC 8259, section 7).

/// Whether a byte is one of them.
#[inline]
pub(crate) const fn is_one(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Where they are in eight bytes, the first one in the lowest byte: its high bit is set. Of bytes behind the first that is one, the bit has no effect.
#[inline]
pub(crate) fn in_block(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH * 0x80;
    // The high bit of a byte is set where it is below a bound, or zero; of some bytes behind such a one, too.
    let control = bytes.wrapping_sub(EACH * 0x20) & !bytes;
    let is_zero = |bytes: u64| bytes.wrapping_sub(EACH) & !bytes;
    let quote = is_zero(bytes ^ (EACH * b'"' as u64));
    let backslash = is_zero(bytes ^ (EACH * b'\\' as u64));
    (control | quote | backslash) & HIGH
}

/// Where they are in sixteen bytes: `0xff`, and zero elsewhere. Without branches, so that all bytes are looked at at once.
#[inline]
pub(crate) fn mask(block: &[u8; 16]) -> [u8; 16] {
    block.map(|byte| if (byte < 0x20) | (byte == b'"') | (byte == b'\\') { 0xff } else { 0 })
}

/// The first of them in sixteen bytes.
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
