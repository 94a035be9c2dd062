//! A string that is parsed into a type of another crate.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::str::FromStr;

use crate::codec::{Blank, Fault, Given, Look, Target, Token, Wire, string};

/// A string that is parsed into a `T` and encoded unchanged.
///
/// [`FromStr`] parses the value, and [`Display`](fmt::Display) formats it. If the two differ (`uuid::Uuid` prints lower case, `url::Url`
/// adds a slash), the input is kept beside the value and is encoded. A value that the program creates is formatted by `Display`.
///
/// Two are equal if their texts are. To compare the parsed values, compare `*a == *b`.
///
/// ```
/// use std::net::Ipv6Addr;
/// use schemawright_wire::Parsed;
///
/// let address: Parsed<Ipv6Addr> = schemawright_wire::decode(r#""0:0::1""#)?;
/// assert_eq!(*address, Ipv6Addr::LOCALHOST);
/// assert_eq!(address.to_string(), "0:0::1");
/// assert_eq!(Parsed::from(Ipv6Addr::LOCALHOST).to_string(), "::1");
/// # Ok::<(), schemawright_wire::DecodeError>(())
/// ```
#[derive(Clone)]
pub struct Parsed<T>(Inner<T>);

#[derive(Clone)]
enum Inner<T> {
    /// Nothing has been decoded yet. A program never sees this.
    Blank,
    /// A value whose text is that of `Display`.
    Value(T),
    /// A value, and its different text.
    Text(T, Box<str>),
}

impl<T> Parsed<T> {
    /// The value.
    #[must_use]
    pub fn into_inner(self) -> T {
        match self.0 {
            Inner::Value(value) | Inner::Text(value, _) => value,
            Inner::Blank => unread(),
        }
    }
}

/// A blank is overwritten before the type that contains it is returned.
#[cold]
fn unread() -> ! {
    unreachable!("a value that has not been read yet")
}

impl<T> Deref for Parsed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Inner::Value(value) | Inner::Text(value, _) => value,
            Inner::Blank => unread(),
        }
    }
}

impl<T> From<T> for Parsed<T> {
    fn from(value: T) -> Self {
        Self(Inner::Value(value))
    }
}

impl<T: FromStr + fmt::Display> FromStr for Parsed<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        let value: T = text.parse()?;
        let same = is_written_as(&value, text);
        Ok(Self(if same { Inner::Value(value) } else { Inner::Text(value, text.into()) }))
    }
}

/// Whether the text of a value equals a text, without a copy.
fn is_written_as(value: &impl fmt::Display, text: &str) -> bool {
    let mut same = Same { rest: text };
    fmt::write(&mut same, format_args!("{value}")).is_ok() && same.rest.is_empty()
}

/// Compares output with a text.
struct Same<'a> {
    rest: &'a str,
}

impl fmt::Write for Same<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.rest = self.rest.strip_prefix(text).ok_or(fmt::Error)?;
        Ok(())
    }
}

impl<T: fmt::Display> fmt::Display for Parsed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Value(value) => value.fmt(f),
            Inner::Text(_, text) => f.pad(text),
            Inner::Blank => Ok(()),
        }
    }
}

impl<T: fmt::Display> fmt::Debug for Parsed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string(), f)
    }
}

impl<T: fmt::Display> PartialEq for Parsed<T> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Inner::Text(_, one), Inner::Text(_, other)) => one == other,
            (Inner::Text(_, text), Inner::Value(value)) | (Inner::Value(value), Inner::Text(_, text)) => {
                is_written_as(value, text)
            }
            _ => self.to_string() == other.to_string(),
        }
    }
}

impl<T: fmt::Display> Eq for Parsed<T> {}

impl<T: fmt::Display> Hash for Parsed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.to_string().hash(state);
    }
}

impl<T: FromStr + fmt::Display> Wire for Parsed<T> {
    fn put(&mut self, token: Token<'_>) -> Result<Target<'_>, Fault> {
        let parsed = string(&token)?.parse();
        // The error of another crate may quote the text.
        *self = parsed.map_err(|_| Fault::invalid(&token, std::any::type_name::<T>()))?;
        Ok(Target::Done)
    }

    fn give(&self) -> Given<'_> {
        match &self.0 {
            Inner::Value(value) => Given::Display(value),
            Inner::Text(_, text) => Given::Str(text),
            Inner::Blank => Given::Null,
        }
    }

    #[inline(never)]
    fn look(&self) -> Option<Look<'_>> {
        Some(Look::Plain(self))
    }
}

impl<T: FromStr + fmt::Display> Blank for Parsed<T> {
    fn blank() -> Self {
        Self(Inner::Blank)
    }
}

impl<T: FromStr + fmt::Display> serde_core::ser::Serialize for Parsed<T> {
    fn serialize<S: serde_core::ser::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::codec::write(self, serializer)
    }
}

impl<'de, T: FromStr + fmt::Display> serde_core::de::Deserialize<'de> for Parsed<T> {
    fn deserialize<D: serde_core::de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut value = Self::blank();
        crate::codec::read(&mut value, deserializer)?;
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, Ipv6Addr};

    use super::Parsed;
    use crate::{decode, encode};

    #[test]
    fn texts_come_back() {
        for text in ["::1", "0:0::1", "2001:DB8::1", "2001:db8::1"] {
            let json = format!("\"{text}\"");
            let address: Parsed<Ipv6Addr> = decode(&json).unwrap();
            assert_eq!(encode(&address).unwrap(), json.as_bytes());
            assert_eq!(address.to_string(), text);
            assert_eq!(format!("{address:?}"), json);
        }
    }

    #[test]
    fn equal_by_their_texts() {
        let parse = |text: &str| text.parse::<Parsed<Ipv6Addr>>().unwrap();
        assert_eq!(parse("::1"), Parsed::from(Ipv6Addr::LOCALHOST));
        assert_ne!(parse("0::1"), parse("::1"));
        assert_eq!(parse("0::1"), parse("0::1"));
        assert_ne!(parse("::2"), parse("::1"));
        assert_eq!(*parse("0::1"), *parse("::1"));
        assert_eq!(parse("0::1").into_inner(), Ipv6Addr::LOCALHOST);
    }

    #[test]
    fn invalid_versions_are_rejected() {
        let error = decode::<Parsed<Ipv4Addr>>("\"256.0.0.1\"").unwrap_err().to_string();
        assert!(error.contains("expected core::net::ip_addr::Ipv4Addr") && !error.contains("256"), "{error}");
        assert!(decode::<Parsed<Ipv4Addr>>("1").is_err());
        assert!(decode::<Parsed<Ipv4Addr>>("null").is_err());
    }
}
