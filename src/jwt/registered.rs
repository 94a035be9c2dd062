//! Claims of every JWT (RFC 7519, section 4.1).

use schemawright_wire::Timestamp;
use schemawright_wire::serde::de::Error;
use serde_json::{Number, Value};

use crate::members::Members;

/// The claims that RFC 7519 registers: issuer, audience, subject and times of a token.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RegisteredClaims {
    /// `iss`: `stytch.com/` and the project's id, or the project's custom base URL.
    pub issuer: String,
    /// `aud`: the project's id. A token may have a single audience or a list of them.
    pub audience: Vec<String>,
    /// `sub`: the id of the user, the member or the M2M client.
    pub subject: String,
    /// `iat`: the time at which the token was issued.
    pub issued_at: Timestamp,
    /// `nbf`: the time at which it becomes valid.
    pub not_before: Option<Timestamp>,
    /// `exp`: the time at which it expires.
    pub expires_at: Timestamp,
    /// `jti`: the id of the token.
    pub token_id: Option<String>,
}

impl RegisteredClaims {
    /// Takes them out of the claims of a token.
    pub(crate) fn take<E: Error>(claims: &mut Members) -> Result<Self, E> {
        let audience = match claims.required("aud")? {
            Value::String(audience) => vec![audience],
            Value::Array(list) => {
                list.into_iter().map(text).collect::<Option<_>>().ok_or_else(|| not_strings(claims))?
            }
            _ => return Err(not_strings(claims)),
        };
        Ok(Self {
            issuer: claims.required("iss")?,
            audience,
            subject: claims.required("sub")?,
            issued_at: instant("iat", claims.required("iat")?, claims)?,
            not_before: claims.optional("nbf")?.map(|seconds| instant("nbf", seconds, claims)).transpose()?,
            expires_at: instant("exp", claims.required("exp")?, claims)?,
            token_id: claims.optional("jti")?,
        })
    }
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn not_strings<E: Error>(claims: &Members) -> E {
    claims.fault("aud", "not a string, and not a list of strings")
}

/// The time of a `NumericDate`: seconds since 1970, which may have a fraction.
fn instant<E: Error>(name: &str, seconds: Number, claims: &Members) -> Result<Timestamp, E> {
    let instant = match seconds.as_i64() {
        Some(seconds) => Timestamp::from_timestamp(seconds, 0),
        // A fraction of a second is rounded to microseconds, the precision of a double.
        None => seconds
            .as_f64()
            .filter(|seconds| seconds.abs() < 1e12)
            .and_then(|seconds| Timestamp::from_timestamp_micros((seconds * 1e6).round() as i64)),
    };
    instant.ok_or_else(|| claims.fault(name, "not an instant"))
}
