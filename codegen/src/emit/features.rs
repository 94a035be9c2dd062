//! Cargo features of the generated package: one for each namespace, which turns on those that its types refer to.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{Text, Tokens, quote};
use crate::config::{Config, FeatureRules};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Model;

/// The feature that turns on all others, and is the default.
pub(crate) const FULL: &str = "full";

/// The features, and which module each is for.
pub(crate) struct Features {
    namespace_end: regex::Regex,
    /// What each feature turns on.
    pub(crate) features: BTreeMap<String, BTreeSet<String>>,
}

impl Features {
    /// Computes the features of a Model.
    ///
    /// # Errors
    /// Two features of one name.
    pub(crate) fn new(model: &Model, rules: &FeatureRules, config: &Config) -> Result<Self, Diagnostics> {
        let mut features = Self { namespace_end: rules.namespace_end.clone(), features: BTreeMap::new() };
        let mut namespaces: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for item in &model.items {
            let Some(name) = features.of(&item.path.module) else { continue };
            let uses = namespaces.entry(name.clone()).or_default();
            let others = item.references().into_iter().filter_map(|id| features.of(&model.item(id).path.module));
            uses.extend(others.filter(|other| *other != name));
        }
        let names: Vec<String> = namespaces.keys().cloned().collect();
        if let Some(name) = ["default", FULL].into_iter().find(|name| namespaces.contains_key(*name)) {
            let message =
                format!("the namespace `{name}` can't have a feature of its name: every package has that one");
            let error = Diagnostic::error("bad-package", message);
            return Err(error.help("give the module another name with a [[name]] rule in codegen.toml").into());
        }
        features.features = namespaces;
        for (bundle, globs) in &rules.bundle {
            let members = names.iter().filter(|name| globs.matches(name)).cloned().collect();
            if features.features.insert(bundle.get_ref().clone(), members).is_some() {
                let message = format!("the bundle `{}` has the name of a namespace's feature", bundle.get_ref());
                let error = Diagnostic::error("bad-package", message).at(config.place(bundle.span()));
                return Err(error.help("give the bundle another name").into());
            }
        }
        features.features.insert(FULL.to_owned(), names.into_iter().collect());
        Ok(features)
    }

    /// The feature of a module: `b2b-otp-v1` for `b2b::otp::v1::sms`; none for a module outside of every namespace.
    pub(crate) fn of(&self, module: &[String]) -> Option<String> {
        let end = module.iter().position(|part| self.namespace_end.is_match(part))?;
        Some(module[..=end].join("-").replace('_', "-"))
    }

    /// The condition under which a module is compiled: its own feature, or one of those inside it.
    pub(crate) fn cfg(&self, model: &Model, module: &[String]) -> Tokens {
        if let Some(feature) = self.of(module) {
            let feature = Text(feature);
            return quote!(#[cfg(feature = #feature)]);
        }
        let inside: Vec<_> =
            model.items.iter().map(|item| &item.path.module).filter(|other| other.starts_with(module)).collect();
        let features: Option<BTreeSet<String>> = inside.into_iter().map(|other| self.of(other)).collect();
        match features {
            Some(features) if features.len() == 1 => quote!(#[cfg(#(feature = #features)*)]),
            Some(features) if !features.is_empty() => quote!(#[cfg(any(#(feature = #features),*))]),
            // A type inside belongs to no namespace, so the module is always there.
            _ => Tokens::new(),
        }
    }

    /// The `[features]` table of the package.
    pub(crate) fn table(&self) -> String {
        let mut table = format!("[features]\ndefault = [\"{FULL}\"]\n");
        for (name, uses) in &self.features {
            let uses: Vec<_> = uses.iter().map(|other| format!("\"{other}\"")).collect();
            // A key of other letters than ASCII's is quoted.
            let quote = if name.is_ascii() { "" } else { "\"" };
            table.push_str(&format!("{quote}{name}{quote} = [{}]\n", uses.join(", ")));
        }
        table
    }
}
