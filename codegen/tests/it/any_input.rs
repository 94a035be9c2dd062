//! No input makes the generator panic, and its output can be parsed. The random cases are the same in every run; the corpora are findings
//! of the fuzz targets (`fuzz/README.md`).

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::random::{check_files, check_schemas};

/// Every file of a corpus with its path, in order.
fn corpus(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let directory = crate::support::package().join("../fuzz/corpus").join(target);
    let entries = fs::read_dir(&directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a readable directory").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} is empty", directory.display());
    paths.into_iter().map(|path| (path.clone(), fs::read(path).expect("a readable file"))).collect()
}

/// Runs a check on every file of a corpus. A failure names the file.
fn replay(target: &str, check: fn(&[u8]) -> bool) {
    for (path, bytes) in corpus(target) {
        let failed = std::panic::catch_unwind(|| check(&bytes)).is_err();
        assert!(!failed, "{} fails", path.display());
    }
}

/// The same cases in every run. A failing case is added to the corpus, not to a file of proptest.
fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..Config::default() })
}

/// A change of some text.
#[derive(Clone, Debug)]
enum Edit {
    Insert(Index, &'static str),
    Overwrite(Index, u8),
    Remove(Index, usize),
    Repeat(Index, usize, Index),
}

impl Edit {
    fn any() -> impl Strategy<Value = Self> {
        let tokens = [
            "\"$ref\":\"#\",",
            "\"type\":\"null\",",
            "\"allOf\":[{}],",
            "\"enum\":[],",
            "{\"title\":\"A\"}",
            "\"",
            "[",
            "}",
            "\\ud800",
            "\0",
            "\u{202e}",
            "1e999",
            "--- b.json\n",
            "--- codegen.toml\n",
            "[[fix]]\n",
            "schema = \"*\"\n",
        ];
        prop_oneof![
            (any::<Index>(), proptest::sample::select(tokens.to_vec())).prop_map(|(at, token)| Self::Insert(at, token)),
            any::<(Index, u8)>().prop_map(|(at, byte)| Self::Overwrite(at, byte)),
            (any::<Index>(), 1..40_usize).prop_map(|(at, length)| Self::Remove(at, length)),
            (any::<Index>(), 1..80_usize, any::<Index>()).prop_map(|(from, length, to)| Self::Repeat(from, length, to)),
        ]
    }

    fn apply(&self, text: &mut Vec<u8>) {
        let place = |index: &Index| index.index(text.len() + 1);
        match self {
            Self::Insert(at, token) => {
                let at = place(at);
                text.splice(at..at, token.bytes());
            }
            Self::Overwrite(at, byte) => {
                let at = place(at);
                text.splice(at..text.len().min(at + 1), [*byte]);
            }
            Self::Remove(at, length) => {
                let at = place(at);
                text.drain(at..text.len().min(at + length));
            }
            Self::Repeat(from, length, to) => {
                let (from, to) = (place(from), place(to));
                let part = text[from..text.len().min(from + length)].to_vec();
                text.splice(to..to, part);
            }
        }
    }
}

#[test]
fn corpus_of_files() {
    replay("generate_files", check_files);
}

#[test]
fn corpus_of_schemas() {
    replay("generate_schemas", check_schemas);
}

#[test]
fn any_files() {
    let texts: Vec<_> = corpus("generate_files").into_iter().map(|(_, text)| text).collect();
    let edits = (any::<Index>(), prop::collection::vec(Edit::any(), 0..4));
    let outcome = runner(400).run(&edits, |(text, edits)| {
        let mut text = text.get(&texts).clone();
        edits.iter().for_each(|edit| edit.apply(&mut text));
        check_files(&text);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn any_schemas() {
    const CASES: u32 = 200;
    let generated = Cell::new(0);
    let outcome = runner(CASES).run(&prop::collection::vec(any::<u8>(), 0..300), |bytes| {
        generated.set(generated.get() + u32::from(check_schemas(&bytes)));
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    // Otherwise, the test would mostly test errors.
    assert!(generated.get() > CASES / 3, "{} of {CASES} are generated from", generated.get());
}
