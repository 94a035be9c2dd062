//! The newtypes of strings that identify something.

use super::tokens::{Name, quote};
use super::{Context, doc, file};

/// The text of the file, if there are any.
pub(super) fn file(context: &Context) -> Option<String> {
    if context.model.ids.is_empty() {
        return None;
    }
    let head = doc::inner_markdown(
        "Identifiers: a type for each thing that is identified, so that one can't be taken for another.\n\nThey are opaque: \
         nothing about their form is checked, since the API takes other forms in places and may change them.",
    );
    let mut parts = vec![head];
    parts.extend(context.model.ids.iter().map(|id| {
        let text = if id.doc.is_empty() { format!("An identifier, `{}`.", id.name) } else { id.doc.clone() };
        let (docs, name) = (doc::attributes(&text), Name(&id.name));
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct #name(::std::string::String);
        }
    }));
    let names = context.model.ids.iter().map(|id| Name(&id.name));
    parts.push(quote!(::stytch_wire::id_impls! { #(#names),* }));
    Some(file::render(context, None, parts))
}
