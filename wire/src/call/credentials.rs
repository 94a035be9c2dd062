//! The target and the credentials of calls.

use std::fmt;

use super::CallError;
use crate::Secret;
use crate::operation::Operation;

/// The target of calls: base URLs and credentials.
///
/// A base URL alone is a target without credentials.
pub trait Target {
    /// The base URL of the operation, without a slash at its end: `https://api.example.com`.
    ///
    /// # Errors
    /// A target that does not serve the operation.
    fn base_url(&self, operation: &'static Operation) -> Result<&str, CallError>;

    /// The credentials for the operation, if it accepts any.
    fn credentials(&self, operation: &'static Operation) -> Option<Credentials<'_>>;
}

impl Target for str {
    fn base_url(&self, _: &'static Operation) -> Result<&str, CallError> {
        Ok(self)
    }

    fn credentials(&self, _: &'static Operation) -> Option<Credentials<'_>> {
        None
    }
}

impl Target for String {
    fn base_url(&self, _: &'static Operation) -> Result<&str, CallError> {
        Ok(self)
    }

    fn credentials(&self, _: &'static Operation) -> Option<Credentials<'_>> {
        None
    }
}

/// The credentials of the header `Authorization`.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Credentials<'a> {
    /// A user and a password (RFC 7617).
    Basic {
        /// The user.
        user: &'a str,
        /// The password.
        password: &'a Secret,
    },
    /// A token (RFC 6750).
    Bearer(&'a Secret),
}

impl Credentials<'_> {
    /// The value of the header.
    pub(super) fn value(self) -> String {
        match self {
            Self::Basic { user, password } => {
                let mut value = "Basic ".to_owned();
                base64(&mut value, format!("{user}:{}", password.expose()).as_bytes());
                value
            }
            Self::Bearer(token) => format!("Bearer {}", token.expose()),
        }
    }
}

impl fmt::Debug for Credentials<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Basic { .. } => "Basic(..)",
            Self::Bearer(_) => "Bearer(..)",
        })
    }
}

/// RFC 4648, section 4.
fn base64(text: &mut String, bytes: &[u8]) {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for index in 0..4 {
            let digit = ALPHABET[(bits >> (18 - 6 * index)) as usize & 63];
            text.push(if index > chunk.len() { '=' } else { char::from(digit) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Credentials, base64};
    use crate::Secret;

    #[test]
    fn base64_of_the_specification() {
        for (bytes, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
            ("\u{ff}\u{3e}?", "w78+Pw=="),
        ] {
            let mut text = String::new();
            base64(&mut text, bytes.as_bytes());
            assert_eq!(text, expected, "{bytes:?}");
        }
    }

    #[test]
    fn credentials_are_sent_and_not_printed() {
        let password = Secret::from("open sesame");
        let basic = Credentials::Basic { user: "Aladdin", password: &password };
        assert_eq!(basic.value(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(format!("{basic:?} {:?}", Credentials::Bearer(&password)), "Basic(..) Bearer(..)");
    }
}
