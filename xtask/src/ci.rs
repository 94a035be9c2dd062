//! `cargo xtask ci`: everything that CI runs, one stage after the other.

mod stages;

use std::process::ExitCode;
use std::time::Instant;

use schemawright_cli::out::{err, out};

use stages::{Outcome, STAGES, Stage};

const AFTER_HELP: &str = "\
Stages: fmt, clippy, doc, test, precision (the tests of wire with serde_json's arbitrary_precision), regen (--check), deny (where cargo-deny is installed).
The first that fails ends the run, and its command is named, so that it can be run alone.

Exit codes:
  0  all stages passed
  1  a stage failed
  2  wrong usage of the command line";

/// Run everything that CI runs
///
/// Formatting, lints, documentation, tests, whether generated/ is in step with schemas/, and licences and advisories. Stops at the first
/// failure. Needs stable Rust and, once, a network for the dependencies.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Args {
    /// Print the commands and run none
    #[arg(long)]
    pub list: bool,
}

/// Runs all stages.
pub fn run(args: &Args) -> ExitCode {
    if args.list {
        STAGES.iter().for_each(|stage| out(format!("{:8}{}\n", stage.name, stage.command())));
        return ExitCode::SUCCESS;
    }
    run_stages(STAGES)
}

fn run_stages(stages: &[Stage]) -> ExitCode {
    let started = Instant::now();
    for (index, stage) in stages.iter().enumerate() {
        out(format!("\n== {}/{} {}: {}\n", index + 1, stages.len(), stage.name, stage.command()));
        let begun = Instant::now();
        let outcome = stage.run();
        let time = format!("{:.1} s", begun.elapsed().as_secs_f64());
        match outcome {
            Outcome::Passed => out(format!("== {} passed in {time}\n", stage.name)),
            Outcome::Skipped(why) => out(format!("== {} skipped: {why}\n", stage.name)),
            Outcome::Failed(why) => {
                err(format!("== {} FAILED after {time}: {why}\n   to run it alone: {}\n", stage.name, stage.command()));
                return ExitCode::FAILURE;
            }
        }
    }
    out(format!("\n== all of {} stages done in {:.1} s\n", stages.len(), started.elapsed().as_secs_f64()));
    ExitCode::SUCCESS
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Stage = Stage::cargo("good", &["--version"], &[]);
    const BAD: Stage = Stage::cargo("bad", &["no-such-command"], &[]);
    const NEVER: Stage =
        Stage { name: "never", work: stages::Work::Function("never", || panic!("ran after a failure")) };

    #[test]
    fn stops_at_the_first_failure() {
        assert_eq!(run_stages(&[GOOD, GOOD]), ExitCode::SUCCESS);
        assert_eq!(run_stages(&[GOOD, BAD, NEVER]), ExitCode::FAILURE);
    }

    #[test]
    fn every_stage_is_in_the_help() {
        let named = AFTER_HELP.lines().next().unwrap();
        assert!(STAGES.iter().all(|stage| named.contains(stage.name)), "{named}");
    }
}
