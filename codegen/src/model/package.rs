//! The generated package.

use std::collections::{BTreeMap, BTreeSet};

/// A package of types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its Cargo features; none if the configuration disables them.
    pub features: Option<Features>,
    /// The dependencies of types for formats, as in `Cargo.toml`, by name.
    pub dependencies: BTreeMap<String, String>,
}

/// The Cargo features of a package: one for each namespace, bundles of them, and one for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// The features that each feature enables.
    pub turns_on: BTreeMap<String, BTreeSet<String>>,
    /// The features of modules in namespaces, by the paths of the modules.
    pub of_module: BTreeMap<Vec<String>, String>,
}

impl Features {
    /// The feature that is enabled by default.
    pub const DEFAULT: &'static str = "default";
    /// The feature that enables all namespaces. It is the default.
    pub(crate) const FULL: &'static str = "full";

    /// The feature of a module: `b2b-otp-v1` for `b2b::otp::v1::sms`; none for a module outside of every namespace.
    #[must_use]
    pub fn of(&self, module: &[String]) -> Option<&str> {
        self.of_module.get(module).map(String::as_str)
    }
}
