//! Lines of Rust that make a call or read a part of it.

use super::rust::Rust;
use crate::both::Both;
use crate::change::{Change, Witness};
use crate::rule::Rule;
use schemawright::model::{Field, Operation, Presence};

/// The line that a change of an operation breaks, if one is known.
pub(super) fn witness(both: &Both, rust: &Rust, was: &Operation, is: &Operation, change: &Change) -> Option<Witness> {
    let line = match change.rule {
        Rule::ParameterAddedRequired | Rule::ParameterNowRequired => make(both, rust, was),
        Rule::ParameterRemoved | Rule::ParameterRenamed | Rule::ParameterNowOptional => {
            rust.read(both.was, old_parameter(was, is, change)?)
        }
        Rule::ParameterRetyped => {
            let (old, new) = (old_parameter(was, is, change)?, new_parameter(is, change)?);
            let state = |ty: &schemawright::model::Type, model| Rust { model, ..*rust }.ty(ty);
            // A list may be encoded in another way and still be a list.
            let same =
                state(&old.ty, both.old.model()) == state(&new.ty, both.new.model()) && old.nullable == new.nullable;
            if same {
                return None;
            }
            rust.read(both.was, old)
        }
        Rule::ArgumentNarrowed => {
            let required: Vec<&Field> = was.fields().filter(|field| field.presence != Presence::Optional).collect();
            rust.give_literal(both.was, &required, old_parameter(was, is, change)?)?
        }
        Rule::BodyChanged => rust.read(both.was, &was.body.as_ref()?.field),
        _ => return None,
    };
    Some(Witness::Compiles(line))
}

fn new_parameter<'a>(is: &'a Operation, change: &Change) -> Option<&'a Field> {
    let part = change.subject.part.as_deref()?;
    is.parameters.iter().map(|parameter| &parameter.field).find(|field| field.rust_name == part)
}

/// The parameter of a change in the old state, by its place and name, or by its name in Rust.
fn old_parameter<'a>(was: &'a Operation, is: &Operation, change: &Change) -> Option<&'a Field> {
    let part = change.subject.part.as_deref()?;
    let new = is.parameters.iter().find(|parameter| parameter.field.rust_name == part);
    let by_name = new.and_then(|new| was.parameters.iter().find(|old| old.place == new.place && old.name == new.name));
    let by_rust = || was.parameters.iter().find(|parameter| parameter.field.rust_name == part);
    by_name.or_else(by_rust).map(|parameter| &parameter.field)
}

/// The constructor with all arguments.
fn make(both: &Both, rust: &Rust, was: &Operation) -> String {
    let path = rust.path(both.was);
    let required: Vec<&Field> = was.fields().filter(|field| field.presence != Presence::Optional).collect();
    let parameters: Vec<String> =
        required.iter().map(|field| format!("{}: {}", field.rust_name, rust.argument(field))).collect();
    let names: Vec<&str> = required.iter().map(|field| field.rust_name.as_str()).collect();
    format!("fn make({}) -> {path} {{ {path}::new({}) }}", parameters.join(", "), names.join(", "))
}
