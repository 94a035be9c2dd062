//! The shape of objects.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Node;
use crate::canon::annotations::Doc;
use crate::privacy::Privacy;
use crate::read::matcher::{Matcher, PatternSet};
use crate::read::resolve::Location;

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Object {
    pub(crate) properties: Vec<Property>,
    /// The required members, whether they are properties or not.
    pub(crate) required: BTreeSet<String>,
    pub(crate) rest: Rest,
    /// The schemas of members whose names match patterns.
    pub(crate) patterns: Option<Patterns>,
    /// The forbidden members.
    pub(crate) refused: Vec<String>,
    /// The patterns of forbidden members.
    pub(crate) refused_patterns: Option<PatternSet>,
    /// Whether the schema describes individual members, so that it is a struct, even one without fields.
    pub(crate) named: bool,
    /// Whether keywords only imply that it is an object, so that other values are allowed too.
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

    /// The schemas of a member with this name.
    pub(crate) fn schemas_of(&self, name: &str) -> Vec<&Node> {
        let property = self.property(name).map(|property| &property.node);
        let matching = self.patterns.as_ref().filter(|patterns| patterns.names.has(name)).map(|one| &*one.node);
        let found: Vec<&Node> = property.into_iter().chain(matching).collect();
        if found.is_empty() { self.map_of().into_iter().collect() } else { found }
    }

    /// The schemas of the members that it does not declare.
    pub(crate) fn undeclared(&self) -> impl Iterator<Item = &Node> {
        self.map_of().into_iter().chain(self.patterns.as_ref().map(|patterns| &*patterns.node))
    }

    /// The same schemas, to change them.
    pub(crate) fn undeclared_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        let rest = match &mut self.rest {
            Rest::Typed(node) => Some(&mut **node),
            Rest::Open { .. } | Rest::Closed => None,
        };
        rest.into_iter().chain(self.patterns.as_mut().map(|patterns| &mut *patterns.node))
    }

    /// Whether it becomes a struct if it is nested in another schema.
    pub(super) fn is_struct_inside(&self) -> bool {
        !self.properties.is_empty()
            || self.patterns.is_some()
            || self.refused_patterns.is_some()
            || self.rest == Rest::Closed
    }

    /// Whether it accepts only declared members.
    pub(crate) fn is_closed(&self) -> bool {
        self.rest == Rest::Closed && self.patterns.is_none()
    }

    /// The schema of the values of a map of its members.
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
    /// The patterns of the schema.
    pub(crate) patterns: Vec<String>,
    pub(crate) names: Matcher,
    /// The schema of the members.
    pub(crate) node: Box<Node>,
}

/// A declared member.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) node: Node,
    pub(crate) doc: Doc,
    /// Its value if it is required and absent: set by a fix-up.
    pub(crate) absent_as: Option<Substitute>,
    /// What `Debug` prints of its values.
    pub(crate) privacy: Privacy,
    /// Its place: several places, if several parts declare it.
    pub(crate) places: Places,
}

/// Two properties are equal if they allow the same values, whatever their documentation is.
impl PartialEq for Property {
    fn eq(&self, other: &Self) -> bool {
        let Self { name, node, doc, absent_as, privacy, places: _ } = self;
        (name, doc.access, absent_as, privacy) == (&other.name, other.doc.access, &other.absent_as, &other.privacy)
            && *node == other.node
    }
}

/// A value for an absent member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Substitute {
    pub(crate) value: Value,
    /// The reason.
    pub(crate) reason: String,
    /// The place of the fix-up in the configuration.
    pub(crate) span: std::ops::Range<usize>,
}

/// Members that a schema does not declare.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rest {
    /// They have any values.
    Open {
        /// Whether a keyword allows them explicitly, which counts for `unevaluatedProperties`.
        evaluated: bool,
    },
    /// They are forbidden.
    Closed,
    /// They have one schema.
    Typed(Box<Node>),
}

/// The places of a property.
#[derive(Clone, Debug)]
pub(crate) struct Places(pub(crate) Vec<Location>);
