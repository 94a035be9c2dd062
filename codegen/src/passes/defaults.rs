//! The values that `new` and `Default` set: the schemas' defaults, if the configuration enables this.
//!
//! Decoding does not use them: an absent member stays absent, so that the object round-trips.

use serde_json::Value;

use crate::canon::definitions::Definitions;
use crate::canon::shape::Shape;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    Alternative, Field, Form, ItemId, Kind, Layout, Model, Presence, Scalars, Struct, Telling, Type, Union,
};
use crate::scalars::normal;
use crate::width::Width;

/// Gives fields the defaults of their schemas, with a warning about those that no Rust expression has.
pub(crate) fn run(mut model: Model, definitions: &Definitions) -> (Model, Diagnostics) {
    let mut warnings = Diagnostics::new();
    let mut fills: Vec<Vec<Option<Value>>> = Vec::with_capacity(model.items.len());
    for (id, item) in model.iter() {
        let Kind::Struct(kind) = &item.kind else {
            fills.push(Vec::new());
            continue;
        };
        let fill = |field: &Field| {
            let default = field.default.clone().or_else(|| of_type(&model, &field.ty)).filter(|_| !field.constant)?;
            if fits_field(&model, field, &default) {
                return Some(default);
            }
            warnings.push(unfilled(definitions, id, field));
            None
        };
        fills.push(kind.fields.iter().map(fill).collect());
    }
    for (item, fills) in model.items.iter_mut().zip(fills) {
        if let Kind::Struct(kind) = &mut item.kind {
            kind.fields.iter_mut().zip(fills).for_each(|(field, fill)| field.fill = fill);
        }
    }
    (model, warnings)
}

fn unfilled(definitions: &Definitions, id: ItemId, field: &Field) -> Diagnostic {
    let definition = definitions.get(id);
    let property = match &definition.node.shape {
        Shape::Object(object) => object.property(&field.wire_name),
        _ => None,
    };
    let at = property.and_then(|property| property.places.0.first()).unwrap_or(&definition.location);
    let message =
        format!("the default of `{}` is not filled in: no Rust expression of its type has this value", field.wire_name);
    let warning = Diagnostic::warning("default-not-filled", message).at(definitions.resolver.place(at));
    warning.help(format!("set `{}` after `new`, or remove the default", field.rust_name))
}

/// The default of the type itself.
fn of_type(model: &Model, ty: &Type) -> Option<Value> {
    let item = model.item(ty.item()?);
    let own = || item.default.clone();
    match &item.kind {
        Kind::Alias(inner) => own().or_else(|| of_type(model, inner)),
        _ => own(),
    }
}

/// Whether a value can be written as an expression of a type.
fn fits(model: &Model, ty: &Type, value: &Value) -> bool {
    match ty {
        Type::Any => true,
        Type::Null => value.is_null(),
        Type::Bool => value.is_boolean(),
        Type::Integer(width) => integer_fits(*width, value),
        Type::F64 => value.is_number(),
        Type::String | Type::Secret | Type::Id(_) => value.is_string(),
        Type::Array(inner) => value.as_array().is_some_and(|list| list.iter().all(|item| fits(model, inner, item))),
        Type::Map(inner) => {
            value.as_object().is_some_and(|members| members.values().all(|value| fits(model, inner, value)))
        }
        Type::Nullable(inner) => value.is_null() || fits(model, inner, value),
        Type::Item(id) => match &model.item(*id).kind {
            Kind::Enum(kind) => {
                let is_known = kind.lists(value);
                is_known || kind.open && kind.of != Scalars::Mixed && kind.of.takes(value)
            }
            Kind::Newtype(inner) | Kind::Alias(inner) => fits(model, inner, value),
            Kind::Struct(kind) => fits_struct(model, kind, value),
            Kind::Union(union) => alternative(model, union, value).is_some(),
            Kind::Call(_) => false,
        },
        // A double does not convert into such a number.
        Type::Number => integer_fits(Width::I64, value),
        Type::Tuple(types) => value.as_array().is_some_and(|items| {
            items.len() == types.len() && types.iter().zip(items).all(|(ty, item)| fits(model, ty, item))
        }),
        // A text that is parsed at run time, and may be invalid.
        Type::Timestamp | Type::Format(_) => false,
    }
}

fn fits_field(model: &Model, field: &Field, value: &Value) -> bool {
    if value.is_null() && field.nullable { true } else { fits(model, &field.ty, value) }
}

/// Whether a value has the required members of a struct, and no others than it declares.
fn fits_struct(model: &Model, kind: &Struct, value: &Value) -> bool {
    let is_declared = |name: &String| kind.fields.iter().any(|field| field.wire_name == *name);
    let has_no_others = match (kind.layout, value) {
        (Layout::Object, Value::Object(members)) => members.keys().all(is_declared),
        (Layout::List, Value::Array(items)) => items.len() <= kind.fields.len(),
        _ => false,
    };
    has_no_others
        && kind.fields.iter().enumerate().all(|(index, field)| match kind.held(index, value) {
            Some(value) => fits_field(model, field, value),
            None => field.presence == Presence::Optional,
        })
}

/// The alternative of a union that has a value. None if several have it, of which decoding would choose one.
pub(crate) fn alternative<'u>(model: &Model, union: &'u Union, value: &Value) -> Option<&'u Alternative> {
    let is_told = |one: &Alternative| match (&union.telling, value.as_object()) {
        (Telling::Tag(tag), Some(members)) => {
            members.get(tag).is_some_and(|own| one.facts.tags.iter().any(|tag| normal(tag) == normal(own)))
        }
        _ => true,
    };
    let has_it = |one: &&Alternative| match &one.form {
        Form::Plain => is_told(one) && fits(model, &one.ty, value),
        Form::Constant(text) => value.as_str() == Some(text),
        Form::Wrapped(name) => value.as_object().is_some_and(|members| {
            members.len() == 1 && members.get(name).is_some_and(|value| fits(model, &one.ty, value))
        }),
    };
    let mut found = union.alternatives.iter().filter(has_it);
    found.next().filter(|_| found.next().is_none())
}

/// Whether a value is an integer of a width.
pub(super) fn integer_fits(width: Width, value: &Value) -> bool {
    let value = normal(value);
    let Some(integer) = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from)) else { return false };
    match width {
        Width::I8 => i8::try_from(integer).is_ok(),
        Width::I16 => i16::try_from(integer).is_ok(),
        Width::I32 => i32::try_from(integer).is_ok(),
        Width::I64 => i64::try_from(integer).is_ok(),
        Width::I128 => true,
        Width::U8 => u8::try_from(integer).is_ok(),
        Width::U16 => u16::try_from(integer).is_ok(),
        Width::U32 => u32::try_from(integer).is_ok(),
        Width::U64 => u64::try_from(integer).is_ok(),
        Width::U128 => integer >= 0,
    }
}
