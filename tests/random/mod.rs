//! Properties of decoding for any input. The fuzz target in `fuzz/` and the tests in `it/any_input.rs` call the same function.

#![allow(dead_code, reason = "each of the two uses a part of it")]

pub(crate) mod schemas;

use std::any::type_name;
use std::fmt::Debug;

use serde_json::Value;
use stytch_types::wire::Timestamp;
use stytch_types::wire::serde::de::DeserializeOwned;
use stytch_types::wire::serde::ser::Serialize;
use stytch_types::{b2b, decode, decode_value, discovery, oauth, sso};

use schemas::is_named;

/// A type under test.
#[derive(Clone, Copy)]
pub(crate) struct Subject {
    /// `b2b::oauth::v1::AuthenticateResponse`.
    pub(crate) path: fn() -> &'static str,
    check: fn(&[u8]) -> bool,
}

macro_rules! subjects {
    ($($ty:ty),* $(,)?) => {
        &[$(Subject { path: path::<$ty>, check: check::<$ty> }),*]
    };
}

/// The twenty largest types, by the number of members including those of referenced types. A test checks this list.
pub(crate) const SUBJECTS: &[Subject] = subjects![
    b2b::oauth::v1::AuthenticateResponse,
    b2b::magic::v1::AuthenticateResponse,
    b2b::otp::v1::email::AuthenticateResponse,
    b2b::password::v1::email::ResetResponse,
    sso::v1::AuthenticateResponse,
    b2b::password::v1::AuthenticateResponse,
    b2b::password::v1::existing_password::ResetResponse,
    b2b::session::v1::ExchangeResponse,
    discovery::v1::intermediate_sessions::ExchangeResponse,
    discovery::v1::organizations::CreateResponse,
    b2b::password::v1::session::ResetResponse,
    b2b::recovery_codes::v1::RecoverResponse,
    b2b::otp::v1::sms::AuthenticateResponse,
    b2b::session::v1::AttestResponse,
    b2b::session::v1::ExchangeAccessTokenResponse,
    b2b::totp::v1::AuthenticateResponse,
    b2b::impersonation::v1::AuthenticateResponse,
    b2b::session::v1::AuthenticateResponse,
    b2b::session::v1::MigrateResponse,
    oauth::v1::AuthenticateResponse,
];

fn path<T>() -> &'static str {
    type_name::<T>().split_once("::").map_or("", |(_, path)| path)
}

/// Decodes bytes into a type: the first byte is a letter that selects the type, the others are the body. Returns whether it decodes.
pub(crate) fn check_body(bytes: &[u8]) -> bool {
    let Some((letter, body)) = bytes.split_first() else { return false };
    (SUBJECTS[usize::from(letter.wrapping_sub(b'a')) % SUBJECTS.len()].check)(body)
}

/// The letter that selects a type.
pub(crate) fn letter(subject: usize) -> u8 {
    b'a' + u8::try_from(subject).expect("there are twenty")
}

fn check<T: DeserializeOwned + Serialize + PartialEq + Debug>(body: &[u8]) -> bool {
    let value: T = match decode(body) {
        Ok(value) => value,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return false;
        }
    };
    let encoded = serde_json::to_string(&value).expect("what decodes can be written");
    let again: T = decode(&encoded).unwrap_or_else(|error| panic!("{error}: {encoded}"));
    assert!(again == value, "decodes to another value: {encoded}");
    assert_eq!(format!("{again:?}"), format!("{value:?}"));
    assert_eq!(serde_json::to_string(&again).expect("as before"), encoded);

    let sent: Value = serde_json::from_slice(body).expect("what decodes is JSON");
    let back: Value = encoded.parse().expect("what is encoded is JSON");
    assert_eq!(difference(&sent, &back, ""), None, "{sent}\n{back}");
    let by_value: T = decode_value(&sent).unwrap_or_else(|error| panic!("{error}: {sent}"));
    assert!(by_value == value, "a value decodes to something else than its text: {sent}");
    true
}

/// Lists differences after a round trip, except for the intended ones:
///
/// - a `null` at a member that some schema names is gone, or has become a blank (an empty list, for one);
/// - a member that is required has become a blank where it was missing;
/// - an instant is written in another way; so is a number (`7` and `7.0`).
fn difference(sent: &Value, back: &Value, at: &str) -> Option<String> {
    match (sent, back) {
        (Value::Object(sent), Value::Object(back)) => {
            let kept = sent.iter().find_map(|(name, value)| match back.get(name) {
                Some(back) if value.is_null() && is_named(name) && is_blank(back) => None,
                Some(back) => difference(value, back, &format!("{at}/{name}")),
                None if value.is_null() && is_named(name) => None,
                None => Some(format!("{at}/{name} is lost")),
            });
            let added = || {
                let mut names = back.iter().filter(|(name, _)| !sent.contains_key(*name));
                names.find(|(name, value)| !(is_named(name) && is_blank(value)))
            };
            kept.or_else(|| added().map(|(name, _)| format!("{at}/{name} is added")))
        }
        (Value::Array(sent), Value::Array(back)) if sent.len() == back.len() => {
            let mut items = sent.iter().zip(back).enumerate();
            items.find_map(|(index, (sent, back))| difference(sent, back, &format!("{at}/{index}")))
        }
        (Value::Number(sent), Value::Number(back)) if sent.as_f64() == back.as_f64() => None,
        (Value::String(sent), Value::String(back)) if instant(sent).is_some_and(|sent| instant(back) == Some(sent)) => {
            None
        }
        _ if sent == back => None,
        _ => Some(format!("{at} is {back} instead of {sent}")),
    }
}

fn instant(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// The value of a required member that is missing.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::String(text) => text.is_empty(),
        Value::Bool(value) => !value,
        _ => false,
    }
}
