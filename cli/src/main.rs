//! `schemawright`: the commands under their own names.

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use schemawright_cli::{Program, bundle, diff, drift, explain, generate, out, sync};

/// Rust types from JSON Schemas and OpenAPI documents, and what a change of them breaks
///
/// Exit codes of all commands: 0 done, 1 something is wrong with what was looked at (it is said what), 2 wrong usage.
#[derive(Parser)]
#[command(name = "schemawright", version, max_term_width = 120)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Gen(generate::Args),
    Check(generate::CheckArgs),
    Diff(diff::Args),
    Drift(drift::Args),
    Sync(sync::Args),
    Explain(explain::Args),
    Bundle(bundle::Args),
}

fn main() -> ExitCode {
    let program = Program::schemawright();
    let matches = program.name_in(Cli::command()).get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    out::ended(match cli.command {
        Command::Gen(args) => generate::run(&program, &args),
        Command::Check(args) => generate::check(&program, &args.inputs),
        Command::Diff(args) => diff::run(&program, &args),
        Command::Drift(args) => drift::run(&program, &args),
        Command::Sync(args) => sync::run(&program, &args),
        Command::Explain(args) => explain::run(&program, &args),
        Command::Bundle(args) => bundle::run(&program, &args),
    })
}
