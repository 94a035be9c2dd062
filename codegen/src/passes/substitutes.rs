//! Reports values of absent members that their types do not have.

use std::collections::HashSet;

use serde_json::Value;

use super::defaults::integer_fits;
use crate::canon::definitions::Definitions;
use crate::canon::shape::{Shape, Substitute};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ItemId;
use crate::model::{Enum, Field, Kind, Model, Presence, Scalars, Type};

/// Reports each fix-up with such a value once: several types may have the member.
pub(super) fn run(model: &Model, definitions: &Definitions, config: &Config, faults: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for (id, item) in model.iter() {
        let Kind::Struct(kind) = &item.kind else { continue };
        for field in &kind.fields {
            let Presence::Lenient(Some(value)) = &field.presence else { continue };
            let Some(substitute) = substitute(definitions, id, field).filter(|_| !fits_field(model, field, value))
            else {
                continue;
            };
            if seen.insert(substitute.span.start) {
                let message =
                    format!("`absent-as` of member `{}` is {value}, which its type does not have", field.wire_name);
                let error = Diagnostic::error("config", message).at(config.place(substitute.span.clone()));
                faults.push(
                    error.help("give a boolean, a string or a number of the member's type; other types have none"),
                );
            }
        }
    }
}

fn substitute<'d>(definitions: &'d Definitions, id: ItemId, field: &Field) -> Option<&'d Substitute> {
    let Shape::Object(object) = &definitions.get(id).node.shape else { return None };
    object.property(&field.wire_name)?.absent_as.as_ref()
}

/// Whether a field can have a value where it is absent. For a field that may be `null`, `null` is a value, and not absence.
fn fits_field(model: &Model, field: &Field, value: &Value) -> bool {
    !field.nullable && fits(model, &field.ty, value)
}

/// Whether a scalar is a value of a type, as far as the codec has an expression for it.
fn fits(model: &Model, ty: &Type, value: &Value) -> bool {
    match ty {
        Type::Bool => value.is_boolean(),
        Type::Integer(width) => integer_fits(*width, value),
        Type::F64 | Type::Number => value.is_number(),
        Type::String | Type::Secret | Type::Id(_) | Type::Format(_) => value.is_string(),
        Type::Item(id) => match &model.item(*id).kind {
            Kind::Newtype(Type::Id(_) | Type::Format(_) | Type::Item(_)) => false,
            Kind::Alias(inner) | Kind::Newtype(inner) => fits(model, inner, value),
            Kind::Enum(kind) => fits_enum(kind, value),
            Kind::Struct(_) | Kind::Union(_) | Kind::Call(_) => false,
        },
        _ => false,
    }
}

/// An enum without a conversion from its values starts with its first value.
fn fits_enum(kind: &Enum, value: &Value) -> bool {
    let converts = kind.open && !matches!(kind.of, Scalars::Booleans | Scalars::Mixed);
    if converts { kind.of.takes(value) } else { kind.variants.first().is_some_and(|first| first.is(value)) }
}
