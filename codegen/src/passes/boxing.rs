//! Decides which fields are boxed: those that `[boxing]` lists, and those that would make a type infinite.
//!
//! A box is a part of a field's type, so it must not change with an additive change of a schema. Therefore it does not depend on sizes,
//! which change when another type grows.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use toml::Spanned;

use super::graph::{components, innermost_first};
use crate::config::{BoxingRules, Config, FileNames, RuleUse, Selector, Touched};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{BoxReason, Field, Item, ItemId, Kind, Model, Presence, RustPath, Source, Type};

/// Boxes fields. Returns the uses of `[boxing]`.
pub(super) fn run(model: &mut Model, config: &Config, faults: &mut Diagnostics) -> Vec<RuleUse> {
    let uses = apply_rules(model, config, faults);
    break_circles(model, faults);
    uses
}

/// Boxes the fields that the configuration lists.
fn apply_rules(model: &mut Model, config: &Config, faults: &mut Diagnostics) -> Vec<RuleUse> {
    let BoxingRules { types, fields, .. } = &config.rules.boxing;
    let mut of_types = vec![Vec::new(); types.len()];
    let mut of_fields = vec![Vec::new(); fields.len()];
    let named: Vec<Vec<usize>> = model.items.iter().map(|item| matching(types, item, "")).collect();
    let mut boxed = Vec::new();
    for (id, item) in model.iter() {
        let Kind::Struct(kind) = &item.kind else { continue };
        for (index, field) in kind.fields.iter().enumerate() {
            let by_field = matching(fields, item, &field.wire_name);
            let mut by_type: Vec<usize> = Vec::new();
            walk_direct(&field.ty, &mut |held| by_type.extend(&named[resolved(model, held).0]));
            if !by_field.is_empty() || !by_type.is_empty() {
                boxed.push((id, index));
            }
            by_type.into_iter().for_each(|entry| of_types[entry].push(touched(id, item, field)));
            by_field.into_iter().for_each(|entry| of_fields[entry].push(touched(id, item, field)));
        }
    }
    for (id, index) in boxed {
        if let Kind::Struct(kind) = &mut model.items[id.0].kind {
            kind.fields[index].put_in_box(BoxReason::Configured);
        }
    }
    let model = &*model;
    let entries = types.iter().zip(of_types).map(|(entry, touched)| ("boxing.type", entry, touched));
    let entries = entries.chain(fields.iter().zip(of_fields).map(|(entry, touched)| ("boxing.field", entry, touched)));
    entries.map(|(table, entry, touched)| used(model, config, table, entry, touched, faults)).collect()
}

fn touched(id: ItemId, item: &Item, field: &Field) -> Touched {
    let Source { title, pointer, .. } = &item.source;
    Touched { schema: title.clone(), pointer: pointer.clone(), member: field.wire_name.clone(), types: vec![id] }
}

/// Records the effect of an entry. An entry without an effect is an error.
fn used(
    model: &Model,
    config: &Config,
    table: &'static str,
    entry: &Spanned<Selector>,
    touched: Vec<Touched>,
    faults: &mut Diagnostics,
) -> RuleUse {
    let place = config.place(entry.span());
    let line = place.line_column().0;
    if touched.is_empty() {
        let message = match table {
            "boxing.type" => "no field has the type of this schema, except in a list",
            _ => "this entry matches no field of a struct",
        };
        let error = Diagnostic::error("unused-rule", message).at(place);
        let why = unmatched(model, entry.get_ref());
        faults.push(
            error.help(why.unwrap_or_else(|| format!("remove the entry of [[{table}]], or correct the names in it"))),
        );
    }
    RuleUse { table, line, effect: "Box".to_owned(), reason: entry.get_ref().reason.clone(), touched }
}

/// The help for an entry without an effect.
fn unmatched(model: &Model, entry: &Selector) -> Option<String> {
    let files: Vec<FileNames> = model.items.iter().map(|item| names(&item.source)).collect();
    let members = model.items.iter().flat_map(|item| match &item.kind {
        Kind::Struct(kind) => &*kind.fields,
        _ => &[],
    });
    entry.unmatched(&files, members.map(|field| &*field.wire_name))
}

fn names(source: &Source) -> FileNames<'_> {
    FileNames { title: &source.title, id: source.id.as_deref(), file: &source.file, operation: None }
}

/// The entries that match a member of a type or, without one, the type of a file.
fn matching(entries: &[Spanned<Selector>], item: &Item, member: &str) -> Vec<usize> {
    let names = names(&item.source);
    let whole = member.is_empty();
    let entries = entries.iter().enumerate().filter(|(_, entry)| {
        let entry = entry.get_ref();
        (!whole || item.source.pointer.is_empty()) && entry.is_about(member) && entry.covers(names)
    });
    entries.map(|(index, _)| index).collect()
}

/// The type at the end of a chain of aliases.
fn resolved(model: &Model, id: ItemId) -> ItemId {
    let mut id = id;
    // A circular alias is reported separately.
    for _ in 0..model.items.len() {
        match &model.item(id).kind {
            Kind::Alias(Type::Item(next)) => id = *next,
            _ => break,
        }
    }
    id
}

/// Boxes fields and alternatives until no type contains itself.
///
/// In each cycle, the references to one type are boxed: to the type that contains the most, which most likely existed before others
/// referred to it. No additive change of a schema changes this order. An optional reference is preferred to a required one, which has
/// always existed.
fn break_circles(model: &mut Model, faults: &mut Diagnostics) {
    let ranks = ranks(model);
    // The rest of a cycle consists of its own types, so only these are searched.
    let mut open = vec![(0..model.items.len()).map(ItemId).collect::<Vec<_>>()];
    while let Some(types) = open.pop() {
        for circle in circles(model, &types) {
            let references = circle.iter().flat_map(|id| boxable(*id, model.item(*id)));
            let references: Vec<Reference> =
                references.filter(|reference| circle.binary_search(&reference.to).is_ok()).collect();
            let to = references.iter().map(|one| (one.escapes, &ranks[one.to.0], one.to)).max();
            let Some((escapes, _, to)) = to else {
                faults.push(endless(model, circle[0]));
                continue;
            };
            for reference in references.iter().filter(|one| one.to == to && one.escapes == escapes) {
                put_in_box(model, reference);
            }
            open.push(circle);
        }
    }
}

