//! `schemawright gen` and `schemawright check`: generates the types, or checks whether they match the schemas.

mod check;
mod job;
mod stamp;
mod write;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::ValueEnum;
use schemawright::Diagnostics;

use crate::Program;
use crate::diff::Changelog;
use crate::progress::Progress;
use crate::project::Project;
use crate::report::{MessageFormat, Reporter};
use job::Job;

/// The help text of both commands, with placeholders for the names of commands.
pub const AFTER_HELP: &str = "\
Examples:
  {gen}
      After a change of schemas/ or of the project file: update generated/.
  {check}
      In CI, or before a commit: check whether it is up to date, and show the differences. Does not need git.
  {gen} --schemas ~/api/schemas --out ~/api/types
      Generate a crate of types from schemas of your own. It can be built there: `target/` and `Cargo.lock` in it are left \
alone.
  {gen} --schemas ~/api/schemas --config ~/names.toml --out ~/api/types --wire-version 0.1
      The same with another configuration, for publishing: schemawright-wire comes from the registry.
  {gen} --schemas ~/api/schemas --out ~/api/types --backend typify
      The same with typify: one file of types that derive serde's traits and do not use schemawright-wire.
  {check} --message-format github --deny-warnings
      Comment on a pull request, and fail if there are warnings.

Exit codes:
  0  done; for `{check}`: in step
  1  bad input (schemas, configuration, output directory); for `{check}`: out of step
  2  wrong usage of the command line

Changes in the output directory:
  Each file that differs is written to a temporary file beside it, which is then renamed: after a crash, a full disk or Ctrl-C, \
each file is either the old one or the new one, and the next run completes the rest. Unchanged files keep their modification \
time. Files that the generator wrote before and no longer writes are removed. Files that it did not write (no `@generated` in \
their first lines) are an error, unless --force is given. Schemas and configuration are never written. A second run on the \
same directory waits for the first.

Limits:
  The directory above the output directory must be writable, because it contains a lock during a run. Links in the output \
directory are foreign files. Nothing is fetched from a network: a `$ref` to a schema outside of the schema directory is an error.
  Only regular files are read, and each directory once. Input is limited, so that hostile schemas are an error:
    a file                                             16 MiB
    all files of the schema directory                  256 MiB
    nesting in it                                      127 levels
    members of an object                               10,000
    parts of an `allOf`, including nested ones         2,000
    consecutive references (`$ref` to `$ref`)          128
    directly nested arrays and maps                    32
    items of a tuple                                   12
    values in the smallest value of a type             10,000
    a Rust name (longer ones are cut)                  200 characters
  Only memory limits the number of files, of types and of values of an enum: 100,000 values of an enum take seconds.";

/// Generate the types from the schemas
///
/// Reads every *.json file below the schema directory and writes one crate of Rust types. Writes only changed files,
/// deletes stale files, and prints one line about the result.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Args {
    /// The input and the output.
    #[command(flatten)]
    pub inputs: Inputs,

    /// Delete files in the output directory that the generator did not write, instead of refusing
    #[arg(long)]
    pub force: bool,

    /// Add an entry for what has changed since the last commit to CHANGELOG.md, under Unreleased
    #[arg(long, conflicts_with_all = ["schemas", "config", "out", "backend"])]
    pub changelog: bool,
}

/// Check whether the generated types match the schemas
///
/// Generates without writing, shows the differences from the existing files, and fails if there are any. Does not need git.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct CheckArgs {
    /// The input and the output.
    #[command(flatten)]
    pub inputs: Inputs,
}

/// The input, the output, and how messages are printed.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Inputs {
    /// The directory of the JSON Schema files [default: schemas/ of the project that the current directory is in]
    #[arg(long, value_name = "DIR")]
    pub schemas: Option<PathBuf>,

    /// Names and refinements [default: schemawright.toml or codegen.toml beside the schemas, or above]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// The directory of the crate that is written [default: generated/ of the project]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Take schemawright-wire from the registry, in this version (`0.1`, `=0.1.2`), instead of by path
    #[arg(long, value_name = "VERSION", value_parser = version_requirement)]
    pub wire_version: Option<String>,

    /// The generator of the types
    #[arg(long, value_enum, value_name = "BACKEND", default_value_t)]
    pub backend: Backend,

    /// The crate to use, if the project has several [default: all of them]
    #[arg(long = "crate", value_name = "NAME")]
    pub krate: Option<String>,

    /// Treat warnings as errors: nothing is written, exit code 1
    #[arg(long)]
    pub deny_warnings: bool,

    /// List the places where no Rust type follows the schema; without this option, they are only counted
    #[arg(long)]
    pub explain_open: bool,

    /// The format of errors and warnings
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub message_format: MessageFormat,
}

