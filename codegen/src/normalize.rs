//! Rewrites a schema to what typify understands, and gives every inline schema that needs one a type of its own.
//!
//! What only narrows the values (`minimum`, `pattern`, `format` of a string, `uniqueItems`, `not`, …) is left out: the API
//! checks that, and a type that checked it too would refuse tomorrow's values. Documentation carries it instead.

use serde_json::{Map, Value, json};

use crate::annotations;
use crate::bundle::{Bundler, DefinitionId, Form, Member, MemberSource};
use crate::diagnostic::Diagnostic;
use crate::keywords::SHAPING;
use crate::pointer;
use crate::resolve::Location;

/// Keywords that change the shape of a value in a way that no Rust type follows.
const UNSUPPORTED: &[(&str, &str)] = &[
    ("$dynamicRef", "use `$ref`"),
    ("$recursiveRef", "use `$ref`"),
    ("dependentSchemas", "describe the alternatives with `oneOf`"),
    ("else", "describe the alternatives with `oneOf`"),
    ("then", "describe the alternatives with `oneOf`"),
];

/// Where a schema stands, which decides what becomes a type of its own.
#[derive(Clone, Copy, PartialEq)]
enum Position {
    /// It is the definition.
    Root(DefinitionId),
    /// It is a part of the definition's `allOf`: its members are the definition's.
    Part(DefinitionId),
    /// It is an alternative of a union: typify sees all of it, since a member may tell the alternatives apart.
    Alternative,
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
}

/// A schema inside another one: in place if it is simple, else by reference to a definition of its own.
fn inner(bundler: &mut Bundler, schema: &Value, at: &Location, position: Position) -> Value {
    let (core, core_at, nullable) = unwrap(schema, at);
    let tells_apart = position == Position::Alternative && is_tag(&core);
    let (normalized, target_nullable) = if needs_type(&core) && !tells_apart {
        (bundler.define(core_at).reference(), false)
    } else {
        (shape(bundler, &core, &core_at, Position::Inner), ref_is_nullable(bundler, &core, &core_at))
    };
    if nullable || target_nullable { json!({ "oneOf": [normalized, { "type": "null" }] }) } else { normalized }
}

/// Takes off what does not matter to the type: a list of one alternative, and `null` beside something else. What is left
/// stands at the location returned.
fn unwrap(schema: &Value, at: &Location) -> (Value, Location, bool) {
    let (mut schema, mut at, mut nullable) = (schema.clone(), at.clone(), false);
    loop {
        nullable |= take_null(&mut schema);
        let Some(object) = schema.as_object() else { break };
        let shaping: Vec<_> = object.keys().filter(|key| SHAPING.contains(&key.as_str())).collect();
        let [keyword @ ("allOf" | "anyOf" | "oneOf")] = shaping.iter().map(|key| key.as_str()).collect::<Vec<_>>()[..]
        else {
            break;
        };
        let Some(list) = object[keyword].as_array() else { break };
        let present: Vec<_> = list.iter().enumerate().filter(|(_, schema)| !is_null(schema)).collect();
        if keyword != "allOf" && present.len() < list.len() {
            nullable = true;
        }
        let [(index, only)] = present[..] else {
            if keyword != "allOf" && present.len() < list.len() && !present.is_empty() {
                // The pointers of the alternatives must stay right, so `null` is left for `shape` to pass over.
                nullable = true;
            }
            break;
        };
        at.pointer = format!("{}/{keyword}/{index}", at.pointer);
        schema = only.clone();
    }
    (schema, at, nullable)
}

