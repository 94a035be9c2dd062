//! Random schemas: each generates, a batch of them compiles, and every instance round-trips.
//!
//! The Model decides for all of them whether a type accepts a value; the compiled types decide for a batch.

mod doubles;
mod grow;
mod shrink;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::Arc;

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngSeed, TestRunner};
use schemawright::model::{ItemId, Kind};
use schemawright::{Corpus, Generator, Output, Severity};
use serde_json::Value;

use self::doubles::{is_far, is_rounded};
use crate::described::Agreement;
use crate::enabled::Enabled;
use crate::instances::VALUES;
use crate::meant::meant;
use crate::mutant::mutant;
use crate::places::place;
use crate::random::{Random, seed_of};
use crate::schemas::{Location, Schemas};
use crate::subject::{Question, Subject, Uses, wire};
use crate::takes::takes;
use crate::validate::Validators;
use crate::values::{Size, Source, whole_types};
use crate::verdict::wrong;

/// The extent of a run.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The number of schemas.
    pub schemas: usize,
    /// The number of schemas that are compiled.
    pub compiled: usize,
    /// The seed of the random numbers.
    pub seed: u64,
    /// Random instances for each type.
    pub cases: usize,
    /// The scratch directory for the program.
    pub scratch: &'a Path,
}

/// The result of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// The number of schemas.
    pub schemas: usize,
    /// The number of their types.
    pub types: usize,
    /// The number of their instances.
    pub instances: usize,
    /// The number of schemas that were compiled.
    pub compiled: usize,
    /// The number of instances that the compiled types returned unchanged.
    pub equal: usize,
    /// The number of instances in which a double has rounded an integer.
    pub rounded: usize,
    /// The agreement of `validate` with the validator.
    pub(crate) validated: Agreement,
    /// The warnings of the generator, by their codes.
    pub warnings: BTreeMap<&'static str, usize>,
    /// Violations, one paragraph each with the smallest schema that shows it.
    pub findings: Vec<String>,
}

impl Report {
    /// The extent and the result in one sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        let Self { schemas, types, instances, compiled, equal, rounded, validated, warnings, findings } = self;
        let mut text = format!(
            "{schemas} random schemas, {types} types, {instances} instances; {compiled} schemas compiled, {equal} instances round-tripped, {rounded} rounded; {} findings\n",
            findings.len()
        );
        let Agreement { valid, invalid, lenient, strict } = validated;
        let _ = writeln!(
            text,
            "validate: agrees with the validator on {valid} valid and {invalid} invalid values; accepts {lenient} that the validator rejects, and rejects {strict} that it accepts"
        );
        for (code, count) in warnings {
            let _ = writeln!(text, "{count} warnings `{code}`");
        }
        text
    }
}

impl Report {
    /// The page for the docs.
    #[must_use]
    pub fn page(&self, run: &Run<'_>) -> String {
        let Self { schemas, types, instances, compiled, equal, rounded, validated, .. } = self;
        let Agreement { valid, invalid, lenient, strict } = validated;
        let mut page = format!(
            "# Random schemas\n\n\
             This page is for contributors to the generator. It counts the results for random schemas.\n\n\
             The schemas combine all keywords of 2020-12 and of draft 7. Each must generate. Instances are made from each schema, and values near them. Every \
             value that the crate `jsonschema` accepts must round-trip, in the Model for all schemas and in compiled types for some.\n\n\
             A schema that fails is reduced until no part can be removed, and becomes a fixture in `codegen/tests/fixtures/strange/`.\n\n\
             `cargo xtask conformance --random N --write-table` writes this page. A test tries 500 schemas and compiles 40 of them; with `--full`, `cargo xtask ci` compiles 1,000.\n\n\
             | what | count |\n| --- | ---: |\n\
             | schemas (seed {}) | {schemas} |\n| that are rejected, or panic | 0 |\n| types | {types} |\n| instances | {instances} |\n\
             | that a type does not accept | 0 |\n| schemas whose types are compiled | {compiled} |\n| instances that round-trip through these | {equal} |\n\
             | in which a double rounds an integer beyond 2^53 | {rounded} |\n\
             | values that both `validate` and the validator accept | {valid} |\n| that both reject | {invalid} |\n\
             | that only the validator rejects | {lenient} |\n| that only `validate` rejects | {strict} |\n",
            run.seed
        );
        for (code, count) in &self.warnings {
            let _ = writeln!(page, "| warnings `{code}` | {count} |");
        }
        page.push_str(
            "\nTwo kinds of valid values are left out: values of another JSON type where `properties` or `items` imply an object or a list without a `type`, \
             and integers beyond 64 bits or the range of their `format`. Values that only the validator rejects contain a `null` that decoding \
             has made absent, or break a keyword that the generator has reported as not validated.\n",
        );
        page
    }
}

