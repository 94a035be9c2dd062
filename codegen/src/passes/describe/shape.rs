//! Converts the canonical shape of a schema into keywords, for a schema without a single place.

use serde_json::Value;

use crate::canon::shape::{Array, Node, Object, Rest, Shape, Text};
use crate::config::PASSWORD;
use crate::model::Keyword;
use crate::model::schema::{Count, JsonType, Part, Pattern, Schema};

/// The keywords of a shape.
pub(super) fn of_node(node: &Node) -> Schema {
    let own = match &node.shape {
        Shape::Any => return Schema::new(),
        Shape::Never(_) => vec![Keyword::Never],
        Shape::Null => types([JsonType::Null]),
        Shape::Bool => types([JsonType::Boolean]),
        Shape::Integer(_) => types([JsonType::Integer]),
        Shape::Number => types([JsonType::Number]),
        Shape::String(Text::Timestamp) => {
            vec![Keyword::Type(vec![JsonType::String]), Keyword::Format("date-time".to_owned())]
        }
        Shape::String(Text::Secret) => {
            vec![Keyword::Type(vec![JsonType::String]), Keyword::Format(PASSWORD.to_owned())]
        }
        Shape::String(_) => types([JsonType::String]),
        // The schema that lists the values also allows others.
        Shape::Enum(set) if set.others => Schema::new(),
        Shape::Enum(set) => vec![Keyword::Enum(set.values.clone())],
        Shape::Array(array) => of_array(array),
        Shape::Object(object) => of_object(object),
        Shape::Union(union) => {
            let alternatives = union.alternatives.iter();
            vec![Keyword::AnyOf(alternatives.map(|one| of_alternative(&one.node, &one.form)).collect())]
        }
        Shape::Ref(id) => vec![Keyword::Ref(*id)],
    };
    match node.nullable {
        true => vec![Keyword::AnyOf(vec![own, types([JsonType::Null])])],
        false => own,
    }
}

fn of_alternative(node: &Node, form: &crate::canon::shape::Form) -> Schema {
    use crate::canon::shape::Form;
    match form {
        Form::Plain => of_node(node),
        Form::Constant(text) => vec![Keyword::Const(Value::String(text.clone()))],
        Form::Wrapped(name) => vec![
            Keyword::Type(vec![JsonType::Object]),
            Keyword::Properties(vec![(name.clone(), of_node(node))]),
            Keyword::Required(vec![name.clone()]),
            Keyword::Part(Part::AdditionalProperties, vec![Keyword::Never]),
        ],
    }
}

fn of_array(array: &Array) -> Schema {
    let mut schema = types([JsonType::Array]);
    if !array.prefix.is_empty() {
        schema.push(Keyword::PrefixItems(array.prefix.iter().map(of_node).collect()));
    }
    if !array.rest.is_any() {
        schema.push(Keyword::Part(Part::Items, of_node(&array.rest)));
    }
    if array.least > 0 {
        schema.push(Keyword::Count(Count::MinItems, array.least as u64));
    }
    schema.extend(array.most.map(|most| Keyword::Count(Count::MaxItems, most as u64)));
    schema
}

fn of_object(object: &Object) -> Schema {
    let mut schema = types([JsonType::Object]);
    let properties = object.properties.iter().map(|property| (property.name.clone(), of_node(&property.node)));
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
    let typed = object.patterns.iter().flat_map(|patterns| patterns.patterns.iter().map(|text| (text, &patterns.node)));
    let typed = typed.map(|(text, node)| (pattern(text), of_node(node)));
    let refused = object.refused_patterns.iter().flat_map(|refused| &refused.patterns);
    let refused = refused.map(|text| (pattern(text), vec![Keyword::Never]));
    let patterns: Vec<_> = typed.chain(refused).collect();
    if !patterns.is_empty() {
        schema.push(Keyword::PatternProperties(patterns));
    }
    match &object.rest {
        Rest::Open { .. } => {}
        Rest::Closed => schema.push(Keyword::Part(Part::AdditionalProperties, vec![Keyword::Never])),
        Rest::Typed(node) => schema.push(Keyword::Part(Part::AdditionalProperties, of_node(node))),
    }
    schema
}

fn types(types: impl Into<Vec<JsonType>>) -> Schema {
    vec![Keyword::Type(types.into())]
}
