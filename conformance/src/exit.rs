//! The exit codes of the commands.

use std::process::ExitCode;

use schemawright_cli::out::{ended, err};

/// The exit code for a result: success, findings, or an error, which is printed.
pub(crate) fn code(result: Result<bool, String>) -> ExitCode {
    ended(match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            err(format!("error: {error}\n"));
            ExitCode::FAILURE
        }
    })
}
