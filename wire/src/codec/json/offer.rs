//! The way from a deserializer of JSON text to the reader of this module, through serde's traits, which are between the two.
//!
//! A type reads itself by `Deserialize`, which is generic over the deserializer. So the deserializer offers the text from its place on as a string that is borrowed, and
//! the type has its value read from the beginning of that. What neither can say to the other by serde's traits is kept for the thread: how deep the
//! place is, and how many bytes have been read.

use std::cell::Cell;
use std::fmt;

use serde_core::de::{Error, Visitor};

use super::{Cursor, Refused, Result};
use crate::codec::Wire;
use crate::decode::Direct;

/// The name of a newtype struct for which the text is offered.
pub(crate) const OFFER: &str = "$schemawright_wire::Offer";

/// Whether a deserializer offers its text.
#[inline]
pub(crate) fn is_offered_by<D>() -> bool {
    // The types have lifetimes, so that they have no `TypeId`.
    std::any::type_name::<D>() == std::any::type_name::<Direct<'_, '_>>()
}

/// What is kept for the thread.
#[derive(Clone, Copy)]
enum Offer {
    None,
    /// There is a text, so many objects and arrays deep.
    Open {
        depth: usize,
    },
    /// So many bytes of it have been read.
    Taken {
        bytes: usize,
    },
}

thread_local! {
    static OFFERED: Cell<Offer> = const { Cell::new(Offer::None) };
}

/// Offers the text to a type.
pub(crate) fn offer<'t, V: Visitor<'t>>(cursor: &mut Cursor<'t>, visitor: V) -> Result<V::Value> {
    OFFERED.set(Offer::Open { depth: cursor.depth() });
    let value = visitor.visit_borrowed_str::<Refused>(cursor.rest());
    match OFFERED.replace(Offer::None) {
        Offer::Taken { bytes } => {
            cursor.skip(bytes);
            value
        }
        // It is not a type of this version of the crate.
        Offer::None | Offer::Open { .. } => Err(Refused),
    }
}

/// Takes the text that is offered for a value.
fn take(place: &mut dyn Wire, text: &str) -> Result<()> {
    let Offer::Open { depth } = OFFERED.replace(Offer::None) else { return Err(Refused) };
    let mut cursor = Cursor::new(text, depth);
    cursor.read(place, false)?;
    OFFERED.set(Offer::Taken { bytes: cursor.at() });
    Ok(())
}

/// The place of a value for which the text is offered.
pub(crate) struct Taker<'a>(pub(crate) &'a mut dyn Wire);

impl<'de> Visitor<'de> for Taker<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> std::result::Result<(), E> {
        take(self.0, text).map_err(|Refused| E::custom(""))
    }
}
