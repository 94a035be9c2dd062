//! The canonical schema: every schema that becomes a Rust type, as a [`Shape`](shape::Shape).
//!
//! Every schema that becomes a Rust type is a definition: each file, each entry of `$defs` and `definitions`, whatever a `$ref` names, and
//! each inline schema that needs a type of its own (an object with properties, a set of strings, a union). What is left inside a
//! definition is simple: scalars, arrays, maps and references.
//!
//! A schema is read by the files of `parse`, one a kind of schema. What holds at once (`allOf`, keywords beside a `$ref`, properties beside
//! `oneOf`) is merged by `merge`. `settle` gives inline schemas their definitions, `null` carries `null` along references,
//! `tell_apart` finds how the alternatives of each union differ.
//!
//! What no Rust type follows opens to the next wider type, with a warning of the code `open`: nothing that is valid is rejected.

pub(crate) mod annotations;
pub(crate) mod definitions;
mod faults;
mod merge;
mod null;
mod parse;
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
use worklist::Worklist;

/// What has been read of a corpus.
pub(crate) struct Canon {
    pub(crate) definitions: Vec<Definition>,
    /// Places that no type follows, and what they have become.
    pub(crate) opened: BTreeMap<Location, String>,
    /// What is to be said of them.
    pub(crate) faults: Diagnostics,
}

/// The definitions of a corpus.
pub(crate) fn definitions(corpus: &Corpus, resolver: &Resolver, config: &Config) -> Canon {
    let mut worklist = Worklist::new(resolver, &config.rules.open);
    worklist.define_files(corpus);
    worklist.run();
    let mut canon = worklist.finish();
    canon.faults.extend(null::circles(resolver, &mut canon.definitions));
    null::carry(&mut canon.definitions);
    canon
}
