//! Rewrites a schema to what typify understands, and gives every inline schema that needs one a type of its own.
//!
//! What only narrows the values (`minimum`, `pattern`, `format` of a string, `uniqueItems`, `not`, …) is left out: the API
//! checks that, and a type that checked it too would refuse tomorrow's values. Documentation carries it instead.

mod array;
mod compose;
mod null;
mod object;
mod scalar;

use serde_json::{Map, Value, json};

use crate::canon::annotations;
use crate::canon::bundle::{Bundler, DefinitionId, Form};
use crate::diagnostic::Diagnostic;
use crate::read::keywords::{SHAPING, has_any};
use crate::read::pointer;
use crate::read::resolve::Location;
use null::{allows_null, unwrap};

/// Keywords that change the shape of a value in a way that no Rust type follows.
const UNSUPPORTED: &[(&str, &str)] = &[
    ("$dynamicRef", "use `$ref`"),
    ("$recursiveRef", "use `$ref`"),
    ("dependentSchemas", "describe the alternatives with `oneOf`"),
    ("else", "describe the alternatives with `oneOf`"),
    ("then", "describe the alternatives with `oneOf`"),
];

/// Where a schema stands, which decides what its members belong to.
#[derive(Clone, Copy, PartialEq)]
enum Position {
    /// It is the definition.
    Root(DefinitionId),
    /// It is a part of the definition's `allOf`: its members are the definition's.
    Part(DefinitionId),
    /// It is the schema of a value inside.
    Inner,
}

/// Fills in a definition.
pub(crate) fn definition(bundler: &mut Bundler, id: DefinitionId, schema: &Value, at: &Location) {
    let (core, core_at, _) = unwrap(schema, at);
    let normalized = shape(bundler, &core, &core_at, Position::Root(id));
    let definition = &mut bundler.definitions[id.0];
    definition.schema = normalized;
    definition.doc = annotations::doc(schema);
    close_unevaluated(bundler, id, &core);
}

/// Fills in a definition that is several schemas at once, each at a place of its own.
pub(crate) fn definition_of_parts(bundler: &mut Bundler, id: DefinitionId, parts: &[(Value, Location)]) {
    let position = if parts.len() == 1 { Position::Root(id) } else { Position::Part(id) };
    let mut normalized = Vec::with_capacity(parts.len());
    for (schema, at) in parts {
        let (core, core_at, _) = unwrap(schema, at);
        let part = shape(bundler, &core, &core_at, position);
        compose::push_part(&mut normalized, part);
        close_unevaluated(bundler, id, &core);
    }
    let definition = &mut bundler.definitions[id.0];
    definition.schema = match <[Value; 1]>::try_from(normalized) {
        Ok([only]) => only,
        Err(parts) => json!({ "allOf": parts }),
    };
    definition.doc = parts.last().map(|(schema, _)| annotations::doc(schema)).unwrap_or_default();
}

/// `unevaluatedProperties: false` closes the object that all parts come to.
fn close_unevaluated(bundler: &mut Bundler, id: DefinitionId, schema: &Value) {
    if schema.get("unevaluatedProperties") == Some(&Value::Bool(false))
        && let form @ (Form::Converted | Form::Object { .. }) = &mut bundler.definitions[id.0].form
    {
        *form = Form::Object { closed: true };
    }
}

/// A schema inside another one, `null` beside it included.
fn inner(bundler: &mut Bundler, schema: &Value, at: &Location) -> Value {
    let nullable = allows_null(bundler, schema, at);
    let value = value(bundler, schema, at);
    if nullable { json!({ "oneOf": [value, { "type": "null" }] }) } else { value }
}

/// A schema inside another one, without `null`: in place if it is simple, else by reference to a definition of its own.
fn value(bundler: &mut Bundler, schema: &Value, at: &Location) -> Value {
    let (core, core_at, _) = unwrap(schema, at);
    if needs_type(&core) {
        bundler.define(core_at).reference()
    } else {
        shape(bundler, &core, &core_at, Position::Inner)
    }
}

/// Whether an inline schema becomes a type of its own.
fn needs_type(schema: &Value) -> bool {
    let Some(object) = schema.as_object() else { return false };
    if has_any(object, &["$ref"]) {
        return object.keys().any(|key| key != "$ref" && SHAPING.contains(&key.as_str()));
    }
    let strings = |value: &Value| value.as_array().is_some_and(|values| values.iter().all(Value::is_string));
    let is_false = |keyword: &str| object.get(keyword) == Some(&Value::Bool(false));
    has_any(object, &["allOf", "anyOf", "oneOf"])
        || object.get("const").is_some_and(Value::is_string)
        || object.get("enum").is_some_and(strings)
        || object.get("type").is_some_and(Value::is_array)
        || is_object(object)
            && (object.get("properties").and_then(Value::as_object).is_some_and(|members| !members.is_empty())
                || (is_false("additionalProperties") || is_false("unevaluatedProperties"))
                    && !has_any(object, &["patternProperties"]))
}

