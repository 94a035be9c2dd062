//! In which direction each type is used, by the titles of schemas and by the operations that take and answer them, and what that means for its required
//! members.
//!
//! A type that a response reaches is read leniently: an API adds required members to its responses, and what was stored before
//! then lacks them. An array or a map that is missing or `null` reads as empty. All else that is required stays so: a made-up
//! user id is worse than a failed call.
//!
//! A required member that the server alone writes (`readOnly`) is required in no request, and one that the client alone writes (`writeOnly`) in
//! no response (OpenAPI 3.1, "Schema Object"; 3.0, "Fixed Fields"): in a type that is used so, it is optional.

use crate::config::{DirectionRules, Glob};
use crate::model::{Access, Direction, Kind, Layout, Model, Operation, Presence, Type};

pub(super) fn run(mut model: Model, rules: &DirectionRules) -> Model {
    let requests = reached(&model, &rules.request, |operation| operation.fields().map(|field| &field.ty).collect());
    let responses = reached(&model, &rules.response, |operation| operation.answer.iter().collect());
    for (index, item) in model.items.iter_mut().enumerate() {
        item.direction = Direction { request: requests[index], response: responses[index] };
        let direction = item.direction;
        let Kind::Struct(item) = &mut item.kind else { continue };
        for field in &mut item.fields {
            let is_absent = match field.doc.access {
                Access::Both => false,
                Access::ReadOnly => direction.request,
                Access::WriteOnly => direction.response,
            };
            if is_absent && field.presence == Presence::Required && !field.constant {
                field.presence = Presence::Optional;
            }
        }
        if !responses[index] || item.layout == Layout::List {
            continue;
        }
        for field in &mut item.fields {
            let empties = matches!(field.ty, Type::Array(_) | Type::Map(_));
            if field.presence == Presence::Required && !field.nullable && empties {
                field.presence = Presence::Lenient(None);
            }
        }
    }
    model
}

/// Which types are reached by the schemas whose titles match, and by what operations send or answer.
fn reached(model: &Model, titles: &[Glob], of_call: fn(&Operation) -> Vec<&Type>) -> Vec<bool> {
    let mut reached = vec![false; model.items.len()];
    let mut rest = Vec::new();
    for (id, item) in model.iter() {
        match &item.kind {
            Kind::Call(operation) => {
                let mut add = |ty: &Type| rest.extend(ty.item());
                of_call(operation).into_iter().for_each(|ty| ty.walk(&mut add));
            }
            _ if titles.iter().any(|glob| glob.matches(&item.source.title)) => rest.push(id),
            _ => {}
        }
    }
    while let Some(id) = rest.pop() {
        if !std::mem::replace(&mut reached[id.0], true) {
            rest.extend(model.item(id).references());
        }
    }
    reached
}
