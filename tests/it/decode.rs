//! The contents of decoding errors, and data that they never contain.

use std::collections::BTreeMap;
use std::io::{self, Read};

use stytch_types::session::v1::{AuthenticateRequest, AuthenticateResponse, JWK, Session};
use stytch_types::wire::Value;
use stytch_types::{decode, decode_reader, decode_value};

const SESSION: &str = r#"{
  "session_id": "session-test-1",
  "user_id": "user-test-1",
  "authentication_factors": [
    {"type": "password", "delivery_method": "knowledge"},
    {"type": "otp", "delivery_method": "sms"}
  ],
  "roles": ["stytch_user"]
}"#;

fn replaced(from: &str, to: &str) -> String {
    assert!(SESSION.contains(from));
    SESSION.replacen(from, to, 1)
}

#[test]
fn fitting_values_decode_from_every_format() {
    let session: Session = decode(SESSION).unwrap();
    assert_eq!(session.authentication_factors.len(), 2);
    assert_eq!(decode::<Session>(SESSION.as_bytes()).unwrap(), session);
    let owned = SESSION.as_bytes().to_vec();
    assert_eq!(decode::<Session>(&owned).unwrap(), session);
    assert_eq!(decode::<Session>(owned).unwrap(), session);
    assert_eq!(decode_reader::<Session>(SESSION.as_bytes()).unwrap(), session);
    let value: Value = SESSION.parse().unwrap();
    assert_eq!(decode_value::<Session>(&value).unwrap(), session);
}

