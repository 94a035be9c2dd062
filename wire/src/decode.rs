//! Decoding JSON, with errors that name the path.

mod error;
mod input;
mod trace;

use std::io::Read;

use serde_core::de::{DeserializeOwned, Deserializer};
use serde_json::{Map, Value};

use crate::codec::has_infinite_number;
use crate::codec::json::direct;
use crate::rules::InForce;
pub use error::DecodeError;
use input::{Input, read_to_end};
use trace::{Slot, Traced};

/// Decodes JSON: bytes or text, borrowed or not.
///
/// # Errors
/// Text that is not JSON, that the type rejects, or that is longer than [`Decoder::MAX_LEN`].
///
/// The error names the path and never contains a value. For generated types, this applies with any deserializer. [`decode`] guarantees it for every type, also
/// for types with serde's derive and containers of them: it creates the error for a wrong type itself, and withholds the text of errors of other code, which may
/// quote the value.
#[inline]
pub fn decode<T: DeserializeOwned>(json: impl AsRef<[u8]>) -> Result<T, DecodeError> {
    Decoder::new().decode(json)
}

/// Decodes a JSON value, such as a claim of a JWT or the data of a webhook's event.
///
/// # Errors
/// A value that the type rejects. The error has no line and no column.
pub fn decode_value<T: DeserializeOwned>(json: &Value) -> Result<T, DecodeError> {
    Decoder::new().decode_value(json)
}

/// Decodes a JSON object, such as the custom claims of a session or the metadata of a user.
///
/// ```
/// use std::collections::BTreeMap;
///
/// let claims = schemawright_wire::claims! { "seats": 3 };
/// let counts: BTreeMap<String, u32> = schemawright_wire::decode_map(&claims)?;
/// assert_eq!(counts["seats"], 3);
/// # Ok::<(), schemawright_wire::DecodeError>(())
/// ```
///
/// # Errors
/// An object that the type rejects. The error has no line and no column.
pub fn decode_map<T: DeserializeOwned>(json: &Map<String, Value>) -> Result<T, DecodeError> {
    Decoder::new().decode_map(json)
}

/// Decodes the content of a reader: a file, or the body of a response.
///
/// # Errors
/// The errors of [`decode`], and errors of the reader.
pub fn decode_reader<T: DeserializeOwned>(reader: impl Read) -> Result<T, DecodeError> {
    Decoder::new().decode_reader(reader)
}

/// Decodes with options that [`decode`], [`decode_value`], [`decode_map`] and [`decode_reader`] do not have.
///
/// Everything in a body is kept, including unknown members. In memory, many of them take about ten times the length of the text, and small nested objects take up
/// to 126 times. The sender must not control this, so the length of a body has a limit. There is no other limit on unknown members, because dropping some would
/// lose data.
#[derive(Clone, Copy, Debug)]
pub struct Decoder {
    max_len: usize,
    deny_unknown: bool,
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

impl Decoder {
    /// The default limit: 8 MiB.
    pub const MAX_LEN: usize = 8 << 20;

    /// A decoder with the limit [`MAX_LEN`](Self::MAX_LEN), which keeps unknown members.
    #[must_use]
    pub const fn new() -> Self {
        Self { max_len: Self::MAX_LEN, deny_unknown: false }
    }

    /// Sets the maximum number of bytes of a body; `usize::MAX` means no limit.
    #[must_use]
    pub const fn max_len(mut self, bytes: usize) -> Self {
        self.max_len = bytes;
        self
    }

    /// Rejects unknown members instead of keeping them.
    ///
    /// For a server that accepts an object from its own callers and sends it on: members that a caller adds must not be sent. In a free-form field
    /// (`Map<String, Value>`), every name is allowed.
    #[must_use]
    pub const fn deny_unknown(mut self) -> Self {
        self.deny_unknown = true;
        self
    }

    /// Decodes as [`decode`] does.
    ///
    /// # Errors
    /// Text that is not JSON, that the type rejects, or that is longer than the limit.
    #[inline]
    pub fn decode<T: DeserializeOwned>(&self, json: impl AsRef<[u8]>) -> Result<T, DecodeError> {
        let mut input = Input::new(json.as_ref(), self.max_len).map_err(DecodeError::of::<T>)?;
        let rules = InForce::new(self.deny_unknown, true);
        if let Some(value) = direct::decode(input.text()) {
            return Ok(value);
        }
        drop(rules);
        self.decode_again(&mut input)
    }

    /// Decodes with `serde_json`: forms that the fast decoder does not support, and errors, which need a place.
    #[cold]
    #[inline]
    fn decode_again<T: DeserializeOwned>(&self, input: &mut Input<'_>) -> Result<T, DecodeError> {
        let (result, doubt) = self.decode_traced(input, false);
        // A double may have been a number with more digits, and a number outside the range of doubles is an error of the format. In these
        // cases, each number is read from its text.
        if doubt || result.is_err() && has_infinite_number(input.text().as_bytes()) {
            return self.decode_traced(input, true).0;
        }
        result
    }

    /// Decodes, and returns whether a number may have lost digits.
    #[cold]
    #[inline]
    fn decode_traced<T: DeserializeOwned>(
        &self,
        input: &mut Input<'_>,
        by_text: bool,
    ) -> (Result<T, DecodeError>, bool) {
        input.rewind();
        let (slot, mut carried) = (Slot::default(), None);
        let rules = InForce::new(self.deny_unknown, !by_text);
        let result = T::deserialize(Traced::new(input.deserializer(), &slot, &mut carried));
        let doubt = rules.doubt();
        drop(rules);
        let result = match result {
            Ok(value) => input.end().map(|()| value).map_err(DecodeError::of::<T>),
            Err(error) => Err(DecodeError::of::<T>(input.explain(error, carried.as_ref()))),
        };
        (result, doubt)
    }

    /// Decodes as [`decode_value`] does.
    ///
    /// # Errors
    /// A value that the type rejects.
    pub fn decode_value<T: DeserializeOwned>(&self, json: &Value) -> Result<T, DecodeError> {
        self.decode_tree(json)
    }

    /// Decodes as [`decode_map`] does.
    ///
    /// # Errors
    /// An object that the type rejects.
    pub fn decode_map<T: DeserializeOwned>(&self, json: &Map<String, Value>) -> Result<T, DecodeError> {
        self.decode_tree(json)
    }

    /// Decodes a JSON value instead of a text.
    fn decode_tree<'de, T, D>(&self, json: D) -> Result<T, DecodeError>
    where
        T: DeserializeOwned,
        D: Deserializer<'de, Error = serde_json::Error>,
    {
        // The numbers of a value no longer have a text.
        let _rules = InForce::new(self.deny_unknown, true);
        let (slot, mut carried) = (Slot::default(), None);
        let result = T::deserialize(Traced::new(json, &slot, &mut carried));
        result.map_err(|error| DecodeError::of::<T>(error.into_problem(carried.as_ref())))
    }

    /// Decodes as [`decode_reader`] does. It reads at most one byte more than the limit, and erases its copy of the body.
    ///
    /// # Errors
    /// The errors of [`decode`](Self::decode), and errors of the reader.
    pub fn decode_reader<T: DeserializeOwned>(&self, mut reader: impl Read) -> Result<T, DecodeError> {
        let json = read_to_end(&mut reader, self.max_len).map_err(DecodeError::of::<T>)?;
        self.decode(json.as_slice())
    }
}
