//! Converts a description into a JSON Schema of the crate `schemars`.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Display;
use std::str::FromStr;

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::{Base64, Number, Parsed, Secret};

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
        match keyword {
            Keyword::Title(text) => self.set("title", text),
            Keyword::Docs(text) => self.set("description", text),
            Keyword::Deprecated => self.set("deprecated", true),
            Keyword::ReadOnly => self.set("readOnly", true),
            Keyword::WriteOnly => self.set("writeOnly", true),
            Keyword::Default(value) => self.set("default", value.value()),
            Keyword::Examples(values) => self.set("examples", list(values)),
            Keyword::ContentEncoding(text) => self.set("contentEncoding", text),
            Keyword::ContentMediaType(text) => self.set("contentMediaType", text),
            // A schema with this keyword only is `false`.
            Keyword::Never => self.set("not", json!({})),
            Keyword::Type(names) => self.set("type", types(names)),
            Keyword::Enum(values) => self.set("enum", list(values)),
            Keyword::Const(value) => self.set("const", value.value()),
            Keyword::Ref(link) | Keyword::Here(link) => self.link(link),
            Keyword::AllOf(parts) => {
                for part in parts {
                    let part = self.schema(part);
                    self.also(part);
                }
            }
            Keyword::AnyOf(schemas) => self.alternatives(schemas),
            // Each accepts any string for its tag, so several may describe a value that the schema describes once.
            Keyword::OneOf(schemas) if has_open(schemas) => self.alternatives(schemas),
            Keyword::OneOf(schemas) => self.set_list("oneOf", schemas),
            Keyword::Not(schema) => self.set_schema("not", schema),
            Keyword::If(condition, then, otherwise) => {
                self.set_schema("if", condition);
                let branches = [("then", then), ("else", otherwise)];
                branches
                    .into_iter()
                    .filter(|(_, schema)| !schema.is_empty())
                    .for_each(|(keyword, schema)| self.set_schema(keyword, schema));
            }
            Keyword::Format(format) => self.set("format", format),
            Keyword::MinLength(count) => self.set("minLength", count),
            Keyword::MaxLength(count) => self.set("maxLength", count),
            Keyword::Pattern(Pattern { text, .. }) => self.set("pattern", text),
            Keyword::Minimum(bound) => self.set("minimum", bound.value()),
            Keyword::Maximum(bound) => self.set("maximum", bound.value()),
            Keyword::ExclusiveMinimum(bound) => self.set("exclusiveMinimum", bound.value()),
            Keyword::ExclusiveMaximum(bound) => self.set("exclusiveMaximum", bound.value()),
            Keyword::MultipleOf(step) => self.set("multipleOf", step.value()),
            Keyword::Properties(named) => self.set_named("properties", named.iter().copied()),
            Keyword::Required(names) => self.set("required", json!(names)),
            Keyword::PatternProperties(named) => {
                self.set_named("patternProperties", named.iter().map(|(pattern, schema)| (pattern.text, *schema)));
            }
            Keyword::AdditionalProperties(schema) => self.set_schema("additionalProperties", schema),
            Keyword::UnevaluatedProperties(schema) => self.set_schema("unevaluatedProperties", schema),
            Keyword::PropertyNames(schema) => self.set_schema("propertyNames", schema),
            Keyword::MinProperties(count) => self.set("minProperties", count),
            Keyword::MaxProperties(count) => self.set("maxProperties", count),
            Keyword::DependentRequired(names) => {
                let names: Map<_, _> = names.iter().map(|(name, others)| ((*name).to_owned(), json!(others))).collect();
                self.set("dependentRequired", names);
            }
            Keyword::DependentSchemas(named) => self.set_named("dependentSchemas", named.iter().copied()),
            Keyword::PrefixItems(schemas) => self.set_list("prefixItems", schemas),
            Keyword::Items(schema) => self.set_schema("items", schema),
            Keyword::UnevaluatedItems(schema) => self.set_schema("unevaluatedItems", schema),
            Keyword::Contains(schema, least, most) => {
                self.set_schema("contains", schema);
                if least != 1 {
                    self.set("minContains", least);
                }
                if let Some(most) = most {
                    self.set("maxContains", most);
                }
            }
            Keyword::MinItems(count) => self.set("minItems", count),
            Keyword::MaxItems(count) => self.set("maxItems", count),
            Keyword::UniqueItems => self.set("uniqueItems", true),
        }
    }
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

/// Whether a value of these schemas may contain an unlisted value of an open enum.
fn has_open(schemas: &[Schema]) -> bool {
    let mut rest: Vec<Schema> = schemas.to_vec();
    let mut seen = HashSet::new();
    while let Some(schema) = rest.pop() {
        if !seen.insert(schema.as_ptr()) {
            continue;
        }
        for keyword in schema {
            match keyword {
                Keyword::Ref(link) | Keyword::Here(link) if !link().open.is_empty() => return true,
                Keyword::Ref(link) | Keyword::Here(link) => rest.push(link().schema),
                Keyword::AllOf(schemas) | Keyword::AnyOf(schemas) | Keyword::OneOf(schemas) => {
                    rest.extend(schemas.iter());
                }
                Keyword::Properties(named) => rest.extend(named.iter().map(|(_, schema)| *schema)),
                _ => {}
            }
        }
    }
    false
}

fn list(values: &[Json]) -> Vec<Value> {
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
