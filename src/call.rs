//! Calls of operations: the request to send, and how to read the response, for any HTTP library.
//!
//! There is a type for each operation, with its name in Stytch's docs and SDKs, in the module of its response: `PUT /v1/users/{user_id}` is
//! [`user::v1::Update`](crate::user::v1::Update). [`operations`](crate::operations) lists all of them. It contains the parameters and the
//! body; [`Project`] contains the host and the credentials. The request is available as plain values, or as an `http::Request` (feature
//! `http`).
//!
//! ```
//! # #[cfg(feature = "user-v1")] {
//! use stytch_types::call::{Call, Project};
//! use stytch_types::user::v1::{Name, Update, UpdateRequest};
//!
//! let project = Project::new("project-test-1", "secret-test-1");
//! let call = Update::new("user-test-1", UpdateRequest::new().name(Name::new().first_name("Ada")));
//!
//! assert_eq!(Update::OPERATION.method, "PUT");
//! assert_eq!(call.url(&project)?, "https://test.stytch.com/v1/users/user-test-1");
//! assert_eq!(call.json()?, br#"{"name":{"first_name":"Ada"}}"#);
//! assert_eq!(format!("{:?}", call.headers(&project)?), "[Authorization: .., Content-Type: application/json]");
//!
//! // When the response has arrived:
//! # let (status, body) = (404u16, r#"{"status_code": 404, "error_type": "user_not_found"}"#);
//! match Update::read(status, body) {
//!     Ok(answer) => println!("{}", answer.user_id),
//!     Err(error) => println!("{error}"),
//! }
//! # }
//! # Ok::<(), stytch_types::call::CallError>(())
//! ```
//!
//! An id can't lead to another operation: it is percent-encoded, and an id that is not valid as a segment of a URL is an error.
//!
//! ```
//! # #[cfg(feature = "user-v1")] {
//! use stytch_types::call::Call;
//! use stytch_types::user::v1::Get;
//!
//! assert_eq!(Get::new("x/../../b2b/organizations/y").path()?, "/v1/users/x%2F..%2F..%2Fb2b%2Forganizations%2Fy");
//! assert_eq!(
//!     Get::new("..").path().unwrap_err().to_string(),
//!     "can't call GET /v1/users/{user_id}: path parameter `user_id` is `.` or `..`, which URLs can't have as a segment"
//! );
//! # }
//! # Ok::<(), stytch_types::call::CallError>(())
//! ```
//!
//! A search may have more than one page.
//!
//! ```
//! # #[cfg(feature = "user-v1")] {
//! use stytch_types::call::{Call, Paginated};
//! use stytch_types::user::v1::{Search, SearchRequest};
//!
//! # let answer = |cursor: &str| format!(r#"{{"request_id": "", "status_code": 200, "results": [], "results_metadata": {{"total": 2, "next_cursor": "{cursor}"}}}}"#);
//! # let mut answers = [answer("abc"), answer("")].into_iter();
//! # let mut send = |_: &Search| answers.next().unwrap();
//! let mut users = Vec::new();
//! let mut call = Some(Search::new(SearchRequest::new().limit(100)));
//! while let Some(page) = call {
//!     let body = send(&page);
//!     let answer = Search::read(200u16, body)?;
//!     call = page.next(&answer);
//!     users.extend(answer.results);
//! }
//! # }
//! # Ok::<(), stytch_types::error::ResponseError>(())
//! ```

#[cfg(feature = "http")]
mod http_request;
mod project;
mod workspace;

use schemawright_wire::call::Call as WireCall;
pub use schemawright_wire::call::{CallError, Credentials, Header, Target, encode};
pub use schemawright_wire::operation::{Host, In, Operation, Parameter, Segment};
use schemawright_wire::serde::de::DeserializeOwned;

use crate::error::{ResponseError, decode_response};

pub use project::Project;
pub use workspace::Workspace;

