//! The settings of a decoder for the types that it decodes. They are thread-local, because serde's traits can't pass them.

use std::cell::Cell;

/// The current settings of a thread.
#[derive(Clone, Copy)]
struct Rules {
    /// Whether unknown members are rejected.
    deny_unknown: bool,
    /// Whether the decoder itself detects numbers that may lose digits, so that types need not.
    checked: bool,
    /// Whether there was such a number.
    doubt: bool,
}

const NONE: Rules = Rules { deny_unknown: false, checked: false, doubt: false };

thread_local! {
    static RULES: Cell<Rules> = const { Cell::new(NONE) };
}

/// Applies settings until it is dropped.
pub(crate) struct InForce {
    before: Rules,
}

impl InForce {
    pub(crate) fn new(deny_unknown: bool, checked: bool) -> Self {
        Self { before: RULES.replace(Rules { deny_unknown, checked, doubt: false }) }
    }

    /// Whether a number may have lost digits.
    pub(crate) fn doubt(&self) -> bool {
        RULES.get().doubt
    }
}

impl Drop for InForce {
    fn drop(&mut self) {
        RULES.set(self.before);
    }
}

/// Whether unknown members are rejected.
pub(crate) fn denies_unknown() -> bool {
    RULES.get().deny_unknown
}

/// Whether [`doubt`] has an effect.
pub(crate) fn is_checked() -> bool {
    RULES.get().checked
}

/// Records a number that may have lost digits.
#[cold]
pub(crate) fn doubt() {
    RULES.set(Rules { doubt: true, ..RULES.get() });
}
