//! Stytch's data types: what its authentication API takes and sends, as structs and enums that decode what really comes.
//!
//! There is no client in this crate. Send the requests with the HTTP library that you have; the README shows one with `reqwest`.
//!
//! ```
//! use stytch_types::session::v1::{AuthenticationFactorType, Session};
//!
//! let body = r#"{
//!     "session_id": "session-test-fe6c042b",
//!     "user_id": "user-test-16d9ba61",
//!     "authentication_factors": [{"type": "password", "delivery_method": "knowledge"}],
//!     "expires_at": "2026-01-05T17:28:53Z"
//! }"#;
//! let session: Session = stytch_types::decode(body)?;
//! assert_eq!(session.user_id.as_str(), "user-test-16d9ba61");
//! assert_eq!(session.authentication_factors[0].type_, AuthenticationFactorType::Password);
//! # Ok::<(), stytch_types::DecodeError>(())
//! ```
//!
//! # What is where
//!
//! The modules are the namespaces of the API, with its versions; each has the requests, the responses and the objects in them.
//!
//! | for | modules |
//! | --- | --- |
//! | sessions, and the factors that they were authenticated with | [`session::v1`], [`b2b::session::v1`] |
//! | users | [`user::v1`] |
//! | organizations and their members | [`organization::v1`], [`discovery::v1`] |
//! | passwords | [`password::v1`], [`b2b::password::v1`] |
//! | magic links | [`magic::v1`], [`b2b::magic::v1`] |
//! | one-time passcodes | [`otp::v1`], [`b2b::otp::v1`] |
//! | authenticator apps, recovery codes, MFA | [`totp::v1`], [`b2b::totp::v1`], [`b2b::recovery_codes::v1`], [`b2b::mfa::v1`] |
//! | passkeys, wallets | [`webauthn::v1`], [`crypto_wallet::v1`] |
//! | login at OAuth providers, SSO, SCIM | [`oauth::v1`], [`b2b::oauth::v1`], [`sso::v1`], [`b2b::scim::v1`] |
//! | Stytch as authorization server, connected apps | [`idp::v1`], [`b2b::idp::v1`], [`connectedapps::v1`] |
//! | machines | [`m2m::v1`] |
//! | roles | [`rbac::v1`], [`b2b::rbac::v1`] |
//! | fraud, devices | [`fraud::v1`], [`device_history::v1`] |
//! | support staff | [`impersonation::v1`], [`b2b::impersonation::v1`] |
//! | the project itself | [`project::v1`], [`debug::v1`], [`attribute::v1`] |
//! | what the dashboard does | [`management`] |
//! | all operations, in a table and as data | [`operations`] |
//! | identifiers, from everywhere | [`ids`] |
//! | calls of operations: URL, headers, body, answer | [`call`] |
//! | an answer that may be an error | [`error`], [`decode_response`] |
//! | session JWTs, checked without a call | [`jwt`] |
//! | tokens of machines | [`m2m`] |
//! | what a role permits | [`rbac`] |
//! | events of webhooks | [`webhook`] |
//! | what is not generated: timestamps, secrets, unknown members | [`wire`] |
//!
//! # How to find a type
//!
//! - **By its name in Stytch's docs and SDKs**: the last part is kept letter for letter, `SAMLSSOFactor`.
//! - **By its schema's name**: type `api_session_v1_Session` into the search above. Every type has its schema's title as an alias.
//! - **By a program**: `types.json` in the package `stytch-types-generated` lists schema, Rust path and file of every type, a line each.
//!
//! # What goes over the wire
//!
//! The types implement serde's `Serialize` and `Deserialize` for self-describing formats: those that tell what comes next, as JSON and CBOR
//! do (tested with `serde_json` and `ciborium`), and `bincode` does not. [`decode`] and [`encode`] are the way to JSON: the error names the type and holds no
//! value, and most of the work is compiled with the types, not with your program.
//!
//! **Enums are open.** A value that the schema does not name is kept, prints and goes out as it came.
//!
//! ```
//! use stytch_types::session::v1::AuthenticationFactorType;
//!
//! assert_eq!(AuthenticationFactorType::from("otp"), AuthenticationFactorType::Otp);
//! let tomorrow: AuthenticationFactorType = stytch_types::decode(r#""palm""#)?;
//! assert!(matches!(tomorrow, AuthenticationFactorType::Unrecognized(_)));
//! assert_eq!(tomorrow, "palm");
//! // For input of others, which is to be checked.
//! assert!(AuthenticationFactorType::try_from_known("palm").is_err());
//! # Ok::<(), stytch_types::DecodeError>(())
//! ```
//!
//! **Ids are strings to a database.** There is no feature for one, since it would be that of one version of one crate. Bind an id by
//! [`as_str`](ids::UserId::as_str) or [`into_string`](ids::UserId::into_string), and make it `From` the column's text: with `sqlx`,
//! `.bind(user.user_id.as_str())` and `UserId::from(row.get::<String, _>("user_id"))`; with `rusqlite`, `params![user.user_id.as_str()]` and
//! `UserId::from(row.get::<_, String>("user_id")?)`. Enums have `as_str` and `From` as well.
//!
//! **Absent and empty are two things.** `None` is left out, which changes nothing; an empty list goes out, and clears. A `null` where a
//! member is optional reads as `None`.
//!
//! ```
//! use stytch_types::user::v1::UpdateRequest;
//!
//! assert_eq!(serde_json::to_string(&UpdateRequest::new())?, "{}");
//! assert_eq!(serde_json::to_string(&UpdateRequest::new().roles(Vec::<String>::new()))?, r#"{"roles":[]}"#);
//! assert_eq!(serde_json::from_str::<UpdateRequest>(r#"{"roles": null}"#)?.roles, None);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! A setter of a list takes whatever iterates over what its elements are made of; one of an open object takes pairs, or [`claims!`]. What
//! may be absent is set by [`maybe`](wire::Maybe::maybe).
//!
//! ```
//! use stytch_types::claims;
//! use stytch_types::user::v1::UpdateRequest;
//! use stytch_types::wire::Maybe;
//!
//! let external_id: Option<String> = None;
//! let request = UpdateRequest::new()
//!     .roles(["editor", "reader"])
//!     .trusted_metadata(claims! { "tier": "gold", "seats": 3 })
//!     .untrusted_metadata([("theme", "dark")])
//!     .maybe(external_id, UpdateRequest::external_id);
//! assert_eq!(
//!     serde_json::to_value(&request)?,
//!     serde_json::json!({
//!         "roles": ["editor", "reader"],
//!         "trusted_metadata": {"tier": "gold", "seats": 3},
//!         "untrusted_metadata": {"theme": "dark"},
//!     }),
//! );
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! **Unknown members are kept** in `unknown_fields`, and written back. In a request that your own server takes from its callers, that would pass on whatever
//! they add: read it with [`Decoder::deny_unknown`].
//!
//! ```
//! let body = r#"{"first_name":"Ada","pronouns":"she/her"}"#;
//! let name: stytch_types::user::v1::Name = stytch_types::decode(body)?;
//! assert_eq!(name.unknown_fields.get("pronouns"), Some(&"she/her".into()));
//! assert_eq!(serde_json::to_string(&name)?, body);
//!
//! let strict = stytch_types::Decoder::new().deny_unknown();
//! assert_eq!(
//!     strict.decode::<stytch_types::user::v1::Name>(body).unwrap_err().to_string(),
//!     "can't decode Name: unknown member `pronouns` of Name, and unknown members are denied, at line 1 column 30"
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **What comes in goes out**, or it is an error. The text may differ where the value is the same: a timestamp is written in UTC with `Z`, a number
//! without a fraction of zeros (`95` for `95.0`), a `null` at an optional member is left out. What a type can't hold is refused and not cut: an integer of a
//! free-form value that needs more than 64 bits, a name that is there twice at any depth, a tenth digit of a second's fraction
//! ([`wire::Timestamp`]). A member of type `number` is a double.
//!
//! **Secrets stay secret.** Tokens, passwords, codes and keys are [`wire::Secret`]: `{:?}` does not print them. No error of a type of this crate quotes a
//! value, whatever deserializer it is read from; no error of [`decode`] does, whatever the type. (`serde_json::from_str::<Vec<Session>>` is
//! read by serde's code for lists first, which quotes what is no list.)
//!
//! ```
//! use stytch_types::totp::v1::AuthenticateRequest;
//!
//! let request = AuthenticateRequest::new("user-test-16d9ba61", "576481");
//! assert!(format!("{request:?}").contains("totp_code: Secret(..)"));
//! assert_eq!(request.totp_code.expose(), "576481");
//! ```
//!
//! **A success is told from an error.** [`decode_response`] reads the status, too: an error of the API has a type and the id of the request.
//!
//! ```
//! use stytch_types::error::ErrorType;
//! use stytch_types::session::v1::RevokeResponse;
//!
//! let body = r#"{"status_code": 404, "request_id": "request-id-test-1", "error_type": "session_not_found"}"#;
//! let error = stytch_types::decode_response::<RevokeResponse>(404u16, body).unwrap_err();
//! assert_eq!(error.error_type(), Some(&ErrorType::SessionNotFound));
//! assert_eq!(error.to_string(), "the API answered with status 404, session_not_found (request-id-test-1)");
//! ```
//!
//! **Required means: today.** Stytch adds required members to responses, which older bodies lack. In what the API sends, a required
//! list or map that is missing reads as empty. A few other required members read as a value where they are missing, such as `is_locked` and
//! `reset_sessions` as `false`: the page of each says which value, and why. Any other required member that is missing is an error that
//! names it.
//!
//! # Features
//!
//! One for each namespace (`session-v1`, `b2b-session-v1`, …), which brings what its types refer to; the bundles `consumer`, `b2b` and
//! `management`; and `full`, all of them, the default. `http` gives calls as requests of the crate `http`. `build-codegen` generates the types while building, from schemas of your own; what
//! is about Stytch's types alone ([`call`], [`error`], [`jwt`], [`m2m`], [`rbac`], [`webhook`]) is not there then.

