//! The command: selects the comparison, and prints its result.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use schemawright_cli::out::out;
use schemawright_cli::paths::shown;
use schemawright_cli::project::config_of;
use xtask::workspace::root;

use crate::additive::{self, Share};
use crate::{Run, any, conformance, exit, others, otherwise, table};

const AFTER_HELP: &str = "\
Examples:
  cargo xtask conformance
      The types of this workspace.
  cargo xtask conformance --seed 7 --cases 200
      More random instances, from another seed.
  cargo xtask conformance --random 100000
      Random schemas of all keywords: each must generate; some are compiled, and their instances must round-trip.
  cargo xtask conformance --only additive
      Check that an additive change of each schema is an additive change of its type. `--share 2/10` is the second of ten parts of it.
  cargo xtask conformance --others ~/schemas
      Schemas of other projects, in a directory as for `cargo xtask generality`: none of their instances may be rejected or changed.
  cargo xtask conformance --schemas ~/api/schemas --config ~/api/codegen.toml
      Schemas of your own: their types are generated and built in target/.

Exit codes:
  0  every type follows its schema, and every addition is additive
  1  a type does not (each such value is printed), or the types can't be generated or built
  2  wrong usage of the command line";

/// Compare the types with their schemas
///
/// Makes instances of every schema, and values with one fault. An independent validator (the crate jsonschema) decides which of them are valid. The
/// types are generated, built into a program in target/, and must decode and encode the instances. Then members, values and types
/// are added to every schema: `diff` must report additive changes, and callers of every type must compile before and after.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Args {
    /// The directory of the JSON Schema files [default: schemas/ of this workspace]
    #[arg(long, value_name = "DIR")]
    pub schemas: Option<PathBuf>,

    /// Names and refinements [default: codegen.toml beside the schemas, or above]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// The seed of the random instances: the same number gives the same instances
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,

    /// Random instances for each type
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub cases: usize,

    /// Run one part only
    #[arg(long, value_name = "PART")]
    pub only: Option<Only>,

    /// A part of the additions, such as `2/10` for the second of ten: all of them take hours
    #[arg(long, value_name = "K/N", default_value = "1/1", hide_default_value = true)]
    pub share: Share,

    /// The number of random schemas to use instead of a directory
    #[arg(long, value_name = "N", conflicts_with_all = ["schemas", "config", "only"])]
    pub random: Option<usize>,

    /// A directory of other projects' schemas, one folder each, to use instead of one directory
    #[arg(long, value_name = "DIR", conflicts_with_all = ["schemas", "config", "only", "random"])]
    pub others: Option<PathBuf>,

    /// Only the inputs of these names
    #[arg(long, value_name = "NAME", requires = "others")]
    pub input: Vec<String>,

    /// Check the values with the Model of the types, which takes seconds, and compile nothing
    #[arg(long, requires = "others", conflicts_with = "write_table")]
    pub uncompiled: bool,

    /// The number of random schemas that are compiled
    #[arg(long, value_name = "N", default_value_t = 500, requires = "random")]
    pub compiled: usize,

    /// Write the result to docs/conformance.md; for random schemas to docs/random.md, for other projects' schemas to docs/others.md
    #[arg(long, conflicts_with_all = ["schemas", "config", "input"])]
    pub write_table: bool,
}

/// A part of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Only {
    /// Instances of each schema, decoded and encoded
    Values,
    /// Additions to each schema, compared and compiled
    Additive,
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    exit::code(try_run(args))
}

fn try_run(args: &Args) -> Result<bool, String> {
    if let Some(schemas) = args.random {
        return random_schemas(args, schemas);
    }
    if let Some(directory) = &args.others {
        return other_people(args, directory);
    }
    let own = args.schemas.is_none();
    let schemas = args.schemas.clone().unwrap_or_else(|| root().join("schemas"));
    let config = config_of(&schemas, args.config.as_deref()).map_err(|faults| faults.to_string())?;
    let name = if own { "own" } else { "other" };
    let scratch = root().join("target/conformance").join(name);
    let values = match args.only {
        Some(Only::Additive) => true,
        _ => values(args, &schemas, config.as_deref(), &scratch)?,
    };
    let additive = match args.only {
        Some(Only::Values) => true,
        _ => additions(&schemas, config.as_deref(), args.share, &scratch.join("additive"))?,
    };
    Ok(values && additive)
}

