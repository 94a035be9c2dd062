//! What a type is made of.

use std::borrow::Cow;

use serde_json::Value;

use super::{Constraint, Doc, Operation, Scalars, Type};
use crate::names::setter_name;
use crate::read::matcher::{Matcher, PatternSet};
use crate::scalars;
use crate::telling::{Facts, Form, Openness, Telling};

/// What a type is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// An object with named members.
    Struct(Struct),
    /// A set of scalars.
    Enum(Enum),
    /// A name of its own for another type.
    Newtype(Type),
    /// Another name for another type: a schema that is only a `$ref`.
    Alias(Type),
    /// One of several.
    Union(Union),
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
            Kind::Union(_) => "union",
            Kind::Call(_) => "call",
        }
    }
}

/// An object with named members: a struct.
#[derive(Clone, Debug)]
pub struct Struct {
    /// What it is on the wire.
    pub layout: Layout,
    /// The fields, in the schema's order.
    pub fields: Vec<Field>,
    /// What happens to other members.
    pub rest: Rest,
    /// Members whose names match patterns.
    pub matches: Option<Matches>,
    /// Members that must not be there.
    pub refused: Vec<String>,
    /// Those that must not be there, by patterns of their names.
    pub refused_patterns: Option<PatternSet>,
    /// How `new` takes what is required.
    pub constructor: Constructor,
}

impl Struct {
    /// The fields that `new` takes: those that are required, without constants.
    #[must_use]
    pub fn required(&self) -> Vec<&Field> {
        self.fields.iter().filter(|field| field.presence != Presence::Optional && !field.constant).collect()
    }
}

/// How the function `new` of a struct takes the required fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Constructor {
    /// As a list of arguments.
    #[default]
    Arguments,
    /// As one struct of this name, which is in the module of the type.
    Named(String),
}

impl Struct {
    /// Whether `new` or `Default` gives a member the default of its schema.
    #[must_use]
    pub fn is_filled(&self) -> bool {
        self.fields.iter().any(|field| field.fill.is_some())
    }
}

impl Struct {
    /// The fields whose values are personal.
    pub fn personal(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.personal)
    }
}

/// What a struct is on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// An object: fields are members.
    Object,
    /// A list: fields are its first items, in their order. The others are [`Struct::rest`], if there may be any.
    List,
}

impl Layout {
    /// The field that contains the items behind those that the schema names one by one.
    pub const REST: &'static str = "rest";
}

impl Struct {
    /// The field that holds what the schema does not name one by one.
    #[must_use]
    pub fn rest_name(&self) -> Option<&'static str> {
        match self.layout {
            Layout::Object => self.rest.field_name(),
            Layout::List => self.rest.field_name().map(|_| Layout::REST),
        }
    }
}

/// Members whose names match one of some patterns (`patternProperties`).
#[derive(Clone, Debug, PartialEq)]
pub struct Matches {
    /// The patterns, as the schema has them.
    pub patterns: Vec<String>,
    /// The names that they match.
    pub names: Matcher,
    /// What the members are.
    pub ty: Type,
}

impl Matches {
    /// The struct's field that contains them.
    pub const FIELD: &'static str = "pattern_properties";
}

/// Members that a schema does not name.
#[derive(Clone, Debug, PartialEq)]
pub enum Rest {
    /// They are kept unchanged (`additionalProperties` is absent or true).
    Keep,
    /// They are rejected (`additionalProperties: false`).
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

    /// Puts its value on the heap, and declares this in its docs.
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
    /// The field that contains the members which the schema does not name.
    #[must_use]
    pub fn field_name(&self) -> Option<&'static str> {
        match self {
            Rest::Keep => Some("unknown_fields"),
            Rest::Typed(_) => Some("additional_properties"),
            Rest::Refuse => None,
        }
    }
}

/// A field: a property of the schema.
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
    /// The annotations of the schema.
    pub doc: Doc,
    /// What the property's schema declares about values beyond the type.
    pub constraints: Vec<Constraint>,
    /// Whether its value, or a part of it, is a secret.
    pub secret: bool,
    /// Whether its value is personal: `Debug` prints its kind only.
    pub personal: bool,
    /// The values that the schema lists, where the type does not say them.
    pub values: Vec<Value>,
    /// What an absent member stands for, by its schema, if its schema takes that.
    pub default: Option<Value>,
    /// What `new` and `Default` give it: a default that its type takes, where the configuration wants that.
    pub fill: Option<Value>,
    /// Whether it is a `const`: then there is nothing to choose, and `new` fills it in.
    pub constant: bool,
    /// Why the type is, or holds, any value, if it does.
    pub untyped: Option<String>,
}

/// Why a value is put on the heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxReason {
    /// Its type holds, directly or through others, the type that the field is of.
    Circular,
    /// The configuration names the field, or its type.
    Configured,
}

/// Whether the member of a field must be there.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// It must.
    Required,
    /// It should, but reads as empty, or as the value given, when it is absent or `null`.
    Lenient(Option<Value>),
    /// It may be absent.
    Optional,
}

/// A set of scalars.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The values, in the schema's order.
    pub variants: Vec<Variant>,
    /// Of which kind they are.
    pub of: Scalars,
    /// Whether other values are accepted too. Not for a `const`, which distinguishes one alternative from another.
    pub open: bool,
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// On the wire: a string, a number or a boolean.
    pub value: Value,
    /// In Rust.
    pub rust_name: String,
    /// The annotations of the schema.
    pub doc: Doc,
}

impl Variant {
    /// Whether it is this value: `1.0` is `1`.
    #[must_use]
    pub fn is(&self, value: &Value) -> bool {
        self.value == scalars::normal(value)
    }

    /// The value as text: of a string, without quotes.
    #[must_use]
    pub fn text(&self) -> String {
        scalars::text(&self.value)
    }
}

/// One of several: a value is one of its alternatives.
#[derive(Clone, Debug)]
pub struct Union {
    /// The alternatives, in the schema's order.
    pub alternatives: Vec<Alternative>,
    /// How they are identified.
    pub telling: Telling,
    /// Which values that are none of them are kept.
    pub open: Openness,
    /// The index of the alternative that a value is before anything has been read into it.
    pub blank: usize,
}

impl Union {
    /// Whether it has a variant for values that are none of its alternatives.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match self.open {
            Openness::None => false,
            Openness::Tagged => matches!(self.telling, Telling::Tag(_) | Telling::Wrapper),
            Openness::All => true,
        }
    }
}

/// One alternative of a union.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// The variant.
    pub rust_name: String,
    /// The type of its value; of a constant, `null`.
    pub ty: Type,
    /// How it goes over the wire.
    pub form: Form,
    /// What distinguishes it from the others.
    pub facts: Facts,
    /// Whether its value is put on the heap, since it holds the union.
    pub boxed: bool,
    /// The annotations of the schema.
    pub doc: Doc,
}
