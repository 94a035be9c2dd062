//! From the Model to the files of a package or of a module: a file of types for each module, and beside it the mechanical rest.

mod codec;
pub(crate) mod construct;
mod doc;
mod features;
mod file;
mod ids;
mod manifest;
mod opaque;
mod round_trip;
mod scope;
mod types;
mod types_json;

use std::collections::{BTreeMap, BTreeSet};

use crate::Form;
use crate::config::Config;
use crate::model::{Item, ItemId, Model};

pub(crate) use features::Features;
pub(crate) use types_json::module_file;

/// Everything that emitters share.
pub(crate) struct Context<'a> {
    pub(crate) model: &'a Model,
    pub(crate) config: &'a Config,
    /// The path of the module that the output stands in: `crate`, or where a build script's output is included.
    pub(crate) root: Vec<String>,
    pub(crate) form: &'a Form,
    /// The features of a package; none for a module, or where the configuration wants none.
    pub(crate) features: Option<Features>,
}

/// A module and what is in it.
pub(crate) struct Module<'a> {
    pub(crate) path: &'a [String],
    /// The types, by name.
    pub(crate) items: Vec<(ItemId, &'a Item)>,
    /// The names of the modules inside.
    pub(crate) children: Vec<&'a str>,
}

/// Every file, by its path below the package's directory.
pub(crate) fn files(context: &Context) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for module in modules(context.model) {
        let path = module_file(module.path);
        let rest = path.strip_suffix("lib.rs").map_or_else(|| path.replace(".rs", "/"), str::to_owned);
        if let Some(code) = codec::file(context, &module) {
            files.insert(format!("{rest}codec.rs"), code);
        }
        if let Some(code) = construct::file(context, &module) {
            files.insert(format!("{rest}construct.rs"), code);
        }
        files.insert(path, types::file(context, &module));
    }
    if let Some(code) = ids::file(context) {
        files.insert("src/ids.rs".to_owned(), code);
    }
    files.insert("types.json".to_owned(), types_json::file(context.model));
    if let Form::Package(wire) = context.form {
        files.insert("Cargo.toml".to_owned(), manifest::cargo_toml(context, wire));
        files.insert("rustfmt.toml".to_owned(), manifest::rustfmt_toml());
        files.insert("tests/round_trip.rs".to_owned(), round_trip::file(context));
    }
    files
}

/// All modules, the root first, those without types of their own included.
fn modules(model: &Model) -> Vec<Module<'_>> {
    let mut items: BTreeMap<&[String], Vec<(ItemId, &Item)>> = BTreeMap::new();
    items.insert(&[], Vec::new());
    for (id, item) in model.iter() {
        for length in 1..item.path.module.len() {
            items.entry(&item.path.module[..length]).or_default();
        }
        items.entry(&item.path.module).or_default().push((id, item));
    }
    let paths: BTreeSet<&[String]> = items.keys().copied().collect();
    let children = |path: &[String]| {
        let inside = paths.iter().filter(|other| other.len() == path.len() + 1 && other.starts_with(path));
        inside.filter_map(|other| other.last().map(String::as_str)).collect()
    };
    let mut modules = Vec::with_capacity(items.len());
    for (path, mut items) in items {
        items.sort_by(|(_, a), (_, b)| a.path.name.cmp(&b.path.name));
        modules.push(Module { path, items, children: children(path) });
    }
    modules
}
