//! Cargo features of the generated package: their table, and the conditions of modules.

use std::collections::BTreeSet;

use super::tokens::{Text, Tokens, quote};
use super::{Context, Module};
use crate::model::{Features, Model};

/// The condition under which a module is compiled: its own feature, or one of its submodules'.
pub(super) fn cfg(features: &Features, model: &Model, module: &[String]) -> Tokens {
    condition(&needed(features, model, module)).map_or_else(Tokens::new, |condition| quote!(#[cfg(#condition)]))
}

/// The features of which a module needs one. None if a type in it belongs to no namespace, so that the module is always compiled.
fn needed<'a>(features: &'a Features, model: &Model, module: &[String]) -> BTreeSet<&'a str> {
    if let Some(feature) = features.of(module) {
        return BTreeSet::from([feature]);
    }
    let inside = model.items.iter().map(|item| &item.path.module).filter(|other| other.starts_with(module));
    let inside: Option<BTreeSet<&str>> = inside.map(|other| features.of(other)).collect();
    inside.unwrap_or_default()
}

fn condition(needed: &BTreeSet<&str>) -> Option<Tokens> {
    let features = needed.iter().map(Text);
    match needed.len() {
        0 => None,
        1 => Some(quote!(#(feature = #features)*)),
        _ => Some(quote!(any(#(feature = #features),*))),
    }
}

/// The sentence in a module's documentation about submodules that need features.
pub(super) fn missing(context: &Context, module: &Module) -> Tokens {
    let Some(features) = context.features() else { return Tokens::new() };
    let own = needed(features, context.model, module.path);
    let inside = module.children.iter().filter_map(|name| {
        let path: Vec<_> = module.path.iter().cloned().chain([(*name).to_owned()]).collect();
        let needed = needed(features, context.model, &path);
        // A submodule that is always compiled with this one is never missing.
        (!needed.is_empty() && needed != own).then(|| (path.join("::"), needed))
    });
    let inside: Vec<_> = inside.collect();
    if inside.is_empty() {
        return Tokens::new();
    }
    let all = inside.iter().filter_map(|(_, needed)| condition(needed));
    let lines = inside.iter().map(|(path, needed)| {
        let names: Vec<_> = needed.iter().map(|feature| format!("`{feature}`")).collect();
        let line = Text(format!(" - `{path}`: {}", names.join(" or ")));
        let condition = condition(needed);
        quote!(#![cfg_attr(not(#condition), doc = #line)])
    });
    quote! {
        #![cfg_attr(not(all(#(#all),*)), doc = "\n # Modules that are missing for want of a feature\n")]
        #(#lines)*
    }
}

/// The lint about links in docs, without all features: a link may lead to a module that is not compiled.
pub(super) fn links(context: &Context) -> Tokens {
    match context.features() {
        Some(features) if !features.of_module.is_empty() => {
            let full = Text(Features::FULL);
            quote!(#![cfg_attr(not(feature = #full), allow(rustdoc::broken_intra_doc_links))])
        }
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
        // A key with letters other than ASCII is quoted.
        let quote = if name.is_ascii() { "" } else { "\"" };
        table.push_str(&format!("{quote}{name}{quote} = [{}]\n", turns_on.join(", ")));
    }
    table
}
