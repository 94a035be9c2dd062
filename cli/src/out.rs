//! Printing, in one place, so that every command handles a closed pipe (`schemawright explain --rules | head -1`).

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::progress::hidden;

/// Whether printing failed for a reason other than a closed pipe.
static LOST: AtomicBool = AtomicBool::new(false);

/// Prints a text to standard output.
pub fn out(text: impl AsRef<str>) {
    print(io::stdout(), text.as_ref());
}

/// Prints a text to standard error.
pub fn err(text: impl AsRef<str>) {
    print(io::stderr(), text.as_ref());
}

/// The exit code of a command: failure if its output could not be printed.
#[must_use]
pub fn ended(code: ExitCode) -> ExitCode {
    if LOST.load(Ordering::Relaxed) { ExitCode::FAILURE } else { code }
}

fn print(mut stream: impl Write, text: &str) {
    match hidden(|| stream.write_all(text.as_bytes()).and_then(|()| stream.flush())) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        Err(error) => {
            if !LOST.swap(true, Ordering::Relaxed) {
                // If this fails too, only the exit code reports the failure.
                let _ = writeln!(io::stderr(), "error: can't print: {error}");
            }
        }
    }
}
