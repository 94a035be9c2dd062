//! The cost of compiling the types beside those of the peers, and of generating them.

mod compile;
mod generator;
mod generators;
mod intake;
mod layer;
mod many;
mod measured;
mod others;
mod packages;
mod rules;
// The same files as in `bench`, which depends on the peers.
#[path = "../../src/out.rs"]
mod out;
#[path = "../../src/table.rs"]
mod table;
mod users;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words[..] {
        ["compile", "layer"] => layer::run(),
        ["compile", "users"] => users::run(),
        ["compile", ..] => compile::run(),
        ["generator", "others"] => others::print(),
        ["generator", "many"] => many::print(),
        ["generator", ..] => generator::run(),
        // The subjects, each in a process of its own, which has a peak memory of its own.
        ["generate-once", directory] => generator::once(directory),
        ["generate-others", directory] => others::once(directory),
        ["run", program, ref arguments @ ..] => measured::child(program, arguments),
        _ => Err("usage: builds compile | generator".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// An error of files, processes or schemas.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The project's root.
fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A directory for output and builds, in this workspace's target directory.
fn scratch(name: &str) -> Result<PathBuf> {
    let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/scratch").join(name);
    std::fs::create_dir_all(&directory)?;
    Ok(directory.canonicalize()?)
}
