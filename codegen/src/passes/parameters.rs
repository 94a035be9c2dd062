//! The parameters of operations: which ones are objects, and whether a URL or a header can contain them.

use std::collections::HashSet;

use crate::canon::definitions::Definitions;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ItemId;
use crate::model::{Kind, Layout, Model, Rest, Type};
use crate::read::pointer;

/// Finds the parameters that are objects, and reports those that can't be text.
pub(super) fn run(model: &mut Model, definitions: &Definitions, faults: &mut Diagnostics) {
    find_objects(model);
    check(model, definitions, faults);
}

/// Finds the parameters that are objects, and those that have no parts to separate.
fn find_objects(model: &mut Model) {
    let mut objects = Vec::new();
    for (index, item) in model.items.iter().enumerate() {
        if let Kind::Call(operation) = &item.kind {
            let fields = operation.parameters.iter().map(|parameter| {
                let ty = &parameter.field.ty;
                (is_object(model, ty), may_have_parts(model, ty, &mut HashSet::new()))
            });
            objects.push((index, fields.collect::<Vec<_>>()));
        }
    }
    for (index, objects) in objects {
        if let Kind::Call(operation) = &mut model.items[index].kind {
            for (parameter, (is_object, may_have_parts)) in operation.parameters.iter_mut().zip(objects) {
                parameter.object = is_object;
                parameter.explode &= may_have_parts;
            }
        }
    }
}

/// Whether a value of the type may be a list or an object.
fn may_have_parts(model: &Model, ty: &Type, seen: &mut HashSet<ItemId>) -> bool {
    match ty {
        Type::Any | Type::Array(_) | Type::Map(_) | Type::Tuple(_) => true,
        Type::Null | Type::Bool | Type::Integer(_) | Type::F64 | Type::Number => false,
        Type::String | Type::Timestamp | Type::Secret | Type::Id(_) | Type::Format(_) => false,
        Type::Nullable(inner) => may_have_parts(model, inner, seen),
        Type::Item(id) => {
            seen.insert(*id)
                && match &model.item(*id).kind {
                    Kind::Struct(_) => true,
                    Kind::Enum(_) | Kind::Call(_) => false,
                    Kind::Newtype(inner) | Kind::Alias(inner) => may_have_parts(model, inner, seen),
                    Kind::Union(union) => union.alternatives.iter().any(|one| may_have_parts(model, &one.ty, seen)),
                }
        }
    }
}

/// Whether values of the type are objects of texts.
fn is_object(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::Map(inner) => is_text(model, inner, false),
        Type::Nullable(inner) => is_object(model, inner),
        Type::Item(id) => match &model.item(*id).kind {
            Kind::Newtype(inner) | Kind::Alias(inner) => is_object(model, inner),
            Kind::Struct(kind) if kind.layout == Layout::Object => {
                let rest = match &kind.rest {
                    Rest::Typed(ty) => is_text(model, ty, false),
                    Rest::Keep | Rest::Refuse => true,
                };
                rest && kind.fields.iter().all(|field| is_text(model, &field.ty, false))
            }
            _ => false,
        },
        _ => false,
    }
}

/// Reports parameters that can't be written as text.
fn check(model: &Model, definitions: &Definitions, faults: &mut Diagnostics) {
    for (item, (_, definition)) in model.items.iter().zip(definitions.iter()) {
        let Kind::Call(operation) = &item.kind else { continue };
        let declared = definitions.resolver.file(&definition.location).call.iter().flat_map(|call| &call.parameters);
        for (parameter, declared) in operation.parameters.iter().zip(declared) {
            if !parameter.object && !is_text(model, &parameter.field.ty, true) {
                let message =
                    format!("the parameter `{}` is `null`, or contains nested objects or arrays", parameter.name);
                let mut at = definition.location.clone();
                at.pointer = pointer::push("/properties", &declared.key);
                let error = Diagnostic::error("unsupported", message).at(definitions.resolver.place(&at));
                faults.push(error.help("strings, numbers, booleans, and lists and objects of these are supported"));
            }
        }
    }
}

/// Whether a value of the type is one text, or a list of texts.
fn is_text(model: &Model, ty: &Type, list: bool) -> bool {
    match ty {
        Type::Any | Type::Bool | Type::Integer(_) | Type::F64 | Type::Number => true,
        Type::String | Type::Timestamp | Type::Secret | Type::Id(_) | Type::Format(_) => true,
        Type::Array(inner) => list && is_text(model, inner, false),
        Type::Nullable(inner) => is_text(model, inner, list),
        Type::Null | Type::Map(_) | Type::Tuple(_) => false,
        Type::Item(id) => match &model.item(*id).kind {
            Kind::Enum(_) | Kind::Union(_) => true,
            Kind::Newtype(inner) | Kind::Alias(inner) => is_text(model, inner, list),
            Kind::Struct(_) | Kind::Call(_) => false,
        },
    }
}
