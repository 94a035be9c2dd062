//! `Debug` of structs that are no values on the wire, where some of their fields are personal.

use super::tokens::{Name, Text, Tokens, quote};
use crate::model::Field;

/// What implements `Debug` for a struct of these fields; nothing where none of them is personal, since the struct derives it then.
pub(super) fn debug<'a>(path: Tokens, name: &str, fields: impl Iterator<Item = &'a Field>) -> Option<Tokens> {
    let mut any = false;
    let rows: Vec<_> = fields
        .map(|field| {
            any |= field.personal;
            let (text, name) = (Text(&field.rust_name), Name(&field.rust_name));
            let mark = field.personal.then(|| quote!(personal));
            quote!(#text => #name #mark)
        })
        .collect();
    let name = Text(name);
    any.then(|| quote!(::schemawright_wire::__private::debug_fields! { #path, #name, [#(#rows),*] }))
}
