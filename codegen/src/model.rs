//! The Model: what is to be emitted, without tokens and without IO.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// All types of a run.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The types, in the order of their Rust paths.
    pub items: Vec<Item>,
    /// Newtypes of strings that identify something, by name.
    pub ids: Vec<IdType>,
    /// Docs of modules, by path.
    pub module_docs: BTreeMap<Vec<String>, String>,
}

impl Model {
    /// The type of that index.
    #[must_use]
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[id.0]
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

/// The index of a type in its [`Model`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub usize);

/// A Rust type that comes from a schema.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where it is in the crate.
    pub path: RustPath,
    /// The schema that it comes from.
    pub source: Source,
    /// The schema's description.
    pub doc: Option<String>,
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

/// What a type is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// An object with named members.
    Struct(Struct),
    /// A set of strings.
    Enum(Enum),
    /// A name of its own for another type.
    Newtype(Type),
    /// Another name for another type: a schema that is nothing but a `$ref`.
    Alias(Type),
    /// An item of typify's that is passed through as it is.
    Opaque(Opaque),
}

impl Kind {
    /// The word for it in `types.json`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Struct(_) => "struct",
            Kind::Enum(_) => "enum",
            Kind::Newtype(_) => "newtype",
            Kind::Alias(_) => "alias",
            Kind::Opaque(_) => "opaque",
        }
    }
}

/// An object with named members.
#[derive(Clone, Debug)]
pub struct Struct {
    /// The members, in the schema's order.
    pub fields: Vec<Field>,
    /// What happens to other members.
    pub rest: Rest,
}

/// Members that a schema does not name.
#[derive(Clone, Debug, PartialEq)]
pub enum Rest {
    /// They are kept as they came (`additionalProperties` is absent or true).
    Keep,
    /// They are refused (`additionalProperties: false`).
    Refuse,
    /// They are of a type (`additionalProperties` is a schema).
    Typed(Type),
}

/// A member.
#[derive(Clone, Debug)]
pub struct Field {
    /// On the wire.
    pub wire_name: String,
    /// In Rust.
    pub rust_name: String,
    /// The type of its value, without what presence, nullability and boxing add.
    pub ty: Type,
    /// Whether it must be there.
    pub presence: Presence,
    /// Whether the schema allows `null`.
    pub nullable: bool,
    /// Whether its value is put on the heap, to keep the struct small or finite.
    pub boxed: bool,
    /// The member's description.
    pub doc: Option<String>,
    /// Whether its value, or a part of it, is a secret.
    pub secret: bool,
}

/// Whether a member must be there.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// It must.
    Required,
    /// It should, but reads as empty, or as the value given, when it is absent or `null`.
    Lenient(Option<serde_json::Value>),
    /// It may be absent.
    Optional,
}

/// A set of strings.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The values, in the schema's order.
    pub variants: Vec<Variant>,
    /// Whether other values are taken too. Not for a `const`, which tells one alternative from another.
    pub open: bool,
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// On the wire.
    pub wire_name: String,
    /// In Rust.
    pub rust_name: String,
}

/// Code of typify's.
#[derive(Clone, Debug)]
pub struct Opaque {
    /// The type, its helpers and all their impls, as Rust source in which types go by keys.
    pub code: String,
    /// Which types the keys stand for, the item's own among them.
    pub keys: BTreeMap<String, ItemId>,
    /// Types that typify made on the way: their keys, and what their names add to the item's.
    pub helpers: BTreeMap<String, String>,
    /// Alternatives that go by the key of another type, and their names.
    pub variants: BTreeMap<String, String>,
    /// The types that it refers to.
    pub refers_to: Vec<ItemId>,
    /// The types that it holds in a box, since they hold it.
    pub boxed: BTreeSet<ItemId>,
    /// An expression for a value to begin with.
    pub blank: String,
    /// A value that it takes, as JSON.
    pub sample: serde_json::Value,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Any JSON value.
    Any,
    /// `null` and nothing else.
    Null,
    /// `true` or `false`.
    Bool,
    /// An integer of 32 bits.
    I32,
    /// An integer of 64 bits.
    I64,
    /// A number.
    F64,
    /// A string.
    String,
    /// An RFC 3339 instant.
    Timestamp,
    /// A string that must not leak.
    Secret,
    /// A string that identifies something: an index into [`Model::ids`].
    Id(usize),
    /// A type of this Model.
    Item(ItemId),
    /// An array.
    Array(Box<Type>),
    /// An object with any members of one type.
    Map(Box<Type>),
    /// An array with a type for each place.
    Tuple(Vec<Type>),
    /// A value or `null`.
    Nullable(Box<Type>),
}

impl Type {
    /// Calls the function with every type inside this one, itself included.
    pub fn walk(&self, visit: &mut impl FnMut(&Type)) {
        visit(self);
        match self {
            Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => inner.walk(visit),
            Type::Tuple(inner) => inner.iter().for_each(|ty| ty.walk(visit)),
            _ => {}
        }
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
            Kind::Opaque(opaque) => found.extend(&opaque.refers_to),
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
