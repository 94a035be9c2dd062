//! The common and the distinguishing properties of a union's alternatives, counted once for all of them.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::canon::shape::{Alternative, JsonTypes, Union};

/// For each property that an alternative may be named after, the number of alternatives that have it.
#[derive(Default)]
pub(super) struct Rivals<'u> {
    /// Alternatives of each set of JSON types.
    of_types: HashMap<JsonTypes, usize>,
    /// Objects that require each member.
    required: HashMap<&'u str, usize>,
    /// Objects that declare each member.
    known: HashMap<&'u str, usize>,
    /// Alternatives that list a text in a member.
    constants: HashMap<(&'u str, &'u str), usize>,
}

impl<'u> Rivals<'u> {
    pub(super) fn of(union: &'u Union) -> Self {
        let mut rivals = Self::default();
        for alternative in &union.alternatives {
            let facts = &alternative.facts;
            *rivals.of_types.entry(facts.types).or_default() += 1;
            let mut listed = HashSet::new();
            for (member, values) in &facts.constants {
                listed.extend(values.iter().filter_map(Value::as_str).map(|value| (member.as_str(), value)));
            }
            listed.into_iter().for_each(|pair| *rivals.constants.entry(pair).or_default() += 1);
            if facts.types.overlaps(JsonTypes::OBJECT) {
                count(&mut rivals.required, &facts.required);
                count(&mut rivals.known, &facts.known);
            }
        }
        rivals
    }

    /// Whether no other alternative has a JSON type of this one.
    pub(super) fn has_none_of_its_types(&self, alternative: &Alternative) -> bool {
        let sharing = self.of_types.iter().filter(|(types, _)| types.overlaps(alternative.facts.types));
        sharing.map(|(_, count)| count).sum::<usize>() == 1
    }

    /// The constants that no other alternative has in the same member.
    pub(super) fn own_constants(&self, alternative: &'u Alternative) -> impl Iterator<Item = &'u str> {
        let constants = alternative.facts.constants.iter().filter_map(|(member, values)| match &values[..] {
            [Value::String(value)] if value.starts_with(char::is_alphabetic) => Some((member.as_str(), value.as_str())),
            _ => None,
        });
        constants.filter(|pair| self.constants[pair] == 1).map(|(_, value)| value)
    }

    /// Members that only this alternative requires, followed by those that only it declares.
    pub(super) fn distinguishing(&self, alternative: &'u Alternative) -> impl Iterator<Item = &'u str> {
        let facts = &alternative.facts;
        let own = usize::from(facts.types.overlaps(JsonTypes::OBJECT));
        let by = move |all: &HashMap<&str, usize>, name: &str| all.get(name).is_none_or(|count| *count <= own);
        let required = facts.known.iter().filter(|name| facts.required.contains(name));
        let required = required.filter(move |name| by(&self.required, name));
        let known = facts.known.iter().filter(move |name| by(&self.known, name));
        required.chain(known).map(String::as_str)
    }
}

fn count<'u>(counts: &mut HashMap<&'u str, usize>, names: &'u [String]) {
    let names: HashSet<&str> = names.iter().map(String::as_str).collect();
    names.into_iter().for_each(|name| *counts.entry(name).or_default() += 1);
}
