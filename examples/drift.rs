//! Reports additions to the API: each field or value that the types do not declare is logged once, and counted each time.
//!
//! `cargo run --example drift -- FILE…`, with bodies of `GET /v1/users/{user_id}`
//!
//! A program installs a `tracing` subscriber, and gives the counts to its metrics. `cargo xtask drift` prints what to add to the schemas.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Mutex;
use std::{env, fs};

use stytch_types::user::v1::GetResponse;
use stytch_types::{DecodeError, Decoder, Drift};

fn main() -> Result<(), Box<dyn Error>> {
    let growth = Growth::default();
    for file in env::args().skip(1) {
        user(&growth, &fs::read(file)?)?;
    }
    for (drift, count) in growth.counts() {
        println!("{count} times: {drift}");
    }
    Ok(())
}

/// The unknown fields and values, with their counts. There are few paths, because they contain no values and no names of map entries.
#[derive(Default)]
pub(crate) struct Growth(Mutex<BTreeMap<Drift, u64>>);

impl Growth {
    pub(crate) fn record(&self, drift: &Drift) {
        let mut counts = self.0.lock().expect("no other thread has panicked");
        let count = counts.entry(drift.clone()).or_default();
        *count += 1;
        if *count == 1 {
            tracing::warn!(of = drift.of, path = drift.path, "the API has grown: {drift}");
        }
    }

    pub(crate) fn counts(&self) -> BTreeMap<Drift, u64> {
        self.0.lock().expect("no other thread has panicked").clone()
    }
}

/// A response can be checked too: `drift(&answer).iter().for_each(|drift| growth.record(drift))`.
pub(crate) fn user(growth: &Growth, body: &[u8]) -> Result<GetResponse, DecodeError> {
    Decoder::new().on_drift(|drift| growth.record(drift)).decode(body)
}
