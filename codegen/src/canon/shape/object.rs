//! The shape of objects.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Node;
use crate::canon::annotations::Doc;
use crate::read::matcher::{Matcher, PatternSet};
use crate::read::resolve::Location;

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Object {
    pub(crate) properties: Vec<Property>,
    /// What must be there, whether a property or not.
    pub(crate) required: BTreeSet<String>,
    pub(crate) rest: Rest,
    /// The members whose names match patterns.
    pub(crate) patterns: Option<Patterns>,
    /// The members that must not be there.
    pub(crate) refused: Vec<String>,
    /// Those that must not be there, by patterns of their names.
    pub(crate) refused_patterns: Option<PatternSet>,
    /// Whether the schema describes its members one by one, so that it is a struct, even one without fields.
    pub(crate) named: bool,
    /// Whether only the keywords imply that it is an object, so that other values are allowed too.
    pub(crate) implied: bool,
}

impl Object {
    /// An object without any keyword.
    pub(crate) fn open() -> Self {
        Self {
            properties: Vec::new(),
            required: BTreeSet::new(),
            rest: Rest::Open { evaluated: false },
            patterns: None,
            refused: Vec::new(),
            refused_patterns: None,
            named: false,
            implied: false,
        }
    }

    pub(crate) fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// Whether it becomes a struct where it is inside another schema.
    pub(super) fn is_struct_inside(&self) -> bool {
        !self.properties.is_empty()
            || self.patterns.is_some()
            || self.refused_patterns.is_some()
            || self.rest == Rest::Closed
    }

    /// Whether it accepts no members but those that it names.
    pub(crate) fn is_closed(&self) -> bool {
        self.rest == Rest::Closed && self.patterns.is_none()
    }

    /// What a map of its members would hold.
    pub(crate) fn map_of(&self) -> Option<&Node> {
        match &self.rest {
            Rest::Typed(node) => Some(node),
            Rest::Open { .. } | Rest::Closed => None,
        }
    }
}

/// Members whose names match one of some patterns.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Patterns {
    /// The patterns, as the schema has them.
    pub(crate) patterns: Vec<String>,
    pub(crate) names: Matcher,
    /// What the members are.
    pub(crate) node: Box<Node>,
}

/// A member that a schema names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) node: Node,
    pub(crate) doc: Doc,
    /// What it reads as when it is absent though required: a fix-up declares this.
    pub(crate) absent_as: Option<Substitute>,
    /// Whether a rule of the configuration says that its values are personal.
    pub(crate) personal: bool,
    /// Where it is: in several places, if several parts name it.
    pub(crate) places: Places,
}

/// A value that replaces one that is missing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Substitute {
    pub(crate) value: Value,
    /// Why it may.
    pub(crate) reason: String,
}

/// Members that a schema does not name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rest {
    /// They are any values.
    Open {
        /// Whether a keyword declares this, which counts for `unevaluatedProperties`.
        evaluated: bool,
    },
    /// There are none.
    Closed,
    /// They are of one shape.
    Typed(Box<Node>),
}

/// Where a property is.
#[derive(Clone, Debug)]
pub(crate) struct Places(pub(crate) Vec<Location>);

/// A property is the same wherever it is.
impl PartialEq for Places {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
