//! Propagates properties along references: whether `null` is allowed, and whether they end.

use std::collections::HashSet;

use super::definitions::Definition;
use super::shape::{Form, Node, Rest, Shape};
use super::worklist::Worklist;
use crate::diagnostic::{Diagnostic, Diagnostics, OPEN};
use crate::id::ItemId;
use crate::limits::CHAIN;
use crate::read::resolve::Resolver;

/// Allows `null` at each reference whose target accepts it and whose type does not.
pub(super) fn carry(definitions: &mut [Definition]) {
    find_nothing(definitions);
    let takes_null = takers(definitions);
    let keeps = |(definition, takes_null): (&Definition, &bool)| match definition.node.shape {
        // It is an alias of its target, with or without `null`.
        Shape::Ref(_) => definition.is_root() && *takes_null,
        _ => definition.keeps_null(),
    };
    let keeps_null: Vec<bool> = definitions.iter().zip(&takes_null).map(keeps).collect();
    for (definition, takes_itself) in definitions.iter_mut().zip(&takes_null) {
        match definition.node.shape {
            Shape::Ref(id) if definition.is_root() => definition.node.nullable = *takes_itself && !keeps_null[id.0],
            // An alternative accepts it, possibly through other unions.
            Shape::Union(_) => definition.node.nullable |= *takes_itself,
            _ => {}
        }
        each_inside(&mut definition.node, &mut |node| {
            if let Shape::Ref(id) = node.shape {
                node.nullable = (node.nullable || takes_null[id.0]) && !keeps_null[id.0];
            }
        });
    }
}

/// Allows `null` in unions with an alternative that refers to `null` only, or to any value.
fn find_nothing(definitions: &mut [Definition]) {
    let takes_null = |node: &Node| {
        let mut shape = &node.shape;
        for _ in 0..CHAIN {
            let Shape::Ref(id) = shape else { break };
            shape = &definitions[id.0].node.shape;
        }
        matches!(shape, Shape::Null | Shape::Any)
    };
    let found = definitions.iter().enumerate().filter(|(_, definition)| match &definition.node.shape {
        Shape::Union(union) => union.alternatives.iter().any(|one| one.form == Form::Plain && takes_null(&one.node)),
        _ => false,
    });
    for index in found.map(|(index, _)| index).collect::<Vec<_>>() {
        definitions[index].node.nullable = true;
    }
}

/// Whether each definition allows `null`, directly or through a reference.
fn takers(definitions: &[Definition]) -> Vec<bool> {
    let mut takers: Vec<bool> = definitions.iter().map(|definition| definition.node.nullable).collect();
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); definitions.len()];
    for (index, definition) in definitions.iter().enumerate() {
        let is_one_of = match &definition.node.shape {
            Shape::Union(union) => {
                union.alternatives.iter().filter(|one| one.form == Form::Plain).map(|one| &one.node).collect()
            }
            _ => vec![&definition.node],
        };
        for node in is_one_of {
            if let Shape::Ref(id) = node.shape {
                users[id.0].push(index);
            }
        }
    }
    let mut queue: Vec<usize> = (0..takers.len()).filter(|index| takers[*index]).collect();
    while let Some(index) = queue.pop() {
        for user in &users[index] {
            if !std::mem::replace(&mut takers[*user], true) {
                queue.push(*user);
            }
        }
    }
    takers
}

/// Calls the function with every nested schema of a definition: not with the definition itself, and not with alternatives, whose `null`
/// belongs to the union.
fn each_inside(node: &mut Node, visit: &mut impl FnMut(&mut Node)) {
    let mut inner = |node: &mut Node| {
        visit(node);
        each_inside(node, visit);
    };
    match &mut node.shape {
        Shape::Object(object) => {
            object.properties.iter_mut().for_each(|property| inner(&mut property.node));
            if let Rest::Typed(node) = &mut object.rest {
                inner(node);
            }
            if let Some(patterns) = &mut object.patterns {
                inner(&mut patterns.node);
            }
        }
        Shape::Array(array) => {
            array.prefix.iter_mut().for_each(&mut inner);
            inner(&mut array.rest);
        }
        Shape::Union(union) => union.alternatives.iter_mut().for_each(|one| match one.form {
            Form::Plain => each_inside(&mut one.node, visit),
            _ => {
                visit(&mut one.node);
                each_inside(&mut one.node, visit);
            }
        }),
        _ => {}
    }
}

/// Opens circular references, and reports chains that are too long.
pub(super) fn circles(resolver: &Resolver, definitions: &mut [Definition]) -> Diagnostics {
    let mut faults = Diagnostics::new();
    // 0: not visited; else the number of the search that visited it.
    let mut seen = vec![0_usize; definitions.len()];
    // The length of the chain from each definition.
    let mut lengths = vec![0_usize; definitions.len()];
    for start in 0..definitions.len() {
        let (mut at, mut path) = (Some(ItemId(start)), Vec::new());
        while let Some(id) = at.filter(|id| seen[id.0] == 0) {
            seen[id.0] = start + 1;
            path.push(id);
            at = match definitions[id.0].node.shape {
                Shape::Ref(next) => Some(next),
                _ => None,
            };
        }
        let mut length = at.map_or(0, |id| lengths[id.0]);
        if let Some(first) = at.and_then(|id| path.iter().position(|other| *other == id)) {
            let place = resolver.place(&definitions[path[first].0].location);
            let message = "the references from this schema are circular: the type accepts any value";
            faults.push(
                Diagnostic::warning(OPEN, message).at(place).help("give the schema a type, or remove the reference"),
            );
            for id in path.drain(first..) {
                let definition = &mut definitions[id.0];
                definition.node = Node::any(&definition.location);
                lengths[id.0] = 1;
            }
            length = 1;
        }
        for id in path.into_iter().rev() {
            length += 1;
            lengths[id.0] = length;
            // The ones that refer to it are not reported too.
            if length == CHAIN + 2 {
                let message = format!("more than {CHAIN} references follow one another from this schema");
                let error = Diagnostic::error("too-deep", message).at(resolver.place(&definitions[id.0].location));
                faults.push(error.help("refer to the last of them directly"));
            }
        }
    }
    faults
}

impl Worklist<'_> {
    /// Whether `null` is a value of a schema, directly or by an alternative.
    pub(super) fn accepts_null(&mut self, node: &Node) -> bool {
        let mut seen = HashSet::new();
        let mut open = vec![node.clone()];
        while let Some(node) = open.pop() {
            match &node.shape {
                _ if node.takes_null() => return true,
                Shape::Union(union) => open.extend(union.alternatives.iter().map(|one| one.node.clone())),
                Shape::Ref(id) if seen.insert(*id) => {
                    open.extend(self.in_alternatives(|this| this.followed(&node)));
                }
                _ => {}
            }
        }
        false
    }
}
