//! The types of calls.

use std::collections::HashMap;

use super::Lowering;
use crate::canon::shape::{Object, Property, Shape};
use crate::diagnostic::Diagnostics;
use crate::id::ItemId;
use crate::model::operation::{BODY, Body, Host, Parameter};
use crate::model::{Field, Kind, Operation, Type};
use crate::read::operations::{Declared, REQUEST, RESPONSE};

/// The call of an operation, from the properties of its schema.
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
        // A duplicate key has already been reported.
        let Some(field) = field(&parameter.key, rust_name) else { continue };
        let (name, place, explode) = (parameter.name.clone(), parameter.place, parameter.explode);
        // Whether it is an object is known when all types are.
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
