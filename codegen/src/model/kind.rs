//! The kinds of types.

use std::borrow::Cow;

use serde_json::Value;

use super::{Constraint, Doc, Operation, Privacy, Scalars, Type};
use crate::names::setter_name;
use crate::read::matcher::{Matcher, PatternSet};
use crate::scalars;
use crate::telling::{Facts, Form, Openness, Telling};

/// The kind of a type.
#[derive(Clone, Debug)]
pub enum Kind {
    /// An object with named members.
    Struct(Struct),
    /// A set of scalars.
    Enum(Enum),
    /// A separate type for another type.
    Newtype(Type),
    /// An alias of another type: a schema that is only a `$ref`.
    Alias(Type),
    /// A union.
    Union(Union),
    /// A call of an operation.
    Call(Box<Operation>),
}

impl Kind {
    /// The name of the kind in `types.json`.
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

/// A struct: an object with named members.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its form on the wire.
    pub layout: Layout,
    /// The fields, in the order of the schema.
    pub fields: Vec<Field>,
    /// The treatment of undeclared members.
    pub rest: Rest,
    /// Members whose names match patterns.
    pub matches: Option<Matches>,
    /// The forbidden members.
    pub refused: Vec<String>,
    /// The patterns of forbidden members.
    pub refused_patterns: Option<PatternSet>,
    /// Whether the names of undeclared members are secrets.
    pub hides_names: bool,
    /// How `new` takes the required members.
    pub constructor: Constructor,
}

impl Struct {
    /// The fields that `new` takes: the required ones without constants.
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
    /// The part of a value on the wire that the field of that index has.
    pub(crate) fn held<'v>(&self, index: usize, value: &'v Value) -> Option<&'v Value> {
        match self.layout {
            Layout::Object => value.get(&self.fields[index].wire_name),
            Layout::List => value.get(index),
        }
    }

    /// Whether `new` or `Default` sets a member to the default of its schema.
    #[must_use]
    pub(crate) fn is_filled(&self) -> bool {
        self.fields.iter().any(|field| field.fill.is_some())
    }
}

impl Struct {
    /// The fields that `Debug` prints in this way.
    pub fn fields_of(&self, privacy: Privacy) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.privacy == privacy)
    }
}

/// The form of a struct on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// An object. The fields are members.
    Object,
    /// A list. The fields are its first items, in order. [`Struct::rest`] are the others, if they are allowed.
    List,
}

impl Layout {
    /// The field of the items after the declared ones.
    pub const REST: &'static str = "rest";
}

impl Struct {
    /// The name of the field for undeclared members or items.
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
    /// The patterns of the schema.
    pub patterns: Vec<String>,
    /// The names that they match.
    pub names: Matcher,
    /// The type of the members.
    pub ty: Type,
}

impl Matches {
    /// The struct's field for these members.
    pub(crate) const FIELD: &'static str = "pattern_properties";
}

/// Members that a schema does not declare.
#[derive(Clone, Debug, PartialEq)]
pub enum Rest {
    /// They are kept unchanged (`additionalProperties` is absent or true).
    Keep,
    /// They are rejected (`additionalProperties: false`).
    Refuse,
    /// They have a type (`additionalProperties` is a schema).
    Typed(Type),
}

impl Field {
    /// The name of its setter, if it is optional.
    #[must_use]
    pub fn setter_name(&self) -> Cow<'_, str> {
        setter_name(&self.rust_name)
    }

    /// Whether a derived `Debug` would print too much: a private value, or the names in a map of secrets.
    pub(crate) fn is_redacted(&self) -> bool {
        let mut is_map = false;
        self.ty.walk(&mut |ty| is_map |= matches!(ty, Type::Map(_)));
        self.privacy.hides() || self.secret && is_map
    }

    /// Boxes its value, and adds the reason to its documentation.
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
    /// The name of the field for undeclared members.
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
    /// The name on the wire.
    pub wire_name: String,
    /// The name in Rust.
    pub rust_name: String,
    /// The type of its value, without optionality, nullability and boxing.
    pub ty: Type,
    /// Whether it is required.
    pub presence: Presence,
    /// Whether the schema allows `null`.
    pub nullable: bool,
    /// The reason why its value is boxed, if it is.
    pub boxed: Option<BoxReason>,
    /// The annotations of the schema.
    pub doc: Doc,
    /// The constraints of the property's schema beyond the type.
    pub constraints: Vec<Constraint>,
    /// Whether its value, or a part of it, is a secret.
    pub secret: bool,
    /// What `Debug` prints of its value.
    pub privacy: Privacy,
    /// The listed values, if the type does not show them.
    pub values: Vec<Value>,
    /// The default of its schema, if the schema accepts it.
    pub default: Option<Value>,
    /// The value that `new` and `Default` set: a default that fits its type, if the configuration enables this.
    pub fill: Option<Value>,
    /// Whether it is a `const`: `new` sets it.
    pub constant: bool,
    /// The reason why the type is, or contains, any value.
    pub untyped: Option<String>,
}

/// The reason why a value is boxed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxReason {
    /// Its type contains, directly or indirectly, the type of the field.
    Circular,
    /// The configuration lists the field, or its type.
    Configured,
}

/// Whether a field is required.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// It is required.
    Required,
    /// It is required by the schema, but has this value, or an empty one, if it is absent or `null`.
    Lenient(Option<Value>),
    /// It may be absent.
    Optional,
}

/// A set of scalars.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The values, in the order of the schema.
    pub variants: Vec<Variant>,
    /// The kind of the values.
    pub of: Scalars,
    /// Whether unlisted values are accepted too. Not for a `const`, which identifies an alternative.
    pub open: bool,
    /// Whether the schema declares that unlisted values are valid too, so that none of them is unrecognized.
    pub others: bool,
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The value on the wire: a string, a number or a boolean.
    pub value: Value,
    /// The name in Rust.
    pub rust_name: String,
    /// The annotations of the schema.
    pub doc: Doc,
}

impl Enum {
    /// Whether the schema lists a value.
    #[must_use]
    pub(crate) fn lists(&self, value: &Value) -> bool {
        self.variants.iter().any(|variant| variant.is(value))
    }
}

impl Variant {
    /// Whether it is equal to a value: `1.0` equals `1`.
    #[must_use]
    pub fn is(&self, value: &Value) -> bool {
        self.value == scalars::normal(value)
    }

    /// The value as text. A string has no quotes.
    #[must_use]
    pub fn text(&self) -> String {
        scalars::text(&self.value)
    }
}

/// A union: a value matches one of its alternatives.
#[derive(Clone, Debug)]
pub struct Union {
    /// The alternatives, in the order of the schema.
    pub alternatives: Vec<Alternative>,
    /// How they are identified.
    pub telling: Telling,
    /// The unrecognized values that are kept.
    pub open: Openness,
    /// The index of the alternative that is the initial value.
    pub blank: usize,
}

impl Union {
    /// Whether it has a variant for unrecognized values.
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
    /// The name of the variant.
    pub rust_name: String,
    /// The type of its value; `null` for a constant.
    pub ty: Type,
    /// Its form on the wire.
    pub form: Form,
    /// The properties that distinguish it from the others.
    pub facts: Facts,
    /// Whether its value is boxed, because it contains the union.
    pub boxed: bool,
    /// The annotations of the schema.
    pub doc: Doc,
}
