//! The schemas as the document that typify accepts, and typify's output for it; and as an OpenAPI document, for peers that accept one.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use schemawright::Corpus;
use schemawright::bundle::{Bundle, Draft};
use serde_json::{Map, Value, json};
use typify::{TypeSpace, TypeSpaceSettings};

/// Whether typify writes builders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builders {
    /// typify's default.
    Without,
    /// `with_struct_builder`: constructs values with many optional members.
    With,
}

/// All schemas of a directory as the `definitions` of one document of draft 7: the output of `cargo xtask bundle`.
///
/// # Errors
/// What is wrong with the schemas.
pub fn document(schemas: &Path) -> Result<Value, Box<dyn Error>> {
    let mut document = Bundle::new(&Corpus::read(schemas)?, Draft::Draft07)?.document;
    if let Some(definitions) = document["definitions"].as_object_mut() {
        tell_apart(definitions);
    }
    Ok(document)
}

/// Gives a title to each member that would get the name of another definition from typify: two types of one name do not compile.
fn tell_apart(definitions: &mut Map<String, Value>) {
    let folded = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let taken: BTreeSet<String> = definitions.keys().map(|key| folded(key)).collect();
    for (key, schema) in definitions {
        let members = schema.get_mut("properties").and_then(Value::as_object_mut);
        for (name, member) in members.into_iter().flatten() {
            let member_name = format!("{key} {name}");
            if taken.contains(&folded(&member_name)) && member.get("$ref").is_none() {
                member["title"] = json!(format!("{member_name} member"));
            }
        }
    }
}

/// All schemas of a directory as the components of an OpenAPI document without paths. Their references already refer to components.
///
/// # Errors
/// A file that can't be read, is no JSON or has no title.
pub fn openapi(schemas: &Path) -> Result<Value, Box<dyn Error>> {
    let info = json!({ "title": "Stytch", "version": "1" });
    let components = json!({ "schemas": by_title(schemas)? });
    Ok(json!({ "openapi": "3.1.0", "info": info, "paths": {}, "components": components }))
}

fn by_title(schemas: &Path) -> Result<Map<String, Value>, Box<dyn Error>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(schemas)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let mut schema: Value = serde_json::from_slice(&std::fs::read(&path)?)?;
        let object = schema.as_object_mut().ok_or_else(|| format!("{} is not an object", path.display()))?;
        // The operations are not a schema.
        if object.contains_key("paths") {
            continue;
        }
        object.remove("$schema");
        object.remove("$id");
        let title = object.get("title").and_then(Value::as_str).map(str::to_owned);
        found.insert(title.ok_or_else(|| format!("{} has no title", path.display()))?, schema);
    }
    Ok(found.into_iter().collect())
}

/// typify's output for the document, as formatted Rust.
///
/// # Errors
/// The error of typify.
pub fn typify(document: &Value, builders: Builders) -> Result<String, Box<dyn Error>> {
    let root: schemars::schema::RootSchema = serde_json::from_value(document.clone())?;
    let mut settings = TypeSpaceSettings::default();
    settings.with_struct_builder(builders == Builders::With);
    let mut space = TypeSpace::new(&settings);
    space.add_root_schema(root)?;
    Ok(prettyplease::unparse(&syn::parse2(space.to_stream())?))
}
