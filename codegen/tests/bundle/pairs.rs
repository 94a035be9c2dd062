//! Compares the types of two Models.

use std::collections::{BTreeSet, HashSet};

use schemawright::Model;
use schemawright::model::{Enum, Field, Item, ItemId, Kind, Presence, Rest, Type};

/// Whether a type accepts `null`. For the root of a file, the type itself accepts it; for a definition, the types that refer to it do.
fn takes_null(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::Nullable(_) => true,
        Type::Item(id) => match &model.item(*id).kind {
            Kind::Newtype(inner) | Kind::Alias(inner) => takes_null(model, inner),
            _ => model.item(*id).null,
        },
        _ => false,
    }
}

/// The target of an alias.
fn named(model: &Model, id: ItemId) -> Option<&Type> {
    match &model.item(id).kind {
        Kind::Newtype(inner) | Kind::Alias(inner) => Some(inner),
        _ => None,
    }
}

/// Pairs of types that must be equal except for their names.
pub(crate) struct Pairs<'a> {
    pub(crate) one: &'a Model,
    pub(crate) other: &'a Model,
    pub(crate) seen: HashSet<(ItemId, ItemId)>,
    pub(crate) path: Vec<String>,
}

impl Pairs<'_> {
    #[track_caller]
    fn same<T: PartialEq + std::fmt::Debug>(&self, what: &str, one: T, other: T) {
        assert_eq!(one, other, "{what} of {}", self.path.join(" > "));
    }

    pub(crate) fn items(&mut self, one: ItemId, other: ItemId) {
        if !self.seen.insert((one, other)) {
            return;
        }
        let (one_id, other_id) = (one, other);
        let (one, other): (&Item, &Item) = (self.one.item(one), self.other.item(other));
        // A file whose root accepts `null` has a separate name for that.
        if one.kind.name() != other.kind.name() {
            match (named(self.one, one_id), named(self.other, other_id)) {
                (Some(inner), _) => return self.types(inner, &Type::Item(other_id)),
                (_, Some(inner)) => return self.types(&Type::Item(one_id), inner),
                (None, None) => {}
            }
        }
        self.path.push(one.source.name());
        self.same("kind", one.kind.name(), other.kind.name());
        match (&one.kind, &other.kind) {
            (Kind::Struct(one), Kind::Struct(other)) => {
                let names = |fields: &[Field]| -> BTreeSet<String> {
                    fields.iter().map(|field| field.wire_name.clone()).collect()
                };
                self.same("members", names(&one.fields), names(&other.fields));
                for field in &one.fields {
                    let twin = other.fields.iter().find(|twin| twin.wire_name == field.wire_name).expect("a member");
                    self.path.push(field.wire_name.clone());
                    // The names of requests and responses decide whether a field is lenient, and whether a `readOnly` or `writeOnly` member
                    // may be absent.
                    let is_of_one_side = field.doc.access != Default::default();
                    let told = |model: &Model, field: &Field| {
                        let nullable = field.nullable || takes_null(model, &field.ty);
                        (is_of_one_side || field.presence == Presence::Optional, nullable, field.constant)
                    };
                    self.same("presence", told(self.one, field), told(self.other, twin));
                    self.types(&field.ty, &twin.ty);
                    self.path.pop();
                }
                match (&one.rest, &other.rest) {
                    (Rest::Typed(one), Rest::Typed(other)) => self.types(one, other),
                    (one, other) => self.same("rest", one, other),
                }
            }
            (Kind::Enum(one), Kind::Enum(other)) => {
                let values =
                    |kind: &Enum| -> Vec<String> { kind.variants.iter().map(|variant| variant.text()).collect() };
                self.same("values", (values(one), one.open), (values(other), other.open));
            }
            (Kind::Union(one), Kind::Union(other)) => {
                self.same("alternatives", one.alternatives.len(), other.alternatives.len());
                for (one, other) in one.alternatives.iter().zip(&other.alternatives) {
                    self.types(&one.ty, &other.ty);
                }
            }
            (Kind::Newtype(one) | Kind::Alias(one), Kind::Newtype(other) | Kind::Alias(other)) => {
                self.types(one, other)
            }
            _ => {}
        }
        self.path.pop();
    }

    fn types(&mut self, one: &Type, other: &Type) {
        match (one, other) {
            (Type::Item(one), Type::Item(other)) => self.items(*one, *other),
            (Type::Array(one), Type::Array(other))
            | (Type::Map(one), Type::Map(other))
            | (Type::Nullable(one), Type::Nullable(other)) => self.types(one, other),
            (Type::Tuple(one), Type::Tuple(other)) => {
                self.same("items", one.len(), other.len());
                one.iter().zip(other).for_each(|(one, other)| self.types(one, other));
            }
            // The type of a file's root accepts `null` itself; for a definition, the types that refer to it do.
            (Type::Nullable(one), other) => self.types(one, other),
            (one, Type::Nullable(other)) => self.types(one, other),
            (Type::Item(id), other) if named(self.one, *id).is_some() => {
                if let Some(inner) = named(self.one, *id) {
                    self.types(inner, other);
                }
            }
            (one, Type::Item(id)) if named(self.other, *id).is_some() => {
                if let Some(inner) = named(self.other, *id) {
                    self.types(one, inner);
                }
            }
            (one, other) => self.same("type", one, other),
        }
    }
}
