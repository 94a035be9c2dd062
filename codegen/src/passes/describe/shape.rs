//! Converts the canonical shape of a schema into keywords, for a schema without a single place.

use serde_json::Value;

use crate::canon::shape::{Array, Node, Object, Rest, Shape, Text};
use crate::config::{Config, FormatType, PASSWORD};
use crate::limits::CHAIN;
use crate::model::Keyword;
use crate::model::schema::{Count, JsonType, Part, Pattern, Schema};
use crate::read::resolve::{Location, Resolver};
use crate::width::Digits;

/// Converts shapes into keywords.
pub(super) struct Shapes<'a> {
    resolver: &'a Resolver<'a>,
    /// The formats with a type of their own, by their indices.
    formats: Vec<FormatType>,
}

impl<'a> Shapes<'a> {
    pub(super) fn new(resolver: &'a Resolver<'a>, config: &Config) -> Self {
        Self { resolver, formats: config.rules.format.types() }
    }

    /// The keywords of a shape.
    pub(super) fn of_node(&self, node: &Node) -> Schema {
        self.of_part(node, &[])
    }

    /// The same for a member, which may have several places.
    fn of_part(&self, node: &Node, places: &[Location]) -> Schema {
        let own = match &node.shape {
            Shape::Any => return Schema::new(),
            Shape::Never(_) => vec![Keyword::Never],
            Shape::Null => types([JsonType::Null]),
            Shape::Bool => types([JsonType::Boolean]),
            Shape::Integer(_) => types([JsonType::Integer]),
            Shape::Number(Digits::Double) => types([JsonType::Number]),
            Shape::Number(Digits::All) => types([JsonType::Integer, JsonType::Number]),
            Shape::String(Text::Timestamp) => {
                vec![Keyword::Type(vec![JsonType::String]), Keyword::Format("date-time".to_owned())]
            }
            Shape::String(Text::Secret) => {
                vec![Keyword::Type(vec![JsonType::String]), Keyword::Format(PASSWORD.to_owned())]
            }
            Shape::String(text) => {
                let format = self.format(*text, &node.origin.at, places).map(Keyword::Format);
                types([JsonType::String]).into_iter().chain(format).collect()
            }
            // The schema that lists the values also allows others.
            Shape::Enum(set) if set.others => Schema::new(),
            Shape::Enum(set) => vec![Keyword::Enum(set.values.clone())],
            Shape::Array(array) => self.of_array(array),
            Shape::Object(object) => self.of_object(object),
            Shape::Union(union) => {
                let alternatives = union.alternatives.iter();
                vec![Keyword::AnyOf(alternatives.map(|one| self.of_alternative(&one.node, &one.form)).collect())]
            }
            Shape::Ref(id) => vec![Keyword::Ref(*id)],
        };
        match node.nullable {
            true => vec![Keyword::AnyOf(vec![own, types([JsonType::Null])])],
            false => own,
        }
    }

    /// The string's format, which its type may not express.
    fn format(&self, text: Text, at: &Location, places: &[Location]) -> Option<String> {
        match text {
            Text::Format(index) => self.formats.get(index).map(|ty| ty.format.clone()),
            _ => [at].into_iter().chain(places).find_map(|at| self.format_at(at, CHAIN)),
        }
    }

    /// The format that a schema, or a part of it that always holds, gives to its strings.
    fn format_at(&self, at: &Location, depth: usize) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        let schema = self.resolver.schema(at)?.as_object()?;
        if let Some(format) = schema.get("format").and_then(Value::as_str) {
            return Some(format.to_owned());
        }
        let target = schema
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|name| self.resolver.resolve_keyword(name, at, "$ref").ok());
        let parts = schema.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
        let parts = (0..parts).map(|index| at.entry("allOf", index));
        target.into_iter().chain(parts).find_map(|at| self.format_at(&at, depth))
    }

    fn of_alternative(&self, node: &Node, form: &crate::canon::shape::Form) -> Schema {
        use crate::canon::shape::Form;
        match form {
            Form::Plain => self.of_node(node),
            Form::Constant(text) => vec![Keyword::Const(Value::String(text.clone()))],
            Form::Wrapped(name) => vec![
                Keyword::Type(vec![JsonType::Object]),
                Keyword::Properties(vec![(name.clone(), self.of_node(node))]),
                Keyword::Required(vec![name.clone()]),
                Keyword::Part(Part::AdditionalProperties, vec![Keyword::Never]),
            ],
        }
    }

    fn of_array(&self, array: &Array) -> Schema {
        let mut schema = types([JsonType::Array]);
        if !array.prefix.is_empty() {
            schema.push(Keyword::PrefixItems(array.prefix.iter().map(|item| self.of_node(item)).collect()));
        }
        if !array.rest.is_any() {
            schema.push(Keyword::Part(Part::Items, self.of_node(&array.rest)));
        }
        if array.least > 0 {
            schema.push(Keyword::Count(Count::MinItems, array.least as u64));
        }
        schema.extend(array.most.map(|most| Keyword::Count(Count::MaxItems, most as u64)));
        schema
    }

    fn of_object(&self, object: &Object) -> Schema {
        let mut schema = types([JsonType::Object]);
        let properties = object
            .properties
            .iter()
            .map(|property| (property.name.clone(), self.of_part(&property.node, &property.places.0)));
        let refused = object.refused.iter().map(|name| (name.clone(), vec![Keyword::Never]));
        let properties: Vec<_> = properties.chain(refused).collect();
        if !properties.is_empty() {
            schema.push(Keyword::Properties(properties));
        }
        if !object.required.is_empty() {
            schema.push(Keyword::Required(object.required.iter().cloned().collect()));
        }
        let pattern = |text: &String| {
            let matcher = crate::read::matcher::Matcher::of([text.as_str()]);
            Pattern { text: text.clone(), matcher }
        };
        let typed =
            object.patterns.iter().flat_map(|patterns| patterns.patterns.iter().map(|text| (text, &patterns.node)));
        let typed = typed.map(|(text, node)| (pattern(text), self.of_node(node)));
        let refused = object.refused_patterns.iter().flat_map(|refused| &refused.patterns);
        let refused = refused.map(|text| (pattern(text), vec![Keyword::Never]));
        let patterns: Vec<_> = typed.chain(refused).collect();
        if !patterns.is_empty() {
            schema.push(Keyword::PatternProperties(patterns));
        }
        match &object.rest {
            Rest::Open { .. } => {}
            Rest::Closed => schema.push(Keyword::Part(Part::AdditionalProperties, vec![Keyword::Never])),
            Rest::Typed(node) => schema.push(Keyword::Part(Part::AdditionalProperties, self.of_node(node))),
        }
        schema
    }
}

fn types(types: impl Into<Vec<JsonType>>) -> Schema {
    vec![Keyword::Type(types.into())]
}
