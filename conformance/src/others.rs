//! `cargo xtask conformance --others DIR`: tries each type of other projects' schemas with instances of its schema and with values near
//! them.

mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use schemawright::model::{Item, ItemId};
use schemawright::{Corpus, Output};

use schemawright_cli::paths::{resolve, shown};

use crate::generality::{self, Generated, Input, key};
use crate::meant::meant;
use crate::schemas::Schemas;
use crate::seed_of;
use crate::subject::{Answer, Package, Question, Subject, Tried, write_types};
use crate::takes::takes;
use crate::values::{Judged, Source, whole_types};
use crate::verdict::{Count, wrong};

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
    by_keyword: BTreeMap<String, Count>,
    /// Accepted invalid values, one for each keyword.
    examples: BTreeMap<String, String>,
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

    /// For each keyword, an accepted value that the keyword forbids.
    pub fn examples(&self) -> impl Iterator<Item = String> {
        self.examples.iter().map(|(keyword, example)| format!("`{keyword}`: {example}"))
    }
}

/// A value for a type.
struct Trial<'a> {
    id: ItemId,
    item: &'a Item,
    judged: Judged,
}

/// Tries the types of all inputs of a directory.
///
/// # Errors
/// A directory that can't be read or has no input, and one that can't be written.
pub fn others(run: &Run) -> Result<Report, String> {
    let scratch = resolve(&run.scratch).map_err(|error| format!("can't use {}: {error}", shown(&run.scratch)))?;
    let mut report = Report { rows: Vec::new(), by_keyword: BTreeMap::new(), examples: BTreeMap::new() };
    for input in generality::inputs(&run.directory, &run.only)? {
        let mut row = Row {
            name: input.name.clone(),
            types: 0,
            untried: 0,
            unread: None,
            equal: 0,
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
    let trials = trials(&corpus, &output, run, row)?;
    let answers = match run.judge {
        Judge::Program => ask(&trials, &output, &key(&input.name), scratch)?,
        Judge::Model => {
            let answer = |trial: &Trial<'_>| {
                let value = &trial.judged.value;
                takes(&output.model, trial.id, value).map(|()| value.clone())
            };
            trials.iter().map(answer).collect()
        }
    };
    for (Trial { item, judged: Judged { value, forbidden }, .. }, answer) in trials.iter().zip(&answers) {
        let Some(keyword) = forbidden else {
            match wrong(value, answer) {
                None => row.equal += 1,
                Some(wrong) => row.wrong.push(format!("{} ({}): {value}\n  {wrong}", item.path, item.source.name())),
            }
            continue;
        };
        let count = report.by_keyword.entry(keyword.clone()).or_default();
        *(if answer.is_ok() { &mut count.taken } else { &mut count.refused }) += 1;
        if answer.is_ok() {
            let example = || format!("{value} as {}", item.path);
            report.examples.entry(keyword.clone()).or_insert_with(example);
        }
    }
    Ok(())
}

/// The values for all types of an input.
fn trials<'a>(corpus: &Corpus, output: &'a Output, run: &Run, row: &mut Row) -> Result<Vec<Trial<'a>>, String> {
    let files = corpus.files().iter().map(|file| (file.name.to_string(), meant(&file.schema).to_string()));
    let as_meant = Corpus::from_sources(files).map_err(|faults| faults.to_string())?;
    let (schemas, as_meant) = (Arc::new(Schemas::new(corpus)), Arc::new(Schemas::new(&as_meant)));
    let source = Source::new(output, &schemas, &as_meant, run.cases);
    let mut trials = Vec::new();
    for (id, item) in whole_types(output) {
        let seed = run.seed ^ seed_of(&format!("{}{}", item.source.file, item.source.pointer));
        let values = match source.values(id, seed) {
            Ok(values) => values.all,
            Err(why) => {
                row.unread.get_or_insert(format!("{}: {why}", item.path));
                Vec::new()
            }
        };
        let is_tried = values.iter().any(|judged| judged.forbidden.is_none());
        *(if is_tried { &mut row.types } else { &mut row.untried }) += 1;
        trials.extend(values.into_iter().map(|judged| Trial { id, item, judged }));
    }
    Ok(trials)
}

/// Builds the types of an input into a program, and runs it.
fn ask(trials: &[Trial<'_>], output: &Output, key: &str, scratch: &Path) -> Result<Vec<Answer>, String> {
    write_types(output, scratch.join("types").join(key))?;
    let paths: BTreeSet<String> = trials.iter().map(|trial| trial.item.path.to_string()).collect();
    let package = Package { key, path: format!("../../types/{key}"), output };
    let types = paths.iter().map(|path| Tried { path: format!("{key}::{path}"), is_described: false });
    let subject = Subject::of(&[package], types, &scratch.join("programs").join(key), &scratch.join("target"))?;
    let index: BTreeMap<&str, usize> = paths.iter().enumerate().map(|(index, path)| (path.as_str(), index)).collect();
    let questions = trials.iter().map(|trial| {
        let item = index[trial.item.path.to_string().as_str()];
        Question { item, value: &trial.judged.value }
    });
    subject.ask(&questions.collect::<Vec<_>>())
}
