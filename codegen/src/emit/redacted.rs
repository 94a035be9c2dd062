//! Emits `Debug` for structs that are not values on the wire, with fields that are not printed.

use super::tokens::{Name, Text, Tokens, quote};
use crate::model::Field;

/// The implementation of `Debug` for a struct of these fields; none if every field is printed, because the struct then derives it.
pub(super) fn debug<'a>(path: Tokens, name: &str, fields: impl Iterator<Item = &'a Field>) -> Option<Tokens> {
    let mut any = false;
    let rows: Vec<_> = fields
        .map(|field| {
            any |= field.is_redacted();
            let (text, name) = (Text(&field.rust_name), Name(&field.rust_name));
            let mark = field.privacy.mark().map(Name);
            quote!(#text => #name #mark)
        })
        .collect();
    let name = Text(name);
    any.then(|| quote!(::schemawright_wire::__private::debug_fields! { #path, #name, [#(#rows),*] }))
}
