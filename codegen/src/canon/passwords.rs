//! Passwords: strings that `format` declares as secrets.
//!
//! `format` is about the value, whichever keyword describes its type: beside a `$ref`, in a part of an `allOf`, in an alternative, or in a
//! branch. So each string that may be a password is a secret, and an enum has no strings where a password may be one of them: it would accept
//! the password as an unlisted value, which is printed.

mod overlap;

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::parse::branches;
use super::shape::{Alternative, Array, Enum, Node, Object, Origin, Patterns, Rest, Shape, Text, Union, each_leaf};
use super::worklist::Worklist;
use crate::config::PASSWORD;
use crate::id::ItemId;
use crate::read::resolve::{Location, Resolver};
use crate::scalars::Scalars;

/// The keywords of references.
const REFERENCES: [&str; 3] = ["$ref", "$dynamicRef", "$recursiveRef"];

/// What a schema declares as passwords.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Rule {
    /// The value, if it is a string.
    Strings,
    /// The names of members, if it is an object.
    Names,
}

/// Whether any schema has the format of passwords.
pub(super) fn are_any(resolver: &Resolver) -> bool {
    fn has(value: &Value) -> bool {
        match value {
            Value::Object(members) => {
                members.get("format").is_some_and(|format| format == PASSWORD) || members.values().any(has)
            }
            Value::Array(items) => items.iter().any(has),
            _ => false,
        }
    }
    resolver.sources().any(|source| has(&source.schema))
}