#[cfg(all(feature = "stytch-types-generated", not(feature = "build-codegen")))]
pub mod call;
#[cfg(all(feature = "stytch-types-generated", not(feature = "build-codegen")))]
pub mod error;
#[cfg(all(feature = "stytch-types-generated", not(feature = "build-codegen")))]
pub mod jwt;
#[cfg(all(feature = "stytch-types-generated", not(feature = "build-codegen")))]
pub mod m2m;
#[cfg(all(feature = "stytch-types-generated", not(feature = "build-codegen")))]
mod members;
#[cfg(all(any(feature = "rbac-v1", feature = "b2b-rbac-v1"), not(feature = "build-codegen")))]
pub mod rbac;
#[cfg(all(feature = "stytch-types-generated", not(feature = "build-codegen")))]
pub mod webhook;

#[cfg(feature = "build-codegen")]
#[rustfmt::skip]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
}

#[cfg(all(feature = "stytch-types-generated", not(feature = "build-codegen")))]
pub use error::decode_response;
#[cfg(feature = "build-codegen")]
pub use generated::*;
/// What the types are made with: timestamps, secrets, unknown members, and serde itself.
pub use schemawright_wire as wire;
pub use schemawright_wire::{DecodeError, Decoder, claims, decode, decode_map, decode_reader, decode_value, encode};
#[cfg(all(feature = "stytch-types-generated", not(feature = "build-codegen")))]
#[doc(inline)]
pub use stytch_types_generated::*;

/// The examples of the README, as tests.
#[cfg(all(doctest, feature = "full"))]
#[doc = include_str!("../README.md")]
struct Readme;

/// Those of the page for who comes from the official SDK.
#[cfg(all(doctest, feature = "full"))]
#[doc = include_str!("../docs/from-the-sdk.md")]
struct FromTheSdk;
