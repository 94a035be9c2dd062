//! Emits `new`: constructs a struct from its required fields.

use super::fill;
use super::parameter::{argument, parameter};
use super::scope::Scope;
use super::tokens::{Name, Tokens, quote};
use crate::model::{Constructor, Field, Item, Model, Presence, Struct};

pub(super) fn constructor(model: &Model, scope: &Scope, item: &Item, kind: &Struct) -> Tokens {
    let required = kind.required();
    let is_optional = |presence: &Presence| *presence == Presence::Optional;
    let doc = doc(item, kind);
    let lint = (item.path.name == "New").then(|| quote!(#[allow(clippy::self_named_constructors)]));
    if let Constructor::Named(members) = &kind.constructor {
        let members = Name(members);
        let body = body(model, scope, kind, &required, is_optional, |field, name| {
            if field.boxed.is_some() { boxed_member(scope, field, name) } else { quote!(required.#name) }
        });
        return quote! {
            #[doc = #doc]
            #[must_use]
            #lint
            pub fn new(required: #members) -> Self {
                #body
            }
        };
    }
    if required.is_empty() && item.traits.default {
        return quote! {
            #[doc = #doc]
            #[must_use]
            #lint
            pub fn new() -> Self {
                ::core::default::Default::default()
            }
        };
    }
    let parameters = required.iter().map(|field| {
        let (name, ty) = (Name(argument_name(scope, &required, field)), parameter(model, scope, field));
        quote!(#name: #ty)
    });
    let body = body(model, scope, kind, &required, is_optional, |field, _| {
        let name = Name(argument_name(scope, &required, field));
        argument(model, scope, field, quote!(#name))
    });
    let many = (required.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    // Constants have no `Default`.
    let default = required.is_empty().then(|| quote!(#[allow(clippy::new_without_default)]));
    quote! {
        #[doc = #doc]
        #[must_use]
        #many
        #default
        #lint
        pub fn new(#(#parameters),*) -> Self {
            #body
        }
    }
}

fn doc(item: &Item, kind: &Struct) -> &'static str {
    match (kind.required().len(), kind.fields.len()) {
        (0, _) if kind.is_filled() => " A value of the defaults that the schema has; the other members are absent.",
        (required, all) if kind.is_filled() && required < all => {
            " A value of its required members, and of the defaults that the schema has; the others are absent."
        }
        (0, 0) => " A value without members.",
        (0, _) if !item.traits.default => " A value of its constants; the other members are absent.",
        (0, _) => " A value in which every member is absent.",
        (required, all) if required == all => " A value of all its members.",
        _ => " A value of its required members; the others are absent.",
    }
}

/// The body of `default`: every field has its default.
pub(super) fn defaults(model: &Model, scope: &Scope, kind: &Struct) -> Tokens {
    body(model, scope, kind, &[], |_| true, |_, name| quote!(#name))
}

/// The name of an argument of `new`. On a file system that ignores case, a tuple struct of the module can have the name of a field, and
/// would hide it.
fn argument_name(scope: &Scope, required: &[&Field], field: &Field) -> String {
    let mut name = field.rust_name.clone();
    while scope.has_type(&name) || name != field.rust_name && required.iter().any(|other| other.rust_name == name) {
        name.push('_');
    }
    name
}

/// Constructs a value from its required members. (Assigning them to a blank compiles faster than a struct expression with a rest.)
///
/// The other members have their defaults, if `fills` returns true for their presence.
fn body(
    model: &Model,
    scope: &Scope,
    kind: &Struct,
    required: &[&Field],
    fills: impl Fn(&Presence) -> bool,
    value: impl Fn(&Field, Name<&str>) -> Tokens,
) -> Tokens {
    let names: Vec<_> = required.iter().map(|field| Name(&field.rust_name)).collect();
    let values = required.iter().map(|field| value(field, Name(&field.rust_name)));
    if required.len() == kind.fields.len() && kind.rest_name().is_none() && kind.matches.is_none() {
        let members = names.iter().zip(values).map(|(name, value)| name.initialized(value));
        return quote!(Self { #(#members),* });
    }
    let filled: Vec<_> = fill::filled(model, scope, kind, fills).collect();
    if required.is_empty() && filled.is_empty() {
        return quote!(::schemawright_wire::__private::Blank::blank());
    }
    let (filled, defaults): (Vec<_>, Vec<_>) =
        filled.into_iter().map(|(field, value)| (Name(&field.rust_name), value)).unzip();
    let mut blank = "blank".to_owned();
    while required.iter().any(|field| field.rust_name == blank) {
        blank.push('_');
    }
    let blank = Name(blank);
    quote! {
        let mut #blank: Self = ::schemawright_wire::__private::Blank::blank();
        #(#blank.#names = #values;)*
        #(#blank.#filled = #defaults;)*
        #blank
    }
}

fn boxed_member(scope: &Scope, field: &Field, name: Name<&str>) -> Tokens {
    let boxed = scope.prelude("Box");
    if field.nullable { quote!(required.#name.map(#boxed::new)) } else { quote!(#boxed::new(required.#name)) }
}
