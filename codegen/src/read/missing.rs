//! Schemas that are declared as missing.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// The names of missing schemas, as in references.
#[derive(Debug, Default)]
pub(crate) struct Missing {
    /// The name of the file that lists them.
    pub(crate) file: String,
    /// Whether a reference has used each.
    met: BTreeMap<String, AtomicBool>,
}

impl Missing {
    /// Schemas that are listed in a file of that name.
    pub(crate) fn new<'n>(file: &str, names: impl IntoIterator<Item = &'n str>) -> Self {
        let met = names.into_iter().map(|name| (name.to_owned(), AtomicBool::new(false))).collect();
        Self { file: file.to_owned(), met }
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.met.is_empty()
    }

    /// Whether it is one of them. Marks it as used.
    pub(super) fn has(&self, name: &str) -> bool {
        let found = self.met.get(name);
        found.inspect(|met| met.store(true, Ordering::Relaxed)).is_some()
    }

    /// Whether no reference has used it.
    pub(crate) fn is_unused(&self, name: &str) -> bool {
        self.met.get(name).is_some_and(|met| !met.load(Ordering::Relaxed))
    }
}