/// The cycles among some types: types that contain one another without a list or a box between. Types and cycles are sorted.
fn circles(model: &Model, types: &[ItemId]) -> Vec<Vec<ItemId>> {
    let local = |index: usize| types.binary_search(&ItemId(index)).ok();
    let edges: Vec<Vec<usize>> =
        types.iter().map(|id| held(model, *id).into_iter().filter_map(local).collect()).collect();
    let mut circles: BTreeMap<usize, Vec<ItemId>> = BTreeMap::new();
    for (id, component) in types.iter().zip(components(&edges)) {
        if let Some(component) = component {
            circles.entry(component).or_default().push(*id);
        }
    }
    circles.into_values().collect()
}

/// The order of the types of a cycle: by the number of required fields in a value, including nested ones, then by the path, of which the
/// first is preferred.
fn ranks(model: &Model) -> Vec<(usize, Reverse<RustPath>)> {
    let edges: Vec<Vec<usize>> = model.items.iter().map(|item| required(item).map(|id| id.0).collect()).collect();
    let mut weights = vec![0_usize; edges.len()];
    for index in innermost_first(&edges) {
        let own = match &model.items[index].kind {
            Kind::Struct(kind) => kind.fields.iter().filter(|field| field.presence != Presence::Optional).count(),
            _ => 0,
        };
        weights[index] = edges[index].iter().fold(own, |sum, held| sum.saturating_add(weights[*held]));
    }
    weights.into_iter().zip(&model.items).map(|(weight, item)| (weight, Reverse(item.path.clone()))).collect()
}

/// The types that every value of a type contains.
fn required(item: &Item) -> impl Iterator<Item = ItemId> {
    let mut found = Vec::new();
    match &item.kind {
        Kind::Struct(kind) => {
            let always = |field: &&Field| field.presence != Presence::Optional && !field.nullable;
            kind.fields.iter().filter(always).for_each(|field| walk_direct(&field.ty, &mut |id| found.push(id)));
        }
        Kind::Newtype(ty) | Kind::Alias(ty) => walk_direct(ty, &mut |id| found.push(id)),
        Kind::Enum(_) | Kind::Union(_) | Kind::Call(_) => {}
    }
    found.into_iter()
}

/// A field or an alternative that contains a type without a list between, and can be boxed.
struct Reference {
    from: ItemId,
    to: ItemId,
    /// The index of the field or of the alternative.
    index: usize,
    /// Whether there are values without it.
    escapes: bool,
}

fn boxable(from: ItemId, item: &Item) -> Vec<Reference> {
    let mut found = Vec::new();
    match &item.kind {
        Kind::Struct(kind) => {
            for (index, field) in kind.fields.iter().enumerate().filter(|(_, field)| field.boxed.is_none()) {
                let escapes = field.nullable || field.presence == Presence::Optional;
                walk_direct(&field.ty, &mut |to| found.push(Reference { from, to, index, escapes }));
            }
        }
        Kind::Union(union) => {
            for (index, one) in union.alternatives.iter().enumerate().filter(|(_, one)| !one.boxed) {
                walk_direct(&one.ty, &mut |to| found.push(Reference { from, to, index, escapes: true }));
            }
        }
        // Nothing contains a call.
        Kind::Enum(_) | Kind::Newtype(_) | Kind::Alias(_) | Kind::Call(_) => {}
    }
    found
}

fn put_in_box(model: &mut Model, reference: &Reference) {
    match &mut model.items[reference.from.0].kind {
        Kind::Struct(kind) => kind.fields[reference.index].put_in_box(BoxReason::Circular),
        Kind::Union(union) => union.alternatives[reference.index].boxed = true,
        _ => {}
    }
}

/// The types that a type contains without a list or a box between.
pub(super) fn held(model: &Model, id: ItemId) -> Vec<usize> {
    let mut found = Vec::new();
    let mut visit = |id: ItemId| found.push(id.0);
    match &model.item(id).kind {
        Kind::Struct(item) => {
            let plain = |field: &&Field| field.boxed.is_none();
            item.fields.iter().filter(plain).for_each(|field| walk_direct(&field.ty, &mut visit));
        }
        Kind::Newtype(ty) | Kind::Alias(ty) => walk_direct(ty, &mut visit),
        Kind::Union(union) => {
            union.alternatives.iter().filter(|one| !one.boxed).for_each(|one| walk_direct(&one.ty, &mut visit));
        }
        Kind::Enum(_) => {}
        // It contains values, and nothing contains it.
        Kind::Call(_) => {}
    }
    found
}

pub(super) fn walk_direct(ty: &Type, visit: &mut impl FnMut(ItemId)) {
    match ty {
        Type::Item(id) => visit(*id),
        Type::Nullable(inner) => walk_direct(inner, visit),
        Type::Tuple(items) => items.iter().for_each(|item| walk_direct(item, visit)),
        _ => {}
    }
}

fn endless(model: &Model, id: ItemId) -> Diagnostic {
    let source = &model.item(id).source;
    let message =
        format!("`{}` ({}{}) is a circular reference and defines no type", source.title, source.file, source.pointer);
    Diagnostic::error("circular-ref", message).help("give the schema properties of its own, or remove the reference")
}
