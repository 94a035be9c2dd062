//! `cargo xtask regen`: `schemawright gen`, and with an option `schemawright check`.

use std::process::ExitCode;

use schemawright_cli::generate::{self, Inputs};

use crate::program;

/// Generate the types from the schemas, or check whether they match
///
/// Reads every *.json file below the schema directory and writes one crate of Rust types. Writes only changed files,
/// deletes stale files, and prints one line about the result.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_long_help = generate::AFTER_HELP)]
pub struct Args {
    /// The input and the output.
    #[command(flatten)]
    pub inputs: Inputs,

    /// Delete files in the output directory that the generator did not write, instead of refusing
    #[arg(long, conflicts_with = "check")]
    pub force: bool,

    /// Add an entry for what has changed since the last commit to CHANGELOG.md, under Unreleased
    #[arg(long, conflicts_with_all = ["check", "schemas", "config", "out", "backend"])]
    pub changelog: bool,

    /// Write nothing; show the differences and fail if there are any
    #[arg(long)]
    pub check: bool,
}

/// Generates, then writes or compares.
pub fn run(args: &Args) -> ExitCode {
    let Args { inputs, force, changelog, check } = args.clone();
    if check {
        return generate::check(&program(), &inputs);
    }
    generate::run(&program(), &generate::Args { inputs, force, changelog })
}
