//! Decides from the Model alone whether a value decodes as a type.

use serde_json::Value;

use schemawright::model::{Enum, Field, ItemId, Kind, Layout, Model, Presence, Rest, Struct, Type};

/// A timestamp that every reader accepts.
pub(super) const INSTANT: &str = "2026-01-05T17:28:53Z";
/// Integers up to this one fit every width.
const SMALL: u64 = 100;

/// Whether a value decodes as the type at an index; none if the Model can't decide.
pub(super) fn reads(model: &Model, id: ItemId, value: &Value) -> Option<bool> {
    match &model.item(id).kind {
        Kind::Struct(kind) => object(model, kind, value),
        Kind::Enum(kind) => Some(is_value(kind, value)),
        Kind::Newtype(inner) | Kind::Alias(inner) => of_type(model, inner, value),
        _ => None,
    }
}

fn of_type(model: &Model, ty: &Type, value: &Value) -> Option<bool> {
    match ty {
        Type::Any => Some(true),
        Type::Null => Some(value.is_null()),
        Type::Bool => Some(value.is_boolean()),
        Type::F64 | Type::Number => Some(value.is_number()),
        Type::Integer(_) => match value.as_u64() {
            Some(number) if number <= SMALL => Some(true),
            // The codec decides about `1.0` and `1e2`.
            _ if value.is_number() => None,
            _ => Some(false),
        },
        Type::String | Type::Secret | Type::Id(_) => Some(value.is_string()),
        Type::Timestamp => match value.as_str() {
            Some(INSTANT) => Some(true),
            Some(text) => (!text.contains(':')).then_some(false),
            None => Some(false),
        },
        // The Model does not know which texts another crate accepts.
        Type::Format(_) => (!value.is_string()).then_some(false),
        Type::Item(id) => reads(model, *id, value),
        Type::Array(inner) => match value.as_array() {
            Some(list) => all(list.iter().map(|element| of_type(model, inner, element))),
            None => Some(false),
        },
        Type::Map(inner) => match value.as_object() {
            Some(map) => all(map.values().map(|member| of_type(model, inner, member))),
            None => Some(false),
        },
        Type::Tuple(_) => None,
        Type::Nullable(inner) => {
            if value.is_null() {
                Some(true)
            } else {
                of_type(model, inner, value)
            }
        }
    }
}

fn object(model: &Model, kind: &Struct, value: &Value) -> Option<bool> {
    // The items of a list are not checked.
    if kind.layout == Layout::List {
        return if value.is_array() { None } else { Some(false) };
    }
    let Some(object) = value.as_object() else { return Some(false) };
    let members = kind.fields.iter().map(|field| member(model, field, object.get(&field.wire_name)));
    let is_named = |name: &str| kind.fields.iter().any(|field| field.wire_name == name);
    // The names of patterns are not checked.
    let others = object.iter().filter(|(name, _)| !is_named(name)).map(|(name, other)| match &kind.rest {
        _ if kind.refused.contains(name) => Some(false),
        _ if kind.matches.is_some() => None,
        Rest::Keep => Some(true),
        Rest::Refuse => Some(false),
        Rest::Typed(inner) => of_type(model, inner, other),
    });
    all(members.chain(others))
}

fn member(model: &Model, field: &Field, value: Option<&Value>) -> Option<bool> {
    match (value, &field.presence) {
        (None, Presence::Required) => Some(false),
        (None, _) => Some(true),
        (Some(Value::Null), Presence::Required) if !field.nullable => of_type(model, &field.ty, &Value::Null),
        (Some(Value::Null), _) => Some(true),
        (Some(value), _) => of_type(model, &field.ty, value),
    }
}

fn is_value(kind: &Enum, value: &Value) -> bool {
    kind.of.takes(value) && (kind.open || kind.variants.iter().any(|variant| variant.is(value)))
}

/// False if one part is false, true if all are true, none if that is unknown.
fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = true;
    for part in parts {
        match part {
            Some(true) => {}
            Some(false) => return Some(false),
            None => known = false,
        }
    }
    known.then_some(true)
}
