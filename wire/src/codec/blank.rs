//! What every type that stands in a member can do beside what serde asks of it.

use std::collections::BTreeMap;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::instant;
use crate::{Secret, Timestamp, UnknownFields};

/// A value to begin with, before anything has been read into it.
///
/// A struct is read in place: each member of the input overwrites one of the struct's. A required member that the
/// input lacks ends in an error, so its blank is never seen; for a lenient one, the blank is what it reads as.
///
/// Members are read and written by way of this trait too: what it does by default is serde's way, which it leaves only where
/// that is slow or wasteful.
#[doc(hidden)] // Of no use to who reads the page of a type that implements it.
pub trait Blank: Sized {
    /// The blank.
    fn blank() -> Self;

    /// Reads the value of a member.
    #[inline]
    fn read_value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>
    where
        Self: Deserialize<'de>,
    {
        Self::deserialize(deserializer)
    }

    /// Writes the value of a member.
    #[inline]
    fn write_value<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>
    where
        Self: Serialize,
    {
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

blank_is_default!((), bool, i32, i64, u64, f64, String, Value, Map<String, Value>, UnknownFields);

impl Blank for Timestamp {
    fn blank() -> Self {
        Timestamp::default()
    }

    #[inline]
    fn read_value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        instant::read(deserializer)
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

impl<T> Blank for Option<T> {
    fn blank() -> Self {
        None
    }
}

/// Room that a list keeps for more, in bytes, which is not worth another call of the allocator.
const ROOM: usize = 128;

impl<T> Blank for Vec<T> {
    fn blank() -> Self {
        Vec::new()
    }

    /// As serde does, but without much room for more (a list that grows takes room for four): what was decoded is mostly read and kept.
    #[inline]
    fn read_value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>
    where
        Self: Deserialize<'de>,
    {
        let mut list = Self::deserialize(deserializer)?;
        if (list.capacity() - list.len()) * size_of::<T>() > ROOM {
            list.shrink_to_fit();
        }
        Ok(list)
    }
}

impl<T> Blank for BTreeMap<String, T> {
    fn blank() -> Self {
        BTreeMap::new()
    }
}

impl<T: Blank> Blank for Box<T> {
    fn blank() -> Self {
        Box::new(T::blank())
    }
}

impl<T: Blank + Copy, const N: usize> Blank for [T; N] {
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
