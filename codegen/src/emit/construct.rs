//! Emits the code to construct values: setters for optional members, and required members by name where a list of arguments could be mixed
//! up.

use super::scope::Scope;
use super::tokens::{Name, Text, Tokens, quote};
use super::{Context, Module, deprecated, each_text, file, parameter, redacted};
use crate::model::{Constructor, Field, Item, Kind, Model, Presence, Struct};

/// Whether a module has constructors other than `new`.
pub(crate) fn is_needed(module: &Module) -> bool {
    module.items.iter().any(|(_, item)| match &item.kind {
        Kind::Struct(item) => optional(item).next().is_some() || members_name(item).is_some(),
        _ => false,
    })
}

fn optional(item: &Struct) -> impl Iterator<Item = &Field> {
    item.fields.iter().filter(|field| field.presence == Presence::Optional)
}

/// The name of the struct of required members, if `new` takes one.
fn members_name(item: &Struct) -> Option<&str> {
    match &item.constructor {
        Constructor::Named(name) => Some(name),
        Constructor::Arguments => None,
    }
}

/// The names that the file adds to its module.
pub(crate) fn exports<'a>(module: &'a Module) -> Vec<&'a str> {
    let name = |item: &'a Item| match &item.kind {
        Kind::Struct(kind) => members_name(kind),
        _ => None,
    };
    module.items.iter().filter_map(|(_, item)| name(item)).collect()
}

/// The text of the file.
pub(crate) fn file(context: &Context, module: &Module) -> Option<String> {
    if !is_needed(module) {
        return None;
    }
    let scope = Scope::beside(context);
    let items = each_text(module, |_, item| file::text_of(parts(context.model, &scope, item)));
    Some(file::header(context, Some(module)) + &items)
}

/// The constructors of one type.
fn parts(model: &Model, scope: &Scope, item: &Item) -> Vec<Tokens> {
    let mut parts = Vec::new();
    let Kind::Struct(kind) = &item.kind else { return parts };
    if let Some(name) = members_name(kind) {
        parts.push(members(scope, name, item, kind));
        let ident = Name(name);
        parts.extend(redacted::debug(quote!(#ident), name, kind.required().into_iter()));
    }
    let name = Name(&item.path.name);
    let setters: Vec<_> = optional(kind).map(|field| setter(model, scope, field)).collect();
    if !setters.is_empty() {
        parts.push(quote!(impl super::#name { #(#setters)* }));
    }
    parts
}

fn members(scope: &Scope, name: &str, item: &Item, kind: &Struct) -> Tokens {
    let name = Name(name);
    let doc = Text(format!(
        " The required members of [`{0}`](super::{0}), by name: in a list of arguments, one could be taken for another.",
        item.path.name
    ));
    let fields = kind.required().into_iter().map(|field| {
        let name = Name(&field.rust_name);
        let doc = Text(format!(" See [`{0}`](super::{1}::{0}).", field.rust_name, item.path.name));
        let mut ty = scope.ty(&field.ty);
        if field.nullable {
            ty = quote!(Option<#ty>);
        }
        quote!(#[doc = #doc] pub #name: #ty)
    });
    let derives = if kind.required().iter().any(|field| field.is_redacted()) {
        quote!(#[derive(Clone)])
    } else {
        quote!(#[derive(Clone, Debug)])
    };
    quote! {
        #[doc = #doc]
        #derives
        pub struct #name {
            #(#fields,)*
        }
    }
}

/// The methods of operators' traits, with the signature of a setter. The traits are not in scope by default, so no setter hides them.
const OPERATORS: &[&str] = &["add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub"];

fn setter(model: &Model, scope: &Scope, field: &Field) -> Tokens {
    let name = Name(&field.rust_name);
    let ty = parameter::parameter(model, scope, field);
    let value = parameter::argument(model, scope, field, quote!(value));
    let doc = Text(format!(" Sets [`{0}`](Self::{0}).", field.rust_name));
    let setter = Name(field.setter_name());
    let deprecated = deprecated::attribute(&field.doc);
    // Otherwise every program would contain the tables to drop the struct if this panicked, also one that never calls it.
    let inline = parameter::is_object(model, field).then(|| quote!(#[inline]));
    let lint = OPERATORS.contains(&&*field.setter_name()).then(|| quote!(#[allow(clippy::should_implement_trait)]));
    quote! {
        #[doc = #doc]
        #deprecated
        #lint
        #[must_use]
        #inline
        pub fn #setter(mut self, value: #ty) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}
