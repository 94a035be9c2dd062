//! `cargo xtask conformance`: the types against their schemas. The work is done in `conformance/`, a package of its own: who regenerates need not
//! compile the validator that it judges with.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use crate::cargo::{cargo, hand_over};
use crate::workspace::root;

/// Hold the types against their schemas
///
/// `cargo xtask conformance --help` tells more.
#[derive(Clone, Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub struct Args {
    /// Options for the program that is run
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    pub options: Vec<OsString>,
}

/// Builds the program and runs it.
pub fn run(args: &Args) -> ExitCode {
    hand_over(command(args))
}

fn command(args: &Args) -> Command {
    let mut command = cargo();
    // The current directory stays: paths among the options are relative to it.
    command.args(["run", "--quiet", "--package", "conformance", "--manifest-path"]).arg(root().join("Cargo.toml"));
    command.arg("--").args(&args.options);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_go_to_the_program() {
        let command = command(&Args { options: vec!["--seed".into(), "7".into()] });
        let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
        assert_eq!(words[..4], ["run", "--quiet", "--package", "conformance"]);
        assert_eq!(words[words.len() - 3..], ["--", "--seed", "7"]);
    }
}
