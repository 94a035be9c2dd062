//! Determines how the alternatives of each union are identified.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::alike;
use super::definitions::{Definition, Definitions};
use super::shape::{Alternative, Facts, Form, JsonTypes, Node, Object, Shape, Telling};
use crate::id::ItemId;

/// Determines it for all unions, and warns of alternatives that nothing distinguishes.
pub(crate) fn run(definitions: &mut Definitions) {
    let mut finder = Finder { definitions: &definitions.list, known: HashMap::new(), finding: HashSet::new() };
    let mut found = Vec::new();
    for (id, definition) in definitions.iter() {
        if let Shape::Union(union) = &definition.node.shape {
            let facts: Vec<Facts> = union.alternatives.iter().map(|one| finder.alternative(one)).collect();
            found.push((id, facts));
        }
    }
    for (id, facts) in found {
        let Shape::Union(union) = &mut definitions.list[id.0].node.shape else { continue };
        for (alternative, facts) in union.alternatives.iter_mut().zip(facts) {
            alternative.facts = facts;
        }
        if union.telling != Telling::Wrapper {
            union.telling = telling(&mut union.alternatives);
        }
        if let Some(warning) = alike::warning(definitions, id) {
            definitions.warnings.push(warning);
        }
    }
}

struct Finder<'a> {
    definitions: &'a [Definition],
    known: HashMap<ItemId, Facts>,
    finding: HashSet<ItemId>,
}

impl Finder<'_> {
    fn alternative(&mut self, alternative: &Alternative) -> Facts {
        match alternative.form {
            Form::Plain => self.node(&alternative.node),
            Form::Wrapped(_) => Facts { types: JsonTypes::OBJECT, ..Facts::default() },
            Form::Constant(_) => Facts { types: JsonTypes::STRING, ..Facts::default() },
        }
    }

    fn node(&mut self, node: &Node) -> Facts {
        let types = match &node.shape {
            Shape::Any => JsonTypes::ALL,
            Shape::Never(_) | Shape::Null | Shape::Bool | Shape::Integer(_) | Shape::Number(_) | Shape::String(_) => {
                node.shape.scalar_type().unwrap_or_default()
            }
            Shape::Enum(set) => set.json_types(),
            Shape::Array(_) => JsonTypes::ARRAY,
            Shape::Object(object) => return self.object(object),
            Shape::Union(union) => {
                let all: Vec<Facts> = union.alternatives.iter().map(|one| self.alternative(one)).collect();
                return of_all(&all);
            }
            Shape::Ref(id) => return self.definition(*id),
        };
        Facts { types, ..Facts::default() }
    }

    fn definition(&mut self, id: ItemId) -> Facts {
        if let Some(facts) = self.known.get(&id) {
            return facts.clone();
        }
        // A union that is its own alternative is reported elsewhere.
        if !self.finding.insert(id) {
            return Facts::default();
        }
        let facts = self.node(&self.definitions[id.0].node);
        self.finding.remove(&id);
        self.known.insert(id, facts.clone());
        facts
    }

    fn object(&self, object: &Object) -> Facts {
        let constants = object.properties.iter().filter_map(|property| {
            let values = self.constants(&property.node)?;
            Some((property.name.clone(), values))
        });
        Facts {
            types: JsonTypes::OBJECT,
            tags: Vec::new(),
            required: object.required.iter().cloned().collect(),
            known: object.properties.iter().map(|property| property.name.clone()).collect(),
            constants: constants.collect(),
        }
    }

    /// The values of a member, if its schema lists them.
    fn constants(&self, node: &Node) -> Option<Vec<Value>> {
        let mut node = node;
        // Longer chains of references are reported elsewhere.
        for _ in 0..crate::limits::CHAIN {
            match &node.shape {
                Shape::Ref(id) if !node.nullable => node = &self.definitions[id.0].node,
                Shape::Enum(set) if !node.nullable => return Some(set.values.clone()),
                _ => return None,
            }
        }
        None
    }
}

/// The facts that several alternatives have in common, as one alternative.
fn of_all(all: &[Facts]) -> Facts {
    let types = all.iter().fold(JsonTypes::default(), |types, one| types.with(one.types));
    let mut objects = all.iter().filter(|one| one.types.overlaps(JsonTypes::OBJECT));
    let Some(first) = objects.next() else { return Facts { types, ..Facts::default() } };
    let mut common = Facts { types, tags: Vec::new(), ..first.clone() };
    for other in objects {
        common.required.retain(|name| other.required.contains(name));
        let new: Vec<String> = other.known.iter().filter(|name| !common.known.contains(name)).cloned().collect();
        common.known.extend(new);
        common.constants.retain_mut(|(name, values)| {
            let again = other.constants.iter().find(|(other, _)| other == name);
            values.extend(again.into_iter().flat_map(|(_, values)| values.iter().cloned()));
            again.is_some()
        });
    }
    common
}

/// How alternatives with known facts are identified, and the values of their tag.
fn telling(alternatives: &mut [Alternative]) -> Telling {
    let objects: Vec<&Facts> =
        alternatives.iter().map(|one| &one.facts).filter(|facts| facts.types.overlaps(JsonTypes::OBJECT)).collect();
    if let Some(tag) = tag(&objects) {
        for alternative in alternatives {
            let values = alternative.facts.constants.iter().find(|(name, _)| *name == tag);
            alternative.facts.tags = values.map(|(_, values)| values.clone()).unwrap_or_default();
        }
        return Telling::Tag(tag);
    }
    let of_type = |ty: &JsonTypes| alternatives.iter().filter(|one| one.facts.types.overlaps(*ty)).count();
    if JsonTypes::EACH.iter().all(|(ty, _)| of_type(ty) <= 1) { Telling::Type } else { Telling::Members }
}

/// The member whose values differ between all objects; preferably one that all require.
fn tag(objects: &[&Facts]) -> Option<String> {
    let [first, others @ ..] = objects else { return None };
    if others.is_empty() {
        return None;
    }
    let is_tag = |name: &str| {
        let mut seen = HashSet::new();
        objects.iter().all(|facts| {
            let values = facts.constants.iter().find(|(other, _)| other == name);
            values.is_some_and(|(_, values)| values.iter().all(|value| seen.insert(key(value))))
        })
    };
    let candidates: Vec<&String> = first.constants.iter().map(|(name, _)| name).filter(|name| is_tag(name)).collect();
    let required = |name: &&&String| objects.iter().all(|facts| facts.required.contains(name));
    candidates.iter().find(required).or(candidates.first()).map(|name| (**name).clone())
}

/// A canonical text of a value.
fn key(value: &Value) -> String {
    match value.as_f64() {
        Some(number) => number.to_string(),
        None => value.to_string(),
    }
}
