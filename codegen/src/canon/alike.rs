//! Warns of unions with alternatives that nothing distinguishes.

use std::collections::{BTreeSet, HashMap};

use super::definitions::Definitions;
use super::shape::{Alternative, Array, Facts, JsonTypes, Node, Shape, Telling, Union};
use crate::diagnostic::Diagnostic;
use crate::id::ItemId;

/// The warning about the first two such alternatives of a union whose facts are known.
pub(super) fn warning(definitions: &Definitions, id: ItemId) -> Option<Diagnostic> {
    let Shape::Union(union) = &definitions.get(id).node.shape else { return None };
    let (one, other) = alike(definitions, union)?;
    let place = |alternative: &Alternative| definitions.resolver.place(&alternative.node.origin.at);
    let (message, help) = texts(one.facts.types);
    let warning = Diagnostic::warning("alike", format!("{message}: a value of both decodes as the first"));
    let warning = warning.at(definitions.place(id)).help(help);
    Some(warning.with(place(one), "one of them").with(place(other), "the other"))
}

/// The message and the help about two alternatives of these types.
fn texts(types: JsonTypes) -> (&'static str, &'static str) {
    match types {
        types if types.overlaps(JsonTypes::OBJECT) => (
            "the members of two alternatives of this union do not distinguish them",
            "give each a property with a different `const`, or require a property in one that the other does not have",
        ),
        JsonTypes::STRING => (
            "two alternatives of this union are strings, which nothing distinguishes",
            "no keyword of a string selects an alternative: make one alternative of the two",
        ),
        JsonTypes::ARRAY => (
            "two alternatives of this union are arrays whose items do not distinguish them",
            "give the items different types, or make one alternative of the two",
        ),
        _ => (
            "two alternatives of this union have the same types, and nothing distinguishes them",
            "make one alternative of the two",
        ),
    }
}

/// The first two alternatives of one JSON type that have the same members, or without known members.
fn alike<'d>(definitions: &Definitions, union: &'d Union) -> Option<(&'d Alternative, &'d Alternative)> {
    if union.telling != Telling::Members {
        return None;
    }
    let mut seen: HashMap<String, Vec<&Alternative>> = HashMap::new();
    union.alternatives.iter().find_map(|alternative| {
        let Facts { types, required, known, constants, .. } = &alternative.facts;
        let sorted = |names: &[String]| names.iter().cloned().collect::<BTreeSet<_>>();
        let key = format!("{types:?}{:?}{:?}{constants:?}", sorted(required), sorted(known));
        let others = seen.entry(key).or_default();
        let like = others.iter().find(|other| !differ_by_items(definitions, &other.node, &alternative.node));
        let found = like.map(|other| (*other, alternative));
        others.push(alternative);
        found
    })
}

/// Whether both are arrays whose items have no common type. Then only the empty array is a value of both.
fn differ_by_items(definitions: &Definitions, one: &Node, other: &Node) -> bool {
    let items = |node| match shape(definitions, node) {
        Shape::Array(Array { prefix, rest, .. }) if prefix.is_empty() => Some(types(definitions, rest)),
        _ => None,
    };
    items(one).zip(items(other)).is_some_and(|(one, other)| !one.overlaps(other))
}

/// The JSON types of a value, as far as its own keywords tell.
fn types(definitions: &Definitions, node: &Node) -> JsonTypes {
    match shape(definitions, node) {
        _ if node.nullable => JsonTypes::ALL,
        Shape::Object(_) => JsonTypes::OBJECT,
        Shape::Array(_) => JsonTypes::ARRAY,
        Shape::Enum(set) => set.json_types(),
        shape => shape.scalar_type().unwrap_or(JsonTypes::ALL),
    }
}

/// The shape behind references.
fn shape<'d>(definitions: &'d Definitions, node: &'d Node) -> &'d Shape {
    let mut shape = &node.shape;
    // Longer chains of references are reported elsewhere.
    for _ in 0..crate::limits::CHAIN {
        match shape {
            Shape::Ref(id) => shape = &definitions.get(*id).node.shape,
            _ => break,
        }
    }
    shape
}
