//! Batches of additions.
//!
//! Independent additions go into one state of the schemas. References are not independent: two of them can make a cycle that neither makes
//! alone. So a batch has at most one new reference in each cycle.

use std::collections::BTreeSet;

use schemawright::Output;
use schemawright::model::{Item, ItemId, Kind, Model, Source, Type};

use super::{Addition, Extent, Member, What};

/// Additions that are made at once.
pub(super) struct Batch {
    /// Its name in findings.
    pub(super) name: String,
    pub(super) additions: Vec<Addition>,
    /// Files of new schemas.
    pub(super) files: Vec<(String, String)>,
    /// Whether callers are compiled.
    pub(super) compile: bool,
}

/// An ordinary name, and names of methods and functions that every struct has from a trait.
const NAMES: &[&str] = &["additional_note", "clone", "hash", "eq", "into", "try_into", "borrow", "default"];

const KINDS: &[Member] = &[
    Member::String,
    Member::Number,
    Member::Integer,
    Member::Boolean,
    Member::List,
    Member::Map,
    Member::Object,
    Member::Enum,
];

/// The number of other types that each type gets a reference to, one after another.
const REFERENCES: usize = 10;

/// One of this many batches of references is compiled.
const COMPILED: usize = 10;

/// The batches of a share, or one batch of each kind.
pub(super) fn all(output: &Output, extent: Extent) -> Vec<Batch> {
    let model = &output.model;
    let mut members = of_members(model);
    let mut references = of_references(model);
    if extent == Extent::Sample {
        members.truncate(1);
        references.truncate(1);
        references.iter_mut().for_each(|batch| batch.compile = false);
    }
    let all = members.into_iter().chain([of_others(output)]).chain(references).enumerate();
    let is_in = |index: usize| match extent {
        Extent::Share(share) => share.has(index),
        Extent::Sample => true,
    };
    all.filter(|(index, _)| is_in(*index)).map(|(_, batch)| batch).collect()
}

fn structs(model: &Model) -> impl Iterator<Item = (ItemId, &Item)> {
    model.iter().filter(|(_, item)| matches!(item.kind, Kind::Struct(_)))
}

fn addition(source: &Source, what: What) -> Addition {
    Addition { file: source.file.clone(), pointer: source.pointer.clone(), what }
}

/// Properties of all names at once, each of another kind. The kinds rotate from batch to batch, so that every name gets every kind.
fn of_members(model: &Model) -> Vec<Batch> {
    let batch = |shift: usize| {
        let of_item = |item: &Item| {
            let kinds = KINDS.iter().cycle().skip(shift);
            let members = NAMES.iter().zip(kinds);
            let members = members.map(|(name, kind)| What::Member((*name).to_owned(), kind.clone()));
            members.map(|what| addition(&item.source, what)).collect::<Vec<_>>()
        };
        let additions = structs(model).flat_map(|(_, item)| of_item(item)).collect();
        Batch { name: format!("members, shift {shift}"), additions, files: Vec::new(), compile: true }
    };
    (0..KINDS.len()).map(batch).collect()
}

/// A value for every enum, a description for every type, and a new type.
///
/// A fix-up expects the present values, so its author must decide about a new one.
fn of_others(output: &Output) -> Batch {
    let fixes = output.rules.iter().filter(|rule| rule.table == "fix");
    let fixed: BTreeSet<&str> = fixes.flat_map(|rule| &rule.touched).map(|touched| &*touched.schema).collect();
    let mut additions = Vec::new();
    for (_, item) in output.model.iter() {
        if matches!(item.kind, Kind::Enum(_)) && !fixed.contains(&*item.source.title) {
            additions.push(addition(&item.source, What::Value));
        }
        additions.push(addition(&item.source, What::Description));
    }
    let text = r#"{"title": "Conformance Addition", "type": "object", "properties": {"name": {"type": "string"}}}"#;
    let files = vec![("conformance-addition.json".to_owned(), text.to_owned())];
    Batch { name: "values, descriptions, a type".to_owned(), additions, files, compile: true }
}

