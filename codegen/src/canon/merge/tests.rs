//! The table of pairs, one test for each pair: the result of an `allOf` of two schemas, in both orders.

use serde_json::{Value, json};

use crate::canon::definitions;
use crate::canon::definitions::Definition;
use crate::canon::shape::{Node, Rest, Shape, Text};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::read::corpus::Corpus;
use crate::read::resolve::Resolver;
use crate::width::Digits;

/// Reads schemas by name. The first one is tested.
fn read(schemas: &[(&str, Value)]) -> (Vec<Definition>, Diagnostics) {
    let named = schemas.iter().map(|(name, schema)| ((*name).to_owned(), schema.to_string()));
    let corpus = Corpus::from_sources(named).expect("schemas");
    let resolver = Resolver::new(&corpus).expect("references");
    let canon = definitions(&corpus, &resolver, &Config::default());
    (canon.definitions, canon.faults)
}

/// The result of merging two schemas, with two others to refer to.
fn all_of(one: &Value, other: &Value) -> (String, Diagnostics) {
    let (definitions, faults) = read(&[
        ("a.json", json!({ "allOf": [one, other] })),
        ("named.json", json!({ "type": "object", "properties": { "id": { "type": "string" } }, "required": ["id"] })),
        ("list.json", json!({ "type": "array", "items": { "$ref": "named.json" } })),
    ]);
    (show(&definitions, &definitions[0].node), faults)
}

/// A short form of a shape.
fn show(definitions: &[Definition], node: &Node) -> String {
    let inner = |node: &Node| show(definitions, node);
    let shape = match &node.shape {
        Shape::Any => "any".to_owned(),
        Shape::Never(_) => "never".to_owned(),
        Shape::Null => "null".to_owned(),
        Shape::Bool => "bool".to_owned(),
        Shape::Integer(width) => width.rust().to_owned(),
        Shape::Number(Digits::Double) => "number".to_owned(),
        Shape::Number(Digits::All) => "every digit".to_owned(),
        Shape::String(Text::Plain) => "string".to_owned(),
        Shape::String(_) => "instant".to_owned(),
        Shape::Enum(set) => {
            let values: Vec<String> = set.values.iter().map(Value::to_string).collect();
            format!("{}{}", values.join("/"), if set.constant { "!" } else { "" })
        }
        Shape::Array(array) => {
            let mut items: Vec<String> = array.prefix.iter().map(inner).collect();
            if array.prefix.is_empty() {
                items.push(format!("{}*", inner(&array.rest)));
            }
            format!("[{}]", items.join(", "))
        }
        Shape::Object(object) => {
            let required = |name: &str| if object.required.contains(name) { "" } else { "?" };
            let properties = object.properties.iter();
            let mut parts: Vec<String> = properties
                .map(|property| format!("{}{}: {}", property.name, required(&property.name), inner(&property.node)))
                .collect();
            match &object.rest {
                Rest::Open { .. } => parts.push("..".to_owned()),
                Rest::Typed(node) => parts.push(format!("..: {}", inner(node))),
                Rest::Closed => {}
            }
            format!("{{{}}}", parts.join(", "))
        }
        Shape::Union(union) => {
            let alternatives: Vec<String> = union.alternatives.iter().map(|one| inner(&one.node)).collect();
            alternatives.join(" | ")
        }
        // A nested definition, and a file.
        Shape::Ref(id) => match &*definitions[id.0].location.pointer {
            "" => format!("#{}", id.0),
            _ => inner(&definitions[id.0].node),
        },
    };
    if node.nullable { format!("{shape}?") } else { shape }
}

