//! Intended differences, each with its reason. An exemption without an effect is an error.

use serde_json::{Map, Value, json};

use super::opinion::{Class, Difference, Rest};
use super::{Finding, Schema};

/// An intended difference.
pub(crate) struct Exemption {
    pub(crate) name: &'static str,
    /// The reason why we differ from typify.
    pub(crate) reason: &'static str,
    pub(crate) applies: fn(&Finding) -> bool,
}

pub(crate) const ALL: &[Exemption] = &[
    Exemption {
        name: "configured-values",
        reason: "the configuration names the values of a string",
        applies: |finding| {
            finding.tables.contains("values")
                && is_class(finding, |ours, theirs| matches!(ours, Class::Enum(_)) && *theirs == Class::String)
        },
    },
    Exemption {
        name: "fixed-values",
        reason: "a fix-up adds values",
        applies: |finding| {
            finding.tables.contains("fix")
                && is_class(finding, |ours, theirs| match (ours, theirs) {
                    (Class::Enum(ours), Class::Enum(theirs)) => ours.is_superset(theirs),
                    _ => false,
                })
        },
    },
    Exemption {
        name: "fixed-presence",
        reason: "a fix-up says that a member may be absent",
        applies: |finding| finding.tables.contains("fix") && *finding.difference == Difference::Required(false, true),
    },
    Exemption {
        name: "fixed-type",
        reason: "a fix-up says that a property is a string",
        applies: |finding| {
            finding.tables.contains("fix")
                && is_class(finding, |ours, theirs| *ours == Class::String && matches!(theirs, Class::Integer(_)))
        },
    },
    Exemption {
        name: "empty-object",
        reason: "an object that names no members is a struct to us, which keeps what it is sent and can get members, and a map to typify",
        applies: |finding| {
            let no_members = |schema: &Map<String, Value>| schema.get("properties") == Some(&json!({}));
            is_class(finding, |ours, theirs| *ours == Class::Struct && matches!(theirs, Class::Map(_)))
                && finding.schema.says(no_members)
        },
    },
    Exemption {
        name: "names-without-type",
        reason: "`propertyNames` is true of values that are no objects, which typify rejects",
        applies: |finding| {
            let names_alone =
                |schema: &Map<String, Value>| schema.contains_key("propertyNames") && !schema.contains_key("type");
            is_class(finding, |ours, theirs| *ours == Class::Any && matches!(theirs, Class::Map(_)))
                && finding.schema.says(names_alone)
        },
    },
    Exemption {
        name: "constant",
        reason: "typify ignores a `const` beside no `type`, and takes any string where the type is that",
        applies: |finding| {
            is_class(finding, |ours, theirs| {
                let value = match ours {
                    Class::Enum(values) => values.first().map(|value| json!(value)),
                    _ => None,
                };
                let is_it = |constant: &Value| match ours {
                    Class::Enum(_) => Some(constant) == value.as_ref(),
                    Class::Null => constant.is_null(),
                    Class::Bool => constant.is_boolean(),
                    Class::Integer(_) => constant.is_i64(),
                    Class::Number => constant.is_f64(),
                    _ => false,
                };
                matches!(theirs, Class::Any | Class::String)
                    && finding.schema.says(|schema| schema.get("const").is_some_and(is_it))
            })
        },
    },
    Exemption {
        name: "numbers-listed",
        reason: "integers that are listed without a type are integers to us, and numbers to typify",
        applies: |finding| {
            let is_whole = |value: &Value| value.as_f64().is_none_or(|number| number.fract() == 0.0);
            let is_number = |value: &Value| value.is_number() || value.is_null();
            let all = |list: &Vec<Value>| list.iter().all(|value| is_number(value) && is_whole(value));
            let integers = |values: &Value| values.as_array().is_some_and(all);
            is_class(finding, |ours, theirs| matches!(ours, Class::Integer(_)) && *theirs == Class::Number)
                && finding.schema.says(|schema| schema.get("enum").is_some_and(integers))
        },
    },
    Exemption {
        name: "width-by-limits",
        reason: "typify takes the width of an integer from its limits; these may move, and then the type would",
        applies: |finding| {
            let limited = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
            let limited = limited.iter().any(|keyword| finding.schema.has(keyword));
            is_class(finding, |ours, theirs| matches!((ours, theirs), (Class::Integer(_), Class::Integer(_))))
                && limited
        },
    },
    Exemption {
        name: "wide-integers",
        reason: "typify knows no format of 128 bits",
        applies: |finding| {
            let is_wide = |schema: &Map<String, Value>| {
                schema.get("format").is_some_and(|format| [json!("int128"), json!("uint128")].contains(format))
            };
            is_class(finding, |_, theirs| *theirs == Class::Integer("i64".to_owned())) && finding.schema.says(is_wide)
        },
    },
    Exemption {
        name: "one-direction",
        reason: "a member that goes one way alone may be absent in what goes the other way",
        applies: |finding| {
            let one_way = finding.schema.has("readOnly") || finding.schema.has("writeOnly");
            *finding.difference == Difference::Required(false, true) && one_way
        },
    },
    Exemption {
        name: "unevaluated",
        reason: "typify reads draft 7, which has no `unevaluatedProperties`",
        applies: |finding| {
            matches!(finding.difference, Difference::Rest(Rest::Of(_), Rest::Any))
                && finding.schema.has("unevaluatedProperties")
        },
    },
    Exemption {
        name: "no-value-of-a-definition",
        reason: "a definition that no value fits opens with a warning, since nothing may use it",
        applies: |finding| is_class(finding, |ours, theirs| *ours == Class::Any && is_never(theirs)),
    },
    Exemption {
        name: "endless",
        reason: "a type whose values would never end opens with a warning",
        applies: |finding| {
            is_class(finding, |ours, theirs| *ours == Class::Any && matches!(theirs, Class::Struct | Class::Union))
                && finding.schema.has("required")
        },
    },
    Exemption {
        name: "patterns",
        reason: "members that match patterns are in a map of their own beside the others; typify takes one pattern for all names",
        applies: |finding| {
            let is_map = |ours: &Class, theirs: &Class| *ours == Class::Struct && matches!(theirs, Class::Map(_));
            let bars_all = |schema: &Map<String, Value>| {
                schema.get("patternProperties").and_then(|patterns| patterns.get("")) == Some(&Value::Bool(false))
            };
            let differs = match finding.difference {
                Difference::Rest(Rest::Any, _) => true,
                Difference::Rest(Rest::Refused, _) => finding.schema.says(bars_all),
                _ => is_class(finding, is_map),
            };
            differs && finding.schema.has("patternProperties")
        },
    },
    Exemption {
        name: "labelled-values",
        reason: "constants with titles are values of one enum, each with its label",
        applies: |finding| {
            let has_constant = |schema: &Value| schema.get("const").is_some();
            let all = |list: &Value| list.as_array().is_some_and(|list| list.iter().all(has_constant));
            is_class(finding, |ours, theirs| {
                matches!(ours, Class::Integer(_) | Class::Enum(_)) && *theirs == Class::Union
            }) && finding.schema.says(|schema| schema.get("oneOf").is_some_and(all))
        },
    },
    Exemption {
        name: "any-of-as-struct",
        reason: "typify makes a struct of `anyOf`, with a field for each alternative; a value of ours is one of them",
        applies: |finding| {
            // Alternatives of one type, such as integers of either sign, are that type.
            let of_one_type = |ours: &Class| match ours {
                Class::String => alternatives(finding.schema, "anyOf", &["string"]),
                Class::Integer(_) => alternatives(finding.schema, "anyOf", &["integer"]),
                ours => matches!(ours, Class::Union | Class::Enum(_)),
            };
            is_class(finding, |ours, theirs| of_one_type(ours) && *theirs == Class::Struct)
                && finding.schema.has("anyOf")
        },
    },
    Exemption {
        name: "numbers-of-either",
        reason: "an integer or a number is a number",
        applies: |finding| {
            let types = |keyword| alternatives(finding.schema, keyword, &["integer", "number"]);
            let both = |list: &Vec<Value>| ["integer", "number"].iter().all(|ty| list.iter().any(|own| own == ty));
            is_class(finding, |ours, theirs| *ours == Class::Number && *theirs == Class::Union)
                && (types("anyOf")
                    || types("oneOf")
                    || finding.schema.says(|schema| schema.get("type").and_then(Value::as_array).is_some_and(both)))
        },
    },
    Exemption {
        name: "any-alternative",
        reason: "any value or a string is any value",
        applies: |finding| {
            let shapes_nothing = |schema: &Value| {
                schema.as_object().is_some_and(|schema| schema.keys().all(|keyword| keyword == "description"))
            };
            let any = |list: &Value| list.as_array().is_some_and(|list| list.iter().any(shapes_nothing));
            is_class(finding, |ours, theirs| *ours == Class::Any && *theirs == Class::Union)
                && finding.schema.says(|schema| schema.get("oneOf").is_some_and(any))
        },
    },
    Exemption {
        name: "required-alternatives",
        reason: "alternatives that only require members narrow an object, and are not types",
        applies: |finding| {
            let requires = |schema: &Value| {
                schema.as_object().is_some_and(|schema| schema.keys().all(|keyword| keyword == "required"))
            };
            let all = |list: &Value| list.as_array().is_some_and(|list| list.iter().all(requires));
            is_class(finding, |ours, theirs| *ours == Class::Struct && *theirs == Class::Union)
                && finding.schema.says(|schema| schema.get("anyOf").is_some_and(all))
        },
    },
    Exemption {
        name: "null-of-an-alternative",
        reason: "`null` of an alternative is the field's to us, and stays the alternative's to typify",
        applies: |finding| {
            let takes_null = |schema: &Value| schema.get("type").is_some_and(|ty| *ty == json!(["string", "null"]));
            let any = |list: &Value| list.as_array().is_some_and(|list| list.iter().any(takes_null));
            *finding.difference == Difference::Nullable(true, false)
                && finding.schema.says(|schema| schema.get("oneOf").is_some_and(any))
        },
    },
    Exemption {
        name: "null-of-anything",
        reason: "an alternative that refers to a schema of any value takes `null`, which is the field's to us, and the alternative's to typify",
        applies: |finding| {
            let is_anything = |schema: &Value| {
                let annotates = |keyword: &String| ["title", "description", "$id"].contains(&keyword.as_str());
                *schema == Value::Bool(true) || schema.as_object().is_some_and(|schema| schema.keys().all(annotates))
            };
            *finding.difference == Difference::Nullable(true, false)
                && (finding.schema.has("anyOf") || finding.schema.has("oneOf"))
                && finding.schema.all().into_iter().any(is_anything)
        },
    },
    Exemption {
        name: "null-listed",
        reason: "`null` among the values of a string is not valid, and typify takes it",
        applies: |finding| {
            let lists_null = |values: &Value| values.as_array().is_some_and(|list| list.contains(&Value::Null));
            let is_string = |schema: &Map<String, Value>| schema.get("type") == Some(&json!("string"));
            *finding.difference == Difference::Nullable(false, true)
                && finding.schema.says(|schema| is_string(schema) && schema.get("enum").is_some_and(lists_null))
        },
    },
    Exemption {
        name: "closed-parts",
        reason: "parts of an `allOf` that refuse the members of each other leave no value; we take the members of all of them, and warn",
        applies: |finding| {
            let closed = |schema: &Map<String, Value>| schema.get("additionalProperties") == Some(&json!(false));
            is_class(finding, |ours, theirs| *ours == Class::Struct && is_never(theirs))
                && finding.schema.has("allOf")
                && finding.schema.says(closed)
        },
    },
    Exemption {
        name: "no-value",
        reason: "a property that no value fits is not a field",
        applies: |finding| match finding.difference {
            Difference::Alone(None, Some(theirs)) => {
                let is_empty = |schema: &Map<String, Value>| schema.get("enum") == Some(&json!([]));
                is_never(&theirs.class) && (finding.schema.has("allOf") || finding.schema.says(is_empty))
            }
            _ => false,
        },
    },
    Exemption {
        name: "depended-on",
        reason: "a member that another one requires may be there, so that it is a field; typify knows those of `properties` alone",
        applies: |finding| match finding.difference {
            Difference::Alone(Some(ours), None) => {
                ours.class == Class::Any && !ours.required && finding.whole.has("dependencies")
            }
            _ => false,
        },
    },
    Exemption {
        name: "no-value-of-an-alternative",
        reason: "an alternative that no value fits is not an alternative, and the rest is not a union",
        applies: |finding| {
            let of_parts = |schema: &Value| schema.get("allOf").is_some();
            let two = |list: &Value| list.as_array().is_some_and(|list| list.len() == 2 && list.iter().any(of_parts));
            is_class(finding, |ours, theirs| *ours != Class::Any && *theirs == Class::Union)
                && finding.schema.at.get("oneOf").is_some_and(two)
        },
    },
];

/// Whether it is a difference of two classes for which the function returns true.
fn is_class(finding: &Finding, holds: impl Fn(&Class, &Class) -> bool) -> bool {
    matches!(finding.difference, Difference::Class(ours, theirs) if holds(ours, theirs))
}

/// typify's type for a schema without values.
fn is_never(class: &Class) -> bool {
    matches!(class, Class::Enum(values) if values.is_empty())
}

/// Whether the alternatives of a keyword are of these types.
fn alternatives(schema: Schema, keyword: &str, types: &[&str]) -> bool {
    let is_of = |list: &Value| {
        let of = |schema: &Value| schema.get("type").and_then(Value::as_str).is_some_and(|ty| types.contains(&ty));
        list.as_array().is_some_and(|list| list.iter().all(of))
    };
    schema.says(|schema| schema.get(keyword).is_some_and(is_of))
}
