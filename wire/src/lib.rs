//! The runtime of types that `schemawright` generates.
//!
//! Generated code is small: a struct with its fields, and one row per field. This crate contains everything else:
//!
//! - [`Timestamp`], [`Secret`], [`UnknownFields`], [`Unrecognized`]: the types of fields;
//! - [`ExposePersonal`]: prints the personal values that `Debug` omits;
//! - [`operation`], [`mod@call`]: the operations of an API, and calls of them;
//! - [`decode()`], [`Decoder`], [`encode()`]: decode and encode JSON, with errors that name the path.
//!
//! These types use no proc macro and no unsafe code.

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod base64;
pub mod call;
mod claims;
mod codec;
mod conversion;
mod decode;
#[cfg(feature = "describe")]
pub mod describe;
mod described;
mod drift;
mod encode;
#[cfg(feature = "examples")]
mod example;
mod id;
mod maybe;
mod newtype;
mod number;
pub mod operation;
mod outline;
mod parsed;
mod personal;
mod rules;
mod secret;
mod string_schema;
#[cfg(any(test, feature = "testing"))]
#[doc(hidden)]
pub mod testing;
mod timestamp;
mod unrecognized;
mod unrecognized_integer;
mod unrecognized_value;
#[cfg(feature = "validate")]
mod validate;

pub use base64::Base64;
#[doc(no_inline)]
pub use chrono;
pub use codec::{InsertError, UnknownFields};
pub use conversion::ConversionError;
pub use decode::{DecodeError, Decoder, decode, decode_map, decode_reader, decode_value};
pub use drift::{Drift, DriftDecoder, DriftKind, Inspect, drift};
pub use encode::encode;
#[cfg(feature = "examples")]
pub use example::Example;
pub use maybe::Maybe;
pub use number::Number;
pub use parsed::Parsed;
pub use personal::{ExposePersonal, Exposed};
#[cfg(feature = "schemars")]
#[doc(no_inline)]
pub use schemars;
pub use secret::Secret;
/// Serde's data model: the traits that generated types implement.
#[doc(no_inline)]
pub use serde_core as serde;
#[doc(no_inline)]
pub use serde_json;
/// A JSON object whose members the schema leaves open, sorted by name.
///
/// (If any crate in the build enables `serde_json/preserve_order`, the members keep their order in the input.)
#[doc(no_inline)]
pub use serde_json::Map;
/// Any JSON value.
#[doc(no_inline)]
pub use serde_json::Value;
pub use timestamp::Timestamp;
pub use unrecognized::Unrecognized;
pub use unrecognized_integer::UnrecognizedInteger;
pub use unrecognized_value::UnrecognizedValue;
#[cfg(feature = "validate")]
pub use validate::{FORMATS, Validate, Violation, Violations};
