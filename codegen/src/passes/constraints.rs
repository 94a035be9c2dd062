//! Adds the constraints of schemas to types and members.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::check;
use crate::model::{Constraint, Item, Kind, Model};
use crate::parallel;
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
    let items: Vec<_> = model.items.iter().zip(&locations).collect();
    let found = parallel::map(&items, |(item, at)| at.as_ref().map(|at| reader.item(item, at)));
    for (item, found) in model.items.iter_mut().zip(found) {
        let Some((own, members)) = found else { continue };
        (item.constraints, item.default) = (own.constraints, own.default);
        let Kind::Struct(kind) = &mut item.kind else { continue };
        for (field, told) in kind.fields.iter_mut().zip(members) {
            (field.constraints, field.default) = (told.constraints, told.default);
        }
    }
    model
}

/// The constraints of a type or of a member.
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

    /// The constraints of a type, and of its fields in their order.
    fn item(&self, item: &Item, at: &Location) -> (Told, Vec<Told>) {
        let mut own = Told::default();
        if let Some(schema) = self.resolver.schema(at) {
            self.read(schema, at, &mut own.constraints);
            own.default = self.default(schema, at);
        }
        let Kind::Struct(kind) = &item.kind else { return (own, Vec::new()) };
        let mut members = HashMap::new();
        self.members(at, &mut HashSet::new(), &mut members);
        let fields = kind.fields.iter().map(|field| members.remove(field.wire_name.as_str()).unwrap_or_default());
        let fields = fields.collect();
        (own, fields)
    }

    /// The default of the schema at a location, if the schema accepts it.
    fn default(&self, schema: &Value, at: &Location) -> Option<Value> {
        let default = schema.get("default")?;
        check::takes(self.resolver, schema, at, default).then(|| default.clone())
    }

    /// The same, and for an alternative by the schema around it.
    fn members(&self, at: &Location, seen: &mut HashSet<Location>, found: &mut HashMap<&'a str, Told>) {
        if !seen.insert(at.clone()) {
            return;
        }
        if let Some((outer, keyword)) = beside_alternatives(at) {
            self.parts(&outer, Some(keyword), seen, found);
        }
        self.parts(at, None, seen, found);
    }

    /// Adds the constraints of members by the object at a location and by all of its parts, except by those of one keyword: an alternative does
    /// not have the members of the others.
    fn parts(
        &self,
        at: &Location,
        except: Option<&str>,
        seen: &mut HashSet<Location>,
        found: &mut HashMap<&'a str, Told>,
    ) {
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
        for keyword in ["allOf", "anyOf", "oneOf"].into_iter().filter(|keyword| Some(*keyword) != except) {
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

/// The schema around an alternative, whose members belong to each alternative, and the keyword that lists the alternatives.
fn beside_alternatives(at: &Location) -> Option<(Location, &str)> {
    let (rest, index) = at.pointer.rsplit_once('/')?;
    let (outer, keyword) = rest.rsplit_once('/')?;
    let is_alternative =
        matches!(keyword, "anyOf" | "oneOf" | "type") && index.bytes().all(|byte| byte.is_ascii_digit());
    is_alternative.then(|| (Location { file: at.file, pointer: outer.to_owned() }, keyword))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::corpus::Corpus;

    #[test]
    fn an_alternative_has_only_its_own_members() {
        // A circle of unions, each with a reference to the next one beside its own alternative.
        let union = |index: usize| {
            format!(
                r##""U{index}": {{"properties": {{"both": {{"maxLength": 1}}}}, "oneOf": [{{"$ref": "#/$defs/U{}"}}, {{"properties": {{"m{index}": {{"maxLength": 1}}}}}}]}}"##,
                (index + 1) % 9
            )
        };
        let unions: Vec<String> = (0..9).map(union).collect();
        let text = format!(r#"{{"$defs": {{{}}}}}"#, unions.join(", "));
        let corpus = Corpus::from_sources([("a.json", text)]).unwrap();
        let resolver = Resolver::new(&corpus).unwrap();
        let at = Location { file: 0, pointer: "/$defs/U3/oneOf/1".to_owned() };
        let reader = Reader { resolver: &resolver, types: HashSet::from([&at]) };
        let (mut seen, mut found) = (HashSet::new(), HashMap::new());
        reader.members(&at, &mut seen, &mut found);
        let mut names: Vec<&str> = found.into_keys().collect();
        names.sort_unstable();
        assert_eq!((names, seen.len()), (vec!["both", "m3"], 1));
    }
}
