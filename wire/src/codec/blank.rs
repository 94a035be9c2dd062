//! What every type that stands in a member can do beside what serde asks of it.

use std::collections::BTreeMap;
use std::fmt;

use serde_core::de::{DeserializeOwned, Deserializer, Error, Visitor};
use serde_core::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::instant;
use crate::{Secret, Timestamp};

/// A value to begin with, before anything has been read into it.
///
/// A struct is read in place: each member of the input overwrites one of the struct's. A required member that the
/// input lacks ends in an error, so its blank is never seen; for a lenient one, the blank is what it reads as.
///
/// Members are read and written by way of this trait too: what it does by default is serde's way, which it leaves only where
/// that is slow or wasteful.
#[doc(hidden)] // Of no use to who reads the page of a type that implements it.
pub trait Blank: Serialize + DeserializeOwned {
    /// The blank.
    fn blank() -> Self;

    /// Reads a value to where this one stands, a blank as yet: nothing is returned, so nothing large is moved from call to call.
    /// What stands here after an error is of no use.
    #[inline]
    fn read_here<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        *self = Self::deserialize(deserializer)?;
        Ok(())
    }

    /// Writes the value of a member.
    #[inline]
    fn write_value<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

macro_rules! blank_is_default {
    ($($ty:ty),* $(,)?) => {
        $(impl Blank for $ty {
            fn blank() -> Self {
                <$ty>::default()
            }
        })*
    };
}

blank_is_default!((), bool, i32, i64, u64, f64, Value, Map<String, Value>);

impl Blank for String {
    fn blank() -> Self {
        String::new()
    }

    #[inline]
    fn read_here<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_string(StringVisitor(self))
    }
}

/// Reads a string to where it stays.
struct StringVisitor<'a>(&'a mut String);

impl Visitor<'_> for StringVisitor<'_> {
    type Value = ();

    // In serde's words.
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        *self.0 = text.to_owned();
        Ok(())
    }

    #[inline]
    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        *self.0 = text;
        Ok(())
    }
}

impl Blank for Timestamp {
    fn blank() -> Self {
        Timestamp::default()
    }

    #[inline]
    fn read_here<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        *self = instant::read(deserializer)?;
        Ok(())
    }

    #[inline]
    fn write_value<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        instant::write(self, serializer)
    }
}

impl Blank for Secret {
    fn blank() -> Self {
        Secret::from("")
    }
}

impl<T: Blank> Blank for Option<T> {
    fn blank() -> Self {
        None
    }

    #[inline]
    fn read_here<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(OptionVisitor(self))
    }
}

/// Reads a value, or `null`.
struct OptionVisitor<'a, T>(&'a mut Option<T>);

impl<'de, T: Blank> Visitor<'de> for OptionVisitor<'_, T> {
    type Value = ();

    // In serde's words.
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("option")
    }

    #[inline]
    fn visit_none<E: Error>(self) -> Result<(), E> {
        *self.0 = None;
        Ok(())
    }

    #[inline]
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.insert(T::blank()).read_here(deserializer)
    }
}

impl<T: Blank> Blank for BTreeMap<String, T> {
    fn blank() -> Self {
        BTreeMap::new()
    }
}

impl<T: Blank> Blank for Box<T> {
    fn blank() -> Self {
        Box::new(T::blank())
    }

    #[inline]
    fn read_here<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        (**self).read_here(deserializer)
    }
}

impl<T: Blank + Copy, const N: usize> Blank for [T; N]
where
    [T; N]: Serialize + DeserializeOwned,
{
    fn blank() -> Self {
        [T::blank(); N]
    }
}

macro_rules! blank_tuples {
    ($($($name:ident)+;)*) => {
        $(impl<$($name: Blank),+> Blank for ($($name,)+) {
            fn blank() -> Self {
                ($($name::blank(),)+)
            }
        })*
    };
}

blank_tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
    A B C D E F G H I J K;
    A B C D E F G H I J K L;
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    /// Read by `serde_json` without its feature `float_roundtrip`, these are their neighbours.
    #[test]
    fn doubles_come_back() {
        for text in ["947.9255628408687", "7.837441708654079e-115"] {
            let double: f64 = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&double).unwrap(), text);
            assert_eq!(text.parse::<Value>().unwrap().to_string(), text);
        }
    }
}
