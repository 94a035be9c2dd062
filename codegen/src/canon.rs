//! The canonical schema: every schema that becomes a Rust type, as a [`Shape`](shape::Shape).
//!
//! Every schema that becomes a Rust type is a definition: each file, each entry of `$defs` and `definitions`, each target of a `$ref`, and
//! each inline schema that needs a type of its own (an object with properties, a set of strings, a union). The rest of a definition is
//! simple: scalars, arrays, maps and references.
//!
//! The files of `parse` read a schema, one file for each kind. `merge` merges schemas that must all hold (`allOf`, keywords beside a
//! `$ref`, properties beside `oneOf`). `settle` gives inline schemas their definitions, `null` propagates `null` along references, and
//! `tell_apart` finds what identifies the alternatives of each union.
//!
//! A place that no Rust type follows opens to the next wider type, with a warning of the code `open`: no valid value is rejected.

mod alike;
pub(crate) mod annotations;
pub(crate) mod definitions;
mod distinct;
mod faults;
mod merge;
mod null;
mod parse;
pub(crate) mod passwords;
pub(crate) mod scalar_types;
mod settle;
pub(crate) mod shape;
pub(crate) mod tell_apart;
mod union;
mod worklist;

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::read::corpus::Corpus;
use crate::read::resolve::{Location, Resolver};

use definitions::Definition;
use scalar_types::ScalarTypes;
use worklist::Worklist;

/// The definitions of a corpus.
pub(crate) struct Canon {
    pub(crate) definitions: Vec<Definition>,
    /// The open places, with the types that they became.
    pub(crate) opened: BTreeMap<Location, String>,
    /// The reports about them.
    pub(crate) faults: Diagnostics,
}

/// The definitions of a corpus.
pub(crate) fn definitions(corpus: &Corpus, resolver: &Resolver, config: &Config) -> Canon {
    let mut worklist = Worklist::new(resolver, &config.rules.open, ScalarTypes::new(config));
    worklist.define_files(corpus);
    worklist.run();
    let mut canon = worklist.finish();
    canon.faults.extend(null::circles(resolver, &mut canon.definitions));
    null::carry(&mut canon.definitions);
    canon
}
