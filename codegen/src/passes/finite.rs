//! Determines which types have a value, and the initial alternative of each union.
//!
//! A type whose every value contains another value of the type has none: `{"required": ["next"], "properties": {"next": {"$ref": "#"}}}`. A
//! list, a map, an optional member, a nullable member or another alternative of a union ends the recursion.

use std::collections::HashSet;

use crate::canon::definitions::Definitions;
use crate::diagnostic::{Diagnostic, Diagnostics, OPEN};
use crate::limits::LEAST_VALUE;
use crate::model::{Form, Item, ItemId, Kind, Model, Presence, Type};

/// Sets the initial alternative of every union, and opens types that have no value.
pub(super) fn run(model: &mut Model, definitions: &Definitions, faults: &mut Diagnostics) {
    loop {
        let circles = own_alternatives(model);
        if circles.is_empty() {
            break;
        }
        for id in circles {
            let message = "this schema is one of its own alternatives, so decoding a value does not end: the type accepts any value";
            let warning = Diagnostic::warning(OPEN, message).at(definitions.place(id));
            faults.push(warning.help("remove the alternative: it adds no value"));
            model.items[id.0].kind = Kind::Newtype(Type::Any);
        }
    }
    let mut sizes = choose_blanks(&mut model.items);
    while sizes.contains(&None) {
        let endless: Vec<_> = (0..sizes.len()).map(ItemId).filter(|id| sizes[id.0].is_none()).collect();
        for id in circular(model, &endless) {
            let message = "every value of this schema contains another value of it, so no value is finite: the type accepts any value";
            let warning = Diagnostic::warning(OPEN, message).at(definitions.place(id));
            faults.push(
                warning.help("make one of the members between them optional or nullable, or put it into an array"),
            );
            model.items[id.0].kind = Kind::Newtype(Type::Any);
        }
        sizes = choose_blanks(&mut model.items);
    }
    // The first is reported: the types that contain it are larger still.
    let big = |id: &ItemId| sizes[id.0].is_some_and(|size| size > LEAST_VALUE);
    if let Some(id) = (0..sizes.len()).map(ItemId).filter(big).min_by_key(|id| sizes[id.0]) {
        let message = format!("the smallest value of this schema contains more than {LEAST_VALUE} others");
        let error = Diagnostic::error("too-big", message).at(definitions.place(id));
        faults.push(error.help("make some of the members optional"));
    }
}

/// Chooses the initial alternative of each union, and returns the number of values in the smallest value of each type: none, if the type
/// has no value.
fn choose_blanks(items: &mut [Item]) -> Vec<Option<usize>> {
    let mut sizes: Vec<Option<usize>> = vec![None; items.len()];
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); items.len()];
    for (index, item) in items.iter().enumerate() {
        item.references().iter().for_each(|held| users[held.0].push(index));
    }
    let mut queue: Vec<usize> = (0..items.len()).rev().collect();
    while let Some(index) = queue.pop() {
        if sizes[index].is_some() {
            continue;
        }
        let all =
            |needs: &[ItemId]| needs.iter().try_fold(1_usize, |sum, need| Some(sum.saturating_add(sizes[need.0]?)));
        let size = match &mut items[index].kind {
            Kind::Union(union) => {
                // The alternative only needs types that are known to be finite, so a blank is never circular.
                let sizes = union.alternatives.iter().map(|one| all(&needs(&one.ty, false)));
                let least = sizes.enumerate().filter_map(|(at, size)| Some((size?, at))).min();
                least.map(|(size, at)| {
                    union.blank = at;
                    size
                })
            }
            Kind::Enum(_) | Kind::Call(_) => Some(1),
            // A newtype or an alias needs its target: `null` does not end the recursion, or the type would contain itself.
            Kind::Newtype(ty) | Kind::Alias(ty) => all(&needs(ty, true)),
            Kind::Struct(kind) => {
                let held = kind.fields.iter().filter(|field| field.presence != Presence::Optional && !field.nullable);
                all(&held.flat_map(|field| needs(&field.ty, false)).collect::<Vec<_>>())
            }
        };
        sizes[index] = size;
        if size.is_some() {
            queue.extend(&users[index]);
        }
    }
    sizes
}

/// For each cycle of aliases and alternatives, its first type: decoding would not consume any input on the cycle.
fn own_alternatives(model: &Model) -> Vec<ItemId> {
    let direct = |item: &Item| match &item.kind {
        Kind::Newtype(ty) | Kind::Alias(ty) => match ty {
            Type::Item(id) => vec![id.0],
            Type::Nullable(inner) => needs(inner, true).iter().map(|id| id.0).collect(),
            _ => Vec::new(),
        },
        Kind::Union(union) => {
            let plain = union.alternatives.iter().filter(|one| one.form == Form::Plain);
            plain.filter_map(|one| if let Type::Item(id) = one.ty { Some(id.0) } else { None }).collect()
        }
        Kind::Struct(_) | Kind::Enum(_) | Kind::Call(_) => Vec::new(),
    };
    let edges: Vec<Vec<usize>> = model.items.iter().map(direct).collect();
    let circle = super::graph::components(&edges);
    let mut circles = HashSet::new();
    let first = |index: &usize| circle[*index].is_some_and(|circle| circles.insert(circle));
    (0..model.items.len()).filter(first).map(ItemId).collect()
}

/// The types that every value of the type contains.
fn needs(ty: &Type, in_null: bool) -> Vec<ItemId> {
    match ty {
        Type::Item(id) => vec![*id],
        Type::Nullable(inner) if in_null => needs(inner, in_null),
        Type::Tuple(items) => items.iter().flat_map(|item| needs(item, in_null)).collect(),
        _ => Vec::new(),
    }
}

/// For each cycle among the types without a value, its first type. The others only contain one of these.
fn circular(model: &Model, endless: &[ItemId]) -> Vec<ItemId> {
    let mut edges = vec![Vec::new(); model.items.len()];
    for id in endless {
        let held = model.item(*id).references().into_iter().filter(|held| endless.binary_search(held).is_ok());
        edges[id.0] = held.map(|held| held.0).collect();
    }
    let mut circles = HashSet::new();
    let circle = super::graph::components(&edges);
    endless.iter().copied().filter(|id| circle[id.0].is_some_and(|circle| circles.insert(circle))).collect()
}
