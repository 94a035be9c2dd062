//! Input that is nested too deep or is too long is an error, and ends soon.

use std::io::{self, Read};
use std::thread;

use stytch_types::session::v1::Session;
use stytch_types::wire::Value;
use stytch_types::{DecodeError, Decoder, decode, decode_reader};

/// A body with an additional member.
fn session(name: &str, value: &str) -> String {
    format!(r#"{{"session_id":"s","user_id":"u","{name}":{value}}}"#)
}

/// Lists or objects, nested.
fn nested(begin: &str, end: &str, depth: usize) -> String {
    format!("{}0{}", begin.repeat(depth), end.repeat(depth))
}

/// Both ways to decode text, with a small stack: smaller than in real programs.
fn on_a_small_stack(body: String) -> [Result<Session, DecodeError>; 2] {
    let decodes = move || [decode(&body), decode_reader(body.as_bytes())];
    thread::Builder::new().stack_size(1 << 20).spawn(decodes).unwrap().join().unwrap()
}

/// `unknown` is not a declared member of a session, and `custom_claims` is a free-form one: both decode as JSON values.
#[test]
fn nesting_has_the_limit_of_serde_json() {
    for (name, around) in [("unknown", 1), ("custom_claims", 2)] {
        let value = |begin: &str, end: &str, depth| match around {
            1 => nested(begin, end, depth),
            _ => format!(r#"{{"a":{}}}"#, nested(begin, end, depth)),
        };
        for (begin, end) in [("[", "]"), (r#"{"a":"#, "}")] {
            for taken in on_a_small_stack(session(name, &value(begin, end, 127 - around))) {
                taken.unwrap_or_else(|error| panic!("{error}"));
            }
            for depth in [128 - around, 1_000_000] {
                for refused in on_a_small_stack(session(name, &value(begin, end, depth))) {
                    let error = refused.unwrap_err().to_string();
                    assert!(error.contains("recursion limit exceeded"), "{name}: {error}");
                }
            }
        }
    }
}

/// A list in a wrong place, and one that is not closed.
#[test]
fn nesting_in_an_invalid_place() {
    for body in [session("roles", &nested("[", "]", 1_000_000)), session("unknown", &"[".repeat(1_000_000))] {
        for refused in on_a_small_stack(body) {
            refused.unwrap_err();
        }
    }
}

#[test]
fn a_body_beyond_the_limit_is_refused() {
    let body = session("unknown", "[0,0,0]");
    let within = Decoder::new().max_len(body.len());
    let decoded: Session = within.decode(&body).unwrap();
    assert_eq!(decoded.unknown_fields.get("unknown").and_then(Value::as_array).map(Vec::len), Some(3));
    assert_eq!(within.decode_reader::<Session>(body.as_bytes()).unwrap(), decoded);

    let without = Decoder::new().max_len(body.len() - 1);
    let error = format!(
        "can't decode Session: more than {} bytes, the limit (`Decoder::max_len` sets another)",
        body.len() - 1
    );
    assert_eq!(without.decode::<Session>(&body).unwrap_err().to_string(), error);
    assert_eq!(without.decode_reader::<Session>(body.as_bytes()).unwrap_err().to_string(), error);
    assert_eq!(without.decode::<Session>(&body).unwrap_err().line_column(), None);
}

#[test]
fn the_default_limit_applies() {
    let long = |length: usize| session("unknown", &format!("\"{}\"", "x".repeat(length)));
    let length = Decoder::MAX_LEN - long(0).len();
    assert!(decode::<Session>(long(length)).is_ok());
    let error = decode::<Session>(long(length + 1)).unwrap_err();
    assert!(error.to_string().contains("more than 8388608 bytes"), "{error}");
    assert!(Decoder::new().max_len(usize::MAX).decode::<Session>(long(length + 1)).is_ok());
}

/// Of an infinite input, only the permitted length is read.
#[test]
fn an_endless_reader() {
    let endless = r#"{"a":"#.as_bytes().chain(io::repeat(b' '));
    let error = Decoder::new().max_len(1 << 20).decode_reader::<Session>(endless).unwrap_err();
    assert!(error.to_string().contains("more than 1048576 bytes"), "{error}");
}
