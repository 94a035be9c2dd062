//! The form of an output: a package, or a module of a crate.

/// The form of an output.
#[derive(Clone, Debug)]
pub(crate) enum OutputForm {
    /// A separate package.
    Package(WireDependency),
    /// A module of an existing crate, with its path.
    Module(String),
}

/// The dependency of a generated package on `schemawright-wire`.
#[derive(Clone, Debug)]
pub enum WireDependency {
    /// By path, relative to the package.
    Path(String),
    /// By version, from the registry.
    Version(String),
}