/// A call of an operation. The types of all operations implement it.
pub trait Call: Sized {
    /// The called operation, as data.
    const OPERATION: &'static Operation;

    /// The type of a successful response.
    type Answer: DeserializeOwned;

    /// The path with its percent-encoded parameters: `/v1/users/user-test-1`, without the query.
    ///
    /// # Errors
    /// A parameter that is empty, `.` or `..`: it would be the URL of another operation.
    fn path(&self) -> Result<String, CallError>;

    /// The whole URL.
    ///
    /// # Errors
    /// The errors of [`path`](Self::path), and a target that does not serve the operation.
    fn url<T: Target + ?Sized>(&self, target: &T) -> Result<String, CallError>;

    /// The headers: credentials, the media type of the body, the session of a member.
    ///
    /// # Errors
    /// A value that is not valid in a header.
    fn headers<T: Target + ?Sized>(&self, target: &T) -> Result<Vec<Header>, CallError>;

    /// The body; empty if the call has none.
    ///
    /// # Errors
    /// None for the calls of this crate.
    fn json(&self) -> Result<Vec<u8>, CallError>;

    /// The request for an HTTP library that accepts requests of the crate `http`. Credentials and secrets in its headers are marked as
    /// sensitive.
    ///
    /// # Errors
    /// The errors of [`url`](Self::url) and [`headers`](Self::headers).
    #[cfg(feature = "http")]
    fn http_request<T: Target + ?Sized>(&self, target: &T) -> Result<http::Request<Vec<u8>>, CallError>;

    /// Reads the response. The status is a number such as `200u16`, or the type of an HTTP library for it.
    ///
    /// # Errors
    /// The errors of [`decode_response`].
    fn read(status: impl Into<u16>, body: impl AsRef<[u8]>) -> Result<Self::Answer, ResponseError>;
}

/// Every call of `schemawright-wire`, with the errors of Stytch. One import of this trait is enough.
impl<C: WireCall> Call for C {
    const OPERATION: &'static Operation = <C as WireCall>::OPERATION;
    type Answer = <C as WireCall>::Answer;

    fn path(&self) -> Result<String, CallError> {
        WireCall::path(self)
    }

    fn url<T: Target + ?Sized>(&self, target: &T) -> Result<String, CallError> {
        WireCall::url(self, target)
    }

    fn headers<T: Target + ?Sized>(&self, target: &T) -> Result<Vec<Header>, CallError> {
        WireCall::headers(self, target)
    }

    fn json(&self) -> Result<Vec<u8>, CallError> {
        WireCall::json(self)
    }

    #[cfg(feature = "http")]
    fn http_request<T: Target + ?Sized>(&self, target: &T) -> Result<http::Request<Vec<u8>>, CallError> {
        http_request::of(
            <C as WireCall>::OPERATION,
            WireCall::url(self, target)?,
            WireCall::headers(self, target)?,
            WireCall::json(self)?,
        )
    }

    fn read(status: impl Into<u16>, body: impl AsRef<[u8]>) -> Result<Self::Answer, ResponseError> {
        decode_response(status, body)
    }
}

/// A call whose response may be one page of several: the searches, the groups of a SCIM connection, the rules of fraud protection.
pub trait Paginated: Call {
    /// The cursor of the next page; `None` if this is the last one.
    fn next_cursor(answer: &Self::Answer) -> Option<&str>;

    /// The call for the page after a response to this call; `None` if there is none. An absent, `null` or empty cursor is the end.
    #[must_use]
    fn next(self, answer: &Self::Answer) -> Option<Self>;
}

impl<C: schemawright_wire::call::Paginated> Paginated for C {
    fn next_cursor(answer: &<C as Call>::Answer) -> Option<&str> {
        <C as schemawright_wire::call::Paginated>::next_cursor(answer).filter(|cursor| !cursor.is_empty())
    }

    fn next(self, answer: &<C as Call>::Answer) -> Option<Self> {
        schemawright_wire::call::Paginated::next(self, answer)
    }
}
