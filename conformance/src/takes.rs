//! Decides from the Model alone what a type does with a value: for many schemas, of which only a few can be compiled.
//!
//! A union accepts what one of its alternatives accepts. Only the compiled types show which alternative that is.

use schemawright::Model;
use schemawright::model::{Field, Form, ItemId, Kind, Layout, Presence, Rest, Struct, Telling, Type, Union, Width};
use serde_json::{Map, Value};

/// Whether a value round-trips through a type; if not, where and why.
pub(super) fn takes(model: &Model, item: ItemId, value: &Value) -> Result<(), String> {
    Taker { model }.ty(&Type::Item(item), value)
}

struct Taker<'a> {
    model: &'a Model,
}

impl Taker<'_> {
    fn ty(&self, ty: &Type, value: &Value) -> Result<(), String> {
        let expected =
            |fits: bool, what: &str| if fits { Ok(()) } else { Err(format!(" is {value} in place of {what}")) };
        match ty {
            Type::Any => Ok(()),
            Type::Null => expected(value.is_null(), "null"),
            Type::Bool => expected(value.is_boolean(), "a boolean"),
            Type::Integer(width) => expected(is_of_width(value, *width), width.rust()),
            Type::F64 | Type::Number => expected(value.is_number(), "a number"),
            Type::String | Type::Timestamp | Type::Secret | Type::Id(_) | Type::Format(_) => {
                expected(value.is_string(), "a string")
            }
            Type::Item(id) => self.item(*id, value),
            Type::Array(inner) => match value {
                Value::Array(items) => items
                    .iter()
                    .enumerate()
                    .try_for_each(|(index, item)| self.ty(inner, item).map_err(|wrong| format!("/{index}{wrong}"))),
                _ => expected(false, "a list"),
            },
            Type::Map(inner) => match value {
                Value::Object(members) => self.members(inner, members.iter()),
                _ => expected(false, "an object"),
            },
            Type::Tuple(types) => match value {
                Value::Array(items) if items.len() == types.len() => {
                    types.iter().zip(items).enumerate().try_for_each(|(index, (ty, item))| {
                        self.ty(ty, item).map_err(|wrong| format!("/{index}{wrong}"))
                    })
                }
                _ => expected(false, "a list of that length"),
            },
            Type::Nullable(inner) => {
                if value.is_null() {
                    Ok(())
                } else {
                    self.ty(inner, value)
                }
            }
        }
    }

    fn members<'v>(&self, ty: &Type, mut members: impl Iterator<Item = (&'v String, &'v Value)>) -> Result<(), String> {
        members.try_for_each(|(name, value)| self.ty(ty, value).map_err(|wrong| format!("/{name}{wrong}")))
    }

    fn item(&self, id: ItemId, value: &Value) -> Result<(), String> {
        let item = self.model.item(id);
        match (&item.kind, value) {
            (Kind::Newtype(ty) | Kind::Alias(ty), _) => self.ty(ty, value),
            (Kind::Union(union), _) => self.union(union, value).map_err(|wrong| format!("{wrong} ({})", item.path)),
            (Kind::Enum(kind), _) => {
                let is = |own: &Value| own == value || own.is_number() && own.as_f64() == value.as_f64();
                let known = kind.open && kind.of.takes(value) || kind.variants.iter().any(|variant| is(&variant.value));
                if known { Ok(()) } else { Err(format!(" is {value}, which {} does not list", item.path)) }
            }
            (Kind::Struct(kind), Value::Array(items)) if kind.layout == Layout::List => self.list(kind, items),
            (Kind::Struct(kind), Value::Object(members)) if kind.layout == Layout::Object => {
                let refuses = |name: &String| {
                    kind.refused.contains(name)
                        || kind.refused_patterns.as_ref().is_some_and(|refused| refused.names.has(name))
                };
                let is_field = |name: &String| kind.fields.iter().any(|field| field.wire_name == *name);
                if let Some(name) = members.keys().find(|name| refuses(name) && !is_field(name)) {
                    return Err(format!("/{name} is rejected by {}", item.path));
                }
                let matched = |name: &str| kind.matches.as_ref().filter(|matches| matches.names.has(name));
                for (name, value) in members {
                    if let (Some(matches), false) =
                        (matched(name), kind.fields.iter().any(|field| field.wire_name == *name))
                    {
                        self.ty(&matches.ty, value).map_err(|wrong| format!("/{name}{wrong}"))?;
                    }
                }
                kind.fields.iter().try_for_each(|field| self.field(field, members))?;
                let is_other =
                    |name: &str| matched(name).is_none() && kind.fields.iter().all(|field| field.wire_name != name);
                let mut others = members.iter().filter(|(name, _)| is_other(name));
                match &kind.rest {
                    Rest::Keep => Ok(()),
                    Rest::Refuse => {
                        others.next().map_or(Ok(()), |(name, _)| Err(format!("/{name} is rejected by {}", item.path)))
                    }
                    Rest::Typed(ty) => self.members(ty, others),
                }
            }
            (Kind::Call(_), _) => Err(" is not a value of a call".to_owned()),
            (Kind::Struct(_), _) => Err(format!(" is {value} in place of a {}", item.path)),
        }
    }

    fn list(&self, kind: &Struct, items: &[Value]) -> Result<(), String> {
        let at = |index: usize, wrong: String| format!("/{index}{wrong}");
        for (index, field) in kind.fields.iter().enumerate() {
            match (items.get(index), &field.presence) {
                (None, Presence::Required) => return Err(at(index, " is missing".to_owned())),
                (None, _) => {}
                (Some(Value::Null), _) if field.nullable => {}
                (Some(item), _) => self.ty(&field.ty, item).map_err(|wrong| at(index, wrong))?,
            }
        }
        for (index, item) in items.iter().enumerate().skip(kind.fields.len()) {
            match &kind.rest {
                Rest::Keep => {}
                Rest::Refuse => return Err(at(index, " is rejected".to_owned())),
                Rest::Typed(ty) => self.ty(ty, item).map_err(|wrong| at(index, wrong))?,
            }
        }
        Ok(())
    }

    fn field(&self, field: &Field, members: &Map<String, Value>) -> Result<(), String> {
        let name = &field.wire_name;
        match (members.get(name), &field.presence) {
            (None, Presence::Required) => Err(format!("/{name} is missing")),
            (None, Presence::Lenient(_)) => Err(format!("/{name} is filled in")),
            (None, Presence::Optional) => Ok(()),
            (Some(Value::Null), _) if field.nullable => Ok(()),
            (Some(Value::Null), Presence::Optional | Presence::Lenient(_)) if !self.takes_null(&field.ty) => {
                Err(format!("/{name} is null, and lost"))
            }
            (Some(value), _) => self.ty(&field.ty, value).map_err(|wrong| format!("/{name}{wrong}")),
        }
    }

    /// Whether `null` is a value of the type itself, and so kept in an optional field.
    fn takes_null(&self, ty: &Type) -> bool {
        match ty {
            Type::Any | Type::Null | Type::Nullable(_) => true,
            Type::Item(id) => match &self.model.item(*id).kind {
                Kind::Newtype(inner) | Kind::Alias(inner) => self.takes_null(inner),
                _ => false,
            },
            _ => false,
        }
    }

    fn union(&self, union: &Union, value: &Value) -> Result<(), String> {
        let mut first = None;
        for alternative in &union.alternatives {
            let taken = match (&alternative.form, value) {
                (Form::Plain, _) => self.ty(&alternative.ty, value),
                (Form::Constant(text), _) if value.as_str() == Some(text) => Ok(()),
                (Form::Wrapped(name), Value::Object(members)) if members.len() == 1 && members.contains_key(name) => {
                    self.ty(&alternative.ty, &members[name])
                }
                _ => Err(format!(" is not a {}", alternative.rust_name)),
            };
            match (taken, &union.telling) {
                (Ok(()), _) => return Ok(()),
                // The tag has identified the alternative.
                (Err(wrong), Telling::Tag(tag))
                    if value.get(tag).is_some_and(|own| alternative.facts.tags.contains(own)) =>
                {
                    return Err(wrong);
                }
                (Err(wrong), _) => first = first.or(Some(wrong)),
            }
        }
        // Values that a union keeps although no alternative matches.
        let is_new = match (&union.telling, value) {
            (Telling::Tag(tag), _) => value.get(tag).is_some(),
            (Telling::Wrapper, Value::Object(members)) => members.len() == 1,
            (Telling::Wrapper, _) => value.is_string(),
            (Telling::Type | Telling::Members, _) => true,
        };
        if union.is_open() && is_new {
            return Ok(());
        }
        Err(first.unwrap_or_else(|| format!(" is {value}, which matches no alternative")))
    }
}