/// A value of the schema at a pointer.
struct Instance {
    pointer: String,
    value: Value,
}

/// The result for one schema.
struct Outcome {
    /// The number of its types.
    types: usize,
    /// The codes of the warnings.
    warnings: Vec<&'static str>,
    instances: Vec<Instance>,
}

impl Report {
    fn count(&mut self, tried: &Outcome) {
        self.types += tried.types;
        self.instances += tried.instances.len();
        for code in &tried.warnings {
            *self.warnings.entry(code).or_default() += 1;
        }
    }
}

/// The number of schemas that are checked at once.
const AT_ONCE: usize = 256;

/// The greatest number of findings that are shrunk and reported.
const FINDINGS: usize = 20;
/// The greatest number of steps to shrink one.
const STEPS: usize = 2_000;

/// Tries random schemas.
///
/// # Errors
/// A program that can't be built or run.
pub fn any(run: &Run<'_>) -> Result<Report, String> {
    let config = Config { rng_seed: RngSeed::Fixed(run.seed), failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let mut report = Report::default();
    let mut batch = Vec::new();
    while report.schemas < run.schemas && report.findings.len() < FINDINGS {
        let next = report.schemas..run.schemas.min(report.schemas + AT_ONCE);
        report.schemas = next.end;
        let trees = next.map(|index| shrink::Schemas(format!("Case {index}")).new_tree(&mut runner));
        let trees = trees.collect::<Result<Vec<_>, _>>().map_err(|reason| reason.to_string())?;
        for (tree, outcome) in checked(trees, run.cases) {
            match outcome {
                Err(_) => report.findings.push(smallest(tree, run.cases)),
                Ok(None) => report.findings.push(format!("not a valid schema: {}", tree.current())),
                Ok(Some(tried)) => {
                    report.count(&tried);
                    if batch.len() < run.compiled {
                        batch.push((tree.current(), tried.instances));
                    }
                }
            }
        }
    }
    if !batch.is_empty() {
        compile(&batch, run, &mut report)?;
    }
    Ok(report)
}

/// Checks schemas on all processors. The results are in the order of the schemas.
fn checked(trees: Vec<shrink::Tree>, cases: usize) -> Vec<(shrink::Tree, Result<Option<Outcome>, String>)> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = trees.len().div_ceil(threads).max(1);
    let check_all = |trees: &[shrink::Tree]| trees.iter().map(|tree| check(&tree.current(), cases)).collect::<Vec<_>>();
    let outcomes = std::thread::scope(|scope| {
        let workers: Vec<_> = trees.chunks(share).map(|trees| scope.spawn(|| check_all(trees))).collect();
        let all = workers.into_iter().flat_map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        all.collect::<Vec<_>>()
    });
    trees.into_iter().zip(outcomes).collect()
}