#[test]
fn pairs() {
    let object = |properties: Value, required: &[&str]| json!({ "type": "object", "properties": properties, "required": required });
    let closed =
        |properties: Value| json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let string = || json!({ "type": "string" });
    let integer = || json!({ "type": "integer" });
    let open_set = || json!({ "anyOf": [{ "enum": ["a"] }, string()] });
    let mixed = || json!({ "anyOf": [{ "enum": ["a", 1] }, { "type": "number" }] });
    for (one, other, expected) in [
        // Any.
        (json!({}), string(), "string"),
        (json!(true), json!({ "minimum": 1 }), "any"),
        // Scalars.
        (integer(), json!({ "type": "integer", "format": "int32" }), "i32"),
        (json!({ "type": "integer", "format": "uint8" }), integer(), "u8"),
        (integer(), json!({ "type": "number" }), "i64"),
        (json!({ "type": "integer", "minimum": 0, "maximum": u64::MAX }), json!({}), "u64"),
        (json!({ "type": "integer", "exclusiveMinimum": -1, "maximum": 1e20 }), json!({}), "u128"),
        (json!({ "type": "integer", "maximum": u64::MAX }), json!({}), "i128"),
        (json!({ "type": "integer", "minimum": -1e19 }), json!({}), "i128"),
        (json!({ "type": "integer", "minimum": 9_223_372_036_854_775_808_u64 }), json!({}), "u64"),
        (
            json!({ "type": "integer", "minimum": -9_223_372_036_854_776e3, "maximum": 9_223_372_036_854_776e3 }),
            json!({}),
            "i64",
        ),
        (json!({ "type": "integer", "minimum": 0, "maximum": f64::MAX }), json!({}), "i64"),
        (json!({ "type": "number" }), json!({ "type": "number", "maximum": 3 }), "number"),
        (json!({ "type": ["integer", "number"] }), json!({ "type": "number" }), "every digit"),
        (json!({ "anyOf": [integer(), { "type": "number" }] }), integer(), "i64"),
        (json!({ "oneOf": [{ "type": "number" }, { "const": -1 }] }), json!({}), "number"),
        (json!({ "oneOf": [{ "type": "number" }, { "const": 9_007_199_254_740_993_i64 }] }), json!({}), "every digit"),
        (json!({ "type": "number", "format": "int64" }), json!({ "type": "number" }), "every digit"),
        (json!({ "type": "number", "format": "int32" }), json!({ "type": "number" }), "number"),
        (string(), json!({ "type": "string", "format": "date-time" }), "instant"),
        (json!({ "type": "boolean" }), json!({ "type": "boolean" }), "bool"),
        (json!({ "type": "null" }), json!({ "type": ["null", "string"] }), "null"),
        // `null`.
        (json!({ "type": ["string", "null"] }), string(), "string"),
        (json!({ "type": ["string", "null"] }), json!({ "type": ["null", "string"] }), "string?"),
        (json!({ "type": ["string", "null"] }), json!({ "type": ["integer", "null"] }), "null"),
        // Values.
        (json!({ "enum": ["a", "b"] }), string(), "\"a\"/\"b\""),
        (json!({ "enum": ["a", "b"] }), json!({ "enum": ["b", "c"] }), "\"b\""),
        (json!({ "enum": ["a", "b"] }), json!({ "const": "b" }), "\"b\"!"),
        (json!({ "enum": [1, 2.5, 3] }), integer(), "1/3"),
        (json!({ "enum": [1, "x", null] }), json!({ "type": ["string", "null"] }), "\"x\"?"),
        (json!({ "enum": [true] }), json!({ "type": "boolean" }), "true"),
        // An open set accepts other values only of its own JSON types.
        (open_set(), json!({ "type": ["object", "string"], "properties": { "kind": true } }), "\"a\""),
        (open_set(), json!({ "type": ["integer", "string", "array"] }), "\"a\""),
        (open_set(), json!({ "type": ["null", "string"] }), "\"a\""),
        // A set that is open to numbers accepts all of them, also if its own ones are integers.
        (mixed(), json!({ "type": "number" }), "number"),
        (mixed(), json!({ "type": "integer" }), "1"),
        (mixed(), json!({ "anyOf": [{ "enum": [1, true] }, { "type": "number" }] }), "number"),
        (mixed(), string(), "\"a\""),
        (json!({ "enum": ["a", 1] }), json!({ "type": "number" }), "1"),
        // Lists.
        (json!({ "type": "array" }), json!({ "items": string() }), "[string*]"),
        (json!({ "type": "array", "items": integer() }), json!({ "items": { "type": "number" } }), "[i64*]"),
        (
            json!({ "type": "array", "prefixItems": [string(), integer()], "minItems": 2 }),
            json!({ "items": false, "prefixItems": [true, true] }),
            "[string, i64]",
        ),
        // Objects.
        (object(json!({ "a": string() }), &["a"]), object(json!({ "b": integer() }), &[]), "{a: string, b?: i64, ..}"),
        (object(json!({ "a": string() }), &[]), json!({ "required": ["a"] }), "{a: string, ..}"),
        (object(json!({ "a": { "type": "number" } }), &[]), object(json!({ "a": integer() }), &["a"]), "{a: i64, ..}"),
        (closed(json!({ "a": string() })), closed(json!({ "a": { "enum": ["x"] } })), "{a?: \"x\"}"),
        (closed(json!({ "a": string() })), closed(json!({ "b": string() })), "{a?: string, b?: string}"),
        (
            json!({ "type": "object", "additionalProperties": { "type": "number" } }),
            json!({ "additionalProperties": integer() }),
            "{..: i64}",
        ),
        (
            json!({ "type": "object", "additionalProperties": { "type": "number" } }),
            object(json!({ "a": integer() }), &[]),
            "{a?: i64, ..: number}",
        ),
        (
            object(json!({ "o": object(json!({ "a": string() }), &[]) }), &[]),
            object(json!({ "o": object(json!({ "b": string() }), &[]) }), &[]),
            "{o?: {a?: string, b?: string, ..}, ..}",
        ),
        // Unions.
        (json!({ "type": ["string", "integer", "boolean"] }), json!({ "type": ["integer", "string"] }), "string | i64"),
        (json!({ "type": ["string", "integer"] }), json!({ "type": "number" }), "i64"),
        (
            json!({ "oneOf": [object(json!({ "a": string() }), &["a"]), object(json!({ "b": string() }), &["b"])] }),
            object(json!({ "id": string() }), &["id"]),
            "{a: string, id: string, ..} | {b: string, id: string, ..}",
        ),
        // Implied types accept other values too.
        (json!({ "required": ["a"] }), string(), "string"),
        (json!({ "items": string() }), json!({ "required": ["a"] }), "any"),
        (json!({ "required": ["a"] }), json!({ "enum": ["x", null] }), "\"x\"?"),
        (json!({ "properties": {} }), json!({ "type": ["string", "null"], "anyOf": [{}, integer()] }), "string?"),
        (json!({ "items": string() }), json!({ "type": ["integer", "null"] }), "i64?"),
        (json!({ "required": ["a"] }), json!({ "type": ["object", "null"] }), "{..}?"),
        (json!({ "required": ["a"] }), json!({ "properties": { "a": string() } }), "{a: string, ..}"),
        // References: a schema that they already imply is omitted.
        (json!({ "$ref": "named.json" }), json!({ "$ref": "named.json" }), "#2"),
        (json!({ "$ref": "named.json" }), json!({ "type": "object" }), "#2"),
        (json!({ "$ref": "named.json" }), object(json!({ "x": integer() }), &[]), "{id: string, x?: i64, ..}"),
        (json!({ "$ref": "list.json" }), json!({ "type": "array", "items": { "$ref": "named.json" } }), "#1"),
    ] {
        let (found, faults) = all_of(&one, &other);
        let errors: Vec<_> =
            faults.iter().filter(|fault| fault.severity == crate::diagnostic::Severity::Error).collect();
        assert!(errors.is_empty(), "{one} and {other}: {errors:?}");
        // Ids are in the order in which the schemas are found.
        let same = |found: &str| found == expected || expected.starts_with('#') && found.starts_with('#');
        assert!(same(&found), "{one} and {other}: {found}, not {expected}");
        // Properties are in the order of the parts. Otherwise the order of parts has no effect.
        if !expected.contains('{') {
            let (found, _) = all_of(&other, &one);
            let alternatives = |text: &str| {
                let mut all: Vec<String> = text.split(" | ").map(str::to_owned).collect();
                all.sort();
                all
            };
            assert!(same(&found) || alternatives(&found) == alternatives(expected), "{other} and {one}: {found}");
        }
    }
}

