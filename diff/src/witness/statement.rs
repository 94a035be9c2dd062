//! Statements about values, which compile with both states and hold with the old one only.

use serde_json::{Map, Value};

use super::body::id;
use super::old_member;
use super::sample::{DEEP, member, required};
use crate::both::Both;
use crate::change::{Change, Witness};
use crate::rule::Rule;
use schemawright::Reads;
use schemawright::model::{Constructor, Field, Item, Kind, Presence, Struct, Type};

/// The statement that a change makes false, if one is known.
pub(super) fn witness(both: &Both, crate_name: &str, change: &Change) -> Option<Witness> {
    let (Kind::Struct(was), Kind::Struct(is)) = (&both.was.kind, &both.is.kind) else { return None };
    let field = &was.fields[old_member(both, change)?];
    let path = format!("{crate_name}::{}", both.was.path);
    let statement = match change.rule {
        Rule::MemberFillChanged => filled(both.was, &path, was, field)?,
        Rule::MemberAbsentValueChanged => absent(both, &path, was, is, field)?,
        Rule::MemberWireRenamed => renamed(both, &path, was, is, field)?,
        _ => return None,
    };
    Some(Witness::Holds(statement))
}

/// The value of a field in a new value.
fn filled(item: &Item, path: &str, kind: &Struct, field: &Field) -> Option<String> {
    let value = match field.presence {
        Presence::Optional => format!("{path}::new({})", arguments(kind)?),
        _ if item.traits.default => format!("{path}::default()"),
        _ => return None,
    };
    let text = field.fill.as_ref().unwrap_or(&Value::Null).to_string();
    Some(format!("assert_eq!(serde_json::to_string(&{value}.{}).unwrap(), {text:?});", field.rust_name))
}

/// The arguments of `new`, where each can be written as a literal.
fn arguments(kind: &Struct) -> Option<String> {
    let literal = |field: &&Field| match &field.ty {
        _ if field.nullable => Some("None"),
        Type::String | Type::Secret | Type::Id(_) => Some("\"x\""),
        Type::Integer(_) => Some("1"),
        Type::F64 => Some("1.5"),
        Type::Bool => Some("true"),
        _ => None,
    };
    let required = kind.required();
    if !required.is_empty() && kind.constructor != Constructor::Arguments {
        return None;
    }
    Some(required.iter().map(literal).collect::<Option<Vec<_>>>()?.join(", "))
}

/// The value of a field in an object without the member.
fn absent(both: &Both, path: &str, was: &Struct, is: &Struct, field: &Field) -> Option<String> {
    let Presence::Lenient(Some(value)) = &field.presence else { return None };
    let but = Some(field.wire_name.as_str());
    let mut body = required(both.old.model(), was, but, DEEP)?;
    body.extend(required(both.new.model(), is, but, DEEP)?);
    let decoded = decoded(both, path, &Value::Object(body))?;
    let (name, text) = (&field.rust_name, value.to_string());
    Some(format!("assert_eq!(serde_json::to_string(&{decoded}.{name}).unwrap(), {text:?});"))
}

/// A member of the old name is not in the field now. (Where the field is required, its body no longer decodes.)
fn renamed(both: &Both, path: &str, was: &Struct, is: &Struct, field: &Field) -> Option<String> {
    let (old, new) = (both.old.model(), both.new.model());
    if field.presence != Presence::Optional {
        return None;
    }
    let mut body: Map<String, Value> = required(old, was, None, DEEP)?;
    body.extend(required(new, is, None, DEEP)?);
    body.extend([member(old, field, DEEP)?]);
    let decoded = decoded(both, path, &Value::Object(body))?;
    Some(format!("assert!({decoded}.{}.is_some());", field.rust_name))
}

/// The value of a body that decodes in both states.
fn decoded(both: &Both, path: &str, body: &Value) -> Option<String> {
    let (old, new) = (both.old.model(), both.new.model());
    let reads = [old.reads(id(old, both.was)?, body), new.reads(id(new, both.is)?, body)];
    (reads == [Reads::Yes, Reads::Yes])
        .then(|| format!("serde_json::from_str::<{path}>({:?}).unwrap()", body.to_string()))
}
