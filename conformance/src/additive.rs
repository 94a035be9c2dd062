//! Whether an additive change of a schema is an additive change of the types: what is added to every type, one thing after another, and what
//! `diff` and the compiler say of it.
//!
//! The verdict of `diff` is asked for everything that is added. Callers that use every public item of every struct are written against the types as
//! they are, and compiled against the types as they would be.

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

/// How much is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// One of so many parts, which together are everything.
    Share(Share),
    /// One batch of each sort, of which one is compiled.
    Sample,
}

/// One of so many parts that a long run is cut into: `2/10` is the second of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    part: usize,
    of: usize,
}

impl Share {
    /// Whether what is at this place is in the part.
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

/// What was found.
#[derive(Debug, Default)]
pub struct Report {
    /// How many things were added, each to one type.
    pub additions: usize,
    /// How often the types were generated with some of them.
    pub batches: usize,
    /// In how many of these the callers were compiled.
    pub compiled: usize,
    /// What was not additive, each as a paragraph.
    pub findings: Vec<String>,
}

impl Report {
    /// A sentence about what was tried.
    #[must_use]
    pub fn summary(&self) -> String {
        let Self { additions, batches, compiled, findings } = self;
        format!(
            "{additions} additions to types, in {batches} states of the schemas, {compiled} of them with callers compiled: {} are not additive\n",
            findings.len()
        )
    }
}

/// Adds to every type of a schema directory what a growing API adds.
///
/// # Errors
/// Schemas that can't be generated from, a scratch directory that can't be written, and callers that do not compile before anything is added.
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
    // Entries that expect what is, such as a number of values, are the author's to adapt.
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
                // Callers that fit what is larger fit what was there, too. Those that do not may be wrong themselves.
                callers
                    .compile(&old)
                    .map_err(|error| format!("the callers do not compile before anything is added:\n{error}"))?;
                report.findings.push(format!("{}: callers no longer compile:\n{error}", batch.name));
            }
        }
    }
    Ok(report)
}

/// Where the callers and the types are written and compiled.
fn packages(scratch: &Path) -> (PathBuf, PathBuf) {
    (scratch.join("types"), scratch.join("callers"))
}

/// A thing to add, and the schema to add it to.
#[derive(Clone, Debug)]
struct Addition {
    /// The file, and the JSON Pointer to the schema in it.
    file: String,
    pointer: String,
    what: What,
}

/// What is added to a schema.
#[derive(Clone, Debug)]
enum What {
    /// An optional member of a name.
    Member(String, Member),
    /// A value of an enum.
    Value,
    /// Another description.
    Description,
}

/// What an added member holds.
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
