//! Emits parameters that set a field, for `new`, setters and calls, and the conversion of their values.

use super::scope::Scope;
use super::tokens::{Tokens, quote};
use crate::model::{Field, Kind, Model, Type};

/// The type of a parameter that sets a field.
pub(super) fn parameter(model: &Model, scope: &Scope, field: &Field) -> Tokens {
    let ty = scope.ty(&field.ty);
    let into = scope.prelude("Into");
    if field.nullable {
        let option = scope.prelude("Option");
        return quote!(impl #into<#option<#ty>>);
    }
    let iterator = scope.prelude("IntoIterator");
    match unaliased(model, &field.ty) {
        Type::Array(element) if element_converts(model, element) => {
            let element = scope.ty(element);
            quote!(impl #iterator<Item: #into<#element>>)
        }
        Type::Array(element) => {
            let element = scope.ty(element);
            quote!(impl #iterator<Item = #element>)
        }
        Type::Map(value) => {
            let string = scope.prelude("String");
            let converts = element_converts(model, value);
            let value = scope.ty(value);
            let value = if converts {
                let into = scope.prelude("Into");
                quote!(impl #into<#value>)
            } else {
                value
            };
            quote!(impl #iterator<Item = (impl #into<#string>, #value)>)
        }
        _ if model.converts(&field.ty) => quote!(impl #into<#ty>),
        _ => ty,
    }
}

/// Whether the parameter is a struct or a union as it is, not `impl Trait`.
pub(super) fn is_object(model: &Model, field: &Field) -> bool {
    let Type::Item(id) = unaliased(model, &field.ty) else { return false };
    let is_object = matches!(model.item(*id).kind, Kind::Struct(_) | Kind::Union(_));
    is_object && !field.nullable && !model.converts(&field.ty)
}

/// The value of a field, converted from its parameter.
pub(super) fn argument(model: &Model, scope: &Scope, field: &Field, name: Tokens) -> Tokens {
    let boxed = scope.prelude("Box");
    let into = scope.prelude("Into");
    if field.nullable {
        return if field.boxed.is_some() { quote!(#name.into().map(#boxed::new)) } else { quote!(#name.into()) };
    }
    let value = match unaliased(model, &field.ty) {
        Type::Array(element) if element_converts(model, element) => {
            quote!(#name.into_iter().map(#into::into).collect())
        }
        Type::Array(_) => quote!(#name.into_iter().collect()),
        Type::Map(value) if element_converts(model, value) => {
            quote!(#name.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
        }
        Type::Map(_) => quote!(#name.into_iter().map(|(name, value)| (name.into(), value)).collect()),
        _ if model.converts(&field.ty) => quote!(#name.into()),
        _ => name,
    };
    if field.boxed.is_some() { quote!(#boxed::new(#value)) } else { value }
}

/// Whether an element of a list, or a value in a map, is converted with `Into`.
fn element_converts(model: &Model, ty: &Type) -> bool {
    *ty == Type::Any || model.converts(ty)
}

/// The type with aliases resolved.
fn unaliased<'a>(model: &'a Model, ty: &'a Type) -> &'a Type {
    match ty {
        Type::Item(id) => match &model.item(*id).kind {
            Kind::Alias(ty) => unaliased(model, ty),
            _ => ty,
        },
        ty => ty,
    }
}
