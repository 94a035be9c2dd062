//! Values of types, made from the Model alone.

use serde_json::{Map, Value, json};

use schemawright::model::{Field, Kind, Model, Presence, Struct, Type};

/// The greatest depth of nested values.
pub(super) const DEEP: usize = 6;

/// The members that a struct requires, each with a value.
pub(super) fn required(model: &Model, kind: &Struct, but: Option<&str>, depth: usize) -> Option<Map<String, Value>> {
    let is_required = |field: &&Field| field.presence == Presence::Required && Some(field.wire_name.as_str()) != but;
    kind.fields.iter().filter(is_required).map(|field| member(model, field, depth)).collect()
}

/// The member of a field, with a value.
pub(super) fn member(model: &Model, field: &Field, depth: usize) -> Option<(String, Value)> {
    Some((field.wire_name.clone(), sample(model, &field.ty, depth)?))
}

/// A value of a type.
pub(super) fn sample(model: &Model, ty: &Type, depth: usize) -> Option<Value> {
    let depth = depth.checked_sub(1)?;
    let value = match ty {
        Type::Any | Type::String | Type::Secret | Type::Id(_) => json!("x"),
        Type::Null => Value::Null,
        Type::Bool => json!(true),
        Type::F64 | Type::Number => json!(1.5),
        Type::Integer(_) => json!(1),
        Type::Timestamp => json!(Model::INSTANT),
        // One element, because the type of the elements may have changed.
        Type::Array(inner) => json!([sample(model, inner, depth)?]),
        Type::Map(inner) => json!({ "x": sample(model, inner, depth)? }),
        Type::Tuple(_) | Type::Format(_) => return None,
        Type::Nullable(inner) => sample(model, inner, depth)?,
        Type::Item(id) => match &model.item(*id).kind {
            Kind::Struct(kind) => Value::Object(required(model, kind, None, depth)?),
            Kind::Enum(kind) => kind.variants.first()?.value.clone(),
            Kind::Newtype(inner) | Kind::Alias(inner) => sample(model, inner, depth)?,
            _ => return None,
        },
    };
    Some(value)
}