#[test]
fn a_contradiction_points_at_both_parts() {
    for (one, other) in [
        (json!({ "type": "string" }), json!({ "type": "integer" })),
        (json!({ "enum": ["a"] }), json!({ "const": "b" })),
        (json!({ "type": "array" }), json!({ "type": "object" })),
        (
            json!({ "type": "object", "properties": { "a": { "type": "string" } }, "required": ["a"] }),
            json!({ "type": "object", "properties": { "a": { "type": "boolean" } } }),
        ),
    ] {
        let (_, faults) = all_of(&one, &other);
        let fault = faults.iter().next().unwrap_or_else(|| panic!("{one} and {other} agree"));
        assert_eq!((fault.code, fault.severity), ("contradictory", crate::diagnostic::Severity::Warning));
        assert_eq!(fault.related.len(), 2, "{fault}");
    }
    // A property without a valid value is omitted, with a warning. The rest of the type remains.
    let part = |ty: &str| json!({ "type": "object", "properties": { "a": { "type": ty }, "b": {} } });
    let (found, faults) = all_of(&part("string"), &part("integer"));
    assert_eq!(found, "{b?: any, ..}");
    let fault = faults.iter().next().expect("a warning");
    assert_eq!((fault.code, fault.severity), ("contradictory", crate::diagnostic::Severity::Warning));
    let pointer = |place: &crate::diagnostic::Place| place.pointer.clone().unwrap_or_default();
    let places: Vec<String> = fault.related.iter().map(|(place, _)| pointer(place)).collect();
    assert_eq!(places, ["/allOf/0/properties/a", "/allOf/1/properties/a"]);
}

