//! The line on a terminal during a long run, tested on a terminal of `script` and without one.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::common::Place;
use schemawright_cli::tree::Lock;

/// `gen` on a terminal. It waits for a lock that the test holds.
fn generate(directory: &Path, options: &str) -> Option<Child> {
    let line = format!("{} gen --schemas schemas --out out {options}", env!("CARGO_BIN_EXE_schemawright"));
    let mut command = Command::new("script");
    command.args(["--quiet", "--return", "--command", &line, "/dev/null"]).current_dir(directory).env("TERM", "xterm");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().ok()
}

/// The terminal's output for a run that takes longer than a second. `None` without `script`.
fn shown(options: &str) -> Option<String> {
    let place = Place::new();
    let directory = place.directory.path();
    fs::create_dir(directory.join("schemas")).unwrap();
    fs::write(directory.join("schemas/user.json"), r#"{"title": "User", "type": "string"}"#).unwrap();
    let lock = Lock::acquire(place.out(), || ()).unwrap();
    let mut child = generate(directory, options)?;
    sleep(Duration::from_millis(1_500));
    drop(lock);
    let mut text = String::new();
    child.stdout.take().unwrap().read_to_string(&mut text).unwrap();
    assert!(child.wait().unwrap().success(), "{text}");
    Some(text)
}

#[test]
fn a_long_run_shows_its_step_until_it_ends() {
    let Some(text) = shown("") else {
        eprintln!("skipped: there is no `script`");
        return;
    };
    assert!(text.contains("\r\x1b[Kwaiting for another run … "), "{text:?}");
    // The line is erased before the summary.
    let (_, last) = text.rsplit_once("\r\x1b[K").unwrap();
    assert!(last.starts_with("1 schema, 1 type, "), "{text:?}");
    let quiet = shown("--quiet").unwrap();
    assert!(!quiet.contains('\x1b'), "{quiet:?}");
}
