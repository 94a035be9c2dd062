//! The body of an error.

use std::error::Error;
use std::fmt;

use schemawright_wire::UnknownFields;
use schemawright_wire::serde::de::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use stytch_types_generated::error::ErrorType;
use stytch_types_generated::ids::RequestId;

use super::ERROR;
use crate::members::Members;

/// An error of the API, as its body describes it.
///
/// The OAuth endpoints use other names for three members, `error`, `error_description` and `error_uri`; they decode into the same fields.
///
/// `Display` shows the status, the type, the message and the id of the request. `Debug` does not show the values of `error_details` and of
/// unknown members.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct ApiError {
    /// The HTTP status. [`decode_response`](super::decode_response) takes it from the response if the body has none.
    pub status_code: Option<u16>,
    /// The id of the call. Stytch's support asks for it.
    pub request_id: Option<RequestId>,
    /// The kind of error, for programs. Empty if the body does not have one, such as the body of a gateway.
    pub error_type: ErrorType,
    /// The message, for developers. It may repeat values of the request, such as an email address.
    pub error_message: Option<String>,
    /// The page of Stytch's docs about the type.
    pub error_url: Option<String>,
    /// Details for some types, such as the weaknesses of a password.
    pub error_details: Option<Box<Map<String, Value>>>,
    /// The other members of the body, and members of a wrong JSON type.
    pub unknown_fields: UnknownFields,
}

impl ApiError {
    /// An error with only a type, for tests of code that handles errors.
    #[must_use]
    pub fn new(error_type: impl Into<ErrorType>) -> Self {
        Self {
            status_code: None,
            request_id: None,
            error_type: error_type.into(),
            error_message: None,
            error_url: None,
            error_details: None,
            unknown_fields: UnknownFields::new(),
        }
    }

    /// Reads the body of a response with an HTTP status. It never fails: a member with an invalid value is kept as unknown.
    pub(super) fn of_answer(status: u16, body: Value) -> Self {
        let Value::Object(object) = body else { return Self { status_code: Some(status), ..Self::new("") } };
        let mut members = Members::new("ApiError", object);
        let error_type = members.fitting("error_type").or_else(|| members.fitting("error"));
        let mut error = Self::of(error_type.unwrap_or_else(|| "".into()), members);
        // A body may have the status of a success, although the response has that of an error.
        error.status_code = error.status_code.filter(|code| *code >= ERROR).or(Some(status));
        error
    }

    fn of(error_type: ErrorType, mut members: Members) -> Self {
        let mut error = Self {
            status_code: members.fitting("status_code"),
            request_id: members.fitting("request_id"),
            error_message: members.fitting("error_message").or_else(|| members.fitting("error_description")),
            error_url: members.fitting("error_url").or_else(|| members.fitting("error_uri")),
            error_details: members.fitting("error_details").map(Box::new),
            ..Self::new(error_type)
        };
        error.unknown_fields = members.into_unknown();
        error
    }
}

impl<'de> Deserialize<'de> for ApiError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut members = Members::read("ApiError", deserializer)?;
        let error_type = match members.fitting("error") {
            Some(error) if !members.has("error_type") => error,
            _ => members.required("error_type")?,
        };
        Ok(Self::of(error_type, members))
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the API answered with ")?;
        match self.status_code {
            Some(status) => write!(f, "status {status}")?,
            None => f.write_str("an error")?,
        }
        match self.error_type.as_str() {
            "" => f.write_str(", without a type")?,
            error_type => write!(f, ", {error_type}")?,
        }
        if let Some(message) = &self.error_message {
            write!(f, ": {message}")?;
        }
        match &self.request_id {
            Some(request_id) => write!(f, " ({request_id})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = self.error_details.as_ref().map(|details| details.keys().collect::<Vec<_>>());
        f.debug_struct("ApiError")
            .field("status_code", &self.status_code)
            .field("request_id", &self.request_id)
            .field("error_type", &self.error_type)
            .field("error_message", &self.error_message)
            .field("error_url", &self.error_url)
            .field("error_details", &details)
            .field("unknown_fields", &self.unknown_fields)
            .finish()
    }
}

impl Error for ApiError {}
