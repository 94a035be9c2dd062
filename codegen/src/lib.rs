//! Turns a directory of JSON Schema files, tied together by `$ref`s, into one crate of Rust types.
//!
//! The types decode what an API really sends (enums are open, members that the schema does not name are kept, `null` at an
//! optional member is no error) and compile in seconds (no derive of serde's, no proc macro). What they need at run time is the crate
//! `stytch-wire`.
//!
//! # In a build script
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     println!("cargo::rerun-if-changed=schemas");
//!     let out = std::env::var("OUT_DIR")?;
//!     stytch_codegen::Generator::new("schemas").module("crate::types").generate()?.write_to(out)?;
//!     Ok(())
//! }
//! ```
//!
//! ```ignore
//! // src/lib.rs
//! pub mod types {
//!     include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
//! }
//! ```
//!
//! # The way of the data
//!
//! [`Corpus`] (the files) → `resolve` (what each `$ref` names) → `bundle` (all definitions in one document) → `convert` (typify decides what
//! they mean) → `lower` → [`Model`] → passes (`names`, `direction`, `boxing`, `traits`) → `emit` → a map from path to text.
//! Nothing is written before the end of it, and the same input gives the same bytes, whatever the order of the directory.
//!
//! # Rules of ours
//!
//! - A `$ref` that equals the `$id` of a schema letter for letter names that schema, also where the `$id` is a fragment such as
//!   `#/components/schemas/Session`, which 2020-12 (section 8.2.1) forbids: schemas cut from an OpenAPI document have such identifiers, and
//!   no reference among them can be resolved in any other way.
//! - A keyword beside a `$ref` that says nothing about the type (`description`, `example`, …) belongs to the member and never makes a second type.
//! - Keywords that only narrow values (`minimum`, `pattern`, `uniqueItems`, `not`, …) change neither a type nor what it decodes.
//! - What can't be turned into Rust is an error that names the file and the place.

mod annotations;
mod bundle;
pub mod config;
mod convert;
mod corpus;
mod diagnostic;
pub mod diff;
mod digest;
mod emit;
mod explain;
mod ident;
mod json_span;
mod keywords;
pub mod limits;
mod lint;
mod lower;
pub mod model;
mod names;
mod normalize;
mod parallel;
mod passes;
mod pointer;
mod refine;
mod resolve;
mod sample;
mod stages;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use bundle::Bundle;
pub use config::Config;
pub use corpus::{Corpus, SourceFile};
pub use diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use digest::Digest;
pub use model::Model;
use names::Namer;
pub use refine::{RuleUse, Touched};
pub use stages::Stages;

/// Generates a crate, or a module, from a directory of schemas.
#[derive(Clone, Debug)]
pub struct Generator {
    schemas: PathBuf,
    config: Option<PathBuf>,
    form: Form,
}

/// What the output is to be.
#[derive(Clone, Debug)]
enum Form {
    /// A package of its own.
    Package(WireDependency),
    /// A module of a crate that exists: its path there.
    Module(String),
}

/// How a generated package names its one dependency, `stytch-wire`.
#[derive(Clone, Debug)]
pub enum WireDependency {
    /// By path, relative to the package.
    Path(String),
    /// By version, from the registry.
    Version(String),
}

impl Generator {
    /// A generator for the `*.json` files below a directory. Its output is a package of its own, which takes
    /// `stytch-wire` from the registry, unless said otherwise.
    #[must_use]
    pub fn new(schemas: impl Into<PathBuf>) -> Self {
        let wire = WireDependency::Version(env!("CARGO_PKG_VERSION").to_owned());
        Self { schemas: schemas.into(), config: None, form: Form::Package(wire) }
    }

    /// Takes names and refinements from this file; without, no rule applies.
    #[must_use]
    pub fn config(mut self, file: impl Into<PathBuf>) -> Self {
        self.config = Some(file.into());
        self
    }

    /// How the package depends on `stytch-wire`.
    #[must_use]
    pub fn wire(mut self, dependency: WireDependency) -> Self {
        self.form = Form::Package(dependency);
        self
    }

    /// Generates a module for `include!` instead of a package. The path says where it stands: `crate::types`.
    #[must_use]
    pub fn module(mut self, path: impl Into<String>) -> Self {
        self.form = Form::Module(path.into());
        self
    }

