//! Tries every type of a schema directory.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use schemawright::model::{Item, ItemId, Kind, Model};
use schemawright::{Config, Corpus, Generator, Output};
use schemawright_cli::paths::{resolve, shown};
use xtask::workspace::root;

use crate::corrected::{Part, corrected};
use crate::described::{self, Agreements, Judges};
use crate::enabled::Enabled;
use crate::instances::{self, Maker};
use crate::places::{by_place, place};
use crate::random::{Random, seed_of};
use crate::read_back;
use crate::schemas::Schemas;
use crate::subject::{self, Question, Subject, Uses};
use crate::takes::takes;
use crate::trials::{Bench, Trial, What};
use crate::validate::Validators;
use crate::verdict::{self, Counts};

/// The extent of a run.
#[derive(Clone, Debug)]
pub struct Run {
    /// The seed of the random instances.
    pub seed: u64,
    /// Random instances for each type.
    pub cases: usize,
    /// The features of the types' package that are compiled, with those that they enable; all if there are none. For other types, the Model
    /// decides whether they accept the instances.
    pub compiled: Vec<String>,
    /// The directory for the program. It is kept, so that the next run need not build everything.
    pub scratch: PathBuf,
}

/// The result of a run.
#[derive(Debug)]
pub struct Report {
    /// The number of schema files.
    pub schemas: usize,
    /// The number of types with trials.
    pub types: usize,
    /// The number of these that are compiled.
    pub compiled: usize,
    /// Failed trials, one paragraph each.
    pub findings: Vec<String>,
    /// Types without a trial, with the reason.
    pub untried: Vec<String>,
    /// The number of made instances that the validator rejects.
    pub unconfirmed: usize,
    /// The number of types that are equal after their `JsonSchema` schemas are read back; none if that was not done.
    pub read_back: Option<usize>,
    pub(crate) counts: Counts,
    pub(crate) agreements: Agreements,
}

impl Report {
    /// The number of instances that round-trip.
    #[must_use]
    pub fn instances(&self) -> usize {
        self.counts.get(&What::Instance).map_or(0, |count| count.taken)
    }
}

/// Generates the types of a schema directory, builds them, and tries all of them.
///
/// # Errors
/// Schemas that can't be generated from, and types that can't be built or run.
pub fn conformance(directory: &Path, config: Option<&Path>, run: &Run) -> Result<Report, String> {
    let scratch = resolve(&run.scratch).map_err(|error| format!("can't use {}: {error}", shown(&run.scratch)))?;
    let corpus = Corpus::read(directory).map_err(|faults| faults.to_string())?;
    let output = generate(&corpus, config, &scratch)?;
    let enabled = Enabled::of(&output, &run.compiled)?;
    let subject = Subject::build(&output, &scratch, Uses::All, &enabled)?;
    let mut report = Report {
        schemas: output.schemas,
        types: 0,
        compiled: 0,
        findings: Vec::new(),
        untried: Vec::new(),
        unconfirmed: 0,
        read_back: None,
        counts: Counts::new(),
        agreements: Agreements::new(),
    };
    let text = match config {
        None => String::new(),
        Some(file) => std::fs::read_to_string(file).map_err(|error| format!("can't read {}: {error}", shown(file)))?,
    };
    let schemas = Arc::new(Schemas::new(&corrected(&corpus, &output, &text, Part::Values)?));
    let maker = Maker {
        schemas: &schemas,
        model: &output.model,
        types: by_place(&output, &schemas),
        values: instances::VALUES,
    };
    let validators = Validators::new(&schemas);
    let values = output.model.iter().filter(|(_, item)| !matches!(item.kind, Kind::Call(_)));
    for (id, item) in values {
        match trials(&maker, &validators, id, run, &mut report.unconfirmed) {
            Ok((trials, validator)) => {
                report.types += 1;
                if !enabled.has(item) {
                    ask_model(&output.model, item, &trials, &mut report);
                    continue;
                }
                report.compiled += 1;
                ask(&subject, item, &trials, &validator, &mut report)?;
                let place = place(item, &schemas);
                let judges = Judges { validator: &validator, validators: &validators, place, is_complete: true };
                report.findings.extend(described::compare(&subject, item, &trials, &judges, &mut report.agreements)?);
            }
            Err(reason) => report.untried.push(format!("{} ({}): {reason}", item.source.title, item.path)),
        }
    }
    // Foreign schemas may have no titles, or duplicate ones.
    if config.is_some() && directory == root().join("schemas") && run.compiled.is_empty() {
        let found = read_back::read_back(&output, &corpus, &text, |id| Some(subject.schema(id.0)))?;
        report.read_back = Some(found.same);
        report.findings.extend(found.findings.iter().map(|found| format!("{} {}", found.path, found.text)));
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

/// The trials of a type, and the validator of its schema.
fn trials(
    maker: &Maker<'_>,
    validators: &Validators,
    item: ItemId,
    run: &Run,
    unconfirmed: &mut usize,
) -> Result<(Vec<Trial>, Rc<jsonschema::Validator>), String> {
    let at = place(maker.model.item(item), maker.schemas).ok_or("its file is not among the schemas")?;
    if maker.schemas.at(&at).is_none() {
        return Err("it is merged from several schemas, and has no single place".to_owned());
    }
    let validator = validators.of(&at)?;
    // Every type has its own random numbers, so that they do not depend on other types in the set.
    let mut random = Random::new(run.seed.wrapping_add(seed_of(&maker.model.item(item).path.to_string())));
    let mut bench = Bench { maker, validator: &validator, item, at: &at, unconfirmed: 0 };
    let mut trials = bench.instances(run.cases, &mut random);
    *unconfirmed += bench.unconfirmed;
    if trials.is_empty() {
        return Err("no instance of its schema could be made".to_owned());
    }
    // An alias is only tried with valid values. Invalid ones are tried with the type that it refers to.
    if !matches!(maker.model.item(item).kind, Kind::Alias(_)) {
        trials.extend(bench.faults(&mut random));
    }
    Ok((trials, validator))
}

/// Records the instances that the Model of a type rejects.
fn ask_model(model: &Model, item: &Item, trials: &[Trial], report: &mut Report) {
    for trial in trials.iter().filter(|trial| trial.what == What::Instance) {
        match takes(model, trial.item, &trial.value) {
            Ok(()) => report.counts.entry(trial.what).or_default().taken += 1,
            Err(wrong) => report.findings.push(format!("{} does not accept {}: {wrong}", item.path, trial.value)),
        }
    }
}

/// Tries a type, and records the results.
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
