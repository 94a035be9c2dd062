//! `cargo xtask ci`: all stages of CI, in order.

mod binaries;
mod pages;
pub mod rustdoc;
mod stages;

use std::process::ExitCode;
use std::time::Instant;

use clap::builder::PossibleValuesParser;
use schemawright_cli::out::{err, out};

use stages::{Extent, Outcome, STAGES, Stage};

const AFTER_HELP: &str = "\
Stages: fmt, clippy, doc (what users read), test, regen (--check), deny (where cargo-deny is installed),
and with `--full` precision (the tests of wire with serde_json's arbitrary_precision), two-crates and programs (the examples that are workspaces of their own), tool-docs (the other packages), round-trips (the generated tests of the types), features (every feature of the types by itself), package (the packages, with the generator compiled from one), build-step and stranger (programs with the generator in their build scripts),
fixtures (the generated tests and the pages of every fixture), foreign (types of other crates, and pages of more hostile texts), published (the published schemas, compiled),
conformance (all types against their schemas; additions to every schema, with callers compiled), described (the features of all fixtures), random (a thousand random schemas, compiled) and documents (large OpenAPI documents).
The first that fails ends the run, and the command that runs it alone is printed.

Examples:
  cargo xtask ci
      All stages except the slow ones.
  cargo xtask ci --full
      All stages, as on GitHub.
  cargo xtask ci --only clippy --only test
      These stages alone.

Exit codes:
  0  all stages passed
  1  a stage failed
  2  wrong usage of the command line";

/// Run everything that CI runs
///
/// Formatting, lints, documentation, tests, whether generated/ is in step with schemas/, and licences and advisories. Stops at the first
/// failure, and prints how long each stage took. Needs stable Rust and, once, a network for the dependencies.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Args {
    /// Print the names and commands of the stages, and run none
    #[arg(long)]
    pub list: bool,

    /// Run the slow stages too
    #[arg(long)]
    pub full: bool,

    /// Run only this stage; can be given several times
    #[arg(long, value_name = "STAGE", value_parser = PossibleValuesParser::new(STAGES.iter().map(|stage| stage.name)), conflicts_with = "full")]
    pub only: Vec<String>,
}

impl Args {
    /// The selected stages, in the order in which they run.
    fn stages(&self) -> Vec<&'static Stage> {
        let wanted = |stage: &&Stage| match &self.only[..] {
            [] => self.full || self.list || stage.extent == Extent::Always,
            only => only.iter().any(|name| name == stage.name),
        };
        STAGES.iter().filter(wanted).collect()
    }
}

/// Runs the stages.
pub fn run(args: &Args) -> ExitCode {
    let stages = args.stages();
    if args.list {
        stages.iter().for_each(|stage| out(listed(stage)));
        return ExitCode::SUCCESS;
    }
    run_stages(&stages)
}

/// `regen       cargo xtask regen --check`
fn listed(stage: &Stage) -> String {
    let extent = if stage.extent == Extent::Full { "  (with --full)" } else { "" };
    format!("{:11} {}{extent}\n", stage.name, stage.command())
}

fn run_stages(stages: &[&Stage]) -> ExitCode {
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
                let alone = format!("cargo xtask ci --only {}", stage.name);
                err(format!("== {} FAILED after {time}: {why}\n   to run it alone: {alone}\n", stage.name));
                return ExitCode::FAILURE;
            }
        }
    }
    out(format!("\n== all of {} stages done in {:.1} s\n", stages.len(), started.elapsed().as_secs_f64()));
    ExitCode::SUCCESS
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use clap::Parser as _;

    use super::stages::Work;
    use super::*;
    use crate::workspace::root;

    const GOOD: &Stage = &Stage::cargo("good", &["--version"], &[]);
    const BAD: &Stage = &Stage::cargo("bad", &["no-such-command"], &[]);
    const NEVER: &Stage = &Stage::function("never", "never", || panic!("ran after a failure"));

    /// The names of the selected stages, or clap's error.
    fn stages(options: &[&str]) -> Result<Vec<&'static str>, String> {
        #[derive(clap::Parser)]
        struct Line {
            #[command(flatten)]
            args: Args,
        }
        let line = Line::try_parse_from(["ci"].iter().chain(options)).map_err(|error| error.to_string())?;
        Ok(line.args.stages().iter().map(|stage| stage.name).collect())
    }

    #[test]
    fn options_name_stages() {
        let all: Vec<_> = STAGES.iter().map(|stage| stage.name).collect();
        assert_eq!(stages(&["--full"]).unwrap(), all);
        assert_eq!(stages(&["--list"]).unwrap(), all);
        let quick = stages(&[]).unwrap();
        assert!(quick.contains(&"test") && !quick.contains(&"features"), "{quick:?}");
        assert_eq!(stages(&["--only", "features", "--only", "fmt"]).unwrap(), ["fmt", "features"]);
        let error = stages(&["--only", "clipy"]).unwrap_err();
        assert!(error.contains("clippy"), "{error}");
    }

    #[test]
    fn stops_at_the_first_failure() {
        assert_eq!(run_stages(&[GOOD, GOOD]), ExitCode::SUCCESS);
        assert_eq!(run_stages(&[GOOD, BAD, NEVER]), ExitCode::FAILURE);
    }

    /// The options of `cargo xtask ci` and of `.ci/run`, which passes its own on, in the workflow.
    #[test]
    fn ci_uses_existing_options() {
        let read = |file| std::fs::read_to_string(root().join(file)).expect("a file of the workspace");
        let script = read(".ci/run");
        assert!(script.ends_with("xtask\" ci \"$@\"\n"));
        assert!(script.contains(&format!("\n{} --no-run\n", binaries::COMMAND)), "the tests would be built twice");
        let workflow = read(".github/workflows/ci.yml");
        let runs = workflow.lines().filter_map(|line| line.trim().strip_prefix("run: "));
        let options = |line: &'static str| runs.clone().find_map(|run| run.strip_prefix(line));
        let commands = ["cargo xtask ci", ".ci/run"].map(|line| options(line).expect("a step of the workflow"));
        for options in commands {
            stages(&options.split_whitespace().collect::<Vec<_>>()).unwrap_or_else(|error| panic!("{error}"));
        }
    }

    /// Every slow test runs in a stage, and every such stage has slow tests.
    #[test]
    fn ignored_tests_have_a_stage() {
        let packages = [".", "cli", "codegen", "conformance", "diff", "wire", "xtask"];
        let directories = packages.map(|package| root().join(package).join("tests"));
        let files = directories.iter().flat_map(|tests| [tests.clone(), tests.join("it")]).filter_map(|directory| {
            // `conformance` has no `it`.
            fs::read_dir(directory).ok()
        });
        let text: String = files.flatten().filter_map(|file| fs::read_to_string(file.ok()?.path()).ok()).collect();
        let ignored = text.split("#[ignore = ").skip(1).map(|rest| rest.split(']').next().unwrap_or_default());
        // Another one reads schemas that a contributor names.
        let named = ignored.filter_map(|reason| reason.split_once("`cargo xtask ci --only ")?.1.split('`').next());
        let named: BTreeSet<&str> = named.collect();
        let stages = STAGES.iter().filter(|stage| matches!(stage.work, Work::Ignored { .. }));
        assert_eq!(named, stages.map(|stage| stage.name).collect());
    }

    #[test]
    fn every_stage_is_in_the_help() {
        let named = AFTER_HELP.split("\n\n").next().unwrap();
        assert!(STAGES.iter().all(|stage| named.contains(stage.name)), "{named}");
    }
}
