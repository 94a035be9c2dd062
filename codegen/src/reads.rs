//! Decides from the Model alone whether a value decodes as a type.

use std::fmt;

use serde_json::Value;

use crate::model::{
    Enum, Field, Form, ItemId, JsonTypes, Kind, Layout, Model, Presence, Rest, Struct, Telling, Type, Union,
};

/// A timestamp that every reader accepts.
const INSTANT: &str = "2026-01-05T17:28:53Z";
/// Integers up to this one fit every width.
const SMALL: u64 = 100;

/// Whether a value decodes as a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reads {
    /// It decodes.
    Yes,
    /// The Model can't decide: for most unions, for tuples, and the text of timestamps, for instance.
    Unknown,
    /// It is rejected, for the part at this path: `user.phones[0].number`. The path is empty for the value itself.
    No(String),
}

impl Model {
    /// A timestamp that decodes.
    pub const INSTANT: &str = INSTANT;

    /// Whether a value decodes as the type at an index.
    #[must_use]
    pub fn reads(&self, id: ItemId, value: &Value) -> Reads {
        let item = self.item(id);
        match &item.kind {
            _ if item.null && value.is_null() => Reads::Yes,
            Kind::Struct(kind) => self.reads_struct(kind, value),
            Kind::Enum(kind) => Reads::if_so(is_value(kind, value)),
            Kind::Newtype(inner) | Kind::Alias(inner) => self.reads_type(inner, value),
            Kind::Union(union) => self.reads_union(union, value),
            Kind::Call(_) => Reads::Unknown,
        }
    }

    /// Only the JSON type is checked, and the alternative that it identifies.
    fn reads_union(&self, union: &Union, value: &Value) -> Reads {
        if union.is_open() || value.is_null() {
            return Reads::Unknown;
        }
        let mut fitting = union.alternatives.iter().filter(|one| one.facts.types.overlaps(JsonTypes::of(value)));
        match (fitting.next(), fitting.next()) {
            (None, _) => Reads::HERE,
            (Some(only), None) if union.telling == Telling::Type && only.form == Form::Plain => {
                self.reads_type(&only.ty, value)
            }
            _ => Reads::Unknown,
        }
    }

    fn reads_type(&self, ty: &Type, value: &Value) -> Reads {
        match ty {
            Type::Any => Reads::Yes,
            Type::Null => Reads::if_so(value.is_null()),
            Type::Bool => Reads::if_so(value.is_boolean()),
            Type::F64 | Type::Number => Reads::if_so(value.is_number()),
            Type::Integer(_) => match value.as_u64() {
                Some(number) if number <= SMALL => Reads::Yes,
                // The codec decides on `1.0` and `1e2`.
                _ => Reads::unless(!value.is_number()),
            },
            Type::String | Type::Secret | Type::Id(_) => Reads::if_so(value.is_string()),
            Type::Timestamp => match value.as_str() {
                Some(INSTANT) => Reads::Yes,
                text => Reads::unless(text.is_none_or(|text| !text.contains(':'))),
            },
            // The strings that the type of another crate accepts are unknown here.
            Type::Format(_) => Reads::unless(!value.is_string()),
            Type::Item(id) => self.reads(*id, value),
            Type::Array(inner) => match value.as_array() {
                Some(list) => Reads::all(
                    list.iter()
                        .enumerate()
                        .map(|(index, element)| self.reads_type(inner, element).below(format_args!("[{index}]"))),
                ),
                None => Reads::HERE,
            },
            Type::Map(inner) => match value.as_object() {
                Some(map) => Reads::all(map.iter().map(|(name, member)| self.reads_type(inner, member).below(name))),
                None => Reads::HERE,
            },
            Type::Tuple(_) => Reads::Unknown,
            Type::Nullable(_) if value.is_null() => Reads::Yes,
            Type::Nullable(inner) => self.reads_type(inner, value),
        }
    }

    fn reads_struct(&self, kind: &Struct, value: &Value) -> Reads {
        // The items of a list are not checked.
        if kind.layout == Layout::List {
            return Reads::unless(!value.is_array());
        }
        let Some(object) = value.as_object() else { return Reads::HERE };
        let fields = kind
            .fields
            .iter()
            .map(|field| self.reads_field(field, object.get(&field.wire_name)).below(&field.wire_name));
        let is_named = |name: &str| kind.fields.iter().any(|field| field.wire_name == name);
        // Patterns are not matched against names.
        let others = object.iter().filter(|(name, _)| !is_named(name)).map(|(name, other)| {
            let reads = match &kind.rest {
                _ if kind.refused.contains(name) => Reads::HERE,
                _ if kind.matches.is_some() || kind.refused_patterns.is_some() => Reads::Unknown,
                Rest::Keep => Reads::Yes,
                Rest::Refuse => Reads::HERE,
                Rest::Typed(inner) => self.reads_type(inner, other),
            };
            reads.below(name)
        });
        Reads::all(fields.chain(others))
    }

