//! What an output is: a package, or a module of a crate.

/// What the output is to be.
#[derive(Clone, Debug)]
pub(crate) enum OutputForm {
    /// A package of its own.
    Package(WireDependency),
    /// A module of a crate that exists: its path there.
    Module(String),
}

/// How a generated package names its one dependency, `schemawright-wire`.
#[derive(Clone, Debug)]
pub enum WireDependency {
    /// By path, relative to the package.
    Path(String),
    /// By version, from the registry.
    Version(String),
}
