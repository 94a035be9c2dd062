//! Emits the mechanical code of calls: their operations, and the path from a response to the next page.

use super::scope::Scope;
use super::tokens::{Name, Text, Tokens, quote};
use super::{Context, Module, each_text, file, redacted};
use crate::model::{Host, Item, Kind, Operation, Page, Parameter, Place, Presence, Step};

/// Whether a module has calls.
pub(crate) fn are_in(module: &Module) -> bool {
    module.items.iter().any(|(_, item)| matches!(item.kind, Kind::Call(_)))
}

/// The text of the file.
pub(crate) fn file(context: &Context, module: &Module) -> Option<String> {
    if !are_in(module) {
        return None;
    }
    let scope = Scope::beside(context);
    let calls = each_text(module, |_, item| match &item.kind {
        Kind::Call(operation) => file::text_of(parts(&scope, item, operation)),
        _ => String::new(),
    });
    Some(file::header(context, Some(module)) + &calls)
}

/// The code of one call.
fn parts(scope: &Scope, item: &Item, operation: &Operation) -> impl Iterator<Item = Tokens> {
    let name = Name(&item.path.name);
    let page = operation.page.as_ref().map(|page| paginated(scope, item, operation, page));
    let debug = redacted::debug(quote!(super::#name), &item.path.name, operation.fields());
    std::iter::once(call(scope, item, operation)).chain(debug).chain(page)
}

fn call(scope: &Scope, item: &Item, operation: &Operation) -> Tokens {
    let name = Name(&item.path.name);
    let answer = operation.answer.as_ref().map_or_else(|| quote!(()), |ty| scope.ty(ty));
    let (id, method, path) = (Text(&operation.id), Text(&operation.method), Text(operation.template()));
    let parameters = operation.parameters.iter().map(parameter);
    let (media_type, body) = match &operation.body {
        None => (quote!(None), quote!(no body: ())),
        Some(body) => {
            let (text, ty) = (Text(&body.media_type), scope.ty(&body.field.ty));
            let ty = if body.field.nullable { quote!(Option<#ty>) } else { ty };
            let presence = Name(if body.field.presence == Presence::Optional { "optional" } else { "required" });
            (quote!(Some(#text)), quote!(#presence body: #ty))
        }
    };
    let auth = operation.auth.iter().map(Text);
    let host = match &operation.host {
        Host::Api => quote!(Api),
        Host::Url(url) => {
            let url = Text(url);
            quote!(Url(#url))
        }
        Host::Named(name) => {
            let name = Text(name);
            quote!(Named(#name))
        }
    };
    let docs = match &operation.docs {
        None => quote!(None),
        Some(url) => {
            let url = Text(url);
            quote!(Some(#url))
        }
    };
    quote! {
        ::schemawright_wire::call! {
            super::#name => #answer,
            #id,
            #method,
            #path,
            [#(#parameters),*],
            #body,
            #media_type,
            [#(#auth),*],
            #host,
            #docs,
        }
    }
}

fn parameter(parameter: &Parameter) -> Tokens {
    let (field, name) = (Name(&parameter.field.rust_name), Text(&parameter.name));
    let place = Name(match parameter.place {
        Place::Path => "Path",
        Place::Query => "Query",
        Place::Header => "Header",
    });
    let flags = [
        ("REQUIRED", parameter.field.presence != Presence::Optional),
        ("EXPLODE", parameter.explode),
        ("OBJECT", parameter.object),
        ("SECRET", parameter.field.secret),
    ];
    let flags = flags.into_iter().filter(|(_, is_set)| *is_set).map(|(flag, _)| Name(flag));
    quote!(#place(#field, #name #(, #flags)*))
}

fn paginated(scope: &Scope, item: &Item, operation: &Operation, page: &Page) -> Tokens {
    let name = Name(&item.path.name);
    let (last, way) = page.next.split_last().expect("a path has a step");
    let way = way.iter().map(|step| follow(step, step.options));
    let next = follow(last, last.options.saturating_sub(1));
    let next = match last.options {
        0 => quote!(Some(&answer #(#way)* #next)),
        _ => quote!(answer #(#way)* #next.as_deref()),
    };
    let set = set_cursor(scope, operation, page);
    quote! {
        impl ::schemawright_wire::call::Paginated for super::#name {
            fn next_cursor(answer: &<Self as ::schemawright_wire::call::Call>::Answer) -> Option<&str> {
                #next
            }

            fn set_cursor(&mut self, cursor: String) {
                #set
            }
        }
    }
}

/// The assignment of a cursor. An absent body becomes an empty one first.
fn set_cursor(scope: &Scope, operation: &Operation, page: &Page) -> Tokens {
    let (last, way) = page.cursor.split_last().expect("a path has a step");
    let way = way.iter().zip(&operation.body).map(|(step, body)| {
        let (name, ty) = (Name(&step.rust_name), scope.ty(&body.field.ty));
        let outer = (1..step.options).map(|_| quote!(.get_or_insert_default()));
        let made = (step.options > 0).then(|| quote!(.get_or_insert_with(<#ty>::new)));
        quote!(.#name #(#outer)* #made)
    });
    let name = Name(&last.rust_name);
    let value = (0..last.options).fold(quote!(cursor), |value, _| quote!(Some(#value)));
    quote!(self #(#way)* .#name = #value;)
}

/// A step to a field, through some of the `Option`s around its value.
fn follow(step: &Step, options: usize) -> Tokens {
    let name = Name(&step.rust_name);
    let out = (0..options).map(|_| quote!(.as_ref()?));
    quote!(.#name #(#out)*)
}
