//! Bodies, and their types.

use schemawright::Model;
use schemawright::model::{Item, ItemId, Kind};
use serde_json::Value;

use crate::places::place;
use crate::schemas::Schemas;
use crate::validate::Validators;

/// A recorded JSON value.
pub(super) struct Body {
    /// Its path below the input's folder.
    pub(super) name: String,
    /// Its folder, which names its type; none if it is of a root type.
    pub(super) folder: Option<String>,
    pub(super) value: Value,
}

/// The types of a body.
pub(super) enum Belongs {
    /// These.
    To(Vec<ItemId>),
    /// None, with the reason.
    Nowhere(String),
}

/// The types of a body: those that its folder names, or every root type. Of these, only the types whose schemas the validator accepts it
/// for are kept. A schema that the validator does not support accepts everything, if there is no other.
pub(super) fn types(
    folder: Option<&str>,
    value: &Value,
    model: &Model,
    schemas: &Schemas,
    validators: &Validators,
) -> Belongs {
    let candidates = match folder {
        Some(name) => named(name, model),
        None => {
            model.iter().filter(|(_, item)| item.source.pointer.is_empty() && is_type(item)).map(|(id, _)| id).collect()
        }
    };
    let mut reason = match folder {
        Some(name) => format!("unknown type `{name}`"),
        None => "no schema is a file's own".to_owned(),
    };
    let mut taken = Vec::new();
    for item in &candidates {
        match check(model.item(*item), value, schemas, validators) {
            Ok(()) => taken.push(*item),
            Err(Refusal::Unreadable(_)) if candidates.len() == 1 => taken.push(*item),
            Err(Refusal::Unreadable(why) | Refusal::Invalid(why)) => reason = why,
        }
    }
    if taken.is_empty() { Belongs::Nowhere(reason) } else { Belongs::To(taken) }
}

/// The types of a name: of a definition, else of a schema's title, else in Rust.
fn named(name: &str, model: &Model) -> Vec<ItemId> {
    let is_key =
        |item: &Item| item.source.pointer.rsplit('/').next() == Some(name) && is_definition(&item.source.pointer);
    let is_title = |item: &Item| item.source.title == name;
    let is_rust = |item: &Item| item.path.name == name;
    let tests: [&dyn Fn(&Item) -> bool; 3] = [&is_key, &is_title, &is_rust];
    let found = tests.iter().map(|test| {
        let items = model.iter().filter(|(_, item)| is_type(item) && test(item));
        items.map(|(id, _)| id).collect::<Vec<_>>()
    });
    found.into_iter().find(|items| !items.is_empty()).unwrap_or_default()
}

fn is_definition(pointer: &str) -> bool {
    let mut parts = pointer.rsplit('/').skip(1);
    matches!(parts.next(), Some("definitions" | "$defs" | "schemas"))
}

fn is_type(item: &Item) -> bool {
    !matches!(item.kind, Kind::Call(_))
}

enum Refusal {
    /// The validator does not support the schema.
    Unreadable(String),
    /// The value is not an instance of it.
    Invalid(String),
}

fn check(item: &Item, value: &Value, schemas: &Schemas, validators: &Validators) -> Result<(), Refusal> {
    let at = place(item, schemas);
    let at = at.ok_or_else(|| Refusal::Unreadable(format!("{} is not among the schemas", item.source.file)))?;
    let validator = validators.of(&at).map_err(Refusal::Unreadable)?;
    validator.validate(value).map_err(|error| {
        let place = error.instance_path().to_string();
        Refusal::Invalid(format!("it is not an instance of {}: {error} at `{place}`", item.source.name()))
    })
}
