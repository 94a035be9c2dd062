//! Faults that are added to our types, one at a time. The comparison must find them.

use schemawright::model::{BoxReason, Field, Item, Kind, Presence, Rest, Type};

/// A type with one fault, and the description of the fault.
pub(crate) fn faulty(item: &Item) -> Vec<(String, Item)> {
    let mut found = Vec::new();
    let mut push = |what: String, kind: Kind| found.push((what, Item { kind, ..item.clone() }));
    match &item.kind {
        Kind::Struct(kind) => {
            for (index, field) in kind.fields.iter().enumerate() {
                let name = &field.wire_name;
                let mut with = |what: &str, change: &dyn Fn(&mut Field)| {
                    let mut kind = kind.clone();
                    change(&mut kind.fields[index]);
                    push(format!("{name} {what}"), Kind::Struct(kind));
                };
                with("has another name", &|field| field.wire_name.push('x'));
                with("is of another type", &|field| field.ty = other(&field.ty));
                with("is a list", &|field| field.ty = Type::Array(Box::new(field.ty.clone())));
                with("is there or is not", &|field| {
                    let is_optional = field.presence == Presence::Optional;
                    field.presence = if is_optional { Presence::Required } else { Presence::Optional };
                    // Otherwise, typify's type may be equal in other words.
                    field.nullable = false;
                });
                if field.presence != Presence::Optional {
                    with("is null or is not", &|field| field.nullable = !field.nullable);
                }
                let mut less = kind.clone();
                less.fields.remove(index);
                push(format!("{name} is left out"), Kind::Struct(less));
            }
            let rest = if kind.rest == Rest::Refuse { Rest::Keep } else { Rest::Refuse };
            let mut other = kind.clone();
            other.rest = rest;
            push("other members are taken or refused".to_owned(), Kind::Struct(other));
        }
        Kind::Enum(kind) => {
            let mut less = kind.clone();
            less.variants.pop();
            push("a value is left out".to_owned(), Kind::Enum(less));
        }
        Kind::Newtype(ty) | Kind::Alias(ty) => {
            push("it is of another type".to_owned(), Kind::Newtype(other(ty)));
        }
        Kind::Union(_) => push("it is a string".to_owned(), Kind::Newtype(Type::String)),
        Kind::Call(_) => {}
    }
    found
}

/// Changes without an effect on the wire.
pub(crate) fn harmless(item: &Item) -> Item {
    let mut item = item.clone();
    if let Kind::Struct(kind) = &mut item.kind {
        for field in &mut kind.fields {
            field.boxed = Some(BoxReason::Configured);
            field.rust_name.push('_');
        }
    }
    item
}

fn other(ty: &Type) -> Type {
    if *ty == Type::Bool { Type::String } else { Type::Bool }
}
