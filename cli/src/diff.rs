//! `schemawright diff`: reports the changes between two states of the schemas, what they break for callers, and which version to release.

mod accepted;
mod after_generating;
mod changelog;
pub(crate) mod git;
mod github;
mod json;
mod junit;
mod markdown;
mod report;
mod schema;
mod source;
mod text;

use std::path::PathBuf;
use std::process::ExitCode;

use schemawright::Diagnostics;
use schemawright_diff::Level;

use crate::Program;
use crate::out::out;
use crate::progress::Progress;
use crate::project::{Crate, Project};
use crate::report::Reporter;
use crate::terminal::{self, Look};
pub(crate) use after_generating::{Changelog, after_generating};
pub(crate) use report::Report;
pub use schema::json_schema;
pub(crate) use source::{Inputs, Source, State};

const AFTER_HELP: &str = "\
Examples:
  {diff}
      The changes since the last commit.
  {diff} v0.1.0
      The changes since a release.
  {diff} origin/main HEAD --format markdown
      The changes of a branch, for a comment on its pull request.
  {diff} ~/api/earlier ~/api/later --fail-on breaking
      Two directories of schemas, each with the project file beside or above it, if there is one.
  {diff} HEAD~1:api/openapi.yml api/openapi.yml
      Two states of an OpenAPI document, converted as by sync.
  {diff} ~/api/earlier schemas --config codegen.toml
      Two directories of schemas with the same names and refinements.

Exit codes:
  0  compared
  1  there are changes of the level that --fail-on names; or bad input (schemas, configuration, an entry of diff.toml that matches no change)
  2  wrong usage of the command line

Accepted changes:
  diff.toml lists changes that do not count for verdict and exit code:
      [[accept]]
      rule = \"member-removed\"
      where = \"session::v1::Session::roles\"
      reason = \"was never sent\"
  An entry that matches no change is an error. The file applies if TO is omitted; for other comparisons, use --accept.

docs/diff.md lists all rules, with the reason for each level, and describes the JSON format.";

/// Report the changes between two states of the schemas, and what they break
///
/// FROM and TO are each a directory of schemas, an OpenAPI document, or a git revision of the project that contains the current directory.
/// A revision is read through git, with its own project file; the work tree is not touched. `REVISION:PATH` is an OpenAPI document in a
/// revision. An existing file or directory takes precedence over a revision of the same name.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Args {
    /// The old state [default: HEAD]
    pub from: Option<String>,

    /// The new state [default: the work tree]
    pub to: Option<String>,

    /// Names and refinements for both states [default: schemawright.toml or codegen.toml beside the schemas, or above, of each; a directory without one uses that of the other state]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// The crate to compare, if the project has several [default: all of them]
    #[arg(long = "crate", value_name = "NAME")]
    pub krate: Option<String>,

    /// The format of the report
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,

    /// Exit with 1 if there are changes of this level or a worse one
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<FailOn>,

    /// The file of accepted changes [default: diff.toml of the project, if TO is omitted]
    #[arg(long, value_name = "FILE")]
    pub accept: Option<PathBuf>,
}

/// The format of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people, with colours on a terminal
    #[default]
    Text,
    /// For a comment on a pull request: summary, table, details folded
    Markdown,
    /// For programs
    Json,
    /// Workflow commands, which GitHub shows beside the lines of a pull request: breaking changes as warnings, others as notices
    Github,
    /// A test report for CI systems: one test for each change, which fails if the change is breaking
    Junit,
}

/// The changes that make the command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum FailOn {
    /// Breaking changes
    Breaking,
    /// Breaking and additive changes
    Additive,
    /// Any change, including documentation
    Any,
}

impl FailOn {
    fn least(self) -> Level {
        match self {
            FailOn::Breaking => Level::Breaking,
            FailOn::Additive => Level::Additive,
            FailOn::Any => Level::Docs,
        }
    }
}

/// Compares the two states and prints the report.
pub fn run(program: &Program, args: &Args) -> ExitCode {
    let progress = Progress::begin("comparing");
    let reports = compare_all(program, args);
    drop(progress);
    match reports {
        Ok(reports) => {
            let look = terminal::look(&std::io::stdout());
            for (name, report) in &reports {
                if let (Some(name), Format::Text) = (name, args.format) {
                    out(format!("{name}\n"));
                }
                out(render(program, report, args.format, look));
            }
            let worst = |least: Level| {
                reports.iter().flat_map(|(_, report)| report.counted()).any(|change| change.level() >= least)
            };
            if args.fail_on.map(FailOn::least).is_some_and(worst) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
        }
        Err(faults) => Reporter::default().fail(&faults),
    }
}

/// One report; for a project of several crates, one for each crate with its name.
fn compare_all(program: &Program, args: &Args) -> Result<Vec<(Option<String>, Report)>, Diagnostics> {
    let from = Source::parse(args.from.as_deref(), Source::Revision("HEAD".to_owned()));
    let to = Source::parse(args.to.as_deref(), Source::WorkTree);
    let project = Project::find(program)?;
    if !from.is_of_project() && !to.is_of_project() {
        return Ok(vec![(None, compare(&project, None, [&from, &to], args)?)]);
    }
    if matches!(args.format, Format::Json | Format::Junit) {
        // A document gets a single report.
        let of = project.one(args.krate.as_deref())?;
        return Ok(vec![(None, compare(&project, Some(of), [&from, &to], args)?)]);
    }
    let crates = project.crates(args.krate.as_deref())?;
    let several = crates.len() > 1;
    let report = |of: &&Crate| Ok((several.then(|| of.name()), compare(&project, Some(of), [&from, &to], args)?));
    crates.iter().map(report).collect()
}

fn compare(
    project: &Project,
    of: Option<&Crate>,
    [from, to]: [&Source; 2],
    args: &Args,
) -> Result<Report, Diagnostics> {
    let read = |source| Inputs::read(source, project, of, args.config.as_deref());
    let (from, to) = Inputs::configured(read(from)?, read(to)?);
    let [from, to] = State::pair(from, to)?;
    let mut report = Report::new(&from, &to);
    if let Some(list) = accepted::list(args.accept.as_deref(), args.to.is_none().then_some(project))? {
        list.apply(&mut report.changes)?;
    }
    Ok(report)
}

fn render(program: &Program, report: &Report, format: Format, look: Look) -> String {
    match format {
        Format::Text => text::render(report, look),
        Format::Markdown => markdown::render(program, report),
        Format::Json => json::render(report),
        Format::Github => github::render(report),
        Format::Junit => junit::render(report),
    }
}
