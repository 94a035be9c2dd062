//! Alternatives, merged to their result.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde_json::Value;

use super::annotations::{self, Doc};
use super::passwords::without_strings;
use super::shape::{Alternative, Enum, Facts, Form, JsonTypes, Label, Node, Origin, Shape, Telling, Text, Union};
use super::worklist::Worklist;
use crate::id::ItemId;
use crate::limits::CHAIN;
use crate::read::keywords::SHAPING;
use crate::read::resolve::Location;
use crate::scalars::Scalars;
use crate::width::Digits;

impl Alternative {
    pub(super) fn of(node: Node) -> Self {
        let refers_to = match node.shape {
            Shape::Ref(id) => Some(id),
            _ => None,
        };
        Self { node, title: None, refers_to, doc: Doc::default(), form: Form::Plain, facts: Facts::default() }
    }

    /// An alternative with the annotations of its schema.
    pub(super) fn described(node: Node, schema: Option<&Value>) -> Self {
        let title = schema.and_then(|schema| schema.get("title")?.as_str().map(str::to_owned));
        let doc = schema.map(annotations::doc).unwrap_or_default();
        let mut alternative = Self { title, doc, ..Self::of(node) };
        // Beside other constants, it is one value of several.
        if let Shape::Enum(set) = &mut alternative.node.shape
            && let [only] = &set.values[..]
            && (alternative.title.is_some() || alternative.doc != Doc::default())
        {
            let label = Label { title: alternative.title.clone(), doc: alternative.doc.clone() };
            let only = only.clone();
            set.labels.set(&only, label);
        }
        alternative
    }
}

impl Worklist<'_> {
    /// The union of the alternatives, without redundant ones; a single schema if only one is left.
    pub(super) fn one_of(&mut self, alternatives: Vec<Alternative>, at: &Location) -> Node {
        let (mut nullable, mut never) = (false, None);
        let mut kept = Kept::new(at);
        // The targets of references, with aliases resolved.
        let mut referred = HashSet::new();
        let is_union = |one: &Alternative| matches!(one.node.shape, Shape::Union(_));
        let password = alternatives.iter().any(|one| one.node.password && is_union(one));
        for mut alternative in beside_secrets(flat(alternatives)) {
            nullable |= alternative.node.takes_null();
            alternative.node.nullable = false;
            match alternative.node.shape {
                // An alternative that accepts anything makes the others redundant.
                Shape::Any => {
                    return Node {
                        password: alternative.node.password,
                        names: alternative.node.names,
                        ..Node::any(at)
                    };
                }
                Shape::Null => {}
                Shape::Never(reason) => never = never.or(reason),
                Shape::Ref(id) if self.is_nothing(id) => nullable = true,
                Shape::Ref(id) => {
                    if referred.insert(self.named_by(id)) {
                        kept.list.push(alternative);
                    }
                }
                _ => kept.add(alternative),
            }
        }
        let (mut kept, is_joined) = kept.finish();
        self.drop_named_strings(&mut kept);
        drop_scalars(&mut kept);
        join_sets(&mut kept, at);
        let node = match <[Alternative; 1]>::try_from(kept) {
            Ok([mut only]) => {
                if is_joined {
                    only.node.origin = Origin { at: at.clone(), mixed: false };
                }
                only.node
            }
            Err(kept) if kept.is_empty() => Node::new(Shape::Never(never), at),
            Err(alternatives) => {
                Node { password, ..Node::new(Shape::Union(Union { alternatives, telling: Telling::default() }), at) }
            }
        };
        node.or_null(nullable)
    }

    /// The target of a chain of aliases.
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

    /// A string type beside a set of strings is redundant, because the set is open, also if a reference leads to the set. Beside a secret, the
    /// set is redundant.
    fn drop_named_strings(&mut self, kept: &mut Vec<Alternative>) {
        let is = |text: Text| move |one: &Alternative| one.node.shape == Shape::String(text);
        let named = |one: &Alternative| matches!(one.node.shape, Shape::Ref(id) if self.is_set_of_strings(id));
        match (kept.iter().any(named), kept.iter().any(is(Text::Secret))) {
            (false, _) => {}
            (true, true) => kept.retain(|one| !named(one)),
            (true, false) => kept.retain(|one| !is(Text::Plain)(one)),
        }
    }

    /// Whether a definition is only `null`. Its type need not express that: an `Option` of the others does.
    fn is_nothing(&self, id: ItemId) -> bool {
        let schema = self.resolver.schema(&self.named_by(id));
        schema.is_some_and(|schema| {
            schema.get("type").is_some_and(|ty| ty == "null") || schema.get("const") == Some(&Value::Null)
        })
    }

    fn is_set_of_strings(&self, id: ItemId) -> bool {
        self.resolver.schema(&self.definitions[id.0].location).is_some_and(is_set_of_strings)
    }
}

