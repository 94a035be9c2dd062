//! Decoding with errors that say where.

use std::error::Error;
use std::fmt;
use std::io::{self, Read};

use serde_json::Value;
use serde_path_to_error::{Path, Segment};
use stytch_wire::codec::without_values;
use stytch_wire::serde::de::{DeserializeOwned, IgnoredAny};

/// Decodes JSON: bytes or text, borrowed or not.
///
/// ```
/// use stytch_types::session::v1::JWK;
///
/// let error = stytch_types::decode::<Vec<JWK>>(r#"[{"kty": 1}]"#).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "can't decode Vec<JWK>: `[0].kty` of JWK: invalid type: integer, expected a string, at line 1 column 10"
/// );
/// ```
///
/// What decodes at once costs nothing more than with `serde_json`. What does not is read a second time to find out where it failed.
///
/// # Errors
/// Text that is not JSON, or not what the type takes, or longer than [`Decoder::MAX_LEN`].
pub fn decode<T: DeserializeOwned>(json: impl AsRef<[u8]>) -> Result<T, DecodeError> {
    Decoder::new().decode(json)
}

/// Decodes a JSON value, such as a claim of a JWT or the data of a webhook's event.
///
/// # Errors
/// A value that the type does not take. The error has no line and no column.
pub fn decode_value<T: DeserializeOwned>(json: &Value) -> Result<T, DecodeError> {
    T::deserialize(json).map_err(|error| {
        let tracked = serde_path_to_error::deserialize::<_, T>(json);
        located::<T>(tracked, &error)
    })
}

/// Decodes all that a reader gives: a file, or the body of a response.
///
/// # Errors
/// As [`decode`], and what the reader fails with.
pub fn decode_reader<T: DeserializeOwned>(reader: impl Read) -> Result<T, DecodeError> {
    Decoder::new().decode_reader(reader)
}

/// Decodes with another limit than [`decode`] and [`decode_reader`] have.
///
/// All that a body holds is kept, members that no schema names too. In memory that is some ten times as long as the text where there are many
/// of them, and up to 126 times where it is small objects within one another (`docs/codec.md` has the figures). Whoever sends the body must
/// not decide how much that is, so its length has a limit; it is the only one on unknown members, since to drop some of them would lose data.
///
/// ```
/// use stytch_types::Decoder;
/// use stytch_types::user::v1::Name;
///
/// let decoder = Decoder::new().max_len(30);
/// assert!(decoder.decode::<Name>(r#"{"first_name": "Ada"}"#).is_ok());
/// assert_eq!(
///     decoder.decode::<Name>(r#"{"first_name": "Augusta Ada King"}"#).unwrap_err().to_string(),
///     "can't decode Name: more than 30 bytes, the limit (`Decoder::max_len` sets another)"
/// );
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Decoder {
    max_len: usize,
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

impl Decoder {
    /// The limit unless another is set: 8 MiB. A thousand users, the most that an answer of Stytch's holds, come to some 3 MB.
    pub const MAX_LEN: usize = 8 << 20;

    /// One with the limit [`MAX_LEN`](Self::MAX_LEN).
    #[must_use]
    pub const fn new() -> Self {
        Self { max_len: Self::MAX_LEN }
    }

    /// Sets how many bytes a body may have; `usize::MAX` is no limit.
    #[must_use]
    pub const fn max_len(mut self, bytes: usize) -> Self {
        self.max_len = bytes;
        self
    }

    /// As [`decode`].
    ///
    /// # Errors
    /// Text that is not JSON, or not what the type takes, or longer than the limit.
    pub fn decode<T: DeserializeOwned>(&self, json: impl AsRef<[u8]>) -> Result<T, DecodeError> {
        let json = json.as_ref();
        if json.len() > self.max_len {
            return Err(self.too_long::<T>());
        }
        // Checked once as a whole, and not string by string: that is a tenth of the time.
        let read = match std::str::from_utf8(json) {
            Ok(text) => serde_json::from_str(text),
            Err(_) => serde_json::from_slice(json),
        };
        read.map_err(|error| explain::<T>(json, &error))
    }

    /// As [`decode_reader`]: no more is read than the limit, and one byte.
    ///
    /// # Errors
    /// As [`decode`](Self::decode), and what the reader fails with.
    pub fn decode_reader<T: DeserializeOwned>(&self, reader: impl Read) -> Result<T, DecodeError> {
        let mut json = Vec::new();
        let limit = u64::try_from(self.max_len).unwrap_or(u64::MAX).saturating_add(1);
        match reader.take(limit).read_to_end(&mut json) {
            Ok(_) => self.decode(json),
            Err(error) => {
                let reason = format!("can't read the input: {error}");
                Err(DecodeError { source: Some(error), ..DecodeError::of_whole::<T>(reason) })
            }
        }
    }

    #[cold]
    fn too_long<T>(&self) -> DecodeError {
        let limit = self.max_len;
        DecodeError::of_whole::<T>(format!("more than {limit} bytes, the limit (`Decoder::max_len` sets another)"))
    }
}

/// Why something did not decode, and where.
///
/// ```text
/// can't decode Session: `authentication_factors[1].type` of AuthenticationFactor: invalid type: number,
/// expected a string (AuthenticationFactorType), at line 6 column 12
/// ```
///
/// It never quotes a value, only names of members: a token may stand where none was expected. For the same reason it does not
/// carry the error of `serde_json`, which quotes, as its source.
pub struct DecodeError {
    target: String,
    place: Located,
    source: Option<io::Error>,
}

/// A reason without values, and its place.
struct Located {
    path: String,
    reason: String,
    line_column: Option<(usize, usize)>,
}

impl DecodeError {
    /// An error that has no place in the input.
    fn of_whole<T>(reason: String) -> Self {
        let place = Located { path: String::new(), reason, line_column: None };
        Self { target: type_name::<T>(), place, source: None }
    }

    /// The path of what did not decode, `authentication_factors[1].type`; empty for the whole input. A member that is missing is named too.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.place.path
    }

    /// The type that was to be decoded, without its modules: `Session`, `Vec<Session>`.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// Where in the text, both from 1; the column counts bytes. A [`Value`] has no lines.
    #[must_use]
    pub fn line_column(&self) -> Option<(usize, usize)> {
        self.place.line_column
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "can't decode {}: {}", self.target, self.place.reason)?;
        match self.place.line_column {
            Some((line, column)) => write!(f, ", at line {line} column {column}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What `unwrap` and `main` print.
        write!(f, "{self}")
    }
}

impl Error for DecodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|error| error as _)
    }
}

