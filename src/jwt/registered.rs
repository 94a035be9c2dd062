//! Claims that every JWT has (RFC 7519, section 4.1), and the rest of them.

use schemawright_wire::Timestamp;
use schemawright_wire::serde::de::Error;
use serde_json::{Number, Value};

use crate::members::Members;

/// The claims that RFC 7519 registers: who issued a token, for whom, about whom, and when.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RegisteredClaims {
    /// `iss`: `stytch.com/` and the project's id, or the project's custom base URL.
    pub issuer: String,
    /// `aud`: the project's id. A token may have a single audience or a list of them.
    pub audience: Vec<String>,
    /// `sub`: the id of the user, the member or the M2M client.
    pub subject: String,
    /// `iat`: when the token was issued.
    pub issued_at: Timestamp,
    /// `nbf`: from when on it is valid.
    pub not_before: Option<Timestamp>,
    /// `exp`: from when on it is not valid any more.
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

/// The instant of a `NumericDate`: seconds since 1970, perhaps with a fraction.
fn instant<E: Error>(name: &str, seconds: Number, claims: &Members) -> Result<Timestamp, E> {
    let instant = match seconds.as_i64() {
        Some(seconds) => Timestamp::from_timestamp(seconds, 0),
        // A fraction of a second is kept to the microsecond, which is what a double has room for.
        None => seconds
            .as_f64()
            .filter(|seconds| seconds.abs() < 1e12)
            .and_then(|seconds| Timestamp::from_timestamp_micros((seconds * 1e6).round() as i64)),
    };
    instant.ok_or_else(|| claims.fault(name, "not an instant"))
}
