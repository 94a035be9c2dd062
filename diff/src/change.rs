//! One difference, and where it is.

use serde_json::Value;

use crate::message::Message;
use crate::rule::{Level, Rule};
use crate::witness::Witness;
use schemawright::Place;
use schemawright::model::Direction;

/// One difference between two states.
#[derive(Clone, Debug)]
pub struct Change {
    /// What kind of difference it is.
    pub rule: Rule,
    /// What differs, in one sentence.
    pub message: Message,
    /// The values of a constraint or a default that differs.
    pub values: Option<Values>,
    /// Of what breaks, what worked before and does not now. None where none was found.
    pub witnesses: Vec<Witness>,
    /// Where it is in the crate.
    pub subject: Subject,
    /// The title of the schema; none for what comes from no schema, such as a cargo feature.
    pub schema: Option<String>,
    /// Where the schema declares this: in the new state, or in the old one for what is removed.
    pub place: Option<Place>,
    /// In which direction the type is used, in the state that `place` is in.
    pub direction: Direction,
    /// Whether the rule was chosen by likeness, where nothing proves it.
    pub certainty: Certainty,
    /// Why it does not count, if somebody has said so.
    pub accepted: Option<String>,
}

impl Change {
    pub(super) fn new(rule: Rule, subject: Subject, message: Message) -> Self {
        Self {
            rule,
            message,
            values: None,
            witnesses: Vec::new(),
            subject,
            schema: None,
            place: None,
            direction: Direction::default(),
            certainty: Certainty::Certain,
            accepted: None,
        }
    }

    /// The severity: the level of its rule.
    #[must_use]
    pub fn level(&self) -> Level {
        self.rule.level()
    }
}

/// What a keyword of a schema says in either state; none where the schema does not have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    /// In the old state.
    pub was: Option<Value>,
    /// In the new state.
    pub is: Option<Value>,
}

/// Whether a change is what its rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It is.
    Certain,
    /// It looks like it.
    Guess,
}

/// What has changed, by its path in the crate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// The type, module or feature: `session::v1::Session`. The old path, where it is gone.
    pub item: String,
    /// The field, or the variant.
    pub part: Option<String>,
}

impl Subject {
    pub(super) fn item(item: impl ToString) -> Self {
        Self { item: item.to_string(), part: None }
    }

    pub(super) fn part(item: impl ToString, part: &str) -> Self {
        Self { item: item.to_string(), part: Some(part.to_owned()) }
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.item)?;
        match &self.part {
            Some(part) => write!(f, "::{part}"),
            None => Ok(()),
        }
    }
}
