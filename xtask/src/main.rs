//! The project's commands, one module each.

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use schemawright_cli::{bundle, diff, drift, explain, out, sync};
use xtask::{bench, ci, conformance, program, regen};

/// The project's commands.
///
/// Exit codes of all of them: 0 done, 1 a problem was found, which is described above, 2 wrong usage.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 120)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Regen(regen::Args),
    Diff(diff::Args),
    Drift(drift::Args),
    Sync(sync::Args),
    Explain(explain::Args),
    Bundle(bundle::Args),
    /// Compare the types with their schemas
    ///
    /// `cargo xtask conformance --help` explains more.
    Conformance(conformance::Args),
    /// Generate and compile the schemas of other projects, and decode their bodies
    ///
    /// `cargo xtask generality --help` explains more.
    Generality(conformance::Args),
    Bench(bench::Args),
    Ci(ci::Args),
}

fn main() -> ExitCode {
    if let Some(code) = ci::rustdoc::recorded() {
        return code;
    }
    let program = program();
    let matches = program.name_in(Cli::command()).get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    out::ended(match cli.command {
        Command::Regen(args) => regen::run(&args),
        Command::Diff(args) => diff::run(&program, &args),
        Command::Drift(args) => drift::run(&program, &args),
        Command::Sync(args) => sync::run(&program, &args),
        Command::Explain(args) => explain::run(&program, &args),
        Command::Bundle(args) => bundle::run(&program, &args),
        Command::Conformance(args) => conformance::run(conformance::Program::Conformance, &args),
        Command::Generality(args) => conformance::run(conformance::Program::Generality, &args),
        Command::Bench(args) => bench::run(&args),
        Command::Ci(args) => ci::run(&args),
    })
}
