//! Finds the schemas that become definitions, and the target of each reference.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use serde_json::{Map, Value};

use super::draft3;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::keywords::{SHAPING, has_any, subschemas};
use crate::read::pointer;
use crate::read::resolve::{Location, Resolver};

/// Keywords whose value refers to a schema.
pub(super) const REFERENCES: &[&str] = &["$ref", "$dynamicRef", "$recursiveRef"];

/// The schemas to write.
pub(super) struct Found {
    pub(super) definitions: BTreeSet<Location>,
    /// The target of a reference, by the place of its keyword. A reference that is not here accepts any value.
    pub(super) targets: HashMap<Location, Location>,
}

/// Finds all definitions of the files, and all targets of their references.
pub(super) fn run(resolver: &Resolver) -> Result<Found, Diagnostics> {
    let found = Found { definitions: BTreeSet::new(), targets: HashMap::new() };
    let mut finder =
        Finder { resolver, found, rest: VecDeque::new(), seen: HashSet::new(), faults: Diagnostics::new() };
    for (file, source) in resolver.files().iter().enumerate() {
        finder.file(Location::root(file), &source.schema);
    }
    while let Some(location) = finder.rest.pop_front() {
        if let Some(schema) = resolver.schema(&location) {
            finder.schema(schema, location);
        }
    }
    finder.faults.check()?;
    Ok(finder.found)
}

struct Finder<'a> {
    resolver: &'a Resolver<'a>,
    found: Found,
    rest: VecDeque<Location>,
    /// Visited schemas: a definition may be inside another.
    seen: HashSet<Location>,
    faults: Diagnostics,
}

impl Finder<'_> {
    /// A file, and the entries of its `$defs`. A file with only `$defs` is not a definition.
    fn file(&mut self, root: Location, schema: &Value) {
        let mut entries = Vec::new();
        for keyword in ["$defs", "definitions"] {
            for (name, _) in schema.get(keyword).and_then(Value::as_object).into_iter().flatten() {
                entries.push(Location { file: root.file, pointer: pointer::push(&format!("/{keyword}"), name) });
            }
        }
        let shapes = |object| has_any(object, SHAPING) || has_any(object, &["extends"]);
        if schema.as_object().is_none_or(shapes) || entries.is_empty() {
            self.define(root);
        }
        entries.into_iter().for_each(|entry| self.define(entry));
    }

    fn define(&mut self, location: Location) {
        if self.found.definitions.insert(location.clone()) {
            self.rest.push_back(location);
        }
    }

    /// A schema and its nested schemas. Definitions in it without a reference are skipped.
    fn schema(&mut self, schema: &Value, at: Location) {
        if !self.seen.insert(at.clone()) {
            return;
        }
        let Some(object) = schema.as_object() else { return };
        for keyword in REFERENCES {
            if let Some(value) = object.get(*keyword) {
                self.reference(keyword, value, &at);
            }
        }
        self.mapping(object, &at);
        let mut within = inside(schema, &at.pointer);
        if self.resolver.file(&at).dialect().may_be_draft_3() {
            within.extend(object.iter().flat_map(|(keyword, value)| draft3::held(keyword, value, &at.pointer)));
        }
        for (pointer, schema) in within {
            self.schema(schema, Location { file: at.file, pointer });
        }
    }

    fn reference(&mut self, keyword: &str, value: &Value, at: &Location) {
        let place = Location { file: at.file, pointer: pointer::push(&at.pointer, keyword) };
        let Some(reference) = value.as_str() else {
            let error = Diagnostic::error("bad-ref", format!("`{keyword}` must be a string that names a schema"));
            self.faults.push(error.at(self.resolver.place(&place)));
            return;
        };
        if self.resolver.is_dynamic(keyword, reference, at) {
            return;
        }
        match self.resolver.resolve_keyword(reference, at, keyword) {
            Ok(target) => self.target(place, target),
            Err(_) if self.resolver.is_missing(reference, at) => {}
            Err(faults) => self.faults.extend(faults),
        }
    }

    /// OpenAPI's `discriminator` may name schemas without references. A name without a target is skipped.
    fn mapping(&mut self, object: &Map<String, Value>, at: &Location) {
        let mapping = object.get("discriminator").and_then(|value| value.get("mapping")).and_then(Value::as_object);
        for (name, value) in mapping.into_iter().flatten() {
            let target = value.as_str().and_then(|reference| self.resolver.resolve(reference, at).ok());
            if let Some(target) = target {
                self.target(mapped(at, name), target);
            }
        }
    }

    fn target(&mut self, place: Location, target: Location) {
        let steps = pointer::segments(&target.pointer);
        // A place has one pointer, whichever way a reference writes it.
        let pointer = steps.fold(String::new(), |pointer, step| pointer::push(&pointer, &step));
        let target = Location { file: target.file, pointer };
        self.define(target.clone());
        self.found.targets.insert(place, target);
    }
}

/// The place of an entry of a discriminator's `mapping`.
pub(super) fn mapped(at: &Location, name: &str) -> Location {
    Location { file: at.file, pointer: pointer::push(&format!("{}/discriminator/mapping", at.pointer), name) }
}

/// The schemas directly inside a schema that restrict its values: all except those in `$defs`, and also those in `dependencies`.
fn inside<'a>(schema: &'a Value, at: &str) -> Vec<(String, &'a Value)> {
    let defs = ["$defs", "definitions"].map(|keyword| format!("{at}/{keyword}/"));
    let mut found = subschemas(schema, at);
    found.retain(|(pointer, _)| !defs.iter().any(|defs| pointer.starts_with(defs)));
    let dependencies = schema.get("dependencies").and_then(Value::as_object);
    let at = format!("{at}/dependencies");
    let schemas = dependencies.into_iter().flatten().filter(|(_, value)| value.is_object() || value.is_boolean());
    found.extend(schemas.map(|(name, schema)| (pointer::push(&at, name), schema)));
    found
}
