//! `cargo xtask conformance`: holds the generated types against their schemas, with an independent validator as judge.

#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod additive;
pub mod any;
mod described;
mod flat;
pub mod generality;
mod instances;
mod meant;
mod mutant;
pub mod others;
mod random;
mod read_back;
mod schemas;
mod strings;
mod subject;
mod table;
mod takes;
mod trials;
mod validate;
mod values;
mod verdict;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use schemawright::model::{Item, ItemId, Kind};
use schemawright::{Config, Corpus, Generator, Output};

use additive::Share;
use described::{Agreements, Judges};
use instances::Maker;
use random::Random;
use schemas::{Location, Schemas};
use schemawright_cli::out::{ended, err, out};
use schemawright_cli::paths::{resolve, shown};
use schemawright_cli::project::config_of;
use subject::{Question, Subject};
use trials::{Bench, Trial, What};
use verdict::Counts;
use xtask::workspace::root;

const AFTER_HELP: &str = "\
Examples:
  cargo xtask conformance
      The types of this workspace.
  cargo xtask conformance --seed 7 --cases 200
      More random instances, and others.
  cargo xtask conformance --random 100000
      Random schemas of all keywords: each generates, some are compiled, and instances come back.
  cargo xtask conformance --only additive
      Check that an additive change of each schema is an additive change of its type. `--share 2/10` is the second of ten parts of it.
  cargo xtask conformance --others ~/schemas
      Schemas of other people, in a directory as `cargo xtask generality` takes it: no instance of one may be refused or changed.
  cargo xtask conformance --schemas ~/api/schemas --config ~/api/codegen.toml
      Schemas of your own: their types are generated and built in target/.

Exit codes:
  0  every type does what it should, and every addition is additive
  1  a type does not (each such value is printed), or the types can't be generated or built
  2  wrong usage of the command line";

/// Compare the types with their schemas
///
/// Makes instances of every schema, and the same with one thing wrong; an independent validator (the crate jsonschema) says which is which. The
/// types are generated, built into a program in target/, and have to decode and encode them all. Then it adds to every schema what a growing API
/// adds: `diff` has to call it additive, and callers of every type have to compile before and after.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Args {
    /// The directory of the JSON Schema files [default: schemas/ of this workspace]
    #[arg(long, value_name = "DIR")]
    pub schemas: Option<PathBuf>,

    /// Names and refinements [default: codegen.toml beside the schemas, or above, in the same git repository]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Where the random instances begin: the same number gives the same instances
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,

    /// Random instances for each type
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub cases: usize,

    /// One part of it
    #[arg(long, value_name = "PART")]
    pub only: Option<Only>,

    /// A part of the additions, such as `2/10` for the second of ten: all of them take hours
    #[arg(long, value_name = "K/N", default_value = "1/1", hide_default_value = true)]
    pub share: Share,

    /// So many random schemas, in place of a directory's
    #[arg(long, value_name = "N", conflicts_with_all = ["schemas", "config", "only"])]
    pub random: Option<usize>,

    /// The schemas of other people, a folder each, in place of one directory
    #[arg(long, value_name = "DIR", conflicts_with_all = ["schemas", "config", "only", "random"])]
    pub others: Option<PathBuf>,

    /// Only the inputs of these names
    #[arg(long, value_name = "NAME", requires = "others")]
    pub input: Vec<String>,

    /// Hold the values against the Model of the types, which takes seconds, and compile nothing
    #[arg(long, requires = "others", conflicts_with = "write_table")]
    pub uncompiled: bool,

    /// How many of the random schemas are compiled
    #[arg(long, value_name = "N", default_value_t = 500, requires = "random")]
    pub compiled: usize,

    /// Write what was counted to docs/conformance.md; of random schemas, to docs/random.md; of others, to docs/others.md
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

/// How much is tried, and where.
#[derive(Clone, Debug)]
pub struct Run {
    /// The seed of the random instances.
    pub seed: u64,
    /// Random instances for each type.
    pub cases: usize,
    /// The directory for the program. It is kept, so that the next run need not build everything.
    pub scratch: PathBuf,
}

