//! Emits the definition of a struct, with its `new` and its `Default`.

use super::doc::{self, Docs};
use super::scope::Scope;
use super::tokens::{Name, Tokens, quote};
use super::{deprecated, new, types};
use crate::model::{Field, Item, Layout, Matches, Model, Rest, Struct, Type};
use crate::prose::Links;

/// The struct and its implementations, as parts of the file.
pub(super) fn definition(
    model: &Model,
    scope: &Scope,
    item: &Item,
    kind: &Struct,
    attributes: Tokens,
    links: Links,
) -> Vec<Tokens> {
    let derives = types::derives(item);
    let name = Name(&item.path.name);
    let fields = kind.fields.iter().map(|one| field(scope, kind.layout, one, links));
    let matches = kind.matches.as_ref().map(|matches| matching(scope, matches));
    let rest = rest(scope, kind);
    let constructor = new::constructor(model, scope, item, kind);
    let definition = quote! {
        #attributes
        #derives
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #matches
            #rest
        }
    };
    let mut parts = vec![definition, quote!(impl #name { #constructor })];
    if item.traits.default && kind.is_filled() {
        let body = new::defaults(model, scope, kind);
        let default = scope.prelude("Default");
        parts.push(quote! {
            impl #default for #name {
                fn default() -> Self {
                    #body
                }
            }
        });
    }
    parts
}

fn field(scope: &Scope, layout: Layout, field: &Field, links: Links) -> Tokens {
    let docs = match layout {
        Layout::Object => Docs::of_member(field, links),
        Layout::List => Docs::of_item(field, links),
    };
    let docs = docs.attributes();
    let deprecated = deprecated::attribute(&field.doc);
    let name = Name(&field.rust_name);
    let ty = scope.field(field);
    quote!(#docs #deprecated pub #name: #ty)
}

/// The field of the members that match a pattern.
fn matching(scope: &Scope, matches: &Matches) -> Tokens {
    let map = scope.ty(&Type::Map(Box::new(matches.ty.clone())));
    let patterns: Vec<_> = matches.patterns.iter().map(|pattern| doc::quoted(pattern)).collect();
    let docs = Docs::new().own(&format!("Members whose names match {}.", patterns.join(" or "))).attributes();
    let name = Name(Matches::FIELD);
    quote!(#docs pub #name: #map,)
}

/// The field of the members, or items, that the schema does not declare.
fn rest(scope: &Scope, kind: &Struct) -> Tokens {
    match &kind.rest {
        Rest::Typed(ty) if kind.layout == Layout::List => {
            let list = scope.ty(&Type::Array(Box::new(ty.clone())));
            quote! {
                /// Items after those that the schema declares.
                pub rest: #list,
            }
        }
        Rest::Keep => quote! {
            /// Members that this version of the schema does not declare, kept unchanged.
            pub unknown_fields: ::schemawright_wire::UnknownFields,
        },
        Rest::Typed(ty) => {
            let map = scope.ty(&Type::Map(Box::new(ty.clone())));
            quote! {
                /// Members that the schema does not declare.
                pub additional_properties: #map,
            }
        }
        Rest::Refuse => Tokens::new(),
    }
}
