//! Alternatives, put together to what they come to.

use std::collections::HashSet;

use serde_json::Value;

use super::annotations::{self, Doc};
use super::shape::{Alternative, Enum, Facts, Form, Node, Origin, Shape, Telling, Text, Union};
use super::worklist::Worklist;
use crate::id::ItemId;
use crate::limits::CHAIN;
use crate::read::keywords::{SHAPING, has_any};
use crate::read::resolve::Location;

impl Alternative {
    pub(super) fn of(node: Node) -> Self {
        let refers_to = match node.shape {
            Shape::Ref(id) => Some(id),
            _ => None,
        };
        Self { node, title: None, refers_to, doc: Doc::default(), form: Form::Plain, facts: Facts::default() }
    }

    /// An alternative with what its schema says to readers.
    pub(super) fn described(node: Node, schema: Option<&Value>) -> Self {
        let title = schema.and_then(|schema| schema.get("title")?.as_str().map(str::to_owned));
        Self { title, doc: schema.map(annotations::doc).unwrap_or_default(), ..Self::of(node) }
    }
}

impl Worklist<'_> {
    /// What the alternatives come to: themselves, without those that add nothing, if more than one is left.
    pub(super) fn one_of(&mut self, alternatives: Vec<Alternative>, at: &Location) -> Node {
        let (mut nullable, mut never, mut is_joined) = (false, None, false);
        let mut kept: Vec<Alternative> = Vec::with_capacity(alternatives.len());
        // What is referred to, behind other names for it too.
        let mut referred = HashSet::new();
        for mut alternative in flat(alternatives) {
            nullable |= alternative.node.takes_null();
            alternative.node.nullable = false;
            match alternative.node.shape {
                // One that takes anything leaves nothing for the others to say.
                Shape::Any => return Node::any(at),
                Shape::Null => continue,
                Shape::Never(reason) => {
                    never = never.or(reason);
                    continue;
                }
                _ => {}
            }
            if let Shape::Ref(id) = alternative.node.shape {
                if referred.insert(self.named_by(id)) {
                    kept.push(alternative);
                }
                continue;
            }
            if kept.iter().any(|other| other.node == alternative.node) {
                continue;
            }
            let joined = kept.iter_mut().find_map(|other| {
                let shape = either(&other.node.shape, &alternative.node.shape)?;
                Some((other, shape))
            });
            match joined {
                Some((other, shape)) => {
                    other.node.shape = shape;
                    // It stands where the first of them does, and is more than that.
                    other.node.origin.mixed = true;
                    is_joined = true;
                }
                None => kept.push(alternative),
            }
        }
        self.drop_named_strings(&mut kept);
        let node = match <[Alternative; 1]>::try_from(kept) {
            Ok([mut only]) => {
                if is_joined {
                    only.node.origin = Origin { at: at.clone(), mixed: false };
                }
                only.node
            }
            Err(kept) if kept.is_empty() => Node::new(Shape::Never(never), at),
            Err(alternatives) => Node::new(Shape::Union(Union { alternatives, telling: Telling::default() }), at),
        };
        node.or_null(nullable)
    }

    /// What a definition is another name for.
    fn named_by(&self, id: ItemId) -> Location {
        let mut at = self.definitions[id.0].location.clone();
        for _ in 0..CHAIN {
            let schema = self.resolver.schema(&at).and_then(Value::as_object);
            let Some(name) = schema.and_then(|schema| {
                let mut shaping = schema.keys().filter(|keyword| SHAPING.contains(&keyword.as_str()));
                (shaping.next()? == "$ref" && shaping.next().is_none()).then(|| schema["$ref"].as_str())?
            }) else {
                break;
            };
            let Ok(next) = self.resolver.resolve(name, &at) else { break };
            at = next;
        }
        at
    }

    /// Any string beside a set of strings is that set, which is open, wherever it stands.
    fn drop_named_strings(&mut self, kept: &mut Vec<Alternative>) {
        let is_string = |one: &Alternative| one.node.shape == Shape::String(Text::Plain);
        let named = |one: &Alternative| matches!(one.node.shape, Shape::Ref(id) if self.is_set_of_strings(id));
        if kept.iter().any(is_string) && kept.iter().any(named) {
            kept.retain(|one| !is_string(one));
        }
    }

    fn is_set_of_strings(&self, id: ItemId) -> bool {
        let schema = self.resolver.schema(&self.definitions[id.0].location).and_then(Value::as_object);
        let values = schema.filter(|schema| !has_any(schema, &["$ref", "allOf", "anyOf", "oneOf", "const"]));
        let values = values.and_then(|schema| schema.get("enum")?.as_array());
        values.is_some_and(|values| values.iter().all(Value::is_string))
    }
}

/// Alternatives of alternatives are alternatives.
fn flat(alternatives: Vec<Alternative>) -> Vec<Alternative> {
    let mut all = Vec::with_capacity(alternatives.len());
    for alternative in alternatives {
        match alternative.node.shape {
            Shape::Union(inner) => {
                let nullable = alternative.node.nullable;
                all.extend(inner.alternatives.into_iter().map(|mut alternative| {
                    alternative.node.nullable |= nullable;
                    alternative
                }));
            }
            _ => all.push(alternative),
        }
    }
    all
}

/// What two scalars of one JSON type come to, as alternatives: no value would tell the one from the other.
fn either(one: &Shape, other: &Shape) -> Option<Shape> {
    Some(match (one, other) {
        (Shape::Enum(one), Shape::Enum(other)) if is_of_one_type(&one.values[0], &other.values[0]) => {
            let new = other.values.iter().filter(|value| !one.has(value)).cloned();
            Shape::Enum(Enum { values: one.values.iter().cloned().chain(new).collect(), constant: false })
        }
        (Shape::Enum(set), Shape::String(_)) | (Shape::String(_), Shape::Enum(set)) if set.is_of_strings() => {
            Shape::Enum(Enum { values: set.values.clone(), constant: false })
        }
        (Shape::Enum(set), scalar) | (scalar, Shape::Enum(set)) => {
            let widened = set.widened()?;
            if widened == *scalar { widened } else { either(&widened, scalar)? }
        }
        (Shape::String(_), Shape::String(_)) => Shape::String(Text::Plain),
        (Shape::Integer(one), Shape::Integer(other)) => Shape::Integer(one.wider(*other)),
        (Shape::Integer(_), Shape::Number) | (Shape::Number, Shape::Integer(_)) => Shape::Number,
        _ => return None,
    })
}

fn is_of_one_type(one: &Value, other: &Value) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}
