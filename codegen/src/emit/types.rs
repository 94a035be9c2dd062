//! The file of types of a module: what people read and review.

use super::doc::Docs;
use super::scope::Scope;
use super::tokens::{Name, Tokens, quote};
use super::{
    Context, Module, call, calls, codec, construct, deprecated, describe, doc, enumeration, features, file, fill,
    operations, union,
};
use crate::form::OutputForm;
use crate::model::{Constructor, Field, Item, ItemId, Kind, Layout, Matches, Model, Presence, Rest, Struct, Type};

/// The text of the file.
pub(crate) fn file(context: &Context, module: &Module) -> String {
    let scope = Scope::inside(context, module);
    let head = head(context, module);
    let children = module.children.iter().map(|name| {
        let mut path = module.path.to_vec();
        path.push((*name).to_owned());
        let cfg = context.features().map(|of_package| features::cfg(of_package, context.model, &path));
        let name = Name(name);
        quote!(#cfg pub mod #name;)
    });
    let operations = (module.path.is_empty() && operations::are_there(context)).then(|| {
        let silence = deprecated::silence_operations(context.model);
        quote!(#silence pub mod operations;)
    });
    let calls = calls::are_in(module).then(|| {
        let silence = deprecated::silence_module(context, module);
        quote!(#silence mod calls;)
    });
    let ids = (module.path.is_empty() && !context.model.ids.is_empty()).then(|| {
        quote!(
            pub mod ids;
        )
    });
    let codec = codec::is_needed(module).then(|| {
        let silence = deprecated::silence_module(context, module);
        quote!(#silence mod codec;)
    });
    let construct = construct::is_needed(module).then(|| {
        let silence = deprecated::silence_module(context, module);
        quote!(#silence mod construct;)
    });
    let describe = describe::is_needed(module).then(|| {
        let cfg = context.model.package.is_some().then(|| describe::cfg());
        let silence = deprecated::silence_module(context, module);
        quote!(#cfg #silence mod describe;)
    });
    let exports: Vec<_> = construct::exports(module).into_iter().map(Name).collect();
    let exports = (!exports.is_empty()).then(|| quote!(pub use construct::{#(#exports),*};));
    let mut parts = vec![quote!(#head #(#children)* #ids #operations)];
    parts.extend(module.items.iter().flat_map(|(id, item)| definition(context, &scope, *id, item)));
    // Last, because rustdoc shows the functions of a type in the order of the source: `new` comes before the setters.
    parts.push(quote!(#calls #codec #construct #describe #exports));
    if module.path.is_empty() {
        parts.push(quote!(::schemawright_wire::__private::codec_version! { 2 }));
    }
    file::render(context, Some(module), parts)
}

/// The attributes of the module. A file that is included can't have any.
fn head(context: &Context, module: &Module) -> Tokens {
    if !module.path.is_empty() {
        let text = context.model.module_docs.get(module.path);
        let docs = Docs::new().configured(context, module.path, text.map_or("", String::as_str));
        let docs = docs.or(&format!("Types of `{}`.", module.path.join("::")));
        return docs.own(&operations::section(context, module)).inner_attributes();
    }
    match context.form {
        OutputForm::Module(_) => Tokens::new(),
        OutputForm::Package(_) => {
            let package = &context.config.rules.package;
            let text = Docs::new()
                .configured(context, &[], package.doc.as_deref().unwrap_or(package.description()))
                .or("Types.")
                .own(&operations::section(context, module))
                .inner_attributes();
            let lints = file::lints(context.model);
            quote! {
                #text
                #lints
                #![forbid(unsafe_code)]
                #![warn(missing_docs)]
            }
        }
    }
}

/// A type, and what is implemented for it: each a part of the file.
fn definition(context: &Context, scope: &Scope, id: ItemId, item: &Item) -> Vec<Tokens> {
    let attributes = attributes(context.model, item);
    let name = Name(&item.path.name);
    let parts = match &item.kind {
        Kind::Struct(kind) => structure(context.model, scope, item, kind, attributes),
        Kind::Enum(kind) => enumeration::definition(item, kind, attributes),
        Kind::Newtype(ty) => {
            let derives = derives(item);
            let ty = scope.ty(ty);
            vec![quote! {
                #attributes
                #derives
                pub struct #name(
                    /// The value.
                    pub #ty,
                );
            }]
        }
        Kind::Alias(ty) => {
            let ty = scope.ty(ty);
            vec![quote!(#attributes pub type #name = #ty;)]
        }
        Kind::Union(kind) => union::definition(context.model, scope, id, item, kind, attributes),
        Kind::Call(operation) => call::definition(context, scope, item, operation),
    };
    // The definition has it among its attributes.
    let silence = |(index, part): (usize, Tokens)| {
        let allow = (index > 0).then(|| deprecated::silence(context.model, item));
        quote!(#allow #part)
    };
    parts.into_iter().enumerate().map(silence).collect()
}

/// Where the type comes from, as doc and as alias, so that a search finds it by either name.
fn attributes(model: &Model, item: &Item) -> Tokens {
    let source = &item.source;
    let title = doc::quoted(if source.title.is_empty() { &source.file } else { &source.title });
    let origin = if source.pointer.is_empty() {
        format!("Schema: {title}.")
    } else {
        format!("Schema: {title}, at {}.", doc::quoted(&source.pointer))
    };
    let types = match &item.kind {
        Kind::Newtype(ty) => vec![ty],
        Kind::Union(union) => union.alternatives.iter().map(|one| &one.ty).collect(),
        _ => Vec::new(),
    };
    let docs = Docs::of_type(&item.doc).own(&origin).narrowed(&item.constraints, &types).attributes();
    let alias = doc::alias(&source.title, &item.path.name).filter(|_| source.pointer.is_empty());
    let (deprecated, silence) = (deprecated::attribute(&item.doc), deprecated::silence(model, item));
    quote!(#docs #alias #deprecated #silence)
}

pub(super) fn derives(item: &Item) -> Tokens {
    // `Debug` is the codec's: it prints no free-form value, and no personal one.
    let mut traits = vec!["Clone"];
    let is_filled = matches!(&item.kind, Kind::Struct(kind) if kind.is_filled());
    if item.traits.default && !is_filled {
        traits.push("Default");
    }
    traits.push("PartialEq");
    if item.traits.eq {
        traits.push("Eq");
    }
    if item.traits.hash {
        traits.push("Hash");
    }
    let traits = traits.into_iter().map(Name);
    quote!(#[derive(#(#traits),*)])
}

fn structure(model: &Model, scope: &Scope, item: &Item, kind: &Struct, attributes: Tokens) -> Vec<Tokens> {
    let derives = derives(item);
    let name = Name(&item.path.name);
    let fields = kind.fields.iter().map(|field| {
        let docs = match kind.layout {
            Layout::Object => Docs::of_member(field),
            Layout::List => Docs::of_item(field),
        };
        let docs = docs.attributes();
        let deprecated = deprecated::attribute(&field.doc);
        let name = Name(&field.rust_name);
        let ty = scope.field(field);
        quote!(#docs #deprecated pub #name: #ty)
    });
    let rest = match &kind.rest {
        Rest::Typed(ty) if kind.layout == Layout::List => {
            let list = scope.ty(&Type::Array(Box::new(ty.clone())));
            quote! {
                /// Items behind those that the schema names.
                pub rest: #list,
            }
        }
        Rest::Keep => quote! {
            /// Members that this version of the schema does not name, kept as they came.
            pub unknown_fields: ::schemawright_wire::UnknownFields,
        },
        Rest::Typed(ty) => {
            let map = scope.ty(&Type::Map(Box::new(ty.clone())));
            quote! {
                /// Members that the schema does not name.
                pub additional_properties: #map,
            }
        }
        Rest::Refuse => Tokens::new(),
    };
    let matches = kind.matches.as_ref().map(|matches| {
        let map = scope.ty(&Type::Map(Box::new(matches.ty.clone())));
        let patterns: Vec<_> = matches.patterns.iter().map(|pattern| doc::quoted(pattern)).collect();
        let docs = Docs::new().own(&format!("Members whose names match {}.", patterns.join(" or "))).attributes();
        let name = Name(Matches::FIELD);
        quote!(#docs pub #name: #map,)
    });
    let constructor = constructor(model, scope, item, kind);
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
        let body = body(model, scope, kind, &[], |_| true, |_, name| quote!(#name));
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

fn constructor(model: &Model, scope: &Scope, item: &Item, kind: &Struct) -> Tokens {
    let required = kind.required();
    let is_optional = |presence: &Presence| *presence == Presence::Optional;
    let doc = match (required.len(), kind.fields.len()) {
        (0, _) if kind.is_filled() => " A value of the defaults that the schema has; the other members are absent.",
        (required, all) if kind.is_filled() && required < all => {
            " A value of its required members, and of the defaults that the schema has; the others are absent."
        }
        (0, 0) => " A value without members.",
        (0, _) if !item.traits.default => " A value of its constants; the other members are absent.",
        (0, _) => " A value in which every member is absent.",
        (required, all) if required == all => " A value of all its members.",
        _ => " A value of its required members; the others are absent.",
    };
    if let Constructor::Named(members) = &kind.constructor {
        let members = Name(members);
        let body = body(model, scope, kind, &required, is_optional, |field, name| {
            if field.boxed.is_some() { boxed_member(scope, field, name) } else { quote!(required.#name) }
        });
        return quote! {
            #[doc = #doc]
            #[must_use]
            pub fn new(required: #members) -> Self {
                #body
            }
        };
    }
    if required.is_empty() && item.traits.default {
        return quote! {
            #[doc = #doc]
            #[must_use]
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
    quote! {
        #[doc = #doc]
        #[must_use]
        #many
        pub fn new(#(#parameters),*) -> Self {
            #body
        }
    }
}

/// The name of an argument of `new`. A tuple struct of the module can have the name of a field where letters have no case, and hides it then.
fn argument_name(scope: &Scope, required: &[&Field], field: &Field) -> String {
    let mut name = field.rust_name.clone();
    while scope.has_type(&name) || name != field.rust_name && required.iter().any(|other| other.rust_name == name) {
        name.push('_');
    }
    name
}

/// A value made of its required members. (Assigning them to a blank compiles faster than a struct expression with a rest.)
///
/// The others have their defaults, where `fills` says so of their presence.
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
        let members = names.iter().zip(values).map(|(name, value)| {
            let value = value.into_stream();
            if value.to_string() == *name.0 { quote!(#name) } else { quote!(#name: #value) }
        });
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

/// The type of a parameter that sets a member.
pub(crate) fn parameter(model: &Model, scope: &Scope, field: &Field) -> Tokens {
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

/// The value of a member from that of its parameter.
pub(crate) fn argument(model: &Model, scope: &Scope, field: &Field, name: Tokens) -> Tokens {
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

/// Whether an element of a list, or a value in a map, is made from others with `Into`.
fn element_converts(model: &Model, ty: &Type) -> bool {
    *ty == Type::Any || model.converts(ty)
}

/// The type behind its other names.
fn unaliased<'a>(model: &'a Model, ty: &'a Type) -> &'a Type {
    match ty {
        Type::Item(id) => match &model.item(*id).kind {
            Kind::Alias(ty) => unaliased(model, ty),
            _ => ty,
        },
        ty => ty,
    }
}
