//! Errors of the API, and responses that may be one.
//!
//! ```
//! use stytch_types::error::{ErrorType, ResponseError};
//! use stytch_types::user::v1::GetResponse;
//!
//! let body = r#"{
//!     "status_code": 404,
//!     "request_id": "request-id-test-602e6df4",
//!     "error_type": "user_not_found",
//!     "error_message": "User could not be found.",
//!     "error_url": "https://stytch.com/docs/api/errors/404#user_not_found"
//! }"#;
//! match stytch_types::decode_response::<GetResponse>(404u16, body) {
//!     Ok(user) => panic!("{} is not there", user.user_id),
//!     Err(ResponseError::Api(error)) if error.error_type == ErrorType::UserNotFound => {
//!         assert_eq!(error.request_id.unwrap().as_str(), "request-id-test-602e6df4");
//!     }
//!     Err(error) => panic!("{error}"),
//! }
//! ```

mod answer;
mod api_error;

pub use answer::{ResponseError, decode_response};
pub use api_error::ApiError;
pub use stytch_types_generated::error::ErrorType;

/// The lowest status of an error.
const ERROR: u16 = 400;