/// A reference from each type to some others.
fn of_references(model: &Model) -> Vec<Batch> {
    let structs: Vec<(ItemId, &Item)> = structs(model).filter(|(_, item)| item.source.pointer.is_empty()).collect();
    let mut waiting = Vec::new();
    for step in 1..=REFERENCES {
        for (index, (from, _)) in structs.iter().enumerate() {
            // Near and far, and never the same distance twice.
            let (to, _) = structs[(index + step * step * 7) % structs.len()];
            if to != *from {
                waiting.push(Reference { from: *from, to, step });
            }
        }
    }
    let mut batches = Vec::new();
    while !waiting.is_empty() {
        let (taken, left) = independent(model, waiting);
        waiting = left;
        let reference = |one: &Reference| {
            let target = &model.item(one.to).source;
            let name = NAMES[(one.step + one.from.0) % NAMES.len()];
            let member = Member::Reference(target.id.clone().unwrap_or_else(|| target.file.clone()));
            addition(&model.item(one.from).source, What::Member(name.to_owned(), member))
        };
        let (name, compile) = (format!("references, batch {}", batches.len()), batches.len() % COMPILED == 0);
        batches.push(Batch { name, additions: taken.iter().map(reference).collect(), files: Vec::new(), compile });
    }
    batches
}

/// An added reference.
struct Reference {
    from: ItemId,
    to: ItemId,
    step: usize,
}

/// A set of references of which no two make a cycle, and the others.
fn independent(model: &Model, references: Vec<Reference>) -> (Vec<Reference>, Vec<Reference>) {
    let mut graph = Graph::of(model);
    let (mut taken, mut left): (Vec<Reference>, _) = (Vec::new(), Vec::new());
    let mut busy = BTreeSet::new();
    for one in references {
        let between = graph.between(one.to.0, one.from.0);
        let meets = |other: &Reference| between.contains(&other.from.0) && between.contains(&other.to.0);
        if busy.contains(&one.from) || taken.iter().any(meets) {
            left.push(one);
        } else {
            graph.add(one.from.0, one.to.0);
            busy.insert(one.from);
            taken.push(one);
        }
    }
    (taken, left)
}

/// Which types contain which, without a list or a box between.
struct Graph {
    to: Vec<Vec<usize>>,
    from: Vec<Vec<usize>>,
}

impl Graph {
    fn of(model: &Model) -> Self {
        let empty = || vec![Vec::new(); model.items.len()];
        let mut graph = Self { to: empty(), from: empty() };
        for (id, item) in model.iter() {
            let mut add = |to: ItemId| graph.add(id.0, to.0);
            match &item.kind {
                Kind::Struct(kind) => {
                    let fields = kind.fields.iter().filter(|field| field.boxed.is_none());
                    fields.for_each(|field| direct(&field.ty, &mut add));
                }
                Kind::Newtype(ty) | Kind::Alias(ty) => direct(ty, &mut add),
                _ => item.references().into_iter().for_each(add),
            }
        }
        graph
    }

    fn add(&mut self, from: usize, to: usize) {
        self.to[from].push(to);
        self.from[to].push(from);
    }

    /// The types on the paths from one to another; none if there is no path.
    fn between(&self, start: usize, end: usize) -> BTreeSet<usize> {
        let forth = reached(&self.to, start);
        if !forth.contains(&end) {
            return BTreeSet::new();
        }
        reached(&self.from, end).intersection(&forth).copied().collect()
    }
}

fn reached(edges: &[Vec<usize>], start: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut rest = vec![start];
    while let Some(node) = rest.pop() {
        if found.insert(node) {
            rest.extend(&edges[node]);
        }
    }
    found
}

fn direct(ty: &Type, visit: &mut impl FnMut(ItemId)) {
    match ty {
        Type::Item(id) => visit(*id),
        Type::Nullable(inner) => direct(inner, visit),
        Type::Tuple(items) => items.iter().for_each(|item| direct(item, visit)),
        _ => {}
    }
}
