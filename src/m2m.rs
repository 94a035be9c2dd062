//! Machine-to-machine clients: their management, and the tokens with which services authenticate to each other.
//!
//! [`v1`] has the requests that create, change and delete clients. A client requests a token with a [`TokenRequest`]. The receiver of the
//! token verifies its signature as that of a [session JWT](crate::jwt), decodes it as [`AccessTokenClaims`], and checks its scopes.
//!
//! ```
//! use stytch_types::m2m::{AccessTokenClaims, TokenRequest, TokenResponse};
//!
//! let request = TokenRequest::new("m2m-client-test-1", "example-secret").scopes(["read:users"]);
//! assert_eq!(
//!     request.url_at("https://test.stytch.com", "project-test-1")?,
//!     "https://test.stytch.com/v1/public/project-test-1/oauth2/token"
//! );
//! assert_eq!(
//!     request.form(),
//!     "grant_type=client_credentials&client_id=m2m-client-test-1&client_secret=example-secret&scope=read%3Ausers"
//! );
//!
//! let body = r#"{"access_token": "eyJ…", "expires_in": 3600, "token_type": "bearer", "status_code": 200}"#;
//! let answer: TokenResponse = stytch_types::decode_response(200u16, body)?;
//! assert_eq!(answer.expires_in, 3600);
//!
//! let claims = r#"{"iss": "stytch.com/project-test-1", "aud": ["project-test-1"], "sub": "m2m-client-test-1", "iat": 1767632400,
//!     "nbf": 1767632400, "exp": 1767636000, "scope": "read:* write:reports"}"#;
//! let claims: AccessTokenClaims = stytch_types::decode(claims)?;
//! claims.require_scopes(["read:users", "write:reports"])?;
//! assert!(!claims.has_scope("write:users"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod claims;
mod scope;
mod token;

pub use claims::{AccessTokenClaims, MissingScope};
pub use scope::is_held;
#[cfg(feature = "m2m-v1")]
pub use stytch_types_generated::m2m::v1;
pub use token::{TokenRequest, TokenResponse};
