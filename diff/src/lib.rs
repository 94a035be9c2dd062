//! The changes between two states of the schemas, and what they break for callers of the emitted code.
//!
//! Two [`State`]s are compared by their Models, to which the configuration is already applied, so that a change of `codegen.toml` counts as
//! much as one of a schema. Each [`Change`] has a [`Rule`], whose level follows from the emitted code. Then the public items of the emitted
//! files are compared too. A difference that no change of the Models explains is reported as [`Rule::SurfaceChanged`], so that no change is
//! called compatible unless a rule covers it.
//!
//! ```no_run
//! # use schemawright::{Config, Corpus, Generator};
//! # use schemawright_diff as diff;
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let (old, new) = (Corpus::read("schemas-old".as_ref())?, Corpus::read("schemas".as_ref())?);
//! let (generator, config) = (Generator::new(""), Config::default());
//! let (old_output, new_output) = (generator.generate_from(&old, &config)?, generator.generate_from(&new, &config)?);
//! let changes = diff::compare(&diff::State::new(&old_output, &old), &diff::State::new(&new_output, &new));
//! println!("{}", diff::Verdict::of(&changes));
//! # Ok(())
//! # }
//! ```

mod accept;
mod both;
mod change;
mod constraints;
mod constructors;
mod docs;
mod features;
mod files;
mod generator;
mod items;
mod members;
mod message;
mod operations;
mod pairs;
mod renames;
mod rule;
mod state;
mod surface;
mod unexplained;
mod unions;
mod values;
mod verdict;
mod witness;

pub use accept::AcceptList;
pub use change::{Certainty, Change, Subject, Values, Witness};
pub use generator::compare_emitted;
pub use message::{Message, Part, shown};
pub use rule::{Level, Rule};
pub use state::State;
pub use verdict::{Verdict, decided_by};

/// Every difference between two states, the worst first, then by Rust path.
#[must_use]
pub fn compare(old: &State, new: &State) -> Vec<Change> {
    if old.says_the_same(new) {
        return Vec::new();
    }
    let pairs = pairs::Pairs::new(old, new);
    let mut changes = items::compare(old, new, &pairs);
    changes.extend(docs::compare(old, new, &pairs));
    changes.extend(features::ids(old, new));
    changes.extend(features::compare(&old.features(), &new.features()));
    changes.extend(unexplained::compare(old, new, &pairs, &changes));
    changes.extend(files::compare(old, new, &pairs, &changes));
    witness::add(old, new, &pairs, &mut changes);
    change::sort(&mut changes);
    changes
}

/// The verdict on two states.
#[must_use]
pub fn verdict(old: &State, new: &State) -> Verdict {
    Verdict::of(&compare(old, new))
}
