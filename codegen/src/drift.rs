//! Finds fields and values of a body that its type does not declare, for maintainers who compare recorded bodies with the schemas.

use std::collections::BTreeSet;
use std::iter;

use serde_json::Value;

use crate::model::{Field, Form, Item, ItemId, Kind, Layout, Model, Presence, Rest, Struct, Telling, Type, Union};

/// A part of a body that a type does not declare.
#[derive(Clone, Debug, PartialEq)]
pub struct Drift {
    /// The path of the part: `user.phone_numbers[].carrier`. An element of a list is `[]`, and an entry of a map `{}`.
    pub path: String,
    /// The type that lacks it.
    pub of: ItemId,
    /// The kind of part.
    pub missing: Missing,
}

/// A part that a type lacks.
#[derive(Clone, Debug, PartialEq)]
pub enum Missing {
    /// A property of this name, whose value has this JSON type; none for `null`.
    Property {
        /// The name.
        name: String,
        /// The JSON type.
        json_type: Option<&'static str>,
    },
    /// A value of an enum.
    EnumValue(Value),
    /// An alternative of a union with this tag, or with this name of its only member.
    Alternative(String),
}

impl Model {
    /// Finds the properties, enum values and alternatives of a value that its type does not declare, each once.
    ///
    /// The search does not enter a value that the type rejects, because decoding reports it.
    #[must_use]
    pub fn drift(&self, item: ItemId, value: &Value) -> Vec<Drift> {
        let mut search = Search { model: self, path: String::new(), seen: BTreeSet::new(), found: Vec::new() };
        search.item(item, value);
        search.found
    }
}

struct Search<'a> {
    model: &'a Model,
    /// The path of the current value.
    path: String,
    seen: BTreeSet<(String, String)>,
    found: Vec<Drift>,
}

impl Search<'_> {
    fn ty(&mut self, ty: &Type, value: &Value) {
        match (ty, value) {
            (Type::Item(id), _) => self.item(*id, value),
            (Type::Nullable(inner), _) => self.ty(inner, value),
            (Type::Array(inner), Value::Array(items)) => {
                self.below("[]", |search| items.iter().for_each(|item| search.ty(inner, item)));
            }
            (Type::Tuple(types), Value::Array(items)) => {
                self.below("[]", |search| types.iter().zip(items).for_each(|(ty, item)| search.ty(ty, item)));
            }
            (Type::Map(inner), Value::Object(members)) => {
                self.below(".{}", |search| members.values().for_each(|value| search.ty(inner, value)));
            }
            _ => {}
        }
    }

    fn item(&mut self, id: ItemId, value: &Value) {
        let item: &Item = self.model.item(id);
        match (&item.kind, value) {
            (Kind::Newtype(ty) | Kind::Alias(ty), _) => self.ty(ty, value),
            (Kind::Struct(kind), Value::Object(_)) if kind.layout == Layout::Object => self.structure(id, kind, value),
            (Kind::Struct(kind), Value::Array(items)) if kind.layout == Layout::List => {
                self.below("[]", |search| search.list(kind, items));
            }
            (Kind::Union(union), _) => self.union(id, union, value),
            (Kind::Enum(kind), _) if !kind.others && kind.of.takes(value) && !kind.lists(value) => {
                self.report(id, Missing::EnumValue(value.clone()));
            }
            _ => {}
        }
    }

    fn structure(&mut self, id: ItemId, kind: &Struct, value: &Value) {
        for (name, value) in value.as_object().into_iter().flatten() {
            self.below_name(name, |search| match kind.fields.iter().find(|field| field.wire_name == *name) {
                // A fix-up gives this value to the absent member.
                Some(Field { presence: Presence::Lenient(Some(substitute)), .. }) if substitute == value => {}
                Some(field) => search.ty(&field.ty, value),
                None => match (&kind.rest, &kind.matches) {
                    (_, Some(matches)) if matches.names.has(name) => search.ty(&matches.ty, value),
                    (Rest::Typed(ty), _) => search.ty(ty, value),
                    (Rest::Keep | Rest::Refuse, _) => {
                        let missing = Missing::Property { name: name.clone(), json_type: json_type(value) };
                        search.report(id, missing);
                    }
                },
            });
        }
    }

    fn list(&mut self, kind: &Struct, items: &[Value]) {
        let rest = match &kind.rest {
            Rest::Typed(ty) => ty,
            Rest::Keep | Rest::Refuse => &Type::Any,
        };
        let types = kind.fields.iter().map(|field| &field.ty).chain(iter::repeat(rest));
        types.zip(items).for_each(|(ty, item)| self.ty(ty, item));
    }

    fn union(&mut self, id: ItemId, union: &Union, value: &Value) {
        let members = value.as_object();
        let of_tag = |tag: &str| value.get(tag).filter(|_| members.is_some());
        let found = union.alternatives.iter().find_map(|alternative| match (&union.telling, &alternative.form) {
            (Telling::Tag(tag), _) => {
                of_tag(tag).filter(|value| alternative.facts.tags.contains(value)).map(|_| (&alternative.ty, value))
            }
            (_, Form::Wrapped(name)) => {
                members.filter(|members| members.len() == 1)?.get(name).map(|value| (&alternative.ty, value))
            }
            (_, Form::Constant(text)) => (value.as_str() == Some(text)).then_some((&alternative.ty, &Value::Null)),
            (Telling::Type, Form::Plain) => alternative
                .facts
                .types
                .names()
                .any(|name| Some(name) == json_type(value).map(|name| if name == "integer" { "number" } else { name }))
                .then_some((&alternative.ty, value)),
            (_, Form::Plain) => {
                let fits = alternative.facts.required.iter().all(|name| value.get(name).is_some());
                (fits && members.is_some()).then_some((&alternative.ty, value))
            }
        });
        match (found, &union.telling, members) {
            (Some((ty, value)), ..) => self.ty(&ty.clone(), value),
            (None, Telling::Tag(tag), Some(_)) => {
                if let Some(value) = of_tag(tag) {
                    let name = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    self.report(id, Missing::Alternative(name));
                }
            }
            (None, Telling::Wrapper, Some(members)) => {
                if let Some(name) = members.keys().next().filter(|_| members.len() == 1) {
                    self.report(id, Missing::Alternative(name.clone()));
                }
            }
            _ => {}
        }
    }

    fn below_name(&mut self, name: &str, search: impl FnOnce(&mut Self)) {
        let dot = if self.path.is_empty() { "" } else { "." };
        self.below(&format!("{dot}{name}"), search);
    }

    fn below(&mut self, step: &str, search: impl FnOnce(&mut Self)) {
        let start = self.path.len();
        self.path.push_str(if start == 0 { step.trim_start_matches('.') } else { step });
        search(self);
        self.path.truncate(start);
    }

    fn report(&mut self, of: ItemId, missing: Missing) {
        if self.seen.insert((self.path.clone(), format!("{missing:?}"))) {
            self.found.push(Drift { path: self.path.clone(), of, missing });
        }
    }
}

