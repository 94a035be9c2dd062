//! Finds the members that contain a secret. Errors never quote their values.

use std::collections::HashSet;

use crate::model::{Field, Kind, Model, Privacy, Type};

pub(super) fn run(mut model: Model) -> Model {
    let secret: Vec<Vec<bool>> = model
        .items
        .iter()
        .map(|item| match &item.kind {
            Kind::Struct(item) => item.fields.iter().map(|field| is_secret(&model, field)).collect(),
            Kind::Call(operation) => operation.fields().map(|field| is_secret(&model, field)).collect(),
            _ => Vec::new(),
        })
        .collect();
    for (item, secret) in model.items.iter_mut().zip(secret) {
        match &mut item.kind {
            Kind::Struct(item) => item.fields.iter_mut().zip(secret).for_each(|(field, secret)| field.secret = secret),
            Kind::Call(operation) => {
                operation.fields_mut().zip(secret).for_each(|(field, secret)| field.secret = secret)
            }
            _ => {}
        }
    }
    model
}

/// Whether the value of a field is a secret.
fn is_secret(model: &Model, field: &Field) -> bool {
    field.privacy == Privacy::Secret || holds_secret(model, &field.ty)
}

/// Whether a value contains a secret without an object between, which handles its own members.
fn holds_secret(model: &Model, ty: &Type) -> bool {
    let mut found = false;
    let (mut seen, mut rest) = (HashSet::new(), vec![ty]);
    while let Some(ty) = rest.pop() {
        ty.walk(&mut |ty| match ty {
            Type::Secret => found = true,
            Type::Item(id) if seen.insert(*id) => match &model.item(*id).kind {
                Kind::Newtype(inner) | Kind::Alias(inner) => rest.push(inner),
                Kind::Union(union) => rest.extend(union.alternatives.iter().map(|one| &one.ty)),
                Kind::Struct(_) | Kind::Enum(_) | Kind::Call(_) => {}
            },
            _ => {}
        });
    }
    found
}
