//! `[features]`: the Cargo features of the generated package.

use std::collections::BTreeMap;

use regex::Regex;
use serde::Deserialize;
use toml::Spanned;

use super::glob::Globs;

/// Cargo features of the generated package: one for each namespace, bundles of them, and optional functions of the types.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars1::JsonSchema), schemars(crate = "schemars1"))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct FeatureRules {
    /// The part of a module path with which a namespace ends, as a regular expression: `^v\d+$`. Without it, no namespace has a feature.
    #[serde(default, deserialize_with = "regex")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) namespace_end: Option<Spanned<Regex>>,
    /// Features that enable others: by patterns of their names.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "BTreeMap<String, Globs>"))]
    pub(crate) bundle: BTreeMap<Spanned<String>, Globs>,
    /// Whether there is a feature `examples`, with which the types make values for tests.
    #[serde(default)]
    pub(crate) examples: bool,
    /// Whether there is a feature `schemars`, with which the types implement `JsonSchema`.
    #[serde(default)]
    pub(crate) schemars: bool,
    /// Whether there is a feature `validate`, with which the types check values against their schemas.
    #[serde(default)]
    pub(crate) validate: bool,
}

impl FeatureRules {
    /// The feature that compiles the descriptions of the types.
    pub(crate) const DESCRIBE: &str = "describe";

    /// The features that need descriptions.
    pub(crate) fn uses_of_descriptions(&self) -> impl Iterator<Item = &'static str> {
        [("examples", self.examples), ("schemars", self.schemars), ("validate", self.validate)]
            .into_iter()
            .filter_map(|(name, is_on)| is_on.then_some(name))
    }
}

fn regex<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Spanned<Regex>>, D::Error> {
    let pattern = Spanned::<String>::deserialize(deserializer)?;
    let regex = Regex::new(pattern.get_ref()).map_err(serde::de::Error::custom)?;
    Ok(Some(Spanned::new(pattern.span(), regex)))
}
