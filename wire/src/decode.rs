//! Decoding JSON, with errors that say where.

mod direct;
mod error;
mod input;
pub(crate) mod rules;
mod trace;

use std::io::Read;

use serde_core::de::{DeserializeOwned, Deserializer};
use serde_json::{Map, Value};

use crate::codec::has_infinite_number;
pub(crate) use direct::Direct;
pub use error::DecodeError;
pub(crate) use error::words_of;
use input::{Input, read_to_end};
use rules::InForce;
use trace::{Slot, Traced};

/// Decodes JSON: bytes or text, borrowed or not.
///
/// # Errors
/// Text that is not JSON, or not what the type takes, or longer than [`Decoder::MAX_LEN`].
///
/// The error names the path, and it never holds a value. For the types generated with this crate, that is so with any deserializer. [`decode`] promises
/// it for every type, also one of your own with serde's derive, and containers of them: it makes the error itself where a value has the wrong type, and it
/// withholds the text of an error that code of yours or of another crate makes, since that may quote the value.
pub fn decode<T: DeserializeOwned>(json: impl AsRef<[u8]>) -> Result<T, DecodeError> {
    Decoder::new().decode(json)
}

/// Decodes a JSON value, such as a claim of a JWT or the data of a webhook's event.
///
/// # Errors
/// A value that the type does not take. The error has no line and no column.
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
/// An object that the type does not take. The error has no line and no column.
pub fn decode_map<T: DeserializeOwned>(json: &Map<String, Value>) -> Result<T, DecodeError> {
    Decoder::new().decode_map(json)
}

/// Decodes all that a reader gives: a file, or the body of a response.
///
/// # Errors
/// As [`decode`], and what the reader fails with.
pub fn decode_reader<T: DeserializeOwned>(reader: impl Read) -> Result<T, DecodeError> {
    Decoder::new().decode_reader(reader)
}

/// Decodes with other rules than [`decode`], [`decode_value`], [`decode_map`] and [`decode_reader`] have.
///
/// All that a body holds is kept, members that no schema names too. In memory that is some ten times as long as the text where there are many
/// of them, and up to 126 times where it is small objects within one another. Whoever sends the body must not decide how much that is, so its length has a
/// limit. It is the only one on unknown members, since to drop some of them would lose data.
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
    /// The limit unless another is set: 8 MiB.
    pub const MAX_LEN: usize = 8 << 20;

    /// One with the limit [`MAX_LEN`](Self::MAX_LEN), which takes unknown members.
    #[must_use]
    pub const fn new() -> Self {
        Self { max_len: Self::MAX_LEN, deny_unknown: false }
    }

    /// Sets how many bytes a body may have; `usize::MAX` is no limit.
    #[must_use]
    pub const fn max_len(mut self, bytes: usize) -> Self {
        self.max_len = bytes;
        self
    }

    /// Refuses members that the schema does not name, instead of keeping them.
    ///
    /// For a server that takes an object from its own callers and passes it on: what they add must not go out with it. Of a free-form member
    /// (`Map<String, Value>`), every name is allowed.
    #[must_use]
    pub const fn deny_unknown(mut self) -> Self {
        self.deny_unknown = true;
        self
    }

    /// As [`decode`].
    ///
    /// # Errors
    /// Text that is not JSON, or not what the type takes, or longer than the limit.
    pub fn decode<T: DeserializeOwned>(&self, json: impl AsRef<[u8]>) -> Result<T, DecodeError> {
        let mut input = Input::new(json.as_ref(), self.max_len).map_err(DecodeError::of::<T>)?;
        let rules = InForce::new(self.deny_unknown, true);
        if let Some(value) = direct::decode(input.text()) {
            return Ok(value);
        }
        drop(rules);
        self.decode_again(&mut input)
    }

    /// Decodes what is not of a common form, or an error that has to say where it is.
    #[cold]
    #[inline(never)]
    fn decode_again<T: DeserializeOwned>(&self, input: &mut Input<'_>) -> Result<T, DecodeError> {
        let (result, doubt) = self.decode_traced(input, false);
        // A double may have been an integer of more digits, and a number beyond the doubles ends the work of the format. Then each number is read by
        // its text.
        if doubt || result.is_err() && has_infinite_number(input.text().as_bytes()) {
            return self.decode_traced(input, true).0;
        }
        result
    }

    /// Decodes, and says whether a number may have lost digits.
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

    /// As [`decode_value`].
    ///
    /// # Errors
    /// A value that the type does not take.
    pub fn decode_value<T: DeserializeOwned>(&self, json: &Value) -> Result<T, DecodeError> {
        self.decode_tree(json)
    }

    /// As [`decode_map`].
    ///
    /// # Errors
    /// An object that the type does not take.
    pub fn decode_map<T: DeserializeOwned>(&self, json: &Map<String, Value>) -> Result<T, DecodeError> {
        self.decode_tree(json)
    }

    /// Decodes what is JSON already, and no longer a text.
    fn decode_tree<'de, T, D>(&self, json: D) -> Result<T, DecodeError>
    where
        T: DeserializeOwned,
        D: Deserializer<'de, Error = serde_json::Error>,
    {
        // The numbers of a value are no longer a text.
        let _rules = InForce::new(self.deny_unknown, true);
        let (slot, mut carried) = (Slot::default(), None);
        let result = T::deserialize(Traced::new(json, &slot, &mut carried));
        result.map_err(|error| DecodeError::of::<T>(error.into_problem(carried.as_ref())))
    }

    /// As [`decode_reader`]: no more is read than the limit, and one byte. The copy of the body is wiped.
    ///
    /// # Errors
    /// As [`decode`](Self::decode), and what the reader fails with.
    pub fn decode_reader<T: DeserializeOwned>(&self, mut reader: impl Read) -> Result<T, DecodeError> {
        let json = read_to_end(&mut reader, self.max_len).map_err(DecodeError::of::<T>)?;
        self.decode(json.as_slice())
    }
}