#[test]
fn parts_that_hold_themselves_end() {
    let holds_itself = |name: &str| json!({ "type": "object", "properties": { "next": { "$ref": name } } });
    let (definitions, faults) = read(&[
        ("a.json", json!({ "allOf": [{ "$ref": "b.json" }, { "$ref": "c.json" }] })),
        ("b.json", holds_itself("b.json")),
        ("c.json", holds_itself("c.json")),
    ]);
    assert_eq!(show(&definitions, &definitions[0].node), "{next?: any, ..}");
    assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["open"]);
}

#[test]
fn parts_that_multiply_open() {
    let part = |index: usize| {
        let object = |side: &str| json!({ "type": "object", "properties": { format!("{side}{index}"): {} }, "required": [format!("{side}{index}")] });
        json!({ "oneOf": [object("l"), object("r")] })
    };
    let parts: Vec<Value> = (0..30).map(part).collect();
    let (definitions, faults) = read(&[("a.json", json!({ "allOf": parts }))]);
    assert_eq!(show(&definitions, &definitions[0].node), "any");
    assert!(faults.iter().any(|fault| fault.code == "open"));
}

#[test]
fn evaluated_members_are_accepted() {
    let string = || json!({ "type": "string" });
    for (schema, expected) in [
        (json!({}), "{a?: string}"),
        (json!({ "additionalProperties": true }), "{a?: string, ..}"),
        (json!({ "patternProperties": { "^x-": {} } }), "{a?: string, ..}"),
        (json!({ "allOf": [{ "properties": { "b": string() } }] }), "{b?: string, a?: string}"),
        (json!({ "allOf": [{ "additionalProperties": string() }] }), "{a?: string, ..: string}"),
        (json!({ "if": { "required": ["a"] }, "then": { "properties": { "b": string() } } }), "{a?: string, b?: any}"),
        (json!({ "dependentSchemas": { "a": { "$ref": "other.json" } } }), "{a?: string, c?: any}"),
        (json!({ "if": {}, "then": {}, "else": { "additionalProperties": true } }), "{a?: string, ..}"),
    ] {
        let mut whole = json!({ "type": "object", "properties": { "a": string() }, "unevaluatedProperties": false });
        let members = schema.as_object().expect("an object").clone();
        whole.as_object_mut().expect("an object").extend(members);
        let other = json!({ "type": "object", "properties": { "c": {} } });
        let (definitions, faults) = read(&[("a.json", whole), ("other.json", other)]);
        assert_eq!(show(&definitions, &definitions[0].node), expected, "{schema}: {faults}");
    }
}

#[test]
fn an_object_that_is_referred_to_is_closed_in_a_copy() {
    for (schema, expected) in [
        (json!({ "$ref": "other.json", "unevaluatedProperties": false }), "{c?: any}"),
        (json!({ "allOf": [{ "$ref": "other.json" }], "unevaluatedProperties": false }), "{c?: any}"),
        (json!({ "$ref": "other.json", "unevaluatedProperties": { "type": "string" } }), "{c?: any, ..: string}"),
        (json!({ "$ref": "other.json", "unevaluatedProperties": true }), "#"),
    ] {
        let other = json!({ "type": "object", "properties": { "c": {} } });
        let (definitions, faults) = read(&[("a.json", schema.clone()), ("other.json", other)]);
        let found = show(&definitions, &definitions[0].node);
        assert!(found == expected || expected == "#" && found.starts_with('#'), "{schema}: {found}, {faults}");
        let target = definitions.iter().find(|definition| definition.location.file == 1).expect("the target");
        assert_eq!(show(&definitions, &target.node), "{c?: any, ..}", "{schema}");
    }
}

#[test]
fn null_of_an_alternative_behind_a_reference_stays() {
    let reference = |name: &str| json!({ "$ref": format!("#/$defs/{name}") });
    for (target, expected) in
        [(json!(true), true), (json!({ "type": ["null", "array"] }), true), (json!({ "type": "array" }), false)]
    {
        let schema = json!({ "type": ["null", "array"], "anyOf": [{ "oneOf": [reference("one"), reference("other")] }],
            "$defs": { "one": { "type": "object" }, "other": target } });
        let (definitions, faults) = read(&[("a.json", schema)]);
        assert_eq!(definitions[0].node.nullable, expected, "{target}: {faults}");
    }
}
