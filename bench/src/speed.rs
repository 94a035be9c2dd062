//! Measures the time of the peers to decode and encode.

use crate::measure::{Effort, Times, Work, alternate};
use crate::peers::{Case, PEERS, Subject};
use crate::{row, table};

/// The measured function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From `&[u8]`.
    Decode,
    /// To a new `Vec<u8>`.
    Encode,
}

impl Direction {
    fn work<'a>(self, subject: &'a dyn Subject) -> Work<'a> {
        match self {
            Direction::Decode => subject.decode(),
            Direction::Encode => subject.encode(),
        }
    }
}

/// The table of one direction: a row for each body and peer. MB are those that are decoded or encoded.
#[must_use]
pub fn table(cases: &[Case], direction: Direction, effort: Effort) -> String {
    let mut rows = vec![row!["body", "peer", "bytes", "median", "MB/s", "times ours"]];
    for case in cases {
        let mut works: Vec<Work<'_>> = case.subjects.iter().map(|subject| direction.work(&**subject)).collect();
        let times = alternate(&mut works, effort);
        for ((peer, subject), Times { median, ratio }) in PEERS.iter().zip(&case.subjects).zip(times) {
            let bytes = match direction {
                Direction::Decode => case.body.len(),
                Direction::Encode => subject.written(),
            };
            let speed = bytes as f64 / median * 1e3;
            rows.push(row![case.name, peer, bytes, table::time(median), format!("{speed:.0}"), format!("{ratio:.2}")]);
        }
    }
    table::markdown(&rows)
}
