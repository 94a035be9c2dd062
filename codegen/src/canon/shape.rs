//! Shapes: the values that a schema allows, as far as a Rust type can follow it.
//!
//! A schema has *properties*, an object on the wire has *members*, a Rust struct has *fields*. This module uses *properties*.

mod array;
mod enumeration;
mod leaves;
mod object;

use super::annotations::Doc;
use crate::id::ItemId;
use crate::read::resolve::Location;
pub(crate) use array::Array;
pub(crate) use enumeration::{Enum, Label, Labels};
pub(crate) use leaves::each_leaf;
pub(crate) use object::{Object, Patterns, Places, Property, Rest, Substitute};

pub(crate) use crate::telling::{Facts, Form, JsonTypes, Telling};
use crate::width::{Digits, Width};

/// A schema: a shape, whether `null` is allowed too, and its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) shape: Shape,
    /// Whether `null` is a value too. No other field has this information. For a reference, the target decides in the end.
    pub(crate) nullable: bool,
    /// Whether it contains passwords that the shape does not express: strings where it accepts any value or refers to a schema with strings that
    /// are printed.
    pub(crate) password: bool,
    /// Whether the names of the members that it does not declare are passwords.
    pub(crate) names: bool,
    pub(crate) origin: Origin,
}

/// The possible values, except for `null`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// Any value, including `null`.
    Any,
    /// No value: `false`, or contradictory parts.
    Never(Option<Box<Contradiction>>),
    /// Only `null`.
    Null,
    Bool,
    Integer(Width),
    Number(Digits),
    String(Text),
    Enum(Enum),
    Array(Array),
    Object(Object),
    Union(Union),
    /// The schema of another definition.
    Ref(ItemId),
}

impl Shape {
    /// The JSON type of a scalar without listed values; none for other shapes.
    pub(super) fn scalar_type(&self) -> Option<JsonTypes> {
        match self {
            Self::Bool => Some(JsonTypes::BOOLEAN),
            Self::Integer(_) | Self::Number(_) => Some(JsonTypes::NUMBER),
            Self::String(_) => Some(JsonTypes::STRING),
            _ => None,
        }
    }
}

/// Two parts that no value satisfies together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contradiction {
    pub(crate) first: Location,
    pub(crate) second: Location,
}

/// The kinds of strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Text {
    Plain,
    /// An RFC 3339 timestamp.
    Timestamp,
    /// A secret, declared by a rule of the configuration or by its format.
    Secret,
    /// An identifier: an index into the configuration's identifiers.
    Id(usize),
    /// A string of a format that has a type of its own: an index into the configuration's formats.
    Format(usize),
}

impl Text {
    /// The kind of a string that is of both kinds: the more precise one, and a secret in any case.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Secret, _) | (_, Self::Secret) => Self::Secret,
            (Self::Plain, other) => other,
            (own, _) => own,
        }
    }

    /// The kind of a string that is of either kind: a secret in any case.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Secret, _) | (_, Self::Secret) => Self::Secret,
            (own, other) if own == other => own,
            _ => Self::Plain,
        }
    }
}

/// A union.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Union {
    pub(crate) alternatives: Vec<Alternative>,
    /// How they are identified. It is computed after all definitions are read.
    pub(crate) telling: Telling,
}

/// One alternative of a union.
#[derive(Clone, Debug)]
pub(crate) struct Alternative {
    pub(crate) node: Node,
    pub(crate) title: Option<String>,
    /// The target of its reference.
    pub(crate) refers_to: Option<ItemId>,
    pub(crate) doc: Doc,
    pub(crate) form: Form,
    pub(crate) facts: Facts,
}

/// Two alternatives are equal if they allow the same values and have the same name, whatever their documentation is.
impl PartialEq for Alternative {
    fn eq(&self, other: &Self) -> bool {
        let Self { node, title, refers_to, doc: _, form, facts } = self;
        (node, title, refers_to, form, facts)
            == (&other.node, &other.title, &other.refers_to, &other.form, &other.facts)
    }
}

/// The origin of a shape.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) at: Location,
    /// Whether a schema from another place was merged into it.
    pub(crate) mixed: bool,
}

/// The origin does not count for equality.
impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Node {
    pub(crate) fn new(shape: Shape, at: &Location) -> Self {
        Self { shape, nullable: false, password: false, names: false, origin: Origin { at: at.clone(), mixed: false } }
    }

    pub(crate) fn any(at: &Location) -> Self {
        Self::new(Shape::Any, at)
    }

    pub(crate) fn is_any(&self) -> bool {
        self.shape == Shape::Any
    }

    /// Whether it contains passwords that the shape does not express.
    pub(crate) fn hides(&self) -> bool {
        self.password || self.names
    }

    pub(crate) fn is_never(&self) -> bool {
        matches!(self.shape, Shape::Never(_)) && !self.nullable
    }

    /// Whether `null` is a value.
    pub(crate) fn takes_null(&self) -> bool {
        self.nullable || matches!(self.shape, Shape::Any | Shape::Null)
    }

    /// Whether only keywords for objects or lists imply the type: values of other types are valid, too.
    pub(crate) fn is_implied(&self) -> bool {
        match &self.shape {
            Shape::Object(object) => object.implied,
            Shape::Array(array) => array.implied,
            _ => false,
        }
    }

    /// The same, with `null` if either allows it.
    pub(crate) fn or_null(mut self, nullable: bool) -> Self {
        self.nullable |= nullable && !matches!(self.shape, Shape::Any | Shape::Null);
        if self.nullable && matches!(self.shape, Shape::Never(_)) {
            self = Self { shape: Shape::Null, nullable: false, ..self };
        }
        self
    }

    /// Whether the schema only requires members. Beside other alternatives, or properties, it only narrows.
    pub(crate) fn only_requires(&self) -> bool {
        match &self.shape {
            Shape::Any => true,
            Shape::Object(object) => {
                object.implied
                    && object.properties.is_empty()
                    && object.patterns.is_none()
                    && object.refused_patterns.is_none()
                    && matches!(object.rest, Rest::Open { .. })
            }
            _ => false,
        }
    }

    /// Whether the shape needs a type of its own if it is nested.
    pub(crate) fn needs_type(&self) -> bool {
        match &self.shape {
            Shape::Object(object) => object.is_struct_inside() || self.names,
            Shape::Array(array) => array.is_row(),
            Shape::Enum(kind) => kind.is_type(),
            Shape::Union(_) => true,
            // Its `Debug` prints less than that of the type in it.
            Shape::Any | Shape::Integer(_) | Shape::Number(_) => self.hides(),
            _ => false,
        }
    }
}
