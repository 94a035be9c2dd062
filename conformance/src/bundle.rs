//! All schemas of a set as one document for the validator.
//!
//! The crate `jsonschema` compiles a schema once for each chain of documents through which references lead to it, since `$dynamicRef` could find something
//! else there. In a set of hundreds of files that refer to one another, these chains are countless; in one document, there is one.

use serde_json::{Map, Value, json};

use crate::meant::{NAMED, VALUES};
use crate::schemas::{Location, Schemas, encoded};

/// The URI of the document.
pub(super) const URI: &str = "bundle:///schemas";

/// Keywords that give a part of a schema a name or a base of its own, or that look for one: such schemas stay in their files.
const BOUND_TO_FILES: [&str; 7] =
    ["$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveAnchor", "$recursiveRef", "$schema"];

/// The document; none if the set has a single file, or schemas that mean something else in another document.
pub(super) fn bundle(schemas: &Schemas) -> Option<Value> {
    let roots: Vec<_> = schemas.roots().collect();
    let dialect = |root: &Value| root.get("$schema").cloned();
    let first = dialect(roots.first()?);
    // A draft-4 schema has an `id` that looks like a member's name.
    let is_old = |uri: &str| ["draft-03", "draft-04"].iter().any(|draft| uri.contains(draft));
    let is_old = first.as_ref().and_then(Value::as_str).is_some_and(is_old);
    if roots.len() < 2 || is_old || roots.iter().any(|root| dialect(root) != first) {
        return None;
    }
    let mut definitions = Map::new();
    for (file, root) in roots.into_iter().enumerate() {
        let mut root = root.clone();
        if let Some(object) = root.as_object_mut() {
            object.remove("$id");
            object.remove("$schema");
        }
        let at = Location { file, pointer: String::new() };
        definitions.insert(file.to_string(), moved(&root, &at, schemas)?);
    }
    let mut document = json!({ "$id": URI, "$defs": definitions });
    if let (Some(dialect), Some(object)) = (first, document.as_object_mut()) {
        object.insert("$schema".to_owned(), dialect);
    }
    Some(document)
}

/// The reference to a location in the document.
pub(super) fn reference(at: &Location) -> String {
    format!("{URI}{}", fragment(at))
}

fn fragment(at: &Location) -> String {
    format!("#/$defs/{}{}", at.file, encoded(&at.pointer))
}

/// A schema of the file, with references that lead to the same places in the document; none if it is bound to its file.
fn moved(schema: &Value, at: &Location, schemas: &Schemas) -> Option<Value> {
    match schema {
        Value::Object(object) => {
            let mut moved_object = Map::new();
            for (keyword, value) in object {
                let value = match value {
                    Value::String(reference) if keyword == "$ref" => Value::from(match schemas.target(reference, at) {
                        Some(target) => fragment(&target),
                        None => reference.clone(),
                    }),
                    _ if BOUND_TO_FILES.contains(&keyword.as_str()) => return None,
                    Value::Object(named) if NAMED.contains(&keyword.as_str()) => {
                        let members =
                            named.iter().map(|(name, schema)| Some((name.clone(), moved(schema, at, schemas)?)));
                        Value::Object(members.collect::<Option<_>>()?)
                    }
                    _ if VALUES.contains(&keyword.as_str()) => value.clone(),
                    _ => moved(value, at, schemas)?,
                };
                moved_object.insert(keyword.clone(), value);
            }
            Some(Value::Object(moved_object))
        }
        Value::Array(items) => {
            items.iter().map(|item| moved(item, at, schemas)).collect::<Option<_>>().map(Value::Array)
        }
        _ => Some(schema.clone()),
    }
}

#[cfg(test)]
mod tests {
    use schemawright::Corpus;

    use super::*;

    fn of(files: &[(&str, &str)]) -> Option<Value> {
        bundle(&Schemas::new(&Corpus::from_sources(files.iter().copied()).unwrap()))
    }

    #[test]
    fn references_lead_to_the_same_places() {
        let document = of(&[
            (
                "a.json",
                r##"{"$id": "https://example.com/a.json", "properties": {"b": {"$ref": "b.json#/$defs/c d"}, "$ref": {"$ref": "#"}}}"##,
            ),
            ("b.json", r##"{"$defs": {"c d": {"const": {"$ref": "#"}}}, "$ref": "https://elsewhere.example/x.json"}"##),
        ]);
        let whole = json!({ "$id": URI, "$defs": {
            "0": { "properties": { "b": { "$ref": "#/$defs/1/$defs/c%20d" }, "$ref": { "$ref": "#/$defs/0" } } },
            "1": { "$defs": { "c d": { "const": { "$ref": "#" } } }, "$ref": "https://elsewhere.example/x.json" },
        } });
        assert_eq!(document, Some(whole));
    }

    #[test]
    fn parts_bound_to_their_file_stay_there() {
        assert_eq!(of(&[("a.json", "{}")]), None);
        assert_eq!(of(&[("a.json", "{}"), ("b.json", r#"{"items": {"$anchor": "a"}}"#)]), None);
        assert_eq!(
            of(&[("a.json", "{}"), ("b.json", r#"{"$schema": "http://json-schema.org/draft-07/schema#"}"#)]),
            None
        );
    }
}
