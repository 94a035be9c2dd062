//! A chainable setter for each optional member.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use super::{Context, Module, file, types};
use crate::ident::ident;
use crate::model::{Field, Kind, Model, Presence};

/// Whether a module has optional members.
pub(crate) fn is_needed(module: &Module) -> bool {
    module.items.iter().any(|(_, item)| match &item.kind {
        Kind::Struct(item) => optional(&item.fields).next().is_some(),
        _ => false,
    })
}

fn optional(fields: &[Field]) -> impl Iterator<Item = &Field> {
    fields.iter().filter(|field| field.presence == Presence::Optional)
}

/// The text of the file.
pub(crate) fn file(context: &Context, module: &Module) -> Option<String> {
    if !is_needed(module) {
        return None;
    }
    let scope = Scope::beside(context);
    let impls = module.items.iter().filter_map(|(_, item)| {
        let Kind::Struct(kind) = &item.kind else { return None };
        let name = ident(&item.path.name);
        let setters: Vec<_> = optional(&kind.fields).map(|field| setter(context.model, &scope, field)).collect();
        (!setters.is_empty()).then(|| quote!(impl super::#name { #(#setters)* }))
    });
    Some(file::render(context, Some(module), impls.collect()))
}

fn setter(model: &Model, scope: &Scope, field: &Field) -> TokenStream {
    let name = ident(&field.rust_name);
    let ty = types::parameter(model, scope, field);
    let value = types::argument(model, scope, field, &quote!(value));
    let doc = format!(" Sets [`{0}`](Self::{0}).", field.rust_name);
    // The one name that an inherent function of every struct has.
    let setter = if field.rust_name == "new" { ident("set_new") } else { name.clone() };
    quote! {
        #[doc = #doc]
        #[must_use]
        pub fn #setter(mut self, value: #ty) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}
