//! Which way each type travels, and what that means for its required members.
//!
//! A type that a response reaches is read leniently: an API adds required members to its responses, and what was stored before
//! then lacks them. An array or a map that is missing or `null` reads as empty. All else that is required stays so: a made-up
//! user id is worse than a failed call.

use crate::config::{DirectionRules, Glob};
use crate::model::{Direction, ItemId, Kind, Model, Presence, Type};

pub(super) fn run(mut model: Model, rules: &DirectionRules) -> Model {
    let requests = reached(&model, &rules.request);
    let responses = reached(&model, &rules.response);
    for (index, item) in model.items.iter_mut().enumerate() {
        item.direction = Direction { request: requests[index], response: responses[index] };
        let Kind::Struct(item) = &mut item.kind else { continue };
        if !responses[index] {
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

/// Which types the schemas reach whose titles match.
fn reached(model: &Model, titles: &[Glob]) -> Vec<bool> {
    let mut reached = vec![false; model.items.len()];
    let is_root = |id: &ItemId| titles.iter().any(|glob| glob.matches(&model.item(*id).source.title));
    let mut rest: Vec<ItemId> = model.iter().map(|(id, _)| id).filter(is_root).collect();
    while let Some(id) = rest.pop() {
        if !std::mem::replace(&mut reached[id.0], true) {
            rest.extend(model.item(id).references());
        }
    }
    reached
}