/// Whether a number is an integer of that width. `3.0` is one (JSON Schema Validation, section 6.1.1).
fn is_of_width(value: &Value, width: Width) -> bool {
    let integer = match value {
        Value::Number(number) => {
            number.as_i128().or_else(|| number.as_f64().filter(|n| n.fract() == 0.0).map(|n| n as i128))
        }
        _ => None,
    };
    let bits = 8 * width.bytes() as u32;
    integer.is_some_and(|integer| match (width.is_unsigned(), bits) {
        (true, 128) => integer >= 0,
        (false, 128) => true,
        (true, bits) => (0..1 << bits).contains(&integer),
        (false, bits) => (-(1 << (bits - 1))..1 << (bits - 1)).contains(&integer),
    })
}

#[cfg(test)]
mod tests {
    use schemawright::{Config, Corpus, Generator};
    use serde_json::json;

    use super::*;

    fn of(schema: Value, value: Value) -> Result<(), String> {
        let corpus = Corpus::from_sources([("a.json", schema.to_string())]).unwrap();
        let output = Generator::new("").generate_from(&corpus, &Config::default()).unwrap();
        let (id, _) = output.model.iter().find(|(_, item)| item.source.pointer.is_empty()).unwrap();
        takes(&output.model, id, &value)
    }