fn is_object(object: &Map<String, Value>) -> bool {
    match object.get("type") {
        Some(ty) => ty == "object",
        None => has_any(
            object,
            &["properties", "additionalProperties", "patternProperties", "required", "unevaluatedProperties"],
        ),
    }
}

fn shape(bundler: &mut Bundler, schema: &Value, at: &Location, position: Position) -> Value {
    let object = match schema {
        Value::Object(object) => object,
        Value::Bool(false) => {
            bundler.faults.push(
                Diagnostic::error("nothing-allowed", "the schema `false` allows no value, so there is no type for it")
                    .at(bundler.resolver.place(at)),
            );
            return Value::Bool(true);
        }
        _ => return Value::Bool(true),
    };
    if let Some((keyword, instead)) = UNSUPPORTED.iter().find(|(keyword, _)| has_any(object, &[keyword])) {
        unsupported(bundler, keyword, instead, at);
        return Value::Bool(true);
    }
    if has_any(object, &["not"]) && !has_any(object, SHAPING) {
        unsupported(bundler, "not", "say what is allowed", at);
        return Value::Bool(true);
    }
    if object.get("unevaluatedProperties").is_some_and(Value::is_object) {
        unsupported(bundler, "unevaluatedProperties", "use `additionalProperties`", at);
        return Value::Bool(true);
    }
    let object = &compose::without_narrowing(object);
    let composed = compose::COMPOSING.iter().filter(|keyword| has_any(object, &[keyword])).count();
    let others = object
        .keys()
        .any(|key| SHAPING.contains(&key.as_str()) && !compose::COMPOSING.contains(&key.as_str()) && key != "type");
    match composed {
        0 => plain(bundler, object, at, position),
        1 if !others => compose::composition(bundler, object, at, position),
        _ => compose::intersection(bundler, object, at, position),
    }
}

fn unsupported(bundler: &mut Bundler, keyword: &str, instead: &str, at: &Location) {
    let place = bundler.resolver.place(&Location { file: at.file, pointer: pointer::push(&at.pointer, keyword) });
    bundler.faults.push(
        Diagnostic::error("unsupported", format!("`{keyword}` can't be turned into a Rust type"))
            .at(place)
            .help(instead.to_owned()),
    );
}

/// A schema without references, parts and alternatives.
fn plain(bundler: &mut Bundler, object: &Map<String, Value>, at: &Location, position: Position) -> Value {
    if let Some(value) = object.get("const") {
        return scalar::constant(bundler, value, at, position);
    }
    if let Some(values) = object.get("enum") {
        return scalar::enumeration(bundler, values, at);
    }
    match object.get("type") {
        Some(Value::String(ty)) => match ty.as_str() {
            "object" => object::object(bundler, object, at, position),
            "array" => array::array(bundler, object, at),
            "string" => scalar::string(object),
            "integer" if object.get("format").is_some_and(|format| format == "int32") => {
                json!({ "type": "integer", "format": "int32" })
            }
            "integer" => json!({ "type": "integer", "format": "int64" }),
            "number" => json!({ "type": "number", "format": "double" }),
            "boolean" | "null" => json!({ "type": ty }),
            _ => no_type(bundler, ty, at),
        },
        Some(Value::Array(types)) => compose::union_of_types(bundler, object, types, at),
        Some(other) => no_type(bundler, &other.to_string(), at),
        None if is_object(object) => object::object(bundler, object, at, position),
        None if object.contains_key("items") || object.contains_key("prefixItems") => array::array(bundler, object, at),
        None => Value::Bool(true),
    }
}

const TYPES: &str = "array, boolean, integer, null, number, object, string";

fn no_type(bundler: &mut Bundler, ty: &str, at: &Location) -> Value {
    let place = bundler.resolver.place(&Location { file: at.file, pointer: pointer::push(&at.pointer, "type") });
    let error = Diagnostic::error("unknown-type", format!("`{ty}` is no type of JSON Schema")).at(place);
    bundler.faults.push(error.help(format!("the types are {TYPES} (2020-12 validation, section 6.1.1)")));
    Value::Bool(true)
}
