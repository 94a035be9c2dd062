//! Types for Stytch's authentication API: its requests, responses and objects, as structs and enums that decode real responses.
//!
//! This crate contains no client. Send the requests with any HTTP library; [`call`] shows how.
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
//! # Modules
//!
//! The modules are the namespaces of the API and their versions. Each contains the requests and responses of the namespace and the objects in them.
//!
//! | for | modules |
//! | --- | --- |
//! | sessions and their authentication factors | [`session::v1`], [`b2b::session::v1`] |
//! | users | [`user::v1`] |
//! | organizations and their members | [`organization::v1`], [`discovery::v1`] |
//! | passwords | [`password::v1`], [`b2b::password::v1`] |
//! | magic links | [`magic::v1`], [`b2b::magic::v1`] |
//! | one-time passcodes | [`otp::v1`], [`b2b::otp::v1`] |
//! | authenticator apps, recovery codes, MFA | [`totp::v1`], [`b2b::totp::v1`], [`b2b::recovery_codes::v1`], [`b2b::mfa::v1`] |
//! | passkeys, wallets | [`webauthn::v1`], [`crypto_wallet::v1`] |
//! | login with OAuth providers, SSO, SCIM | [`oauth::v1`], [`b2b::oauth::v1`], [`sso::v1`], [`b2b::scim::v1`] |
//! | Stytch as authorization server, connected apps | [`idp::v1`], [`b2b::idp::v1`], [`connectedapps::v1`] |
//! | machine-to-machine clients | [`m2m::v1`] |
//! | roles and permissions | [`rbac::v1`], [`b2b::rbac::v1`] |
//! | fraud, devices | [`fraud::v1`], [`device_history::v1`] |
//! | support staff | [`impersonation::v1`], [`b2b::impersonation::v1`] |
//! | the project itself | [`project::v1`], [`debug::v1`], [`attribute::v1`] |
//! | the settings that the dashboard shows | [`management`] |
//! | a table of all operations, also as data | [`operations`] |
//! | identifiers | [`ids`] |
//! | the ways to log in, and the call of each step | [`login`] |
//! | calls of operations: URL, headers, body, response | [`call`] |
//! | a response or an error of the API | [`error`], [`decode_response`] |
//! | session JWTs, checked locally | [`jwt`] |
//! | machine-to-machine tokens | [`m2m`] |
//! | authorization checks | [`rbac`] |
//! | webhook events | [`webhook`] |
//! | timestamps, secrets, personal data, unknown fields, and serde itself | [`wire`](https://docs.rs/schemawright-wire) |
//!
//! # How to find a type
//!
//! - **By its name in Stytch's docs and SDKs**: types keep these names exactly, as in `SAMLSSOFactor`.
//! - **By the title of its schema**: search for `api_session_v1_Session` above. Every type has this title as an alias.
//! - **By a program**: `types.json` in the package `stytch-types-generated` lists the schema, Rust path and file of every type, one per line.
//!
//! # Decoding and encoding
//!
//! [`decode`] and [`encode`] read and write JSON. Their errors name the type and contain no value of the input, and most of their code is compiled with
//! the types, not with your program. The types also implement serde's `Serialize` and `Deserialize` for self-describing formats, such as CBOR
//! (tested with `serde_json` and `ciborium`); `bincode` is not one.
//!
//! **Enums are open.** A value that the schema does not list is kept, and encoded unchanged.
//!
//! ```
//! use stytch_types::session::v1::AuthenticationFactorType;
//!
//! assert_eq!(AuthenticationFactorType::from("otp"), AuthenticationFactorType::Otp);
//! let tomorrow: AuthenticationFactorType = stytch_types::decode(r#""palm""#)?;
//! assert!(matches!(tomorrow, AuthenticationFactorType::Unrecognized(_)));
//! assert_eq!(tomorrow, "palm");
//! // For input that must be one of the known values:
//! assert!(AuthenticationFactorType::try_from_known("palm").is_err());
//! # Ok::<(), stytch_types::DecodeError>(())
//! ```
//!
//! **An id is a string in a database.** This crate has no feature for a database library, because it would depend on one version of that
//! library. Bind an id with [`as_str`](ids::UserId::as_str) or [`into_string`](ids::UserId::into_string), and convert the text of the
//! column with `From`: with `sqlx`, `.bind(user.user_id.as_str())` and `UserId::from(row.get::<String, _>("user_id"))`; with `rusqlite`,
//! `params![user.user_id.as_str()]` and `UserId::from(row.get::<_, String>("user_id")?)`. Enums have `as_str` and `From` too.
//!
//! **Absent and empty are different.** `None` is omitted, so an update leaves the field unchanged; an empty list is encoded, and clears the
//! field. A `null` for an optional field decodes as `None`.
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
//! The setter of a list accepts any iterator over values that convert to its elements. The setter of an open object accepts pairs or [`claims!`].
//! [`maybe`](wire::Maybe::maybe) sets a field from an `Option`.
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
//! **Unknown fields are kept** in `unknown_fields`, and encoded unchanged. A server that forwards requests of its own callers would also
//! forward the fields that they add: decode such requests with [`Decoder::deny_unknown`].
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
//! [`Decoder::on_drift`] reports such fields, and unlisted values of enums, by their paths and without their values, so that an operator
//! learns about changes of the API.
//!
//! ```
//! use std::cell::RefCell;
//!
//! let seen = RefCell::new(Vec::new());
//! let decoder = stytch_types::Decoder::new().on_drift(|drift| seen.borrow_mut().push(drift.to_string()));
//! decoder.decode::<stytch_types::user::v1::Name>(r#"{"first_name":"Ada","pronouns":"she/her"}"#)?;
//! assert_eq!(seen.into_inner(), ["unknown field `pronouns` of Name"]);
//! # Ok::<(), stytch_types::DecodeError>(())
//! ```
//!
//! **Nothing is lost.** A decoded value is encoded with the same value. The text may differ: a timestamp is written in UTC with `Z`, a
//! number without trailing zeros (`95` for `95.0`), and a `null` for an optional field is omitted. A value that a type can't represent is
//! an error: an integer of a free-form value that needs more than 64 bits, a duplicate name at any depth. Two
//! types round: a field of type `number` is an `f64`, and a timestamp keeps nanoseconds (`wire::Timestamp`).
//!
//! **Validation is explicit.** Decoding does not check keywords that only narrow values, nor the listed values of an enum. With the feature
//! `validate`, `value.validate()` does: it returns all violations of the schema, each with its path and keyword, and never with a value.
//!
//! ```
//! # #[cfg(feature = "validate")] {
//! use stytch_types::Validate;
//! use stytch_types::user::v1::SearchUsersQuery;
//!
//! let query: SearchUsersQuery = stytch_types::decode(r#"{"operator":"XOR","operands":[]}"#)?;
//! assert_eq!(
//!     query.validate().unwrap_err().to_string(),
//!     "not a valid SearchUsersQuery:\n- `operator`: expected one of `\"OR\"`, `\"AND\"` (`enum`)"
//! );
//! # }
//! # Ok::<(), stytch_types::DecodeError>(())
//! ```
//!
//! **Secrets are not printed.** Tokens, passwords, codes and keys are `wire::Secret`, which `{:?}` does not print. No error of a type of this crate quotes a
//! value, with any deserializer; no error of [`decode`] quotes one, for any type. (`serde_json::from_str::<Vec<Session>>` starts in serde's code for
//! lists, which quotes a value that is not a list.)
//!
//! ```
//! use stytch_types::totp::v1::AuthenticateRequest;
//!
//! let request = AuthenticateRequest::new("user-test-16d9ba61", "576481");
//! assert!(format!("{request:?}").contains("totp_code: Secret(..)"));
//! assert_eq!(request.totp_code.expose(), "576481");
//! ```
//!
//! **Personal data is not printed either.** For an e-mail address, a phone number or an IP address, `{:?}` prints the kind, so that a log
//! may contain `{session:?}`. [`ExposePersonal`] prints the value. Names of people are printed. Of a free-form object, such as
//! `custom_claims`, and of unknown fields, both print the names of the members only.
//!
//! ```
//! use stytch_types::ExposePersonal;
//! use stytch_types::magic::v1::email::LoginOrCreateRequest;
//!
//! let request = LoginOrCreateRequest::new("ada@example.com");
//! assert_eq!(format!("{request:?}"), "LoginOrCreateRequest { email: Personal(…@…) }");
//! assert!(format!("{:?}", request.expose_personal()).contains("ada@example.com"));
//! ```
//!
//! **Errors of the API are errors.** [`decode_response`] also checks the status. An error of the API has a type and the id of the request.
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
//! **Required means required now.** Stytch adds required fields to responses, and older bodies lack them. In a response, a missing required
//! list or map decodes as empty. A few other required fields have a default, such as `false` for `is_locked` and `reset_sessions`: their
//! documentation gives the value and the reason. Any other missing required field is an error with its name.
//!
//! **Values for tests.** With the feature `examples`, every type has `example()` and `minimal()`: values that decode, encode and match the
//! schema, and are the same in every run.
//!
//! ```
//! # #[cfg(feature = "examples")] {
//! use stytch_types::Example as _;
//! use stytch_types::user::v1::User;
//!
//! let user = User::example();
//! assert_eq!(user.user_id, "user-6ba7b810-9dad-41d1-80b4-00c04fd430c8");
//! assert_eq!(user.emails[0].email, "ada@example.com");
//! assert!(User::minimal().emails.is_empty());
//! # }
//! ```
//!
//! # Features
//!
//! Each namespace has a feature (`session-v1`, `b2b-session-v1`, …), which enables the features that its types need. `consumer`, `b2b` and
//! `management` are bundles of these; `full`, the default, enables all of them. `http` converts calls to requests of the crate `http`.
//! `schemars` implements `JsonSchema` of schemars 1 for every type, and `validate` the trait `Validate`, which checks a value against its
//! schema. `examples` implements `Example`, which makes values for tests: `User::example()`. `build-codegen` generates the types at build
//! time from your own schemas; it disables the modules that need Stytch's types ([`call`], [`error`], [`jwt`], [`login`], [`m2m`],
//! [`rbac`], [`webhook`]).
#![cfg_attr(
    not(feature = "full"),
    doc = "\nThis page is built without all features: a module `b2b::otp::v1` that is missing needs the feature `b2b-otp-v1`."
)]
// Without all features, links may lead to modules that are not compiled.
#![cfg_attr(not(feature = "full"), allow(rustdoc::broken_intra_doc_links))]

