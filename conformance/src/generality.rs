//! `cargo xtask generality`: generates and compiles each folder of a directory of other projects' schemas, and decodes its bodies.

mod body;
mod by_typify;
mod compile;
mod input;
mod page;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use schemawright::{Config, Corpus, Diagnostic, Diagnostics, Generator, Output, Severity};
use schemawright_cli::out::out;
use schemawright_cli::paths::{resolve, shown};
use serde_json::Value;
use xtask::workspace::root;

use crate::enabled::Enabled;
use crate::exit;
use crate::schemas::Schemas;
use crate::subject::{Package, Question, Subject, Tried, Uses, wire, write_types};
use crate::validate::Validators;
use crate::verdict::wrong;
use body::{Belongs, Body};
use by_typify::ByTypify;
use compile::{Compiled, Wanted};
pub(crate) use input::{Input, all as inputs};

const AFTER_HELP: &str = "\
Examples:
  cargo xtask generality ~/schemas
      Every folder of the directory.
  cargo xtask generality ~/schemas --only geojson --only oci --doc
      Two of them; their documentation is built too.

What is in the directory:
  NAME/schemas/*.json     the schemas of an input
  NAME/codegen.toml       its configuration, if it needs one; missing schemas that it refers to need none
  NAME/*/*.json           bodies: valid JSON values, each of a root type, which an independent validator (the crate jsonschema) finds
  NAME/*/TYPE/*.json      bodies of the type of that name
  openapi/*.{json,yml}    OpenAPI documents, each an input

Exit codes:
  0  everything generates and compiles, and every body comes back equal
  1  an input fails, as described above, or the directory can't be read
  2  wrong usage of the command line";

/// Generate and compile the schemas of other projects, and decode their bodies
///
/// Generates the types of each folder of a directory, compiles all of them in target/, decodes and encodes the bodies beside the schemas,
/// and prints a table. Downloads only the dependencies of the types.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Args {
    /// The directory of the folders
    pub directory: PathBuf,

    /// Only the inputs of these names
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,

    /// Build the documentation of the types, and count the warnings of rustdoc
    #[arg(long)]
    pub doc: bool,

    /// Also generate the types with typify, for at most a minute each
    #[arg(long)]
    pub typify: bool,

    /// Print the number of types that typify generates for one input
    #[arg(long, hide = true, requires = "only", conflicts_with_all = ["doc", "typify", "write_table"])]
    pub count_by_typify: bool,

    /// Write the table to docs/generality.md
    #[arg(long, conflicts_with = "only")]
    pub write_table: bool,
}

/// The extent of a run.
#[derive(Clone, Debug)]
pub struct Run {
    /// The directory of the folders.
    pub directory: PathBuf,
    /// The names of the inputs; if empty, all inputs.
    pub only: Vec<String>,
    /// Whether the documentation is built.
    pub documents: bool,
    /// Whether typify also generates types.
    pub typify: bool,
    /// The directory for packages and programs. It is kept, so that the next run need not build everything.
    pub scratch: PathBuf,
}

/// The result for each input.
#[derive(Debug)]
pub struct Report {
    rows: Vec<Row>,
    documents: bool,
    typify: bool,
}

/// The result for one input.
#[derive(Debug)]
struct Row {
    name: String,
    /// The generated types, or the error.
    generated: Result<Generated, String>,
    /// The result of typify, if it ran.
    by_typify: Option<ByTypify>,
    compiled: Compiled,
    bodies: Bodies,
}

/// A run of the generator.
#[derive(Debug)]
pub(crate) struct Generated {
    pub(crate) corpus: Corpus,
    pub(crate) output: Output,
}

/// The result for the bodies of an input.
#[derive(Debug, Default)]
struct Bodies {
    /// The number of bodies that round-trip.
    equal: usize,
    /// The number of bodies that validate.
    valid: usize,
    /// Bodies that do not validate, with the reason.
    unvalidated: Vec<String>,
    /// Bodies that do not round-trip, with the reason.
    wrong: Vec<String>,
    /// Bodies that the validator rejects.
    invalid: Vec<String>,
}

impl Report {
    /// Violations, one paragraph each.
    #[must_use]
    pub fn findings(&self) -> Vec<String> {
        self.rows.iter().flat_map(Row::findings).collect()
    }

    /// The number of bodies that round-trip.
    #[must_use]
    pub fn equal(&self) -> usize {
        self.rows.iter().map(|row| row.bodies.equal).sum()
    }

    /// The table, as Markdown.
    #[must_use]
    pub fn table(&self) -> String {
        page::table(self)
    }
}

impl Row {
    fn findings(&self) -> Vec<String> {
        let Row { name, generated, compiled, bodies, by_typify: _ } = self;
        let refused = generated.as_ref().err().map(|why| format!("{name} does not generate: {why}"));
        let broken = compiled.error.as_ref().map(|error| format!("{name} does not compile: {error}"));
        let wrong = bodies.wrong.iter().chain(&bodies.unvalidated).map(|wrong| format!("{name}, {wrong}"));
        refused.into_iter().chain(broken).chain(wrong).collect()
    }
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    exit::code(try_run(args))
}

fn try_run(args: &Args) -> Result<bool, String> {
    if args.count_by_typify {
        let inputs = inputs(&args.directory, &args.only)?;
        let count = inputs.first().and_then(by_typify::count);
        count.iter().for_each(|count| out(format!("{count}\n")));
        return Ok(count.is_some());
    }
    let run = Run {
        directory: args.directory.clone(),
        only: args.only.clone(),
        documents: args.doc,
        typify: args.typify,
        scratch: root().join("target/generality"),
    };
    let report = generality(&run)?;
    out(report.table());
    let findings = report.findings();
    findings.iter().for_each(|finding| out(format!("\n{finding}\n")));
    let warnings = report.rows.iter().flat_map(|row| row.compiled.first.iter().map(move |first| (&row.name, first)));
    warnings.for_each(|(name, first)| out(format!("\n{name} compiles with warnings, the first: {first}\n")));
    let invalid = report.rows.iter().flat_map(|row| row.bodies.invalid.iter().map(move |body| (&row.name, body)));
    invalid.for_each(|(name, body)| out(format!("\n{name}, {body}\n")));
    if args.write_table {
        let path = root().join("docs/generality.md");
        std::fs::write(&path, page::page(&report)).map_err(|error| format!("can't write {}: {error}", shown(&path)))?;
    }
    Ok(findings.is_empty())
}

/// Generates and compiles every input of a directory, and decodes its bodies.
///
/// # Errors
/// A directory that can't be read or has no input, a scratch directory that can't be written, and a program that can't be built or run.
pub fn generality(run: &Run) -> Result<Report, String> {
    let scratch = resolve(&run.scratch).map_err(|error| format!("can't use {}: {error}", shown(&run.scratch)))?;
    let inputs = inputs(&run.directory, &run.only)?;
    let row = |input: &Input| {
        Ok(Row {
            name: input.name.clone(),
            generated: generate(input, &scratch),
            by_typify: if run.typify { Some(by_typify::ask(&run.directory, &input.name)?) } else { None },
            compiled: Compiled::default(),
            bodies: Bodies::default(),
        })
    };
    let mut rows: Vec<Row> = inputs.iter().map(row).collect::<Result<_, String>>()?;
    for row in &rows {
        if let Ok(generated) = &row.generated {
            write_types(&generated.output, scratch.join("types").join(key(&row.name)))?;
        }
    }
    let keys: Vec<String> = rows.iter().filter(|row| row.generated.is_ok()).map(|row| key(&row.name)).collect();
    let wanted = if run.documents { Wanted::CodeAndDocs } else { Wanted::Code };
    let mut compiled = compile::all(&keys, wanted, &scratch)?;
    for row in &mut rows {
        row.compiled = compiled.remove(&key(&row.name)).unwrap_or_default();
    }
    try_bodies(&inputs, &mut rows, &scratch)?;
    Ok(Report { rows, documents: run.documents, typify: run.typify })
}

/// The name of an input's package and of its directory.
pub(crate) fn key(name: &str) -> String {
    let plain = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' });
    format!("of_{}", plain.collect::<String>())
}

/// The configuration that accepts any value for missing schemas, if they are the only fault: targets outside of the input are not a part of
/// it.
fn without_missing(faults: &Diagnostics) -> Option<Config> {
    let is_missing = |fault: &Diagnostic| fault.severity == Severity::Warning || fault.code == "unresolved-ref";
    let entry =
        faults.iter().find_map(|fault| fault.entry.as_deref().filter(|entry| entry.starts_with("[missing]")))?;
    faults.iter().all(is_missing).then(|| Config::parse("codegen.toml", entry).ok())?
}

/// Generates an input. A panic is an error for any schema.
pub(crate) fn generate(input: &Input, scratch: &Path) -> Result<Generated, String> {
    let key = key(&input.name);
    let generator = Generator::new("").name(&key).wire(wire(&scratch.join("types").join(&key)));
    let run = || {
        let corpus = input.corpus()?;
        let config = input.config()?.with_descriptions();
        let output = generator.generate_from(&corpus, &config).or_else(|faults| match without_missing(&faults) {
            Some(config) => generator.generate_from(&corpus, &config.with_descriptions()),
            None => Err(faults),
        })?;
        Ok((corpus, output))
    };
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok((corpus, output))) => Ok(Generated { corpus, output }),
        Ok(Err(faults)) => {
            let faults: Diagnostics = faults;
            let errors = faults.iter().filter(|fault| fault.severity == Severity::Error);
            let first = faults.iter().next().map(ToString::to_string).unwrap_or_default();
            Err(format!("errors: {}, the first:\n{first}", errors.count()))
        }
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without a reason");
            Err(format!("the generator panics: {text}"))
        }
    }
}

/// A body: the index of its row, its name, its value, and its type in the program.
struct Trial {
    row: usize,
    name: String,
    value: Value,
    path: String,
    uses: Uses,
}

/// Decodes and encodes the bodies of all inputs that compile, in one program.
fn try_bodies(inputs: &[Input], rows: &mut [Row], scratch: &Path) -> Result<(), String> {
    let mut trials: Vec<Trial> = Vec::new();
    for (index, (input, row)) in inputs.iter().zip(rows.iter_mut()).enumerate() {
        let (Ok(generated), None) = (&row.generated, &row.compiled.error) else { continue };
        let schemas = Arc::new(Schemas::new(&generated.corpus));
        let validators = Validators::new(&schemas);
        for Body { name, folder, value } in input.bodies()? {
            match body::types(folder.as_deref(), &value, &generated.output.model, &schemas, &validators) {
                Belongs::To(types) => trials.extend(types.into_iter().map(|item| {
                    let item = generated.output.model.item(item);
                    let Tried { path, uses } = Tried::of(&key(&row.name), item, Uses::Validate);
                    Trial { row: index, name: name.clone(), value: value.clone(), path, uses }
                })),
                Belongs::Nowhere(why) => row.bodies.invalid.push(format!("{name} is not tried: {why}")),
            }
        }
    }
    if trials.is_empty() {
        return Ok(());
    }
    let keys: Vec<String> = rows.iter().map(|row| key(&row.name)).collect();
    let used = (0..rows.len()).filter(|index| trials.iter().any(|trial| trial.row == *index));
    let enabled = &Enabled::whole();
    let packages = used.filter_map(|index| {
        let generated = rows[index].generated.as_ref().ok()?;
        let path = format!("../types/{}", keys[index]);
        Some(Package { key: &keys[index], path, output: &generated.output, enabled })
    });
    let paths: BTreeMap<&str, Uses> = trials.iter().map(|trial| (trial.path.as_str(), trial.uses)).collect();
    let types = paths.iter().map(|(path, uses)| Tried { path: (*path).to_owned(), uses: *uses });
    let subject = Subject::of(&packages.collect::<Vec<_>>(), types, &scratch.join("program"))?;
    let position = |trial: &Trial| paths.keys().position(|path| *path == trial.path).unwrap_or_default();
    let questions: Vec<_> =
        trials.iter().map(|trial| Question { item: position(trial), value: &trial.value }).collect();
    let answers = subject.ask(&questions)?;
    for (trial, answer) in trials.iter().zip(&answers) {
        let wrong = wrong(&trial.value, answer);
        let bodies = &mut rows[trial.row].bodies;
        match wrong {
            None => bodies.equal += 1,
            Some(wrong) => bodies.wrong.push(format!("{} as {} {wrong}", trial.name, trial.path)),
        }
    }
    validate_bodies(&trials, &questions, &subject, rows)
}

/// Validates the bodies. The validator accepts all of them.
fn validate_bodies(
    trials: &[Trial],
    questions: &[Question<'_>],
    subject: &Subject,
    rows: &mut [Row],
) -> Result<(), String> {
    let (trials, questions): (Vec<_>, Vec<_>) =
        trials.iter().zip(questions).filter(|(trial, _)| trial.uses == Uses::Validate).unzip();
    for (trial, answer) in trials.iter().zip(subject.validate(&questions)?) {
        let bodies = &mut rows[trial.row].bodies;
        match answer {
            Ok(Value::Array(violations)) if violations.is_empty() => bodies.valid += 1,
            Ok(violations) => {
                bodies.unvalidated.push(format!("{} as {} does not validate: {violations}", trial.name, trial.path))
            }
            // The type rejects it, which is already reported.
            Err(_) => {}
        }
    }
    Ok(())
}
