//! Connects a type with the buffer of [`encode`](crate::encode()), through serde's traits.
//!
//! A type serializes itself with `Serialize`, which is generic over the serializer. So the type requests the buffer from the serializer of
//! `encode` with a newtype struct of a unique name, and a thread-local variable holds the buffer, which serde's traits can't pass.

use std::cell::Cell;
use std::mem::ManuallyDrop;

use serde_core::ser::{Error, Serialize, Serializer};
use serde_json::Result;

use super::json::Json;
use super::key::Raw;
use super::sink::Sink;
use crate::codec::Wire;

/// The name of the newtype struct for which the buffer is lent.
pub(crate) const LOAN: &str = "$schemawright_wire::Loan";

/// Whether a serializer lends its buffer.
#[inline]
pub(crate) fn is_lent_by<S>() -> bool {
    // The types have lifetimes, so they have no `TypeId`.
    std::any::type_name::<S>() == std::any::type_name::<Json<'_>>()
}

thread_local! {
    // Without a destructor, so that it is usable while a thread ends. It is empty except during `encode`.
    static LENT: Cell<Option<ManuallyDrop<Sink>>> = const { Cell::new(None) };
}

/// Lets a [`Loan`] write to the buffer.
pub(super) fn lend<T: Serialize + ?Sized>(sink: &mut Sink, value: &T) -> Result<()> {
    LENT.set(Some(ManuallyDrop::new(std::mem::take(sink))));
    let result = value.serialize(Raw(sink));
    if let Some(lent) = LENT.take() {
        *sink = ManuallyDrop::into_inner(lent);
    }
    result
}

/// A value that writes to the lent buffer.
pub(crate) struct Loan<'a>(pub(crate) &'a dyn Wire);

impl Loan<'_> {
    /// Writes the value. None if no buffer is lent, as with the serializer of another version of this crate.
    fn write(&self) -> Option<Result<()>> {
        let mut sink = ManuallyDrop::into_inner(LENT.take()?);
        let result = sink.value(self.0.give());
        sink.pop_comma();
        LENT.set(Some(ManuallyDrop::new(sink)));
        Some(result)
    }
}

impl Serialize for Loan<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self.write() {
            Some(Ok(())) => serializer.serialize_str(""),
            Some(Err(error)) => Err(S::Error::custom(error)),
            None => self.0.give().serialize(serializer),
        }
    }
}
