//! `cargo xtask conformance --others DIR`: tries each type of other projects' schemas with instances of its schema and with values near
//! them.

mod checked;
mod page;
mod program;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use schemawright::model::{Item, ItemId};
use schemawright::{Corpus, Output};

use schemawright_cli::paths::{resolve, shown};
use serde_json::Value;

use crate::corrected::{Part, corrected, has_substitutes};
use crate::generality::{self, Generated, Input, key};
use crate::meant::meant;
use crate::random::seed_of;
use crate::read_back::{ReadBack, read_back};
use crate::schemas::{Location, Schemas};
use crate::subject::Answer;
use crate::takes::takes;
use crate::values::{Judged, Size, Source, Values, whole_types};
use crate::verdict::{Count, wrong};
use checked::{Case, Checked, Judges};
use program::{Answered, Program};

/// The most values within an instance. Schemas of hundreds of types that refer to one another have endless ones.
const VALUES: usize = 500;
/// A program has inputs until they have more types than this. One program of everything would need much memory.
const BATCH: usize = 1_000;

/// The extent of a run.
#[derive(Clone, Debug)]
pub struct Run {
    /// The directory of the folders, as for `cargo xtask generality`.
    pub directory: PathBuf,
    /// The names of the inputs; if empty, all inputs.
    pub only: Vec<String>,
    /// The seed of the random instances.
    pub seed: u64,
    /// Random instances for each type.
    pub cases: usize,
    /// The implementation that decides what a type does with a value.
    pub judge: Judge,
    /// The directory for packages and programs. It is kept, so that the next run need not build everything.
    pub scratch: PathBuf,
}

/// The implementation that decides what a type does with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    /// The compiled type.
    Program,
    /// The Model. It takes seconds, and a program takes minutes to build.
    Model,
}

/// The result of a run.
#[derive(Debug)]
pub struct Report {
    rows: Vec<Row>,
    /// Counts of invalid values, by the first keyword that forbids them.
    by_keyword: BTreeMap<String, Forbidden>,
    /// Accepted invalid values, one for each keyword.
    examples: BTreeMap<String, String>,
    /// The results of `validate` on the values that decode.
    checked: Checked,
    /// The number of types whose examples and `JsonSchema` were compared with their schemas.
    described: usize,
    /// The result of reading the schemas of `JsonSchema` back, for each input.
    read_back: Vec<(String, Result<ReadBack, String>)>,
}

/// Counts of values that a keyword forbids.
#[derive(Debug, Default)]
struct Forbidden {
    count: Count,
    /// The number of accepted values that `validate` rejects.
    found: usize,
}

/// The result for one input.
#[derive(Debug, Default)]
struct Row {
    name: String,
    /// The number of types with values.
    types: usize,
    /// The number of types without values: no instance of their schemas can be made, or the validator does not support them.
    untried: usize,
    /// The first schema that the validator does not support, with the reason.
    unread: Option<String>,
    /// The number of instances that round-trip.
    equal: usize,
    /// The number of validated values, and the number of those for which the validator agrees.
    validated: usize,
    agreed: usize,
    /// Failed trials.
    wrong: Vec<String>,
    /// The reason why the input was not tried.
    error: Option<String>,
}

impl Report {
    /// Failed trials, one paragraph each.
    #[must_use]
    pub fn findings(&self) -> Vec<String> {
        let of_row = |row: &Row| {
            let error = row.error.iter().map(|error| format!("{} can't be tried: {error}", row.name));
            let wrong = row.wrong.iter().map(|wrong| format!("{}: {wrong}", row.name));
            error.chain(wrong).collect::<Vec<_>>()
        };
        self.rows.iter().flat_map(of_row).collect()
    }

    /// The number of instances that round-trip.
    #[must_use]
    pub fn equal(&self) -> usize {
        self.rows.iter().map(|row| row.equal).sum()
    }

    /// The number of types whose examples and `JsonSchema` were compared with their schemas.
    #[must_use]
    pub fn described(&self) -> usize {
        self.described
    }

    /// The number of types that are equal after their `JsonSchema` schemas are read back, and the differences by name: `input: path` for a type
    /// that is another one, and `input` if nothing could be read back.
    #[must_use]
    pub fn read_back(&self) -> (usize, BTreeMap<String, String>) {
        let same = self.read_back.iter().filter_map(|(_, found)| Some(found.as_ref().ok()?.same)).sum();
        let of_input = |(name, found): &(String, Result<ReadBack, String>)| match found {
            Ok(found) => {
                found.findings.iter().map(|found| (format!("{name}: {}", found.path), found.text.clone())).collect()
            }
            Err(why) => vec![(name.clone(), why.clone())],
        };
        (same, self.read_back.iter().flat_map(of_input).collect())
    }

