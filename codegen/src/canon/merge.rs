//! `allOf`: the values that satisfy two schemas.
//!
//! [`merge`](Worklist::merge) resolves references, and [`both`](Worklist::both) is the table of pairs. A contradiction becomes
//! [`Shape::Never`], with both places.

mod scalars;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::annotations::Doc;
use super::parse::typed;
use super::passwords::any_of;
use super::shape::{Alternative, Array, Contradiction, Node, Object, Patterns, Property, Rest, Shape, Union};
use super::worklist::Worklist;
use crate::diagnostic::Diagnostic;
use crate::read::matcher::Matcher;
use crate::read::resolve::Location;

/// The intersection of several patterns is too large for an automaton.
struct Unfollowed;

/// Two schemas to merge.
struct Pair {
    one: Node,
    other: Node,
}

impl Pair {
    fn never(&self) -> Shape {
        let (first, second) = (self.one.origin.at.clone(), self.other.origin.at.clone());
        Shape::Never(Some(Box::new(Contradiction { first, second })))
    }
}

impl Worklist<'_> {
    /// The schema of the values that satisfy all of them. Neighbours are merged, and then their results, so that each part is copied a few times
    /// only, however many there are.
    pub(super) fn merge_all(&mut self, mut parts: Vec<Node>) -> Option<Node> {
        while parts.len() > 1 {
            let mut rest = parts.into_iter();
            parts = Vec::with_capacity(rest.len().div_ceil(2));
            while let Some(one) = rest.next() {
                parts.push(match rest.next() {
                    Some(other) => self.merge(one, other),
                    None => one,
                });
            }
        }
        parts.pop()
    }

    /// The schema of the values that satisfy both. If one of them already is the result, it is returned.
    pub(super) fn merge(&mut self, one: Node, other: Node) -> Node {
        let password = one.password || other.password;
        let names = one.names || other.names;
        let merged = self.merged(one, other);
        let merged = if names { self.with_hidden_names(merged) } else { merged };
        if !password {
            return merged;
        }
        let hidden = self.hidden(merged);
        self.with_hidden_numbers(hidden)
    }

    fn merged(&mut self, one: Node, other: Node) -> Node {
        if self.merges_left == 0 {
            return Node::any(&one.origin.at);
        }
        match (&one.shape, &other.shape) {
            (Shape::Any, _) => return other,
            (_, Shape::Any) => return one,
            (Shape::Ref(a), Shape::Ref(b)) if a == b => {
                return Node { nullable: one.nullable && other.nullable, ..one };
            }
            (Shape::Ref(a), Shape::Ref(b)) => {
                let pair = (*a.min(b), *a.max(b));
                if self.merging.contains(&pair) {
                    return self.endless(&one.origin.at.clone());
                }
                self.merging.push(pair);
                let merged = self.merge_followed(one, other);
                self.merging.pop();
                return merged;
            }
            // An alternative may refer back to the union: merging it would not end.
            (Shape::Ref(id), beside) | (beside, Shape::Ref(id)) => {
                let beside = if std::ptr::eq(beside, &one.shape) { &one } else { &other };
                let key = (*id, beside.origin.at.clone());
                if self.merging_beside.contains(&key) {
                    return self.endless(&one.origin.at.clone());
                }
                self.merging_beside.push(key);
                let merged = self.merge_followed(one, other);
                self.merging_beside.pop();
                return merged;
            }
            _ => {}
        }
        self.merge_followed(one, other)
    }

    #[cold]
    #[inline(never)]
    fn endless(&mut self, at: &Location) -> Node {
        self.open(at, "allOf", "merging these parts does not end: the type accepts any value");
        Node::any(at)
    }

    fn merge_followed(&mut self, one: Node, other: Node) -> Node {
        let (Some(first), Some(second)) = (self.followed(&one), self.followed(&other)) else {
            // It refers to the schema that is being read, and so restricts nothing more.
            return if matches!(one.shape, Shape::Ref(_)) && self.followed(&one).is_none() { other } else { one };
        };
        // An implied type does not decide about `null`, beside a schema that does.
        let nullable = match (first.is_implied(), second.is_implied()) {
            (true, false) => self.accepts_null(&second),
            (false, true) => self.accepts_null(&first),
            _ => self.accepts_null(&first) && self.accepts_null(&second),
        };
        let pair = Pair { one: first, other: second };
        let shape = self.both(&pair);
        let known =
            [(&other, &pair.other), (&one, &pair.one)].into_iter().filter(|(_, followed)| shape == followed.shape);
        // Of two equal schemas, the one that has a name.
        if let Some((named, _)) = known.max_by_key(|(named, _)| matches!(named.shape, Shape::Ref(_))) {
            return Node { nullable: false, ..named.clone() }.or_null(nullable);
        }
        let mut origin = one.origin;
        origin.mixed = true;
        Node { shape, nullable: false, password: false, names: false, origin }.or_null(nullable)
    }

    /// A schema, or the target of its reference.
    pub(super) fn followed(&mut self, node: &Node) -> Option<Node> {
        let Shape::Ref(id) = node.shape else { return Some(node.clone()) };
        let found = self.follow(id, &node.origin.at)?;
        Some(found.or_null(node.nullable))
    }

    /// The table of pairs.
    fn both(&mut self, pair: &Pair) -> Shape {
        match (&pair.one.shape, &pair.other.shape) {
            (Shape::Any, shape) | (shape, Shape::Any) => shape.clone(),
            (never @ Shape::Never(_), _) | (_, never @ Shape::Never(_)) => never.clone(),
            (Shape::Union(union), _) => self.each(union, &pair.other, |alternative, other| (alternative, other)),
            (_, Shape::Union(union)) => self.each(union, &pair.one, |alternative, other| (other, alternative)),
            (Shape::Object(one), Shape::Object(other)) => self.objects(pair, one, other),
            (Shape::Array(one), Shape::Array(other)) => self.arrays(one, other),
            (Shape::Object(Object { implied: true, .. }), Shape::Array(Array { implied: true, .. }))
            | (Shape::Array(Array { implied: true, .. }), Shape::Object(Object { implied: true, .. })) => Shape::Any,
            (Shape::Object(Object { implied: true, .. }) | Shape::Array(Array { implied: true, .. }), shape)
            | (shape, Shape::Object(Object { implied: true, .. }) | Shape::Array(Array { implied: true, .. })) => {
                shape.clone()
            }
            (one, other) => scalars::both(one, other).unwrap_or_else(|| pair.never()),
        }
    }

    /// Each alternative merged with the schema beside the union.
    fn each(&mut self, union: &Union, beside: &Node, order: fn(Node, Node) -> (Node, Node)) -> Shape {
        for alternative in &union.alternatives {
            if let Shape::Ref(id) = alternative.node.shape
                && self.is_reading(id)
            {
                // A base that lists the schemas that extend it: the schema beside is one of them.
                return beside.shape.clone();
            }
        }
        let at = beside.origin.at.clone();
        let mut merged = Vec::with_capacity(union.alternatives.len());
        for alternative in &union.alternatives {
            if !self.may_merge(&at) {
                return Shape::Any;
            }
            let (one, other) = order(alternative.node.clone(), beside.clone());
            let mut node = self.in_alternatives(|this| this.merge(one, other));
            if let Shape::Ref(id) = alternative.node.shape
                && node.shape != alternative.node.shape
                && self.by_itself(id).is_some_and(|own| own.shape == node.shape)
            {
                node = alternative.node.clone();
            }
            // Its name is that of the alternative, which itself may be another schema.
            node.origin.at = alternative.node.origin.at.clone();
            node.origin.mixed |= node.shape != alternative.node.shape;
            merged.push(Alternative { node, ..alternative.clone() });
        }
        self.one_of(merged, &at).shape
    }

    /// Whether another merge is allowed: the number of combinations grows fast.
    fn may_merge(&mut self, at: &Location) -> bool {
        self.merges_left = self.merges_left.saturating_sub(1);
        if self.merges_left == 0 {
            self.leave_out();
            self.open(at, "allOf", "merging the parts of this schema gives too many: the type accepts any value");
        }
        self.merges_left > 0
    }

    fn objects(&mut self, pair: &Pair, one: &Object, other: &Object) -> Shape {
        if !self.may_merge(&pair.one.origin.at) {
            return Shape::Any;
        }
        let named: HashMap<&str, &Property> = other.properties.iter().map(|one| (one.name.as_str(), one)).collect();
        let mut properties = Vec::with_capacity(one.properties.len() + other.properties.len());
        for property in &one.properties {
            properties.push(match named.get(property.name.as_str()) {
                Some(again) => self.property(property, again),
                None => self.unnamed(property, other, &pair.other),
            });
        }
        let known: HashMap<&str, ()> = one.properties.iter().map(|one| (one.name.as_str(), ())).collect();
        for property in other.properties.iter().filter(|property| !known.contains_key(property.name.as_str())) {
            properties.push(self.unnamed(property, one, &pair.one));
        }
        let required = &one.required | &other.required;
        let impossible =
            properties.iter().find(|property| property.node.is_never() && required.contains(&property.name));
        if let Some(Shape::Never(Some(reason))) = impossible.map(|property| &property.node.shape) {
            return Shape::Never(Some(reason.clone()));
        }
        let rest = match (&one.rest, &other.rest) {
            (Rest::Closed, _) | (_, Rest::Closed) => Rest::Closed,
            (Rest::Open { evaluated: a }, Rest::Open { evaluated: b }) => Rest::Open { evaluated: *a || *b },
            (Rest::Typed(node), Rest::Open { .. }) | (Rest::Open { .. }, Rest::Typed(node)) => {
                Rest::Typed(node.clone())
            }
            (Rest::Typed(one), Rest::Typed(other)) => typed(self.merged_part((**one).clone(), (**other).clone())),
        };
        let (patterns, rest) = match self.patterns(one, other) {
            Ok(patterns) => (patterns, rest),
            Err(Unfollowed) => (None, Rest::Open { evaluated: true }),
        };
        let refused = one.refused.iter().chain(&other.refused).cloned().collect();
        let refused_patterns = match (&one.refused_patterns, &other.refused_patterns) {
            // If both are too large for an automaton, the names of one are rejected.
            (Some(own), Some(others)) => own.or(others).or_else(|| Some(own.clone())),
            (own, others) => own.clone().or_else(|| others.clone()),
        };
        let (named, implied) = (one.named || other.named, one.implied && other.implied);
        Shape::Object(Object { properties, required, rest, patterns, refused, refused_patterns, named, implied })
    }

    /// The patterns of both. A member that matches a pattern of one is an undeclared member of the other.
    fn patterns(&mut self, one: &Object, other: &Object) -> Result<Option<Patterns>, Unfollowed> {
        let (patterns, rest) = match (&one.patterns, &other.patterns) {
            (None, None) => return Ok(None),
            (Some(patterns), None) => (patterns, &other.rest),
            (None, Some(patterns)) => (patterns, &one.rest),
            (Some(own), Some(others)) if own.patterns == others.patterns => {
                let node = Box::new(self.merged_part((*own.node).clone(), (*others.node).clone()));
                return Ok(Some(Patterns { node, ..own.clone() }));
            }
            (Some(own), Some(others)) => {
                let mut patterns = own.patterns.clone();
                patterns.extend(others.patterns.iter().filter(|pattern| !own.patterns.contains(pattern)).cloned());
                let names = Matcher::of(patterns.iter().map(String::as_str)).ok_or(Unfollowed)?;
                let node =
                    if own.node == others.node { own.node.clone() } else { Box::new(any_of(&own.node, &others.node)) };
                return Ok(Some(Patterns { patterns, names, node }));
            }
        };
        let node = match rest {
            Rest::Typed(node) => Box::new(self.merged_part((*patterns.node).clone(), (**node).clone())),
            Rest::Open { .. } | Rest::Closed => patterns.node.clone(),
        };
        Ok(Some(Patterns { node, ..patterns.clone() }))
    }

    /// A property that both declare.
    fn property(&mut self, one: &Property, other: &Property) -> Property {
        let places = one.places.0.iter().chain(&other.places.0).cloned().collect();
        Property {
            name: one.name.clone(),
            node: self.merged_part(one.node.clone(), other.node.clone()),
            doc: if one.doc == Doc::default() { other.doc.clone() } else { one.doc.clone() },
            absent_as: one.absent_as.clone().or_else(|| other.absent_as.clone()),
            privacy: one.privacy.max(other.privacy),
            places: super::shape::Places(places),
        }
    }

    /// A property that only one declares, merged with the schema for undeclared members of the other.
    fn unnamed(&mut self, property: &Property, object: &Object, of: &Node) -> Property {
        if object.refused_patterns.as_ref().is_some_and(|refused| refused.names.has(&property.name)) {
            return Property { node: Node::new(Shape::Never(None), &property.node.origin.at), ..property.clone() };
        }
        if let Some(patterns) = object.patterns.as_ref().filter(|patterns| patterns.names.has(&property.name)) {
            let node = self.merged_part(property.node.clone(), (*patterns.node).clone());
            return Property { node, ..property.clone() };
        }
        match &object.rest {
            Rest::Open { .. } => property.clone(),
            Rest::Typed(node) => {
                Property { node: self.merged_part(property.node.clone(), (**node).clone()), ..property.clone() }
            }
            // Strictly, no value has the property. That is hardly ever the intention, and keeping it rejects no value.
            Rest::Closed => {
                let message =
                    format!("another part of this schema allows no property `{}`: the property is kept", property.name);
                let warning = Diagnostic::warning("closed-part", message)
                    .at(self.resolver.place(&property.node.origin.at))
                    .with(self.resolver.place(&of.origin.at), "this part allows no others")
                    .help(
                        "close the whole with `unevaluatedProperties: false` instead of `additionalProperties: false`",
                    );
                self.warn_once(warning, &property.node.origin.at);
                property.clone()
            }
        }
    }

    fn arrays(&mut self, one: &Array, other: &Array) -> Shape {
        let length = one.prefix.len().max(other.prefix.len());
        let prefix =
            (0..length).map(|index| self.merged_part(one.item(index).clone(), other.item(index).clone())).collect();
        Shape::Array(Array {
            prefix,
            rest: Box::new(self.merged_part((*one.rest).clone(), (*other.rest).clone())),
            least: one.least.max(other.least),
            most: [one.most, other.most].into_iter().flatten().min(),
            row: false,
            implied: one.implied && other.implied,
        })
    }
}
