//! Unions: the identification of their alternatives, at any position in the text, in every format.

use crate::ways::{becomes, passes, refused, same};
use schemawright_wire::{UnknownFields, UnrecognizedValue, decode, drift};

/// Identified by the member `kind`; unknown alternatives are kept.
#[derive(Clone, PartialEq)]
pub(crate) enum Event {
    Login(Login),
    Moved(Box<Moved>),
    Unrecognized(UnrecognizedValue),
}

#[derive(Clone, PartialEq)]
pub(crate) struct Login {
    pub(crate) kind: String,
    pub(crate) user: String,
    pub(crate) tries: Option<i64>,
    pub(crate) unknown_fields: UnknownFields,
}

/// An event within another one.
#[derive(Clone, PartialEq)]
pub(crate) struct Moved {
    pub(crate) kind: String,
    pub(crate) cause: Option<Event>,
    pub(crate) steps: Vec<Event>,
}

/// Identified by the number `v`; unknown alternatives are rejected.
#[derive(Clone, PartialEq)]
pub(crate) enum Versioned {
    One(Count),
    Two(Login),
}

#[derive(Clone, PartialEq)]
pub(crate) struct Count {
    pub(crate) v: f64,
    pub(crate) n: u64,
}

/// Told apart by the member `t`, which its alternatives do not declare.
#[derive(Clone, PartialEq)]
pub(crate) enum Undeclared {
    One(Plain),
    Two(Login),
}

#[derive(Clone, PartialEq)]
pub(crate) struct Plain {
    pub(crate) n: Option<u64>,
    pub(crate) unknown_fields: UnknownFields,
}

/// The name of the only member identifies the alternative.
#[derive(Clone, PartialEq)]
pub(crate) enum Area {
    Within(Count),
    Named(String),
    Nowhere,
}

/// The same; unknown alternatives are kept.
#[derive(Clone, PartialEq)]
pub(crate) enum Later {
    Within(Count),
    Unrecognized(UnrecognizedValue),
}

/// Identified by the JSON type.
#[derive(Clone, PartialEq)]
pub(crate) enum Whole {
    Number(i64),
    Object(Plain),
}

/// The same, with any number.
#[derive(Clone, PartialEq)]
pub(crate) enum Amount {
    Number(f64),
    Object(Plain),
}

mod codec {
    use ::schemawright_wire::__private::{record, union};

    union! { Event, "Event", Tag("kind"), open Unrecognized, blank Login, [
        Login: of(OBJECT).tagged(&[Str("login"), Str("sign_in")]),
        Moved: of(OBJECT).tagged(&[Str("moved")]),
    ] }

    record! { Login, "Login", [0 1 2], keep unknown_fields, [
        "kind" => kind: lenient,
        "user" => user: required,
        "tries" => tries: optional,
    ] }

    record! { Moved, "Moved", [0 1 2], refuse, [
        "kind" => kind: required,
        "cause" => cause: optional,
        "steps" => steps: lenient,
    ] }

    union! { Versioned, "Versioned", Tag("v"), closed, blank One, [
        One: of(OBJECT).tagged(&[Number(1.0)]),
        Two: of(OBJECT).tagged(&[Number(2.0)]),
    ] }

    record! { Count, "Count", [0 1], refuse, [
        "v" => v: lenient,
        "n" => n: required,
    ] }

    union! { Undeclared, "Undeclared", Tag("t"), closed, blank One, [
        One: of(OBJECT).tagged(&[Str("one")]),
        Two: of(OBJECT).tagged(&[Str("two")]),
    ] }

    record! { Plain, "Plain", [0], keep unknown_fields, [
        "n" => n: optional,
    ] }

    union! { Whole, "Whole", Content, closed, blank Number, [
        Number: of(NUMBER),
        Object: of(OBJECT),
    ] }

    union! { Amount, "Amount", Content, closed, blank Number, [
        Number: of(NUMBER),
        Object: of(OBJECT),
    ] }

    union! { Area, "Area", Wrapper, closed, blank Nowhere, [
        Within in "within": of(OBJECT),
        Named in "named": of(OBJECT),
        Nowhere is "nowhere": of(STRING),
    ] }

    union! { Later, "Later", Wrapper, open Unrecognized, blank Within, [
        Within in "within": of(OBJECT),
    ] }
}

