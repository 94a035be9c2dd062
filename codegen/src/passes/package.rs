//! The generated package and its Cargo features: one for each namespace, which enables the features of the types that it refers to.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::config::{Config, FeatureRules};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Features, Model, Package, Type};

/// The package of a Model.
///
/// # Errors
/// Two features with the same name.
pub(crate) fn package(model: &Model, name: &str, config: &Config) -> Result<Package, Diagnostics> {
    let features = config.rules.features.as_ref().map(|rules| features(model, rules, config)).transpose()?;
    let dependencies = config.rules.format.dependencies(used_formats(model));
    let version = config.rules.package.version().to_owned();
    Ok(Package { name: name.to_owned(), version, features, dependencies })
}

/// The paths of the types for formats that are used.
fn used_formats(model: &Model) -> impl Iterator<Item = &str> {
    let mut used = BTreeSet::new();
    for item in &model.items {
        item.walk_types(&mut |ty| {
            if let Type::Format(index) = ty {
                used.insert(*index);
            }
        });
    }
    used.into_iter().map(|index| model.formats[index].path.as_str())
}

fn features(model: &Model, rules: &FeatureRules, config: &Config) -> Result<Features, Diagnostics> {
    let of_module = rules.namespace_end.as_ref().map(|end| of_modules(model, end.get_ref())).unwrap_or_default();
    let mut unused = Diagnostics::new();
    if let Some(end) = rules.namespace_end.as_ref().filter(|_| of_module.is_empty()) {
        let message = format!("`{}` matches no part of a module path", end.get_ref());
        let error = Diagnostic::error("unused-rule", message).at(config.place(end.span()));
        unused.push(error.help("correct `namespace-end`, or remove it: without it, no namespace has a feature"));
    }
    let mut features = Features { of_module, ..Features::default() };
    for item in &model.items {
        let Some(name) = features.of(&item.path.module) else { continue };
        let name = name.to_owned();
        let others = item.references().into_iter().filter_map(|id| features.of(&model.item(id).path.module));
        let others: Vec<String> = others.filter(|other| *other != name).map(str::to_owned).collect();
        features.turns_on.entry(name).or_default().extend(others);
    }
    let uses: Vec<&str> = rules.uses_of_descriptions().collect();
    let mut own = [Features::DEFAULT, Features::FULL, FeatureRules::DESCRIBE].into_iter().chain(uses.iter().copied());
    if let Some(name) = own.find(|name| features.turns_on.contains_key(*name)) {
        let message =
            format!("the namespace `{name}` can't have a feature of its name: the package has one for something else");
        let error = Diagnostic::error("bad-package", message);
        return Err(error
            .help(format!("give the module another name with a [[name]] rule in {}", config.name()))
            .into());
    }
    let names: Vec<String> = features.turns_on.keys().cloned().collect();
    for (bundle, globs) in &rules.bundle {
        let members: BTreeSet<String> = names.iter().filter(|name| globs.matches(name)).cloned().collect();
        if members.is_empty() {
            let message = format!("the bundle `{}` matches no feature of a namespace", bundle.get_ref());
            let error = Diagnostic::error("unused-rule", message).at(config.place(bundle.span()));
            unused.push(
                error.help(
                    "remove the bundle, or correct its patterns; `namespace-end` gives namespaces their features",
                ),
            );
        } else {
            for glob in globs.idle(names.iter().map(String::as_str)) {
                let message =
                    format!("`{glob}` in the bundle `{}` matches no feature of a namespace", bundle.get_ref());
                let error = Diagnostic::error("unused-rule", message).at(config.place(bundle.span()));
                unused.push(error.help("remove the pattern, or correct it"));
            }
        }
        if features.turns_on.insert(bundle.get_ref().clone(), members).is_some() {
            let message = format!("the bundle `{}` has the name of a namespace's feature", bundle.get_ref());
            let error = Diagnostic::error("bad-package", message).at(config.place(bundle.span()));
            return Err(error.help("give the bundle another name").into());
        }
    }
    config.excuse(&mut unused);
    unused.check()?;
    if rules.namespace_end.is_some() {
        features.turns_on.insert(Features::FULL.to_owned(), names.into_iter().collect());
        features.turns_on.insert(Features::DEFAULT.to_owned(), BTreeSet::from([Features::FULL.to_owned()]));
    }
    features.turns_on.extend(of_descriptions(&uses));
    Ok(features)
}

/// The features for descriptions, and those that need them: each also enables the one of `schemawright-wire`.
fn of_descriptions(uses: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let of_wire = |name: &str| format!("schemawright-wire/{name}");
    let describe = FeatureRules::DESCRIBE;
    let mut features: BTreeMap<_, _> =
        uses.iter().map(|name| ((*name).to_owned(), BTreeSet::from([describe.to_owned(), of_wire(name)]))).collect();
    if !features.is_empty() {
        features.insert(describe.to_owned(), BTreeSet::from([of_wire(describe)]));
    }
    features
}

/// The feature of each module in a namespace, and of the modules around it.
fn of_modules(model: &Model, end: &Regex) -> BTreeMap<Vec<String>, String> {
    let mut features = BTreeMap::new();
    for module in model.items.iter().map(|item| &item.path.module) {
        if features.contains_key(module) {
            continue;
        }
        let Some(end) = module.iter().position(|part| end.is_match(part)) else { continue };
        let feature = module[..=end].join("-").replace('_', "-");
        for length in end + 1..=module.len() {
            features.insert(module[..length].to_vec(), feature.clone());
        }
    }
    features
}
