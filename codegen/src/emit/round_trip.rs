//! A test of every type: instances to decode, encode and compare.

use std::collections::BTreeSet;

use proc_macro2::Literal;
use serde_json::{Map, Value, json};

use super::scope::Scope;
use super::tokens::{Name, Text, Tokens, quote};
use super::{Context, file, modules};
use crate::model::{Field, Item, ItemId, Kind, Model, Presence, Rest, Struct, Type};

/// The text of the test file.
pub(super) fn file(context: &Context) -> String {
    let package = context.config.rules.package.name.replace('-', "_");
    let inner = Context {
        root: vec![package],
        model: context.model,
        config: context.config,
        form: context.form,
        features: None,
    };
    let scope = Scope::beside(&inner);
    let limit = context.config.rules.boxing.limit;
    let head = quote! {
        //! Every type of this package: decoded, encoded and compared.
    };
    let mut names = BTreeSet::new();
    let tests = modules(context.model).into_iter().filter(|module| !module.items.is_empty()).map(|module| {
        let name = Name(test_name(module.path, &mut names));
        let checks = module.items.iter().map(|(id, item)| check(context.model, &scope, limit, *id, item));
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

fn check(model: &Model, scope: &Scope, limit: Option<usize>, id: ItemId, item: &Item) -> Tokens {
    let ty = scope.item(id);
    match &item.kind {
        Kind::Struct(kind) => {
            let minimal = Text(Value::Object(minimal(model, kind)).to_string());
            let full = Text(Value::Object(full(model, kind)).to_string());
            let optional = kind.fields.iter().filter(|field| field.presence == Presence::Optional && !field.nullable);
            let optional: Vec<_> = optional.filter(|f| !super::scope::takes_null(model, &f.ty)).map(wire).collect();
            let lenient = kind.fields.iter().filter(|field| matches!(field.presence, Presence::Lenient(_))).map(wire);
            let required = kind.fields.iter().filter(|field| field.presence == Presence::Required).map(wire);
            let keeps = kind.rest == Rest::Keep;
            let size = limit.map(|limit| {
                let limit = Literal::usize_unsuffixed(limit);
                let ty = scope.item(id);
                quote!(::stytch_wire::testing::check_size::<#ty>(#limit);)
            });
            quote! {
                #size
                ::stytch_wire::testing::check_record::<#ty>(#minimal, #full, &[#(#required),*], &[#(#lenient),*], &[#(#optional),*], #keeps);
            }
        }
        Kind::Enum(kind) => {
            let values = kind.variants.iter().map(|variant| Text(&variant.wire_name));
            let open = kind.open;
            quote!(::stytch_wire::testing::check_enum::<#ty>(&[#(#values),*], #open);)
        }
        Kind::Newtype(inner) => {
            let sample = Text(sample(model, inner).to_string());
            quote!(::stytch_wire::testing::check_value::<#ty>(#sample);)
        }
        Kind::Opaque(kind) => {
            let sample = Text(kind.sample.to_string());
            quote!(::stytch_wire::testing::check_value::<#ty>(#sample);)
        }
        Kind::Alias(_) => Tokens::new(),
    }
}

fn wire(field: &Field) -> Text<&str> {
    Text(&field.wire_name)
}

/// An object of its required members.
fn minimal(model: &Model, kind: &Struct) -> Map<String, Value> {
    let required = kind.fields.iter().filter(|field| field.presence != Presence::Optional);
    // `null` where that is a value: the least, and the way out of a type that holds itself.
    let value = |field: &Field| if field.nullable { Value::Null } else { least(model, &field.ty) };
    required.map(|field| (field.wire_name.clone(), value(field))).collect()
}

/// An object of all its members; those that are objects themselves have the least that they can, since they have a check of their own.
fn full(model: &Model, kind: &Struct) -> Map<String, Value> {
    kind.fields.iter().map(|field| (field.wire_name.clone(), sample(model, &field.ty))).collect()
}

/// A value of a type, with one element in an array or a map.
fn sample(model: &Model, ty: &Type) -> Value {
    match ty {
        Type::Array(inner) => json!([least(model, inner)]),
        Type::Map(inner) => json!({ "key": least(model, inner) }),
        Type::Tuple(items) => items.iter().map(|item| sample(model, item)).collect(),
        other => least(model, other),
    }
}

/// The least value of a type. It ends: a type that has no value is an error before this.
fn least(model: &Model, ty: &Type) -> Value {
    match ty {
        Type::Any => json!({ "any": [null, 1.5] }),
        Type::Null | Type::Nullable(_) => Value::Null,
        Type::Bool => json!(true),
        Type::I32 => json!(-7),
        Type::I64 => json!(9_007_199_254_740_993_i64),
        Type::F64 => json!(0.5),
        Type::String | Type::Secret | Type::Id(_) => json!("text \" \\ ü"),
        Type::Timestamp => json!("2021-12-29T12:33:09Z"),
        Type::Item(id) => match &model.item(*id).kind {
            Kind::Struct(kind) => Value::Object(minimal(model, kind)),
            Kind::Enum(kind) => json!(kind.variants[0].wire_name),
            Kind::Newtype(ty) | Kind::Alias(ty) => least(model, ty),
            Kind::Opaque(kind) => kind.sample.clone(),
        },
        Type::Array(_) => json!([]),
        Type::Map(_) => json!({}),
        Type::Tuple(items) => items.iter().map(|item| least(model, item)).collect(),
    }
}
