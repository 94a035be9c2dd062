//! Emits `types.json`: the Rust type of each schema and of each operation, for tools and people.

use serde_json::{Map, Value, json};

use crate::model::{Item, Kind, Model, Privacy, Telling, Union};
use crate::visible::is_deceptive;

/// The text of the file: sorted by title, then by the pointer of inline types.
pub(crate) fn file(model: &Model) -> String {
    let is_type = |item: &&Item| !matches!(item.kind, Kind::Call(_));
    let mut items: Vec<_> = model.items.iter().filter(is_type).collect();
    items.sort_by_key(|item| (&item.source.title, &item.source.pointer, &item.path));
    let entries = items.into_iter().map(|item| {
        let mut entry = Map::new();
        entry.insert("schema".to_owned(), json!(item.source.title));
        if !item.source.pointer.is_empty() {
            entry.insert("pointer".to_owned(), json!(item.source.pointer));
        }
        entry.insert("id".to_owned(), json!(item.source.id));
        entry.insert("rust".to_owned(), json!(item.path.to_string()));
        entry.insert("file".to_owned(), json!(module_file(&item.path.module)));
        entry.insert("kind".to_owned(), json!(item.kind.name()));
        entry.insert("direction".to_owned(), json!(item.direction.name()));
        if item.null {
            entry.insert("null".to_owned(), json!(true));
        }
        for privacy in [Privacy::Personal, Privacy::Secret] {
            entry.extend(privacy.mark().map(str::to_owned).zip(members_of(item, privacy)));
        }
        if let Kind::Union(union) = &item.kind {
            entry.insert("told-by".to_owned(), told_by(union));
        }
        escaped(Value::Object(entry).to_string())
    });
    // One line per type, so that a change of a type changes one line.
    let lines: Vec<_> = entries.chain(operations(model)).collect();
    format!("[\n  {}\n]\n", lines.join(",\n  "))
}

/// A line for each operation, sorted by its name.
fn operations(model: &Model) -> impl Iterator<Item = String> {
    let calls = model.items.iter().filter_map(|item| match &item.kind {
        Kind::Call(operation) => Some((item, operation)),
        _ => None,
    });
    let mut calls: Vec<_> = calls.collect();
    calls.sort_by_key(|(_, operation)| &operation.id);
    calls.into_iter().map(|(item, operation)| {
        let body = operation.body.as_ref().map(|body| model.type_name(&body.field.ty));
        let answer = operation.answer.as_ref().map(|ty| model.type_name(ty));
        let mut entry = json!({
            "operation": operation.id,
            "method": operation.method,
            "path": operation.template(),
            "rust": item.path.to_string(),
            "file": module_file(&item.path.module),
            "kind": item.kind.name(),
            "body": body,
            "answer": answer,
        });
        for privacy in [Privacy::Personal, Privacy::Secret] {
            let parameters = operation.parameters.iter().filter(|one| one.field.privacy == privacy);
            let names: Vec<_> = parameters.map(|one| &one.name).collect();
            if let (Value::Object(entry), Some(mark), false) = (&mut entry, privacy.mark(), names.is_empty()) {
                entry.insert(mark.to_owned(), json!(names));
            }
        }
        escaped(entry.to_string())
    })
}

/// The same JSON with invisible characters escaped. They only occur in strings.
fn escaped(json: String) -> String {
    if !json.contains(is_deceptive) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if is_deceptive(c) {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| escaped.push_str(&format!("\\u{unit:04x}")));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// The members that `Debug` prints in this way: by their names on the wire, or `true` for the whole type.
fn members_of(item: &Item, privacy: Privacy) -> Option<Value> {
    match &item.kind {
        _ if item.privacy == privacy => Some(json!(true)),
        Kind::Struct(kind) => {
            let names: Vec<_> = kind.fields_of(privacy).map(|field| &field.wire_name).collect();
            (!names.is_empty()).then(|| json!(names))
        }
        _ => None,
    }
}

/// How the alternatives of a union are identified: `{"tag": "kind"}`, `"wrapper"`, `"type"`, `"members"`.
fn told_by(union: &Union) -> Value {
    match &union.telling {
        Telling::Tag(tag) => json!({ "tag": tag }),
        Telling::Wrapper => json!("wrapper"),
        Telling::Type => json!("type"),
        Telling::Members => json!("members"),
    }
}

/// The file of types of a module.
pub(crate) fn module_file(module: &[String]) -> String {
    if module.is_empty() { "src/lib.rs".to_owned() } else { format!("src/{}.rs", module.join("/")) }
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn invisible_characters_are_escaped() {
        let json = serde_json::json!({ "a\u{3164}": "\u{e0041}\u{202e}ü" });
        let text = escaped(json.to_string());
        assert_eq!(text, r#"{"a\u3164":"\udb40\udc41\u202eü"}"#);
        assert_eq!(text.parse::<serde_json::Value>().expect("it is JSON"), json);
    }
}
