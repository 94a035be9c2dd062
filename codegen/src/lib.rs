//! Turns a directory of JSON Schema files into one crate of Rust types.
//!
//! The types decode real bodies of an API: enums are open, undeclared members are kept, and `null` is accepted for an optional member. They
//! compile in seconds, because they use no derive of serde and no proc macro. At run time, they require the crate `schemawright-wire`.
//!
//! # In a build script
//!
//! ```toml
//! [dependencies]
//! schemawright-wire = "0.1"
//!
//! [build-dependencies]
//! schemawright = { version = "0.1", default-features = false }    # without typify, see below
//! ```
//!
//! ```no_run
//! // In `main` of build.rs.
//! schemawright::Build::new("schemas").module("crate::types").run();
//! ```
//!
//! ```ignore
//! // src/lib.rs
//! pub mod types {
//!     include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
//! }
//! ```
//!
//! # By typify
//!
//! With the feature `typify` (a default), [`Backend::Typify`] uses [typify](https://docs.rs/typify) instead: one file, in which each type
//! derives serde's traits, and no runtime crate. typify gets the schemas as one document, a [`Bundle`](bundle::Bundle). Of the
//! configuration, only `[package]` applies. On the command line, this is `schemawright gen --backend typify`. For schemas that both
//! support, a test compares their fields, values and types.
//!
//! # The stages
//!
//! ```text
//! files ─ read ─▶ Corpus ─ resolve ─▶ where each $ref leads
//!       ─ canon ─▶ definitions            (a shape each: what holds at once is merged, null is taken apart, unions are told apart)
//!       ─ check ─▶ mistakes of authors
//!       ─ refine ─▶ definitions           (codegen.toml, on shapes)
//!       ─ names ─▶ paths, fields, variants
//!       ─ model ─▶ Model ─ passes ─▶ Model (direction, secrets, boxing, traits)
//!       ─ emit ─▶ a map from path to text
//! ```
//!
//! Each stage is a module and imports only earlier ones (a test has the order). Nothing is written before the end, and the same input
//! gives the same bytes, independent of the order of the directory.
//!
//! # Words
//!
//! A JSON Schema has *properties*, a JSON object has *members*, and a Rust struct has *fields*. `oneOf` and `anyOf` list *alternatives*;
//! in Rust, they are the *variants* of a *union*.
//!
//! # Rules of this generator
//!
//! - A `$ref` that equals the `$id` of a schema refers to that schema, even if the `$id` is a fragment such as
//!   `#/components/schemas/Session`, which 2020-12 (section 8.2.1) forbids: schemas cut from an OpenAPI document have such identifiers, and
//!   references among them can't be resolved in any other way.
//! - A keyword beside a `$ref` that does not affect the type (`description`, `example`, …) belongs to the member and never creates a second type.
//! - Keywords that only narrow values (`minimum`, `pattern`, `uniqueItems`, `not`, …) change neither a type nor what it decodes.
//! - A place that no Rust type follows opens to the next wider type, with a warning `open` that names the keyword and the place. So every valid
//!   value decodes. Errors are for input that is not a schema, and for references without a target.

mod backend;
mod build;
pub mod bundle;
#[cfg(feature = "typify")]
mod by_typify;
mod canon;
mod check;
pub mod config;
mod diagnostic;
mod digest;
pub mod drift;
mod emit;
mod explain;
mod form;
mod generate;
mod generator;
mod id;
mod ident;
pub mod input;
pub mod limits;
pub mod model;
mod names;
mod nearest;
mod output;
mod parallel;
mod passes;
pub mod paths;
mod privacy;
mod prose;
mod read;
mod reads;
mod refine;
mod scalars;
mod source_text;
mod stages;
mod telling;
mod text;
pub mod visible;
mod width;

pub use backend::Backend;
pub use build::Build;
pub use config::{Config, FileName, RuleUse, Touched};
pub use diagnostic::{Diagnostic, Diagnostics, OPEN, Place, Severity, brief};
pub use form::WireDependency;
pub use generator::Generator;
pub use model::Model;
pub use nearest::nearest;
pub use output::Output;
pub use read::corpus::{Corpus, SourceFile};
pub use read::pointer;
pub use reads::Reads;
pub use source_text::SourceText;
pub use stages::Stages;
