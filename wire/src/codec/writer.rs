//! An encoder to JSON bytes, the format of nearly every body. It is compiled with this crate.

mod json;
mod key;
mod lend;
mod sink;
mod value;

use serde_core::ser::Serialize;

use json::Json;
pub(crate) use lend::{LOAN, Loan, is_lent_by};
use sink::Sink;

use super::Given;

/// Encodes a value, into a buffer that starts with room for this many bytes.
#[inline]
pub(crate) fn to_json<T: Serialize + ?Sized>(value: &T, room: usize) -> serde_json::Result<Vec<u8>> {
    let mut sink = Sink::with_room(room);
    value.serialize(Json::new(&mut sink))?;
    Ok(sink.finish())
}

/// The JSON text of a boolean or a number.
pub(crate) fn scalar_text(value: Given<'_>) -> serde_json::Result<String> {
    let mut sink = Sink::with_room(32);
    sink.value(value)?;
    sink.pop_comma();
    String::from_utf8(sink.finish()).map_err(serde_core::ser::Error::custom)
}
