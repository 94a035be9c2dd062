//! `cargo xtask bench unions`: lists of 1,000 tagged events, beside serde's enums of the same structs.

mod bodies;
#[path = "../../src/measure.rs"]
mod measure;
#[path = "../../src/out.rs"]
mod out;
mod peers;
#[path = "../../src/table.rs"]
mod table;

use std::hint::black_box;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use bodies::{Kinds, Tag, events};
use measure::{Effort, Work, alternate};
use peers::{Tagged, Untagged};

/// The generated types.
#[allow(missing_docs, dead_code)]
mod ours {
    include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
}

/// The names of the subjects, in the order in which they are measured.
const SUBJECTS: [&str; 4] = ["ours, by `decode`", "ours, by serde_json", "serde, internally tagged", "serde, untagged"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [count, subject, runs] = &arguments[..]
        && count == "--count"
    {
        return run_alone(subject, runs.parse().expect("a number of runs"));
    }
    let rounds = if arguments.iter().any(|argument| argument == "--quick") { 21 } else { 201 };
    let effort = Effort { rounds, turn: Duration::from_millis(10) };
    out::line(format!("## Lists of {} events of twenty kinds ({rounds} rounds, in turns)\n", bodies::EVENTS));
    out::line(table(effort));
}

/// The table: ratios are those of one run, and ours is 1.
fn table(effort: Effort) -> String {
    let mut rows = vec![row!["what", "subject", "median", "times ours"]];
    for (kinds, tag, what) in [
        (Kinds::All, Tag::First, "decode, of all kinds, tag first"),
        (Kinds::All, Tag::Last, "decode, of all kinds, tag last"),
        (Kinds::Last, Tag::First, "decode, of the last kind, tag first"),
        (Kinds::Last, Tag::Last, "decode, of the last kind, tag last"),
    ] {
        let body = events(kinds, tag);
        let works = vec![
            decoding_directly(&body),
            decoding::<ours::Event>(&body),
            decoding::<Tagged>(&body),
            decoding::<Untagged>(&body),
        ];
        add(&mut rows, what, &SUBJECTS, works, effort);
    }
    let body = events(Kinds::All, Tag::First);
    let works = vec![
        encoding_directly(&body),
        encoding::<ours::Event>(&body),
        encoding::<Tagged>(&body),
        encoding::<Untagged>(&body),
    ];
    let subjects = [&["ours, by `encode`"], &SUBJECTS[1..]].concat();
    add(&mut rows, "encode, of all kinds", &subjects, works, effort);
    table::markdown(&rows)
}

fn add(rows: &mut Vec<Vec<String>>, what: &str, subjects: &[&str], mut works: Vec<Work<'_>>, effort: Effort) {
    for (subject, times) in subjects.iter().zip(alternate(&mut works, effort)) {
        rows.push(row![what, subject, table::time(times.median), format!("{:.2}", times.ratio)]);
    }
}

fn decoding<T: DeserializeOwned>(body: &str) -> Work<'_> {
    Box::new(move || drop(black_box(serde_json::from_str::<Vec<T>>(black_box(body)).expect("a list of events"))))
}

fn decoding_directly(body: &str) -> Work<'_> {
    Box::new(move || {
        drop(black_box(schemawright_wire::decode::<Vec<ours::Event>>(black_box(body)).expect("a list of events")));
    })
}

fn encoding<T: DeserializeOwned + Serialize + 'static>(body: &str) -> Work<'static> {
    let events: Vec<T> = serde_json::from_str(body).expect("a list of events");
    Box::new(move || drop(black_box(serde_json::to_vec(black_box(&events)).expect("it encodes"))))
}

fn encoding_directly(body: &str) -> Work<'static> {
    let events: Vec<ours::Event> = serde_json::from_str(body).expect("a list of events");
    Box::new(move || drop(black_box(schemawright_wire::encode(black_box(&events)).expect("it encodes"))))
}

/// Runs one subject alone, for `valgrind --tool=callgrind`: `--count direct-first 10`, `--count tagged-encode 10`, and of the last kind
/// `--count untagged-last20 10`.
fn run_alone(subject: &str, runs: usize) {
    let (name, what) = subject.rsplit_once('-').expect("a subject and what it does, as `ours-first`");
    let kinds = if what.ends_with("20") { Kinds::Last } else { Kinds::All };
    let body = events(kinds, if what.starts_with("last") { Tag::Last } else { Tag::First });
    let mut work = match (name, what) {
        ("ours", "encode") => encoding::<ours::Event>(&body),
        ("ours", _) => decoding::<ours::Event>(&body),
        ("direct", "encode") => encoding_directly(&body),
        ("direct", _) => decoding_directly(&body),
        ("tagged", "encode") => encoding::<Tagged>(&body),
        ("tagged", _) => decoding::<Tagged>(&body),
        _ => decoding::<Untagged>(&body),
    };
    (0..runs).for_each(|_| work());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_read_the_same_events_and_write_them() {
        for kinds in [Kinds::All, Kinds::Last] {
            let first = events(kinds, Tag::First);
            for tag in [Tag::First, Tag::Last] {
                let body = events(kinds, tag);
                let ours: Vec<ours::Event> = serde_json::from_str(&body).unwrap();
                assert!(!ours.iter().any(|event| matches!(event, ours::Event::Unrecognized(_))));
                assert_eq!(serde_json::to_string(&ours).unwrap(), first);
                assert_eq!(serde_json::to_string(&serde_json::from_str::<Vec<Tagged>>(&body).unwrap()).unwrap(), first);
                assert_eq!(
                    serde_json::to_string(&serde_json::from_str::<Vec<Untagged>>(&body).unwrap()).unwrap(),
                    first
                );
            }
        }
    }
}
