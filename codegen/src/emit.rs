//! Emits the Model as the files of a package or of a module: a file of types for each module, and files of mechanical code beside it.

mod call;
mod calls;
mod codec;
mod construct;
mod deprecated;
mod describe;
mod doc;
mod enumeration;
mod features;
mod file;
mod fill;
mod ids;
mod link;
mod manifest;
mod mentions;
mod narrowing;
mod new;
mod operations;
mod parameter;
mod print;
mod redacted;
mod scope;
mod structure;
mod summary;
mod tokens;
mod types;
mod types_json;
mod union;
mod usage;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::form::OutputForm;
use crate::model::{Features, Item, ItemId, Model};
use crate::parallel;

use mentions::Named;
use usage::Usage;

#[cfg(feature = "typify")]
pub(crate) use manifest::{head as manifest_head, rustfmt_toml};
pub(crate) use types_json::module_file;

/// The state that all emitters share.
pub(crate) struct Context<'a> {
    pub(crate) model: &'a Model,
    pub(crate) config: &'a Config,
    /// The path of the module that contains the output: `crate`, or the module that includes a build script's output.
    pub(crate) root: Vec<String>,
    pub(crate) form: &'a OutputForm,
    /// The names that descriptions may link to.
    named: Named,
    /// The users of each type.
    usage: Usage,
}

impl<'a> Context<'a> {
    pub(crate) fn new(model: &'a Model, config: &'a Config, root: Vec<String>, form: &'a OutputForm) -> Self {
        Self { model, config, root, form, named: Named::new(model), usage: Usage::new(model) }
    }

    /// The feature that a module requires, if there is one.
    fn feature_of(&self, module: &[String]) -> Option<&str> {
        self.features()?.of(module)
    }

    /// Whether a module is compiled whenever another one is.
    fn is_there_with(&self, module: &[String], other: &[String]) -> bool {
        let Some(features) = self.features() else { return true };
        match (features.of(module), features.of(other)) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(other)) => {
                own == other || features.turns_on.get(own).is_some_and(|turned| turned.contains(other))
            }
        }
    }

    /// The features of a package; none for a module, or if the configuration disables them.
    fn features(&self) -> Option<&Features> {
        self.model.package.as_ref()?.features.as_ref()
    }
}

/// A module with its types.
pub(crate) struct Module<'a> {
    pub(crate) path: &'a [String],
    /// The types, by name.
    pub(crate) items: Vec<(ItemId, &'a Item)>,
    /// The names of its submodules.
    pub(crate) children: Vec<&'a str>,
}

/// Every file, by its path below the package's directory.
pub(crate) fn files(context: &Context) -> BTreeMap<String, String> {
    let modules = modules(context.model);
    // The largest files are first, so that no thread works alone on one of them at the end.
    let mut jobs: Vec<Job> = vec![
        Box::new(|| one("src/operations.rs", operations::file(context))),
        Box::new(|| one("types.json", Some(types_json::file(context.model)))),
        Box::new(|| one("src/ids.rs", ids::file(context))),
    ];
    let mut largest_first: Vec<_> = modules.iter().collect();
    largest_first.sort_by_key(|module| Reverse(module.items.len()));
    jobs.extend(largest_first.into_iter().map(|module| -> Job { Box::new(|| module_files(context, module)) }));
    let mut files: BTreeMap<_, _> = parallel::map_beyond(1, &jobs, |job| job()).into_iter().flatten().collect();
    if let (OutputForm::Package(wire), Some(package)) = (context.form, &context.model.package) {
        files.insert("Cargo.toml".to_owned(), manifest::cargo_toml(context, package, wire));
        files.insert("rustfmt.toml".to_owned(), manifest::rustfmt_toml());
    }
    files
}

/// The text of each type of a module, in order. One thread emits a small module, because others emit other modules at the same time.
fn each_text(module: &Module, text: impl Fn(ItemId, &Item) -> String + Sync) -> String {
    /// The most types of a small module.
    const SMALL: usize = 256;
    let texts = parallel::map_beyond(SMALL, &module.items, |(id, item)| text(*id, item));
    texts.concat()
}

/// Paths and texts of files.
type Files = Vec<(String, String)>;
type Job<'a> = Box<dyn Fn() -> Files + Sync + 'a>;

/// One file, if there is a text for it.
fn one(path: &str, text: Option<String>) -> Files {
    text.map(|text| (path.to_owned(), text)).into_iter().collect()
}

/// The files of one module.
fn module_files(context: &Context, module: &Module) -> Files {
    let path = module_file(module.path);
    let beside = path.strip_suffix("lib.rs").map_or_else(|| path.replace(".rs", "/"), str::to_owned);
    let mut files = Files::new();
    if let Some(code) = calls::file(context, module) {
        files.push((format!("{beside}calls.rs"), code));
    }
    if let Some(code) = codec::file(context, module) {
        files.push((format!("{beside}codec.rs"), code));
    }
    if let Some(code) = construct::file(context, module) {
        files.push((format!("{beside}construct.rs"), code));
    }
    if let Some(code) = describe::file(context, module) {
        files.push((format!("{beside}describe.rs"), code));
    }
    files.push((path, types::file(context, module)));
    files
}

/// All modules, the root first, including those without types of their own.
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
