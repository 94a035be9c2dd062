//! The `Debug` of generated types, and values that their schemas do not declare.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::types::{Nested, Outer, Person, Typed};
use schemawright_wire::{Decoder, DriftKind, ExposePersonal as _, decode, drift};

const OUTER: &str = r#"{
    "inner": [{"name": "a", "kind": "one"}, {"name": "b", "kind": "palm", "new": "s3cret"}, {"name": "c", "kind": "oak", "new": 1}],
    "token": "s3cret",
    "free": {"key": {"deep": "s3cret"}},
    "other": ["s3cret"]
}"#;

#[test]
fn absent_fields_and_free_form_values_are_not_printed() {
    let outer: Outer = decode(OUTER).unwrap();
    let printed = format!("{outer:?}");
    assert_eq!(
        printed,
        "Outer { inner: [Inner { name: \"a\", kind: Some(One) }, Inner { name: \"b\", kind: Some(Unrecognized(\"palm\")), \
         unknown_fields: {\"new\"} }, Inner { name: \"c\", kind: Some(Unrecognized(\"oak\")), unknown_fields: {\"new\"} }], \
         token: Some(Secret(..)), free: Some({\"key\"}), unknown_fields: {\"other\"} }"
    );
    assert!(!format!("{outer:#?}").contains("s3cret"));
}

#[test]
fn present_fields_are_printed() {
    let outer: Outer = decode(r#"{"inner": [], "note": null, "at": "2026-01-05T17:28:53Z"}"#).unwrap();
    assert_eq!(format!("{outer:?}"), "Outer { inner: [], at: Some(2026-01-05T17:28:53Z), note: Some(None) }");
    let typed: Typed = decode(r#"{"a": "x", "b": true}"#).unwrap();
    assert_eq!(format!("{typed:?}"), r#"Typed { a: Some("x"), additional_properties: {"b": true} }"#);
    let nested: Nested = decode("[[], [[]]]").unwrap();
    assert_eq!(format!("{nested:?}"), "Nested([Nested([]), Nested([Nested([])])])");
}

#[test]
fn personal_values_are_printed_by_their_kinds() {
    let person: Person = decode(
        r#"{
            "email": "ada@example.com", "note": null, "inner": {"name": "ada", "kind": "palm", "new": 1},
            "typed": {"a": "ada", "ada": true}, "outer": {"inner": [], "at": "2026-01-05T17:28:53Z", "token": "ada", "free": {"ada": 1}},
            "home": "ada", "work": "::1"
        }"#,
    )
    .unwrap();
    let printed = format!("{person:?}");
    assert_eq!(
        printed,
        "Person { email: Some(Personal(…@…)), note: Some(None), \
         inner: Some(Inner { name: Personal(…), kind: Some(Personal(…)), unknown_fields: {\"new\"} }), \
         typed: Some(Typed { a: Some(Personal(…)), additional_properties: {Personal(…): Personal(boolean)} }), \
         outer: Some(Outer { inner: [], at: Some(Personal(timestamp)), token: Some(Secret(..)), free: Some(Personal(object)) }), \
         additional_properties: {\"home\": Address(Personal(…)), \"work\": Address(Personal(…:…))} }"
    );
    assert!(!format!("{person:#?}").contains("ada"));
    let exposed = format!("{:?}", person.expose_personal());
    for part in [
        "\"ada@example.com\"",
        "name: \"ada\", kind: Some(Unrecognized(\"palm\"))",
        "{\"ada\": true}",
        "Address(\"::1\")",
    ] {
        assert!(exposed.contains(part), "{part} in {exposed}");
    }
    assert!(exposed.contains("token: Some(Secret(..)), free: Some({\"ada\"})"), "{exposed}");
}

#[test]
fn drift_is_reported_once_with_its_type() {
    let outer: Outer = decode(OUTER).unwrap();
    let found: Vec<_> = drift(&outer).iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "unrecognized value `inner[].kind` of Open",
            "unknown field `inner[].new` of Inner",
            "unknown field `other` of Outer",
        ]
    );
    let known: Outer = decode(r#"{"inner": [{"name": "a"}], "free": {"anything": 1}}"#).unwrap();
    assert_eq!(drift(&known), []);
}

#[test]
fn names_of_map_entries_are_not_reported() {
    let text = format!("{{\"alice@example.com\": {OUTER}}}");
    let map: BTreeMap<String, Outer> = decode(text).unwrap();
    let found: Vec<_> = drift(&map).into_iter().map(|drift| (drift.path, drift.of, drift.kind)).collect();
    assert_eq!(
        found,
        [
            ("{}.inner[].kind".to_owned(), "Open", DriftKind::UnrecognizedValue),
            ("{}.inner[].new".to_owned(), "Inner", DriftKind::UnknownField),
            ("{}.other".to_owned(), "Outer", DriftKind::UnknownField),
        ]
    );
}

#[test]
fn a_decoder_reports_drift() {
    let seen = RefCell::new(Vec::new());
    let decoder = Decoder::new().on_drift(|drift| seen.borrow_mut().push(drift.path.clone()));
    decoder.decode::<Outer>(OUTER).unwrap();
    decoder.decode_value::<Outer>(&OUTER.parse().unwrap()).unwrap();
    decoder.decode_reader::<Outer>(OUTER.as_bytes()).unwrap();
    assert!(decoder.decode::<Outer>(r#"{"inner": [{"new": 1}]}"#).is_err());
    assert_eq!(*seen.borrow(), ["inner[].kind", "inner[].new", "other"].repeat(3));
}
