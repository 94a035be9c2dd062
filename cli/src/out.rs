//! Printing: one place, so that no command minds a reader that has gone (`schemawright explain --rules | head -1`).

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::progress::hidden;

/// Whether something could not be printed, for another reason than that nobody reads any more.
static LOST: AtomicBool = AtomicBool::new(false);

/// Prints to standard output, as it is.
pub fn out(text: impl AsRef<str>) {
    print(io::stdout(), text.as_ref());
}

/// Prints to standard error, as it is.
pub fn err(text: impl AsRef<str>) {
    print(io::stderr(), text.as_ref());
}

/// The exit code of a command: that of a failure, if what it had to say was lost.
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
                // Where this is lost too, the exit code is all that is left to say it with.
                let _ = writeln!(io::stderr(), "error: can't print: {error}");
            }
        }
    }
}