/// Whether a schema lists strings, also beside any other string, and each in an alternative of its own.
fn is_set_of_strings(schema: &Value) -> bool {
    let Some(schema) = schema.as_object() else { return false };
    let shaping: Vec<_> = ["$ref", "allOf", "anyOf", "oneOf", "const", "enum"]
        .into_iter()
        .filter_map(|keyword| Some((keyword, schema.get(keyword)?)))
        .collect();
    match shaping[..] {
        [("enum", Value::Array(values))] => values.iter().all(Value::is_string),
        [("anyOf" | "oneOf", Value::Array(alternatives))] => {
            let is_constant = |one: &&Value| one.get("const").is_some_and(Value::is_string);
            let (sets, others): (Vec<_>, Vec<_>) =
                alternatives.iter().partition(|one| is_constant(one) || is_set_of_strings(one));
            let is_plain =
                |one: &&Value| one.get("type").is_some_and(|ty| ty == "string") && one.get("format").is_none();
            !sets.is_empty() && others.iter().all(is_plain)
        }
        _ => false,
    }
}

/// Drops the scalars that an open set of several JSON types accepts: all, or only those of its JSON types where it is one of several
/// alternatives, because others are not decoded as the set.
fn drop_scalars(kept: &mut Vec<Alternative>) {
    let open_types = |one: &Alternative| match &one.node.shape {
        Shape::Enum(set) if set.others && set.kind() == Scalars::Mixed => Some(set.json_types()),
        _ => None,
    };
    let Some(accepted) = kept.iter().filter_map(open_types).reduce(JsonTypes::with) else { return };
    let plain_type = |one: &Alternative| match one.node.shape {
        Shape::String(text) if text != Text::Plain => None,
        _ => one.node.shape.scalar_type(),
    };
    let is_alone = kept.iter().all(|one| open_types(one).is_some() || plain_type(one).is_some());
    kept.retain(|one| plain_type(one).is_none_or(|ty| !is_alone && !ty.overlaps(accepted)));
}

/// Beside a secret, a set of several JSON types has no strings: any other string would be an unlisted value, which is printed.
fn beside_secrets(alternatives: Vec<Alternative>) -> Vec<Alternative> {
    let is_secret = |node: &Node| node.shape == Shape::String(Text::Secret);
    if !alternatives.iter().any(|one| is_secret(&one.node)) {
        return alternatives;
    }
    let mut all = Vec::with_capacity(alternatives.len());
    for alternative in alternatives {
        match &alternative.node.shape {
            Shape::Enum(set) if set.kind() == Scalars::Mixed => {
                let Node { nullable, origin, .. } = &alternative.node;
                let nodes = without_strings(set, origin).into_iter().filter(|node| !is_secret(node));
                all.extend(nodes.map(|node| Alternative { node: node.or_null(*nullable), ..alternative.clone() }));
            }
            _ => all.push(alternative),
        }
    }
    all
}

/// Flattens alternatives of alternatives.
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

/// The alternatives that add something to those before them.
struct Kept<'a> {
    /// The place of the union.
    at: &'a Location,
    list: Vec<Alternative>,
    /// The indices of scalars and of sets of them, with which others may be merged. There are few, because those of one JSON type are
    /// merged.
    scalars: Vec<usize>,
    /// The indices of the others, by their outlines.
    others: HashMap<u64, Vec<usize>>,
    /// Whether some alternatives have been merged.
    is_joined: bool,
}

impl<'a> Kept<'a> {
    fn new(at: &'a Location) -> Self {
        Self { at, list: Vec::new(), scalars: Vec::new(), others: HashMap::new(), is_joined: false }
    }

    fn add(&mut self, alternative: Alternative) {
        let node = &alternative.node;
        if !matches!(node.shape, Shape::Enum(_)) && node.shape.scalar_type().is_none() {
            let alike = self.others.entry(outline(node)).or_default();
            if alike.iter().all(|index| self.list[*index].node != *node) {
                alike.push(self.list.len());
                self.list.push(alternative);
            }
        } else if self.scalars.iter().all(|index| self.list[*index].node != *node) && !self.joins(node) {
            self.scalars.push(self.list.len());
            self.list.push(alternative);
        }
    }