/// What was found.
#[derive(Debug)]
pub struct Report {
    /// How many schema files there are.
    pub schemas: usize,
    /// How many types were put to trials.
    pub types: usize,
    /// What types did that they should not, each as a paragraph.
    pub findings: Vec<String>,
    /// Types without a trial, and why.
    pub untried: Vec<String>,
    /// Values that were made to be instances, but are none by the validator's word.
    pub unconfirmed: usize,
    /// How many types are the same when their schemas, as `JsonSchema` has them, are read back; none where that was not asked.
    pub read_back: Option<usize>,
    counts: Counts,
    agreements: Agreements,
}

impl Report {
    /// How many instances came back.
    #[must_use]
    pub fn instances(&self) -> usize {
        self.counts.get(&What::Instance).map_or(0, |count| count.taken)
    }
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    exit(try_run(args))
}

/// The exit code of a command that has found everything right or not; an error is printed.
fn exit(result: Result<bool, String>) -> ExitCode {
    ended(match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            err(format!("error: {error}\n"));
            ExitCode::FAILURE
        }
    })
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

/// Tries random schemas, and prints what was found.
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

/// Tries the schemas of other people, and prints what was found.
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
    report.unread().for_each(|unread| out(format!("\nnot processed by the validator: {unread}\n")));
    out("\nTaken though invalid:\n");
    report.examples().for_each(|example| out(format!("  {example}\n")));
    out(format!("\n{page}"));
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

/// Adds to every schema, and prints what is not additive.
fn additions(schemas: &Path, config: Option<&Path>, share: Share, scratch: &Path) -> Result<bool, String> {
    let report = additive::additive(schemas, config, additive::Extent::Share(share), scratch)?;
    report.findings.iter().for_each(|finding| out(format!("\n{finding}\n")));
    out(format!("\n{}", report.summary()));
    Ok(report.findings.is_empty())
}

