//! Turns a directory of JSON Schema files, tied together by `$ref`s, into one crate of Rust types.
//!
//! The types decode what an API really sends (enums are open, members that the schema does not name are kept, `null` at an
//! optional member is no error) and compile in seconds (no derive of serde's, no proc macro). What they need at run time is the crate
//! `schemawright-wire`.
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
//! With the feature `typify` (a default), [`Backend::Typify`] has [typify](https://docs.rs/typify) write its types instead: one file, in which
//! each type derives serde's traits, and no runtime crate. It is given the schemas as one document, which a [`Bundle`](bundle::Bundle) is; of the
//! configuration, `[package]` counts alone. On the command line, that is `schemawright gen --backend typify`. Where both convert a schema,
//! a test compares what they say of fields, values and types.
//!
//! # The way of the data
//!
//! ```text
//! files ─ read ─▶ Corpus ─ resolve ─▶ where each $ref leads
//!       ─ canon ─▶ definitions            (a shape each: what holds at once is merged, null is taken apart, unions are told apart)
//!       ─ check ─▶ what authors get wrong
//!       ─ refine ─▶ definitions           (codegen.toml, on shapes)
//!       ─ names ─▶ paths, fields, variants
//!       ─ model ─▶ Model ─ passes ─▶ Model (direction, secrets, boxing, traits)
//!       ─ emit ─▶ a map from path to text
//! ```
//!
//! A module a stage; later ones know earlier ones, never the other way round (`layers.rs` has the order, as a test). Nothing is written before the
//! end of it, and the same input gives the same bytes, whatever the order of the directory.
//!
//! # Words
//!
//! A JSON Schema has *properties*, a JSON object has *members*, and a Rust struct has *fields*. What `oneOf` and `anyOf` list are
//! *alternatives*; in Rust, they are the *variants* of a *union*.
//!
//! # Rules of ours
//!
//! - A `$ref` that equals the `$id` of a schema letter for letter names that schema, also where the `$id` is a fragment such as
//!   `#/components/schemas/Session`, which 2020-12 (section 8.2.1) forbids: schemas cut from an OpenAPI document have such identifiers, and
//!   no reference among them can be resolved in any other way.
//! - A keyword beside a `$ref` that says nothing about the type (`description`, `example`, …) belongs to the member and never makes a second type.
//! - Keywords that only narrow values (`minimum`, `pattern`, `uniqueItems`, `not`, …) change neither a type nor what it decodes.
//! - What no Rust type follows opens to the next wider type, with a warning of the code `open` that names keyword and place: whatever is
//!   valid decodes. Errors are for what is no schema, and for references that lead nowhere.

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
#[cfg(test)]
mod layers;
pub mod limits;
pub mod model;
mod names;
mod nearest;
mod output;
mod parallel;
mod passes;
mod prose;
mod read;
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
pub use diagnostic::{Diagnostic, Diagnostics, OPEN, Place, Severity};
pub use form::WireDependency;
pub use generator::Generator;
pub use model::Model;
pub use nearest::nearest;
pub use output::Output;
pub use read::corpus::{Corpus, SourceFile};
pub use read::pointer;
pub use source_text::SourceText;
pub use stages::Stages;
