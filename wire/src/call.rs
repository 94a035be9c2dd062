//! Calls of operations: URL, headers and body, for any HTTP library to send.

mod credentials;
mod error;
mod macros;
mod url;
mod values;

use std::fmt;

use serde_core::de::DeserializeOwned;
use serde_core::ser::Serialize;

pub use credentials::{Credentials, Target};
pub use error::CallError;
pub use url::encode;
pub use values::Values;

use crate::operation::{In, Operation};
use url::Url;
use values::Value;

/// A call of an operation: its parameters and its body.
///
/// There is one generated type for each operation. This crate sends nothing.
pub trait Call: Sized {
    /// The called operation.
    const OPERATION: &'static Operation;
    /// The type of the body; `()` for an operation without one.
    type Body: Serialize;
    /// The type of the body of a successful response; `()` if it has none.
    type Answer: DeserializeOwned;

    /// Adds the values of [`Operation::parameters`], in their order, and returns the body. (One method: each call of an API has it, and every
    /// program that uses the API compiles all calls.)
    #[doc(hidden)]
    fn parts(&self, values: &mut Values) -> Option<&Self::Body>;

    /// The body, if the call has one.
    fn body(&self) -> Option<&Self::Body> {
        self.parts(&mut Values::ignored())
    }

    /// The path with its percent-encoded parameters: `/v1/users/user-test-16d9ba61`, without the query.
    ///
    /// # Errors
    /// A parameter that is empty, `.` or `..`: it would be the URL of another operation.
    fn path(&self) -> Result<String, CallError> {
        Values::of(self).and_then(|values| Url::new(Self::OPERATION, &values)).map(Url::into_path)
    }

    /// The whole URL.
    ///
    /// # Errors
    /// The errors of [`path`](Self::path), and a target that does not serve the operation.
    fn url<T: Target + ?Sized>(&self, target: &T) -> Result<String, CallError> {
        let base = target.base_url(Self::OPERATION)?;
        Values::of(self).and_then(|values| Url::new(Self::OPERATION, &values)).map(|url| url.below(base))
    }

    /// The headers: credentials, the media type of the body, and parameters of the header.
    ///
    /// # Errors
    /// A value that is not valid in a header.
    fn headers<T: Target + ?Sized>(&self, target: &T) -> Result<Vec<Header>, CallError> {
        let media_type = self.body().and(Self::OPERATION.body);
        headers(Self::OPERATION, &Values::of(self)?, media_type, target.credentials(Self::OPERATION))
    }

    /// The body as JSON; empty if the call has none.
    ///
    /// # Errors
    /// None for generated types. Other types may contain a map whose keys are not strings.
    fn json(&self) -> Result<Vec<u8>, CallError> {
        let json = self.body().map(crate::encode).transpose();
        json.map(Option::unwrap_or_default).map_err(|error| CallError::body(Self::OPERATION, error))
    }
}

/// A call whose response may be one page of several.
pub trait Paginated: Call {
    /// The cursor of the next page; `None` if this is the last one.
    fn next_cursor(answer: &Self::Answer) -> Option<&str>;

    /// Sets the cursor of the page.
    fn set_cursor(&mut self, cursor: String);

    /// The call for the page after a response to this call; `None` if there is none. An absent, `null` or empty cursor is the end.
    #[must_use]
    fn next(mut self, answer: &Self::Answer) -> Option<Self> {
        let cursor = Self::next_cursor(answer).filter(|cursor| !cursor.is_empty())?;
        self.set_cursor(cursor.to_owned());
        Some(self)
    }
}

/// A header of a request.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Header {
    /// The name, in the case of the API description.
    pub name: &'static str,
    /// The value.
    pub value: String,
    /// Whether the value must not leak, for example into a log.
    pub sensitive: bool,
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.sensitive { ".." } else { &*self.value };
        write!(f, "{}: {value}", self.name)
    }
}

fn headers(
    operation: &'static Operation,
    values: &[Value],
    media_type: Option<&'static str>,
    credentials: Option<Credentials<'_>>,
) -> Result<Vec<Header>, CallError> {
    let mut headers = Vec::new();
    if let Some(credentials) = credentials {
        headers.push(Header { name: "Authorization", value: credentials.value(), sensitive: true });
    }
    if let Some(media_type) = media_type {
        headers.push(Header { name: "Content-Type", value: media_type.to_owned(), sensitive: false });
    }
    for Value { parameter, texts } in values {
        if parameter.place == In::Header && !texts.are_none() {
            let value = texts.joined(parameter.is_exploded(), str::to_owned);
            headers.push(Header { name: parameter.name, value, sensitive: parameter.is_secret() });
        }
    }
    match headers.iter().find(|header| !is_header_value(&header.value)) {
        Some(header) => Err(CallError::header(operation, header.name)),
        None => Ok(headers),
    }
}

/// Visible ASCII, with spaces and tabs inside (RFC 9110, section 5.5). A line break would begin another header.
fn is_header_value(value: &str) -> bool {
    value.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~')) && value.trim() == value
}
