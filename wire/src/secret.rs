//! Tokens, passwords, codes and keys.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroize;

use crate::codec::{Blank, Fault, Given, Look, Target, Token, Wire, string};

/// A string that must not leak: a token, a JWT, a password, a one-time code, a private key.
///
/// `Debug` prints `Secret(..)`, and there is no `Display`. The memory is erased on drop. A comparison takes constant time (lengths are not hidden). An error while
/// decoding never quotes the value. It is encoded as a plain string.
///
/// The name of an entry in a map of secrets is a part of the secret: the `Debug` of a struct with the map, errors of decoding and violations
/// hide it as well. The `Debug` of the map alone is that of the standard library, which prints names.
///
/// ```
/// use schemawright_wire::Secret;
///
/// let token = Secret::from("WJtR5BCy38Szd5AfoDpf0iqFKEt4EE5JhjlWUY7l3FtY");
/// assert_eq!(format!("{token:?}"), "Secret(..)");
/// assert_eq!(token.expose().len(), 44);
/// ```
#[doc(alias("password", "token"))]
#[derive(Clone)]
pub struct Secret(Box<str>);

impl Secret {
    /// The secret itself. Search a program for this name to find all uses of its secrets.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl Drop for Secret {
    #[inline]
    fn drop(&mut self) {
        erase(&mut self.0);
    }
}

/// Erases a text.
///
/// It has the ABI of C because that cannot unwind. Otherwise every function that drops a struct with a secret would need the code, and the tables,
/// to drop the other fields if this panicked.
#[expect(improper_ctypes_definitions, reason = "only Rust calls it")]
extern "C" fn erase(text: &mut str) {
    text.zeroize();
}

impl From<&str> for Secret {
    fn from(secret: &str) -> Self {
        // A boxed copy has no spare capacity, so no reallocation leaves a copy behind.
        Self(secret.into())
    }
}

impl From<String> for Secret {
    fn from(mut secret: String) -> Self {
        let copy = Self::from(secret.as_str());
        secret.zeroize();
        copy
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.expose().as_bytes().ct_eq(other.expose().as_bytes()).into()
    }
}

impl Eq for Secret {}

impl Wire for Secret {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        *self = Self::from(string(&token)?);
        Ok(Target::Done)
    }

    fn give(&self) -> Given<'_> {
        Given::Str(self.expose())
    }

    #[inline(never)]
    fn look(&self) -> Option<Look<'_>> {
        Some(Look::Hidden(self))
    }
}

impl Blank for Secret {
    fn blank() -> Self {
        Self::from("")
    }

    fn may_be_secret(_: usize) -> bool {
        true
    }
}

crate::__serde!(Secret);
