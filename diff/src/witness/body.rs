//! Bodies of the old type that the new one rejects: made from the old Model, and checked with both.

use serde_json::{Map, Value, json};

use super::decode::{INSTANT, reads};
use super::{Witness, old_member};
use crate::both::Both;
use crate::change::Change;
use crate::rule::Rule;
use schemawright::model::{Field, ItemId, Kind, Model, Presence, Struct, Type};

/// The greatest depth of nested values.
const DEEP: usize = 6;

/// The body that a change breaks, if one is found.
pub(super) fn witness(both: &Both, change: &Change) -> Option<Witness> {
    let (old, new) = (id(both.old.model(), both.was)?, id(both.new.model(), both.is)?);
    let breaks = |body: &Value| {
        reads(both.old.model(), old, body) == Some(true) && reads(both.new.model(), new, body) == Some(false)
    };
    let body = candidates(both, change).into_iter().find(breaks)?;
    Some(Witness::Decodes { ty: format!("{}::{}", both.old.crate_name(), both.is.path), body: body.to_string() })
}

fn id(model: &Model, item: &schemawright::model::Item) -> Option<ItemId> {
    model.iter().find(|(_, other)| other.path == item.path).map(|(id, _)| id)
}

/// Bodies that a change may break.
fn candidates(both: &Both, change: &Change) -> Vec<Value> {
    let (old, new) = (both.old.model(), both.new.model());
    match (&both.was.kind, &both.is.kind) {
        (Kind::Enum(was), Kind::Enum(_)) => match change.rule {
            Rule::EnumClosed => vec![was.of.stranger()],
            Rule::ValueRemoved | Rule::ValueWireRenamed => {
                was.variants.iter().map(|variant| variant.value.clone()).collect()
            }
            _ => Vec::new(),
        },
        (Kind::Struct(was), Kind::Struct(is)) => {
            let at = old_member(both, change).map(|index| &was.fields[index]);
            let name = at.map_or(change.subject.part.as_deref().and_then(|part| wire_name(is, part)), |field| {
                Some(field.wire_name.as_str())
            });
            let Some(base) = base(old, new, was, is, name) else { return Vec::new() };
            let with = |name: &str, value: Value| {
                let mut body = base.clone();
                body.insert(name.to_owned(), value);
                Value::Object(body)
            };
            let member = |value: Option<Value>| name.zip(value).map(|(name, value)| with(name, value));
            match change.rule {
                Rule::MemberAddedRequired => vec![Value::Object(base.clone())],
                Rule::MemberRetyped => member(at.and_then(|field| sample(old, &field.ty, DEEP))).into_iter().collect(),
                Rule::MemberNoLongerNullable => member(Some(Value::Null)).into_iter().collect(),
                Rule::MemberNowRequired | Rule::MemberNowStrict => {
                    std::iter::once(Value::Object(base.clone())).chain(member(Some(Value::Null))).collect()
                }
                Rule::RestRefused | Rule::RestRetyped => {
                    [json!("x"), json!(1), json!(null)].map(|value| with("a member that no schema names", value)).into()
                }
                _ => Vec::new(),
            }
        }
        (was, _) if matches!(change.rule, Rule::KindChanged | Rule::TypeRetargeted) => {
            let inner = match was {
                Kind::Newtype(inner) | Kind::Alias(inner) => sample(old, inner, DEEP),
                _ => id(old, both.was).and_then(|id| sample(old, &Type::Item(id), DEEP)),
            };
            inner.into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn wire_name<'a>(kind: &'a Struct, rust_name: &str) -> Option<&'a str> {
    kind.fields.iter().find(|field| field.rust_name == rust_name).map(|field| field.wire_name.as_str())
}

/// The members that either state requires, except for the changed one, so that only the change can cause a failure.
fn base(old: &Model, new: &Model, was: &Struct, is: &Struct, but: Option<&str>) -> Option<Map<String, Value>> {
    let mut body = required(old, was, but, DEEP)?;
    for (name, value) in required(new, is, but, DEEP)? {
        body.entry(name).or_insert(value);
    }
    Some(body)
}

/// The members that a struct requires, each with a value.
fn required(model: &Model, kind: &Struct, but: Option<&str>, depth: usize) -> Option<Map<String, Value>> {
    let is_required = |field: &&Field| field.presence == Presence::Required && Some(field.wire_name.as_str()) != but;
    let member = |field: &Field| Some((field.wire_name.clone(), sample(model, &field.ty, depth)?));
    kind.fields.iter().filter(is_required).map(member).collect()
}

/// A value of a type.
fn sample(model: &Model, ty: &Type, depth: usize) -> Option<Value> {
    let depth = depth.checked_sub(1)?;
    let value = match ty {
        Type::Any | Type::String | Type::Secret | Type::Id(_) => json!("x"),
        Type::Null => Value::Null,
        Type::Bool => json!(true),
        Type::F64 | Type::Number => json!(1.5),
        Type::Integer(_) => json!(1),
        Type::Timestamp => json!(INSTANT),
        // One element, because the type of the elements may have changed.
        Type::Array(inner) => json!([sample(model, inner, depth)?]),
        Type::Map(inner) => json!({ "x": sample(model, inner, depth)? }),
        Type::Tuple(_) | Type::Format(_) => return None,
        Type::Nullable(inner) => sample(model, inner, depth)?,
        Type::Item(id) => match &model.item(*id).kind {
            Kind::Struct(kind) => Value::Object(required(model, kind, None, depth)?),
            Kind::Enum(kind) => kind.variants.first()?.value.clone(),
            Kind::Newtype(inner) | Kind::Alias(inner) => sample(model, inner, depth)?,
            _ => return None,
        },
    };
    Some(value)
}
