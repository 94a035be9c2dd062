//! Selects the alternatives that a JSON value can be.

use serde_json::{Map, Value};

use super::{Alternative, Scalar, Telling, alternative};
use crate::codec::Fault;

/// A union without its type, so that this module is compiled once.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) telling: Telling,
    pub(super) alternatives: &'static [Alternative],
}

/// The alternatives that a value can be.
pub(super) enum Choice<'v> {
    /// One, for the value or for its wrapped value.
    One(usize, Option<(&'v str, &'v Value)>),
    /// The first one that decodes, and that keeps everything if it is one of the given number of best matches.
    Several(Vec<usize>, usize),
    /// None, with the fault.
    None(Fault),
}

impl Table {
    pub(super) fn choose<'v>(&self, value: &'v Value) -> Choice<'v> {
        let ty = json_type(value);
        let candidates = || (0..self.alternatives.len()).filter(|index| self.alternatives[*index].types & ty != 0);
        match (self.telling, value) {
            (Telling::Wrapper, _) => self.unwrap(value),
            (Telling::Tag(tag), Value::Object(members)) if members.contains_key(tag) => {
                let has = |index: &usize| self.alternatives[*index].tags.iter().any(|one| one.is(&members[tag]));
                match candidates().find(has) {
                    Some(index) => Choice::One(index, None),
                    None => {
                        let expected = format!(
                            "invalid value: {}, expected one of {}",
                            kind(&members[tag]),
                            self.tags().join(", ")
                        );
                        Choice::None(Fault::of_value(expected).in_member(tag, self.name))
                    }
                }
            }
            (_, Value::Object(members)) => self.rank(candidates().collect(), members),
            _ => all(candidates().collect()),
        }
    }

    fn unwrap<'v>(&self, value: &'v Value) -> Choice<'v> {
        let (name, inner, ty) = match value {
            Value::String(name) => (name, None, alternative::STRING),
            Value::Object(members) if members.len() == 1 => match members.iter().next() {
                Some((name, inner)) => (name, Some(inner), alternative::OBJECT),
                None => return all(Vec::new()),
            },
            _ => return all(Vec::new()),
        };
        let is_meant = |one: &Alternative| one.types == ty && one.wrapper == name;
        match self.alternatives.iter().position(is_meant) {
            Some(index) => Choice::One(index, inner.map(|inner| (name.as_str(), inner))),
            None => Choice::None(self.misfit(value)),
        }
    }

    /// Sorts the alternatives for an object, the best match first.
    fn rank<'v>(&self, mut candidates: Vec<usize>, members: &Map<String, Value>) -> Choice<'v> {
        let unlikely = |index: &usize| {
            let Alternative { required, known, listed, .. } = self.alternatives[*index];
            let other = |(name, values): &&(&str, &[Scalar])| {
                members.get(*name).is_some_and(|value| !values.iter().any(|one| one.is(value)))
            };
            let others = listed.iter().filter(other).count();
            let missing = required.iter().filter(|name| !members.contains_key(**name)).count();
            let unknown = members.keys().filter(|name| !known.contains(&name.as_str())).count();
            ((others, missing), unknown)
        };
        candidates.sort_by_cached_key(unlikely);
        let best = candidates.first().map(|index| unlikely(index).0);
        let matches = candidates.iter().take_while(|index| Some(unlikely(index).0) == best).count();
        Choice::Several(candidates, matches)
    }

    fn tags(&self) -> Vec<String> {
        let tags = self.alternatives.iter().flat_map(|one| one.tags);
        tags.map(|tag| match tag {
            Scalar::Str(tag) => format!("`{tag}`"),
            Scalar::Bool(tag) => format!("`{tag}`"),
            Scalar::Number(tag) => format!("`{tag}`"),
        })
        .collect()
    }

    /// The fault of a value that matches no alternative.
    pub(super) fn misfit(&self, value: &Value) -> Fault {
        let expected: Vec<String> = if self.telling == Telling::Wrapper {
            let each = self.alternatives.iter().map(|one| match one.types {
                alternative::STRING => format!("`{}`", one.wrapper),
                _ => format!("an object of `{}`", one.wrapper),
            });
            each.collect()
        } else {
            let all = self.alternatives.iter().fold(0, |all, one| all | one.types);
            let names = ["a boolean", "a number", "a string", "an array", "an object"];
            let present = names.into_iter().enumerate().filter(|(bit, _)| all & (1 << bit) != 0);
            present.map(|(_, name)| name.to_owned()).collect()
        };
        let expected = expected.join(", or ");
        Fault::of_value(format!("invalid type: {}, expected {expected} ({})", kind(value), self.name))
    }
}

/// Alternatives that match equally well.
fn all<'v>(candidates: Vec<usize>) -> Choice<'v> {
    let count = candidates.len();
    Choice::Several(candidates, count)
}

/// The name of a value's JSON type.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn json_type(value: &Value) -> u8 {
    match value {
        Value::Null => 0,
        Value::Bool(_) => alternative::BOOLEAN,
        Value::Number(_) => alternative::NUMBER,
        Value::String(_) => alternative::STRING,
        Value::Array(_) => alternative::ARRAY,
        Value::Object(_) => alternative::OBJECT,
    }
}
