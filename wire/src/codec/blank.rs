//! The value that a member has before it is read.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::{Secret, Timestamp, UnknownFields};

/// A value to begin with, before anything has been read into it.
///
/// A struct is read in place: each member of the input overwrites one of the struct's. A required member that the
/// input lacks ends in an error, so its blank is never seen; for a lenient one, the blank is what it reads as.
#[doc(hidden)] // Of no use to who reads the page of a type that implements it.
pub trait Blank {
    /// The blank.
    fn blank() -> Self;
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

blank_is_default!((), bool, i32, i64, u64, f64, String, Value, Map<String, Value>, UnknownFields, Timestamp);

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

impl<T> Blank for Vec<T> {
    fn blank() -> Self {
        Vec::new()
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
