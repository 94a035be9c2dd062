//! `cargo xtask bench payloads -- DIR`: the bodies of a directory that decode, and those that round-trip.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use bench::{out, row, table};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

mod types;

/// Decodes a body and encodes it again.
type Pass = fn(&[u8]) -> Result<Value, String>;

const PEERS: [&str; 3] = ["stytch-types", "stytch 11.1", "typify 0.8"];

fn ours<T: DeserializeOwned + Serialize>(body: &[u8]) -> Result<Value, String> {
    let value: T = stytch_types::decode(body).map_err(|error| error.to_string())?;
    serde_json::to_value(&value).map_err(|error| error.to_string())
}

fn pass<T: DeserializeOwned + Serialize>(body: &[u8]) -> Result<Value, String> {
    let value: T = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    serde_json::to_value(&value).map_err(|error| error.to_string())
}

/// The number of bodies of a kind, and for each peer the number of bodies that decode, and of bodies that have lost or changed something.
#[derive(Default)]
struct Kind {
    bodies: usize,
    decoded: [usize; 3],
    damaged: [usize; 3],
}

fn main() -> ExitCode {
    let Some(directory) = std::env::args().nth(1).map(PathBuf::from) else {
        eprintln!("usage: payloads DIR, which has an INDEX.tsv");
        return ExitCode::from(2);
    };
    match count(&directory) {
        Ok(kinds) => {
            out::line(show(&kinds));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn count(directory: &std::path::Path) -> Result<BTreeMap<String, Kind>, Box<dyn std::error::Error>> {
    let types: BTreeMap<&str, &[Pass; 3]> = types::TYPES.iter().map(|(title, passes)| (*title, passes)).collect();
    let verbose = std::env::args().any(|argument| argument == "--verbose");
    let mut kinds: BTreeMap<String, Kind> = BTreeMap::new();
    for line in std::fs::read_to_string(directory.join("INDEX.tsv"))?.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, title, direction, grade, ..] = cells[..] else { return Err(format!("a short row: {line}").into()) };
        let Some(passes) = types.get(title) else { continue };
        let body = std::fs::read(directory.join(file))?;
        let sent: Value = serde_json::from_slice(&body)?;
        let kind = kinds.entry(format!("{grade}, {direction}s")).or_default();
        kind.bodies += 1;
        for (peer, pass) in passes.iter().enumerate() {
            match pass(&body) {
                Ok(back) => {
                    kind.decoded[peer] += 1;
                    kind.damaged[peer] += usize::from(!keeps(&sent, &back));
                }
                Err(error) if verbose => out::line(format!("{file}: {}: {error}", PEERS[peer])),
                Err(_) => {}
            }
        }
    }
    Ok(kinds)
}

/// Whether everything in a body is present after a round trip. `null`s may be removed, and absent members added.
fn keeps(sent: &Value, back: &Value) -> bool {
    match (sent, back) {
        (Value::Null, _) => true,
        (Value::Object(sent), Value::Object(back)) => {
            sent.iter().all(|(name, value)| value.is_null() || back.get(name).is_some_and(|back| keeps(value, back)))
        }
        (Value::Array(sent), Value::Array(back)) => {
            sent.len() == back.len() && sent.iter().zip(back).all(|(sent, back)| keeps(sent, back))
        }
        _ => sent == back,
    }
}

fn show(kinds: &BTreeMap<String, Kind>) -> String {
    let mut rows = vec![row!["bodies", "of"]];
    rows[0].extend(PEERS.iter().map(|peer| format!("{peer}: decode (lossy)")));
    for (name, kind) in kinds {
        let mut row = row![name, kind.bodies];
        row.extend((0..3).map(|peer| format!("{} ({})", kind.decoded[peer], kind.damaged[peer])));
        rows.push(row);
    }
    table::markdown(&rows)
}
