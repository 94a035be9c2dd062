//! What a type is made of.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Constraint, Doc, ItemId, Operation, Type};
use crate::names::setter_name;

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
    /// A call of an operation.
    Call(Box<Operation>),
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
            Kind::Call(_) => "call",
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

impl Field {
    /// The name of the function that sets it, if it is optional.
    #[must_use]
    pub fn setter_name(&self) -> Cow<'_, str> {
        setter_name(&self.rust_name)
    }

    /// Puts its value on the heap, and says so in its docs.
    pub(crate) fn put_in_box(&mut self, reason: BoxReason) {
        let why = match reason {
            BoxReason::Circular => "because values of this type can be nested",
            BoxReason::Configured => "to keep this struct small",
        };
        self.boxed = Some(reason);
        self.doc.notes.push(format!("In a `Box`, {why}."));
    }
}

impl Rest {
    /// The struct's member that holds those which the schema does not name.
    #[must_use]
    pub fn field_name(&self) -> Option<&'static str> {
        match self {
            Rest::Keep => Some("unknown_fields"),
            Rest::Typed(_) => Some("additional_properties"),
            Rest::Refuse => None,
        }
    }
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
    /// Why its value is put on the heap, if it is.
    pub boxed: Option<BoxReason>,
    /// What the schema says of it.
    pub doc: Doc,
    /// What the member's schema says of values beyond the type.
    pub constraints: Vec<Constraint>,
    /// Whether its value, or a part of it, is a secret.
    pub secret: bool,
}

/// Why a value is put on the heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxReason {
    /// Its type holds, directly or through others, the type that the field is of.
    Circular,
    /// The configuration names the field, or its type.
    Configured,
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
