//! The package that types are emitted as.

use std::collections::{BTreeMap, BTreeSet};

/// A package of types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its cargo features; none where the configuration wants none.
    pub features: Option<Features>,
    /// The crates of types for formats, as `Cargo.toml` has them, by their names.
    pub dependencies: BTreeMap<String, String>,
}

/// The cargo features of a package: one for each namespace, bundles of them, and one for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// What each feature enables.
    pub turns_on: BTreeMap<String, BTreeSet<String>>,
    /// The feature of each module that is in a namespace, by the module's path.
    pub of_module: BTreeMap<Vec<String>, String>,
}

impl Features {
    /// The feature that is on unless somebody turns it off.
    pub const DEFAULT: &'static str = "default";
    /// The feature that enables all namespaces, and is the default.
    pub const FULL: &'static str = "full";

    /// The feature of a module: `b2b-otp-v1` for `b2b::otp::v1::sms`; none for a module outside of every namespace.
    #[must_use]
    pub fn of(&self, module: &[String]) -> Option<&str> {
        self.of_module.get(module).map(String::as_str)
    }
}