    /// Whether a scalar, or a set of them, is a part of an alternative that has been merged.
    fn joins(&mut self, node: &Node) -> bool {
        if let Shape::Enum(set) = &node.shape {
            for index in &self.scalars {
                let other = &mut self.list[*index].node;
                // Many constants become one list without a copy of it for each.
                if let Shape::Enum(known) = &mut other.shape
                    && known.json_types().overlaps(set.json_types())
                {
                    known.take(set);
                    other.origin.mixed = true;
                    self.is_joined = true;
                    return true;
                }
            }
        }
        for index in &self.scalars {
            let other = &mut self.list[*index].node;
            if let Some(shape) = either(&other.shape, &node.shape) {
                other.shape = shape;
                if matches!(other.shape, Shape::Enum(_)) {
                    // It has the place of the first of them, and contains more.
                    other.origin.mixed = true;
                } else {
                    other.origin = Origin { at: self.at.clone(), mixed: false };
                }
                self.is_joined = true;
                return true;
            }
        }
        false
    }

    /// The alternatives, and whether some have been merged.
    fn finish(mut self) -> (Vec<Alternative>, bool) {
        for alternative in &mut self.list {
            if let Shape::Enum(set) = &mut alternative.node.shape {
                set.drop_doubles();
            }
        }
        (self.list, self.is_joined)
    }
}

/// A hash that is the same for equal schemas.
fn outline(node: &Node) -> u64 {
    let mut hasher = DefaultHasher::new();
    hash(node, &mut hasher);
    hasher.finish()
}

fn hash(node: &Node, hasher: &mut DefaultHasher) {
    std::mem::discriminant(&node.shape).hash(hasher);
    match &node.shape {
        Shape::Ref(id) => id.hash(hasher),
        Shape::Enum(set) => set.values.hash(hasher),
        Shape::Array(array) => array.prefix.iter().chain([&*array.rest]).for_each(|item| hash(item, hasher)),
        Shape::Object(object) => {
            object.required.hash(hasher);
            for property in &object.properties {
                property.name.hash(hasher);
                hash(&property.node, hasher);
            }
        }
        Shape::Union(union) => union.alternatives.iter().for_each(|one| hash(&one.node, hasher)),
        _ => {}
    }
}

/// Merges sets of values.
fn join_sets(kept: &mut Vec<Alternative>, at: &Location) {
    let all_sets = kept.iter().all(|one| matches!(one.node.shape, Shape::Enum(_)));
    if kept.len() < 2 || !all_sets {
        return;
    }
    let sets = kept.drain(..).filter_map(|one| match one.node.shape {
        Shape::Enum(set) => Some(set),
        _ => None,
    });
    let joined = sets.reduce(|one, other| one.or(&other));
    kept.extend(joined.map(|set| Alternative::of(Node::new(Shape::Enum(set), at))));
}

/// The union of two scalars of one JSON type. No value would distinguish them as alternatives.
fn either(one: &Shape, other: &Shape) -> Option<Shape> {
    Some(match (one, other) {
        (Shape::Enum(set), scalar) | (scalar, Shape::Enum(set)) => opened(set, scalar)?,
        (Shape::String(one), Shape::String(other)) => Shape::String(one.or(*other)),
        (Shape::Integer(one), Shape::Integer(other)) => Shape::Integer(one.wider(*other)),
        (Shape::Number(one), Shape::Number(other)) => Shape::Number(*one.max(other)),
        // A double would lose digits of integers, which the schema declares.
        (Shape::Integer(_), Shape::Number(_)) | (Shape::Number(_), Shape::Integer(_)) => Shape::Number(Digits::All),
        _ => return None,
    })
}

/// A set of values beside all scalars of a JSON type that some of them have: it becomes open to those, unless its integers are narrower.
fn opened(set: &Enum, scalar: &Shape) -> Option<Shape> {
    let open = || Shape::Enum(Enum { constant: false, others: true, ..set.clone() });
    match (set.kind(), scalar) {
        (Scalars::Strings, Shape::String(Text::Secret)) => Some(scalar.clone()),
        (Scalars::Strings, Shape::String(_)) => Some(open()),
        (Scalars::Booleans, Shape::Bool) => Some(Shape::Bool),
        (Scalars::Integers(own), Shape::Integer(width)) => {
            let wider = own.wider(*width);
            Some(if wider == own { open() } else { Shape::Integer(wider) })
        }
        (Scalars::Integers(_), Shape::Number(digits)) => Some(Shape::Number(set.digits().max(*digits))),
        (Scalars::Mixed, Shape::String(Text::Secret)) => None,
        (Scalars::Mixed, _) => set.json_types().overlaps(scalar.scalar_type()?).then(open),
        _ => None,
    }
}
