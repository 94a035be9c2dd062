//! Runs cargo.

use std::env;
use std::process::{Command, ExitCode};

use schemawright_cli::out::err;

/// The cargo that runs this program.
#[must_use]
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program, and returns its exit code. Its output is not captured.
#[must_use]
pub(crate) fn hand_over(mut command: Command) -> ExitCode {
    match command.status() {
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            err(format!("error: can't run {}: {error}\n", command.get_program().display()));
            ExitCode::FAILURE
        }
    }
}
