//! Reads the constraints of a schema: the keywords that restrict values and change no type. No other place lists these keywords.

use serde_json::{Map, Value, json};

use crate::read::dialect::Dialect;
use crate::read::keywords::{SHAPING, has_any};
use crate::read::pointer;
use crate::read::resolve::Location;

/// A constraint of a schema that the Rust type does not show: a restriction of values, or the default of an absent member. No type checks
/// it, because the API does, and may change what it accepts.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    /// The JSON Pointer from the schema of the type, or of the member, to the schema with the keyword: empty, or `/items` for the elements
    /// of a list.
    pub within: String,
    /// The keyword: `maxLength`, `pattern`, `default`.
    pub keyword: &'static str,
    /// Its value. For `if`, an object that also contains `then` and `else`.
    pub value: Value,
}

impl Constraint {
    /// The keyword for the value of an absent member. All others restrict values.
    pub const DEFAULT: &'static str = "default";
}

/// Keywords that narrow values and shape no type (2020-12, validation, sections 6 to 8; core, section 10).
const NARROWING: &[&str] = &[
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "pattern",
    "propertyNames",
    "unevaluatedItems",
    "uniqueItems",
];

/// What constraints are read by.
pub(crate) struct Scope<'a> {
    /// The draft of the file.
    pub(crate) dialect: Dialect,
    /// Whether the schema at a location has a type of its own.
    pub(crate) is_type: &'a dyn Fn(&Location) -> bool,
}

/// Adds the constraints of the schema at a location, and of its inline parts without types of their own.
pub(crate) fn read(schema: &Value, at: &Location, within: &str, scope: &Scope<'_>, found: &mut Vec<Constraint>) {
    let Some(object) = schema.as_object() else { return };
    if let Some(value) = object.get(Constraint::DEFAULT).filter(|_| within.is_empty()) {
        found.push(constraint(within, Constraint::DEFAULT, value.clone()));
    }
    if object.contains_key("$ref") && scope.dialect.references_stand_alone() {
        return;
    }
    own(object, within, scope.dialect, found);
    for (keyword, value) in object {
        match (keyword.as_str(), value) {
            ("allOf", _) => {
                // All parts apply to the same value.
                parts(value, keyword).for_each(|(step, part)| inner(part, at, &step, within.to_owned(), scope, found));
            }
            // These alternatives only combine required members: `oneOf: [{required: [a]}, {required: [b]}]`.
            ("anyOf", _) if only_narrows(value) => found.push(constraint(within, "anyOf", value.clone())),
            ("oneOf", _) if only_narrows(value) => found.push(constraint(within, "oneOf", value.clone())),
            ("anyOf" | "oneOf" | "prefixItems" | "items", Value::Array(_)) => {
                parts(value, keyword)
                    .for_each(|(step, part)| inner(part, at, &step, format!("{within}{step}"), scope, found));
            }
            ("items" | "additionalItems" | "additionalProperties", Value::Object(_)) => {
                let step = format!("/{keyword}");
                inner(value, at, &step, format!("{within}{step}"), scope, found);
            }
            ("patternProperties", Value::Object(patterns)) => {
                for (pattern, part) in patterns {
                    let step = pointer::push("/patternProperties", pattern);
                    inner(part, at, &step, format!("{within}{step}"), scope, found);
                }
            }
            _ => {}
        }
    }
}

/// The constraints of a part, unless it has a type of its own.
fn inner(part: &Value, at: &Location, step: &str, within: String, scope: &Scope<'_>, found: &mut Vec<Constraint>) {
    let at = Location { file: at.file, pointer: format!("{}{step}", at.pointer) };
    if !(scope.is_type)(&at) {
        read(part, &at, &within, scope, found);
    }
}

/// The entries of a list of schemas, each with the step to it.
fn parts<'a>(list: &'a Value, keyword: &'a str) -> impl Iterator<Item = (String, &'a Value)> {
    list.as_array().into_iter().flatten().enumerate().map(move |(index, part)| (format!("/{keyword}/{index}"), part))
}

/// Whether alternatives only restrict values.
fn only_narrows(list: &Value) -> bool {
    let narrows = |part: &Value| {
        part.as_object().is_some_and(|part| {
            part.keys().all(|keyword| keyword == "required" || !SHAPING.contains(&keyword.as_str()))
        })
    };
    list.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(narrows))
}

