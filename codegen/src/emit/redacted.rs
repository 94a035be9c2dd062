//! Emits `Debug` for structs with personal fields that are not values on the wire.

use super::tokens::{Name, Text, Tokens, quote};
use crate::model::Field;

/// The implementation of `Debug` for a struct of these fields; none if no field is personal, because the struct then derives it.
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
