//! Checks that an additive change of a schema is an additive change of the types: adds properties, values and references to every type, and
//! checks the verdict of `diff` and of the compiler.
//!
//! `diff` judges every addition. Callers that use every public item of every struct are written for the present types, and compiled against
//! the types with additions.

mod addition;
mod batches;
mod callers;

use std::path::{Path, PathBuf};
use std::str::FromStr;

use schemawright::{Config, Corpus, Generator, Output};
use schemawright_diff::{self as diff, Level, State};

use addition::Edited;
use batches::Batch;
use callers::Callers;

/// The extent of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// One part of all batches.
    Share(Share),
    /// One batch of each kind, one of which is compiled.
    Sample,
}

/// One of `of` equal parts of a long run: `2/10` is the second of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    part: usize,
    of: usize,
}

impl Share {
    /// Whether the part contains the item at an index.
    fn has(self, index: usize) -> bool {
        index % self.of == self.part - 1
    }
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
        let share = numbers.map(|(part, of)| Self { part, of }).filter(|share| (1..=share.of).contains(&share.part));
        share.ok_or_else(|| format!("`{text}` is not a part of several: write `2/10` for the second of ten"))
    }
}

/// The result of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// The number of additions, each to one type.
    pub additions: usize,
    /// The number of times that the types were generated.
    pub batches: usize,
    /// The number of batches whose callers were compiled.
    pub compiled: usize,
    /// Changes that were not additive, one paragraph each.
    pub findings: Vec<String>,
}

impl Report {
    /// A summary of the run in one sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        let Self { additions, batches, compiled, findings } = self;
        format!(
            "{additions} additions to types, in {batches} states of the schemas, {compiled} of them with callers compiled: {} are not additive\n",
            findings.len()
        )
    }
}

/// Adds members, values and types to every type of a schema directory.
///
/// # Errors
/// Schemas that can't be generated from, a scratch directory that can't be written, and callers that do not compile without additions.
pub fn additive(directory: &Path, config: Option<&Path>, extent: Extent, scratch: &Path) -> Result<Report, String> {
    let config = match config {
        None => Config::default(),
        Some(file) => Config::read(file).map_err(|faults| faults.to_string())?,
    };
    let sources = addition::read(directory)?;
    let generator = Generator::new("").wire(crate::subject::wire(&scratch.join("types")));
    let generate = |sources: &[(String, String)], config: &Config| -> Result<(Corpus, Output), String> {
        let corpus = Corpus::from_sources(sources.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let corpus = corpus.map_err(|faults| faults.to_string())?;
        let output = generator.generate_from(&corpus, config).map_err(|faults| faults.to_string())?;
        Ok((corpus, output))
    };
    let (old_corpus, old) = generate(&sources, &config)?;
    let old_state = State::new(&old, &old_corpus);
    // Entries that expect the present state, such as a number of values, must be changed by their author.
    let config = config.for_other_schemas();
    let callers = Callers::of(&old, scratch);
    let mut report = Report::default();
    for batch in batches::all(&old, extent) {
        let Edited { sources, additions } = addition::apply(&sources, &batch);
        report.batches += 1;
        report.additions += additions;
        let (corpus, new) = match generate(&sources, &config) {
            Ok(generated) => generated,
            Err(error) => {
                report.findings.push(format!("{}: nothing is generated:\n{error}", batch.name));
                continue;
            }
        };
        let changes = diff::compare(&old_state, &State::new(&new, &corpus));
        let breaking = changes.iter().filter(|change| change.level() == Level::Breaking);
        report
            .findings
            .extend(breaking.map(|change| format!("{}: {}: {}", batch.name, change.rule.id(), change.message)));
        if batch.compile {
            report.compiled += 1;
            if let Err(error) = callers.compile(&new) {
                // Callers that compile with additions also compile without them. If they fail, the callers themselves may be wrong.
                callers
                    .compile(&old)
                    .map_err(|error| format!("the callers do not compile before anything is added:\n{error}"))?;
                report.findings.push(format!("{}: callers no longer compile:\n{error}", batch.name));
            }
        }
    }
    Ok(report)
}

/// The directories in which the callers and the types are written and compiled.
fn packages(scratch: &Path) -> (PathBuf, PathBuf) {
    (scratch.join("types"), scratch.join("callers"))
}

/// An addition, and the schema that it is for.
#[derive(Clone, Debug)]
struct Addition {
    /// The file, and the JSON Pointer of the schema in it.
    file: String,
    pointer: String,
    what: What,
}

/// An addition to a schema.
#[derive(Clone, Debug)]
enum What {
    /// An optional property.
    Member(String, Member),
    /// A value of an enum.
    Value,
    /// Another description.
    Description,
}

/// The kind of an added property.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Member {
    String,
    Number,
    Integer,
    Boolean,
    List,
    Map,
    Object,
    Enum,
    /// A reference to the schema of a file.
    Reference(String),
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn shares_are_everything_together() {
        let shares: Vec<Share> = (1..=3).map(|part| format!("{part}/3").parse().unwrap()).collect();
        for index in 0..10 {
            assert_eq!(shares.iter().filter(|share| share.has(index)).count(), 1, "{index}");
            assert!("1/1".parse::<Share>().unwrap().has(index));
        }
        for text in ["", "1", "0/3", "4/3", "1/0", "a/3"] {
            assert!(text.parse::<Share>().is_err(), "{text}");
        }
    }
}
