//! A test of every type: instances to decode, encode and compare.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use super::scope::Scope;
use super::tokens::{Name, Text, Tokens, quote};
use super::{Context, file, modules};
use crate::model::{Alternative, Field, Form, Item, ItemId, Kind, Model, Presence, Rest, Struct, Type, Width};

/// The text of the test file.
pub(super) fn file(context: &Context) -> String {
    let package = context.package.replace('-', "_");
    let inner = Context {
        root: vec![package],
        model: context.model,
        config: context.config,
        package: context.package,
        form: context.form,
        features: None,
    };
    let scope = Scope::beside(&inner);
    let lints = file::lints(context.model);
    let head = quote! {
        //! Every type of this package: decoded, encoded and compared.
        #lints
    };
    let mut names = BTreeSet::new();
    let tests = modules(context.model).into_iter().filter(|module| !module.items.is_empty()).map(|module| {
        let name = Name(test_name(module.path, &mut names));
        let checks = module.items.iter().map(|(id, item)| check(context.model, &scope, *id, item));
        let cfg = context.features.as_ref().map(|features| features.cfg_of_types(module.path));
        quote! {
            #cfg
            #[test]
            fn #name() {
                #(#checks)*
            }
        }
    });
    file::render(context, None, std::iter::once(head).chain(tests).collect())
}

/// The name of a module's test. `a_b::c` and `a::b_c` must not share one.
fn test_name(module: &[String], taken: &mut BTreeSet<String>) -> String {
    let parts = module.iter().map(|part| part.trim_end_matches('_'));
    let mut name = format!("module_{}", parts.collect::<Vec<_>>().join("_"));
    while !taken.insert(name.clone()) {
        name.push_str("_again");
    }
    name
}

fn check(model: &Model, scope: &Scope, id: ItemId, item: &Item) -> Tokens {
    let ty = scope.item(id);
    match &item.kind {
        Kind::Struct(kind) => {
            let minimal = Text(json(|json| minimal(json, model, kind)));
            let full = Text(json(|json| full(json, model, kind)));
            let optional = kind.fields.iter().filter(|field| field.presence == Presence::Optional && !field.nullable);
            let optional: Vec<_> = optional.filter(|f| !super::scope::takes_null(model, &f.ty)).map(wire).collect();
            let lenient = kind.fields.iter().filter(|field| matches!(field.presence, Presence::Lenient(_))).map(wire);
            let required = kind.fields.iter().filter(|field| field.presence == Presence::Required).map(wire);
            let keeps = kind.rest == Rest::Keep;
            quote! {
                ::stytch_wire::testing::check_record::<#ty>(#minimal, #full, &[#(#required),*], &[#(#lenient),*], &[#(#optional),*], #keeps);
            }
        }
        Kind::Enum(kind) => {
            let values = kind.variants.iter().map(|variant| Text(&variant.wire_name));
            let open = kind.open;
            quote!(::stytch_wire::testing::check_enum::<#ty>(&[#(#values),*], #open);)
        }
        Kind::Newtype(inner) => {
            let sample = Text(json(|json| sample(json, model, inner)));
            quote!(::stytch_wire::testing::check_value::<#ty>(#sample);)
        }
        Kind::Union(kind) => {
            let checks = kind.alternatives.iter().map(|one| {
                let (ty, sample) = (scope.item(id), Text(json(|json| alternative(json, model, one))));
                quote!(::stytch_wire::testing::check_value::<#ty>(#sample);)
            });
            quote!(#(#checks)*)
        }
        Kind::Alias(_) => Tokens::new(),
    }
}

fn json(write: impl FnOnce(&mut String)) -> String {
    let mut json = String::new();
    write(&mut json);
    json
}

fn wire(field: &Field) -> Text<&str> {
    Text(&field.wire_name)
}

/// Writes an object of its required members.
fn minimal(json: &mut String, model: &Model, kind: &Struct) {
    let required = kind.fields.iter().filter(|field| field.presence != Presence::Optional);
    object(json, required, |json, field| {
        // `null` where that is a value: the least, and the way out of a type that holds itself.
        match field.values.first() {
            Some(value) => json.push_str(&value.to_string()),
            None if field.nullable => json.push_str("null"),
            None => least(json, model, &field.ty),
        }
    });
}

/// Writes an object of all its members; those that are objects themselves have the least that they can, since they have a check of their own.
fn full(json: &mut String, model: &Model, kind: &Struct) {
    object(json, kind.fields.iter(), |json, field| match field.values.first() {
        Some(value) => json.push_str(&value.to_string()),
        None => sample(json, model, &field.ty),
    });
}

/// Writes a value of a type, with one element in an array or a map.
fn sample(json: &mut String, model: &Model, ty: &Type) {
    match ty {
        Type::Array(inner) => list(json, [&**inner], |json, ty| least(json, model, ty)),
        Type::Map(inner) => {
            json.push_str("{\"key\":");
            least(json, model, inner);
            json.push('}');
        }
        Type::Tuple(items) => list(json, items, |json, ty| sample(json, model, ty)),
        other => least(json, model, other),
    }
}

/// Writes the least value of a type. It ends: a type that has no value is an error before this.
fn least(json: &mut String, model: &Model, ty: &Type) {
    match ty {
        Type::Any => json.push_str("{\"any\":[null,1.5]}"),
        Type::Null | Type::Nullable(_) => json.push_str("null"),
        Type::Bool => json.push_str("true"),
        Type::Integer(Width::I32) => json.push_str("-7"),
        Type::Integer(Width::I64 | Width::U64) => json.push_str("9007199254740993"),
        Type::Integer(_) => json.push('7'),
        Type::F64 => json.push_str("0.5"),
        Type::String | Type::Secret | Type::Id(_) => string(json, "text \" \\ ü"),
        Type::Timestamp => string(json, "2021-12-29T12:33:09Z"),
        Type::Item(id) => match &model.item(*id).kind {
            Kind::Struct(kind) => minimal(json, model, kind),
            Kind::Enum(kind) => string(json, &kind.variants[0].wire_name),
            Kind::Newtype(ty) | Kind::Alias(ty) => least(json, model, ty),
            Kind::Union(kind) => alternative(json, model, &kind.alternatives[kind.blank]),
        },
        Type::Array(_) => json.push_str("[]"),
        Type::Map(_) => json.push_str("{}"),
        Type::Tuple(items) => list(json, items, |json, ty| least(json, model, ty)),
    }
}

/// Writes the least value of an alternative.
fn alternative(json: &mut String, model: &Model, alternative: &Alternative) {
    match &alternative.form {
        Form::Plain => least(json, model, &alternative.ty),
        Form::Constant(value) => string(json, value),
        Form::Wrapped(name) => {
            json.push('{');
            string(json, name);
            json.push(':');
            least(json, model, &alternative.ty);
            json.push('}');
        }
    }
}

fn object<'a>(json: &mut String, fields: impl Iterator<Item = &'a Field>, value: impl Fn(&mut String, &Field)) {
    json.push('{');
    for (index, field) in fields.enumerate() {
        json.push_str(if index > 0 { "," } else { "" });
        string(json, &field.wire_name);
        json.push(':');
        value(json, field);
    }
    json.push('}');
}

fn list<'a>(json: &mut String, types: impl IntoIterator<Item = &'a Type>, value: impl Fn(&mut String, &Type)) {
    json.push('[');
    for (index, ty) in types.into_iter().enumerate() {
        json.push_str(if index > 0 { "," } else { "" });
        value(json, ty);
    }
    json.push(']');
}

fn string(json: &mut String, text: &str) {
    write!(json, "{}", Value::from(text)).expect("a string takes all");
}
