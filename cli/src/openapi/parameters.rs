//! The parameters of an operation: those of its path item and its own.

use schemawright::pointer::push;
use serde_json::{Map, Value, json};

use super::names::joined;
use super::notes::About;
use super::operations::{Reader, Refused, Schema, is_reference};
use super::schema::Convert;

/// A parameter of the path, the query or the header.
#[derive(Debug)]
pub(super) struct Parameter {
    name: String,
    place: String,
    is_required: bool,
    /// `description`, `deprecated`, and the style of a list if it is not the default.
    rest: Map<String, Value>,
    schema: ParameterSchema,
}

#[derive(Debug)]
enum ParameterSchema {
    /// A type with a name.
    Named(Schema),
    /// A scalar, or a list.
    Inline(String),
    /// A list whose items have a name, with the JSON Pointer of the list.
    ListOf(String, Schema),
    /// A secret, without a schema in the document.
    Key,
}

/// Headers that belong to HTTP and are not parameters (OpenAPI 3.1, section 4.8.12.2).
const OF_HTTP: &[&str] = &["accept", "authorization", "content-type"];

/// The parameters of an operation. Those of the operation override those of its path item.
pub(super) fn read<'d>(
    reader: &mut Reader<'d, '_>,
    id: &str,
    path: &str,
    owners: &[(&str, &'d Value)],
) -> Result<Vec<Parameter>, Refused> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for (owner, value) in owners {
        let list = value.get("parameters").and_then(Value::as_array).into_iter().flatten();
        for (index, value) in list.enumerate() {
            let pointer = format!("{owner}/parameters/{index}");
            let Some((pointer, value)) = reader.follow(&pointer, value) else { continue };
            let Some(parameter) = one(reader, id, path, &pointer, value)? else { continue };
            match parameters.iter_mut().find(|other| other.is_same(&parameter)) {
                Some(other) => *other = parameter,
                None => parameters.push(parameter),
            }
        }
    }
    for name in template(path) {
        if !parameters.iter().any(|parameter| parameter.place == "path" && parameter.name == name) {
            return Err(format!("the parameter `{name}` of the path is not described"));
        }
    }
    // Parameters of the path in its order, then of the query, then of the header.
    let rank = |parameter: &Parameter| match parameter.place.as_str() {
        "path" => template(path).position(|name| name == parameter.name).unwrap_or(0),
        "query" => usize::MAX - 1,
        _ => usize::MAX,
    };
    parameters.sort_by_key(rank);
    Ok(parameters)
}

/// The names between the braces of a path.
fn template(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}

fn one<'d>(
    reader: &mut Reader<'d, '_>,
    id: &str,
    path: &str,
    pointer: &str,
    value: &'d Value,
) -> Result<Option<Parameter>, Refused> {
    let text = |keyword: &str| value.get(keyword).and_then(Value::as_str).unwrap_or_default();
    let (name, place) = (text("name"), text("in"));
    if place == "header" && OF_HTTP.contains(&name.to_ascii_lowercase().as_str()) {
        return Ok(None);
    }
    let is_required = place == "path" || value.get("required") == Some(&Value::Bool(true));
    let is_stray = place == "path" && template(path).all(|part| part != name);
    let why = match place {
        "path" if is_stray => Some("the path has no segment of this name".to_owned()),
        "path" | "query" | "header" => unusual(reader, pointer, value, place),
        _ => Some(format!("a call sends nothing in `{place}`")),
    };
    if let Some(why) = why {
        if is_required && !is_stray {
            return Err(format!("the parameter `{name}` can't be sent: {why}"));
        }
        reader.notes.add(About::Parameter, &format!("`{name}` of `{id}`"), why, pointer);
        return Ok(None);
    }
    let mut rest = Map::new();
    for keyword in ["description", "deprecated"] {
        rest.extend(value.get(keyword).map(|value| (keyword.to_owned(), value.clone())));
    }
    if place == "query" && value.get("explode") == Some(&Value::Bool(false)) {
        rest.insert("explode".to_owned(), json!(false));
    }
    let schema = schema(reader, id, name, &push(pointer, "schema"));
    Ok(Some(Parameter { name: name.to_owned(), place: place.to_owned(), is_required, rest, schema }))
}

