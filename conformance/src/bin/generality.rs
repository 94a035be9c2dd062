//! The program behind `cargo xtask generality`.

use std::process::ExitCode;

use clap::Parser;
use conformance::generality::{Args, run};

#[derive(Parser)]
#[command(name = "cargo xtask generality", bin_name = "cargo xtask generality", max_term_width = 120)]
struct Cli {
    #[command(flatten)]
    args: Args,
}

fn main() -> ExitCode {
    run(&Cli::parse().args)
}