#[test]
fn errors_of_text() {
    for (json, error) in [
        (
            replaced(r#""type": "otp""#, r#""type": 5"#),
            "can't decode Session: `authentication_factors[1].type` of AuthenticationFactor: invalid type: number, \
             expected a string (AuthenticationFactorType), at line 6 column 14",
        ),
        (
            replaced(r#""type": "otp", "#, ""),
            "can't decode Session: `authentication_factors[1].type` of AuthenticationFactor is missing, but required, \
             at line 6 column 30",
        ),
        (
            replaced("  \"user_id\": \"user-test-1\",\n", ""),
            "can't decode Session: `user_id` of Session is missing, but required, at line 8 column 1",
        ),
        (
            replaced(r#"["stytch_user"]"#, r#"["stytch_user", false]"#),
            "can't decode Session: `roles[1]` of Session: invalid type: boolean, expected a string, at line 8 column 32",
        ),
        (
            replaced(r#""user_id": "user-test-1""#, r#""session_id": "session-test-2""#),
            "can't decode Session: `session_id` of Session is duplicated, at line 3 column 14",
        ),
        (
            replaced(
                r#"[
    {"#,
                r#""none", "x": [
    {"#,
            ),
            "can't decode Session: `authentication_factors` of Session: invalid type: string, expected an array, \
             at line 4 column 34",
        ),
        (
            "[]".to_owned(),
            "can't decode Session: invalid type: array, expected an object (Session), at line 1 column 2",
        ),
        (
            "null".to_owned(),
            "can't decode Session: invalid type: null, expected an object (Session), at line 1 column 4",
        ),
        (SESSION[..90].to_owned(), "can't decode Session: not JSON: EOF while parsing an object, at line 4 column 26"),
        (format!("{SESSION}}}"), "can't decode Session: not JSON: trailing characters, at line 9 column 2"),
        (String::new(), "can't decode Session: not JSON: EOF while parsing a value, at line 1 column 1"),
        ("<html>".to_owned(), "can't decode Session: not JSON: expected value, at line 1 column 1"),
    ] {
        assert_eq!(decode::<Session>(&json).unwrap_err().to_string(), error, "{json}");
    }
}

#[test]
fn the_parts_of_an_error() {
    let json = format!(r#"[{SESSION}, {}]"#, replaced(r#""type": "otp""#, r#""type": {}"#));
    let error = decode::<Vec<Session>>(&json).unwrap_err();
    assert_eq!(error.path(), "[1].authentication_factors[1].type");
    assert_eq!(error.target(), "Vec<Session>");
    assert_eq!(error.line_column(), Some((14, 15)));
    assert_eq!(format!("{error:?}"), error.to_string());
}

/// A type of the user's that contains generated ones has errors with the whole path, as a generated type has.
#[test]
fn errors_in_a_container_have_the_whole_path() {
    #[derive(Debug, serde::Deserialize)]
    #[expect(dead_code)]
    struct Store {
        sessions: Vec<Session>,
        #[serde(default)]
        by_user: BTreeMap<String, Vec<Session>>,
        #[serde(default)]
        last: Option<Box<Session>>,
        #[serde(default)]
        pair: Option<(u8, Session)>,
        #[serde(default)]
        entry: Option<Entry>,
    }
    #[derive(Debug, serde::Deserialize)]
    #[expect(dead_code)]
    enum Entry {
        Session(Session),
        Named { session: Session },
    }
    let wrong = replaced(r#""type": "otp""#, r#""type": {}"#);
    for (json, path) in [
        (format!(r#"{{"sessions": [{SESSION}, {wrong}]}}"#), "sessions[1]"),
        (format!(r#"{{"sessions": [], "by_user": {{"u-1": [{SESSION}, {wrong}]}}}}"#), "by_user.u-1[1]"),
        (format!(r#"{{"sessions": [], "last": {wrong}}}"#), "last"),
        (format!(r#"{{"sessions": [], "pair": [1, {wrong}]}}"#), "pair[1]"),
        (format!(r#"{{"sessions": [], "entry": {{"Session": {wrong}}}}}"#), "entry.Session"),
        (format!(r#"{{"sessions": [], "entry": {{"Named": {{"session": {wrong}}}}}}}"#), "entry.Named.session"),
    ] {
        let path = format!("{path}.authentication_factors[1].type");
        let error = decode::<Store>(&json).unwrap_err();
        assert_eq!((error.path(), error.target()), (path.clone(), "Store"), "{error}");
        assert!(error.line_column().is_some(), "{error}");
        assert!(
            error.to_string().contains("of AuthenticationFactor: invalid type: object, expected a string"),
            "{error}"
        );
        assert_eq!(decode_value::<Store>(&json.parse().unwrap()).unwrap_err().path(), path);
        let many = decode::<Vec<Option<Store>>>(format!("[null, {json}]")).unwrap_err();
        assert_eq!(many.path(), format!("[1].{path}"));
    }
}

#[test]
fn a_value_has_no_lines() {
    let value: Value = replaced(r#""type": "otp""#, r#""type": null"#).parse().unwrap();
    let error = decode_value::<Session>(&value).unwrap_err();
    assert_eq!(
        error.to_string(),
        "can't decode Session: `authentication_factors[1].type` of AuthenticationFactor: invalid type: null, \
         expected a string (AuthenticationFactorType)"
    );
    assert_eq!(error.line_column(), None);
}

/// An error contains names and never a value, at any place.
#[test]
fn no_error_quotes_a_value() {
    const TOKEN: &str = "WJtR5BCy38Szd5AfoDpf0iqFKEt4EE5JhjlWUY7l3FtY";
    let quoted = format!("{TOKEN:?}");
    let bodies = [
        quoted.clone(),
        format!(r#"{{"session_token": [{quoted}]}}"#),
        format!(r#"{{"session_token": {{"token": {quoted}}}}}"#),
        format!(r#"{{"session_duration_minutes": {quoted}}}"#),
        format!(r#"{{"session_custom_claims": {quoted}}}"#),
        format!(r#"{{"status_code": "a\", expected i32 {TOKEN}"}}"#),
        format!(r#"{{"user": {quoted}}}"#),
        format!(r#"{{"session": [{quoted}]}}"#),
        format!(r#"{{"session": {quoted}"#),
        format!(r#"{quoted} {quoted}"#),
    ];
    for body in &bodies {
        let mut errors = vec![
            decode::<AuthenticateResponse>(body).unwrap_err(),
            decode::<Vec<AuthenticateResponse>>(body).unwrap_err(),
        ];
        errors.extend(decode::<AuthenticateRequest>(body).err());
        if let Ok(value) = body.parse::<Value>() {
            errors.push(decode_value::<AuthenticateResponse>(&value).unwrap_err());
        }
        // The same without `decode`, as with an HTTP library's own `json`.
        let plain = serde_json::from_str::<AuthenticateResponse>(body).unwrap_err();
        assert!(!format!("{plain} {plain:?}").contains(&TOKEN[..8]), "{body}: {plain}");
        for error in errors {
            let mut shown = format!("{error} {error:?} {}", error.path());
            let mut source = std::error::Error::source(&error);
            while let Some(error) = source {
                shown.push_str(&format!("{error} {error:?}"));
                source = error.source();
            }
            assert!(!shown.contains(&TOKEN[..8]), "{body}: {shown}");
        }
    }
}

/// A one-time code may be a number.
#[test]
fn no_error_quotes_a_number() {
    let error = decode::<JWK>(r#"{"kty": 905127}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "can't decode JWK: `kty` of JWK: invalid type: number, expected a string, at line 1 column 14"
    );
}

#[test]
fn a_reader_that_fails() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("connection reset"))
        }
    }
    let error = decode_reader::<Session>(Broken).unwrap_err();
    assert_eq!(error.to_string(), "can't decode Session: can't read the input: connection reset");
    assert!(std::error::Error::source(&error).is_some());
}