    /// The page for the docs.
    #[must_use]
    pub fn page(&self, run: &Run) -> String {
        page::page(self, run)
    }

    /// For each input, the first schema that the validator does not support.
    pub fn unread(&self) -> impl Iterator<Item = String> {
        self.rows.iter().filter_map(|row| Some(format!("{}, {}", row.name, row.unread.as_ref()?)))
    }

    /// Values on which `validate` and the validator disagree for a known reason, one for each.
    pub(crate) fn disagreements(&self) -> impl Iterator<Item = String> {
        self.checked.examples.iter().map(|(reason, example)| format!("{example} {}", reason.text()))
    }

    /// An accepted value that a keyword forbids, for each of these keywords.
    pub fn examples(&self) -> impl Iterator<Item = String> {
        self.examples.iter().map(|(keyword, example)| format!("`{keyword}`: {example}"))
    }
}

/// A value for a type.
struct Trial<'a> {
    id: ItemId,
    item: &'a Item,
    /// The place of its schema.
    at: Location,
    judged: Judged,
}

/// The types of an input.
struct Made {
    /// The index of its row.
    row: usize,
    key: String,
    output: Output,
    schemas: Arc<Schemas>,
    /// The schemas as the generator interprets them.
    as_meant: Arc<Schemas>,
    /// Whether absent members have a value.
    has_substitutes: bool,
    /// The schemas as they are written, and the configuration.
    corpus: Corpus,
    config: String,
}

impl Made {
    /// Whether the generator has reported keywords as not validated.
    fn has_reported(&self) -> bool {
        self.output.warnings.iter().any(|warning| warning.code == "not-validated")
    }
}

/// Tries the types of all inputs of a directory.
///
/// # Errors
/// A directory that can't be read or has no input, and one that can't be written.
pub fn others(run: &Run) -> Result<Report, String> {
    let scratch = resolve(&run.scratch).map_err(|error| format!("can't use {}: {error}", shown(&run.scratch)))?;
    let mut report = Report {
        rows: Vec::new(),
        by_keyword: BTreeMap::new(),
        examples: BTreeMap::new(),
        checked: Checked::default(),
        described: 0,
        read_back: Vec::new(),
    };
    let mut batch: Vec<Made> = Vec::new();
    for input in generality::inputs(&run.directory, &run.only)? {
        let row = report.rows.len();
        report.rows.push(Row { name: input.name.clone(), ..Row::default() });
        match make(&input, row, &scratch) {
            Ok(made) => batch.push(made),
            Err(error) => report.rows[row].error = Some(error),
        }
        if batch.iter().map(|made| made.output.model.items.len()).sum::<usize>() > BATCH {
            try_batch(&batch, run, &scratch, &mut report);
            batch.clear();
        }
    }
    try_batch(&batch, run, &scratch, &mut report);
    Ok(report)
}

/// Generates the types of an input.
fn make(input: &Input, row: usize, scratch: &Path) -> Result<Made, String> {
    let Generated { corpus, output, .. } = generality::generate(input, scratch)?;
    let config = input.config_text()?;
    let corrected = corrected(&corpus, &output, &config, Part::ValuesAndFixes)?;
    let files = corrected.files().iter().map(|file| (file.name.to_string(), meant(&file.schema).to_string()));
    let as_meant = Corpus::from_sources(files).map_err(|faults| faults.to_string())?;
    let (schemas, as_meant) = (Arc::new(Schemas::new(&corrected)), Arc::new(Schemas::new(&as_meant)));
    let has_substitutes = has_substitutes(&config);
    Ok(Made { row, key: key(&input.name), output, schemas, as_meant, has_substitutes, corpus, config })
}

