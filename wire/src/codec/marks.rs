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
    // A byte below a bound borrows, which sets its high bit, and may set bits of bytes after it. With its second bit inverted, a quote
    // (0x22) is the only byte from 0x20 on that is below 0x21.
    let control_or_quote = (bytes ^ (EACH * 0x02)).wrapping_sub(EACH * 0x21);
    let backslash = (bytes ^ (EACH * b'\\' as u64)).wrapping_sub(EACH);
    (control_or_quote | backslash) & !bytes & HIGH
}

/// The number of bytes that [`first_in`] checks.
pub(crate) const BLOCK: usize = 8;

/// The position of the first one in eight bytes.
#[inline]
pub(crate) fn first_in(block: &[u8; BLOCK]) -> Option<usize> {
    let found = in_block(u64::from_le_bytes(*block));
    (found != 0).then_some(found.trailing_zeros() as usize / 8)
}

/// Their positions in sixteen bytes: `0xff`, and zero elsewhere. It has no branches, so that the compiler uses vector instructions.
#[inline]
pub(crate) fn mask(block: &[u8; 16]) -> [u8; 16] {
    block.map(|byte| if (byte < 0x20) | (byte == b'"') | (byte == b'\\') { 0xff } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every byte in every place, before and after every other byte.
    #[test]
    fn the_first_of_eight_bytes_is_found() {
        for byte in 0..=u8::MAX {
            for other in [b'a', b' ', b'!', b'#', 0x7f, 0x80, 0xa2, 0xdc, 0xff, b'"', 0] {
                for at in 0..BLOCK {
                    let mut block = [other; BLOCK];
                    block[at] = byte;
                    let first = block.iter().position(|byte| is_one(*byte));
                    assert_eq!(first_in(&block), first, "{block:x?}");
                }
            }
        }
    }
}