#[cold]
fn explain<T: DeserializeOwned>(json: &[u8], error: &serde_json::Error) -> DecodeError {
    // Text that ends too early fails in some member or other; that it is not JSON at all says more.
    if let Err(error) = serde_json::from_slice::<IgnoredAny>(json) {
        let place = Located {
            path: String::new(),
            reason: format!("not JSON: {}", without_position(&error)),
            line_column: line_column(&error),
        };
        return DecodeError { target: type_name::<T>(), place, source: None };
    }
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    located::<T>(serde_path_to_error::deserialize(&mut deserializer), error)
}

/// The error of the second pass. Should that one succeed (which takes a type that decodes by mood), the first error stands, without a path.
fn located<T>(
    tracked: Result<T, serde_path_to_error::Error<serde_json::Error>>,
    first: &serde_json::Error,
) -> DecodeError {
    let (path, error) = match &tracked {
        Err(error) => (segments(error.path()), error.inner()),
        Ok(_) => (String::new(), first),
    };
    let (path, reason) = tell(path, &without_values(&without_position(error)));
    let place = Located { path, reason, line_column: line_column(error) };
    DecodeError { target: type_name::<T>(), place, source: None }
}

/// Puts the whole path where the codec names a member, and adds to the path the member that is missing.
fn tell(path: String, reason: &str) -> (String, String) {
    let known = reason.strip_prefix("member `").map(|rest| ("", rest));
    let unknown = reason.strip_prefix("unknown member `").map(|rest| ("unknown member ", rest));
    if let Some((begin, (name, rest))) =
        known.or(unknown).and_then(|(begin, rest)| Some((begin, rest.split_once('`')?)))
    {
        // "member `a` of T: …" speaks of a value that the path leads to; the others, such as "member `a` of T is missing", of an object.
        let path = if begin.is_empty() && rest.contains(": ") { path } else { joined(path, name) };
        let reason = format!("{begin}`{path}`{rest}");
        return (path, reason);
    }
    let reason = if path.is_empty() { reason.to_owned() } else { format!("`{path}`: {reason}") };
    (path, reason)
}

/// The path in the notation of a program: `authentication_factors[1].type`.
fn segments(path: &Path) -> String {
    path.iter().fold(String::new(), |path, segment| match segment {
        Segment::Seq { index } => format!("{path}[{index}]"),
        Segment::Map { key } | Segment::Enum { variant: key } => joined(path, key),
        Segment::Unknown => format!("{path}[?]"),
    })
}

fn joined(path: String, name: &str) -> String {
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@'));
    match (plain, path.is_empty()) {
        (true, true) => name.to_owned(),
        (true, false) => format!("{path}.{name}"),
        (false, _) => format!("{path}[{name:?}]"),
    }
}

/// `at line 6 column 12` stands in the text of `serde_json`'s errors; ours has it in a place of its own.
fn without_position(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(at) if error.line() > 0 => text[..at].to_owned(),
        _ => text,
    }
}

fn line_column(error: &serde_json::Error) -> Option<(usize, usize)> {
    // Column 0 is the end of the line before: where the parser stood before it read anything of a line.
    (error.line() > 0).then(|| (error.line(), error.column().max(1)))
}

/// The name of a type without its modules: `Vec<Session>`.
fn type_name<T>() -> String {
    let full = std::any::type_name::<T>();
    let mut name = String::new();
    for part in full.split_inclusive(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':'))) {
        name.push_str(part.rsplit_once("::").map_or(part, |(_, last)| last));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{joined, type_name};

    #[test]
    fn odd_names_are_quoted_in_paths() {
        assert_eq!(joined("a".to_owned(), "x5t#S256"), r#"a["x5t#S256"]"#);
        assert_eq!(joined(String::new(), ""), r#"[""]"#);
        assert_eq!(joined("a[0]".to_owned(), "b"), "a[0].b");
    }

    #[test]
    fn types_without_modules() {
        assert_eq!(type_name::<Vec<Option<std::string::String>>>(), "Vec<Option<String>>");
        assert_eq!(type_name::<(u8, [std::time::Duration; 2])>(), "(u8, [Duration; 2])");
    }
}
