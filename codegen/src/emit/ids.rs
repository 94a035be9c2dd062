//! Emits the newtypes of identifiers.

use super::doc::Docs;
use super::tokens::{Name, quote};
use super::{Context, file};

/// The text of the file, if there are any.
pub(super) fn file(context: &Context) -> Option<String> {
    if context.model.ids.is_empty() {
        return None;
    }
    let head = Docs::new().own(
        "Identifiers: a type for each thing that is identified, so that one can't be taken for another.\n\n\
         They are opaque: their form is not checked, because an API may change it.",
    );
    let head = head.inner_attributes();
    let module = ["ids".to_owned()];
    let mut parts = vec![head];
    parts.extend(context.model.ids.iter().map(|id| {
        let docs = Docs::new().configured(context, &module, &id.doc).or(&format!("An identifier, `{}`.", id.name));
        let (docs, name) = (docs.attributes(), Name(&id.name));
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct #name(::std::string::String);
        }
    }));
    let names = context.model.ids.iter().map(|id| Name(&id.name));
    parts.push(quote!(::schemawright_wire::__private::identifiers! { #(#names),* }));
    Some(file::render(context, None, parts))
}
