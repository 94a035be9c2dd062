//! The document of operations beside the schemas: our descriptions stay, and operations that the source lacks stay if asked for.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::descriptions::Descriptions;
use super::plan::Removal;

/// The operations of a document.
fn all(document: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    let members = paths.filter_map(|(_, item)| item.as_object()).flat_map(Map::values).filter_map(Value::as_object);
    members.filter(|member| member.contains_key("responses"))
}

/// The number of operations in a document.
pub(super) fn count(document: &Value) -> usize {
    all(document).count()
}

/// The document, with the parts of the old one that stay.
pub(super) fn merged(mut document: Value, old: &Value, descriptions: Descriptions, removal: Removal) -> Value {
    let ids: HashSet<Value> = all(&document).filter_map(|operation| operation.get("operationId")).cloned().collect();
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    let old_paths = old.get("paths").and_then(Value::as_object);
    let (Some(paths), Some(old_paths)) = (paths, old_paths) else { return document };
    for (path, item) in paths.iter_mut() {
        if let Some(old) = old_paths.get(path) {
            carry(descriptions, item, old);
        }
    }
    if removal == Removal::Leave {
        keep_missing(paths, old_paths, &ids);
    }
    document
}

/// Copies summaries and descriptions at any depth, except inside schemas.
fn carry(descriptions: Descriptions, new: &mut Value, old: &Value) {
    match (new, old) {
        (Value::Object(new), Value::Object(old)) => {
            for keyword in ["summary", "description"] {
                if let Some(ours) = old.get(keyword).filter(|ours| ours.is_string())
                    && (descriptions == Descriptions::KeepOurs || !new.contains_key(keyword))
                {
                    new.insert(keyword.to_owned(), ours.clone());
                }
            }
            for (name, value) in new.iter_mut().filter(|(name, _)| *name != "schema") {
                if let Some(old) = old.get(name) {
                    carry(descriptions, value, old);
                }
            }
        }
        (Value::Array(new), Value::Array(old)) => {
            let is_same = |a: &Value, b: &Value| ["name", "in"].iter().all(|keyword| a.get(keyword) == b.get(keyword));
            for value in new.iter_mut().filter(|value| value.get("name").is_some()) {
                if let Some(old) = old.iter().find(|old| is_same(value, old)) {
                    carry(descriptions, value, old);
                }
            }
        }
        _ => {}
    }
}

/// Adds the operations that the source lacks, in the order of their paths. An operation that has moved to another path is not missing.
fn keep_missing(paths: &mut Map<String, Value>, old_paths: &Map<String, Value>, ids: &HashSet<Value>) {
    for (path, old_item) in old_paths {
        for (method, operation) in old_item.as_object().into_iter().flatten() {
            if operation.get("operationId").is_some_and(|id| ids.contains(id)) {
                continue;
            }
            let item = paths.entry(path.clone()).or_insert_with(|| Value::Object(Map::new()));
            if let Some(item) = item.as_object_mut() {
                item.entry(method.clone()).or_insert_with(|| operation.clone());
            }
        }
    }
    paths.sort_keys();
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn operation(description: &str) -> Value {
        json!({"responses": {}, "description": description, "parameters": [{"name": "a", "in": "query"}]})
    }

    #[test]
    fn descriptions_fill_gaps_or_are_kept() {
        let mut old = operation("ours");
        old["summary"] = json!("short");
        old["parameters"] =
            json!([{"name": "b", "in": "query"}, {"name": "a", "in": "query", "description": "a of ours"}]);
        let old = json!({"paths": {"/a": {"get": old}}});
        let new = json!({"paths": {"/a": {"get": operation("theirs")}}});
        for (descriptions, expected) in [(Descriptions::FillGaps, "theirs"), (Descriptions::KeepOurs, "ours")] {
            let merged = merged(new.clone(), &old, descriptions, Removal::Remove);
            let operation = &merged["paths"]["/a"]["get"];
            assert_eq!((&operation["description"], &operation["summary"]), (&json!(expected), &json!("short")));
            assert_eq!(operation["parameters"], json!([{"name": "a", "in": "query", "description": "a of ours"}]));
        }
    }

    #[test]
    fn missing_operations_are_removed_or_kept() {
        let old =
            json!({"paths": {"/a": {"get": operation("a"), "put": operation("b")}, "/0": {"get": operation("c")}}});
        let new = json!({"paths": {"/a": {"get": operation("a")}}});
        let merge = |removal| merged(new.clone(), &old, Descriptions::FillGaps, removal);
        assert_eq!(merge(Removal::Remove), new);
        let kept = merge(Removal::Leave);
        assert_eq!(kept["paths"].as_object().unwrap().keys().collect::<Vec<_>>(), ["/0", "/a"]);
        assert_eq!(kept["paths"]["/a"].as_object().unwrap().len(), 2);
        assert_eq!([count(&new), count(&old), count(&kept)], [1, 3, 3]);
    }

    #[test]
    fn a_moved_operation_is_not_kept_at_its_old_path() {
        let document = |path: &str| json!({"paths": {path: {"get": {"operationId": "a", "responses": {}}}}});
        let kept = merged(document("/new"), &document("/old"), Descriptions::FillGaps, Removal::Leave);
        assert_eq!(kept, document("/new"));
    }
}