impl Worklist<'_> {
    /// Hides the strings of the schema at a location if they may be passwords. If the format stands right there, strings in lists and maps are
    /// passwords as well, as they are secrets by a rule of the configuration.
    pub(super) fn guarded(&mut self, schema: &Map<String, Value>, at: &Location, node: Node) -> Node {
        if !self.has_passwords {
            return node;
        }
        let mut node = node;
        self.hide_sometimes(at, &mut node);
        if self.applies(Rule::Names, at) {
            node = self.with_hidden_names(node);
        }
        if !self.is_password(at) {
            return node;
        }
        if !self.scalars.is_password(schema) {
            return self.hidden(node);
        }
        let node = self.hidden_inside(node);
        let node = self.hidden(node);
        self.with_hidden_numbers(node)
    }

    /// Whether a string that is an instance of the schema at a location may be a password: this schema has the format, or one that it applies
    /// to the same value.
    fn is_password(&mut self, at: &Location) -> bool {
        self.applies(Rule::Strings, at)
    }

    /// Whether a schema has a rule, or one that it applies to the same value.
    fn applies(&mut self, rule: Rule, at: &Location) -> bool {
        if let Some(known) = self.passwords.get(&(rule, at.clone())) {
            return *known;
        }
        let mut seen = HashSet::from([at.clone()]);
        let mut rest = vec![at.clone()];
        while let Some(place) = rest.pop() {
            let known = self.passwords.get(&(rule, place.clone())).copied();
            let schema = self.resolver.schema(&place).and_then(Value::as_object);
            let Some(schema) = schema.filter(|_| known != Some(false)) else { continue };
            if known == Some(true) || self.has(rule, schema, &place) {
                self.passwords.insert((rule, at.clone()), true);
                return true;
            }
            rest.extend(self.in_place(schema, &place).into_iter().filter(|place| seen.insert(place.clone())));
        }
        self.passwords.extend(seen.into_iter().map(|place| ((rule, place), false)));
        false
    }

    /// Whether a schema itself has a rule.
    fn has(&mut self, rule: Rule, schema: &Map<String, Value>, at: &Location) -> bool {
        match rule {
            Rule::Strings => self.scalars.is_password(schema) || self.contains_password(schema, at),
            Rule::Names => schema.contains_key("propertyNames") && self.is_password(&at.below("propertyNames")),
        }
    }

    /// Whether a string contains another value, of which a part is a password.
    fn contains_password(&mut self, schema: &Map<String, Value>, at: &Location) -> bool {
        schema.contains_key("contentSchema") && self.mentions_password(&at.below("contentSchema"))
    }

    /// The schemas that a schema applies to the same value.
    fn in_place(&self, schema: &Map<String, Value>, at: &Location) -> Vec<Location> {
        let mut found = self.parts(schema, at);
        for keyword in ["anyOf", "oneOf", "type"] {
            found.extend(entries(schema, keyword, at));
        }
        found.extend(branches(schema, at, self.dialect(at)));
        found
    }

    /// The schemas that a schema always applies to the same value.
    fn parts(&self, schema: &Map<String, Value>, at: &Location) -> Vec<Location> {
        let references = REFERENCES.into_iter().filter_map(|keyword| Some((keyword, schema.get(keyword)?.as_str()?)));
        let mut found: Vec<Location> =
            references.filter_map(|(keyword, name)| self.resolver.resolve_keyword(name, at, keyword).ok()).collect();
        for keyword in ["allOf", "extends"] {
            found.extend(entries(schema, keyword, at));
        }
        found.extend(schema.contains_key("extends").then(|| at.below("extends")));
        found
    }

    /// The schema with secrets in place of strings. A schema that is referred to is copied if it accepts strings that are printed.
    pub(super) fn hidden(&mut self, node: Node) -> Node {
        let Node { shape, nullable, password, names, origin } = node;
        match shape {
            Shape::String(_) => {
                Node { shape: Shape::String(Text::Secret), nullable, password: false, names: false, origin }
            }
            Shape::Enum(set) => {
                // An alternative is not the whole schema at its place.
                let part = Origin { mixed: true, ..origin.clone() };
                let alternatives = without_strings(&set, &part).into_iter().map(Alternative::of).collect();
                self.union_of(alternatives, nullable, origin)
            }
            Shape::Union(union) => {
                let alternatives = union.alternatives.into_iter().map(|one| self.hidden_alternative(one)).collect();
                let union = self.union_of(alternatives, nullable, origin);
                // Its numbers may be passwords too.
                let are_numbers = password && matches!(union.shape, Shape::Union(_));
                Node { password: union.password || are_numbers, ..union }
            }
            Shape::Ref(id) => self.hidden_target(id, Node { shape, nullable, password, names, origin }),
            _ => {
                let node = Node { shape, nullable, password, names, origin };
                Node { password: password || node.is_any() || node.is_implied(), ..node }
            }
        }
    }

    /// The schema with secrets in place of its numbers, such as a PIN.
    pub(super) fn with_hidden_numbers(&mut self, node: Node) -> Node {
        let is_number = |node: &Node| matches!(node.shape, Shape::Integer(_) | Shape::Number(_));
        match node.shape {
            Shape::Integer(_) | Shape::Number(_) => Node { password: true, ..node },
            Shape::Ref(_) => match self.in_alternatives(|this| this.followed(&node)) {
                Some(target) if is_number(&target) && !target.password => {
                    Node { password: true, origin: node.origin, ..target }
                }
                _ => node,
            },
            Shape::Union(ref union) if union.alternatives.iter().any(|one| is_number(&one.node)) => {
                Node { password: true, ..node }
            }
            _ => node,
        }
    }

    fn hidden_target(&mut self, id: ItemId, node: Node) -> Node {
        let target = self.definitions[id.0].location.clone();
        if self.is_password(&target) {
            return node;
        }
        if self.hiding.contains(&id) {
            // The alternative leads back to its union, and so adds nothing.
            return Node::new(Shape::Never(None), &node.origin.at);
        }
        let Some(plain) = self.in_alternatives(|this| this.followed(&node)) else {
            // It is being read: the value is personal.
            return Node { password: true, ..node };
        };
        self.hiding.push(id);
        let hidden = self.hidden(Node { origin: node.origin.clone(), ..plain.clone() });
        self.hiding.pop();
        if hidden == plain { node } else { hidden }
    }

    fn hidden_alternative(&mut self, alternative: Alternative) -> Alternative {
        let refers_to = alternative.refers_to;
        let node = self.hidden(alternative.node);
        let refers_to = refers_to.filter(|_| matches!(node.shape, Shape::Ref(_)));
        Alternative { node, refers_to, ..alternative }
    }

    pub(super) fn union_of(&mut self, alternatives: Vec<Alternative>, nullable: bool, origin: Origin) -> Node {
        let union = self.one_of(alternatives, &origin.at);
        Node { origin, ..union }.or_null(nullable)
    }

    /// The schema with secrets in place of the strings in its lists and maps.
    fn hidden_inside(&mut self, node: Node) -> Node {
        match node.shape {
            Shape::Ref(id) if self.hiding.contains(&id) => node,
            Shape::Ref(id) => {
                let Some(plain) = self.in_alternatives(|this| this.followed(&node)) else { return node };
                self.hiding.push(id);
                let hidden = self.hidden_inside(Node { origin: node.origin.clone(), ..plain.clone() });
                self.hiding.pop();
                if hidden == plain { node } else { hidden }
            }
            Shape::Array(array) => {
                let prefix = array.prefix.into_iter().map(|item| self.hidden_part(item)).collect();
                let rest = Box::new(self.hidden_part(*array.rest));
                Node { shape: Shape::Array(Array { prefix, rest, ..array }), ..node }
            }
            Shape::Object(object) if object.properties.is_empty() => {
                let rest = match object.rest {
                    Rest::Typed(inner) => Rest::Typed(Box::new(self.hidden_part(*inner))),
                    rest => rest,
                };
                let patterns = object
                    .patterns
                    .map(|patterns| Patterns { node: Box::new(self.hidden_part(*patterns.node)), ..patterns });
                Node { shape: Shape::Object(Object { rest, patterns, ..object }), ..node }
            }
            Shape::Union(union) => {
                let alternatives = union.alternatives.into_iter();
                let alternatives =
                    alternatives.map(|one| Alternative { node: self.hidden_inside(one.node.clone()), ..one }).collect();
                Node { shape: Shape::Union(Union { alternatives, ..union }), ..node }
            }
            _ => node,
        }
    }

    /// An item or an entry, with secrets in place of its strings.
    fn hidden_part(&mut self, node: Node) -> Node {
        let around = std::mem::take(&mut self.hiding);
        let node = if matches!(node.shape, Shape::Ref(_)) { node } else { self.hidden_inside(node) };
        let node = self.hidden(node);
        self.hiding = around;
        node
    }
}

