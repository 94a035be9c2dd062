//! typify's types, read back in our own terms.

use std::collections::HashMap;

use typify::{Type, TypeDetails, TypeEnum, TypeEnumVariant, TypeId, TypeSpace, TypeStruct};

use super::{Native, OpaqueCode, Placeholders};
use crate::canon::bundle::DefinitionId;

/// What typify made of a definition.
#[derive(Debug)]
pub(crate) enum Shape {
    /// An object: its members, sorted by typify, and the type of others.
    Struct { members: Vec<ShapeMember>, rest: Option<ShapeType> },
    /// A set of strings.
    Enum { values: Vec<String> },
    /// A name for another type.
    Newtype(ShapeType),
    /// Something else, as typify writes it.
    Opaque(OpaqueCode),
}

/// A member of an object. typify's `Option` around an optional one is already taken off.
#[derive(Debug)]
pub(crate) struct ShapeMember {
    pub(crate) name: String,
    pub(crate) ty: ShapeType,
    pub(crate) required: bool,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ShapeType {
    Any,
    Null,
    Bool,
    I32,
    I64,
    F64,
    String,
    Native(Native),
    Definition(DefinitionId),
    Array(Box<ShapeType>),
    Map(Box<ShapeType>),
    Tuple(Vec<ShapeType>),
    Nullable(Box<ShapeType>),
}

/// typify's types by their names.
pub(crate) fn by_name(space: &TypeSpace) -> HashMap<String, Type<'_>> {
    space.iter_types().map(|ty| (ty.name(), ty)).collect()
}

/// The shape of a type; none if it is not one of ours.
pub(crate) fn of(space: &TypeSpace, ty: &Type<'_>, placeholders: &Placeholders, natives: &[Native]) -> Option<Shape> {
    match ty.details() {
        TypeDetails::Struct(details) => of_struct(space, &details, placeholders, natives),
        TypeDetails::Enum(details) => of_enum(&details, placeholders),
        TypeDetails::Newtype(details) => type_of(space, &details.inner(), natives).map(Shape::Newtype),
        _ => None,
    }
}

/// typify's name for the members that a schema allows besides those that it names.
const EXTRA: &str = "extra";

fn of_struct(
    space: &TypeSpace,
    details: &TypeStruct<'_>,
    placeholders: &Placeholders,
    natives: &[Native],
) -> Option<Shape> {
    let mut members = Vec::new();
    let mut rest = None;
    for property in details.properties_info() {
        let ty = type_of(space, &property.type_id, natives)?;
        if property.name == EXTRA {
            let ShapeType::Map(inner) = ty else { return None };
            rest = Some(*inner);
            continue;
        }
        let name = placeholders.member(property.name)?.to_owned();
        let ty = match ty {
            ShapeType::Nullable(inner) if !property.required => *inner,
            ty => ty,
        };
        members.push(ShapeMember { name, ty, required: property.required });
    }
    Some(Shape::Struct { members, rest })
}

fn of_enum(details: &TypeEnum<'_>, placeholders: &Placeholders) -> Option<Shape> {
    let mut values = Vec::new();
    for variant in details.variants_info() {
        let TypeEnumVariant::Simple = variant.details else { return None };
        values.push(placeholders.value(variant.name)?.to_owned());
    }
    Some(Shape::Enum { values })
}

fn type_of(space: &TypeSpace, id: &TypeId, natives: &[Native]) -> Option<ShapeType> {
    let ty = space.get_type(id).ok()?;
    let boxed = |id: &TypeId| type_of(space, id, natives).map(Box::new);
    Some(match ty.details() {
        TypeDetails::Struct(_) | TypeDetails::Enum(_) | TypeDetails::Newtype(_) => {
            ShapeType::Definition(DefinitionId::from_key(&ty.name())?)
        }
        TypeDetails::Option(inner) => ShapeType::Nullable(boxed(&inner)?),
        TypeDetails::Vec(inner) | TypeDetails::Set(inner) => ShapeType::Array(boxed(&inner)?),
        TypeDetails::Map(_, inner) => ShapeType::Map(boxed(&inner)?),
        TypeDetails::Box(inner) => type_of(space, &inner, natives)?,
        TypeDetails::Tuple(items) => {
            ShapeType::Tuple(items.map(|item| type_of(space, &item, natives)).collect::<Option<_>>()?)
        }
        TypeDetails::Array(inner, length) => ShapeType::Tuple(vec![type_of(space, &inner, natives)?; length]),
        TypeDetails::Unit => ShapeType::Null,
        TypeDetails::String => ShapeType::String,
        TypeDetails::Builtin(name) => match name {
            "bool" => ShapeType::Bool,
            "i32" => ShapeType::I32,
            "i64" => ShapeType::I64,
            "f64" => ShapeType::F64,
            "::serde_json::Value" => ShapeType::Any,
            other => ShapeType::Native(natives.iter().find(|native| native.is_at(other))?.clone()),
        },
    })
}
