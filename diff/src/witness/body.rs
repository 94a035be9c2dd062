//! Bodies of the old type that the new one rejects: made from the old Model, and checked with both.

use serde_json::{Map, Value, json};

use super::old_member;
use super::sample::{DEEP, member, required, sample};
use crate::both::Both;
use crate::change::{Change, Witness};
use crate::rule::Rule;
use schemawright::Reads;
use schemawright::model::{Field, Item, ItemId, Kind, Model, Struct, Type};

/// The body that a change breaks, if one is found.
pub(super) fn witness(both: &Both, change: &Change) -> Option<Witness> {
    let (old, new) = (id(both.old.model(), both.was)?, id(both.new.model(), both.is)?);
    let decoded = |body: &Value| both.old.model().reads(old, body) == Reads::Yes;
    let rejected = |body: &Value| matches!(both.new.model().reads(new, body), Reads::No(_));
    let body = candidates(both, change).into_iter().find(|body| decoded(body) && rejected(body))?;
    Some(Witness::Decodes { ty: format!("{}::{}", both.old.crate_name(), both.is.path), body: body.to_string() })
}

/// The index of a type.
pub(super) fn id(model: &Model, item: &Item) -> Option<ItemId> {
    model.iter().find(|(_, other)| other.path == item.path).map(|(id, _)| id)
}

/// Bodies that a change may break.
fn candidates(both: &Both, change: &Change) -> Vec<Value> {
    let old = both.old.model();
    match (&both.was.kind, &both.is.kind) {
        (Kind::Enum(was), Kind::Enum(_)) => match change.rule {
            Rule::EnumClosed => vec![was.of.stranger()],
            Rule::ValueRemoved | Rule::ValueWireRenamed => {
                was.variants.iter().map(|variant| variant.value.clone()).collect()
            }
            _ => Vec::new(),
        },
        (Kind::Struct(was), Kind::Struct(is)) => of_struct(both, change, was, is),
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

/// Objects that a change may break.
fn of_struct(both: &Both, change: &Change, was: &Struct, is: &Struct) -> Vec<Value> {
    let (old, new) = (both.old.model(), both.new.model());
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
    let member_is = |value: Option<Value>| name.zip(value).map(|(name, value)| with(name, value));
    match change.rule {
        Rule::MemberAddedRequired => vec![Value::Object(base.clone())],
        Rule::MemberRetyped => member_is(at.and_then(|field| sample(old, &field.ty, DEEP))).into_iter().collect(),
        Rule::MemberNoLongerNullable => member_is(Some(Value::Null)).into_iter().collect(),
        Rule::MemberNowRequired | Rule::MemberNowStrict => {
            std::iter::once(Value::Object(base.clone())).chain(member_is(Some(Value::Null))).collect()
        }
        Rule::RestRefused | Rule::RestRetyped => {
            let others = is.refused.iter().map(String::as_str).chain(["a member that no schema names"]);
            let values = || [json!("x"), json!(1), json!(true), json!({}), json!([]), json!(null)];
            others.flat_map(|name| values().map(|value| with(name, value))).collect()
        }
        Rule::MemberWireRenamed => at.and_then(|field| with_old_name(old, was, field)).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// An object of the old type alone: the new one has another name for the field, and may require it.
fn with_old_name(old: &Model, was: &Struct, field: &Field) -> Option<Value> {
    let mut body = required(old, was, None, DEEP)?;
    body.extend([member(old, field, DEEP)?]);
    Some(Value::Object(body))
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
