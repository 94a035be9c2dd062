//! Values of generated types, for tests of programs that use them.
//!
//! They are made from the [descriptions](crate::describe) of the types, so no code is generated for them.

mod make;
mod number;
mod text;
mod told;

use std::collections::BTreeMap;

use serde_core::de::DeserializeOwned;

use crate::codec::Blank;
use crate::describe::Described;
use crate::validate::Doubt;
use make::{Extent, Maker};

/// Makes values for tests: the response of a mock server, or an argument of a function.
///
/// Every generated type implements it. The values are the same in every run. They decode, encode and match the schema. Their strings are
/// the examples, defaults and constants of the schema; other strings are plausible: an id with its prefix, a timestamp, an address at
/// `example.com`. If no valid value is found, as for a pattern without an automaton, the value is blank, and `validate` may report it.
pub trait Example: Sized {
    /// A value with its optional members, except for deeply nested ones, and except for most members of an object that are objects again.
    #[must_use]
    fn example() -> Self;

    /// A value with its required members only, and with empty lists if they may be empty. If no such value is valid, it is the example.
    #[must_use]
    fn minimal() -> Self;
}

impl<T: Described + Blank + DeserializeOwned> Example for T {
    fn example() -> Self {
        read(Extent::Full).unwrap_or_else(Self::minimal)
    }

    fn minimal() -> Self {
        // Without optional members, alternatives may be alike. The blank, which a type holds before decoding, is a value of it too.
        read(Extent::Least).or_else(|| read(Extent::Full)).unwrap_or_else(Self::blank)
    }
}

/// Makes a value of a type. A string of its schema may be a timestamp or another type: if the type rejects a string, another one is tried.
fn read<T: Described + DeserializeOwned>(extent: Extent) -> Option<T> {
    let mut others: BTreeMap<String, usize> = BTreeMap::new();
    loop {
        // With each text having its format, a value may have no single alternative.
        let make = |doubt| Maker::new(&others, doubt).whole(T::description().schema, extent);
        let value = make(Doubt::Granted).or_else(|| make(Doubt::Holds))?;
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
