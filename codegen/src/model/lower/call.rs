//! The types that call operations.

use std::collections::HashMap;

use super::Lowering;
use crate::canon::definitions::Definitions;
use crate::canon::shape::{Object, Property, Shape};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ItemId;
use crate::model::operation::{BODY, Body, Host, Parameter};
use crate::model::{Field, Kind, Model, Operation, Rest, Type};
use crate::read::operations::{Declared, REQUEST, RESPONSE};
use crate::read::pointer;

/// The call of an operation, from the properties of the schema that stands for it.
pub(super) fn lower_call(
    lowering: &Lowering,
    id: ItemId,
    shape: &Shape,
    declared: &Declared,
) -> Result<Kind, Diagnostics> {
    let keys: Vec<&str> = declared.parameters.iter().map(|parameter| &*parameter.key).collect();
    let mut names = lowering.namer.fields(id, &keys)?.into_iter();
    let nothing = Object::open();
    let object = if let Shape::Object(object) = shape { object } else { &nothing };
    let mut properties: HashMap<&str, &Property> =
        object.properties.iter().map(|property| (property.name.as_str(), property)).collect();
    let mut field = |key: &str, rust_name: String| {
        let property = properties.remove(key)?;
        Some(lowering.field(property, rust_name, object.required.contains(key)))
    };
    let mut parameters = Vec::with_capacity(declared.parameters.len());
    for (parameter, mut rust_name) in declared.parameters.iter().zip(&mut names) {
        if rust_name == BODY {
            rust_name.push('_');
        }
        // A key that is repeated has been complained of.
        let Some(field) = field(&parameter.key, rust_name) else { continue };
        let (name, place, explode) = (parameter.name.clone(), parameter.place, parameter.explode);
        // Whether it is an object is known once all types are.
        parameters.push(Parameter { field, name, place, explode, object: false });
    }
    let body = declared.media_type.clone().and_then(|media_type| {
        let field = field(REQUEST, BODY.to_owned())?;
        Some(Body { field, media_type })
    });
    let answer = field(RESPONSE, String::new()).map(whole_type);
    Ok(Kind::Call(Box::new(Operation {
        id: declared.id.clone(),
        method: declared.method.clone(),
        path: declared.path.clone(),
        parameters,
        body,
        answer,
        auth: declared.auth.clone(),
        host: declared.server.clone().map_or(Host::Api, Host::Url),
        docs: declared.docs.clone(),
        page: None,
    })))
}

fn whole_type(field: Field) -> Type {
    if field.nullable { Type::Nullable(Box::new(field.ty)) } else { field.ty }
}

/// Finds the parameters that are objects.
pub(super) fn find_objects(model: &mut Model) {
    let mut objects = Vec::new();
    for (index, item) in model.items.iter().enumerate() {
        if let Kind::Call(operation) = &item.kind {
            let fields = operation.parameters.iter().map(|parameter| is_object(model, &parameter.field.ty));
            objects.push((index, fields.collect::<Vec<_>>()));
        }
    }
    for (index, objects) in objects {
        if let Kind::Call(operation) = &mut model.items[index].kind {
            operation.parameters.iter_mut().zip(objects).for_each(|(parameter, object)| parameter.object = object);
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
            Kind::Struct(kind) => {
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

/// Complains of parameters that can't be written as text.
pub(super) fn check_parameters(definitions: &Definitions, model: &Model, faults: &mut Diagnostics) {
    for (item, (_, definition)) in model.items.iter().zip(definitions.iter()) {
        let Kind::Call(operation) = &item.kind else { continue };
        let declared = definitions.resolver.file(&definition.location).call.iter().flat_map(|call| &call.parameters);
        for (parameter, declared) in operation.parameters.iter().zip(declared) {
            if !parameter.object && !is_text(model, &parameter.field.ty, true) {
                let message = format!(
                    "the parameter `{}` is `null`, or has objects or lists in a list or an object",
                    parameter.name
                );
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
        Type::Any | Type::Bool | Type::Integer(_) | Type::F64 => true,
        Type::String | Type::Timestamp | Type::Secret | Type::Id(_) => true,
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
