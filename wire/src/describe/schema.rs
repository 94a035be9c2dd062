//! Converts a description into a JSON Schema of the crate `schemars`.

use std::borrow::Cow;
use std::fmt::Display;
use std::str::FromStr;

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::{Base64, Number, Parsed, Secret};

use super::open::has_open;
use super::{Description, Json, JsonType, Keyword, Link, Pattern, Schema};

/// The schema of a type. The generator of `schemars` collects the schemas of the types that it refers to.
///
/// If the type accepts values that its schema does not list, as an open enum does, so does this schema.
#[must_use]
pub fn json_schema(description: &Description, generator: &mut SchemaGenerator) -> schemars::Schema {
    let mut writer = Writer { generator, output: Map::new() };
    if !description.inline {
        writer.set("title", description.title);
    }
    let (annotations, assertions): (Vec<&Keyword>, Vec<&Keyword>) =
        description.schema.iter().partition(|keyword| keyword.is_annotation());
    annotations.into_iter().for_each(|keyword| writer.keyword(*keyword));
    match description.open {
        [] => assertions.into_iter().for_each(|keyword| writer.keyword(*keyword)),
        open => {
            let known = writer.inner(assertions.into_iter().copied());
            writer.set("anyOf", json!([known, { "type": types(open) }]));
        }
    }
    writer.output.into()
}

/// Collects the keywords of one schema.
struct Writer<'g> {
    generator: &'g mut SchemaGenerator,
    output: Map<String, Value>,
}

impl Writer<'_> {
    fn set(&mut self, keyword: &str, value: impl Into<Value>) {
        self.output.insert(keyword.to_owned(), value.into());
    }

    /// A nested schema.
    fn schema(&mut self, schema: Schema) -> Value {
        match schema {
            [Keyword::Never] => Value::Bool(false),
            _ => self.inner(schema.iter().copied()),
        }
    }

    fn inner(&mut self, keywords: impl Iterator<Item = Keyword>) -> Value {
        let mut writer = Writer { generator: self.generator, output: Map::new() };
        keywords.for_each(|keyword| writer.keyword(keyword));
        Value::Object(writer.output)
    }

    fn set_schema(&mut self, keyword: &str, schema: Schema) {
        let schema = self.schema(schema);
        self.set(keyword, schema);
    }

    fn set_list(&mut self, keyword: &str, schemas: &[Schema]) {
        let schemas: Vec<Value> = schemas.iter().map(|schema| self.schema(schema)).collect();
        self.set(keyword, schemas);
    }

    fn set_named<'n>(&mut self, keyword: &str, schemas: impl Iterator<Item = (&'n str, Schema)>) {
        let schemas: Map<_, _> = schemas.map(|(name, schema)| (name.to_owned(), self.schema(schema))).collect();
        self.set(keyword, schemas);
    }

    /// Adds the schema of another type, without replacing existing keywords.
    fn link(&mut self, link: Link) {
        let schema = (link().reference.0)(self.generator).to_value();
        let Value::Object(members) = schema else { return };
        if members.keys().any(|keyword| self.output.contains_key(keyword)) {
            self.also(Value::Object(members));
        } else {
            self.output.extend(members);
        }
    }

    /// Adds `anyOf`, without replacing an existing one.
    fn alternatives(&mut self, schemas: &[Schema]) {
        let list: Vec<Value> = schemas.iter().map(|schema| self.schema(schema)).collect();
        if self.output.contains_key("anyOf") {
            self.also(json!({ "anyOf": list }));
        } else {
            self.set("anyOf", list);
        }
    }

    /// Adds a part of `allOf`.
    fn also(&mut self, part: Value) {
        match self.output.entry("allOf").or_insert_with(|| json!([])) {
            Value::Array(parts) => parts.push(part),
            _ => unreachable!("`allOf` is a list"),
        }
    }

    fn keyword(&mut self, keyword: Keyword) {
        if let Some((name, value)) = plain(keyword) {
            self.set(name, value);
            return;
        }
        match keyword {
            Keyword::Ref(link) | Keyword::Here(link) => self.link(link),
            Keyword::AllOf(parts) => {
                for part in parts {
                    let part = self.schema(part);
                    self.also(part);
                }
            }
            Keyword::AnyOf(schemas) => self.alternatives(schemas),
            // Each accepts unlisted values, so several may describe a value that the schema describes once.
            Keyword::OneOf(schemas) if has_open(schemas) => self.alternatives(schemas),
            Keyword::OneOf(schemas) => self.set_list("oneOf", schemas),
            // It would reject unlisted values, and other values for their sake.
            Keyword::Not(schema) if has_open(&[schema]) => {}
            Keyword::Not(schema) => self.set_schema("not", schema),
            // The condition would also hold for unlisted values, so either branch may describe a value.
            Keyword::If(condition, then, otherwise) if has_open(&[condition]) => {
                let [condition, then, otherwise] = [condition, then, otherwise].map(|schema| self.schema(schema));
                self.also(json!({ "anyOf": [{ "allOf": [condition, then] }, otherwise] }));
            }
            Keyword::If(condition, then, otherwise) => {
                self.set_schema("if", condition);
                let branches = [("then", then), ("else", otherwise)];
                branches
                    .into_iter()
                    .filter(|(_, schema)| !schema.is_empty())
                    .for_each(|(keyword, schema)| self.set_schema(keyword, schema));
            }
            Keyword::Properties(named) => self.set_named("properties", named.iter().copied()),
            Keyword::PatternProperties(named) => {
                self.set_named("patternProperties", named.iter().map(|(pattern, schema)| (pattern.text, *schema)));
            }
            Keyword::AdditionalProperties(schema) => self.set_schema("additionalProperties", schema),
            Keyword::UnevaluatedProperties(schema) => self.set_schema("unevaluatedProperties", schema),
            Keyword::PropertyNames(schema) => self.set_schema("propertyNames", schema),
            Keyword::DependentSchemas(named) => self.set_named("dependentSchemas", named.iter().copied()),
            Keyword::PrefixItems(schemas) => self.set_list("prefixItems", schemas),
            Keyword::Items(schema) => self.set_schema("items", schema),
            Keyword::UnevaluatedItems(schema) => self.set_schema("unevaluatedItems", schema),
            Keyword::Contains(schema, least, most) => {
                self.set_schema("contains", schema);
                if least != 1 {
                    self.set("minContains", least);
                }
                if let Some(most) = most.filter(|_| !has_open(&[schema])) {
                    self.set("maxContains", most);
                }
            }
            _ => unreachable!("`plain` has every other keyword"),
        }
    }
}

