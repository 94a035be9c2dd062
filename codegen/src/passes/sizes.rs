//! The sizes of structs, and the fields to box to make them smaller.
//!
//! The output does not depend on sizes, because they change when another type grows. A struct above the limit is reported to the author,
//! who decides.

use std::collections::HashSet;

use crate::model::{Field, ItemId, Kind, Model, Presence, Rest, Type};

use super::boxing::{held, walk_direct};
use super::graph::innermost_first;

/// The size of a pointer in bytes; a `Vec` or a `String` has three of them.
const POINTER: usize = 8;
const VEC: usize = 3 * POINTER;
/// `serde_json::Value`.
const VALUE: usize = 32;
/// `chrono::DateTime<Utc>`: a date and two 32-bit numbers.
const TIMESTAMP: usize = 12;

/// A struct above the limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Large {
    pub(crate) id: ItemId,
    /// Its size in bytes on a 64-bit machine.
    pub(crate) size: usize,
    /// The indices of the fields that must be boxed to reach the limit, the largest first.
    pub(crate) fields: Vec<usize>,
}

/// The structs above a limit that boxes would make smaller, the innermost first. The result for an outer struct assumes that the inner ones
/// are already below the limit.
pub(crate) fn large(model: &Model, limit: usize) -> Vec<Large> {
    let mut sizes = Sizes { known: vec![None; model.items.len()], boxed: HashSet::new() };
    let mut found = Vec::new();
    let edges: Vec<Vec<usize>> = model.iter().map(|(id, _)| held(model, id)).collect();
    for id in innermost_first(&edges).into_iter().map(ItemId) {
        let size = sizes.item(model, id);
        let Kind::Struct(item) = &model.item(id).kind else { continue };
        if size <= limit {
            continue;
        }
        let mut candidates: Vec<(usize, usize)> = item
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.boxed.is_none() && holds_struct(model, &field.ty))
            .map(|(index, field)| (sizes.of(model, &field.ty), index))
            .filter(|(size, _)| *size > POINTER)
            .collect();
        candidates.sort_by_key(|(size, index)| (std::cmp::Reverse(*size), *index));
        let (mut left, mut fields) = (size, Vec::new());
        for (field_size, index) in candidates {
            if left <= limit {
                break;
            }
            left -= field_size - POINTER;
            sizes.boxed.insert((id, index));
            fields.push(index);
        }
        if !fields.is_empty() {
            sizes.known[id.0] = None;
            sizes.item(model, id);
            found.push(Large { id, size, fields });
        }
    }
    found
}

/// Whether a value of the type contains a struct or a union without a list between. Only those are worth a box.
fn holds_struct(model: &Model, ty: &Type) -> bool {
    let mut found = false;
    walk_direct(ty, &mut |id| {
        found |= match &model.item(id).kind {
            Kind::Struct(_) | Kind::Union(_) => true,
            Kind::Newtype(inner) | Kind::Alias(inner) => holds_struct(model, inner),
            Kind::Enum(_) | Kind::Call(_) => false,
        }
    });
    found
}

/// The sizes of types in bytes, on a 64-bit machine.
struct Sizes {
    known: Vec<Option<usize>>,
    /// Fields that are treated as boxed.
    boxed: HashSet<(ItemId, usize)>,
}

impl Sizes {
    fn item(&mut self, model: &Model, id: ItemId) -> usize {
        if let Some(size) = self.known[id.0] {
            return size;
        }
        // A type contains itself only in a box.
        self.known[id.0] = Some(POINTER);
        let size = match &model.item(id).kind {
            Kind::Struct(item) => {
                let fields: usize =
                    item.fields.iter().enumerate().map(|(index, field)| self.field(model, (id, index), field)).sum();
                let rest = match item.rest {
                    Rest::Keep => POINTER,
                    Rest::Typed(_) => VEC,
                    Rest::Refuse => 0,
                };
                let matches = if item.matches.is_some() { VEC } else { 0 };
                (fields + rest + matches).next_multiple_of(POINTER)
            }
            Kind::Enum(item) if item.open => VEC,
            Kind::Enum(_) => 1,
            // Nothing contains it, and the limit does not apply to it.
            Kind::Call(_) => 0,
            Kind::Newtype(ty) | Kind::Alias(ty) => self.of(model, ty),
            Kind::Union(union) => {
                let alternatives = union.alternatives.iter();
                let held = alternatives.map(|one| if one.boxed { POINTER } else { self.of(model, &one.ty) });
                held.max().unwrap_or(0).next_multiple_of(POINTER) + POINTER
            }
        };
        self.known[id.0] = Some(size);
        size
    }

    fn field(&mut self, model: &Model, place: (ItemId, usize), field: &Field) -> usize {
        let boxed = field.boxed.is_some() || self.boxed.contains(&place);
        let size = if boxed { POINTER } else { self.of(model, &field.ty) };
        let optional = field.nullable || field.presence == Presence::Optional;
        match field.ty {
            Type::Integer(_) | Type::F64 if optional => 2 * size,
            _ => size,
        }
    }

    fn of(&mut self, model: &Model, ty: &Type) -> usize {
        match ty {
            Type::Null => 0,
            Type::Bool => 1,
            Type::Integer(width) => width.bytes(),
            Type::F64 => 8,
            Type::String | Type::Id(_) | Type::Array(_) | Type::Map(_) => VEC,
            Type::Any => VALUE,
            Type::Timestamp => TIMESTAMP,
            // A value of another crate, and possibly its text.
            Type::Format(_) => 2 * VEC,
            Type::Number | Type::Secret => 2 * POINTER,
            Type::Item(id) => self.item(model, *id),
            Type::Tuple(items) => items.iter().map(|item| self.of(model, item).next_multiple_of(POINTER)).sum(),
            Type::Nullable(inner) => self.of(model, inner) + POINTER,
        }
    }
}
