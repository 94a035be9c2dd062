//! How values are made outside of the package: setters for optional members, and required members by name where a list of
//! arguments could be mixed up.

use super::scope::Scope;
use super::tokens::{Name, Text, Tokens, quote};
use super::{Context, Module, file, types};
use crate::model::{Field, Item, Kind, Model, Presence, Struct, Type};

/// From this many required members on, `new` takes them by name if one could be taken for another.
const MANY: usize = 5;

/// From this many lists on, one could be taken for another.
const SEVERAL: usize = 2;

/// Whether a module has anything to construct beyond `new`.
pub(crate) fn is_needed(context: &Context, module: &Module) -> bool {
    module.items.iter().any(|(_, item)| match &item.kind {
        Kind::Struct(item) => optional(item).next().is_some() || by_name(context.model, item),
        _ => false,
    })
}

fn optional(item: &Struct) -> impl Iterator<Item = &Field> {
    item.fields.iter().filter(|field| field.presence == Presence::Optional)
}

/// The members that `new` takes: those that are required, without constants.
pub(crate) fn required(item: &Struct) -> Vec<&Field> {
    item.fields.iter().filter(|field| field.presence != Presence::Optional && !field.constant).collect()
}

/// Whether `new` takes a struct of named members: where many of them would take the same argument, or several of many are lists.
pub(crate) fn by_name(model: &Model, item: &Struct) -> bool {
    let required = required(item);
    let strings = required.iter().filter(|field| types::converts(model, &field.ty)).count();
    let lists = required.iter().filter(|field| matches!(field.ty, Type::Array(_))).count();
    let same = |field: &&Field| required.iter().filter(|other| other.ty == field.ty).count();
    strings >= MANY
        || required.iter().map(same).max().unwrap_or(0) >= MANY
        || (required.len() >= MANY && lists >= SEVERAL)
}

/// The name of the struct of named members. A schema's type may have that name already.
pub(crate) fn members_name(item: &Item, is_taken: impl Fn(&str) -> bool) -> String {
    let mut name = format!("{}Required", item.path.name);
    while is_taken(&name) {
        name.push_str("Members");
    }
    name
}

/// The names that the file adds to its module.
pub(crate) fn exports(context: &Context, module: &Module) -> Vec<String> {
    let structs = module.items.iter().filter(|(_, item)| match &item.kind {
        Kind::Struct(kind) => by_name(context.model, kind),
        _ => false,
    });
    structs.map(|(_, item)| members_name(item, |name| module.has_type(name))).collect()
}

/// The text of the file.
pub(crate) fn file(context: &Context, module: &Module) -> Option<String> {
    if !is_needed(context, module) {
        return None;
    }
    let scope = Scope::beside(context);
    let mut parts = Vec::new();
    for (_, item) in &module.items {
        let Kind::Struct(kind) = &item.kind else { continue };
        if by_name(context.model, kind) {
            parts.push(members(&scope, module, item, kind));
        }
        let name = Name(&item.path.name);
        let setters: Vec<_> = optional(kind).map(|field| setter(context.model, &scope, field)).collect();
        if !setters.is_empty() {
            parts.push(quote!(impl super::#name { #(#setters)* }));
        }
    }
    Some(file::render(context, Some(module), parts))
}

fn members(scope: &Scope, module: &Module, item: &Item, kind: &Struct) -> Tokens {
    let name = Name(members_name(item, |name| module.has_type(name)));
    let doc = Text(format!(
        " The required members of [`{0}`](super::{0}), by name: in a list of arguments, one could be taken for another.",
        item.path.name
    ));
    let fields = required(kind).into_iter().map(|field| {
        let name = Name(&field.rust_name);
        let doc = Text(format!(" See [`{0}`](super::{1}::{0}).", field.rust_name, item.path.name));
        let mut ty = scope.ty(&field.ty);
        if field.nullable {
            ty = quote!(Option<#ty>);
        }
        quote!(#[doc = #doc] pub #name: #ty)
    });
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug)]
        pub struct #name {
            #(#fields,)*
        }
    }
}

fn setter(model: &Model, scope: &Scope, field: &Field) -> Tokens {
    let name = Name(&field.rust_name);
    let ty = types::parameter(model, scope, field);
    let value = types::argument(model, scope, field, quote!(value));
    let doc = Text(format!(" Sets [`{0}`](Self::{0}).", field.rust_name));
    let setter = Name(field.setter_name());
    quote! {
        #[doc = #doc]
        #[must_use]
        pub fn #setter(mut self, value: #ty) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}
