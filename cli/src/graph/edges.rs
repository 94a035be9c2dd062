//! The references between types.

use std::collections::BTreeSet;

use schemawright::Model;
use schemawright::model::{Item, ItemId, Kind, Rest, Type};

/// Types, and references among them.
#[derive(Clone, Debug)]
pub(super) struct Graph {
    pub(super) types: BTreeSet<ItemId>,
    pub(super) references: BTreeSet<Reference>,
}

/// A reference from one type to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reference {
    pub(super) from: ItemId,
    pub(super) to: ItemId,
    /// The field or the variant; empty if there is neither.
    pub(super) by: String,
}

impl Graph {
    /// All types of a Model.
    pub(super) fn of(model: &Model) -> Self {
        let types = model.iter().map(|(id, _)| id).collect();
        let references = model.iter().flat_map(|(id, item)| references(id, item)).collect();
        Self { types, references }
    }

    /// The types at most `depth` references away from one type, in either direction.
    pub(super) fn around(&self, middle: ItemId, depth: usize) -> Self {
        let mut types = BTreeSet::from([middle]);
        for _ in 0..depth {
            let reached = self.references.iter().flat_map(|Reference { from, to, .. }| {
                let forth = types.contains(from).then_some(*to);
                let back = types.contains(to).then_some(*from);
                forth.into_iter().chain(back)
            });
            let reached: Vec<ItemId> = reached.collect();
            types.extend(reached);
        }
        let inside = |reference: &&Reference| types.contains(&reference.from) && types.contains(&reference.to);
        let references = self.references.iter().filter(inside).cloned().collect();
        Self { types, references }
    }
}

/// The references of a type.
fn references(from: ItemId, item: &Item) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut add = |by: &str, ty: &Type| {
        ty.walk(&mut |ty| {
            if let Type::Item(to) = ty {
                found.push(Reference { from, to: *to, by: by.to_owned() });
            }
        });
    };
    match &item.kind {
        Kind::Struct(kind) => {
            kind.fields.iter().for_each(|field| add(&field.rust_name, &field.ty));
            if let Rest::Typed(ty) = &kind.rest {
                add("", ty);
            }
        }
        Kind::Newtype(ty) | Kind::Alias(ty) => add("", ty),
        Kind::Union(kind) => kind.alternatives.iter().for_each(|one| add(&one.rust_name, &one.ty)),
        Kind::Call(operation) => {
            operation.fields().for_each(|field| add(&field.rust_name, &field.ty));
            operation.answer.iter().for_each(|ty| add("answer", ty));
        }
        Kind::Enum(_) => {}
    }
    found
}
