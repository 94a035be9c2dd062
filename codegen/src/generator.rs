//! What a run is told: where the schemas are, and what is to come of them.

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
    /// A generator for the `*.json` files below a directory. Its output is a package of its own, which takes
    /// `schemawright-wire` from the registry, unless said otherwise.
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

    /// Takes names and refinements from this file; without, no rule applies.
    #[must_use]
    pub fn config(mut self, file: impl Into<PathBuf>) -> Self {
        self.config = Some(file.into());
        self
    }

    /// Names the package after its directory where the configuration has no name; without, it is `generated-types`. What no name of a package
    /// can have becomes `-`.
    #[must_use]
    pub fn name(mut self, directory: impl AsRef<str>) -> Self {
        self.name = Some(name_after(directory.as_ref()));
        self
    }

    /// How the package depends on `schemawright-wire`.
    #[must_use]
    pub fn wire(mut self, dependency: WireDependency) -> Self {
        self.form = OutputForm::Package(dependency);
        self
    }

    /// Generates a module for `include!` instead of a package. The path says where it stands: `crate::types`.
    #[must_use]
    pub fn module(mut self, path: impl Into<String>) -> Self {
        self.form = OutputForm::Module(path.into());
        self
    }

    /// Who writes the types.
    #[must_use]
    pub fn backend(mut self, backend: Backend) -> Self {
        self.backend = backend;
        self
    }

    /// Reads the schemas and generates. Nothing is written.
    ///
    /// # Errors
    /// Everything that is wrong with the schemas or the configuration.
    pub fn generate(&self) -> Result<Output, Diagnostics> {
        let config = match &self.config {
            None => Config::default(),
            Some(file) => Config::read(file)?,
        };
        self.generate_from(&Corpus::read(&self.schemas)?, &config)
    }

    /// The same from schemas and a configuration that are in memory.
    ///
    /// # Errors
    /// As [`generate`](Self::generate).
    pub fn generate_from(&self, corpus: &Corpus, config: &Config) -> Result<Output, Diagnostics> {
        parallel::deep(|| match self.backend {
            Backend::Own => generate(&self.form, self.name.as_deref(), corpus, config),
            #[cfg(feature = "typify")]
            Backend::Typify => by_typify::generate(&self.form, self.name.as_deref(), corpus, config),
        })
    }
}
