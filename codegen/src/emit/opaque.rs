//! Types that typify wrote: unions. Their definitions are passed through but for names, docs and boxes; what is implemented
//! for them is written here, since typify's own counts on types that it made itself.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};

use super::doc::Docs;
use super::scope::Scope;
use super::tokens::Tokens;
use crate::model::{Item, ItemId, Kind, Model, Opaque, Type};
use crate::names::ident::ident;

/// The items of an opaque type.
pub(super) fn items(
    model: &Model,
    scope: &Scope,
    id: ItemId,
    item: &Item,
    kind: &Opaque,
    attributes: Tokens,
) -> Tokens {
    let mut file = match syn::parse_file(&kind.code) {
        Ok(file) => file,
        Err(error) => panic!("typify's code for {} does not parse: {error}", item.path),
    };
    let mut rename = Rename { scope, id, item, kind };
    let mut tokens = TokenStream::new();
    for code in file.items.iter_mut().filter(|code| !matches!(code, syn::Item::Impl(_))) {
        let from = match code {
            syn::Item::Enum(code) if kind.keys.get(&code.ident.to_string()) == Some(&id) => {
                box_cycles(kind, code);
                conversions(model, scope, id, kind, code, &mut rename)
            }
            _ => TokenStream::new(),
        };
        rename.visit_item_mut(code);
        match defined(code) {
            Some(name) if name == item.path.name => attributes.to_tokens(&mut tokens),
            _ => Docs::new().own(&format!("A part of [`{}`].", item.path.name)).attributes().to_tokens(&mut tokens),
        }
        code.to_tokens(&mut tokens);
        tokens.extend(from);
    }
    tokens.into()
}

