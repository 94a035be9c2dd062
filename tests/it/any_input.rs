//! No body makes decoding panic, and none loses anything. The random cases are the same in every run; the corpus has the findings of the
//! fuzz target (`fuzz/README.md`).

#![cfg(feature = "full")]

use std::cell::Cell;
use std::fs;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::{Value, json};

use crate::random::schemas::{bodies, by_size, root};
use crate::random::{SUBJECTS, check_body, letter};

#[test]
fn the_subjects_are_the_twenty_largest_types() {
    let largest: Vec<_> = by_size().into_iter().take(SUBJECTS.len()).map(|(_, path)| path).collect();
    let subjects: Vec<_> = SUBJECTS.iter().map(|subject| (subject.path)()).collect();
    assert_eq!(subjects, largest);
}

#[test]
fn corpus() {
    let directory = root().join("fuzz/corpus/decode");
    let mut paths: Vec<_> = fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let bytes = fs::read(&path).unwrap();
        let failed = std::panic::catch_unwind(|| check_body(&bytes)).is_err();
        assert!(!failed, "{} fails", path.display());
    }
}

/// A change of a body.
#[derive(Clone, Debug)]
enum Edit {
    /// Another value in the place of one.
    Replace(Index, Value),
    /// An additional member of an object, or an additional element of a list.
    Add(Index, &'static str, Value),
    /// Another byte in the text.
    Byte(Index, u8),
    /// The end of the text is lost.
    Cut(Index),
}

impl Edit {
    fn any() -> impl Strategy<Value = Self> {
        let value = select(vec![
            json!(null),
            json!(false),
            json!(0),
            json!(-1),
            json!(u64::MAX),
            json!(947.9255628408687),
            json!(1e300),
            json!(-0.0),
            json!(""),
            json!("é\0\u{1f600}"),
            json!("2021-12-29T12:33:09.5+02:00"),
            json!("-0001-01-01T00:00:00Z"),
            json!([]),
            json!([null]),
            json!({}),
            json!({"a": null}),
        ]);
        let name = select(vec!["a", "", "é", "status_code", "user_id", "name", "roles", "\"\\\u{7f}"]);
        prop_oneof![
            6 => (any::<Index>(), value.clone()).prop_map(|(at, value)| Self::Replace(at, value)),
            6 => (any::<Index>(), name, value).prop_map(|(at, name, value)| Self::Add(at, name, value)),
            1 => any::<(Index, u8)>().prop_map(|(at, byte)| Self::Byte(at, byte)),
            1 => any::<Index>().prop_map(Self::Cut),
        ]
    }

    fn apply_to_value(&self, body: &mut Value) {
        match self {
            Self::Replace(at, value) => *nth(body, at) = value.clone(),
            Self::Add(at, name, value) => match nth(body, at) {
                Value::Object(members) => drop(members.insert((*name).to_owned(), value.clone())),
                Value::Array(items) => items.push(value.clone()),
                _ => {}
            },
            Self::Byte(..) | Self::Cut(_) => {}
        }
    }

    fn apply_to_text(&self, text: &mut Vec<u8>) {
        match self {
            Self::Byte(at, byte) if !text.is_empty() => {
                let at = at.index(text.len());
                text[at] = *byte;
            }
            Self::Cut(at) => text.truncate(at.index(text.len() + 1)),
            _ => {}
        }
    }
}

/// A value inside a value, or the value itself.
fn nth<'a>(value: &'a mut Value, index: &Index) -> &'a mut Value {
    fn count(value: &Value) -> usize {
        1 + match value {
            Value::Object(members) => members.values().map(count).sum(),
            Value::Array(items) => items.iter().map(count).sum(),
            _ => 0,
        }
    }
    fn find<'a>(value: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
        if *left == 0 {
            return Some(value);
        }
        *left -= 1;
        match value {
            Value::Object(members) => members.values_mut().find_map(|value| find(value, left)),
            Value::Array(items) => items.iter_mut().find_map(|value| find(value, left)),
            _ => None,
        }
    }
    let mut left = index.index(count(value));
    find(value, &mut left).expect("there are as many")
}

#[test]
fn any_body() {
    const CASES: u32 = 3_000;
    let bodies: Vec<_> = SUBJECTS.iter().map(|subject| bodies((subject.path)())).collect();
    for (subject, bodies) in bodies.iter().enumerate() {
        for body in bodies {
            let bytes = [&[letter(subject)], body.to_string().as_bytes()].concat();
            assert!(check_body(&bytes), "{} does not decode {body}", (SUBJECTS[subject].path)());
        }
    }
    let decoded = Cell::new(0);
    let config = Config { cases: CASES, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..Config::default() };
    let edits = (0..SUBJECTS.len(), any::<Index>(), prop::collection::vec(Edit::any(), 0..4));
    let outcome = TestRunner::new(config).run(&edits, |(subject, body, edits)| {
        let mut body = body.get(&bodies[subject]).clone();
        edits.iter().for_each(|edit| edit.apply_to_value(&mut body));
        let mut text = body.to_string().into_bytes();
        edits.iter().for_each(|edit| edit.apply_to_text(&mut text));
        decoded.set(decoded.get() + u32::from(check_body(&[&[letter(subject)], &text[..]].concat())));
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    assert!(decoded.get() > CASES / 3, "{} of {CASES} decode", decoded.get());
}
