//! Values of generated types, for tests of programs that use them.
//!
//! They are made from the [descriptions](crate::describe) of the types, so no code is generated for them.

mod make;
mod text;
mod told;

use std::collections::BTreeMap;

use serde_core::de::DeserializeOwned;

use crate::codec::Blank;
use crate::describe::Described;
use make::{Extent, Maker};

/// Makes values for tests: a response that a mock server answers with, a user that a function takes.
///
/// Every generated type implements it. The values are the same in every run. They decode, encode and hold what the schema says. Their strings are the
/// examples, defaults and constants of the schema; otherwise they are plausible: an id with its prefix, an instant, an address at `example.com`.
/// Where no such value is found, as for a pattern that has no automaton, the value is blank, and `validate` may report it.
pub trait Example: Sized {
    /// A value with the optional members, except for those that are far inside, and except for most members of an object that are objects again.
    #[must_use]
    fn example() -> Self;

    /// A value with the required members alone, and with empty lists where they may be empty.
    #[must_use]
    fn minimal() -> Self;
}

impl<T: Described + Blank + DeserializeOwned> Example for T {
    fn example() -> Self {
        read(Extent::Full).unwrap_or_else(Self::minimal)
    }

    fn minimal() -> Self {
        // What a type holds before anything has been read into it is a value of it, too.
        read(Extent::Least).unwrap_or_else(Self::blank)
    }
}

/// Makes a value of a type. What its schema calls a string may be an instant, an address or another thing: where the type rejects a string, it gets another one.
fn read<T: Described + DeserializeOwned>(extent: Extent) -> Option<T> {
    let mut others: BTreeMap<String, usize> = BTreeMap::new();
    loop {
        let value = Maker::new(&others).whole(T::description().schema, extent)?;
        match crate::decode_value(&value) {
            Ok(value) => return Some(value),
            Err(error) => {
                let other = others.entry(error.path()).or_default();
                *other += 1;
                if *other > text::OTHERS.len() {
                    return None;
                }
            }
        }
    }
}
