//! Emits the defaults of schemas as expressions.

use serde_json::{Map, Value};

use super::scope::Scope;
use super::tokens::{Name, Scalar, Text, Tokens, quote};
use crate::model::{Field, Form, Kind, Model, Presence, Struct, Type, Union};
use crate::passes::defaults::alternative;
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
                Kind::Struct(kind) => structure(model, scope, &path, kind, value),
                Kind::Union(kind) => union(model, scope, &path, kind, value),
                Kind::Call(_) => unreachable!("a default of this type is never filled in"),
            }
        }
        (Type::Array(inner), Value::Array(list)) => {
            let list = list.iter().map(|item| expression(model, scope, inner, item));
            quote!(::std::vec![#(#list),*])
        }
        (Type::Map(inner), Value::Object(members)) => {
            let entries = entries(scope, members, |value| expression(model, scope, inner, value));
            quote!([#(#entries),*].into_iter().collect())
        }
        (Type::Tuple(types), Value::Array(items)) => {
            let items = types.iter().zip(items).map(|(ty, item)| expression(model, scope, ty, item));
            quote!((#(#items,)*))
        }
        (Type::Null, _) => quote!(()),
        (Type::Any, value) => any(scope, value),
        (Type::F64, value) => Tokens::parse(&format!("{:?}", value.as_f64().unwrap_or_default())),
        (Type::Integer(_), value) => Tokens::parse(&normal(value).to_string()),
        (Type::Number, value) => converted(&normal(value)),
        (Type::Bool, value) => Tokens::parse(&value.to_string()),
        (_, value) => converted(value),
    }
}

/// A value of a struct: a blank with the members of the object.
fn structure(model: &Model, scope: &Scope, path: &Tokens, kind: &Struct, value: &Value) -> Tokens {
    let fields = kind.fields.iter().enumerate();
    let fields = fields.filter_map(|(index, field)| Some((field, kind.held(index, value)?)));
    let (names, values): (Vec<_>, Vec<_>) =
        fields.map(|(field, value)| (Name(&field.rust_name), whole(model, scope, field, value))).unzip();
    if names.is_empty() {
        return quote!(<#path as ::schemawright_wire::__private::Blank>::blank());
    }
    quote!({
        let mut value: #path = ::schemawright_wire::__private::Blank::blank();
        #(value.#names = #values;)*
        value
    })
}

fn union(model: &Model, scope: &Scope, path: &Tokens, kind: &Union, value: &Value) -> Tokens {
    let Some(alternative) = alternative(model, kind, value) else {
        unreachable!("a default that no alternative has is never filled in")
    };
    let variant = Name(&alternative.rust_name);
    let held = match &alternative.form {
        Form::Constant(_) => return quote!(#path::#variant),
        Form::Wrapped(name) => expression(model, scope, &alternative.ty, &value[name]),
        Form::Plain => expression(model, scope, &alternative.ty, value),
    };
    if alternative.boxed {
        let boxed = scope.prelude("Box");
        return quote!(#path::#variant(#boxed::new(#held)));
    }
    quote!(#path::#variant(#held))
}

/// Any JSON value.
fn any(scope: &Scope, value: &Value) -> Tokens {
    match value {
        Value::Null => quote!(::schemawright_wire::Value::Null),
        Value::Array(items) => {
            let items = items.iter().map(|item| any(scope, item));
            quote!(::schemawright_wire::Value::Array(::std::vec![#(#items),*]))
        }
        Value::Object(members) => {
            let entries = entries(scope, members, |value| any(scope, value));
            quote!(::schemawright_wire::Value::Object([#(#entries),*].into_iter().collect()))
        }
        value => {
            let value = Scalar(value);
            quote!(::schemawright_wire::Value::from(#value))
        }
    }
}

/// The entries of a map, each a pair.
fn entries<'v>(
    scope: &'v Scope,
    members: &'v Map<String, Value>,
    show: impl Fn(&Value) -> Tokens + 'v,
) -> impl Iterator<Item = Tokens> + 'v {
    members.iter().map(move |(name, value)| {
        let (into, name, value) = (scope.prelude("Into"), Text(name), show(value));
        quote!((#into::into(#name), #value))
    })
}

/// The argument for the `From` of a type.
fn converted(value: &Value) -> Tokens {
    let value = Scalar(value);
    quote!(::core::convert::From::from(#value))
}
