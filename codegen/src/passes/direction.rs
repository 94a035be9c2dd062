//! Determines the direction in which each type is used, from the titles of schemas and from operations, and its effect on required members.
//!
//! A type in a response is lenient: an API adds required members to its responses, and responses that were stored before do not contain
//! them. An array or a map that is missing or `null` becomes empty. Other required members stay required: an invented user id is worse than
//! a failed call.
//!
//! A required member that only the server writes (`readOnly`) is not required in a request, and one that only the client writes
//! (`writeOnly`) is not required in a response (OpenAPI 3.1, "Schema Object"; 3.0, "Fixed Fields"). In a type that is used in that
//! direction, it is optional.

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

/// The types that are contained in schemas with matching titles, and in requests or responses of operations.
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
