//! Adds the constraints of schemas to types and members.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::check;
use crate::model::{Constraint, Kind, Model};
use crate::read::constraints::{Scope, read};
use crate::read::pointer;
use crate::read::resolve::{Location, Resolver};

/// Fills in the constraints of all types and members.
pub(crate) fn run(mut model: Model, resolver: &Resolver) -> Model {
    let files: HashMap<&str, usize> =
        resolver.files().iter().enumerate().map(|(index, file)| (&*file.name, index)).collect();
    let locations: Vec<Option<Location>> = model
        .items
        .iter()
        .map(|item| Some(Location { file: *files.get(&*item.source.file)?, pointer: item.source.pointer.clone() }))
        .collect();
    let types: HashSet<&Location> = locations.iter().flatten().collect();
    let reader = Reader { resolver, types };
    for (item, at) in model.items.iter_mut().zip(&locations) {
        let Some(at) = at else { continue };
        if let Some(schema) = resolver.schema(at) {
            reader.read(schema, at, &mut item.constraints);
            item.default = reader.default(schema, at);
        }
        let Kind::Struct(kind) = &mut item.kind else { continue };
        let mut members = HashMap::new();
        reader.members(at, &mut HashSet::new(), &mut members);
        for field in &mut kind.fields {
            let told = members.remove(field.wire_name.as_str()).unwrap_or_default();
            (field.constraints, field.default) = (told.constraints, told.default);
        }
    }
    model
}

/// The constraints of a member.
#[derive(Default)]
struct Told {
    constraints: Vec<Constraint>,
    default: Option<Value>,
}

struct Reader<'a> {
    resolver: &'a Resolver<'a>,
    /// The locations of schemas that are types.
    types: HashSet<&'a Location>,
}

impl<'a> Reader<'a> {
    fn is_type(&self, at: &Location) -> bool {
        self.types.contains(at)
    }

    fn read(&self, schema: &Value, at: &Location, found: &mut Vec<Constraint>) {
        let scope = Scope { dialect: self.resolver.file(at).dialect(), is_type: &|at| self.is_type(at) };
        read(schema, at, "", &scope, found);
    }

    /// The default of the schema at a location, if the schema accepts it.
    fn default(&self, schema: &Value, at: &Location) -> Option<Value> {
        let default = schema.get("default")?;
        check::takes(self.resolver, schema, at, default).then(|| default.clone())
    }

    /// Adds the constraints of members by the object at a location, by all of its parts, and, for an alternative, by the schema beside the
    /// alternatives.
    fn members(&self, at: &Location, seen: &mut HashSet<Location>, found: &mut HashMap<&'a str, Told>) {
        if !seen.insert(at.clone()) {
            return;
        }
        if let Some(outer) = beside_alternatives(at) {
            self.members(&outer, seen, found);
        }
        let Some(Value::Object(schema)) = self.resolver.schema(at) else { return };
        let below = |step: &str, name: &str| Location {
            file: at.file,
            pointer: pointer::push(&pointer::push(&at.pointer, step), name),
        };
        for (name, member) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let at = below("properties", name);
            let told = found.entry(name).or_default();
            told.default = told.default.take().or_else(|| self.default(member, &at));
            if !self.is_type(&at) {
                self.read(member, &at, &mut told.constraints);
            }
        }
        for keyword in ["allOf", "anyOf", "oneOf"] {
            let count = schema.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
            // With several alternatives, each one has its own members.
            let parts = if keyword == "allOf" || count <= 2 { count } else { 0 };
            let parts = (0..parts).map(|index| below(keyword, &index.to_string()));
            parts
                .filter(|part| keyword == "allOf" || !self.is_type(part))
                .for_each(|part| self.members(&part, seen, found));
        }
        if let Some(Value::String(reference)) = schema.get("$ref")
            && let Ok(target) = self.resolver.resolve(reference, at)
        {
            self.members(&target, seen, found);
        }
    }
}

/// The schema around an alternative: its members belong to each alternative.
fn beside_alternatives(at: &Location) -> Option<Location> {
    let (rest, index) = at.pointer.rsplit_once('/')?;
    let (outer, keyword) = rest.rsplit_once('/')?;
    let is_alternative =
        matches!(keyword, "anyOf" | "oneOf" | "type") && index.bytes().all(|byte| byte.is_ascii_digit());
    is_alternative.then(|| Location { file: at.file, pointer: outer.to_owned() })
}
