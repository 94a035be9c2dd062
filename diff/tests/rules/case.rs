//! The case of one rule: two states, and callers that are compiled, and run if necessary, against both.

use std::collections::BTreeMap;

use schemawright::{Config, Corpus, Generator, Output};
use schemawright_diff::{self as diff, Change, Rule, State};
use serde_json::Value;

/// Emitted files, by path.
pub(crate) type Files = BTreeMap<String, String>;

/// Two states that differ by one rule.
pub(crate) struct Case {
    pub(crate) rule: Rule,
    old: Value,
    new: Value,
    old_config: String,
    new_config: String,
    /// A change of the generator, as a change of the emitted files.
    edit: Option<fn(&mut Files)>,
    /// A change of the emitted code that is not in the Model.
    tamper: Option<fn(&mut Files)>,
    /// Other rules of the same change.
    also: &'static [Rule],
    /// The body of a caller that the change breaks.
    pub(crate) breaks: Option<&'static str>,
    /// The body of a caller that works with both states.
    pub(crate) fits: Option<&'static str>,
    /// The suffix that distinguishes it from other cases of its rule.
    of: &'static str,
    /// Whether callers are run after they are compiled.
    pub(crate) runs: bool,
}

impl Case {
    pub(crate) fn new(rule: Rule, old: Value, new: Value) -> Self {
        Self {
            rule,
            old,
            new,
            old_config: String::new(),
            new_config: String::new(),
            edit: None,
            tamper: None,
            also: &[],
            breaks: None,
            fits: None,
            of: "",
            runs: false,
        }
    }

    /// The same schemas on both sides.
    pub(crate) fn same(rule: Rule, schemas: Value) -> Self {
        Self::new(rule, schemas.clone(), schemas)
    }

    pub(crate) fn config(self, old: &str, new: &str) -> Self {
        Self { old_config: old.to_owned(), new_config: new.to_owned(), ..self }
    }

    pub(crate) fn edit(self, edit: fn(&mut Files)) -> Self {
        Self { edit: Some(edit), ..self }
    }

    pub(crate) fn tamper(self, tamper: fn(&mut Files)) -> Self {
        Self { tamper: Some(tamper), ..self }
    }

    pub(crate) fn also(self, also: &'static [Rule]) -> Self {
        Self { also, ..self }
    }

    pub(crate) fn breaks(self, caller: &'static str) -> Self {
        Self { breaks: Some(caller), ..self }
    }

    pub(crate) fn fits(self, caller: &'static str) -> Self {
        Self { fits: Some(caller), ..self }
    }

    pub(crate) fn run(self) -> Self {
        Self { runs: true, ..self }
    }

    /// One of several cases of its rule.
    pub(crate) fn of(self, of: &'static str) -> Self {
        Self { of, ..self }
    }

    /// The name of the case's module: `member_removed`, `value_added_of_integers`.
    pub(crate) fn name(&self) -> String {
        format!("{}{}", self.rule.id().replace('-', "_"), self.of)
    }

    /// Generates both sides with a generator, and compares.
    pub(crate) fn compare(&self, generator: &Generator) -> (Vec<Change>, Files, Files) {
        let generate = |schemas: &Value, config: &str| -> (Corpus, Output) {
            let corpus = corpus(schemas);
            let config =
                Config::parse("codegen.toml", config).unwrap_or_else(|fault| panic!("{}: {fault}", self.name()));
            let output = generator.generate_from(&corpus, &config);
            (corpus, output.unwrap_or_else(|fault| panic!("{}: {fault}", self.name())))
        };
        let (old_corpus, old) = generate(&self.old, &self.old_config);
        let (new_corpus, mut new) = generate(&self.new, &self.new_config);
        if let Some(tamper) = self.tamper {
            tamper(&mut new.files);
        }
        let mut now = new.files.clone();
        let changes = match self.edit {
            None => diff::compare(&State::new(&old, &old_corpus), &State::new(&new, &new_corpus)),
            Some(edit) => {
                edit(&mut now);
                diff::compare_emitted(&old.files, &now)
            }
        };
        (changes, old.files, now)
    }

    /// Compares the changes with the rules of the case; the error describes the difference.
    pub(crate) fn check(&self, changes: &[Change]) -> Option<String> {
        let found: Vec<Rule> = changes.iter().map(|change| change.rule).collect();
        let text: Vec<String> =
            changes.iter().map(|change| format!("{}: {}", change.rule.id(), change.message)).collect();
        let name = self.name();
        let expected = || std::iter::once(&self.rule).chain(self.also);
        if let Some(rule) = expected().find(|rule| !found.contains(rule)) {
            return Some(format!("{name}: {} not found in {text:#?}", rule.id()));
        }
        let foreseen = |rule: &Rule| expected().any(|expected| expected == rule);
        (!found.iter().all(foreseen)).then(|| format!("{name}: more than was foreseen: {text:#?}"))
    }
}

/// A schema file for each member of an object: its name is title and `$id`.
fn corpus(schemas: &Value) -> Corpus {
    let files = schemas.as_object().expect("an object").iter().map(|(title, schema)| {
        let mut schema = schema.clone();
        schema["title"] = title.as_str().into();
        schema["$id"] = title.as_str().into();
        (format!("{title}.json"), schema.to_string())
    });
    Corpus::from_sources(files).unwrap_or_else(|fault| panic!("{fault}"))
}
