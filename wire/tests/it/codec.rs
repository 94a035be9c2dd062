//! Values that the codec decodes, rejects and encodes, in text and in a binary format.

// Only its version matters: the one without `zerocopy`.
use crate::types::{self, Closed, Open, Outer, Scalars, Sign, Typed, Wide};
use crate::ways::{becomes, passes, refused, same};
use half as _;
use schemawright_wire::{Decoder, Secret, UnknownFields, decode, encode};
use serde_json::json;

#[test]
fn a_struct_comes_back() {
    same::<Outer>(
        r#"{"inner":[{"name":"a","kind":"one","more":{"b":[1,null]}}],"at":"2021-12-29T12:33:09Z","zz":[{}]}"#,
    );
    becomes::<Outer>(r#"{"inner":null,"at":null,"note":null}"#, r#"{"inner":[],"note":null}"#);
    becomes::<Outer>("{}", r#"{"inner":[]}"#);
    same::<Wide>(r#"{"m0":0,"m69":"x"}"#);
    refused::<Wide>(r#"{"m0":0}"#, "`m69` of Wide is missing, but required");
}

/// Every format and every way of reading has the path, and none quotes a value.
#[test]
fn errors_name_the_path() {
    for (json, error) in [
        (r#"{"inner":[{"name":"a"},{"name":7}]}"#, "`inner[1].name` of Inner: invalid type: number, expected a string"),
        (r#"{"inner":[{}]}"#, "`inner[0].name` of Inner is missing, but required"),
        (r#"{"inner":7}"#, "`inner` of Outer: invalid type: number, expected an array"),
        (r#"{"inner":[7]}"#, "`inner[0]` of Outer: invalid type: number, expected an object (Inner)"),
        (
            r#"{"inner":[{"name":"a","kind":true}]}"#,
            "`inner[0].kind` of Inner: invalid type: boolean, expected a string (Open)",
        ),
        (
            r#"{"at":"yesterday"}"#,
            "`at` of Outer: invalid value: string, expected an RFC 3339 timestamp with an offset, such as",
        ),
        (r#"{"token":["x"]}"#, "`token` of Outer: invalid type: array, expected a string"),
        (r#"{"free":"x"}"#, "`free` of Outer: invalid type: string, expected an object"),
        ("[]", "invalid type: array, expected an object (Outer)"),
        ("null", "invalid type: null, expected an object (Outer)"),
    ] {
        refused::<Outer>(json, error);
    }
    refused::<Closed>(r#"{"a":1,"b":2}"#, "unknown member `b` of Closed, whose schema allows no others");
    refused::<Closed>(r#"{"sign":"other","a":1}"#, "`sign` of Closed: invalid value: string, expected `plus` (Sign)");
    refused::<Typed>(r#"{"a":"x","b":"y"}"#, "`b` of Typed: invalid type: string, expected a boolean");
}

/// The nearest double of these is an integer.
#[test]
fn a_fraction_is_no_integer_however_small_it_is() {
    for number in ["1e-400", "1.00000000000000000001", "-0.00000000000000000001e-310"] {
        let error = decode::<Scalars>(format!(r#"{{"i8":{number}}}"#)).unwrap_err().to_string();
        assert!(error.contains("`i8` of Scalars: invalid value: number with a fraction"), "{error}");
        let list = decode::<Vec<Scalars>>(format!(r#"[{{"i8":{number}}}]"#));
        assert!(list.is_err(), "{number}");
    }
}

/// Values that neither JSON nor CBOR can represent.
#[test]
fn duplicates_are_rejected() {
    for (json, error) in [
        (r#"{"at":null,"at":null}"#, "`at` of Outer is duplicated"),
        (r#"{"zz":1,"zz":1}"#, "`zz` of Outer is duplicated"),
        (r#"{"zz":{"a":[{"b":1,"b":2}]}}"#, "`zz.a[0].b` of Outer is duplicated"),
        (r#"{"free":{"a":1,"a":2}}"#, "`free.a` of Outer is duplicated"),
    ] {
        for text in [
            decode::<Outer>(json).unwrap_err().to_string(),
            serde_json::from_str::<Outer>(json).unwrap_err().to_string(),
        ] {
            assert!(text.contains(error), "{json}: {text}");
        }
    }
    let error = decode::<Typed>(r#"{"b":true,"b":true}"#).unwrap_err().to_string();
    assert!(error.contains("`b` of Typed is duplicated"), "{error}");
}

#[test]
fn integers_have_many_forms() {
    for (json, written) in [
        (r#"{"i8":-128,"u8":255}"#, r#"{"i8":-128,"u8":255}"#),
        (
            r#"{"i64":9007199254740993,"u64":18446744073709551615}"#,
            r#"{"i64":9007199254740993,"u64":18446744073709551615}"#,
        ),
        (r#"{"i8":60.0,"u8":1e2}"#, r#"{"i8":60,"u8":100}"#),
        (r#"{"i8":-0,"u8":-0.0}"#, r#"{"i8":0,"u8":0}"#),
    ] {
        becomes::<Scalars>(json, written);
    }
    // Beyond 64 bits and beyond 53, only text has all digits.
    for (json, written) in [
        (r#"{"i64":9007199254740993.0}"#, r#"{"i64":9007199254740993}"#),
        (
            r#"{"i128":-170141183460469231731687303715884105728}"#,
            r#"{"i128":-170141183460469231731687303715884105728}"#,
        ),
        (r#"{"u128":340282366920938463463374607431768211455}"#, r#"{"u128":340282366920938463463374607431768211455}"#),
        (r#"{"u128":1e38}"#, r#"{"u128":100000000000000000000000000000000000000}"#),
    ] {
        assert_eq!(String::from_utf8(encode(&decode::<Scalars>(json).unwrap()).unwrap()).unwrap(), written);
        assert_eq!(serde_json::to_string(&serde_json::from_str::<Scalars>(json).unwrap()).unwrap(), written);
    }
    refused::<Scalars>(
        r#"{"i8":1.5}"#,
        "`i8` of Scalars: invalid value: number with a fraction, expected an integer (i8)",
    );
    refused::<Scalars>(
        r#"{"i8":128}"#,
        "`i8` of Scalars: invalid value: integer out of range, expected an integer (i8)",
    );
    refused::<Scalars>(
        r#"{"u64":-1}"#,
        "`u64` of Scalars: invalid value: integer out of range, expected an integer (u64)",
    );
    refused::<Scalars>(r#"{"i64":"1"}"#, "`i64` of Scalars: invalid type: string, expected an integer (i64)");
    refused::<Scalars>(r#"{"i64":[]}"#, "`i64` of Scalars: invalid type: array, expected an integer (i64)");
    refused::<Scalars>(r#"{"i64":{}}"#, "`i64` of Scalars: invalid type: object, expected an integer (i64)");
    refused::<Scalars>(r#"{"flag":0}"#, "`flag` of Scalars: invalid type: number, expected a boolean");
}

#[test]
fn a_whole_double_is_written_without_a_fraction() {
    for (json, written) in
        [("95", "95"), ("95.0", "95"), ("-2.5", "-2.5"), ("0.1", "0.1"), ("1e18", "1000000000000000000")]
    {
        becomes::<Scalars>(&format!(r#"{{"f64":{json}}}"#), &format!(r#"{{"f64":{written}}}"#));
    }
    let infinite = r#"{"f64":1e400}"#;
    assert!(decode::<Scalars>(infinite).is_err());
    assert!(serde_json::from_str::<Scalars>(infinite).is_err());
}

/// Numbers that a JSON value can't represent exactly.
#[test]
fn no_digit_of_a_free_form_value_is_lost() {
    for number in ["12345678901234567890123", "-9223372036854775809", "1e400"] {
        for json in [format!(r#"{{"zz":{number}}}"#), format!(r#"{{"free":{{"a":[{number}]}}}}"#)] {
            let errors = [
                decode::<Outer>(&json).unwrap_err().to_string(),
                serde_json::from_str::<Outer>(&json).unwrap_err().to_string(),
            ];
            for error in errors {
                assert!(error.contains("beyond") || error.contains("number out of range"), "{json}: {error}");
            }
        }
    }
    for number in ["18446744073709551615", "-9223372036854775808", "0.1", "-0.0", "947.9255628408687", "0"] {
        let json = format!(r#"{{"inner":[],"zz":{number}}}"#);
        let back = encode(&decode::<Outer>(&json).unwrap()).unwrap();
        assert_eq!(String::from_utf8(back).unwrap(), json);
    }
}

#[test]
fn no_error_quotes_a_value() {
    const TOKEN: &str = "WJtR5BCy38Szd5AfoDpf0iqFKEt4EE5J";
    for json in [
        format!("{TOKEN:?}"),
        format!(r#"{{"inner":{TOKEN:?}}}"#),
        format!(r#"{{"inner":[{TOKEN:?}]}}"#),
        format!(r#"{{"at":{TOKEN:?}}}"#),
        format!(r#"{{"free":{TOKEN:?}}}"#),
        format!(r#"{{"token":[{TOKEN:?}]}}"#),
        format!(r#"{{"inner":[{{"name":[{TOKEN:?}]}}]}}"#),
    ] {
        for result in passes::<Outer>(&json) {
            let error = result.unwrap_err();
            assert!(!error.contains(&TOKEN[..8]), "{json}: {error}");
        }
    }
    for json in
        [format!(r#"{{"flag":{TOKEN:?}}}"#), format!(r#"{{"i64":{TOKEN:?}}}"#), format!(r#"{{"f64":{TOKEN:?}}}"#)]
    {
        for result in passes::<Scalars>(&json) {
            let error = result.unwrap_err();
            assert!(!error.contains(&TOKEN[..8]), "{json}: {error}");
        }
    }
    for result in passes::<Closed>(&format!(r#"{{"sign":{TOKEN:?},"a":1}}"#)) {
        assert!(!result.unwrap_err().contains(&TOKEN[..8]));
    }
    // Serde decodes its containers itself, and only `decode` removes values from its errors.
    let error = decode::<Vec<Secret>>(format!("{TOKEN:?}")).unwrap_err();
    assert_eq!(error.to_string(), "can't decode Vec<Secret>: invalid type, expected a sequence, at line 1 column 34");
    // The code was a number.
    assert!(!serde_json::from_str::<Secret>("905127").unwrap_err().to_string().contains("905127"));
}

/// Neither the time nor the text of an error grows with the depth and the keys around it.
#[test]
fn errors_are_bounded() {
    let key = "k".repeat(1_000_000);
    let error = decode::<Typed>(format!(r#"{{"a":"x","{key}":1}}"#)).unwrap_err();
    assert!(error.to_string().len() < 500, "{}", error.to_string().len());
    // Each level would otherwise quote the ones below.
    let mut cbor = vec![0x9f; 120];
    cbor.push(0x20);
    let error = ciborium::from_reader::<types::Nested, _>(&cbor[..]).unwrap_err().to_string();
    assert!(error.len() < 2_000, "{}", error.len());
    let mut json = "[".repeat(120);
    json.push_str("-1");
    json.push_str(&"]".repeat(120));
    let error = decode::<types::Nested>(&json).unwrap_err().to_string();
    assert!(error.contains("[0][0][0]") && error.len() < 2_000, "{error}");
}

#[test]
fn unknown_members_may_be_denied() {
    let decoder = Decoder::new().deny_unknown();
    let json = r#"{"inner":[{"name":"a","admin":true}]}"#;
    assert!(decode::<Outer>(json).is_ok());
    assert_eq!(
        decoder.decode::<Outer>(json).unwrap_err().to_string(),
        "can't decode Outer: unknown member `inner[0].admin` of Inner, and unknown members are denied, at line 1 column 29"
    );
    assert!(decoder.decode_value::<Outer>(&json.parse().unwrap()).is_err());
    assert!(decoder.decode_reader::<Outer>(json.as_bytes()).is_err());
    // Any member of a free-form object is declared, and so is any member with a type for undeclared members.
    assert!(decoder.decode::<Outer>(r#"{"free":{"admin":true}}"#).is_ok());
    assert!(decoder.decode::<Typed>(r#"{"a":"x","admin":true}"#).is_ok());
    // The setting applies only to its decoder.
    assert!(decode::<Outer>(json).is_ok());
    assert!(serde_json::from_str::<Outer>(json).is_ok());
}

#[test]
fn a_type_of_serde_that_denies_unknown_members_names_them_once() {
    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code)]
    struct Own {
        a: Option<Vec<Own>>,
    }
    let error = |json: &str| decode::<Own>(json).unwrap_err().to_string();
    let of_type = error(r#"{"zz":1}"#);
    assert!(of_type.contains("unknown member `zz`, which the type does not have"), "{of_type}");
    let nested = error(r#"{"a":[{"zz":1}]}"#);
    assert!(nested.contains("unknown member `a[0].zz`, which the type does not have"), "{nested}");
}

#[test]
fn a_declared_name_is_not_an_unknown_member() {
    let mut outer: Outer = decode("{}").unwrap();
    assert_eq!(UnknownFields::insert(&mut outer, "zz", 1), Ok(None));
    assert_eq!(UnknownFields::insert(&mut outer, "zz", 2), Ok(Some(json!(1))));
    assert_eq!(UnknownFields::insert(&mut outer, "at", "x").unwrap_err().to_string(), "`at` is a field of Outer");
    assert_eq!(encode(&outer).unwrap(), br#"{"inner":[],"zz":2}"#);
    let mut closed: Closed = decode(r#"{"a":1}"#).unwrap();
    assert_eq!(
        UnknownFields::insert(&mut closed, "b", 1).unwrap_err().to_string(),
        "`b` can't be an unknown member of Closed"
    );
    // A member from another struct is an error when it is encoded, and is not lost.
    outer.unknown_fields = UnknownFields::from_iter([("at".to_owned(), json!("x"))]);
    let error = encode(&outer).unwrap_err().to_string();
    assert_eq!(error, "`at` is a field of Outer: it can't be an unknown member, too");
}

#[test]
fn no_unknown_members_are_equal() {
    let mut outer: Outer = decode("{}").unwrap();
    UnknownFields::insert(&mut outer, "zz", 1).unwrap();
    assert_eq!(outer.unknown_fields.remove("zz"), Some(json!(1)));
    assert_eq!(outer.unknown_fields, UnknownFields::new());
    assert_eq!(UnknownFields::from_iter([]), UnknownFields::new());
}

#[test]
fn a_year_beyond_four_digits_is_not_written() {
    let mut outer: Outer = decode(r#"{"at":"9999-12-31T23:59:59Z"}"#).unwrap();
    outer.at = outer.at.map(|at| at + std::time::Duration::from_secs(1));
    let with_an_offset = br#"{"inner":[],"at":"9999-12-31T00:01:00-23:59"}"#;
    assert_eq!(encode(&outer).unwrap(), with_an_offset);
    assert_eq!(serde_json::to_vec(&outer).unwrap(), with_an_offset);
    outer.at = outer.at.map(|at| at + std::time::Duration::from_secs(86_400));
    assert_eq!(encode(&outer).unwrap_err().to_string(), "a timestamp whose year is not 0000 to 9999 with any offset");
    assert!(serde_json::to_string(&outer).is_err());
}

#[test]
fn enums() {
    assert_eq!(decode::<Open>(r#""one""#).unwrap(), Open::One);
    assert_eq!(decode::<Open>(r#""tomorrow""#).unwrap().as_str(), "tomorrow");
    assert_eq!(Open::from("two"), Open::Two);
    assert_eq!("plus".parse::<Sign>().unwrap(), Sign::Plus);
    assert!("other".parse::<Sign>().is_err());
    same::<Open>(r#""tomorrow""#);
    refused::<Sign>(r#""other""#, "invalid value: string, expected `plus` (Sign)");
}

/// Text that is nested too deep is an error in each pass.
#[test]
fn nesting_has_one_limit() {
    let nested = |depth: usize| format!(r#"{{"zz":{}0{}}}"#, "[".repeat(depth), "]".repeat(depth));
    assert!(decode::<Outer>(nested(126)).is_ok());
    for depth in [127, 1_000] {
        let error = decode::<Outer>(nested(depth)).unwrap_err().to_string();
        assert!(error.contains("recursion limit exceeded"), "{depth}: {error}");
    }
}
