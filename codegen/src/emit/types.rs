//! Emits the file of types of a module, which people read and review.

use super::doc::{Docs, Paragraph};
use super::mentions::Mentions;
use super::scope::Scope;
use super::tokens::{Name, Tokens, quote};
use super::{
    Context, Module, call, calls, codec, construct, deprecated, describe, doc, each_text, enumeration, features, file,
    operations, structure, summary, union, usage,
};
use crate::form::OutputForm;
use crate::model::{Item, ItemId, Kind};

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
        let cfg = context.model.package.is_some().then(describe::cfg);
        let silence = deprecated::silence_module(context, module);
        quote!(#cfg #silence mod describe;)
    });
    let exports: Vec<_> = construct::exports(module).into_iter().map(Name).collect();
    let exports = (!exports.is_empty()).then(|| quote!(pub use construct::{#(#exports),*};));
    let mut text = file::render(context, Some(module), vec![quote!(#head #(#children)* #ids #operations)]);
    text.push_str(&each_text(module, |id, item| file::text_of(definition(context, &scope, id, item))));
    // Last, because rustdoc shows the functions of a type in source order: `new` comes before the setters.
    let mut tail = vec![quote!(#calls #codec #construct #describe #exports)];
    if module.path.is_empty() {
        tail.push(quote!(::schemawright_wire::__private::codec_version! { 7 }));
    }
    text + &file::text_of(tail)
}

/// The end of the front page of a package whose configuration has no text for it.
const HOW_TO_USE: &str = "\
[`decode`](::schemawright_wire::decode) and [`encode`](::schemawright_wire::encode) of the crate `schemawright-wire` read and write
the types as JSON. They also implement serde's `Serialize` and `Deserialize`. A search for the title of a schema finds its type.";

/// The attributes of the module. An included file can't have any.
fn head(context: &Context, module: &Module) -> Tokens {
    if !module.path.is_empty() {
        let text = context.model.module_docs.get(module.path);
        let docs = Docs::new().configured(context, module.path, text.map_or("", String::as_str));
        let docs = docs.or(&format!("Types of `{}`.", module.path.join("::")));
        let docs = docs.own(&operations::section(context, module)).inner_attributes();
        let missing = features::missing(context, module);
        return quote!(#docs #missing);
    }
    match context.form {
        OutputForm::Module(_) => Tokens::new(),
        OutputForm::Package(_) => {
            let package = &context.config.rules.package;
            let text = match package.doc.as_deref() {
                Some(text) => Docs::new().configured(context, &[], text).or("Types."),
                None => {
                    let sentence = format!("{}.", package.description().trim_end_matches('.'));
                    let sentence = if sentence == "." { "Types." } else { &sentence };
                    Docs::new().configured(context, &[], sentence).own(HOW_TO_USE)
                }
            };
            let text = text.own(&operations::section(context, module)).inner_attributes();
            let lints = file::lints(context.model);
            let case = file::case_of_crate(context);
            let missing = features::missing(context, module);
            let links = features::links(context);
            quote! {
                #text
                #missing
                #links
                #lints
                #case
                #![forbid(unsafe_code)]
                #![warn(missing_docs)]
            }
        }
    }
}

/// A type and its implementations, as parts of the file.
fn definition(context: &Context, scope: &Scope, id: ItemId, item: &Item) -> Vec<Tokens> {
    let mentions = Mentions::new(context, scope, id);
    let attributes = attributes(context, scope, id, item, &mentions);
    let links = mentions.links();
    let name = Name(&item.path.name);
    let parts = match &item.kind {
        Kind::Struct(kind) => structure::definition(context.model, scope, item, kind, attributes, links),
        Kind::Enum(kind) => enumeration::definition(item, kind, attributes, links),
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
        Kind::Union(kind) => union::definition(context.model, scope, id, item, kind, attributes, links),
        Kind::Call(operation) => call::definition(context, scope, id, item, operation),
    };
    // The definition already has it among its attributes.
    let silence = |(index, part): (usize, Tokens)| {
        let allow = (index > 0).then(|| deprecated::silence(context.model, item));
        quote!(#allow #part)
    };
    parts.into_iter().enumerate().map(silence).collect()
}

/// The origin of the type, as documentation and as an alias, so that a search finds it by either name.
fn attributes(context: &Context, scope: &Scope, id: ItemId, item: &Item, mentions: &Mentions) -> Tokens {
    let model = context.model;
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
    // The usage comes after the description, because it omits the types that the description links to.
    let summary = match item.doc.description.as_deref() {
        Some(text) if !text.trim().is_empty() => Docs::new(),
        _ => summary::docs(context, scope, item),
    };
    let docs = summary.then(Docs::of_type(&item.doc, mentions.links())).apart_from_next().attributes();
    let mut origins = Paragraph::default();
    origins.words(&origin);
    let usage = origins.then(usage::docs(context, scope, id, item, mentions)).attributes();
    let mut rest = Docs::new().narrowed(&item.constraints, &types);
    if let Kind::Enum(kind) = &item.kind {
        rest = rest.own(&enumeration::table(kind, mentions.links()));
    }
    let rest = Docs::new().apart(rest).attributes();
    let alias = doc::alias(&source.title, &item.path.name).filter(|_| source.pointer.is_empty());
    let (deprecated, silence) = (deprecated::attribute(&item.doc), deprecated::silence(model, item));
    quote!(#docs #usage #rest #alias #deprecated #silence)
}

pub(super) fn derives(item: &Item) -> Tokens {
    // The codec implements `Debug`: it prints no free-form, personal or secret value.
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
