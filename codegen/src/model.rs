//! The Model: the Rust types to emit, without tokens and without IO.

mod kind;
mod lower;
mod marks;
mod members;
pub(crate) mod operation;
mod package;
pub mod schema;
mod spelling;
mod ty;

use std::collections::BTreeMap;

pub use crate::canon::annotations::{Access, Doc};
pub use crate::id::ItemId;
pub use crate::names::{CATCH_ALL, RustPath};
pub use crate::privacy::Privacy;
pub use crate::read::constraints::Constraint;
pub use crate::read::matcher::{Matcher, PatternSet, State};
pub use crate::refine::{Format, IdType};
pub use crate::scalars::Scalars;
pub use crate::telling::{Facts, Form, JsonTypes, Openness, Telling};
pub use crate::width::Width;
pub use kind::{
    Alternative, BoxReason, Constructor, Enum, Field, Kind, Layout, Matches, Presence, Rest, Struct, Union, Variant,
};
pub(crate) use lower::lower;
pub(crate) use marks::Quotes;
pub use members::Members;
pub use operation::{Body, Host, Operation, Page, Parameter, Place, Segment, Step};
pub use package::{Features, Package};
pub use schema::{Description, Keyword};
pub use spelling::{Names, Spelling};
pub use ty::Type;

/// All types of a run.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The types, in the order of their Rust paths.
    pub items: Vec<Item>,
    /// Types of other crates for strings, by format.
    pub formats: Vec<Format>,
    /// Newtypes of identifiers, by name.
    pub ids: Vec<IdType>,
    /// The documentation of modules, by path.
    pub module_docs: BTreeMap<Vec<String>, String>,
    /// The package of the types; none for a module.
    pub package: Option<Package>,
}

impl Model {
    /// The type at an index.
    #[must_use]
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[id.0]
    }

    /// The name of a type, by its path from the crate's root: `Vec<user::v1::User>`.
    #[must_use]
    pub fn type_name(&self, ty: &Type) -> String {
        ty.spell(&Names { model: self, root: None, path: &|id| self.item(id).path.to_string() })
    }

    /// The name of the whole type of a field: `Option<Vec<user::v1::User>>`.
    #[must_use]
    pub(crate) fn field_type_name(&self, field: &Field) -> String {
        field.spell(&Names { model: self, root: None, path: &|id| self.item(id).path.to_string() })
    }

    /// Whether `Into` converts another value into the type.
    #[must_use]
    pub fn converts(&self, ty: &Type) -> bool {
        match ty {
            Type::String | Type::Secret | Type::Id(_) | Type::Format(_) | Type::Number => true,
            Type::Item(id) => match &self.item(*id).kind {
                // An enum of several kinds converts from none of them.
                Kind::Enum(item) => item.open && item.of != Scalars::Mixed,
                Kind::Newtype(_) => true,
                Kind::Alias(ty) => self.converts(ty),
                Kind::Struct(_) | Kind::Union(_) | Kind::Call(_) => false,
            },
            _ => false,
        }
    }

    /// The part of a field's type that a parameter converts with `Into`, if that [converts](Self::converts): the elements of a list, the values of
    /// a map, else the type itself.
    #[must_use]
    pub fn converted<'a>(&'a self, ty: &'a Type) -> &'a Type {
        match ty {
            Type::Array(inner) | Type::Map(inner) => inner,
            Type::Item(id) => match &self.item(*id).kind {
                Kind::Alias(target) => self.converted(target),
                _ => ty,
            },
            ty => ty,
        }
    }

    /// The types with their indices.
    pub fn iter(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        self.items.iter().enumerate().map(|(index, item)| (ItemId(index), item))
    }
}

/// A Rust type that comes from a schema.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its path in the crate.
    pub path: RustPath,
    /// Its schema.
    pub source: Source,
    /// The annotations of the schema.
    pub doc: Doc,
    /// The constraints of the schema beyond the type.
    pub constraints: Vec<Constraint>,
    /// What `Debug` prints of its values.
    pub privacy: Privacy,
    /// Whether the schema of a file accepts `null` and the type does not: an `Option` of it does.
    pub null: bool,
    /// The default of the schema, if the schema accepts it.
    pub default: Option<serde_json::Value>,
    /// The keywords of the schema that describe values; none if the configuration enables no feature that needs them.
    pub description: Option<Description>,
    /// Its kind.
    pub kind: Kind,
    /// The direction in which it is used.
    pub direction: Direction,
    /// The traits that it can have beyond `Clone`, `Debug` and `PartialEq`.
    pub traits: Traits,
}

/// The schema that a type comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The title of the file's schema, or its replacement.
    pub title: String,
    /// The `$id` of the file's schema.
    pub id: Option<String>,
    /// The file, below the schema directory.
    pub file: String,
    /// The JSON Pointer to the schema in the file; empty for the file's own.
    pub pointer: String,
}

impl Source {
    /// Its name in a configuration: the title, and the pointer of a nested schema.
    #[must_use]
    pub fn name(&self) -> String {
        if self.pointer.is_empty() { self.title.clone() } else { format!("{}#{}", self.title, self.pointer) }
    }
}

impl Item {
    /// The types that this one refers to, in order; duplicates are possible.
    #[must_use]
    pub fn references(&self) -> Vec<ItemId> {
        let mut found = Vec::new();
        self.walk_types(&mut |ty| {
            if let Type::Item(id) = ty {
                found.push(*id);
            }
        });
        found
    }

    /// Calls the function with every type that this one consists of, including nested ones.
    pub(crate) fn walk_types(&self, visit: &mut impl FnMut(&Type)) {
        match &self.kind {
            Kind::Struct(item) => {
                item.fields.iter().for_each(|field| field.ty.walk(visit));
                if let Rest::Typed(ty) = &item.rest {
                    ty.walk(visit);
                }
                item.matches.iter().for_each(|matches| matches.ty.walk(visit));
            }
            Kind::Newtype(ty) | Kind::Alias(ty) => ty.walk(visit),
            Kind::Union(union) => union.alternatives.iter().for_each(|one| one.ty.walk(visit)),
            Kind::Call(operation) => {
                operation.fields().for_each(|field| field.ty.walk(visit));
                operation.answer.iter().for_each(|ty| ty.walk(visit));
            }
            Kind::Enum(_) => {}
        }
    }
}

/// The direction in which a type is used: whether requests and responses contain it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Direction {
    /// Requests contain it.
    pub request: bool,
    /// Responses contain it.
    pub response: bool,
}

impl Direction {
    /// `request`, `response`, `both` or `none`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match (self.request, self.response) {
            (true, true) => "both",
            (true, false) => "request",
            (false, true) => "response",
            (false, false) => "none",
        }
    }
}

/// Traits that a type has if all of its parts have them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// `Eq`.
    pub eq: bool,
    /// `Hash`.
    pub hash: bool,
    /// `Default`: it has no required members.
    pub default: bool,
}
