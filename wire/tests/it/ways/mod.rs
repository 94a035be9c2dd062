//! The ways to decode and encode a value.

use schemawright_wire::{decode, decode_value, encode};
use serde_core::de::DeserializeOwned;
use serde_core::ser::Serialize;
use serde_json::Value;

/// Decodes and encodes a value in each way.
pub(crate) fn passes<T: DeserializeOwned + Serialize>(json: &str) -> Vec<Result<String, String>> {
    fn text<T: Serialize>(value: &T) -> String {
        String::from_utf8(encode(value).unwrap()).unwrap()
    }
    let value: Value = json.parse().unwrap();
    let mut cbor = Vec::new();
    ciborium::into_writer(&value, &mut cbor).unwrap();
    vec![
        decode::<T>(json).map(|value| text(&value)).map_err(|error| error.to_string()),
        serde_json::from_str::<T>(json).map(|value| text(&value)).map_err(|error| error.to_string()),
        serde_json::from_reader::<_, T>(json.as_bytes()).map(|value| text(&value)).map_err(|error| error.to_string()),
        decode_value::<T>(&value).map(|value| text(&value)).map_err(|error| error.to_string()),
        ciborium::from_reader::<T, _>(&cbor[..]).map(|value| text(&value)).map_err(|error| error.to_string()),
    ]
}

pub(crate) fn same<T: DeserializeOwned + Serialize>(json: &str) {
    becomes::<T>(json, json);
}

pub(crate) fn becomes<T: DeserializeOwned + Serialize>(json: &str, expected: &str) {
    for (way, result) in passes::<T>(json).into_iter().enumerate() {
        assert_eq!(result.as_deref(), Ok(expected), "{json}, way {way}");
    }
}

/// In each way, the error contains this text.
pub(crate) fn refused<T: DeserializeOwned + Serialize>(json: &str, error: &str) {
    for (way, result) in passes::<T>(json).into_iter().enumerate() {
        let text = result.expect_err(json);
        assert!(text.contains(error), "{json}, way {way}: {text}");
    }
}
