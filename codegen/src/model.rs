//! The Model: what is to be emitted, without tokens and without IO.

mod constraint;
mod kind;
mod lower;
pub(crate) mod operation;
mod package;
mod ty;

use std::collections::BTreeMap;
use std::fmt;

pub use crate::canon::annotations::Doc;
pub use crate::id::ItemId;
pub use crate::names::CATCH_ALL;
pub use crate::telling::{Facts, Form, JsonTypes, Openness, Telling};
pub use crate::width::Width;
pub use constraint::Constraint;
pub use kind::{Alternative, BoxReason, Constructor, Enum, Field, Kind, Presence, Rest, Struct, Union, Variant};
pub(crate) use lower::lower;
pub use operation::{Body, Host, Operation, Page, Parameter, Place, Segment, Step};
pub use package::{Features, Package};
pub use ty::Type;

/// All types of a run.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The types, in the order of their Rust paths.
    pub items: Vec<Item>,
    /// Newtypes of strings that identify something, by name.
    pub ids: Vec<IdType>,
    /// Docs of modules, by path.
    pub module_docs: BTreeMap<Vec<String>, String>,
    /// The package that the types are in; none where they become a module.
    pub package: Option<Package>,
}

impl Model {
    /// The type of that index.
    #[must_use]
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[id.0]
    }

    /// The name of a type, by its path from the crate's root: `Vec<user::v1::User>`.
    #[must_use]
    pub fn type_name(&self, ty: &Type) -> String {
        match ty {
            Type::Any => "Value".to_owned(),
            Type::Null => "()".to_owned(),
            Type::Bool => "bool".to_owned(),
            Type::Integer(width) => width.rust().to_owned(),
            Type::F64 => "f64".to_owned(),
            Type::String => "String".to_owned(),
            Type::Timestamp => "Timestamp".to_owned(),
            Type::Secret => "Secret".to_owned(),
            Type::Id(index) => format!("ids::{}", self.ids[*index].name),
            Type::Item(id) => self.item(*id).path.to_string(),
            Type::Array(inner) => format!("Vec<{}>", self.type_name(inner)),
            Type::Map(inner) => format!("Map<String, {}>", self.type_name(inner)),
            Type::Tuple(items) => {
                let items: Vec<_> = items.iter().map(|item| self.type_name(item)).collect();
                format!("({})", items.join(", "))
            }
            Type::Nullable(inner) => format!("Option<{}>", self.type_name(inner)),
        }
    }

    /// Whether a value of the type is made from others with `Into`.
    #[must_use]
    pub fn converts(&self, ty: &Type) -> bool {
        match ty {
            Type::String | Type::Secret | Type::Id(_) => true,
            Type::Item(id) => match &self.item(*id).kind {
                Kind::Enum(item) => item.open,
                Kind::Newtype(_) => true,
                Kind::Alias(ty) => self.converts(ty),
                Kind::Struct(_) | Kind::Union(_) | Kind::Call(_) => false,
            },
            _ => false,
        }
    }

    /// The types with their indices.
    pub fn iter(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        self.items.iter().enumerate().map(|(index, item)| (ItemId(index), item))
    }
}

/// A newtype of a string that identifies something: one for one meaning, across the whole crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdType {
    /// Its name in the module `ids`.
    pub name: String,
    /// What it identifies.
    pub doc: String,
}

/// A Rust type that comes from a schema.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where it is in the crate.
    pub path: RustPath,
    /// The schema that it comes from.
    pub source: Source,
    /// What the schema says of it.
    pub doc: Doc,
    /// What the schema says of values beyond the type.
    pub constraints: Vec<Constraint>,
    /// What it is.
    pub kind: Kind,
    /// Which way it travels.
    pub direction: Direction,
    /// Which traits it can have beyond `Clone`, `Debug` and `PartialEq`.
    pub traits: Traits,
}

/// A path below the crate's root.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RustPath {
    /// The modules, outermost first.
    pub module: Vec<String>,
    /// The type.
    pub name: String,
}

impl fmt::Display for RustPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for module in &self.module {
            write!(f, "{module}::")?;
        }
        f.write_str(&self.name)
    }
}

/// The schema that a type comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The title of the file's schema, or what stands for it.
    pub title: String,
    /// The `$id` of the file's schema.
    pub id: Option<String>,
    /// The file, below the schema directory.
    pub file: String,
    /// The JSON Pointer to the schema in the file; empty for the file's own.
    pub pointer: String,
}

impl Source {
    /// The name by which a configuration knows it: the title, and the pointer of a schema inside the file.
    #[must_use]
    pub fn name(&self) -> String {
        if self.pointer.is_empty() { self.title.clone() } else { format!("{}#{}", self.title, self.pointer) }
    }
}

impl Item {
    /// The types that this one refers to, in order, some perhaps twice.
    #[must_use]
    pub fn references(&self) -> Vec<ItemId> {
        let mut found = Vec::new();
        let mut visit = |ty: &Type| {
            if let Type::Item(id) = ty {
                found.push(*id);
            }
        };
        match &self.kind {
            Kind::Struct(item) => {
                item.fields.iter().for_each(|field| field.ty.walk(&mut visit));
                if let Rest::Typed(ty) = &item.rest {
                    ty.walk(&mut visit);
                }
            }
            Kind::Newtype(ty) | Kind::Alias(ty) => ty.walk(&mut visit),
            Kind::Union(union) => union.alternatives.iter().for_each(|one| one.ty.walk(&mut visit)),
            Kind::Call(operation) => {
                operation.fields().for_each(|field| field.ty.walk(&mut visit));
                operation.answer.iter().for_each(|ty| ty.walk(&mut visit));
            }
            Kind::Enum(_) => {}
        }
        found
    }
}

/// Which way a type travels, computed from which types the requests and the responses reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Direction {
    /// A request reaches it.
    pub request: bool,
    /// A response reaches it.
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

/// Traits that a type has if all that it is made of has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// `Eq`.
    pub eq: bool,
    /// `Hash`.
    pub hash: bool,
    /// `Default`: nothing is required.
    pub default: bool,
}
