//! Schemas with additions.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{Addition, Batch, Member, What};

/// Schemas with a batch of additions.
pub(super) struct Edited {
    pub(super) sources: Vec<(String, String)>,
    /// The number of additions. Those that a schema already contains are not counted.
    pub(super) additions: usize,
}

/// The JSON files below a directory, by their paths in it.
///
/// # Errors
/// A file that can't be read.
pub(super) fn read(directory: &Path) -> Result<Vec<(String, String)>, String> {
    let mut found = Vec::new();
    for path in files_below(directory, "json") {
        let name = path.strip_prefix(directory).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(&path).map_err(|error| format!("can't read {}: {error}", path.display()))?;
        found.push((name, text));
    }
    Ok(found)
}

/// The files of an extension below a directory, sorted; none if it is not a directory.
pub(super) fn files_below(directory: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut rest = vec![directory.to_owned()];
    while let Some(directory) = rest.pop() {
        for path in std::fs::read_dir(directory).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                rest.push(path);
            } else if path.extension().is_some_and(|own| own == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The schemas with the additions of a batch.
pub(super) fn apply(sources: &[(String, String)], batch: &Batch) -> Edited {
    let mut by_file: HashMap<&str, Vec<&Addition>> = HashMap::new();
    for addition in &batch.additions {
        by_file.entry(&addition.file).or_default().push(addition);
    }
    let mut additions = 0;
    let mut edited: Vec<(String, String)> = Vec::with_capacity(sources.len() + batch.files.len());
    for (name, text) in sources {
        let text = match by_file.get(name.as_str()) {
            None => text.clone(),
            Some(own) => {
                let mut schema: Value = serde_json::from_str(text).expect("what was generated from is JSON");
                additions += own.iter().filter(|addition| add(&mut schema, addition)).count();
                schema.to_string()
            }
        };
        edited.push((name.clone(), text));
    }
    additions += batch.files.len();
    edited.extend(batch.files.iter().cloned());
    Edited { sources: edited, additions }
}

/// Makes one addition, if the schema has a place for it and does not contain it.
fn add(schema: &mut Value, addition: &Addition) -> bool {
    let Some(Value::Object(schema)) = schema.pointer_mut(&addition.pointer) else { return false };
    match &addition.what {
        What::Member(name, member) => {
            if schema.get("type").is_none_or(|ty| ty != "object") {
                return false;
            }
            let properties = schema.entry("properties").or_insert_with(|| json!({}));
            let Value::Object(properties) = properties else { return false };
            let is_new = !properties.contains_key(name);
            if is_new {
                properties.insert(name.clone(), member.schema());
            }
            is_new
        }
        What::Value => match schema.get_mut("enum") {
            Some(Value::Array(values)) => {
                let new = match &values[..] {
                    all if all.iter().all(|value| value.is_i64() || value.is_null()) => json!(982_451_653),
                    all if all.iter().all(|value| value.is_number() || value.is_string() || value.is_null()) => {
                        json!("a value that nobody has seen yet")
                    }
                    _ => return false,
                };
                values.push(new);
                true
            }
            _ => false,
        },
        What::Description => {
            schema.insert("description".to_owned(), json!("Another description."));
            true
        }
    }
}

impl Member {
    fn schema(&self) -> Value {
        match self {
            Member::String => json!({ "type": "string" }),
            Member::Number => json!({ "type": "number" }),
            Member::Integer => json!({ "type": "integer" }),
            Member::Boolean => json!({ "type": "boolean" }),
            Member::List => json!({ "type": "array", "items": { "type": "string" } }),
            Member::Map => json!({ "type": "object", "additionalProperties": { "type": "number" } }),
            Member::Object => json!({ "type": "object", "properties": { "inner": { "type": "string" } } }),
            Member::Enum => json!({ "type": "string", "enum": ["one", "two"] }),
            Member::Reference(to) => json!({ "$ref": to }),
        }
    }
}
