//! Has typify turn the bundle into Rust types, and reads them back as shapes.
//!
//! typify decides what a schema means. Its limits are handled here: it takes one document of draft 7, so it gets the bundle;
//! it makes Rust names of its own and refuses values whose names meet, so members and values go in under numbered
//! placeholders, which come back as they went in; and it panics on some input, so a panic is caught and blamed on one definition.

mod opaque;
mod placeholders;
mod shape;

use std::cell::Cell;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use schemars::schema::Schema;
use serde::Deserialize;
use serde_json::{Value, json};
use typify::{MapType, TypeSpace, TypeSpaceImpl, TypeSpaceSettings};

use crate::canon::bundle::{Bundle, DefinitionId, KEY};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::IdType;
use crate::stages::Stages;

pub(crate) use opaque::OpaqueCode;
pub(crate) use shape::{Shape, ShapeMember, ShapeType};

use placeholders::Placeholders;

/// A type that is not typify's to make: a string that a rule, or its format, gives another type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Native {
    Timestamp,
    Secret,
    /// A newtype of [`Model::ids`](crate::Model::ids), by index and name.
    Id(usize, String),
}

impl Native {
    /// The schema that stands for it.
    pub(crate) fn schema(&self) -> Value {
        json!({ "type": "string", "format": self.format() })
    }

    fn format(&self) -> String {
        match self {
            Native::Timestamp => "date-time".to_owned(),
            Native::Secret => "x-secret".to_owned(),
            Native::Id(index, _) => format!("x-id-{index}"),
        }
    }

    fn path(&self) -> String {
        match self {
            Native::Timestamp => "::stytch_wire::Timestamp".to_owned(),
            Native::Secret => "::stytch_wire::Secret".to_owned(),
            Native::Id(_, name) => format!("crate::ids::{name}"),
        }
    }

    /// Whether it stands at this path.
    fn is_at(&self, path: &str) -> bool {
        match self {
            Native::Id(_, name) => path.strip_prefix("crate::ids::") == Some(name),
            Native::Timestamp | Native::Secret => path == self.path(),
        }
    }

    /// All that a run may need.
    fn all(ids: &[IdType]) -> Vec<Native> {
        let ids = ids.iter().enumerate().map(|(index, id)| Native::Id(index, id.name.clone()));
        [Native::Timestamp, Native::Secret].into_iter().chain(ids).collect()
    }
}

/// What typify made of each definition, in the order of the bundle.
pub(crate) fn convert(bundle: &Bundle, ids: &[IdType], stages: &mut Stages) -> Result<Vec<Shape>, Diagnostics> {
    let natives = Native::all(ids);
    let mut placeholders = Placeholders::default();
    let parsed = parse(bundle, &mut placeholders)?;
    stages.end("convert");
    let space =
        add(parsed, &natives).map_err(|reason| blame(bundle, &hidden(bundle, &mut placeholders), &natives, &reason))?;
    stages.end("typify");
    let types = shape::by_name(&space);
    let mut shapes = Vec::with_capacity(bundle.definitions.len());
    let mut opaque = Vec::new();
    for (id, _) in bundle.iter() {
        let shape = types.get(id.key().as_str()).and_then(|ty| shape::of(&space, ty, &placeholders, &natives));
        if shape.is_none() {
            opaque.push(id);
        }
        shapes.push(shape);
    }
    stages.end("convert");
    let mut codes = convert_opaque(bundle, &space, &opaque)?;
    stages.end("typify");
    let mut faults = Diagnostics::new();
    let mut found = Vec::with_capacity(shapes.len());
    for ((id, _), shape) in bundle.iter().zip(shapes) {
        match shape.or_else(|| codes.remove(&id).map(Shape::Opaque)) {
            // What typify makes of parts that contradict one another deeper than the lints look.
            Some(Shape::Enum { values }) if values.is_empty() => {
                let error = Diagnostic::error("contradictory", "no value fits all that this schema says");
                let help = "let the parts of `allOf` agree, or make them alternatives with `oneOf`";
                faults.push(error.at(bundle.place(id)).help(help));
            }
            Some(shape) => found.push(shape),
            None => faults.push(not_convertible(bundle, id, "typify makes no type of it")),
        }
    }
    faults.check()?;
    drop(space);
    stages.end("convert");
    Ok(found)
}

/// The definitions that are no struct, enum or newtype of ours, as typify writes them. No name of a member or a value is in
/// them: the alternatives of a union are definitions or simple.
fn convert_opaque(
    bundle: &Bundle,
    space: &TypeSpace,
    opaque: &[DefinitionId],
) -> Result<HashMap<DefinitionId, OpaqueCode>, Diagnostics> {
    if opaque.is_empty() {
        return Ok(HashMap::new());
    }
    let stream = guarded(|| space.to_stream()).map_err(|panic| {
        let names: Vec<_> = opaque.iter().map(|id| bundle.place(*id).to_string()).collect();
        Diagnostic::error("not-convertible", format!("typify can't write one of {}: {panic}", names.join(", ")))
    })?;
    opaque::codes(stream, opaque).map_err(|reasons| {
        let mut faults = Diagnostics::new();
        reasons.iter().for_each(|(id, reason)| faults.push(not_convertible(bundle, *id, reason)));
        faults.sorted()
    })
}

