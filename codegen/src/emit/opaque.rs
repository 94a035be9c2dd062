//! Types that typify wrote: passed through as they are, but for their names and docs.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};

use super::doc;
use super::scope::Scope;
use crate::ident::ident;
use crate::model::{Item, ItemId, Opaque};

/// The items of an opaque type.
pub(super) fn items(
    scope: &Scope,
    id: ItemId,
    item: &Item,
    kind: &Opaque,
    attributes: &TokenStream,
) -> TokenStream {
    let mut file = match syn::parse_file(&kind.code) {
        Ok(file) => file,
        Err(error) => panic!("typify's code for {} does not parse: {error}", item.path),
    };
    let mut rename = Rename { scope, id, item, kind };
    let mut tokens = TokenStream::new();
    for code in &mut file.items {
        rename.visit_item_mut(code);
        match defined(code) {
            Some(name) if name == item.path.name => tokens.extend(attributes.clone()),
            Some(_) => tokens.extend(doc::attributes(&format!("A part of [`{}`].", item.path.name))),
            None => {}
        }
        code.to_tokens(&mut tokens);
    }
    tokens
}

fn defined(item: &syn::Item) -> Option<String> {
    match item {
        syn::Item::Struct(item) => Some(item.ident.to_string()),
        syn::Item::Enum(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

/// Puts our names in place of the keys, and `stytch-wire` in place of the crates that it brings along.
struct Rename<'a> {
    scope: &'a Scope<'a>,
    id: ItemId,
    item: &'a Item,
    kind: &'a Opaque,
}

impl Rename<'_> {
    /// The name of a type or an alternative that is defined here.
    fn own(&self, key: &str) -> Option<String> {
        if self.kind.keys.get(key) == Some(&self.id) {
            return Some(self.item.path.name.clone());
        }
        if let Some(suffix) = self.kind.helpers.get(key) {
            return Some(format!("{}{suffix}", self.item.path.name));
        }
        // An alternative that is another type goes by that type's name.
        self.kind.variants.get(key).cloned()
    }

    fn path(&self, path: &syn::Path) -> Option<syn::Path> {
        let text = path.to_token_stream().to_string().replace(' ', "");
        if let Some(rest) = text.strip_prefix("self::error::") {
            return syn::parse_str(&format!("::stytch_wire::{rest}")).ok();
        }
        if text.starts_with("::serde_json::") || text.starts_with("::chrono::") {
            return syn::parse_str(&format!("::stytch_wire{text}")).ok();
        }
        if let Some(name) = text.strip_prefix("crate::ids::") {
            return syn::parse2(self.scope.id(name)).ok();
        }
        let first = path.segments.first()?.ident.to_string();
        let id = self.kind.keys.get(&first).filter(|id| **id != self.id)?;
        let other = self.scope.item(*id);
        let rest = path.segments.iter().skip(1);
        syn::parse2(quote!(#other #(:: #rest)*)).ok()
    }
}

impl VisitMut for Rename<'_> {
    fn visit_ident_mut(&mut self, name: &mut proc_macro2::Ident) {
        if let Some(own) = self.own(&name.to_string()) {
            *name = ident(&own);
        }
    }

    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        match self.path(path) {
            // Its names are ours already, and one of them may look like a key.
            Some(other) => *path = other,
            None => visit_mut::visit_path_mut(self, path),
        }
    }

    fn visit_attributes_mut(&mut self, attributes: &mut Vec<syn::Attribute>) {
        // typify's docs quote the schema, keys and all.
        attributes.retain(|attribute| !attribute.path().is_ident("doc"));
        for derive in attributes.iter_mut().filter(|attribute| attribute.path().is_ident("derive")) {
            let syn::Meta::List(list) = &mut derive.meta else { continue };
            // What is built on the type can be compared, so it can as well.
            if !list.tokens.clone().into_iter().any(|token| token.to_string() == "PartialEq") {
                list.tokens.extend(quote!(, PartialEq));
            }
        }
    }

    fn visit_field_mut(&mut self, field: &mut syn::Field) {
        visit_mut::visit_field_mut(self, field);
        let name = field.ident.as_ref().map_or_else(|| " The value.".to_owned(), |name| format!(" Member `{name}`."));
        field.attrs.insert(0, syn::parse_quote!(#[doc = #name]));
    }

    fn visit_variant_mut(&mut self, variant: &mut syn::Variant) {
        visit_mut::visit_variant_mut(self, variant);
        let doc = format!(" Alternative `{}`.", variant.ident);
        variant.attrs.insert(0, syn::parse_quote!(#[doc = #doc]));
    }
}
