//! `cargo xtask conformance` and `cargo xtask generality`: types against their schemas, ours and others'. The work is done in `conformance/`, a package
//! of its own: who regenerates need not compile the validator that it judges with.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use crate::cargo::{cargo, hand_over};
use crate::workspace::root;

/// The programs of the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// The types of this workspace, on made-up instances.
    Conformance,
    /// Schemas of other people, on their bodies.
    Generality,
}

impl Program {
    fn name(self) -> &'static str {
        match self {
            Program::Conformance => "conformance",
            Program::Generality => "generality",
        }
    }
}

/// Options for the program that is run.
#[derive(Clone, Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub struct Args {
    /// Passed on as they are
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    pub options: Vec<OsString>,
}

/// Builds the program and runs it.
pub fn run(program: Program, args: &Args) -> ExitCode {
    hand_over(command(program, args))
}

fn command(program: Program, args: &Args) -> Command {
    let mut command = cargo();
    // The current directory stays: paths among the options are relative to it.
    command.args(["run", "--package", "conformance", "--bin", program.name()]);
    command.arg("--manifest-path").arg(root().join("Cargo.toml"));
    command.arg("--").args(&args.options);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cargo finds the two programs.
    #[test]
    fn each_program_exists() {
        let source = root().join("conformance/src");
        for program in [Program::Conformance, Program::Generality] {
            let own = source.join("bin").join(format!("{}.rs", program.name()));
            let place = if program.name() == "conformance" { source.join("main.rs") } else { own };
            assert!(place.exists(), "{} does not exist", place.display());
        }
    }
}
