//! Schemas that are referred to and are known not to be there.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// Their names, as references have them.
#[derive(Debug, Default)]
pub(crate) struct Missing {
    /// Whether a reference has met each.
    met: BTreeMap<String, AtomicBool>,
}

impl Missing {
    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.met.is_empty()
    }

    /// Whether it is one of them, which then has been met.
    pub(super) fn has(&self, name: &str) -> bool {
        let found = self.met.get(name);
        found.inspect(|met| met.store(true, Ordering::Relaxed)).is_some()
    }

    /// Whether no reference has met it.
    pub(crate) fn is_unused(&self, name: &str) -> bool {
        self.met.get(name).is_some_and(|met| !met.load(Ordering::Relaxed))
    }
}

impl<N: Into<String>> FromIterator<N> for Missing {
    fn from_iter<I: IntoIterator<Item = N>>(names: I) -> Self {
        Self { met: names.into_iter().map(|name| (name.into(), AtomicBool::new(false))).collect() }
    }
}