/// The smallest schema with a finding, and the finding.
fn smallest(mut tree: shrink::Tree, cases: usize) -> String {
    let mut wrong = check(&tree.current(), cases).err().unwrap_or_default();
    let mut schema = tree.current();
    let mut goes_on = tree.simplify();
    for _ in 0..STEPS {
        if !goes_on {
            break;
        }
        goes_on = match check(&tree.current(), cases) {
            Err(again) => {
                (wrong, schema) = (again, tree.current());
                tree.simplify()
            }
            Ok(_) => tree.complicate(),
        };
    }
    format!("{schema}\n  {wrong}")
}

/// Generates from a schema, makes instances, and checks them with the Model. None if it is not a valid schema.
fn check(schema: &Value, cases: usize) -> Result<Option<Outcome>, String> {
    if !jsonschema::meta::is_valid(schema) {
        return Ok(None);
    }
    let corpus = Corpus::from_sources([(FILE, schema.to_string())]).map_err(|faults| faults.to_string())?;
    let schemas = Arc::new(Schemas::new(&corpus));
    let root = Location { file: 0, pointer: String::new() };
    // A schema with a reference without a target is not valid either.
    if Validators::new(&schemas).of(&root).is_err() || !refers(schema, &schemas, &root) {
        return Ok(None);
    }
    let output = generate(&corpus, Generator::new(""))?;
    let meant = Corpus::from_sources([(FILE, meant(schema).to_string())]).map_err(|faults| faults.to_string())?;
    let instances = instances(&output, &schemas, &Arc::new(Schemas::new(&meant)), cases)?;
    let warnings = output.warnings.iter().map(|warning| warning.code).collect();
    Ok(Some(Outcome { types: output.model.items.len(), warnings, instances }))
}

/// Whether all references have targets.
fn refers(schema: &Value, schemas: &Schemas, root: &Location) -> bool {
    match schema {
        Value::Object(members) => members.iter().all(|(name, value)| match value {
            Value::String(reference) if name == "$ref" => schemas.target(reference, root).is_some(),
            _ => refers(value, schemas, root),
        }),
        Value::Array(items) => items.iter().all(|item| refers(item, schemas, root)),
        _ => true,
    }
}

/// The file of a schema on its own.
const FILE: &str = "a.json";

/// Generates. A panic is an error for any schema.
fn generate(corpus: &Corpus, generator: Generator) -> Result<Output, String> {
    let config = schemawright::Config::default().with_descriptions();
    match catch_unwind(AssertUnwindSafe(|| generator.generate_from(corpus, &config))) {
        Ok(Ok(output)) => Ok(output),
        Ok(Err(faults)) => {
            let error = faults.iter().find(|fault| fault.severity == Severity::Error).map(ToString::to_string);
            Err(format!("is refused: {}", error.unwrap_or_default()))
        }
        Err(_) => Err("the generator panics".to_owned()),
    }
}

/// Instances of every type that comes from a schema. The validator accepts them, for the schema as written and as meant. The error is the
/// first instance that its type rejects.
fn instances(
    output: &Output,
    schemas: &Arc<Schemas>,
    meant: &Arc<Schemas>,
    cases: usize,
) -> Result<Vec<Instance>, String> {
    let source = Source::new(output, schemas, meant, Size { cases, values: VALUES });
    let mut made = Vec::new();
    for (id, item) in whole_types(output) {
        // The seed depends on the place, so that it stays the same while the schema is shrunk.
        let Ok((at, values)) = source.instances(id, seed_of(&item.source.pointer)) else { continue };
        for value in values {
            takes(&output.model, id, &value)
                .map_err(|wrong| format!("{} does not accept {value}: {wrong}", item.path))?;
            made.push(Instance { pointer: at.pointer.clone(), value });
        }
    }
    Ok(made)
}

