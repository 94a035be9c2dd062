//! What decoded values hold, how often memory is taken for them, and how large the types are.

use crate::peers::{Case, PEERS};
use crate::{row, table};

/// The table: a row for each body and peer. Needs the counting allocator as the program's.
#[must_use]
pub fn table(cases: &[Case]) -> String {
    let head = ["body", "peer", "size_of", "heap held", "both", "times ours", "allocations to decode", "to encode"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for case in cases {
        let mut ours = None;
        for (peer, subject) in PEERS.iter().zip(&case.subjects) {
            let (decode, encode) = subject.heap();
            let both = subject.size() as f64 + decode.held as f64;
            let ratio = both / *ours.get_or_insert(both);
            let (allocations, encoding) = (decode.allocations, encode.allocations);
            let ratio = format!("{ratio:.2}");
            rows.push(row![case.name, peer, subject.size(), decode.held, both, ratio, allocations, encoding]);
        }
    }
    table::markdown(&rows)
}
