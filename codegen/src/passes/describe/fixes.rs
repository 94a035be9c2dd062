//! Applies fix-ups to descriptions.

use serde_json::Value;

use crate::canon::definitions::Definitions;
use crate::config::{Config, MemberChange, Repair, SchemaChange, SimpleType};
use crate::model::schema::{JsonType, Schema};
use crate::model::{Keyword, Kind, Model};

/// Applies the fix-ups to the descriptions of their schemas. Schemas that share a member refer to these.
pub(super) fn apply(schemas: &mut [Option<Schema>], model: &Model, definitions: &Definitions, config: &Config) {
    for fix in &config.fixes {
        for (id, definition) in definitions.iter() {
            let location = &definition.location;
            if !fix.target.is(definitions.names(location.file), &location.pointer) {
                continue;
            }
            let Some(schema) = &mut schemas[id.0] else { continue };
            match &fix.repair {
                Repair::Member { name, set, .. } => change_member(schema, model, name, set),
                Repair::Schema { set, .. } => change_schema(schema, set),
            }
        }
    }
}

/// Changes a member of a schema in all of its parts.
fn change_member(schema: &mut Schema, model: &Model, name: &str, set: &MemberChange) {
    let is_optional = set.required == Some(false) || set.absent_as.is_some();
    let to = set.name.as_deref().unwrap_or(name);
    let mut is_property = false;
    for keyword in schema.iter_mut() {
        match keyword {
            Keyword::AllOf(parts) => parts.iter_mut().for_each(|part| change_member(part, model, name, set)),
            Keyword::Properties(properties) => {
                for (key, property) in properties.iter_mut().filter(|(key, _)| key == name) {
                    is_property = true;
                    to.clone_into(key);
                    change_property(property, model, set);
                }
            }
            Keyword::Required(names) => {
                names.retain(|other| other != name || !is_optional);
                names.iter_mut().filter(|other| *other == name).for_each(|other| to.clone_into(other));
            }
            _ => {}
        }
    }
    let is_required =
        |keyword: &Keyword| matches!(keyword, Keyword::Required(names) if names.iter().any(|other| other == to));
    if is_property && set.required == Some(true) && !schema.iter().any(is_required) {
        schema.push(Keyword::Required(vec![to.to_owned()]));
    }
    schema.retain(|keyword| *keyword != Keyword::Required(Vec::new()));
}

fn change_property(property: &mut Schema, model: &Model, set: &MemberChange) {
    if let Some(ty) = set.ty {
        property.retain(|keyword| matches!(keyword, Keyword::Title(_) | Keyword::Docs(_)));
        property.extend(json_type(ty).map(|ty| Keyword::Type(vec![ty])));
    }
    if let Some(value) = &set.absent_as
        && property.iter().any(|keyword| lacks(keyword, model, &value.0))
    {
        allow(property, value.0.clone());
    }
    if let Some(description) = &set.description {
        describe(property, description);
    }
}

/// Whether a keyword lists values without this one.
fn lacks(keyword: &Keyword, model: &Model, value: &Value) -> bool {
    match keyword {
        Keyword::Enum(values) => !values.contains(value),
        Keyword::Ref(id) | Keyword::Here(id) => match &model.item(*id).kind {
            Kind::Enum(kind) => !kind.lists(value),
            _ => false,
        },
        _ => false,
    }
}

/// Adds a valid value: it is what an absent member decodes to, and is encoded as.
fn allow(property: &mut Schema, value: Value) {
    let is_note = |keyword: &Keyword| matches!(keyword, Keyword::Title(_) | Keyword::Docs(_) | Keyword::Default(_));
    let (mut notes, own): (Vec<_>, Vec<_>) = std::mem::take(property).into_iter().partition(is_note);
    notes.insert(0, Keyword::AnyOf(vec![own, vec![Keyword::Const(value)]]));
    *property = notes;
}

fn change_schema(schema: &mut Schema, set: &SchemaChange) {
    let added: Vec<Value> = set.add_values.iter().map(|value| Value::from(value.as_str())).collect();
    if !added.is_empty() {
        add_values(schema, &added);
    }
    if let Some(description) = &set.description {
        describe(schema, description);
    }
}

/// Adds values to the lists of a schema.
fn add_values(schema: &mut Schema, added: &[Value]) {
    let mut count = 0;
    for keyword in schema.iter_mut() {
        match keyword {
            Keyword::Enum(values) => {
                let new: Vec<Value> = added.iter().filter(|value| !values.contains(value)).cloned().collect();
                count = new.len();
                values.extend(new);
            }
            Keyword::AllOf(parts) => parts.iter_mut().for_each(|part| add_values(part, added)),
            // Each value is an alternative, so that it can have a description.
            Keyword::OneOf(alternatives) | Keyword::AnyOf(alternatives) if alternatives.iter().all(is_constant) => {
                let new = added.iter().map(|value| vec![Keyword::Const(value.clone())]);
                let new: Vec<Schema> =
                    new.filter(|one| !alternatives.iter().any(|own| own.contains(&one[0]))).collect();
                alternatives.extend(new);
            }
            _ => {}
        }
    }
    // A list of names or descriptions has one text for each value.
    for keyword in schema {
        if let Keyword::Note(_, Value::Array(texts)) = keyword {
            texts.extend(std::iter::repeat_n(Value::from(""), count));
        }
    }
}

fn is_constant(schema: &Schema) -> bool {
    schema.iter().any(|keyword| matches!(keyword, Keyword::Const(_)))
}

fn describe(schema: &mut Schema, description: &str) {
    schema.retain(|keyword| !matches!(keyword, Keyword::Docs(_)));
    schema.insert(0, Keyword::Docs(description.to_owned()));
}

fn json_type(ty: SimpleType) -> Option<JsonType> {
    Some(match ty {
        SimpleType::Any => return None,
        SimpleType::Array => JsonType::Array,
        SimpleType::Boolean => JsonType::Boolean,
        SimpleType::Integer => JsonType::Integer,
        SimpleType::Number => JsonType::Number,
        SimpleType::Object => JsonType::Object,
        SimpleType::String => JsonType::String,
    })
}
