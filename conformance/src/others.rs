//! `cargo xtask conformance --others DIR`: tries each type of other projects' schemas with instances of its schema and with values near
//! them.

mod checked;
mod page;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use schemawright::model::{Item, ItemId};
use schemawright::{Corpus, Output};

use schemawright_cli::paths::{resolve, shown};
use serde_json::Value;

use crate::generality::{self, Generated, Input, key};
use crate::meant::meant;
use crate::schemas::{Location, Schemas};
use crate::seed_of;
use crate::subject::{Answer, Package, Question, Subject, Tried, Uses, write_types};
use crate::takes::takes;
use crate::values::{Judged, Size, Source, Values, whole_types};
use crate::verdict::{Count, wrong};
use checked::{Case, Checked, Judges};

/// The most values within an instance. Schemas of hundreds of types that refer to one another have endless ones.
const VALUES: usize = 500;

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
    /// The judge of the types' behaviour.
    pub judge: Judge,
    /// The directory for packages and programs. It is kept, so that the next run need not build everything.
    pub scratch: PathBuf,
}

/// The judge of what a type does with a value.
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
}

/// Counts of values that a keyword forbids.
#[derive(Debug, Default)]
struct Forbidden {
    count: Count,
    /// The number of accepted values that `validate` rejects.
    found: usize,
}

/// The result for one input.
#[derive(Debug)]
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
    /// How many values were validated, and how many of these as the validator judges them.
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
    pub fn disagreements(&self) -> impl Iterator<Item = String> {
        self.checked.examples.iter().map(|(reason, example)| format!("{example} {}", reason.text()))
    }

    /// A value that is taken though a keyword forbids it, for each of these keywords.
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

/// The results of a type for a value.
struct Answered {
    answer: Answer,
    /// The violations that `validate` finds; none if it did not run.
    found: Option<Answer>,
}

/// Puts the types of all inputs of a directory to their trials.
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
    };
    for input in generality::inputs(&run.directory, &run.only)? {
        let mut row = Row {
            name: input.name.clone(),
            types: 0,
            untried: 0,
            unread: None,
            equal: 0,
            validated: 0,
            agreed: 0,
            wrong: Vec::new(),
            error: None,
        };
        if let Err(error) = one(&input, run, &scratch, &mut row, &mut report) {
            row.error = Some(error);
        }
        report.rows.push(row);
    }
    Ok(report)
}

/// Tries the types of one input.
fn one(input: &Input, run: &Run, scratch: &Path, row: &mut Row, report: &mut Report) -> Result<(), String> {
    let Generated { corpus, output, .. } = generality::generate(input, scratch)?;
    let files = corpus.files().iter().map(|file| (file.name.to_string(), meant(&file.schema).to_string()));
    let as_meant = Corpus::from_sources(files).map_err(|faults| faults.to_string())?;
    let (schemas, as_meant) = (Arc::new(Schemas::new(&corpus)), Arc::new(Schemas::new(&as_meant)));
    let source = Source::new(&output, &schemas, &as_meant, Size { cases: run.cases, values: VALUES });
    let trials = trials(&source, &output, run, row);
    let answers = match run.judge {
        Judge::Program => ask(&trials, &output, &key(&input.name), scratch)?,
        Judge::Model => {
            let answer = |trial: &Trial<'_>| {
                let value = &trial.judged.value;
                Answered { answer: takes(&output.model, trial.id, value).map(|()| value.clone()), found: None }
            };
            trials.iter().map(answer).collect()
        }
    };
    let has_reported = output.warnings.iter().any(|warning| warning.code == "not-validated");
    for (trial, Answered { answer, found }) in trials.iter().zip(&answers) {
        note(trial, answer, row, report);
        let (Ok(back), Some(found)) = (answer, found) else { continue };
        let Trial { item, at, judged: Judged { value, forbidden }, .. } = trial;
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
            Some(Judges { each, doubting: validators.doubting(at).ok()? })
        };
        // A value that does not round-trip is already reported.
        if let Some(wrong) =
            report.checked.count(&case, judges).filter(|_| !case.is_valid || wrong(value, answer).is_none())
        {
            row.wrong.push(format!("{} ({}): {value}\n  {wrong}", item.path, item.source.name()));
        }
    }
    Ok(())
}

/// Counts what a type does with a value.
fn note(trial: &Trial<'_>, answer: &Answer, row: &mut Row, report: &mut Report) {
    let Trial { item, judged: Judged { value, forbidden }, .. } = trial;
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

/// Builds the types of an input into a program, and runs it.
fn ask(trials: &[Trial<'_>], output: &Output, key: &str, scratch: &Path) -> Result<Vec<Answered>, String> {
    write_types(output, scratch.join("types").join(key))?;
    let tried: BTreeMap<String, Uses> =
        trials.iter().map(|trial| (trial.item.path.to_string(), Uses::Validate.of(trial.item))).collect();
    let package = Package { key, path: format!("../../types/{key}"), output };
    let types = tried.iter().map(|(path, uses)| Tried { path: format!("{key}::{path}"), uses: *uses });
    let subject = Subject::of(&[package], types, &scratch.join("programs").join(key), &scratch.join("target"))?;
    let index: BTreeMap<&str, usize> = tried.keys().enumerate().map(|(index, path)| (path.as_str(), index)).collect();
    let questions = trials.iter().map(|trial| {
        let item = index[trial.item.path.to_string().as_str()];
        Question { item, value: &trial.judged.value }
    });
    let questions: Vec<_> = questions.collect();
    let answers = subject.ask(&questions)?;
    // A value that does not decode can't be validated.
    let is_checked = |index: usize| answers[index].is_ok() && trials[index].item.description.is_some();
    let checked: Vec<_> = (0..trials.len()).filter(|index| is_checked(*index)).collect();
    let to_check: Vec<_> = checked.iter().map(|index| &questions[*index]).collect();
    let mut found: Vec<Option<Answer>> = vec![None; trials.len()];
    for (index, answer) in checked.iter().zip(subject.validate(&to_check)?) {
        found[*index] = Some(answer);
    }
    Ok(answers.into_iter().zip(found).map(|(answer, found)| Answered { answer, found }).collect())
}
