//! The definitions of our Model.

use std::cell::Cell;

use schemawright::Model;
use schemawright::model::{self, Item, Kind, Presence, Scalars, Type, Variant};

use super::opinion::{Class, Field, Opinion, Rest};

/// Our Model.
pub(crate) struct Ours<'a> {
    model: &'a Model,
    depth: Depth,
}

impl<'a> Ours<'a> {
    pub(crate) fn new(model: &'a Model) -> Self {
        Self { model, depth: Depth::default() }
    }

    pub(crate) fn opinion(&self, item: &Item) -> Opinion {
        let Kind::Struct(kind) = &item.kind else { return Opinion::Value(self.kind(&item.kind)) };
        let field = |field: &model::Field| (field.wire_name.clone(), self.field(field));
        let rest = match &kind.rest {
            model::Rest::Keep => Rest::Any,
            model::Rest::Refuse => Rest::Refused,
            model::Rest::Typed(ty) => Rest::Of(self.class(ty)),
        };
        Opinion::Struct(kind.fields.iter().map(field).collect(), rest)
    }

    fn field(&self, field: &model::Field) -> Field {
        // A lenient field is required in the schema. Boxes are not visible on the wire.
        let required = field.presence != Presence::Optional;
        Field {
            class: self.class(&field.ty),
            required,
            nullable: required && (field.nullable || self.takes_null(&field.ty)),
        }
    }

    /// Whether a named type accepts `null`.
    fn takes_null(&self, ty: &Type) -> bool {
        match ty {
            Type::Nullable(_) => true,
            Type::Item(id) => match &self.model.item(*id).kind {
                Kind::Newtype(inner) | Kind::Alias(inner) => self.takes_null(inner),
                _ => false,
            },
            _ => false,
        }
    }

    fn kind(&self, kind: &Kind) -> Class {
        match kind {
            Kind::Struct(_) => Class::Struct,
            // Ours are open, typify's are closed: their values are the same.
            Kind::Enum(kind) => match kind.of {
                Scalars::Strings => Class::Enum(kind.variants.iter().map(Variant::text).collect()),
                Scalars::Integers(width) => Class::Integer(width.rust().to_owned()),
                Scalars::Booleans => Class::Bool,
                Scalars::Mixed if kind.variants.iter().all(|variant| variant.value.is_number()) => Class::Number,
                Scalars::Mixed => Class::Union,
            },
            Kind::Newtype(ty) | Kind::Alias(ty) => self.class(ty),
            Kind::Union(_) => Class::Union,
            Kind::Call(_) => unreachable!("typify knows no calls"),
        }
    }

    fn class(&self, ty: &Type) -> Class {
        match ty {
            Type::Any => Class::Any,
            Type::Null => Class::Null,
            Type::Bool => Class::Bool,
            Type::Integer(width) => Class::Integer(width.rust().to_owned()),
            Type::F64 | Type::Number => Class::Number,
            Type::String | Type::Timestamp | Type::Secret | Type::Id(_) | Type::Format(_) => Class::String,
            Type::Item(id) => self.depth.below(|| self.kind(&self.model.item(*id).kind)),
            Type::Array(inner) => Class::List(Box::new(self.class(inner))),
            Type::Map(inner) => Class::Map(Box::new(self.class(inner))),
            Type::Tuple(items) => Class::Tuple(items.iter().map(|item| self.class(item)).collect()),
            Type::Nullable(inner) => self.class(inner),
        }
    }
}

/// The greatest depth of names in a type.
#[derive(Default)]
pub(super) struct Depth(Cell<usize>);

impl Depth {
    const MOST: usize = 8;

    pub(super) fn below(&self, class: impl FnOnce() -> Class) -> Class {
        if self.0.get() == Self::MOST {
            return Class::Deep;
        }
        self.0.set(self.0.get() + 1);
        let found = class();
        self.0.set(self.0.get() - 1);
        found
    }
}
