//! Cargo features of the generated package: their table, and what is compiled with which.

use std::collections::BTreeSet;

use super::tokens::{Text, Tokens, quote};
use crate::model::{Features, Model};

/// The condition under which a module is compiled: its own feature, or one of those inside it.
pub(super) fn cfg(features: &Features, model: &Model, module: &[String]) -> Tokens {
    if let Some(feature) = features.of(module) {
        let feature = Text(feature);
        return quote!(#[cfg(feature = #feature)]);
    }
    let inside: Vec<_> =
        model.items.iter().map(|item| &item.path.module).filter(|other| other.starts_with(module)).collect();
    let features: Option<BTreeSet<&str>> = inside.into_iter().map(|other| features.of(other)).collect();
    let features: Option<Vec<_>> = features.map(|features| features.into_iter().map(Text).collect());
    match features.as_deref() {
        Some([feature]) => quote!(#[cfg(feature = #feature)]),
        Some(features) if !features.is_empty() => quote!(#[cfg(any(#(feature = #features),*))]),
        // A type inside belongs to no namespace, so the module is always there.
        _ => Tokens::new(),
    }
}

/// The `[features]` table of the package.
pub(super) fn table(features: &Features) -> String {
    let mut table = "[features]\n".to_owned();
    let (default, others): (Vec<_>, Vec<_>) =
        features.turns_on.iter().partition(|(name, _)| *name == Features::DEFAULT);
    for (name, turns_on) in default.into_iter().chain(others) {
        let turns_on: Vec<_> = turns_on.iter().map(|other| format!("\"{other}\"")).collect();
        // A key of other letters than ASCII's is quoted.
        let quote = if name.is_ascii() { "" } else { "\"" };
        table.push_str(&format!("{quote}{name}{quote} = [{}]\n", turns_on.join(", ")));
    }
    table
}
