//! The program behind `cargo xtask conformance`.

use std::process::ExitCode;

use clap::Parser;
use conformance::Args;

#[derive(Parser)]
#[command(name = "cargo xtask conformance", bin_name = "cargo xtask conformance", max_term_width = 120)]
struct Cli {
    #[command(flatten)]
    args: Args,
}

fn main() -> ExitCode {
    conformance::run(&Cli::parse().args)
}
