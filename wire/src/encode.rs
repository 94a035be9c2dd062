//! Encoding to JSON bytes.

use serde_core::ser::Serialize;

use crate::codec::writer::to_json;

/// The initial size of the buffer, which is enough for most requests.
const ROOM: usize = 1024;

/// Encodes as JSON, for the body of a request.
///
/// The result equals that of `serde_json::to_vec`, and takes less time, because many bytes of a string are checked at once. The buffer starts large enough for most
/// requests: a buffer that grows leaves a copy of its tokens and passwords in freed memory. The returned bytes are not erased either.
///
/// # Errors
/// A timestamp whose year is not 0 to 9999, and an unknown member with the name of a field. Other types may contain maps with keys that are not strings, or fail
/// to serialize.
#[inline]
pub fn encode<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<Vec<u8>> {
    to_json(value, ROOM)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::{ROOM, encode};
    use crate::Number;
    use crate::codec::writer::Loan;

    #[test]
    fn the_output_equals_serde_json() {
        for length in [0, 1, 7, 8, 15, 16, 17, ROOM, 100 * ROOM] {
            for text in ["a", "\u{fc} \" \\ \n", "\u{0}\u{1f}\u{7f}\u{8}\u{c}\r\t/"] {
                let value = vec![text.repeat(length)];
                assert_eq!(encode(&value).unwrap(), serde_json::to_vec(&value).unwrap());
            }
        }
        // Each byte at each position in a block.
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
        assert_eq!(encode(&"x".repeat(ROOM - 3)).unwrap().capacity(), ROOM);
    }

    #[derive(PartialEq)]
    struct Names {
        quote: bool,
        control: String,
        empty: Option<i8>,
        long: Option<Option<bool>>,
    }

    mod codec {
        crate::__record! { Names, "Names", [0 1 2 3], refuse, [
            "\"" => quote: required,
            "a\\\n\u{fc}" => control: required,
            "" => empty: optional,
            "a_name_that_is_longer_than_two_blocks_of_sixteen_bytes" => long: nullable,
        ] }
    }

    #[test]
    fn names_that_have_to_be_escaped() {
        let json = r#"{"\"":true,"a\\\nü":"\t","":-128,"a_name_that_is_longer_than_two_blocks_of_sixteen_bytes":null}"#;
        let names: Names = crate::decode(json).unwrap();
        assert_eq!(String::from_utf8(encode(&names).unwrap()).unwrap(), json);
        assert_eq!(serde_json::to_string(&names).unwrap(), json);
    }

    /// Types with this crate's fast path, nested in types that only implement serde's traits.
    #[test]
    fn the_buffer_comes_back() {
        let number: Number = "1.50".parse().unwrap();
        let value = (BTreeMap::from([("a", vec![number.clone(), number.clone()]), ("b", vec![])]), Some(number), [0.5]);
        assert_eq!(String::from_utf8(encode(&value).unwrap()).unwrap(), r#"[{"a":[1.50,1.50],"b":[]},1.50,[0.5]]"#);
        assert_eq!(encode(&value).unwrap(), serde_json::to_vec(&value).unwrap());
    }

    /// A serializer of the same name in another version of this crate.
    #[test]
    fn a_value_is_encoded_without_a_lent_buffer() {
        assert_eq!(serde_json::to_value(Loan(&vec![1_i8, 2])).unwrap(), json!([1, 2]));
    }

    #[test]
    fn raw_values_are_written_as_they_are() {
        let text = r#"{"b": 1, "a": [ ]}"#;
        let raw = serde_json::value::RawValue::from_string(text.to_owned()).unwrap();
        assert_eq!(encode(&raw).unwrap(), text.as_bytes());
    }
}