/// The reason why the value of a parameter can't be written, if there is one.
fn unusual<'d>(reader: &mut Reader<'d, '_>, pointer: &str, value: &'d Value, place: &str) -> Option<String> {
    if value.get("content").is_some() {
        return Some("the value is a separate document".to_owned());
    }
    let usual = if place == "query" { "form" } else { "simple" };
    if let Some(style) = value.get("style").and_then(Value::as_str).filter(|style| *style != usual) {
        return Some(format!("the style `{style}` is not supported"));
    }
    let mut schema = (push(pointer, "schema"), value.get("schema")?);
    for _ in 0..32 {
        schema = reader.follow(&schema.0, schema.1)?;
        let is_list = schema.1.get("type").is_some_and(|ty| *ty == "array");
        match schema.1.get("items").filter(|_| is_list) {
            Some(items) => schema = (push(&schema.0, "items"), items),
            None => break,
        }
    }
    let is_object = schema.1.get("type").is_some_and(|ty| *ty == "object") || schema.1.get("properties").is_some();
    is_object.then(|| "the value is an object".to_owned())
}

/// The schema of a parameter. A schema with its own type gets a name: from the operation, or from the parameter if several operations share
/// it.
fn schema(reader: &mut Reader<'_, '_>, id: &str, name: &str, pointer: &str) -> ParameterSchema {
    let owner = pointer.strip_suffix("/schema").and_then(|pointer| pointer.strip_prefix("/components/parameters/"));
    let name =
        owner.map_or_else(|| joined(id, &capitalized(name)), |name| schemawright::pointer::unescape(name).into_owned());
    let schema = reader.document.value().pointer(pointer);
    let is_named = |schema: Option<&Value>| {
        is_reference(schema) || schema.is_some_and(|schema| NAMED.iter().any(|keyword| schema.get(keyword).is_some()))
    };
    let items = push(pointer, "items");
    if is_named(schema) {
        ParameterSchema::Named(reader.schema(pointer, &name))
    } else if is_named(reader.document.value().pointer(&items)) {
        ParameterSchema::ListOf(pointer.to_owned(), reader.schema(&items, &name))
    } else {
        ParameterSchema::Inline(pointer.to_owned())
    }
}

/// Keywords of a schema that gets a type of its own.
const NAMED: &[&str] = &["$ref", "enum", "const", "oneOf", "anyOf", "allOf", "properties"];

fn capitalized(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let capitalized = words.map(|word| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    });
    capitalized.collect()
}

impl Parameter {
    /// A key that is sent with each call.
    pub(super) fn key(name: &str, place: &str, is_required: bool) -> Self {
        let (name, place) = (name.to_owned(), place.to_owned());
        Self { name, place, is_required, rest: Map::new(), schema: ParameterSchema::Key }
    }

    /// Whether both are the same parameter. Header names ignore case.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let is_same_name =
            if self.place == "header" { self.name.eq_ignore_ascii_case(&other.name) } else { self.name == other.name };
        self.place == other.place && is_same_name
    }

    pub(super) fn json(&self, source: &Value, convert: &mut Convert<'_, '_>) -> Value {
        let mut json = Map::from_iter([("name".to_owned(), json!(self.name)), ("in".to_owned(), json!(self.place))]);
        if self.is_required {
            json.insert("required".to_owned(), json!(true));
        }
        json.extend(self.rest.clone());
        let schema = match &self.schema {
            ParameterSchema::Named(schema) => schema.json(source, convert),
            ParameterSchema::Inline(pointer) => inline(source, convert, pointer),
            ParameterSchema::ListOf(pointer, items) => {
                let mut list = inline(source, convert, pointer);
                list["items"] = items.json(source, convert);
                list
            }
            ParameterSchema::Key => json!({ "type": "string", "format": "password" }),
        };
        json.insert("schema".to_owned(), schema);
        Value::Object(json)
    }
}

fn inline(source: &Value, convert: &mut Convert<'_, '_>, pointer: &str) -> Value {
    source
        .pointer(pointer)
        .map_or_else(|| json!({ "type": "string" }), |schema| convert.schema(schema, pointer, "", None))
}