/// Puts every type to trials, and prints what was counted.
fn values(args: &Args, schemas: &Path, config: Option<&Path>, scratch: &Path) -> Result<bool, String> {
    let run = Run { seed: args.seed, cases: args.cases, scratch: scratch.to_owned() };
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

/// Generates the types of a schema directory, builds them, and puts all of them to trials.
///
/// # Errors
/// Schemas that can't be generated from, and types that can't be built or asked.
pub fn conformance(directory: &Path, config: Option<&Path>, run: &Run) -> Result<Report, String> {
    let scratch = resolve(&run.scratch).map_err(|error| format!("can't use {}: {error}", shown(&run.scratch)))?;
    let corpus = Corpus::read(directory).map_err(|faults| faults.to_string())?;
    let output = generate(&corpus, config, &scratch)?;
    let subject = Subject::build(&output, &scratch)?;
    let mut report = Report {
        schemas: output.schemas,
        types: 0,
        findings: Vec::new(),
        untried: Vec::new(),
        unconfirmed: 0,
        read_back: None,
        counts: Counts::new(),
        agreements: Agreements::new(),
    };
    let schemas = Arc::new(Schemas::new(&corpus));
    let maker = Maker { schemas: &schemas, model: &output.model, types: by_place(&output, &schemas) };
    let values = output.model.iter().filter(|(_, item)| !matches!(item.kind, Kind::Call(_)));
    for (id, item) in values {
        match trials(&maker, &schemas, id, run, &mut report.unconfirmed) {
            Ok((trials, validator)) => {
                report.types += 1;
                ask(&subject, item, &trials, &validator, &mut report)?;
                let judges = Judges { validator: &validator, schemas: &schemas, place: place(item, &schemas) };
                report.findings.extend(described::compare(&subject, item, &trials, &judges, &mut report.agreements)?);
            }
            Err(reason) => report.untried.push(format!("{} ({}): {reason}", item.source.title, item.path)),
        }
    }
    // Schemas of strangers may have no titles, or one twice.
    if let Some(config) = config.filter(|_| directory == root().join("schemas")) {
        let text = std::fs::read_to_string(config).map_err(|error| format!("can't read {}: {error}", shown(config)))?;
        let (same, findings) = read_back::read_back(&output, &corpus, &text, &subject)?;
        report.read_back = Some(same);
        report.findings.extend(findings);
    }
    Ok(report)
}

fn generate(corpus: &Corpus, config: Option<&Path>, scratch: &Path) -> Result<Output, String> {
    let config = match config {
        None => Config::default(),
        Some(file) => Config::read(file).map_err(|faults| faults.to_string())?,
    };
    let generator = Generator::new("").wire(subject::wire(&scratch.join("types")));
    generator.generate_from(corpus, &config.with_descriptions()).map_err(|faults| faults.to_string())
}

/// The types by the places of their schemas.
fn by_place(output: &Output, schemas: &Schemas) -> HashMap<Location, ItemId> {
    let places = output.model.iter().filter_map(|(id, item)| Some((place(item, schemas)?, id)));
    places.collect()
}

fn place(item: &Item, schemas: &Schemas) -> Option<Location> {
    let file = schemas.file(&item.source.file)?;
    Some(Location { file, pointer: item.source.pointer.clone() })
}

/// The trials of a type, and the validator of its schema.
fn trials(
    maker: &Maker<'_>,
    schemas: &Arc<Schemas>,
    item: ItemId,
    run: &Run,
    unconfirmed: &mut usize,
) -> Result<(Vec<Trial>, jsonschema::Validator), String> {
    let at = place(maker.model.item(item), schemas).ok_or("its file is not among the schemas")?;
    if schemas.at(&at).is_none() {
        return Err("it is merged from several schemas, and has no single place".to_owned());
    }
    let validator = validate::validator(schemas, &at)?;
    // Every type has random numbers of its own, so that another type in the set changes nothing here.
    let mut random = Random::new(run.seed.wrapping_add(seed_of(&maker.model.item(item).path.to_string())));
    let mut bench = Bench { maker, validator: &validator, item, at: &at, unconfirmed: 0 };
    let mut trials = bench.instances(run.cases, &mut random);
    *unconfirmed += bench.unconfirmed;
    if trials.is_empty() {
        return Err("no instance of its schema could be made".to_owned());
    }
    // An alias is tried for what it takes; what it rejects is told at the type that it stands for.
    if !matches!(maker.model.item(item).kind, Kind::Alias(_)) {
        trials.extend(bench.faults(&mut random));
    }
    Ok((trials, validator))
}

/// A number from a name (FNV-1a).
fn seed_of(name: &str) -> u64 {
    name.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// Puts a type to its trials, and notes what comes of them.
fn ask(
    subject: &Subject,
    item: &Item,
    trials: &[Trial],
    validator: &jsonschema::Validator,
    report: &mut Report,
) -> Result<(), String> {
    let questions: Vec<_> = trials.iter().map(|trial| Question { item: trial.item.0, value: &trial.value }).collect();
    let answers = subject.ask(&questions).map_err(|error| format!("{}: {error}", item.path))?;
    for (trial, answer) in trials.iter().zip(&answers) {
        let count = report.counts.entry(trial.what).or_default();
        *(if answer.is_ok() { &mut count.taken } else { &mut count.refused }) += 1;
        let again = || match (trial.what, answer) {
            (What::Instance, Ok(back)) if !validator.is_valid(back) => Err("the result is not an instance".to_owned()),
            _ => Ok(()),
        };
        if let Err(wrong) = verdict::judge(&trial.value, &trial.expected, answer).and_then(|()| again()) {
            let Item { path, source, .. } = item;
            let finding =
                format!("{path} ({}{}), {:?}: {}\n  {wrong}", source.title, source.pointer, trial.what, trial.value);
            report.findings.push(finding);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::seed_of;

    #[test]
    fn names_have_seeds_of_their_own() {
        // The reference values of FNV-1a.
        assert_eq!(seed_of(""), 0xCBF2_9CE4_8422_2325);
        assert_eq!(seed_of("a"), 0xAF63_DC4C_8601_EC8C);
    }
}
