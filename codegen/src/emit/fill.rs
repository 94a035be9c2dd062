//! Emits the defaults of schemas as expressions.

use serde_json::Value;

use super::scope::Scope;
use super::tokens::{Name, Scalar, Text, Tokens, quote};
use crate::model::{Field, Kind, Model, Presence, Struct, Type};
use crate::scalars::normal;

/// The fields that `new` sets to defaults, each with its value.
pub(super) fn filled<'f>(
    model: &'f Model,
    scope: &'f Scope,
    kind: &'f Struct,
    presence: impl Fn(&Presence) -> bool + 'f,
) -> impl Iterator<Item = (&'f Field, Tokens)> {
    let fields = kind.fields.iter().filter(move |field| presence(&field.presence));
    fields.filter_map(move |field| Some((field, whole(model, scope, field, field.fill.as_ref()?))))
}

/// The value of a field, including optionality, nullability and boxing.
fn whole(model: &Model, scope: &Scope, field: &Field, value: &Value) -> Tokens {
    let some = |value: Tokens| {
        let some = scope.prelude("Some");
        quote!(#some(#value))
    };
    let mut tokens = if value.is_null() && field.nullable {
        let none = scope.prelude("None");
        quote!(#none)
    } else {
        let mut tokens = expression(model, scope, &field.ty, value);
        if field.boxed.is_some() {
            let boxed = scope.prelude("Box");
            tokens = quote!(#boxed::new(#tokens));
        }
        if field.nullable { some(tokens) } else { tokens }
    };
    if field.presence == Presence::Optional {
        tokens = some(tokens);
    }
    tokens
}

/// A value as an expression of a type. The value must fit the type.
fn expression(model: &Model, scope: &Scope, ty: &Type, value: &Value) -> Tokens {
    match (ty, value) {
        (Type::Nullable(_), Value::Null) => {
            let none = scope.prelude("None");
            quote!(#none)
        }
        (Type::Nullable(inner), value) => {
            let (some, value) = (scope.prelude("Some"), expression(model, scope, inner, value));
            quote!(#some(#value))
        }
        (Type::Item(id), value) => {
            let path = scope.item(*id);
            match &model.item(*id).kind {
                Kind::Alias(inner) => expression(model, scope, inner, value),
                Kind::Newtype(inner) => {
                    let value = expression(model, scope, inner, value);
                    quote!(#path(#value))
                }
                Kind::Enum(kind) => match kind.variants.iter().find(|variant| variant.is(value)) {
                    Some(variant) => {
                        let variant = Name(&variant.rust_name);
                        quote!(#path::#variant)
                    }
                    None => converted(value),
                },
                Kind::Struct(_) | Kind::Union(_) | Kind::Call(_) => {
                    unreachable!("a default of this type is never filled in")
                }
            }
        }
        (Type::Array(inner), Value::Array(list)) => {
            let list = list.iter().map(|item| expression(model, scope, inner, item));
            quote!(::std::vec![#(#list),*])
        }
        (Type::Map(inner), Value::Object(members)) => {
            let (names, values): (Vec<_>, Vec<_>) =
                members.iter().map(|(name, value)| (Text(name), expression(model, scope, inner, value))).unzip();
            let into = scope.prelude("Into");
            quote!([#((#into::into(#names), #values)),*].into_iter().collect())
        }
        (Type::Any, Value::Null) => quote!(::schemawright_wire::Value::Null),
        (Type::Any, value) => {
            let value = Scalar(value);
            quote!(::schemawright_wire::Value::from(#value))
        }
        (Type::F64, value) => Tokens::parse(&format!("{:?}", value.as_f64().unwrap_or_default())),
        (Type::Integer(_), value) => Tokens::parse(&normal(value).to_string()),
        (Type::Number, value) => converted(&normal(value)),
        (Type::Bool, value) => Tokens::parse(&value.to_string()),
        (_, value) => converted(value),
    }
}

/// The argument for the `From` of a type.
fn converted(value: &Value) -> Tokens {
    let value = Scalar(value);
    quote!(::core::convert::From::from(#value))
}