    #[test]
    fn values_of_a_struct() {
        let schema = json!({ "title": "A", "type": "object", "required": ["a"], "additionalProperties": false,
            "properties": { "a": { "type": "integer", "format": "uint8" }, "b": { "type": ["string", "null"] }, "c": { "type": "boolean" } } });
        let of = |value| of(schema.clone(), value);
        assert_eq!(of(json!({ "a": 255.0, "b": null })), Ok(()));
        assert_eq!(of(json!({ "a": 256 })).unwrap_err(), "/a is 256 in place of u8");
        assert_eq!(of(json!({ "b": null })).unwrap_err(), "/a is missing");
        assert_eq!(of(json!({ "a": 1, "c": null })).unwrap_err(), "/c is null, and lost");
        assert_eq!(of(json!({ "a": 1, "d": 1 })).unwrap_err(), "/d is rejected by A");
        assert_eq!(of(json!([])).unwrap_err(), " is [] in place of a A");
    }

    #[test]
    fn a_list_with_its_own_items() {
        let schema = json!({ "title": "A", "type": "array", "prefixItems": [{ "type": "string" }, { "type": "boolean" }],
            "items": { "type": "integer" }, "minItems": 1 });
        let of = |value| of(schema.clone(), value);
        for taken in [json!(["a"]), json!(["a", true]), json!(["a", true, 1, 2])] {
            assert_eq!(of(taken), Ok(()));
        }
        assert_eq!(of(json!([])).unwrap_err(), "/0 is missing");
        assert!(of(json!(["a", 1])).unwrap_err().starts_with("/1 is 1 in place of a boolean"));
        assert!(of(json!(["a", true, "b"])).unwrap_err().starts_with("/2 is \"b\" in place of i64"));
    }

    #[test]
    fn values_of_patterns() {
        let schema = json!({ "title": "A", "type": "object", "properties": { "a": { "type": "boolean" }, "no": false },
            "patternProperties": { "^x-": { "type": "integer" } }, "additionalProperties": false });
        let of = |value| of(schema.clone(), value);
        assert_eq!(of(json!({ "a": true, "x-b": 1 })), Ok(()));
        assert!(of(json!({ "x-b": "1" })).unwrap_err().starts_with("/x-b is \"1\" in place of i64"));
        assert_eq!(of(json!({ "b": 1 })).unwrap_err(), "/b is rejected by A");
        assert_eq!(of(json!({ "no": 1 })).unwrap_err(), "/no is rejected by A");
    }

    #[test]
    fn values_of_a_union() {
        let one = |kind: &str, ty: &str| json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "const": kind }, "a": { "type": ty } } });
        let schema = json!({ "title": "A", "oneOf": [one("x", "string"), one("y", "integer")] });
        let of = |value| of(schema.clone(), value);
        assert_eq!(of(json!({ "kind": "y", "a": 1 })), Ok(()));
        assert!(of(json!({ "kind": "y", "a": "" })).unwrap_err().starts_with("/a is \"\" in place of i64"));
        // An unknown kind is kept.
        assert_eq!(of(json!({ "kind": "z" })), Ok(()));
        assert!(of(json!([])).is_err());
    }
}