/// Members before the tag are kept until the tag is found; members after it are decoded in place.
#[test]
fn a_tag_decides_at_any_position() {
    let written = r#"{"kind":"login","user":"u","tries":3,"zz":[1,{"a":null}]}"#;
    for json in [
        r#"{"kind":"login","user":"u","tries":3,"zz":[1,{"a":null}]}"#,
        r#"{"user":"u","zz":[1,{"a":null}],"kind":"login","tries":3}"#,
        r#"{"zz":[1,{"a":null}],"tries":3,"user":"u","kind":"login"}"#,
        r#"{ "zz" : [ 1 , { "a" : null } ] , "tries" : 3 , "\u006bind" : "login" , "user" : "u" }"#,
    ] {
        becomes::<Event>(json, written);
        becomes::<Event>(&json.replace("login", "sign_in"), &written.replace("login", "sign_in"));
    }
}

/// A tag before all other members is read once, as a member.
#[test]
fn a_leading_tag_is_a_member() {
    for json in [r#"{"kind":"login","kind":"login","user":"u"}"#, r#"{"\u006bind":"login","user":"u","kind":"moved"}"#]
    {
        let error = decode::<Event>(json).unwrap_err().to_string();
        assert!(error.contains("`kind` of Login is duplicated"), "{error}");
    }
    refused::<Event>(r#"{"kind":"login"}"#, "`user` of Login is missing, but required");
    for n in ["1", "1.0"] {
        becomes::<Versioned>(&format!("{{\"v\":{n},\"n\":7}}"), r#"{"v":1,"n":7}"#);
    }
    // The tag is none of the alternative's own members.
    becomes::<Undeclared>(r#"{"t":"one","n":1}"#, r#"{"n":1,"t":"one"}"#);
    becomes::<Undeclared>(r#"{"n":1,"a":[],"t":"one"}"#, r#"{"n":1,"a":[],"t":"one"}"#);
}

#[test]
fn a_union_within_a_union() {
    same::<Event>(
        r#"{"kind":"moved","cause":{"kind":"login","user":"u"},"steps":[{"kind":"moved","steps":[]},{"a":1,"kind":"later"}]}"#,
    );
    becomes::<Event>(
        r#"{"steps":[{"user":"u","kind":"login"}],"cause":null,"kind":"moved"}"#,
        r#"{"kind":"moved","steps":[{"kind":"login","user":"u"}]}"#,
    );
}

#[test]
fn an_unknown_tag_is_kept_or_refused() {
    same::<Event>(r#"{"a":[1.5,"x",{"b":null}],"kind":"tomorrow"}"#);
    refused::<Versioned>(r#"{"v":3,"n":1}"#, "`v` of Versioned: invalid value: number, expected one of `1`, `2`");
    refused::<Versioned>(r#"{"n":1,"v":"1"}"#, "`v` of Versioned: invalid value: string, expected one of `1`, `2`");
    becomes::<Versioned>(r#"{"n":7,"v":1.0}"#, r#"{"v":1,"n":7}"#);
}

/// Without a tag, the present members identify the alternative.
#[test]
fn a_tag_may_be_missing() {
    becomes::<Event>(r#"{"user":"u"}"#, r#"{"kind":"","user":"u"}"#);
    for json in ["{}", r#"{"a":1}"#, "7", r#""login""#, "[]", "null"] {
        for (way, result) in passes::<Versioned>(json).into_iter().enumerate() {
            assert!(result.is_err(), "{json}, way {way}: {result:?}");
        }
    }
}

/// The error is that of the identified alternative, with its path.
#[test]
fn errors_are_those_of_the_alternative() {
    for json in [r#"{"kind":"login","user":7}"#, r#"{"user":7,"kind":"login"}"#] {
        refused::<Event>(json, "`user` of Login: invalid type: number, expected a string");
    }
    refused::<Event>(r#"{"kind":"login"}"#, "`user` of Login is missing, but required");
    refused::<Event>(r#"{"kind":"moved","b":1}"#, "unknown member `b` of Moved, whose schema allows no others");
    refused::<Event>(r#"{"b":1,"kind":"moved"}"#, "unknown member `b` of Moved, whose schema allows no others");
    refused::<Event>(
        r#"{"kind":"moved","steps":[{"kind":"login","user":"u"},{"kind":"login","user":[]}]}"#,
        "`steps[1].user` of Login: invalid type: array, expected a string",
    );
}

/// With `arbitrary_precision`, a number has the form of an object.
#[test]
fn a_number_is_no_object() {
    for number in ["1.5", "-0.25", "7", "1e-7"] {
        same::<Amount>(number);
        same::<Vec<Amount>>(&format!(r#"[{number},{{"n":1}}]"#));
    }
    same::<Whole>("7");
    refused::<Whole>("1.5", "number with a fraction, expected an integer (i64)");
    refused::<Vec<Whole>>(r#"[{"n":1},1.5]"#, "number with a fraction, expected an integer (i64)");
    for error in [refused::<Event>, refused::<Area>] {
        error("1.5", "invalid type: number, expected");
    }
}

/// A kept value has no more digits than a double, so a union with such a number is read from its text as a whole.
#[test]
fn a_number_that_would_lose_digits_has_a_path() {
    for number in ["1e400", "-12345678901234567890123"] {
        let json = format!(
            r#"[{{"kind":"login","user":"u"}},{{"zz":{{"a":[1,{{"b":{number}}}]}},"kind":"login","user":"u"}}]"#
        );
        let error = decode::<Vec<Event>>(&json).unwrap_err();
        assert_eq!(
            (error.path(), error.line_column().map(|(line, _)| line)),
            ("[1].zz.a[1].b".to_owned(), Some(1)),
            "{error}"
        );
        assert!(error.to_string().contains("a number beyond 64 bits"), "{error}");
        let body = format!("{{\"kind\": \"login\", \"user\": \"u\",\n  \"zz\": {number}}}\n");
        let error = decode::<Event>(body).unwrap_err();
        assert_eq!((error.path(), error.line_column().map(|(line, _)| line)), ("zz".to_owned(), Some(2)), "{error}");
    }
}

#[test]
fn a_member_that_is_there_twice_is_refused() {
    for json in [
        r#"{"kind":"login","user":"u","kind":"login"}"#,
        r#"{"user":"u","kind":"login","user":"u"}"#,
        r#"{"user":"u","user":"u","kind":"login"}"#,
        r#"{"zz":1,"kind":"login","user":"u","zz":2}"#,
    ] {
        for error in [
            decode::<Event>(json).unwrap_err().to_string(),
            serde_json::from_str::<Event>(json).unwrap_err().to_string(),
        ] {
            assert!(error.contains("is duplicated"), "{json}: {error}");
        }
    }
}

#[test]
fn the_name_of_a_wrapper_decides() {
    becomes::<Area>(r#"{"within":{"n":1,"v":2}}"#, r#"{"within":{"v":2,"n":1}}"#);
    same::<Area>(r#"{"named":"x"}"#);
    same::<Area>(r#""nowhere""#);
    same::<Later>(r#"{"beyond":{"n":1,"v":[2.5]}}"#);
    for json in ["{}", r#"{"a":1,"within":{"v":2,"n":1}}"#] {
        refused::<Later>(json, "invalid type: object, expected an object of `within` (Later)");
    }
    for (json, error) in [
        (r#"{"within":{"n":"x"}}"#, "`within.n` of Count: invalid type: string, expected an integer (u64)"),
        (r#"{"named":7}"#, "`named`: invalid type: number, expected a string"),
        (
            r#"{"beyond":7}"#,
            "invalid type: object, expected an object of `within`, or an object of `named`, or `nowhere`",
        ),
        (r#""beyond""#, "invalid type: string, expected an object of `within`, or an object of `named`, or `nowhere`"),
        ("{}", "invalid type: object, expected an object of `within`"),
        ("[]", "invalid type: array, expected an object of `within`"),
    ] {
        refused::<Area>(json, error);
    }
    for json in [r#"{"named":"x","within":{"n":1}}"#, r#"{"a":"x","named":"y"}"#, r#"{"named":"x","named":"x"}"#] {
        for (way, result) in passes::<Area>(json).into_iter().take(3).enumerate() {
            assert!(result.is_err(), "{json}, way {way}: {result:?}");
        }
    }
}

#[test]
fn unions_are_printed_and_searched() {
    let moved: Event = decode(
        r#"{"kind": "moved", "cause": {"kind": "new", "token": "s3cret"},
            "steps": [{"kind": "login", "user": "ada", "more": "s3cret"}]}"#,
    )
    .unwrap();
    assert_eq!(
        format!("{moved:?}"),
        "Moved(Moved { kind: \"moved\", cause: Some(Unrecognized({\"kind\", \"token\"})), steps: [Login(Login { kind: \"login\", \
         user: \"ada\", unknown_fields: {\"more\"} })] })"
    );
    let found: Vec<_> = drift(&moved).iter().map(ToString::to_string).collect();
    assert_eq!(found, ["unrecognized value `cause` of Event", "unknown field `steps[].more` of Login"]);

    assert_eq!(format!("{:?}", decode::<Area>(r#""nowhere""#).unwrap()), "Nowhere");
    let later: Later = decode(r#"{"there": 1}"#).unwrap();
    assert_eq!(format!("{later:?}"), r#"Unrecognized({"there"})"#);
    assert_eq!(drift(&later)[0].to_string(), "unrecognized value of Later");
    let within: Later = decode(r#"{"within": {"v": 1, "n": 2}}"#).unwrap();
    assert_eq!(format!("{within:?}"), "Within(Count { v: 1.0, n: 2 })");
    assert_eq!(drift(&within), []);
}
