//! The input of a run: the schemas, and the form of the output.

use std::path::PathBuf;

use crate::backend::Backend;
#[cfg(feature = "typify")]
use crate::by_typify;
use crate::config::{Config, name_after};
use crate::diagnostic::Diagnostics;
use crate::form::{OutputForm, WireDependency};
use crate::generate::generate;
use crate::output::Output;
use crate::parallel;
use crate::read::corpus::Corpus;

/// Generates a crate, or a module, from a directory of schemas.
#[derive(Clone, Debug)]
pub struct Generator {
    schemas: PathBuf,
    config: Option<PathBuf>,
    form: OutputForm,
    name: Option<String>,
    backend: Backend,
}

impl Generator {
    /// A generator for the `*.json` files below a directory. By default, its output is a package that depends on `schemawright-wire` from
    /// the registry.
    #[must_use]
    pub fn new(schemas: impl Into<PathBuf>) -> Self {
        let wire = WireDependency::Version(env!("CARGO_PKG_VERSION").to_owned());
        Self {
            schemas: schemas.into(),
            config: None,
            form: OutputForm::Package(wire),
            name: None,
            backend: Backend::Own,
        }
    }

    /// Reads names and refinements from this file. Without it, no rule applies.
    #[must_use]
    pub fn config(mut self, file: impl Into<PathBuf>) -> Self {
        self.config = Some(file.into());
        self
    }

    /// Sets the directory after which the package is named, unless the configuration has a name. The default is `generated-types`. Invalid
    /// characters become `-`.
    #[must_use]
    pub fn name(mut self, directory: impl AsRef<str>) -> Self {
        self.name = Some(name_after(directory.as_ref()));
        self
    }

    /// Sets the dependency of the package on `schemawright-wire`.
    #[must_use]
    pub fn wire(mut self, dependency: WireDependency) -> Self {
        self.form = OutputForm::Package(dependency);
        self
    }

    /// Generates a module for `include!` instead of a package. `path` is the path of the module: `crate::types`.
    #[must_use]
    pub fn module(mut self, path: impl Into<String>) -> Self {
        self.form = OutputForm::Module(path.into());
        self
    }

    /// Sets the generator of the types.
    #[must_use]
    pub fn backend(mut self, backend: Backend) -> Self {
        self.backend = backend;
        self
    }

    /// Reads the schemas and generates. Nothing is written.
    ///
    /// # Errors
    /// All errors in the schemas and in the configuration.
    pub fn generate(&self) -> Result<Output, Diagnostics> {
        let config = match &self.config {
            None => Config::default(),
            Some(file) => Config::read(file)?,
        };
        self.generate_from(&Corpus::read(&self.schemas)?, &config)
    }

    /// Generates from schemas and a configuration in memory.
    ///
    /// # Errors
    /// The errors of [`generate`](Self::generate).
    pub fn generate_from(&self, corpus: &Corpus, config: &Config) -> Result<Output, Diagnostics> {
        parallel::deep(|| match self.backend {
            Backend::Own => generate(&self.form, self.name.as_deref(), corpus, config),
            #[cfg(feature = "typify")]
            Backend::Typify => by_typify::generate(&self.form, self.name.as_deref(), corpus, config),
        })
    }
}