/// The generator of the types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Backend {
    /// schemawright: open enums, unknown fields kept, and schemawright-wire at run time
    #[default]
    Schemawright,
    /// typify: types that derive serde's traits, in one file; only `[package]` of the configuration applies
    Typify,
}

impl From<Backend> for schemawright::Backend {
    fn from(backend: Backend) -> Self {
        match backend {
            Backend::Schemawright => Self::Own,
            Backend::Typify => Self::Typify,
        }
    }
}

fn version_requirement(text: &str) -> std::result::Result<String, semver::Error> {
    semver::VersionReq::parse(text).map(|_| text.to_owned())
}

/// Generates and writes. Of several crates, none is written if one has an error.
pub fn run(program: &Program, args: &Args) -> ExitCode {
    let changelog = changelog(args);
    end(program, &args.inputs, |jobs| {
        let prepared = each(jobs, jobs.iter().map(|_| ()), |job, ()| write::prepare(job, changelog))?;
        each(jobs, prepared, |job, prepared| write::finish(job, prepared, args.force, changelog)).map(drop)
    })
}

/// Generates and compares.
pub fn check(program: &Program, inputs: &Inputs) -> ExitCode {
    end(program, inputs, |jobs| {
        let steps = each(jobs, jobs.iter().map(|_| ()), |job, ()| check::run(job))?;
        if steps.contains(&Step::Out) { Err(Failed) } else { Ok(()) }
    })
}

/// Errors that are printed already, or an output that is out of step.
struct Failed;

fn end(program: &Program, inputs: &Inputs, work: impl FnOnce(&[Job]) -> std::result::Result<(), Failed>) -> ExitCode {
    let started = Instant::now();
    let _progress = Progress::begin("reading the project");
    let mut jobs = match jobs(program, inputs) {
        Ok(jobs) => jobs,
        Err(faults) => return Reporter::new(inputs.message_format, PathBuf::new()).fail(&faults),
    };
    if let Some(job) = jobs.first() {
        job.tell("project", started.elapsed());
    }
    jobs.iter_mut().for_each(|job| job.begin(started));
    work(&jobs).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}

/// Does the work of each job with its input, and prints its errors. Returns the results of all jobs, if none has failed.
fn each<I, T>(
    jobs: &[Job],
    inputs: impl IntoIterator<Item = I>,
    work: impl Fn(&Job, I) -> Result<T>,
) -> std::result::Result<Vec<T>, Failed> {
    let mut results = Vec::new();
    let mut failed = false;
    for (job, input) in jobs.iter().zip(inputs) {
        match work(job, input) {
            Ok(result) => results.push(result),
            Err(faults) => {
                job.reporter.fail(&faults);
                failed = true;
            }
        }
    }
    if failed { Err(Failed) } else { Ok(results) }
}

/// One job for each crate of the project.
fn jobs(program: &Program, inputs: &Inputs) -> Result<Vec<Job>> {
    let project = Project::open(program, inputs.schemas.as_deref(), inputs.config.as_deref())?;
    let crates = project.crates(inputs.krate.as_deref())?;
    if let (Some(_), [_, _, ..]) = (&inputs.out, &crates[..]) {
        // Several crates can't share one directory.
        project.one(None)?;
    }
    let several = crates.len() > 1;
    crates.iter().map(|of| Job::new(program, &project, of, inputs, several)).collect()
}

/// The changelog is only for the project's own schemas: the previous state of other schemas is unknown.
fn changelog(args: &Args) -> Option<Changelog> {
    let Inputs { schemas, config, out, backend, .. } = &args.inputs;
    let own = [schemas, config, out].into_iter().all(Option::is_none) && *backend == Backend::Schemawright;
    own.then_some(if args.changelog { Changelog::Write } else { Changelog::Leave })
}

/// Whether the output matches the schemas at the end.
#[derive(PartialEq)]
enum Step {
    In,
    Out,
}

/// A result, or the errors that prevented it.
type Result<T> = std::result::Result<T, Diagnostics>;

#[cfg(test)]
mod tests {
    use schemawright::limits;

    use super::AFTER_HELP;

    #[test]
    fn the_help_states_the_limits() {
        let limits = [
            ("a file", limits::FILE_SIZE >> 20),
            ("nesting", limits::NESTING),
            ("members of", limits::MEMBERS),
            ("parts of", limits::MERGES),
            ("consecutive references", limits::CHAIN),
            ("directly nested arrays", limits::LISTS),
            ("items of", limits::TUPLE),
            ("values in", limits::LEAST_VALUE),
            ("a Rust name", limits::NAME),
        ];
        for (what, limit) in limits {
            let line = AFTER_HELP.lines().find(|line| line.starts_with(&format!("    {what}"))).unwrap();
            let number = line.rsplit("  ").next().unwrap().replace(',', "");
            assert_eq!(number.split_whitespace().next().unwrap(), limit.to_string(), "{line}");
        }
    }
}
