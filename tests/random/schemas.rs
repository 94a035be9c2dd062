//! Facts about the schemas of the types under test: their sizes, their declared members, and the form of bodies.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};

/// The schemas by their `$id`.
static SCHEMAS: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| {
    let directory = root().join("schemas");
    let entries = fs::read_dir(&directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let schemas = entries.map(|entry| read(&entry.expect("a readable directory").path()));
    schemas.filter_map(|schema| Some((schema["$id"].as_str()?.to_owned(), schema))).collect()
});

/// The names of all members of all schemas.
static NAMED: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let mut names = HashSet::new();
    SCHEMAS.values().for_each(|schema| collect_names(schema, &mut names));
    names
});

/// The directory of this workspace: that of this package, or the one above.
pub(crate) fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    if package.join("schemas").is_dir() { package } else { package.parent().expect("the package of the fuzz targets") }
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn collect_names<'a>(schema: &'a Value, names: &mut HashSet<&'a str>) {
    names.extend(members(schema).map(|(name, _)| name.as_str()));
    inner(schema).for_each(|schema| collect_names(schema, names));
}

/// Whether some schema has a member of this name.
pub(crate) fn is_named(name: &str) -> bool {
    NAMED.contains(name)
}

fn members(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema["properties"].as_object().into_iter().flatten()
}

/// The schemas directly within a schema. Stytch's schemas use no other keywords that contain any.
fn inner(schema: &Value) -> impl Iterator<Item = &Value> {
    let parts = ["items", "additionalProperties"].into_iter().filter_map(|keyword| schema.get(keyword));
    members(schema).map(|(_, schema)| schema).chain(parts.filter(|part| part.is_object()))
}

/// The Rust paths of all types that have a schema of their own, with the members in each and in all schemas that it refers to; the largest
/// first.
pub(crate) fn by_size() -> Vec<(usize, String)> {
    let types = read(&root().join("generated/types.json"));
    let own = types
        .as_array()
        .expect("a list of types")
        .iter()
        .filter(|ty| ty.get("schema").is_some() && ty.get("pointer").is_none());
    let mut sizes: Vec<_> = own
        .map(|ty| {
            (
                size(ty["id"].as_str().expect("an identifier"), &mut HashSet::new()),
                ty["rust"].as_str().expect("a path").to_owned(),
            )
        })
        .collect();
    sizes.sort_by(|(a, one), (b, other)| b.cmp(a).then(one.cmp(other)));
    sizes
}

/// The number of members of a schema, including those of referenced schemas, with each schema once.
fn size<'a>(id: &'a str, counted: &mut HashSet<&'a str>) -> usize {
    fn within<'a>(schema: &'a Value, counted: &mut HashSet<&'a str>) -> usize {
        let further = schema["$ref"].as_str().map_or(0, |id| size(id, counted));
        members(schema).count() + further + inner(schema).map(|schema| within(schema, counted)).sum::<usize>()
    }
    if counted.insert(id) { within(&SCHEMAS[id], counted) } else { 0 }
}

/// The identifier of the schema of a Rust path.
fn id_of(path: &str) -> String {
    let types = read(&root().join("generated/types.json"));
    let ty = types.as_array().expect("a list of types").iter().find(|ty| ty["rust"] == path);
    ty.unwrap_or_else(|| panic!("{path} is not a type"))["id"].as_str().expect("an identifier").to_owned()
}

/// Bodies of a type: the smallest, the smallest with each optional member, and the largest.
pub(crate) fn bodies(path: &str) -> Vec<Value> {
    let schema = &SCHEMAS[&id_of(path)];
    let least = instance(schema, 0);
    let mut bodies = vec![least.clone(), instance(schema, usize::MAX)];
    for (name, member) in members(schema) {
        for depth in [1, 3] {
            let mut body = least.clone();
            body[name] = instance(member, depth);
            bodies.push(body);
        }
    }
    bodies
}

/// A body with all members of the schema of an identifier.
pub(crate) fn full(id: &str) -> Value {
    instance(&SCHEMAS[id], usize::MAX)
}

/// An instance with optional members down to a depth.
fn instance(schema: &Value, depth: usize) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        return instance(&SCHEMAS[reference], depth);
    }
    match schema["type"].as_str() {
        Some("object") => {
            let required = schema["required"].as_array().into_iter().flatten().collect::<Vec<_>>();
            let wanted = members(schema).filter(|(name, _)| depth > 0 || required.iter().any(|other| other == name));
            let mut object: Map<_, _> =
                wanted.map(|(name, schema)| (name.clone(), instance(schema, depth.saturating_sub(1)))).collect();
            let further = &schema["additionalProperties"];
            if further.is_object() && depth > 0 {
                object.insert("further".to_owned(), instance(further, depth - 1));
            }
            Value::Object(object)
        }
        Some("array") if depth > 0 => json!([instance(&schema["items"], depth - 1)]),
        Some("array") => json!([]),
        Some("integer") => json!(7),
        Some("number") => json!(0.1),
        Some("boolean") => json!(true),
        Some("string") => match schema["enum"].as_array() {
            Some(values) => values[0].clone(),
            // A string, in places for timestamps and elsewhere.
            None => json!("2021-12-29T12:33:09Z"),
        },
        _ => json!({ "any": [null, 0.1] }),
    }
}