/// The name and the value of a keyword whose value contains no schema.
fn plain(keyword: Keyword) -> Option<(&'static str, Value)> {
    Some(match keyword {
        Keyword::Title(text) => ("title", text.into()),
        Keyword::Docs(text) => ("description", text.into()),
        Keyword::Deprecated => ("deprecated", true.into()),
        Keyword::ReadOnly => ("readOnly", true.into()),
        Keyword::WriteOnly => ("writeOnly", true.into()),
        Keyword::Default(value) => ("default", value.value()),
        Keyword::Examples(values) => ("examples", list(values)),
        Keyword::ContentEncoding(text) => ("contentEncoding", text.into()),
        Keyword::ContentMediaType(text) => ("contentMediaType", text.into()),
        Keyword::Note(name, value) => (name, value.value()),
        // A schema with this keyword only is `false`.
        Keyword::Never => ("not", json!({})),
        Keyword::Type(names) => ("type", types(names)),
        Keyword::Enum(values) => ("enum", list(values)),
        Keyword::Const(value) => ("const", value.value()),
        Keyword::Format(format) => ("format", format.into()),
        Keyword::MinLength(count) => ("minLength", count.into()),
        Keyword::MaxLength(count) => ("maxLength", count.into()),
        Keyword::Pattern(Pattern { text, .. }) => ("pattern", text.into()),
        Keyword::Minimum(bound) => ("minimum", bound.value()),
        Keyword::Maximum(bound) => ("maximum", bound.value()),
        Keyword::ExclusiveMinimum(bound) => ("exclusiveMinimum", bound.value()),
        Keyword::ExclusiveMaximum(bound) => ("exclusiveMaximum", bound.value()),
        Keyword::MultipleOf(step) => ("multipleOf", step.value()),
        Keyword::Required(names) => ("required", json!(names)),
        Keyword::MinProperties(count) => ("minProperties", count.into()),
        Keyword::MaxProperties(count) => ("maxProperties", count.into()),
        Keyword::DependentRequired(names) => {
            let names: Map<_, _> = names.iter().map(|(name, others)| ((*name).to_owned(), json!(others))).collect();
            ("dependentRequired", names.into())
        }
        Keyword::MinItems(count) => ("minItems", count.into()),
        Keyword::MaxItems(count) => ("maxItems", count.into()),
        Keyword::UniqueItems => ("uniqueItems", true.into()),
        Keyword::Ref(_)
        | Keyword::Here(_)
        | Keyword::AllOf(_)
        | Keyword::AnyOf(_)
        | Keyword::OneOf(_)
        | Keyword::Not(_)
        | Keyword::If(..)
        | Keyword::Properties(_)
        | Keyword::PatternProperties(_)
        | Keyword::AdditionalProperties(_)
        | Keyword::UnevaluatedProperties(_)
        | Keyword::PropertyNames(_)
        | Keyword::DependentSchemas(_)
        | Keyword::PrefixItems(_)
        | Keyword::Items(_)
        | Keyword::UnevaluatedItems(_)
        | Keyword::Contains(..) => return None,
    })
}

impl Keyword {
    /// Whether the keyword does not affect which values are instances.
    const fn is_annotation(&self) -> bool {
        matches!(
            self,
            Self::Title(_)
                | Self::Docs(_)
                | Self::Deprecated
                | Self::ReadOnly
                | Self::WriteOnly
                | Self::Default(_)
                | Self::Examples(_)
                | Self::ContentEncoding(_)
                | Self::ContentMediaType(_)
        )
    }
}

fn list(values: &[Json]) -> Value {
    values.iter().map(|value| value.value()).collect()
}

fn types(names: &[JsonType]) -> Value {
    match names {
        [only] => only.name().into(),
        several => several.iter().map(|ty| ty.name()).collect(),
    }
}

crate::__string_schema!(Secret);
crate::__string_schema!(Base64);

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

impl<T: FromStr + Display> JsonSchema for Parsed<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Parsed".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}
