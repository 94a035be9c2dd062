//! Bytes that are encoded as a base64 string.

use std::fmt::{self, Write as _};
use std::ops::Deref;
use std::str::FromStr;

use crate::ConversionError;

/// Bytes that are encoded in base64 (RFC 4648, section 4).
///
/// ```
/// use schemawright_wire::Base64;
///
/// let bytes: Base64 = "aGk=".parse()?;
/// assert_eq!(&*bytes, b"hi");
/// assert_eq!(Base64::from(b"hi".to_vec()).to_string(), "aGk=");
/// # Ok::<(), schemawright_wire::ConversionError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Base64(Vec<u8>);

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

impl Base64 {
    /// The bytes.
    #[must_use]
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl Deref for Base64 {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

/// Decoding also accepts absent padding, the digits of URLs (section 5) and the lines of MIME (RFC 2045, section 6.8).
impl FromStr for Base64 {
    type Err = ConversionError;

    fn from_str(text: &str) -> Result<Self, ConversionError> {
        let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
        let (mut bits, mut count) = (0_u32, 0);
        let mut digits = text.bytes().filter(|byte| !matches!(byte, b'\r' | b'\n'));
        for digit in digits.by_ref() {
            let value = match digit {
                b'A'..=b'Z' => digit - b'A',
                b'a'..=b'z' => digit - b'a' + 26,
                b'0'..=b'9' => digit - b'0' + 52,
                b'+' | b'-' => 62,
                b'/' | b'_' => 63,
                b'=' if (count % 4) >= 2 && digits.all(|rest| rest == b'=') => break,
                _ => return Err("not base64".into()),
            };
            bits = bits << 6 | u32::from(value);
            count += 1;
            if count % 4 == 0 {
                bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
                bits = 0;
            }
        }
        match count % 4 {
            0 => {}
            2 => bytes.push((bits >> 4) as u8),
            3 => bytes.extend_from_slice(&[(bits >> 10) as u8, (bits >> 2) as u8]),
            _ => return Err("not base64".into()),
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chunk in self.0.chunks(3) {
            let mut group = [0; 4];
            group[1..=chunk.len()].copy_from_slice(chunk);
            let bits = u32::from_be_bytes(group);
            for place in 0..4 {
                if place <= chunk.len() {
                    let digit = bits >> (18 - 6 * place) & 63;
                    f.write_char(char::from(DIGITS[digit as usize]))?;
                } else {
                    f.write_char('=')?;
                }
            }
        }
        Ok(())
    }
}

/// Prints only the number of bytes, because they may be a key.
impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => f.write_str("Base64(1 byte)"),
            count => write!(f, "Base64({count} bytes)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Base64;

    /// RFC 4648, section 10.
    #[test]
    fn the_test_vectors() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(Base64::from(bytes.as_bytes().to_vec()).to_string(), text);
            assert_eq!(&*text.parse::<Base64>().unwrap(), bytes.as_bytes());
            assert_eq!(&*text.trim_end_matches('=').parse::<Base64>().unwrap(), bytes.as_bytes());
        }
        let every: Vec<u8> = (0..=255).collect();
        let text = Base64::from(every.clone()).to_string();
        assert_eq!(text.parse::<Base64>().unwrap().into_vec(), every);
        assert_eq!(text.replace('+', "-").replace('/', "_").parse::<Base64>().unwrap().into_vec(), every);
    }

    #[test]
    fn invalid_base64() {
        for text in ["Z", "Zg=a", "=", "Zg==Zg==", "Z g=", "Zg!"] {
            assert!(text.parse::<Base64>().is_err(), "{text}");
        }
    }
}