/// Removes `null` from `type` and `enum` where something else is left.
fn take_null(schema: &mut Value) -> bool {
    let Some(object) = schema.as_object_mut() else { return false };
    let mut nullable = false;
    if let Some(Value::Array(types)) = object.get_mut("type") {
        let before = types.len();
        if before > 1 {
            types.retain(|ty| ty != "null");
            nullable = types.len() < before;
        }
        if let [only] = &types[..] {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(values)) = object.get_mut("enum") {
        let before = values.len();
        if before > 1 {
            values.retain(|value| !value.is_null());
            nullable |= values.len() < before;
        }
    }
    nullable
}

fn is_null(schema: &Value) -> bool {
    schema.get("type").is_some_and(|ty| ty == "null")
        || schema.get("const").is_some_and(Value::is_null)
        || schema.get("enum").and_then(Value::as_array).is_some_and(|values| values.iter().all(Value::is_null))
}

/// Whether the schema that a reference names allows `null`: its type then stands for the other values.
fn ref_is_nullable(bundler: &Bundler, schema: &Value, at: &Location) -> bool {
    let (mut schema, mut at) = (schema.clone(), at.clone());
    // A chain of references longer than this is a circle, which is reported where it begins.
    for _ in 0..64 {
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else { return false };
        let Ok(target) = bundler.resolver.resolve(reference, &at) else { return false };
        let Some(found) = bundler.resolver.schema(&target) else { return false };
        let (core, core_at, nullable) = unwrap(found, &target);
        if nullable {
            return true;
        }
        (schema, at) = (core, core_at);
    }
    false
}

/// A member with one possible value, by which alternatives can be told apart.
fn is_tag(schema: &Value) -> bool {
    schema.get("const").is_some() || schema.get("enum").and_then(Value::as_array).is_some_and(|v| v.len() == 1)
}

/// Whether an inline schema becomes a type of its own.
fn needs_type(schema: &Value) -> bool {
    let Some(object) = schema.as_object() else { return false };
    let has = |keyword: &str| object.contains_key(keyword);
    if has("$ref") {
        return object.keys().any(|key| key != "$ref" && SHAPING.contains(&key.as_str()));
    }
    let strings = |value: &Value| value.as_array().is_some_and(|values| values.iter().all(Value::is_string));
    has("allOf")
        || has("anyOf")
        || has("oneOf")
        || object.get("const").is_some_and(Value::is_string)
        || object.get("enum").is_some_and(strings)
        || object.get("type").is_some_and(Value::is_array)
        || is_object(object)
            && (object.get("properties").and_then(Value::as_object).is_some_and(|members| !members.is_empty())
                || object.get("additionalProperties") == Some(&Value::Bool(false)) && !has("patternProperties"))
}

fn is_object(object: &Map<String, Value>) -> bool {
    match object.get("type") {
        Some(ty) => ty == "object",
        None => ["properties", "additionalProperties", "patternProperties", "required"]
            .iter()
            .any(|keyword| object.contains_key(*keyword)),
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
    for (keyword, instead) in UNSUPPORTED {
        if object.contains_key(*keyword) {
            unsupported(bundler, keyword, instead, at);
            return Value::Bool(true);
        }
    }
    if object.contains_key("not") && !object.keys().any(|key| SHAPING.contains(&key.as_str())) {
        unsupported(bundler, "not", "say what is allowed", at);
        return Value::Bool(true);
    }
    let composed = ["$ref", "allOf", "anyOf", "oneOf"].iter().filter(|keyword| object.contains_key(**keyword)).count();
    let others = object.keys().any(|key| {
        SHAPING.contains(&key.as_str()) && !["$ref", "allOf", "anyOf", "oneOf", "type"].contains(&key.as_str())
    });
    match composed {
        0 => plain(bundler, object, at, position),
        1 if !others => composition(bundler, object, at, position),
        _ => intersection(bundler, object, at, position),
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

/// A schema that is a reference, or a list of parts or alternatives, and nothing else.
fn composition(bundler: &mut Bundler, object: &Map<String, Value>, at: &Location, position: Position) -> Value {
    if let Some(reference) = object.get("$ref") {
        return reference_to(bundler, reference, at, position);
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let Some(list) = object.get(keyword) else { continue };
        let Some(list) = list.as_array().filter(|list| !list.is_empty()) else {
            bundler.fault("empty-list", format!("`{keyword}` is a list of one or more schemas"), at, keyword);
            return Value::Bool(true);
        };
        let mut schemas = Vec::with_capacity(list.len());
        for (index, schema) in list.iter().enumerate() {
            if keyword != "allOf" && is_null(schema) {
                continue;
            }
            let at = Location { file: at.file, pointer: format!("{}/{keyword}/{index}", at.pointer) };
            schemas.push(branch(bundler, schema, &at, keyword, position));
        }
        return json!({ keyword: schemas });
    }
    Value::Bool(true)
}

/// One schema of a list of parts or alternatives.
fn branch(bundler: &mut Bundler, schema: &Value, at: &Location, keyword: &str, position: Position) -> Value {
    let position = match position {
        Position::Root(id) | Position::Part(id) if keyword == "allOf" => Position::Part(id),
        _ => Position::Alternative,
    };
    let (core, core_at, _) = unwrap(schema, at);
    shape(bundler, &core, &core_at, position)
}

/// Several things at once: each becomes a part of an `allOf`, which is what they mean.
fn intersection(bundler: &mut Bundler, object: &Map<String, Value>, at: &Location, position: Position) -> Value {
    let part = match position {
        Position::Root(id) | Position::Part(id) => Position::Part(id),
        other => other,
    };
    let mut rest = object.clone();
    let mut parts = Vec::new();
    for keyword in ["$ref", "allOf", "anyOf", "oneOf"] {
        if let Some(value) = rest.shift_remove(keyword) {
            let only = Map::from_iter([(keyword.to_owned(), value)]);
            match composition(bundler, &only, at, part) {
                Value::Object(mut object) if object.contains_key("allOf") => {
                    if let Some(Value::Array(inner)) = object.remove("allOf") {
                        parts.extend(inner);
                    }
                }
                other => parts.push(other),
            }
        }
    }
    if rest.keys().any(|key| SHAPING.contains(&key.as_str()) && key != "type") {
        parts.push(plain(bundler, &rest, at, part));
    }
    json!({ "allOf": parts })
}

fn reference_to(bundler: &mut Bundler, reference: &Value, at: &Location, position: Position) -> Value {
    let Some(name) = reference.as_str() else {
        bundler.fault("bad-ref", "`$ref` is a string that names a schema", at, "$ref");
        return Value::Bool(true);
    };
    let target = match bundler.resolver.resolve(name, at) {
        Ok(target) => target,
        Err(fault) => {
            bundler.faults.push(fault);
            return Value::Bool(true);
        }
    };
    let id = bundler.define(target);
    match position {
        Position::Root(own) if own == id => {
            bundler.fault("circular-ref", format!("`{name}` leads back to itself, so it is no type"), at, "$ref");
        }
        Position::Root(own) => bundler.definitions[own.0].form = Form::Alias,
        Position::Part(own) => bundler.definitions[own.0].members.push(MemberSource::From(id)),
        Position::Alternative | Position::Inner => {}
    }
    id.reference()
}

/// A schema without references, parts and alternatives.
fn plain(bundler: &mut Bundler, object: &Map<String, Value>, at: &Location, position: Position) -> Value {
    if let Some(value) = object.get("const") {
        return constant(bundler, value, at, position);
    }
    if let Some(values) = object.get("enum") {
        return enumeration(bundler, values, at);
    }
    match object.get("type") {
        Some(Value::String(ty)) => match ty.as_str() {
            "object" => object_schema(bundler, object, at, position),
            "array" => array(bundler, object, at, position),
            "string" => string(object),
            "integer" if object.get("format").is_some_and(|format| format == "int32") => {
                json!({ "type": "integer", "format": "int32" })
            }
            "integer" => json!({ "type": "integer", "format": "int64" }),
            "number" => json!({ "type": "number", "format": "double" }),
            "boolean" | "null" => json!({ "type": ty }),
            _ => no_type(bundler, ty, at),
        },
        Some(Value::Array(types)) => union_of_types(bundler, object, types, at, position),
        Some(other) => no_type(bundler, &other.to_string(), at),
        None if is_object(object) => object_schema(bundler, object, at, position),
        None if object.contains_key("items") || object.contains_key("prefixItems") => {
            array(bundler, object, at, position)
        }
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

fn string(object: &Map<String, Value>) -> Value {
    match object.get("format") {
        Some(format) if format == "date-time" => json!({ "type": "string", "format": "date-time" }),
        _ => json!({ "type": "string" }),
    }
}

fn constant(bundler: &mut Bundler, value: &Value, at: &Location, position: Position) -> Value {
    match value {
        Value::String(value) => {
            if let Position::Root(id) = position {
                bundler.definitions[id.0].form = Form::Const;
            }
            json!({ "type": "string", "enum": [value] })
        }
        Value::Array(_) | Value::Object(_) => {
            unsupported(bundler, "const", "describe the array or object with `items` or `properties`", at);
            Value::Bool(true)
        }
        scalar => scalar_type(scalar),
    }
}

/// The type of a number, a boolean or null.
fn scalar_type(value: &Value) -> Value {
    match value {
        Value::Bool(_) => json!({ "type": "boolean" }),
        Value::Number(number) if number.is_f64() => json!({ "type": "number", "format": "double" }),
        Value::Number(_) => json!({ "type": "integer", "format": "int64" }),
        _ => json!({ "type": "null" }),
    }
}

/// Strings become an enum. Of numbers and booleans, the set is documented, and the type is that of its values.
fn enumeration(bundler: &mut Bundler, values: &Value, at: &Location) -> Value {
    let values = values.as_array().map(Vec::as_slice).unwrap_or_default();
    if let [first, rest @ ..] = values {
        if rest.iter().enumerate().any(|(index, value)| values[..=index].contains(value)) {
            bundler.fault("duplicate-value", "`enum` names a value twice", at, "enum");
            return Value::Bool(true);
        }
        if values.iter().all(Value::is_string) {
            return json!({ "type": "string", "enum": values });
        }
        if values.iter().all(Value::is_number) && values.iter().any(Value::is_f64) {
            return json!({ "type": "number", "format": "double" });
        }
        let ty = scalar_type(first);
        if !first.is_string() && values.iter().all(|value| !value.is_string() && scalar_type(value) == ty) {
            return ty;
        }
        unsupported(bundler, "enum", "make it `oneOf`, with an alternative for each kind of value", at);
    } else {
        bundler.fault("empty-enum", "`enum` is a list of one or more values", at, "enum");
    }
    Value::Bool(true)
}

/// `type: [string, integer]` is a union of the two, each with the keywords that concern it.
fn union_of_types(
    bundler: &mut Bundler,
    object: &Map<String, Value>,
    types: &[Value],
    at: &Location,
    position: Position,
) -> Value {
    let position = match position {
        Position::Root(_) | Position::Part(_) | Position::Alternative => Position::Alternative,
        Position::Inner => Position::Inner,
    };
    let mut alternatives = Vec::with_capacity(types.len());
    for ty in types {
        let mut alternative = object.clone();
        alternative.insert("type".to_owned(), ty.clone());
        alternatives.push(plain(bundler, &alternative, at, position));
    }
    json!({ "oneOf": alternatives })
}

fn array(bundler: &mut Bundler, object: &Map<String, Value>, at: &Location, position: Position) -> Value {
    // A tuple: `prefixItems`, or a list in `items` up to 2019-09.
    for keyword in ["prefixItems", "items"] {
        if let Some(Value::Array(list)) = object.get(keyword) {
            if list.is_empty() {
                bundler.fault("empty-list", format!("`{keyword}` is a list of one or more schemas"), at, keyword);
            }
            let mut items = Vec::with_capacity(list.len());
            for (index, item) in list.iter().enumerate() {
                let at = Location { file: at.file, pointer: format!("{}/{keyword}/{index}", at.pointer) };
                items.push(inner(bundler, item, &at, position));
            }
            let rest = if keyword == "items" { "additionalItems" } else { "items" };
            if object.get(rest).is_some_and(|rest| rest != &Value::Bool(false)) {
                unsupported(bundler, rest, "say `false`: a tuple has a fixed number of items", at);
            }
            return json!({ "type": "array", "items": items, "minItems": items.len(), "maxItems": items.len() });
        }
    }
    match object.get("items") {
        None => json!({ "type": "array", "items": true }),
        Some(items) => {
            let at = Location { file: at.file, pointer: pointer::push(&at.pointer, "items") };
            json!({ "type": "array", "items": inner(bundler, items, &at, position) })
        }
    }
}

fn object_schema(bundler: &mut Bundler, object: &Map<String, Value>, at: &Location, position: Position) -> Value {
    let mut normalized = json!({ "type": "object" });
    let additional = additional_properties(bundler, object, at, position);
    if let Some(properties) = object.get("properties") {
        normalized["properties"] = members(bundler, properties, at, position);
        normalized["required"] = object.get("required").cloned().unwrap_or_else(|| json!([]));
    } else if let Some(required) = object.get("required") {
        normalized["required"] = required.clone();
    }
    let closed = additional == Some(Value::Bool(false));
    let named = object.contains_key("properties") || object.contains_key("required") || closed;
    match position {
        Position::Root(id) if named => bundler.definitions[id.0].form = Form::Object { closed },
        Position::Part(id) if closed => bundler.definitions[id.0].form = Form::Object { closed },
        _ => {}
    }
    match additional {
        Some(Value::Bool(true)) if named => {}
        Some(additional) => normalized["additionalProperties"] = additional,
        None if !named => normalized["additionalProperties"] = Value::Bool(true),
        None => {}
    }
    normalized
}

fn members(bundler: &mut Bundler, properties: &Value, at: &Location, position: Position) -> Value {
    let mut normalized = Map::new();
    for (name, schema) in properties.as_object().into_iter().flatten() {
        let pointer = pointer::push(&pointer::push(&at.pointer, "properties"), name);
        let at = Location { file: at.file, pointer };
        let value = inner(bundler, schema, &at, position);
        if let Position::Root(id) | Position::Part(id) = position {
            let nullable = value.get("oneOf").and_then(Value::as_array).is_some_and(|list| list.iter().any(is_null));
            let member = Member { name: name.clone(), nullable, doc: annotations::doc(schema), absent_as: None };
            bundler.definitions[id.0].members.push(MemberSource::Own(member));
        }
        normalized.insert(name.clone(), value);
    }
    Value::Object(normalized)
}

/// `additionalProperties`, or the one pattern of `patternProperties` that says the same of an object without named members.
fn additional_properties(
    bundler: &mut Bundler,
    object: &Map<String, Value>,
    at: &Location,
    position: Position,
) -> Option<Value> {
    let below = |keyword: &str| pointer::push(&at.pointer, keyword);
    if let Some(Value::Object(patterns)) = object.get("patternProperties") {
        let alone = !object.contains_key("properties")
            && object.get("additionalProperties").is_none_or(|rest| rest == &Value::Bool(false));
        let mut patterns_list = patterns.iter();
        match (patterns_list.next(), patterns_list.next()) {
            (Some((pattern, schema)), None) if alone => {
                let pointer = pointer::push(&below("patternProperties"), pattern);
                return Some(inner(bundler, schema, &Location { file: at.file, pointer }, position));
            }
            (None, _) => {}
            _ => {
                let instead = "name the members in `properties`, or give one pattern and nothing else";
                unsupported(bundler, "patternProperties", instead, at);
                return None;
            }
        }
    }
    match object.get("additionalProperties")? {
        Value::Bool(allowed) => Some(Value::Bool(*allowed)),
        schema => {
            let at = Location { file: at.file, pointer: below("additionalProperties") };
            Some(inner(bundler, schema, &at, position))
        }
    }
}