/// Compiles the types of many schemas, each a file of one set, and decodes and encodes the instances with them.
fn compile(batch: &[(Value, Vec<Instance>)], run: &Run<'_>, report: &mut Report) -> Result<(), String> {
    let name = |index: usize| format!("f{index}.json");
    let files = batch.iter().enumerate().map(|(index, (schema, _))| (name(index), schema.to_string()));
    let corpus = Corpus::from_sources(files).map_err(|faults| faults.to_string())?;
    let output = generate(&corpus, Generator::new("").wire(wire(&run.scratch.join("types"))))?;
    let subject = Subject::build(&output, run.scratch, Uses::Validate, &Enabled::whole())?;
    let mut places = HashMap::new();
    for (id, item) in output.model.iter().filter(|(_, item)| !matches!(item.kind, Kind::Call(_))) {
        places.insert((item.source.file.as_str(), item.source.pointer.as_str()), id);
    }
    let mut asked = Vec::new();
    for (index, (schema, instances)) in batch.iter().enumerate() {
        let file = name(index);
        for Instance { pointer, value } in instances {
            let item = places.get(&(file.as_str(), pointer.as_str()));
            let item = item.ok_or_else(|| format!("{file}#{pointer} has no type among others"))?;
            asked.push((schema, pointer, Question { item: item.0, value }));
        }
    }
    let questions: Vec<_> = asked.iter().map(|(_, _, question)| question).collect();
    let answers = subject.ask(&questions)?;
    report.compiled = batch.len();
    for ((schema, pointer, question), answer) in asked.iter().zip(&answers) {
        match wrong(question.value, answer) {
            None => report.equal += 1,
            // A double holds integers up to 2^53.
            Some(_) if answer.as_ref().is_ok_and(|back| is_rounded(question.value, back)) => report.rounded += 1,
            Some(wrong) => {
                report.findings.push(format!("{schema}\n  at `{pointer}`, {} {wrong}", question.value));
            }
        }
    }
    validate(&asked, &corpus, &output, &subject, report)
}

/// A question about a value: the schema, the pointer in it, and the question.
type Asked<'a> = (&'a Value, &'a String, Question<'a>);

/// The number of values near each instance.
const NEAR: usize = 3;

/// Compares `validate` with the validator, on the instances and on values near them, most of which are invalid.
fn validate(
    asked: &[Asked<'_>],
    corpus: &Corpus,
    output: &Output,
    subject: &Subject,
    report: &mut Report,
) -> Result<(), String> {
    let schemas = Arc::new(Schemas::new(corpus));
    let validators = Validators::new(&schemas);
    let mut random = Random::new(1);
    let mut cases = Vec::new();
    for (schema, _, question) in asked {
        let item = output.model.item(ItemId(question.item));
        let Some(at) = place(item, &schemas).filter(|_| item.description.is_some()) else { continue };
        let (Ok(judge), Ok(lax)) = (validators.of(&at), validators.without_formats(&at)) else { continue };
        let near = (0..NEAR).map(|_| mutant(question.value, &mut random));
        for value in std::iter::once(question.value.clone()).chain(near).filter(|value| !value.is_null()) {
            // Where a part accepts more, a `oneOf` or a `not` may accept less.
            let is_by_format = judge.is_valid(&value) && !lax.is_valid(&value);
            cases.push(Case { schema, item: question.item, is_valid: judge.is_valid(&value), is_by_format, value });
        }
    }
    let questions: Vec<_> = cases.iter().map(|case| Question { item: case.item, value: &case.value }).collect();
    let answers = subject.ask(&questions)?;
    for ((case, checked), answer) in cases.iter().zip(subject.validate(&questions)?).zip(&answers) {
        let Case { schema, is_valid, is_by_format, value, .. } = case;
        let found = report.validated.count(*is_valid, &checked);
        // A value that does not round-trip is a different finding.
        if let Some(found) = found.filter(|_| !is_by_format && !is_far(value) && wrong(value, answer).is_none()) {
            report.findings.push(format!("{schema}\n  {value}: {found}"));
        }
    }
    Ok(())
}

/// A validated value.
struct Case<'a> {
    schema: &'a Value,
    item: usize,
    is_valid: bool,
    /// Whether the format alone makes it valid.
    is_by_format: bool,
    value: Value,
}