/// Tries the types of inputs, which one program has.
fn try_batch(batch: &[Made], run: &Run, scratch: &Path, report: &mut Report) {
    let size = Size { cases: run.cases, values: VALUES };
    let sources: Vec<_> =
        batch.iter().map(|made| Source::new(&made.output, &made.schemas, &made.as_meant, size)).collect();
    let inputs = batch.iter().zip(&sources);
    let trials: Vec<_> =
        inputs.map(|(made, source)| trials(source, &made.output, run, &mut report.rows[made.row])).collect();
    let program = match run.judge {
        Judge::Program if !batch.is_empty() => Some(Program::build(batch, &trials, scratch)),
        Judge::Program | Judge::Model => None,
    };
    for ((made, source), trials) in batch.iter().zip(&sources).zip(&trials) {
        let tried = match &program {
            None => {
                let answer = |trial: &Trial<'_>| {
                    let value = &trial.judged.value;
                    let answer = takes(&made.output.model, trial.id, value).map(|()| value.clone());
                    Answered { answer, found: None }
                };
                let answers: Vec<_> = trials.iter().map(answer).collect();
                judge(made, trials, &answers, source, report);
                Ok(())
            }
            Some(Ok(program)) => program.ask(made, trials).and_then(|answers| {
                judge(made, trials, &answers, source, report);
                program.describe(made, trials, source, report)?;
                let found = read_back(&made.output, &made.corpus, &made.config, |id| program.schema(made, id));
                report.read_back.push((report.rows[made.row].name.clone(), found));
                Ok(())
            }),
            Some(Err(error)) => Err(error.clone()),
        };
        report.rows[made.row].error = tried.err();
    }
}

/// Records the results for the values of an input.
fn judge(made: &Made, trials: &[Trial<'_>], answers: &[Answered], source: &Source<'_>, report: &mut Report) {
    let has_reported = made.has_reported();
    for (trial, Answered { answer, found }) in trials.iter().zip(answers) {
        note(trial, answer, made.row, report);
        let (Ok(back), Some(found)) = (answer, found) else { continue };
        let Trial { item, at, judged: Judged { value, forbidden }, .. } = trial;
        let row = &mut report.rows[made.row];
        row.validated += 1;
        let case = Case { value, back, is_valid: forbidden.is_none(), found, has_reported };
        let finds_something = matches!(found, Ok(Value::Array(violations)) if !violations.is_empty());
        row.agreed += usize::from(case.is_valid != finds_something);
        if let Some(forbidden) = forbidden.as_ref().and_then(|keyword| report.by_keyword.get_mut(keyword)) {
            forbidden.found += usize::from(finds_something);
        }
        let validators = source.validators();
        let judges = || {
            let others = validators.without_other_formats(at).ok()?;
            let each = [validators.of(at).ok()?, validators.without_formats(at).ok()?, others];
            let widened = source.widened();
            let widened = [widened.without_formats(at).ok()?, widened.without_other_formats(at).ok()?];
            Some(Judges { each, doubting: validators.doubting(at).ok()?, widened })
        };
        // A value that does not round-trip is already reported.
        if let Some(wrong) =
            report.checked.count(&case, judges).filter(|_| !case.is_valid || wrong(value, answer).is_none())
        {
            report.rows[made.row].wrong.push(format!("{} ({}): {value}\n  {wrong}", item.path, item.source.name()));
        }
    }
}

/// Counts what a type does with a value.
fn note(trial: &Trial<'_>, answer: &Answer, row: usize, report: &mut Report) {
    let Trial { item, judged: Judged { value, forbidden }, .. } = trial;
    let row = &mut report.rows[row];
    let Some(keyword) = forbidden else {
        match wrong(value, answer) {
            None => row.equal += 1,
            Some(wrong) => row.wrong.push(format!("{} ({}): {value}\n  {wrong}", item.path, item.source.name())),
        }
        return;
    };
    let Count { taken, refused } = &mut report.by_keyword.entry(keyword.clone()).or_default().count;
    *(if answer.is_ok() { taken } else { refused }) += 1;
    if answer.is_ok() {
        report.examples.entry(keyword.clone()).or_insert_with(|| format!("{value} as {}", item.path));
    }
}

/// The values for all types of an input.
fn trials<'a>(source: &Source<'_>, output: &'a Output, run: &Run, row: &mut Row) -> Vec<Trial<'a>> {
    let mut trials = Vec::new();
    for (id, item) in whole_types(output) {
        let seed = run.seed ^ seed_of(&format!("{}{}", item.source.file, item.source.pointer));
        let Values { at, all } = match source.values(id, seed) {
            Ok(values) => values,
            Err(why) => {
                row.unread.get_or_insert(format!("{}: {why}", item.path));
                row.untried += 1;
                continue;
            }
        };
        let is_tried = all.iter().any(|judged| judged.forbidden.is_none());
        *(if is_tried { &mut row.types } else { &mut row.untried }) += 1;
        trials.extend(all.into_iter().map(|judged| Trial { id, item, at: at.clone(), judged }));
    }
    trials
}
