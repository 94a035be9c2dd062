//! Claims of the JWTs that Stytch signs, and checks of their issuer, audience and times.
//!
//! With a session JWT, a backend identifies its user without a call to the API. It is valid for five minutes. Three steps lead from the
//! text of a JWT to a [`Session`](crate::session::v1::Session):
//!
//! 1. A JWT crate verifies the signature (RS256), with the key of the project that the `kid` in the JWT's header names. The keys are the
//!    response to `GET /v1/sessions/jwks/{project_id}`, [`GetJWKSResponse`](crate::session::v1::GetJWKSResponse). They change rarely, so a
//!    program can keep them.
//! 2. [`Checks`] compares issuer, audience and times with the expected ones, at a time that the caller gives.
//! 3. [`SessionClaims::session`] returns the session.
//!
//! With the crate `jsonwebtoken` (`examples/programs/src/bin/session_jwt.rs` is the whole program):
//!
//! ```ignore
//! use std::error::Error;
//!
//! use jsonwebtoken::{Algorithm, DecodingKey, Validation};
//! use stytch_types::jwt::{Checks, SessionClaims};
//! use stytch_types::session::v1::{GetJWKSResponse, Session};
//! use stytch_types::wire::Timestamp;
//!
//! /// The session of a JWT that the project has signed for itself, and that has not expired.
//! pub fn session(jwt: &str, keys: &GetJWKSResponse, checks: &Checks, now: Timestamp) -> Result<Session, Box<dyn Error>> {
//!     let kid = jsonwebtoken::decode_header(jwt)?.kid.ok_or("the JWT does not name its key")?;
//!     let key = keys.keys.iter().find(|key| key.kid == kid).ok_or("the project has no such key")?;
//!     let key = DecodingKey::from_rsa_components(&key.n, &key.e)?;
//!
//!     // Only the signature is verified here: `Checks` does the rest, with the given time.
//!     let mut signature = Validation::new(Algorithm::RS256);
//!     signature.validate_exp = false;
//!     signature.validate_aud = false;
//!     signature.required_spec_claims.clear();
//!     let claims = jsonwebtoken::decode::<SessionClaims>(jwt, &key, &signature)?.claims;
//!
//!     checks.check(&claims.registered, now)?;
//!     Ok(claims.into_session())
//! }
//! ```
//!
//! The custom claims of a project can have a type of their own:
//!
//! ```
//! # use stytch_types::jwt::SessionClaims;
//! #[derive(serde::Deserialize)]
//! struct Plan {
//!     tier: String,
//! }
//!
//! # let claims = r#"{"iss": "stytch.com/project-test-1", "aud": ["project-test-1"], "sub": "user-test-1", "iat": 1, "nbf": 1, "exp": 301,
//! #     "https://stytch.com/session": {"id": "session-test-1", "authentication_factors": []}, "tier": "gold"}"#;
//! let claims: SessionClaims<Plan> = stytch_types::decode(claims)?;
//! assert_eq!(claims.custom.tier, "gold");
//! # Ok::<(), stytch_types::DecodeError>(())
//! ```

mod checks;
mod claims;
#[cfg(feature = "b2b-session-v1")]
mod member;
mod registered;
#[cfg(feature = "session-v1")]
mod session;

pub use checks::{Checks, ClaimsError};
#[cfg(feature = "b2b-session-v1")]
pub use member::MemberSessionClaims;
pub use registered::RegisteredClaims;
#[cfg(feature = "session-v1")]
pub use session::SessionClaims;

pub(crate) use claims::{Claims, ShownClaims};