/// The schemas of all definitions, with placeholders in them.
fn hidden(bundle: &Bundle, placeholders: &mut Placeholders) -> Vec<(DefinitionId, Value)> {
    bundle.iter().map(|(id, definition)| (id, placeholders.hide(&definition.schema))).collect()
}

/// The schemas in the terms of the crate that typify takes them in, by their keys.
fn parse(bundle: &Bundle, placeholders: &mut Placeholders) -> Result<Vec<(String, Schema)>, Diagnostics> {
    let mut parsed = Vec::with_capacity(bundle.definitions.len());
    let mut faults = Diagnostics::new();
    for (id, definition) in bundle.iter() {
        match Schema::deserialize(placeholders.hide(&definition.schema)) {
            Ok(schema) => parsed.push((id.key(), schema)),
            Err(error) => faults.push(not_convertible(bundle, id, &error.to_string())),
        }
    }
    faults.check()?;
    Ok(parsed)
}

fn add(definitions: Vec<(String, Schema)>, natives: &[Native]) -> Result<TypeSpace, String> {
    let mut settings = TypeSpaceSettings::default();
    settings.with_map_type(MapType::new("::std::collections::BTreeMap"));
    for native in natives {
        let schema = schemars::schema::SchemaObject {
            instance_type: Some(schemars::schema::InstanceType::String.into()),
            format: Some(native.format()),
            ..Default::default()
        };
        settings.with_conversion(schema, native.path(), [TypeSpaceImpl::Display].into_iter());
    }
    let mut space = TypeSpace::new(&settings);
    match guarded(|| space.add_ref_types(definitions)) {
        Ok(Ok(())) => Ok(space),
        Ok(Err(error)) => Err(error.to_string()),
        Err(panic) => Err(panic),
    }
}

/// Finds the definitions that typify fails on: those that fail with nothing but what they refer to.
fn blame(bundle: &Bundle, schemas: &[(DefinitionId, Value)], natives: &[Native], reason: &str) -> Diagnostics {
    let mut faults = Diagnostics::new();
    let mut guilty: Vec<DefinitionId> = Vec::new();
    for (id, _) in schemas {
        let closure = closure(bundle, *id);
        if closure.iter().any(|other| guilty.contains(other)) {
            continue;
        }
        let parsed = |other: &DefinitionId| Some((other.key(), Schema::deserialize(&schemas[other.0].1).ok()?));
        let part = closure.iter().filter_map(parsed).collect();
        if let Err(reason) = add(part, natives) {
            guilty.push(*id);
            faults.push(not_convertible(bundle, *id, &reason));
        }
    }
    if faults.is_empty() {
        faults.push(Diagnostic::error("not-convertible", format!("typify can't convert these schemas: {reason}")));
    }
    faults.sorted()
}

/// A definition with all that it refers to.
fn closure(bundle: &Bundle, id: DefinitionId) -> Vec<DefinitionId> {
    let mut found = vec![id];
    let mut next = 0;
    while let Some(id) = found.get(next) {
        next += 1;
        for other in references(&bundle.get(*id).schema) {
            if !found.contains(&other) {
                found.push(other);
            }
        }
    }
    found
}

/// The definitions that a normalized schema refers to.
fn references(schema: &Value) -> Vec<DefinitionId> {
    match schema {
        Value::Object(object) => object
            .iter()
            .flat_map(|(keyword, value)| match value.as_str() {
                Some(reference) if keyword == "$ref" => {
                    reference.strip_prefix("#/definitions/").and_then(DefinitionId::from_key).into_iter().collect()
                }
                _ => references(value),
            })
            .collect(),
        Value::Array(list) => list.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

fn not_convertible(bundle: &Bundle, id: DefinitionId, reason: &str) -> Diagnostic {
    let reason = with_titles(bundle, reason);
    Diagnostic::error("not-convertible", format!("typify can't convert this schema: {reason}"))
        .at(bundle.place(id))
        .help("write it with simpler keywords, or leave the part that is not convertible to a free-form schema (`{}`)")
}

/// A message of typify's in which definitions go by their titles, on one line.
fn with_titles(bundle: &Bundle, message: &str) -> String {
    let mut text = String::with_capacity(message.len());
    let mut parts = message.split(KEY);
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let definition = part[..digits].parse().ok().and_then(|index: usize| bundle.definitions.get(index));
        text.push_str(&definition.map_or_else(String::new, |found| bundle.title(found.location.file)));
        text.push_str(&part[digits..]);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs code of others that may panic; the panic's message is returned, and not printed.
fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                print(info);
            }
        }));
    });
    QUIET.set(true);
    let result = catch_unwind(AssertUnwindSafe(run));
    QUIET.set(false);
    result.map_err(|panic| {
        let message = panic.downcast_ref::<String>().cloned();
        let message = message.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
        // `unreachable!` says what its author thought, which is no help to the schema's.
        let telling = message.filter(|message| !message.starts_with("internal error"));
        telling.unwrap_or_else(|| "it does not expect what this says".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_is_a_reason() {
        assert_eq!(guarded(|| 1), Ok(1));
        assert_eq!(guarded(|| panic!("no {}", "type")), Err::<(), _>("no type".to_owned()));
        assert_eq!(guarded(|| unreachable!()), Err::<(), _>("it does not expect what this says".to_owned()));
    }
}
