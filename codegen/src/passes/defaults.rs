//! The values that `new` and `Default` set: the schemas' defaults, if the configuration enables this.
//!
//! Decoding does not use them: an absent member stays absent, so that the object round-trips.

use serde_json::Value;

use crate::model::{Kind, Model, Scalars, Type};
use crate::scalars::normal;
use crate::width::Width;

/// Gives fields the defaults of their schemas that fit their types.
pub(crate) fn run(mut model: Model) -> Model {
    let fills: Vec<Vec<Option<Value>>> = model
        .items
        .iter()
        .map(|item| match &item.kind {
            Kind::Struct(kind) => kind
                .fields
                .iter()
                .map(|field| {
                    let default = field.default.clone().or_else(|| of_type(&model, &field.ty))?;
                    let fits = if default.is_null() { field.nullable } else { fits(&model, &field.ty, &default) };
                    (fits && !field.constant).then_some(default)
                })
                .collect(),
            _ => Vec::new(),
        })
        .collect();
    for (item, fills) in model.items.iter_mut().zip(fills) {
        if let Kind::Struct(kind) = &mut item.kind {
            kind.fields.iter_mut().zip(fills).for_each(|(field, fill)| field.fill = fill);
        }
    }
    model
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
        Type::Any => !value.is_array() && !value.is_object(),
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
                let is_known = kind.variants.iter().any(|variant| variant.is(value));
                is_known || kind.open && kind.of != Scalars::Mixed && kind.of.takes(value)
            }
            Kind::Newtype(inner) | Kind::Alias(inner) => fits(model, inner, value),
            Kind::Struct(_) | Kind::Union(_) | Kind::Call(_) => false,
        },
        // A double does not convert into such a number.
        Type::Number => integer_fits(Width::I64, value),
        Type::Null | Type::Timestamp | Type::Format(_) | Type::Tuple(_) => false,
    }
}

fn integer_fits(width: Width, value: &Value) -> bool {
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
