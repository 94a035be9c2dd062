//! `cargo xtask conformance` and `cargo xtask generality`: compare types with their schemas, the project's own and others. They run
//! `conformance/`, a separate package, so that `cargo xtask regen` does not compile its validator.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use crate::cargo::{cargo, hand_over};
use crate::workspace::root;

/// The programs of the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// The types of this workspace, with made-up instances.
    Conformance,
    /// Other projects' schemas, with their bodies.
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

/// Options for the program.
#[derive(Clone, Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub struct Args {
    /// Options that are passed on unchanged
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    pub options: Vec<OsString>,
}

/// Builds the program and runs it.
pub fn run(program: Program, args: &Args) -> ExitCode {
    hand_over(command(program, args))
}

fn command(program: Program, args: &Args) -> Command {
    let mut command = cargo();
    // The current directory is kept, because paths in the options are relative to it.
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
