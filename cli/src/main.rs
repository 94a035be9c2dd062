//! `schemawright`: the commands under their own names.

mod shell;

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use schemawright_cli::terminal::Options;
use schemawright_cli::{Program, bundle, diff, drift, explain, generate, graph, init, out, sync, watch};

const AFTER_HELP: &str = "\
Examples:
  schemawright init
      Find the schemas in this directory, and write schemawright.toml.
  schemawright gen
      Generate the types.
  schemawright diff HEAD~1
      Report what a change of the schemas breaks.

Exit codes of all commands: 0 done, 1 a problem was found, which is described above, 2 wrong usage.";

/// Rust types from JSON Schemas and OpenAPI documents, and what a change of them breaks
#[derive(Parser)]
#[command(name = "schemawright", version, max_term_width = 120, after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    #[command(flatten)]
    options: Options,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Args),
    Gen(generate::Args),
    Check(generate::CheckArgs),
    Diff(diff::Args),
    Drift(drift::Args),
    Explain(explain::Args),
    Sync(sync::Args),
    Bundle(bundle::Args),
    Watch(watch::Args),
    Graph(graph::Args),
    Completions(shell::CompletionsArgs),
    Man(shell::ManArgs),
}

fn main() -> ExitCode {
    let program = Program::schemawright();
    let command = program.name_in(Cli::command());
    let matches = command.clone().get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    cli.options.apply();
    out::ended(match cli.command {
        Command::Init(args) => init::run(&program, &args),
        Command::Gen(args) => generate::run(&program, &args),
        Command::Check(args) => generate::check(&program, &args.inputs),
        Command::Diff(args) => diff::run(&program, &args),
        Command::Drift(args) => drift::run(&program, &args),
        Command::Explain(args) => explain::run(&program, &args),
        Command::Sync(args) => sync::run(&program, &args),
        Command::Bundle(args) => bundle::run(&program, &args),
        Command::Watch(args) => watch::run(&program, &args),
        Command::Graph(args) => graph::run(&program, &args),
        Command::Completions(args) => shell::completions(command, &args),
        Command::Man(args) => shell::man(command, &args),
    })
}
