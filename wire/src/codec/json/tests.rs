//! Compares this decoder with `serde_json`.

use proptest::prelude::*;
use serde_json::Value;

use super::Cursor;

fn read(text: &str) -> Option<Value> {
    let mut cursor = Cursor::new(text, 0);
    let mut value = Value::Null;
    cursor.read(&mut value).and_then(|()| cursor.end()).ok().map(|()| value)
}

/// Valid texts: nearly all bodies must not need the other decoder.
#[test]
fn valid_texts_are_taken() {
    for text in [
        "null",
        "true",
        " false ",
        "\t[\r\n]\n",
        "{}",
        "0",
        "-1",
        "123456789012345678",
        "1234567890123456789",
        "18446744073709551615",
        "-9223372036854775808",
        "-0",
        "-0.0",
        "0.5",
        "1e5",
        "1E+2",
        "1.25e-3",
        "100000000000000000000",
        r#""""#,
        r#""a""#,
        r#""0123456""#,
        r#""01234567""#,
        r#""0123456789abcdef0123456789""#,
        "\"\u{7f}\u{fc}\u{2028}\u{1f600}\"",
        r#""\"\\\/\b\f\n\r\t""#,
        r#""\u0000\u00fC\ud83d\ude00\uDBFF\uDFFF\uffff""#,
        r#""before \n and behind""#,
        "[1,2 , 3]",
        r#"[[],{},[{"a":[]}]]"#,
        r#"{"":0,"a":{"b":null}, "c" : [true] }"#,
        r#"{"\u0061b":1}"#,
    ] {
        assert_eq!(read(text), Some(text.parse().unwrap()), "{text}");
    }
}

/// Not valid in RFC 8259.
#[test]
fn invalid_json_is_left_to_the_other_decoder() {
    for text in [
        "",
        " ",
        "nul",
        "nulll",
        "True",
        "true false",
        "NaN",
        "Infinity",
        "-",
        "+1",
        "01",
        "-01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "1.e5",
        "0x10",
        "1_000",
        "1 2",
        "'a'",
        r#"""#,
        r#""a"#,
        r#""\"#,
        r#""\x""#,
        r#""\u12""#,
        r#""\u12g4""#,
        r#""\u+123""#,
        r#""\ud800""#,
        r#""\ud800a""#,
        r#""\ud800\n""#,
        r#""\ud800\ud800""#,
        r#""\udc00""#,
        "\"\n\"",
        "\"\u{0}\"",
        "\"0123456789\u{1f}\"",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1]]",
        "]",
        "{",
        r#"{"a""#,
        r#"{"a":"#,
        r#"{"a":1"#,
        r#"{"a":1,"#,
        r#"{"a":1,}"#,
        r#"{"a" 1}"#,
        r#"{"a",1}"#,
        r#"{a:1}"#,
        r#"{1:1}"#,
        r#"{,"a":1}"#,
        r#"{"a":1 "b":2}"#,
        "[1}",
        r#"{"a":1]"#,
        "\u{feff}1",
        "\u{a0}1",
        "1\u{0}",
        "/* */ 1",
    ] {
        assert!(text.parse::<Value>().is_err(), "{text}");
        assert_eq!(read(text), None, "{text}");
    }
}

/// Valid JSON that has no exact value.
#[test]
fn ambiguous_types_are_not_paired() {
    for text in
        [r#"{"a":1,"a":1}"#, r#"[{"a":{"b":1,"b":2}}]"#, "12345678901234567890123", "-9223372036854775809", "1e400"]
    {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn nesting_has_the_limit_of_serde_json() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        for depth in [1, 126, 127, 128, 1_000_000] {
            let text = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(read(&text).is_some(), text.parse::<Value>().is_ok(), "{depth}");
        }
    }
}

/// Any JSON value.
fn value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[ -~]{0,40}".prop_map(Value::from),
    ];
    scalar.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Any text of JSON's characters.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        r#"[\[\]{},:"\\ u0-9a-f.eE+\-ntrlsü]{0,24}"#,
        r#"(\{|\[|"a":|"|,|\}|\]|1|-|\.|e|null|true| |\\u00|\\ud83d\\ude00){0,12}"#,
    ]
}

proptest! {
    #[test]
    fn every_value_is_read(value in value()) {
        prop_assert_eq!(read(&value.to_string()), Some(value.clone()));
        prop_assert_eq!(read(&format!("{value:#}")), Some(value));
    }

    /// A decoded text equals the value of `serde_json`.
    #[test]
    fn every_text_is_read_alike(text in text()) {
        if let Some(value) = read(&text) {
            prop_assert_eq!(text.parse::<Value>().ok(), Some(value));
        }
    }

    #[test]
    fn a_text_with_an_error_is_read_alike(value in value(), at in any::<prop::sample::Index>(), with in "[ -~]?") {
        let mut text = value.to_string();
        let at = at.index(text.len());
        if text.is_char_boundary(at) && text.is_char_boundary(at + 1) {
            text.replace_range(at..=at, &with);
        }
        if let Some(value) = read(&text) {
            prop_assert_eq!(text.parse::<Value>().ok(), Some(value));
        }
    }
}
