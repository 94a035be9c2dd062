//! Connects a deserializer of JSON text with the decoder of this module, through serde's traits.
//!
//! A type decodes itself with `Deserialize`, which is generic over the deserializer. So the deserializer offers the rest of its text as a
//! borrowed string, and the type decodes its value from the start of it. Serde's traits can't pass the other values, so a thread-local
//! variable does: the depth of the position, and the number of decoded bytes.

use std::cell::Cell;
use std::fmt;

use serde_core::de::{Error, Visitor};

use super::direct::Direct;
use super::{Cursor, Refused, Result};
use crate::codec::Wire;

/// The name of the newtype struct for which the text is offered.
pub(crate) const OFFER: &str = "$schemawright_wire::Offer";

/// Whether a deserializer offers its text.
#[inline]
pub(crate) fn is_offered_by<D>() -> bool {
    // The types have lifetimes, so they have no `TypeId`.
    std::any::type_name::<D>() == std::any::type_name::<Direct<'_, '_>>()
}

/// The thread-local state.
#[derive(Clone, Copy)]
enum Offer {
    None,
    /// A text is offered, at this depth.
    Open {
        depth: usize,
    },
    /// This many bytes of it have been decoded.
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
        // The type is not from this version of the crate.
        Offer::None | Offer::Open { .. } => Err(Refused),
    }
}

/// Decodes a value from the offered text.
fn take(place: &mut dyn Wire, text: &str) -> Result<()> {
    let Offer::Open { depth } = OFFERED.replace(Offer::None) else { return Err(Refused) };
    let mut cursor = Cursor::new(text, depth);
    cursor.read(place)?;
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