fn defined(item: &syn::Item) -> Option<String> {
    match item {
        syn::Item::Struct(item) => Some(item.ident.to_string()),
        syn::Item::Enum(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

/// Puts a box around what would make the union infinite, and around nothing else.
fn box_cycles(kind: &Opaque, code: &mut syn::ItemEnum) {
    for field in code.variants.iter_mut().flat_map(|variant| &mut variant.fields) {
        let plain = unboxed(&field.ty).clone();
        let mut direct = Direct::default();
        syn::visit::Visit::visit_type(&mut direct, &plain);
        let circular = direct.0.iter().any(|name| kind.keys.get(name).is_some_and(|id| kind.boxed.contains(id)));
        field.ty = if circular { syn::parse_quote!(::std::boxed::Box<#plain>) } else { plain };
    }
}

/// The type in a box, or the type itself.
fn unboxed(ty: &syn::Type) -> &syn::Type {
    let syn::Type::Path(path) = ty else { return ty };
    match path.path.segments.last() {
        Some(syn::PathSegment { ident, arguments: syn::PathArguments::AngleBracketed(arguments), .. })
            if ident == "Box" =>
        {
            match arguments.args.first() {
                Some(syn::GenericArgument::Type(inner)) => unboxed(inner),
                _ => ty,
            }
        }
        _ => ty,
    }
}

/// The names in a type that it holds without a list or a map between.
#[derive(Default)]
struct Direct(BTreeSet<String>);

impl<'ast> syn::visit::Visit<'ast> for Direct {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let heap = |segment: &syn::PathSegment| ["BTreeMap", "Map", "Vec"].iter().any(|name| segment.ident == name);
        if !path.segments.last().is_some_and(heap) {
            syn::visit::visit_path(self, path);
        }
    }

    fn visit_ident(&mut self, ident: &'ast Ident) {
        self.0.insert(ident.to_string());
    }
}

/// `From` for each alternative that is one type, unless that is the type of another alternative as well.
fn conversions(
    model: &Model,
    scope: &Scope,
    id: ItemId,
    kind: &Opaque,
    code: &syn::ItemEnum,
    rename: &mut Rename,
) -> TokenStream {
    let name = ident(&rename.item.path.name);
    let mut tokens = TokenStream::new();
    let mut taken = BTreeSet::from([Resolve { model, scope, kind }.key(&id_key(kind, id))]);
    for variant in &code.variants {
        let syn::Fields::Unnamed(fields) = &variant.fields else { continue };
        let fields: Vec<_> = fields.unnamed.iter().collect();
        let [field] = fields[..] else { continue };
        let mut ty = unboxed(&field.ty).clone();
        let mut same = ty.clone();
        Resolve { model, scope, kind }.visit_type_mut(&mut same);
        if !taken.insert(same.to_token_stream().to_string()) {
            continue;
        }
        rename.visit_type_mut(&mut ty);
        let value = if std::ptr::eq(unboxed(&field.ty), &field.ty) {
            quote!(value)
        } else {
            quote!(::std::boxed::Box::new(value))
        };
        let mut variant = variant.ident.clone();
        rename.visit_ident_mut(&mut variant);
        tokens.extend(quote! {
            impl ::core::convert::From<#ty> for #name {
                fn from(value: #ty) -> Self {
                    Self::#variant(#value)
                }
            }
        });
    }
    tokens
}

fn id_key(kind: &Opaque, id: ItemId) -> String {
    kind.keys.iter().find(|(_, other)| **other == id).map(|(key, _)| key.clone()).unwrap_or_default()
}

/// Puts what a type is in place of its key, so that two names for one type are seen to be one.
struct Resolve<'a> {
    model: &'a Model,
    scope: &'a Scope<'a>,
    kind: &'a Opaque,
}

impl Resolve<'_> {
    fn key(&self, key: &str) -> String {
        let Some(mut id) = self.kind.keys.get(key).copied() else { return key.to_owned() };
        loop {
            match &self.model.item(id).kind {
                Kind::Alias(Type::Item(next)) => id = *next,
                Kind::Alias(ty) => return self.scope.ty(ty).into_stream().to_string(),
                _ => return format!("Item{}", id.0),
            }
        }
    }
}

impl VisitMut for Resolve<'_> {
    fn visit_type_mut(&mut self, ty: &mut syn::Type) {
        visit_mut::visit_type_mut(self, ty);
        let syn::Type::Path(path) = &*ty else { return };
        let Some(name) = path.path.get_ident().map(ToString::to_string) else { return };
        if let Ok(resolved) = syn::parse_str(&self.key(&name)) {
            *ty = resolved;
        }
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
        // An alternative that is another type goes by that type's name.
        if let Some(name) = self.kind.variants.get(key) {
            return Some(name.clone());
        }
        if self.kind.keys.get(key) == Some(&self.id) {
            return Some(self.item.path.name.clone());
        }
        let suffix = self.kind.helpers.get(key)?;
        Some(format!("{}{suffix}", self.item.path.name))
    }

    fn path(&self, path: &syn::Path) -> Option<syn::Path> {
        let text = path.to_token_stream().to_string().replace(' ', "");
        if let Some(name) = text.strip_prefix("crate::ids::") {
            return syn::parse2(self.scope.id(name).into_stream()).ok();
        }
        if text.starts_with("::serde_json::") || text.starts_with("::chrono::") {
            return syn::parse_str(&format!("::stytch_wire{text}")).ok();
        }
        let id = self.kind.keys.get(&path.get_ident()?.to_string())?;
        syn::parse2(self.scope.item(*id).into_stream()).ok()
    }
}

impl VisitMut for Rename<'_> {
    fn visit_ident_mut(&mut self, name: &mut Ident) {
        if let Some(own) = self.own(&name.to_string()) {
            *name = ident(&own);
        }
    }

    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        let Some(other) = self.path(path) else { return visit_mut::visit_path_mut(self, path) };
        *path = other;
        // Its own names are ours already, and one of them may look like a key.
        for segment in &mut path.segments {
            self.visit_path_arguments_mut(&mut segment.arguments);
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