/// Whether a schema without references contains a secret.
pub(crate) fn holds_password(node: &Node) -> bool {
    let mut found = node.hides();
    each_leaf(node, &mut |leaf| found |= leaf.hides() || leaf.shape == Shape::String(Text::Secret));
    found
}

/// The places of the schemas in a list.
fn entries(schema: &Map<String, Value>, keyword: &str, at: &Location) -> Vec<Location> {
    let count = schema.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
    (0..count).map(|index| at.entry(keyword, index)).collect()
}

/// Any value, which is a password if it may be one of either schema.
pub(super) fn any_of(one: &Node, other: &Node) -> Node {
    Node { password: holds_password(one) || holds_password(other), ..Node::any(&one.origin.at) }
}

/// The values of a set with a secret in place of the strings. Without strings, a set of integers accepts no string. Any other set would, so
/// it becomes the types of its values.
pub(super) fn without_strings(set: &Enum, origin: &Origin) -> Vec<Node> {
    let is_mixed = set.kind() == Scalars::Mixed;
    let has = |is: fn(&Value) -> bool| set.values.iter().any(is);
    let (strings, booleans) = (has(Value::is_string), is_mixed && has(Value::is_boolean));
    let mut shapes = Vec::new();
    if strings || is_mixed {
        shapes.push(Shape::String(Text::Secret));
    }
    if booleans {
        shapes.push(Shape::Bool);
    }
    let numbers: Vec<Value> = set.values.iter().filter(|value| !is_mixed || value.is_number()).cloned().collect();
    let numbers = Enum { values: numbers, ..set.clone() };
    match numbers.kind() {
        _ if numbers.values.is_empty() => {}
        Scalars::Strings => {}
        Scalars::Mixed => shapes.push(Shape::Number(numbers.digits())),
        Scalars::Integers(_) if is_mixed && numbers.others => shapes.push(Shape::Number(numbers.digits())),
        Scalars::Integers(_) | Scalars::Booleans => shapes.push(Shape::Enum(numbers)),
    }
    shapes.into_iter().map(|shape| Node { origin: origin.clone(), ..Node::new(shape, &origin.at) }).collect()
}
