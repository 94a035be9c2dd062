//! Reads a response or an error.

use std::error::Error;
use std::fmt;

use schemawright_wire::serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value;
use stytch_types_generated::error::ErrorType;
use stytch_types_generated::ids::RequestId;

use super::{ApiError, ERROR};
use crate::{DecodeError, decode};

/// Reads the response to a call: the requested body, or an error.
///
/// The status is a number such as `200u16`, or the type of an HTTP library for it: `reqwest::StatusCode`, `http::StatusCode`. A body with
/// the `status_code` of an error is an error, whatever the status of the response.
///
/// ```
/// use stytch_types::error::{ResponseError, decode_response};
/// use stytch_types::session::v1::RevokeResponse;
///
/// let answer: RevokeResponse = decode_response(200u16, r#"{"request_id": "request-id-test-1", "status_code": 200}"#)?;
/// assert_eq!(answer.request_id.as_str(), "request-id-test-1");
///
/// let page = decode_response::<RevokeResponse>(502u16, "<html>502 Bad Gateway</html>").unwrap_err();
/// assert_eq!(page.to_string(), "the answer is not JSON: status 502, 28 bytes");
/// # Ok::<(), ResponseError>(())
/// ```
///
/// # Errors
/// An error of the API; a body that is not JSON, that the type rejects, or that is longer than
/// [`Decoder::MAX_LEN`](crate::Decoder::MAX_LEN).
pub fn decode_response<T: DeserializeOwned>(
    status: impl Into<u16>,
    body: impl AsRef<[u8]>,
) -> Result<T, ResponseError> {
    let body = body.as_ref();
    match failure(status.into(), body) {
        Some(error) => Err(error),
        None => decode(body).map_err(ResponseError::Decode),
    }
}

/// The reason why there is no response of the requested type.
///
/// No variant contains the text of a body, because it may contain a token.
#[derive(Debug)]
#[non_exhaustive]
pub enum ResponseError {
    /// The API rejected the call, or failed.
    Api(ApiError),
    /// The call succeeded, and the type rejects the response.
    Decode(DecodeError),
    /// The response does not come from the API, but for example from a proxy.
    NotJson {
        /// The HTTP status.
        status: u16,
        /// The length of the body in bytes.
        len: usize,
    },
}

impl ResponseError {
    /// The error of the API, if it is one.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The type of the API's error, if it is one.
    #[must_use]
    pub fn error_type(&self) -> Option<&ErrorType> {
        self.api().map(|error| &error.error_type)
    }

    /// The id of the request, if the error contains it.
    #[must_use]
    pub fn request_id(&self) -> Option<&RequestId> {
        self.api()?.request_id.as_ref()
    }

    /// The status of the response, if it is an error or not JSON; none after a success.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => error.status_code,
            Self::Decode(_) => None,
            Self::NotJson { status, .. } => Some(*status),
        }
    }
}

impl From<ApiError> for ResponseError {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl From<DecodeError> for ResponseError {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::NotJson { status, len: 1 } => write!(f, "the answer is not JSON: status {status}, 1 byte"),
            Self::NotJson { status, len } => write!(f, "the answer is not JSON: status {status}, {len} bytes"),
        }
    }
}

impl Error for ResponseError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // `Display` already shows this error.
            Self::Api(_) | Self::NotJson { .. } => None,
            Self::Decode(error) => error.source(),
        }
    }
}

/// The error in a response, if it is one. It does not depend on the requested type, so it is compiled once.
fn failure(status: u16, body: &[u8]) -> Option<ResponseError> {
    let Ok(Outline { status_code }) = serde_json::from_slice(body) else {
        return Some(ResponseError::NotJson { status, len: body.len() });
    };
    let is_error = status >= ERROR || status_code.is_some_and(|code| code >= i64::from(ERROR));
    if !is_error {
        return None;
    }
    let body = serde_json::from_slice(body).unwrap_or(Value::Null);
    Some(ResponseError::Api(ApiError::of_answer(status, body)))
}

/// The properties of a body that are checked before it is decoded: that it is JSON, and its status.
struct Outline {
    status_code: Option<i64>,
}

impl<'de> Deserialize<'de> for Outline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OutlineVisitor)
    }
}

struct OutlineVisitor;

impl<'de> Visitor<'de> for OutlineVisitor {
    type Value = Outline;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Outline, A::Error> {
        let mut status_code = None;
        while let Some(is_status) = object.next_key_seed(IsStatus)? {
            if is_status {
                status_code = object.next_value::<Value>()?.as_i64();
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Outline { status_code })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<Outline, A::Error> {
        IgnoredAny.visit_seq(array).map(|_| Outline { status_code: None })
    }

    fn visit_str<E>(self, _: &str) -> Result<Outline, E> {
        Ok(Outline { status_code: None })
    }

    fn visit_bool<E>(self, _: bool) -> Result<Outline, E> {
        Ok(Outline { status_code: None })
    }

    fn visit_u64<E>(self, _: u64) -> Result<Outline, E> {
        Ok(Outline { status_code: None })
    }

    fn visit_i64<E>(self, _: i64) -> Result<Outline, E> {
        Ok(Outline { status_code: None })
    }

    fn visit_f64<E>(self, _: f64) -> Result<Outline, E> {
        Ok(Outline { status_code: None })
    }

    fn visit_unit<E>(self) -> Result<Outline, E> {
        Ok(Outline { status_code: None })
    }
}

/// Whether the name of a member is `status_code`.
struct IsStatus;

impl<'de> DeserializeSeed<'de> for IsStatus {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for IsStatus {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E>(self, name: &str) -> Result<bool, E> {
        Ok(name == "status_code")
    }
}