/// The constraints in the keywords of a schema itself.
fn own(schema: &Map<String, Value>, within: &str, dialect: Dialect, found: &mut Vec<Constraint>) {
    for keyword in NARROWING.iter().filter(|keyword| schema.contains_key(**keyword) && dialect.has(keyword)) {
        found.push(constraint(within, keyword, schema[*keyword].clone()));
    }
    match (schema.get("const"), schema.get("enum")) {
        (Some(value), _) if !is_shown(std::slice::from_ref(value)) => {
            found.push(constraint(within, "enum", json!([value])));
        }
        (None, Some(Value::Array(values))) if !is_shown(values) => {
            found.push(constraint(within, "enum", values.clone().into()));
        }
        _ => {}
    }
    if has_any(schema, &["if"]) && dialect.has("if") && has_any(schema, &["then", "else"]) {
        let parts =
            ["if", "then", "else"].into_iter().filter_map(|name| Some((name.to_owned(), schema.get(name)?.clone())));
        found.push(constraint(within, "if", Value::Object(parts.collect())));
    }
}

/// Whether the type shows the listed values. For booleans, lists and objects, it only shows the JSON type.
fn is_shown(values: &[Value]) -> bool {
    let mut values = values.iter().filter(|value| !value.is_null()).peekable();
    let only_booleans = values.peek().is_some() && values.clone().all(Value::is_boolean);
    !only_booleans && values.all(|value| !value.is_array() && !value.is_object())
}

fn constraint(within: &str, keyword: &'static str, value: Value) -> Constraint {
    Constraint { within: within.to_owned(), keyword, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(schema: &Value, types: &[&str]) -> Vec<(String, &'static str, Value)> {
        let mut found = Vec::new();
        let is_type = |at: &Location| types.contains(&at.pointer.as_str());
        let scope = Scope { dialect: Dialect::of(schema), is_type: &is_type };
        read(schema, &Location::root(0), "", &scope, &mut found);
        found.into_iter().map(|found| (found.within, found.keyword, found.value)).collect()
    }

    #[test]
    fn constraints_of_inline_parts_are_found() {
        let schema = json!({
            "maxLength": 5, "title": "none", "default": "x",
            "items": { "pattern": "^a", "items": { "minimum": 1, "default": 2 } },
            "anyOf": [{ "type": "string", "format": "uri" }, { "type": "null" }],
            "allOf": [{ "minItems": 1 }, { "maxItems": 2 }],
            "additionalProperties": { "multipleOf": 3 },
        });
        let expected = [
            ("", "default", json!("x")),
            ("", "maxLength", json!(5)),
            ("/items", "pattern", json!("^a")),
            ("/items/items", "minimum", json!(1)),
            ("/anyOf/0", "format", json!("uri")),
            ("", "minItems", json!(1)),
            ("", "maxItems", json!(2)),
            ("/additionalProperties", "multipleOf", json!(3)),
        ];
        let expected = expected.map(|(within, keyword, value)| (within.to_owned(), keyword, value));
        assert_eq!(read_all(&schema, &[]), expected);
        let without: Vec<_> = expected.iter().filter(|(within, ..)| !within.starts_with("/items")).cloned().collect();
        assert_eq!(read_all(&schema, &["/items"]), without);
    }

    #[test]
    fn keywords_without_an_effect_in_the_draft_are_no_constraints() {
        let schema = |draft: &str, own: Value| {
            let mut schema = json!({ "$schema": format!("http://json-schema.org/{draft}/schema#"), "default": 1 });
            schema.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
            read_all(&schema, &[]).into_iter().map(|(_, keyword, _)| keyword).collect::<Vec<_>>()
        };
        let conditional = json!({ "if": { "minimum": 1 }, "then": {}, "propertyNames": {}, "minItems": 1 });
        assert_eq!(schema("draft-04", conditional.clone()), ["default", "minItems"]);
        assert_eq!(schema("draft-06", conditional.clone()), ["default", "minItems", "propertyNames"]);
        assert_eq!(schema("draft-07", conditional), ["default", "minItems", "propertyNames", "if"]);
        let beside = json!({ "$ref": "#", "minItems": 1, "allOf": [{ "maxItems": 2 }] });
        assert_eq!(schema("draft-07", beside.clone()), ["default"]);
        assert_eq!(schema("2020-12", beside), ["default", "minItems", "maxItems"]);
    }

    #[test]
    fn sets_of_numbers_and_alternatives_that_only_narrow() {
        let narrowing = json!([{ "required": ["a"] }, { "required": ["b"] }]);
        let schema = json!({ "oneOf": narrowing, "enum": [[], {}], "if": { "minimum": 1 }, "then": { "maximum": 2 } });
        let expected = [
            ("", "enum", json!([[], {}])),
            ("", "if", json!({ "if": { "minimum": 1 }, "then": { "maximum": 2 } })),
            ("", "oneOf", narrowing),
        ];
        assert_eq!(
            read_all(&schema, &[]),
            expected.map(|(within, keyword, value)| (within.to_owned(), keyword, value))
        );
        assert_eq!(read_all(&json!({ "const": true }), &[]), [(String::new(), "enum", json!([true]))]);
        for shown in [json!(["a", null]), json!([1, 2]), json!(["a", 1, true])] {
            assert_eq!(read_all(&json!({ "enum": shown }), &[]), []);
        }
    }
}
