//! Encoding to the bytes of JSON.

mod escape;
mod json;
mod key;

use serde_core::ser::Serialize;

use json::Json;

/// Room to begin with: what most requests fit in.
const ROOM: usize = 1024;

/// Encodes as JSON, for the body of a request.
///
/// The bytes are those of `serde_json::to_vec`. It is faster, since it looks at many bytes of a string at once for what must be escaped. And the buffer
/// has room for most requests from the beginning: each buffer that is outgrown leaves a copy of the tokens and passwords in it behind, which nobody
/// wipes. The bytes returned are not wiped either.
///
/// # Errors
/// A timestamp whose year is not 0 to 9999, and an unknown member of a name that the schema knows. Types of others may have maps whose keys are no
/// strings, or refuse to be written.
pub fn encode<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<Vec<u8>> {
    let mut json = Vec::with_capacity(ROOM);
    value.serialize(Json::new(&mut json))?;
    Ok(json)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::{ROOM, encode};

    #[test]
    fn what_serde_json_writes() {
        for length in [0, 1, 7, 8, 15, 16, 17, ROOM, 100 * ROOM] {
            for text in ["a", "\u{fc} \" \\ \n", "\u{0}\u{1f}\u{7f}\u{8}\u{c}\r\t/"] {
                let value = vec![text.repeat(length)];
                assert_eq!(encode(&value).unwrap(), serde_json::to_vec(&value).unwrap());
            }
        }
        // Each byte at each place of a block.
        for byte in 0..=0x7f_u8 {
            for at in 0..40 {
                let text = format!("{}{}{}", "x".repeat(at), char::from(byte), "y".repeat(40 - at));
                assert_eq!(encode(&text).unwrap(), serde_json::to_vec(&text).unwrap(), "{byte} at {at}");
            }
        }
    }

    #[test]
    fn every_kind_of_value() {
        let value =
            json!({"": [], "a": {}, "b": [null, true, -1, 1.5, 1e300, u64::MAX, "\u{1f600}", [[{"c": {"d": []}}]]]});
        assert_eq!(encode(&value).unwrap(), serde_json::to_vec(&value).unwrap());
        assert_eq!(encode(&(1_u8, 'x', 0.1_f32, f64::NAN, ())).unwrap(), br#"[1,"x",0.1,null,null]"#);
        assert_eq!(
            encode(&(i128::MIN, u128::MAX, Some(1))).unwrap(),
            serde_json::to_vec(&(i128::MIN, u128::MAX, 1)).unwrap()
        );
    }

    #[test]
    fn keys_are_written_as_strings() {
        assert_eq!(encode(&BTreeMap::from([(1, true)])).unwrap(), br#"{"1":true}"#);
        assert_eq!(encode(&BTreeMap::from([(false, 'x')])).unwrap(), br#"{"false":"x"}"#);
        assert_eq!(encode(&BTreeMap::from([('"', Value::Null)])).unwrap(), br#"{"\"":null}"#);
        let error = encode(&BTreeMap::from([((1, 2), 3)])).unwrap_err();
        assert_eq!(error.to_string(), "key must be a string");
    }

    #[test]
    fn a_request_of_common_size_is_written_in_place() {
        assert_eq!(encode(&"x".repeat(ROOM - 2)).unwrap().capacity(), ROOM);
    }

    #[test]
    fn raw_values_are_written_as_they_are() {
        let text = r#"{"b": 1, "a": [ ]}"#;
        let raw = serde_json::value::RawValue::from_string(text.to_owned()).unwrap();
        assert_eq!(encode(&raw).unwrap(), text.as_bytes());
    }
}