    /// Reads the schemas and generates. Nothing is written.
    ///
    /// # Errors
    /// Everything that is wrong with the schemas or the configuration.
    pub fn generate(&self) -> Result<Output, Diagnostics> {
        let config = match &self.config {
            None => Config::default(),
            Some(file) => {
                let text = std::fs::read_to_string(file).map_err(|error| {
                    Diagnostic::error("unreadable", format!("can't read {}: {error}", file.display()))
                })?;
                Config::parse(&file.to_string_lossy(), &text)?
            }
        };
        self.generate_from(&Corpus::read(&self.schemas)?, &config)
    }

    /// The same from schemas and a configuration that are in memory.
    ///
    /// # Errors
    /// As [`generate`](Self::generate).
    pub fn generate_from(&self, corpus: &Corpus, config: &Config) -> Result<Output, Diagnostics> {
        let mut stages = Stages::begin();
        let mut bundle = Bundle::new(corpus)?;
        stages.end("resolve and normalize");
        let refined = refine::refine(&mut bundle, config)?;
        stages.end("refine");
        // typify takes long, and needs no names.
        let (shapes, (namer, paths)) = parallel::both(
            || convert::convert(&bundle, &refined.ids, &mut stages),
            || {
                let namer = Namer::new(&bundle, config);
                let paths = namer.types();
                (namer, paths)
            },
        );
        let (paths, shapes) = Diagnostics::both(paths, shapes)?;
        let lowered = lower::lower(&bundle, shapes, paths.clone(), &namer);
        let mut faults = Diagnostics::new();
        namer.check_used(&mut faults);
        let module_docs = names::module_docs(config, &paths, &mut faults);
        config.excuse(&mut faults);
        let (mut model, ()) = Diagnostics::both(lowered, faults.check())?;
        model.ids = refined.ids;
        model.module_docs = module_docs;
        let mut rules = namer.rules();
        rules.extend(refined.rules);
        let model = passes::run(model, config)?;
        stages.end("name and lower");
        let root = match &self.form {
            Form::Package(_) => vec!["crate".to_owned()],
            Form::Module(path) => path.split("::").map(str::to_owned).collect(),
        };
        let features = match (&self.form, &config.rules.features) {
            (Form::Package(_), Some(rules)) => Some(emit::Features::new(&model, rules)),
            _ => None,
        };
        let context = emit::Context { model: &model, config, root, form: &self.form, features };
        let digest = || matches!(self.form, Form::Package(_)).then(|| inputs_digest(corpus, config));
        let (mut files, digest) = parallel::both(|| emit::files(&context), digest);
        files.extend(digest.map(|digest| ("inputs.digest".to_owned(), digest)));
        stages.end("emit");
        let (warnings, schemas) = (bundle.warnings.clone(), corpus.files().len());
        Ok(Output { files, model, rules, warnings, schemas, stages })
    }
}

/// What a package was made from, as one number: the build step of a crate above it compares that with what is there now.
fn inputs_digest(corpus: &Corpus, config: &Config) -> String {
    let mut digest = Digest::new();
    for file in corpus.files() {
        digest.file(&file.name, file.text.as_bytes());
    }
    digest.file("", config.text().as_bytes());
    format!("# @generated by stytch-codegen: a digest of the schemas and the configuration.\n{}\n", digest.finish())
}

/// What was generated.
#[derive(Clone, Debug)]
pub struct Output {
    /// Every file of the package (or module), by its path below the package's directory, with `/` between the parts.
    pub files: BTreeMap<String, String>,
    /// What the files were made from.
    pub model: Model,
    /// Every rule of the configuration, with what it has touched.
    pub rules: Vec<RuleUse>,
    /// What the author of the schemas may have meant otherwise.
    pub warnings: Diagnostics,
    /// How many schema files were read.
    pub schemas: usize,
    /// How long it took, the reading of the files aside.
    pub stages: Stages,
}

impl Output {
    /// How many modules there are.
    #[must_use]
    pub fn modules(&self) -> usize {
        let modules: std::collections::BTreeSet<_> = self.model.items.iter().map(|item| &item.path.module).collect();
        modules.len()
    }

    /// Writes all files below a directory: for build scripts, whose output directory is theirs alone.
    ///
    /// # Errors
    /// A directory or file that can't be written.
    pub fn write_to(&self, directory: impl AsRef<Path>) -> io::Result<()> {
        for (path, text) in &self.files {
            let path = directory.as_ref().join(path);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(path, text)?;
        }
        Ok(())
    }
}
