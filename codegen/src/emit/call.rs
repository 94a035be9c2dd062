//! Emits the type of an operation's call: a readable struct of its parameters and its body.

use heck::ToSnakeCase;

use super::doc::Docs;
use super::mentions::Mentions;
use super::scope::Scope;
use super::tokens::{Name, Text, Tokens, quote};
use super::{Context, deprecated, doc, parameter};
use crate::model::{Field, Item, ItemId, Operation, Parameter, Place, Presence, Type};
use crate::names::call_setter_name;
use crate::prose::Links;

/// The struct, and its constructor.
pub(super) fn definition(
    context: &Context,
    scope: &Scope,
    id: ItemId,
    item: &Item,
    operation: &Operation,
) -> Vec<Tokens> {
    let name = Name(&item.path.name);
    let mentions = Mentions::new(context, scope, id);
    let links = mentions.links();
    let docs = docs(context, scope, item, operation, links);
    let derives = if operation.fields().any(|field| field.is_redacted()) {
        quote!(#[derive(Clone, PartialEq)])
    } else {
        quote!(#[derive(Clone, Debug, PartialEq)])
    };
    let parameters =
        operation.parameters.iter().map(|parameter| field(scope, &parameter.field, parameter_docs(parameter, links)));
    let body = operation.body.iter().map(|body| field(scope, &body.field, body_docs(&body.field, links)));
    let fields = parameters.chain(body);
    let constructor = constructor(context, scope, operation);
    let setters = operation.fields().filter(|field| field.presence == Presence::Optional);
    let setters = setters.map(|field| setter(context, scope, field));
    vec![
        quote! {
            #docs
            #derives
            #[non_exhaustive]
            pub struct #name {
                #(#fields,)*
            }
        },
        quote! {
            impl #name {
                #constructor
                #(#setters)*
            }
        },
    ]
}

fn docs(context: &Context, scope: &Scope, item: &Item, operation: &Operation, links: Links) -> Tokens {
    let call = doc::quoted(&format!("{} {}", operation.method, operation.template()));
    let answer = operation.answer.as_ref().map(|ty| link(context, scope, ty));
    let summary = match answer {
        Some(answer) => format!("A call of {call}, which answers {answer}."),
        None => format!("A call of {call}, which answers without a body."),
    };
    let mut docs = Docs::new().own(&summary).then(Docs::of_type(&item.doc, links));
    if let Some(url) = &operation.docs {
        docs = docs.prose(&format!("Documentation: {url}"));
    }
    let docs = docs.own(&format!("Operation: {}.", doc::quoted(&operation.id))).attributes();
    let alias = doc::alias(&operation.id, &item.path.name);
    let first = first_of_two(&item.path.name);
    let first = first.and_then(|first| doc::alias(&first, &item.path.name));
    let (deprecated, silence) = (deprecated::attribute(&item.doc), deprecated::silence(context.model, item));
    quote!(#docs #alias #first #deprecated #silence)
}

/// The first of two actions in a name, by which a search also finds the call: `login` for `LoginOrCreate`.
fn first_of_two(name: &str) -> Option<String> {
    let name = name.to_snake_case();
    let (first, _) = name.split_once("_or_")?;
    (!first.is_empty()).then(|| first.to_owned())
}

/// A link to a type in documentation.
pub(super) fn link(context: &Context, scope: &Scope, ty: &Type) -> String {
    match ty {
        Type::Item(id) => {
            let name = &context.model.item(*id).path.name;
            let path = scope.path(*id);
            if path == *name { format!("[`{name}`]") } else { format!("[`{name}`]({path})") }
        }
        Type::Array(inner) => format!("a list of {}", link(context, scope, inner)),
        Type::Map(inner) => format!("a map of {}", link(context, scope, inner)),
        Type::Nullable(inner) => format!("{} or `null`", link(context, scope, inner)),
        Type::Any | Type::Tuple(_) => "JSON".to_owned(),
        Type::Null => "`null`".to_owned(),
        Type::Bool => "a boolean".to_owned(),
        Type::Integer(_) | Type::F64 | Type::Number => "a number".to_owned(),
        Type::String | Type::Timestamp | Type::Secret | Type::Id(_) | Type::Format(_) => "a string".to_owned(),
    }
}

fn parameter_docs(parameter: &Parameter, links: Links) -> Docs {
    let kind = match parameter.place {
        Place::Path => "Path parameter",
        Place::Query => "Query parameter",
        Place::Header => "Header",
    };
    Docs::of_type(&parameter.field.doc, links).own(&format!("{kind} {}.", doc::quoted(&parameter.name)))
}

fn body_docs(field: &Field, links: Links) -> Docs {
    Docs::of_type(&field.doc, links).or("The body.")
}

fn field(scope: &Scope, field: &Field, docs: Docs) -> Tokens {
    let docs = docs.narrowed(&field.constraints, &[&field.ty]).attributes();
    let deprecated = deprecated::attribute(&field.doc);
    let (name, ty) = (Name(&field.rust_name), scope.field(field));
    quote!(#docs #deprecated pub #name: #ty)
}

fn constructor(context: &Context, scope: &Scope, operation: &Operation) -> Tokens {
    let required: Vec<_> = operation.fields().filter(|field| field.presence != Presence::Optional).collect();
    let parameters = required.iter().map(|field| {
        let (name, ty) = (Name(&field.rust_name), parameter::parameter(context.model, scope, field));
        quote!(#name: #ty)
    });
    let values = operation.fields().map(|field| {
        let name = Name(&field.rust_name);
        if field.presence == Presence::Optional {
            let none = scope.prelude("None");
            return quote!(#name: #none);
        }
        name.initialized(parameter::argument(context.model, scope, field, quote!(#name)))
    });
    let doc = match (required.len(), operation.fields().count()) {
        (0, 0) => " A call without parameters.",
        (0, _) => " A call in which every parameter is absent.",
        (required, all) if required == all => " A call of all its parameters.",
        _ => " A call of its required parameters; the others are absent.",
    };
    let many = (required.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let default = required.is_empty().then(|| quote!(#[allow(clippy::new_without_default)]));
    quote! {
        #[doc = #doc]
        #[must_use]
        #many
        #default
        pub fn new(#(#parameters),*) -> Self {
            Self { #(#values),* }
        }
    }
}

fn setter(context: &Context, scope: &Scope, field: &Field) -> Tokens {
    let name = Name(&field.rust_name);
    let ty = parameter::parameter(context.model, scope, field);
    let value = parameter::argument(context.model, scope, field, quote!(value));
    let some = scope.prelude("Some");
    let doc = Text(format!(" Sets [`{0}`](Self::{0}).", field.rust_name));
    let setter = Name(call_setter_name(&field.rust_name));
    let deprecated = deprecated::attribute(&field.doc);
    quote! {
        #[doc = #doc]
        #deprecated
        #[must_use]
        pub fn #setter(mut self, value: #ty) -> Self {
            self.#name = #some(#value);
            self
        }
    }
}
