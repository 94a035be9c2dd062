//! How a type is written at a place: short where the short name means what it should, by its absolute path where it does not.
//!
//! A schema may be called `Option`, `String` or `Result`. In the module where such a type stands, the prelude's name means the
//! schema's type, so the prelude's own is written `::std::option::Option` there.

use std::collections::BTreeSet;

use super::tokens::{Name, Tokens, quote};
use super::{Context, Module};
use crate::model::{Field, Item, ItemId, Model, Presence, Type};

/// The names that a module defines, and where it is.
pub(crate) struct Scope<'a> {
    context: &'a Context<'a>,
    /// The module whose types go by their names alone; none in a file beside it.
    here: Option<&'a [String]>,
    taken: BTreeSet<&'a str>,
}

impl<'a> Scope<'a> {
    /// The scope of a module's file of types.
    pub(crate) fn inside(context: &'a Context<'a>, module: &'a Module<'a>) -> Self {
        let taken = module.items.iter().map(|(_, item)| item.path.name.as_str()).collect();
        Self { context, here: Some(module.path), taken }
    }

    /// The scope of a file that defines no types.
    pub(crate) fn beside(context: &'a Context<'a>) -> Self {
        Self { context, here: None, taken: BTreeSet::new() }
    }

    /// Whether the module defines a type of that name.
    pub(crate) fn has_type(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// A name of the standard library's prelude.
    pub(crate) fn prelude(&self, name: &str) -> Tokens {
        let short = Name(name);
        if !self.taken.contains(name) {
            return quote!(#short);
        }
        match name {
            "Box" => quote!(::std::boxed::Box),
            "Into" | "From" => quote!(::core::convert::#short),
            "IntoIterator" => quote!(::core::iter::IntoIterator),
            "Option" => quote!(::core::option::#short),
            "None" | "Some" => quote!(::core::option::Option::#short),
            "String" => quote!(::std::string::String),
            "Vec" => quote!(::std::vec::Vec),
            other => unreachable!("{other} is not used by any emitter"),
        }
    }

    /// A type of this Model.
    pub(crate) fn item(&self, id: ItemId) -> Tokens {
        let item = self.context.model.item(id);
        let name = Name(&item.path.name);
        if self.here == Some(&item.path.module[..]) {
            return quote!(#name);
        }
        let root = self.context.root.iter().map(Name);
        let module = item.path.module.iter().map(Name);
        quote!(#(#root::)* #(#module::)* #name)
    }

    /// A newtype of an identifier.
    pub(crate) fn id(&self, name: &str) -> Tokens {
        let root = self.context.root.iter().map(Name);
        let name = Name(name);
        quote!(#(#root::)* ids::#name)
    }

    /// The type of a value, without what its member adds.
    pub(crate) fn ty(&self, ty: &Type) -> Tokens {
        match ty {
            Type::Any => quote!(::schemawright_wire::Value),
            Type::Null => quote!(()),
            Type::Bool => quote!(bool),
            Type::Integer(width) => {
                let name = Name(width.rust());
                quote!(#name)
            }
            Type::F64 => quote!(f64),
            Type::String => self.prelude("String"),
            Type::Timestamp => quote!(::schemawright_wire::Timestamp),
            Type::Secret => quote!(::schemawright_wire::Secret),
            Type::Id(index) => self.id(&self.context.model.ids[*index].name),
            Type::Item(id) => self.item(*id),
            Type::Array(inner) => {
                let (vec, inner) = (self.prelude("Vec"), self.ty(inner));
                quote!(#vec<#inner>)
            }
            Type::Map(inner) if **inner == Type::Any => {
                let string = self.prelude("String");
                quote!(::schemawright_wire::Map<#string, ::schemawright_wire::Value>)
            }
            Type::Map(inner) => {
                let (string, inner) = (self.prelude("String"), self.ty(inner));
                quote!(::std::collections::BTreeMap<#string, #inner>)
            }
            Type::Tuple(items) => {
                let items = items.iter().map(|item| self.ty(item));
                quote!((#(#items,)*))
            }
            Type::Nullable(inner) => {
                let (option, inner) = (self.prelude("Option"), self.ty(inner));
                quote!(#option<#inner>)
            }
        }
    }

    /// The type of a member, with what boxing adds.
    pub(crate) fn boxed(&self, field: &Field) -> Tokens {
        let ty = self.ty(&field.ty);
        if field.boxed.is_some() {
            let boxed = self.prelude("Box");
            quote!(#boxed<#ty>)
        } else {
            ty
        }
    }

    /// The whole type of a member.
    pub(crate) fn field(&self, field: &Field) -> Tokens {
        let mut ty = self.boxed(field);
        if field.nullable {
            let option = self.prelude("Option");
            ty = quote!(#option<#ty>);
        }
        if field.presence == Presence::Optional {
            let option = self.prelude("Option");
            ty = quote!(#option<#ty>);
        }
        ty
    }
}

/// Whether `null` is a value of the type itself.
pub(crate) fn takes_null(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::Any | Type::Null | Type::Nullable(_) => true,
        Type::Item(id) => match &model.item(*id) {
            Item { kind: crate::model::Kind::Newtype(inner) | crate::model::Kind::Alias(inner), .. } => {
                takes_null(model, inner)
            }
            _ => false,
        },
        _ => false,
    }
}
