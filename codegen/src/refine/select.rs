//! The members of a definition, as rules see them.

use std::collections::HashSet;

use serde_json::Value;

use super::at_path;
use crate::canon::bundle::{Bundle, DefinitionId};
use crate::config::{FileNames, Touched};
use crate::convert::Native;
use crate::read::pointer;

/// A member that a rule may apply to, or a whole schema, whose name is then empty.
pub(super) struct Member<'a> {
    /// The file that it is in.
    pub(super) file: FileNames<'a>,
    pub(super) name: String,
    /// Where it is in its file.
    pub(super) pointer: String,
    /// Where it is in the normalized schema.
    pub(super) path: Vec<String>,
    /// Whether it is a string, or a list or a map of strings.
    pub(super) holds_string: bool,
    /// Whether there could be a secret in it: anything but booleans, enums and objects with members of their own.
    pub(super) may_hold_secret: bool,
}

impl Member<'_> {
    pub(super) fn touched(&self) -> Touched {
        Touched { schema: self.file.title.to_owned(), pointer: self.pointer.clone(), member: self.name.clone() }
    }
}

/// The members of a definition, and the definition itself.
pub(super) fn members<'a>(bundle: &Bundle<'a>, id: DefinitionId) -> Vec<Member<'a>> {
    let definition = bundle.get(id);
    let file = bundle.names(definition.location.file);
    let mut found = Vec::new();
    let own = &definition.schema;
    found.push(Member {
        file,
        name: String::new(),
        pointer: definition.location.pointer.clone(),
        path: Vec::new(),
        holds_string: string_path(own).is_some(),
        may_hold_secret: false,
    });
    walk(bundle, own, &mut Vec::new(), &definition.location.pointer, file, &mut found);
    found
}

fn walk<'a>(
    bundle: &Bundle,
    schema: &Value,
    path: &mut Vec<String>,
    at: &str,
    file: FileNames<'a>,
    found: &mut Vec<Member<'a>>,
) {
    let Some(object) = schema.as_object() else { return };
    for (keyword, value) in object {
        match (keyword.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                for (name, schema) in properties {
                    path.extend([keyword.clone(), name.clone()]);
                    let below = pointer::push(&format!("{at}/properties"), name);
                    found.push(Member {
                        file,
                        name: name.clone(),
                        pointer: below.clone(),
                        path: path.clone(),
                        holds_string: string_path(schema).is_some(),
                        may_hold_secret: may_hold_secret(bundle, schema),
                    });
                    walk(bundle, schema, path, &below, file, found);
                    path.truncate(path.len() - 2);
                }
            }
            ("allOf" | "anyOf" | "oneOf" | "items", Value::Array(list)) => {
                for (index, schema) in list.iter().enumerate() {
                    path.extend([keyword.clone(), index.to_string()]);
                    walk(bundle, schema, path, &format!("{at}/{keyword}/{index}"), file, found);
                    path.truncate(path.len() - 2);
                }
            }
            ("items" | "additionalProperties", Value::Object(_)) => {
                path.push(keyword.clone());
                walk(bundle, value, path, &format!("{at}/{keyword}"), file, found);
                path.pop();
            }
            _ => {}
        }
    }
}

/// The steps from a schema to the string in it: through lists, maps and `null` beside it.
fn string_path(schema: &Value) -> Option<Vec<String>> {
    let object = schema.as_object()?;
    if object.get("type").is_some_and(|ty| ty == "string") {
        return (!object.contains_key("enum")).then(Vec::new);
    }
    let below = |keyword: &str, schema: &Value| {
        let mut path = string_path(schema)?;
        path.insert(0, keyword.to_owned());
        Some(path)
    };
    if let Some(list) = object.get("oneOf").and_then(Value::as_array) {
        let [value, null] = &list[..] else { return None };
        let mut path = string_path(value).filter(|_| null.get("type").is_some_and(|ty| ty == "null"))?;
        path.splice(0..0, ["oneOf".to_owned(), "0".to_owned()]);
        return Some(path);
    }
    if object.contains_key("properties") {
        return None;
    }
    ["items", "additionalProperties"].iter().find_map(|keyword| below(keyword, object.get(*keyword)?))
}

/// Looks through lists, maps, unions and references, at each definition once.
fn may_hold_secret(bundle: &Bundle, schema: &Value) -> bool {
    let mut seen = HashSet::new();
    let mut rest = vec![schema];
    while let Some(schema) = rest.pop() {
        let Some(object) = schema.as_object() else { return true };
        if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
            let target = reference.strip_prefix("#/definitions/").and_then(DefinitionId::from_key);
            let target = target.filter(|id| seen.insert(*id)).map(|id| &bundle.get(id).schema);
            rest.extend(target.filter(|target| target.get("properties").is_none()));
            continue;
        }
        if object.contains_key("enum") || object.contains_key("properties") {
            continue;
        }
        match (object.get("type").and_then(Value::as_str), object.get("items"), object.get("additionalProperties")) {
            (Some("boolean" | "null"), ..) => {}
            (Some("array"), Some(Value::Array(list)), _) => rest.extend(list),
            (Some("array"), Some(inside), _) | (Some("object"), _, Some(inside)) => rest.push(inside),
            (Some(_), ..) => return true,
            (None, ..) => {
                let lists = ["allOf", "anyOf", "oneOf"].iter().filter_map(|keyword| object.get(*keyword)?.as_array());
                rest.extend(lists.flatten());
            }
        }
    }
    false
}

/// Gives the string in a member its type.
pub(super) fn set_native(bundle: &mut Bundle, id: DefinitionId, member: &Member<'_>, native: Native) {
    let Some(schema) = at_path(&mut bundle.definitions[id.0].schema, &member.path) else { return };
    let Some(path) = string_path(schema) else { return };
    if let Some(string) = at_path(schema, &path) {
        *string = native.schema();
    }
}
