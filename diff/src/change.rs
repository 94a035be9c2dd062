//! One difference, and its place.

use serde_json::Value;

use crate::message::Message;
use crate::rule::{Level, Rule};
use schemawright::Place;
use schemawright::model::Direction;

/// One difference between two states.
#[derive(Clone, Debug)]
pub struct Change {
    /// The kind of difference.
    pub rule: Rule,
    /// The difference in one sentence.
    pub message: Message,
    /// The values of a constraint or a default that differs.
    pub values: Option<Values>,
    /// For a breaking change, examples that worked before and no longer do. Empty if none was found.
    pub witnesses: Vec<Witness>,
    /// The changed item of the crate.
    pub subject: Subject,
    /// The title of the schema; none for an item without a schema, such as a Cargo feature.
    pub schema: Option<String>,
    /// The place in the schema: in the new state, or in the old one for a removed item.
    pub place: Option<Place>,
    /// The direction in which the type is used, in the state that contains `place`.
    pub direction: Direction,
    /// Whether the rule is certain, or a guess from similar names and members.
    pub certainty: Certainty,
    /// The reason why it does not count, if it is accepted.
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

/// The value of a keyword in both states; none if the schema does not have the keyword.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    /// In the old state.
    pub was: Option<Value>,
    /// In the new state.
    pub is: Option<Value>,
}

/// An example that works with the old state and not with the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Witness {
    /// An item of Rust that no longer compiles.
    Compiles(String),
    /// A statement of Rust that compiles and is no longer true.
    Holds(String),
    /// A body that no longer decodes.
    Decodes {
        /// The path of the type.
        ty: String,
        /// The body, as JSON.
        body: String,
    },
    /// The features of the package that a dependent enables, and that no longer exist.
    Resolves(String),
}

impl Witness {
    /// The code, the body or the feature.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Compiles(text) | Self::Holds(text) | Self::Decodes { body: text, .. } | Self::Resolves(text) => text,
        }
    }
}

/// Whether the rule of a change is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The rule is certain.
    Certain,
    /// The rule is a guess.
    Guess,
}

/// The changed item, by its path in the crate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// The type, module or feature: `session::v1::Session`. For a removed item, the old path.
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

/// Sorts changes: the worst first, then by Rust path.
pub(super) fn sort(changes: &mut [Change]) {
    changes.sort_by(|a, b| {
        let key = |change: &Change| (std::cmp::Reverse(change.level()), change.subject.clone(), change.rule);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
}