    fn reads_field(&self, field: &Field, value: Option<&Value>) -> Reads {
        match (value, &field.presence) {
            (None, presence) => Reads::if_so(*presence != Presence::Required),
            (Some(Value::Null), Presence::Required) if !field.nullable => self.reads_type(&field.ty, &Value::Null),
            (Some(Value::Null), _) => Reads::Yes,
            (Some(value), _) => self.reads_type(&field.ty, value),
        }
    }
}

impl Reads {
    /// The value itself is rejected.
    const HERE: Self = Self::No(String::new());

    fn if_so(reads: bool) -> Self {
        if reads { Self::Yes } else { Self::HERE }
    }

    /// Rejected if so, otherwise unknown.
    fn unless(rejected: bool) -> Self {
        if rejected { Self::HERE } else { Self::Unknown }
    }

    /// The same for the value that contains this one under a name or an index.
    fn below(self, step: impl fmt::Display) -> Self {
        match self {
            Self::No(path) if path.is_empty() || path.starts_with('[') => Self::No(format!("{step}{path}")),
            Self::No(path) => Self::No(format!("{step}.{path}")),
            other => other,
        }
    }

    /// Whether all parts decode: the first that is rejected counts.
    fn all(parts: impl Iterator<Item = Self>) -> Self {
        let mut all = Self::Yes;
        for part in parts {
            match part {
                Self::Yes => {}
                Self::Unknown => all = Self::Unknown,
                Self::No(path) => return Self::No(path),
            }
        }
        all
    }
}

fn is_value(kind: &Enum, value: &Value) -> bool {
    kind.of.takes(value) && (kind.open || kind.lists(value))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Reads;
    use crate::{Config, Corpus, Generator};

    #[test]
    fn a_rejected_part_is_named() {
        let schema = json!({ "title": "A", "type": "object", "required": ["n"], "properties": {
            "n": { "type": "integer" }, "e": { "enum": ["x"] }, "at": { "type": "string", "format": "date-time" },
            "list": { "type": "array", "items": { "title": "B", "type": "object", "properties": {
                "m": { "type": "object", "additionalProperties": { "type": "boolean" } } } } },
            "gone": false, "pair": { "oneOf": [{ "type": "integer" }, { "type": "string" }] },
            "either": { "anyOf": [{ "type": "object", "required": ["a"], "properties": { "a": {} } },
                { "type": "object", "required": ["b"], "properties": { "b": {} } }] } } });
        let corpus = Corpus::from_sources([("a.json", schema.to_string())]).unwrap();
        let model = Generator::new("").generate_from(&corpus, &Config::default()).unwrap().model;
        let id = model.iter().find(|(_, item)| item.path.name == "A").map(|(id, _)| id).unwrap();
        let reads = |value: Value| model.reads(id, &value);
        let no = |path: &str| Reads::No(path.to_owned());
        assert_eq!(reads(json!({ "n": 1, "e": "y", "list": [{}, { "m": { "k": true } }], "more": 1 })), Reads::Yes);
        assert_eq!(reads(json!({ "n": 1, "e": null, "list": null })), Reads::Yes);
        assert_eq!(reads(json!({ "n": 1e300 })), Reads::Unknown);
        assert_eq!(reads(json!({ "n": 1, "pair": "a" })), Reads::Yes);
        assert_eq!(reads(json!({ "n": 1, "pair": [] })), no("pair"));
        assert_eq!(reads(json!({ "n": 1, "either": { "a": 1 } })), Reads::Unknown);
        assert_eq!(reads(json!({ "n": 1, "either": true })), no("either"));
        assert_eq!(reads(json!({ "n": 1, "at": "10:00" })), Reads::Unknown);
        assert_eq!(reads(json!([])), no(""));
        assert_eq!(reads(json!({})), no("n"));
        assert_eq!(reads(json!({ "n": null })), no("n"));
        assert_eq!(reads(json!({ "n": 1, "e": 1 })), no("e"));
        assert_eq!(reads(json!({ "n": 1, "at": "now" })), no("at"));
        assert_eq!(reads(json!({ "n": 1, "gone": 1 })), no("gone"));
        assert_eq!(reads(json!({ "n": 1, "list": [{}, { "m": { "k": 1 } }] })), no("list[1].m.k"));
    }
}
