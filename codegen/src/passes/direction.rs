//! Determines the direction in which each type is used, from the titles of schemas and from operations, and its effect on required members.
//!
//! A type in a response is lenient: an API adds required members to its responses, and responses that were stored before do not contain
//! them. An array or a map that is missing or `null` becomes empty. Other required members stay required: an invented user id is worse than
//! a failed call.
//!
//! A required member that only the server writes (`readOnly`) is not required in a request, and one that only the client writes
//! (`writeOnly`) is not required in a response (OpenAPI 3.1, "Schema Object"; 3.0, "Fixed Fields"). In a type that is used in that
//! direction, it is optional.

use toml::Spanned;

use crate::config::{Config, Glob};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Access, Direction, Item, Kind, Layout, Model, Operation, Presence, Type};

/// Determines the directions. Reports patterns of `[direction]` that match no title.
pub(super) fn run(mut model: Model, config: &Config, faults: &mut Diagnostics) -> Model {
    let rules = &config.rules.direction;
    let given = [&rules.request, &rules.response].into_iter().flatten().flatten();
    given.filter(|glob| !model.items.iter().any(|item| has_title(item, glob.get_ref()))).for_each(|glob| {
        let error = Diagnostic::error("unused-rule", format!("`{}` matches no title of a type", glob.get_ref()));
        faults.push(error.at(config.place(glob.span())).help("remove the pattern, or correct it"));
    });
    let titles = |given: &Option<Vec<Spanned<Glob>>>, default: &str| match given {
        Some(globs) => globs.iter().map(|glob| glob.get_ref().clone()).collect(),
        None => vec![Glob::new(default)],
    };
    let [request, response] = [titles(&rules.request, "*Request"), titles(&rules.response, "*Response")];
    let requests = reached(&model, &request, |operation| operation.fields().map(|field| &field.ty).collect());
    let responses = reached(&model, &response, |operation| operation.answer.iter().collect());
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

/// Whether the title of a type matches. A call has none.
fn has_title(item: &Item, glob: &Glob) -> bool {
    !matches!(item.kind, Kind::Call(_)) && glob.matches(&item.source.title)
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
            _ if titles.iter().any(|glob| has_title(item, glob)) => rest.push(id),
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
