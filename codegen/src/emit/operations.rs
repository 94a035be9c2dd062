//! Emits the lists of operations: a table in the documentation of each module, and one list of all.

use super::call::link;
use super::doc::Docs;
use super::scope::Scope;
use super::tokens::{Text, quote};
use super::{Context, Module, doc, file};
use crate::model::{Item, ItemId, Kind, Operation};

/// Whether there are any.
pub(super) fn are_there(context: &Context) -> bool {
    calls(context).next().is_some()
}

fn calls<'a>(context: &'a Context<'_>) -> impl Iterator<Item = (ItemId, &'a Item, &'a Operation)> {
    context.model.iter().filter_map(|(id, item)| match &item.kind {
        Kind::Call(operation) => Some((id, item, &**operation)),
        _ => None,
    })
}

/// The table of operations in the documentation of a module; empty if there are none.
pub(super) fn section(context: &Context, module: &Module) -> String {
    let scope = Scope::inside(context, module);
    let rows = module.items.iter().filter_map(|(id, item)| match &item.kind {
        Kind::Call(operation) => Some(row(context, &scope, *id, operation)),
        _ => None,
    });
    let rows: String = rows.collect();
    let table = if rows.is_empty() { String::new() } else { format!("# Operations\n\n{HEAD}{rows}") };
    if module.path.is_empty() && are_there(context) {
        return format!("The module [`operations`] lists all operations of the API.\n\n{table}").trim_end().to_owned();
    }
    table
}

const HEAD: &str = "| method | path | call | answer |\n| --- | --- | --- | --- |\n";

fn row(context: &Context, scope: &Scope, id: ItemId, operation: &Operation) -> String {
    let call = link(context, scope, &crate::model::Type::Item(id));
    let answer = operation.answer.as_ref().map(|ty| link(context, scope, ty)).unwrap_or_default();
    // A bar ends a cell, even in code.
    let path = doc::quoted(&operation.template()).replace('|', "\\|");
    format!("| {} | {path} | {call} | {answer} |\n", operation.method)
}

/// The text of the file that lists them, if there are any.
pub(super) fn file(context: &Context) -> Option<String> {
    let mut calls: Vec<_> = calls(context).collect();
    if calls.is_empty() {
        return None;
    }
    calls.sort_by_cached_key(|(_, _, operation)| (operation.template(), &operation.method));
    let scope = Scope::beside(context);
    let head = Docs::new().own(&format!("All operations of the API, by path.\n\n{HEAD}")).inner_attributes();
    let required = |call: &(ItemId, &Item, &Operation)| feature(context, call.1);
    let rows = calls.chunk_by(|a, b| required(a) == required(b)).map(|calls| {
        let rows = calls.iter().map(|(id, _, operation)| {
            let text = Text(format!(" {}", row(context, &scope, *id, operation).trim_end()));
            quote!(doc = #text)
        });
        match required(&calls[0]).map(Text) {
            // A link is broken if its feature is disabled.
            Some(feature) => quote!(#![cfg_attr(feature = #feature, #(#rows),*)]),
            None => quote!(#(#![#rows])*),
        }
    });
    let elements = calls.iter().map(|(id, item, _)| {
        let cfg = feature(context, item).map(Text).map(|feature| quote!(#[cfg(feature = #feature)]));
        let call = scope.item(*id);
        quote!(#cfg #call::OPERATION,)
    });
    let list = quote! {
        /// All operations, as data: for metrics, allow lists, or the router of a mock server.
        pub const ALL: &[&::schemawright_wire::operation::Operation] = &[#(#elements)*];
    };
    Some(file::render(context, None, vec![quote!(#head #(#rows)*), list]))
}

/// The feature that a call requires.
fn feature<'a>(context: &Context<'a>, item: &Item) -> Option<&'a str> {
    context.model.package.as_ref()?.features.as_ref()?.of(&item.path.module)
}
