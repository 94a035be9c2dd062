//! The way in which a type is written at a place: its short name if that is unambiguous, else its absolute path.
//!
//! A schema may be called `Option`, `String` or `Result`. In the module of such a type, the name means the schema's type, so the prelude's
//! type is written `::std::option::Option` there.

use std::collections::BTreeSet;

use super::tokens::{Name, Tokens, quote};
use super::{Context, Module};
use crate::model::{Field, Item, ItemId, Model, Spelling, Type};

/// The macros of the prelude that derive traits.
const DERIVED: &[&str] = &["Clone", "Copy", "Debug", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];

/// The names that a module defines, and its path.
pub(crate) struct Scope<'a> {
    context: &'a Context<'a>,
    /// The module whose types are written by their names alone; none in other files.
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
            "Default" => quote!(::core::default::Default),
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

    /// The path of a type of this Model, in the form of a rustdoc link.
    pub(crate) fn path(&self, id: ItemId) -> String {
        let path = self.item(id).into_path();
        // The name of a derive macro would be ambiguous.
        if DERIVED.contains(&self.context.model.item(id).path.name.as_str()) { format!("type@{path}") } else { path }
    }

    /// A newtype of an identifier.
    pub(crate) fn id(&self, name: &str) -> Tokens {
        let root = self.context.root.iter().map(Name);
        let name = Name(name);
        quote!(#(#root::)* ids::#name)
    }

    /// The type of a value, without the wrappers of its field.
    pub(crate) fn ty(&self, ty: &Type) -> Tokens {
        ty.spell(self)
    }

    /// The whole type of a field.
    pub(crate) fn field(&self, field: &Field) -> Tokens {
        field.spell(self)
    }
}

impl Spelling for Scope<'_> {
    type Text = Tokens;

    fn primitive(&self, name: &'static str) -> Tokens {
        let name = Name(name);
        quote!(#name)
    }

    fn prelude(&self, name: &'static str) -> Tokens {
        Scope::prelude(self, name)
    }

    fn map(&self) -> Tokens {
        quote!(::std::collections::BTreeMap)
    }

    fn wire(&self, name: &'static str) -> Tokens {
        let name = Name(name);
        quote!(::schemawright_wire::#name)
    }

    fn id(&self, index: usize) -> Tokens {
        Scope::id(self, &self.context.model.ids[index].name)
    }

    fn format(&self, index: usize) -> Tokens {
        let path = &self.context.model.formats[index].path;
        let is_inside = ["::", "crate::", "self::", "super::"].iter().any(|start| path.starts_with(start));
        let full = if is_inside { path.clone() } else { format!("::{path}") };
        // The configuration has already been checked for invalid paths.
        Tokens::parse(&full)
    }

    fn item(&self, id: ItemId) -> Tokens {
        Scope::item(self, id)
    }

    fn of(&self, name: Tokens, argument: Tokens) -> Tokens {
        quote!(#name<#argument>)
    }

    fn of_two(&self, name: Tokens, [one, other]: [Tokens; 2]) -> Tokens {
        quote!(#name<#one, #other>)
    }

    fn tuple(&self, items: Vec<Tokens>) -> Tokens {
        quote!((#(#items,)*))
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