#[cfg(all(feature = "stytch-types-generated", not(feature = "build-codegen")))]
pub mod call;
#[cfg(all(feature = "stytch-types-generated", not(feature = "build-codegen")))]
pub mod error;
#[cfg(all(feature = "stytch-types-generated", not(feature = "build-codegen")))]
pub mod jwt;
// Its links lead to all namespaces.
#[cfg(all(feature = "full", not(feature = "build-codegen")))]
pub mod login;
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
/// The building blocks of the types: timestamps, secrets, unknown fields, and serde itself.
pub use schemawright_wire as wire;
#[cfg(feature = "examples")]
pub use schemawright_wire::Example;
pub use schemawright_wire::{
    DecodeError, Decoder, Drift, DriftKind, ExposePersonal, Inspect, claims, decode, decode_map, decode_reader,
    decode_value, drift, encode,
};
#[cfg(feature = "validate")]
pub use schemawright_wire::{Validate, Violation, Violations};
#[cfg(all(feature = "stytch-types-generated", not(feature = "build-codegen")))]
#[doc(inline)]
pub use stytch_types_generated::*;

/// Declares the namespaces once more, so that the compiler names the feature of one that is missing. It does not do so for a glob.
macro_rules! namespaces {
    ($($module:ident: $feature:literal,)*) => {
        $(
            #[cfg(all(feature = $feature, not(feature = "build-codegen")))]
            #[doc(inline)]
            pub use stytch_types_generated::$module;
        )*
    };
}

namespaces! {
    attribute: "attribute-v1",
    b2b: "b2b",
    connectedapps: "connectedapps-v1",
    crypto_wallet: "crypto-wallet-v1",
    debug: "debug-v1",
    device_history: "device-history-v1",
    discovery: "discovery-v1",
    fraud: "fraud-v1",
    idp: "idp-v1",
    impersonation: "impersonation-v1",
    magic: "magic-v1",
    management: "management",
    oauth: "oauth-v1",
    organization: "organization-v1",
    otp: "otp-v1",
    password: "password-v1",
    project: "project-v1",
    session: "session-v1",
    sso: "sso-v1",
    totp: "totp-v1",
    user: "user-v1",
    webauthn: "webauthn-v1",
}

/// The examples of the README, as tests.
#[cfg(all(doctest, feature = "full"))]
#[doc = include_str!("../README.md")]
struct Readme;

/// The examples of the page about programs that use Stytch, as tests.
#[cfg(all(doctest, feature = "full", feature = "http"))]
#[doc = include_str!("../docs/stytch.md")]
struct Stytch;

/// The examples of the page about the official SDK, as tests.
#[cfg(all(doctest, feature = "full"))]
#[doc = include_str!("../docs/from-the-sdk.md")]
struct FromTheSdk;
