//! Attributes for deprecated items: one that warns callers, and one that silences the warnings in the generated code itself.
//!
//! Only items that use something deprecated have the second attribute, so that other warnings remain.

use super::tokens::{Tokens, quote};
use super::{Context, Module};
use crate::model::{Doc, Item, Kind, Model};

/// The attribute of a deprecated item.
pub(super) fn attribute(doc: &Doc) -> Option<Tokens> {
    doc.deprecated.then(|| quote!(#[deprecated]))
}

/// The attribute of an item in the file of types that uses something deprecated.
pub(super) fn silence(model: &Model, item: &Item) -> Option<Tokens> {
    uses_deprecated(model, item).then(allow)
}

/// The attribute of a module of mechanical code, which contains only generated code.
pub(super) fn silence_module(context: &Context, module: &Module) -> Option<Tokens> {
    module.items.iter().any(|(_, item)| uses_deprecated(context.model, item)).then(allow)
}

/// The attribute of the list of all operations.
pub(super) fn silence_operations(model: &Model) -> Option<Tokens> {
    model.items.iter().any(|item| matches!(item.kind, Kind::Call(_)) && item.doc.deprecated).then(allow)
}

fn allow() -> Tokens {
    quote!(#[allow(deprecated)])
}

/// Whether the code of a type names something deprecated: itself, a part of it, or another type.
fn uses_deprecated(model: &Model, item: &Item) -> bool {
    let own_part = match &item.kind {
        Kind::Struct(kind) => kind.fields.iter().any(|field| field.doc.deprecated),
        Kind::Enum(kind) => kind.variants.iter().any(|variant| variant.doc.deprecated),
        Kind::Union(kind) => kind.alternatives.iter().any(|one| one.doc.deprecated),
        Kind::Call(operation) => operation.fields().any(|field| field.doc.deprecated),
        Kind::Newtype(_) | Kind::Alias(_) => false,
    };
    item.doc.deprecated || own_part || item.references().into_iter().any(|id| model.item(id).doc.deprecated)
}