/// Checks random schemas, and prints the result.
fn random_schemas(args: &Args, schemas: usize) -> Result<bool, String> {
    let scratch = root().join("target/conformance/random");
    let run = any::Run { schemas, compiled: args.compiled, seed: args.seed, cases: args.cases, scratch: &scratch };
    let report = any::any(&run)?;
    report.findings.iter().for_each(|finding| out(format!("\n{finding}\n")));
    out(format!("\n{}", report.summary()));
    if args.write_table && report.findings.is_empty() {
        write_page("random.md", &report.page(&run))?;
    }
    Ok(report.findings.is_empty())
}

/// Checks the schemas of other projects, and prints the result.
fn other_people(args: &Args, directory: &Path) -> Result<bool, String> {
    let run = others::Run {
        directory: directory.to_owned(),
        only: args.input.clone(),
        seed: args.seed,
        cases: args.cases,
        judge: if args.uncompiled { others::Judge::Model } else { others::Judge::Program },
        scratch: root().join("target/generality"),
    };
    let report = others::others(&run)?;
    let (findings, page) = (report.findings(), report.page(&run));
    findings.iter().for_each(|finding| out(format!("\n{finding}\n")));
    report.unread().for_each(|unread| out(format!("\nnot supported by the validator: {unread}\n")));
    out("\nAccepted although invalid:\n");
    report.examples().for_each(|example| out(format!("  {example}\n")));
    out("\nValidated otherwise than by the validator:\n");
    report.disagreements().for_each(|example| out(format!("  {example}\n")));
    let (same, differences) = report.read_back();
    out("\nRead back from `JsonSchema` as another type:\n");
    for (name, text) in &differences {
        match otherwise::reason(name) {
            Some(reason) => out(format!("  {name}: {reason}\n")),
            None => out(format!("  {name} {text}\n")),
        }
    }
    let unknown = differences.keys().filter(|name| otherwise::reason(name).is_none()).count();
    out(format!("  {} types, {unknown} of them without a known reason\n", differences.len()));
    out(format!("\n{page}\n{} types described, {same} of them equal when they are read back\n", report.described()));
    if args.write_table && findings.is_empty() {
        write_page("others.md", &page)?;
    }
    Ok(findings.is_empty())
}

/// Writes a page of the docs.
fn write_page(name: &str, page: &str) -> Result<(), String> {
    let path = root().join("docs").join(name);
    std::fs::write(&path, page).map_err(|error| format!("can't write {}: {error}", shown(&path)))
}

/// Adds to every schema, and prints which additions are not additive.
fn additions(schemas: &Path, config: Option<&Path>, share: Share, scratch: &Path) -> Result<bool, String> {
    let report = additive::additive(schemas, config, additive::Extent::Share(share), scratch)?;
    report.findings.iter().for_each(|finding| out(format!("\n{finding}\n")));
    out(format!("\n{}", report.summary()));
    Ok(report.findings.is_empty())
}

/// Checks the values of every type, and prints the result.
fn values(args: &Args, schemas: &Path, config: Option<&Path>, scratch: &Path) -> Result<bool, String> {
    let run = Run { seed: args.seed, cases: args.cases, compiled: Vec::new(), scratch: scratch.to_owned() };
    let report = conformance(schemas, config, &run)?;
    let page = table::page(&report, &run);
    out(&page);
    for line in report.untried.iter().chain(&report.findings) {
        out(format!("\n{line}\n"));
    }
    let (findings, untried, unconfirmed) = (report.findings.len(), report.untried.len(), report.unconfirmed);
    out(format!(
        "\n{findings} findings, {untried} types untried, {unconfirmed} values discarded because they are not instances\n"
    ));
    if args.write_table && findings == 0 {
        write_page("conformance.md", &page)?;
    }
    Ok(findings == 0)
}
