//! The input of a run: the schemas, and the form of the output.

#[cfg(feature = "typify")]
use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::backend::Backend;
#[cfg(feature = "typify")]
use crate::by_typify;
use crate::config::{Config, RuleUse, name_after};
use crate::diagnostic::Diagnostics;
use crate::form::{OutputForm, WireDependency};
use crate::generate::{generate, generate_model, refinements};
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
    texts: Texts,
}

/// Whether the files of the output are emitted.
#[derive(Clone, Copy, Debug)]
enum Texts {
    Emitted,
    Omitted,
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
            texts: Texts::Emitted,
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

    /// Omits the text of the files, for programs that use only the Model, the rules and the warnings: [`Output::files`] is then empty. The
    /// files take most of the time of a run. A configuration or a schema that is an error with files is an error without them too.
    #[must_use]
    pub fn without_files(mut self) -> Self {
        self.texts = Texts::Omitted;
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

    /// Returns the rules of a configuration that refine schemas (`secret`, `timestamp`, `id`, …), with the members that they change. Nothing
    /// is named and nothing is generated, so this takes about half the time of [`without_files`](Self::without_files).
    ///
    /// # Errors
    /// The errors in the schemas, and those of rules that do not fit them.
    pub fn refinements(corpus: &Corpus, config: &Config) -> Result<Vec<RuleUse>, Diagnostics> {
        parallel::deep(|| refinements(corpus, config))
    }

    /// Generates from schemas and a configuration in memory.
    ///
    /// # Errors
    /// The errors of [`generate`](Self::generate).
    pub fn generate_from(&self, corpus: &Corpus, config: &Config) -> Result<Output, Diagnostics> {
        let name = self.name.as_deref();
        parallel::deep(|| match (self.backend, self.texts) {
            (Backend::Own, Texts::Emitted) => generate(&self.form, name, corpus, config),
            (Backend::Own, Texts::Omitted) => generate_model(&self.form, name, corpus, config),
            #[cfg(feature = "typify")]
            (Backend::Typify, Texts::Emitted) => by_typify::generate(&self.form, name, corpus, config),
            // typify has no Model: its errors are those of its text.
            #[cfg(feature = "typify")]
            (Backend::Typify, Texts::Omitted) => {
                let output = by_typify::generate(&self.form, name, corpus, config)?;
                Ok(Output { files: BTreeMap::new(), ..output })
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with more types than one thread emits, the rule of which changes one.
    fn large() -> (Corpus, Config) {
        let schema = |index: u32| {
            let text = format!(
                r#"{{"title": "T{index:04}", "properties": {{"a": {{"enum": ["b"]}}, "token": {{"type": "string"}}}}}}"#
            );
            (format!("{index}.json"), text)
        };
        let config = "[[secret]]\nschema = \"T0007\"\nmember = \"token\"\n";
        (
            Corpus::from_sources((0..300).map(schema)).unwrap(),
            Config::parse("a.toml", config).unwrap().with_descriptions(),
        )
    }

    #[test]
    fn types_of_a_large_module_are_in_order() {
        let (corpus, config) = large();
        let output = Generator::new("").generate_from(&corpus, &config).unwrap();
        for (file, start) in [
            ("src/lib.rs", "pub struct T"),
            ("src/codec.rs", "record! { T"),
            ("src/construct.rs", "impl super::T"),
            ("src/describe.rs", "    T"),
        ] {
            let names = |text: &str| text.lines().filter(|line| line.starts_with(start)).map(str::to_owned).collect();
            let names: Vec<String> = names(&output.files[file]);
            assert!(names.len() >= 300, "{file}: {}", names.len());
            assert!(names.is_sorted(), "{file}");
        }
    }

    #[test]
    fn all_but_the_files_is_the_same_without_them() {
        let (corpus, config) = large();
        let whole = Generator::new("").generate_from(&corpus, &config).unwrap();
        let model = Generator::new("").without_files().generate_from(&corpus, &config).unwrap();
        let rules = |rules: &[RuleUse]| format!("{rules:?}");
        assert!(model.files.is_empty());
        assert_eq!(format!("{:?}", model.model.items), format!("{:?}", whole.model.items));
        assert_eq!(rules(&model.rules), rules(&whole.rules));
        assert_eq!(rules(&Generator::refinements(&corpus, &config).unwrap()), rules(&whole.rules));
        assert_eq!(whole.rules[0].touched.len(), 1);
        assert_eq!((model.warnings.len(), model.schemas), (whole.warnings.len(), whole.schemas));
    }
}
