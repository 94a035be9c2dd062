//! Bodies that were recorded from the API round-trip.
//!
//! They are in a folder beside the repository. If it does not exist, the tests are ignored.

use std::path::{Path, PathBuf};

use serde_json::Value;
use stytch_types::wire::serde::Serialize;
use stytch_types::wire::serde::de::DeserializeOwned;
use stytch_types::{decode, password, session, user};

fn payloads() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/payloads")
}

/// Decodes and encodes a body. For an optional member, `null` equals absence. A list that an older body lacks is encoded as empty.
fn check<T: DeserializeOwned + Serialize>(folder: &Path, file: &str, read_as_empty: &[&str]) -> T {
    let bytes = std::fs::read(folder.join(file)).expect(file);
    let decoded: T = decode(&bytes).unwrap_or_else(|error| panic!("{file}: {error}"));
    let sent: Value = serde_json::from_slice(&bytes).expect(file);
    let back = serde_json::to_value(&decoded).expect(file);
    assert_eq!(without(&back, read_as_empty), without(&sent, read_as_empty), "{file}");
    decoded
}

/// The value without nulls, and without empty arrays of these names.
fn without(value: &Value, names: &[&str]) -> Value {
    match value {
        Value::Object(members) => {
            let left = members.iter().filter(|(name, value)| {
                let empty = names.contains(&name.as_str()) && value.as_array().is_some_and(Vec::is_empty);
                !value.is_null() && !empty
            });
            left.map(|(name, value)| (name.clone(), without(value, names))).collect()
        }
        Value::Array(elements) => elements.iter().map(|element| without(element, names)).collect(),
        scalar => scalar.clone(),
    }
}

#[test]
#[cfg_attr(not(has_shared), ignore = "../shared is not there")]
fn recorded_bodies_decode() {
    let folder = payloads();
    let roles = &["roles"];
    check::<user::v1::SearchResponse>(&folder, "rec-users-search-one.json", roles);
    check::<user::v1::SearchResponse>(&folder, "rec-users-search-password-null.json", roles);
    check::<session::v1::GetResponse>(&folder, "rec-sessions-get-three.json", roles);
    check::<password::v1::AuthenticateResponse>(&folder, "rec-password-authenticate-2025-06.json", roles);
    check::<password::v1::AuthenticateResponse>(&folder, "rec-password-authenticate-2025-11.json", roles);
    check::<session::v1::AuthenticationFactor>(&folder, "rec-authentication-factor-sso-oidc.json", &[]);
}

#[test]
#[cfg_attr(not(has_shared), ignore = "../shared is not there")]
fn a_recorded_session_without_roles_and_full_of_nulls_decodes() {
    let folder = payloads();
    let file = "rec-session-authenticate-2025-06.json";
    let response: session::v1::AuthenticateResponse = check(&folder, file, &["roles"]);
    assert!(response.session.roles.is_empty());
    assert!(response.user.roles.is_empty());
    assert_eq!(response.user.external_id, None);
    assert_eq!(response.session_token.expose(), "");
    let factor = &response.session.authentication_factors[0];
    assert_eq!(factor.type_, session::v1::AuthenticationFactorType::Password);
    assert!(!format!("{response:?}").contains("eyJhbGciOiJSUzI1NiJ9"));
}