/// The JSON Schema type of a value; none for `null`.
fn json_type(value: &Value) -> Option<&'static str> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::{Config, Corpus, Generator};

    fn found(value: &Value) -> Vec<String> {
        let schema = json!({
            "title": "User", "type": "object", "required": ["method"],
            "properties": {
                "status": { "enum": ["active", "deleted"] },
                "level": { "anyOf": [{ "enum": ["low", "high"] }, { "type": "string" }] },
                "method": { "enum": ["sms", "totp"] },
                "phones": { "type": "array", "items": { "$ref": "#/$defs/Phone" } },
                "by_name": { "additionalProperties": { "$ref": "#/$defs/Phone" } },
                "metadata": { "type": "object" },
                "headers": { "type": "object", "patternProperties": { "^x-": { "$ref": "#/$defs/Phone" } }, "additionalProperties": false },
                "pair": { "type": "array", "prefixItems": [{ "$ref": "#/$defs/Phone" }], "items": { "$ref": "#/$defs/Phone" } },
                "event": { "oneOf": [
                    { "title": "Login", "type": "object", "required": ["kind"], "properties": { "kind": { "const": "login" } } },
                    { "title": "Note", "type": "object", "required": ["kind"], "properties": { "kind": { "const": "note" } } }
                ] },
            },
            "$defs": { "Phone": { "title": "Phone", "type": "object", "properties": { "number": { "type": "string" } } } },
        });
        let corpus = Corpus::from_sources([("user.json", schema.to_string())]).unwrap();
        let fix = "[[fix]]\nschema = 'User'\nmember = 'method'\nexpect = { required = true }\nset = { absent-as = 'none' }\nreason = 'x'";
        let config = Config::parse("schemawright.toml", fix).unwrap();
        let output = Generator::new("").generate_from(&corpus, &config).unwrap();
        let id = output.model.iter().find(|(_, item)| item.path.name == "User").map(|(id, _)| id).unwrap();
        let drift = output.model.drift(id, value);
        drift
            .iter()
            .map(|drift| format!("{} of {}: {:?}", drift.path, output.model.item(drift.of).path, drift.missing))
            .collect()
    }

    #[test]
    fn declared_values_are_not_drift() {
        let known = json!({ "status": "active", "level": "middle", "method": "none", "phones": [{ "number": "1" }], "by_name": { "a": { "number": "1" } },
            "metadata": { "anything": 1 }, "event": { "kind": "note" }, "headers": { "x-a": { "number": "1" } },
            "pair": [{ "number": "1" }, {}, {}] });
        assert_eq!(found(&known), [] as [String; 0]);
        // Decoding reports these.
        assert_eq!(found(&json!({ "status": 5, "phones": {}, "event": [] })), [] as [String; 0]);
    }

    #[test]
    fn unknown_parts_are_found_once() {
        let grown = json!({ "status": "locked", "method": "", "phones": [{ "carrier": "a" }, { "carrier": "b", "ported": null }],
            "by_name": { "alice": { "since": 5 } }, "event": { "kind": "logout" }, "at": 1.5,
            "headers": { "x-a": { "new": 1 } }, "pair": [{}, {}, { "new": 1 }] });
        assert_eq!(
            found(&grown),
            [
                "status of UserStatus: EnumValue(String(\"locked\"))",
                "method of UserMethod: EnumValue(String(\"\"))",
                "phones[].carrier of Phone: Property { name: \"carrier\", json_type: Some(\"string\") }",
                "phones[].ported of Phone: Property { name: \"ported\", json_type: None }",
                "by_name.{}.since of Phone: Property { name: \"since\", json_type: Some(\"integer\") }",
                "event of UserEvent: Alternative(\"logout\")",
                "at of User: Property { name: \"at\", json_type: Some(\"number\") }",
                "headers.{}.new of Phone: Property { name: \"new\", json_type: Some(\"integer\") }",
                "pair[].new of Phone: Property { name: \"new\", json_type: Some(\"integer\") }",
            ]
        );
    }
}
