//! Advice about references without a target.

use std::collections::BTreeSet;

use super::{Config, Lines};
use crate::diagnostic::Diagnostics;
use crate::read::missing::Missing;
use crate::read::resolve::UNRESOLVED;
use crate::read::uri::before_fragment;

/// Adds the entry that declares these names as missing to the first error about a reference without a target. It is one entry for all of
/// them, because a TOML file can contain a table only once.
pub(crate) fn offer(missing: &Missing, names: &BTreeSet<String>, faults: &mut Diagnostics) {
    let Some(first) = faults.iter_mut().find(|fault| fault.code == UNRESOLVED).filter(|_| !names.is_empty()) else {
        return;
    };
    let has_header = !missing.is_empty();
    let help = first.help.take().map_or_else(String::new, |help| format!("{help}; "));
    let table = if has_header { " below `[missing]`" } else { "" };
    first.help = Some(format!("{help}to accept any value in its place, add to {}{table}:", missing.file));
    let lines = names.iter().map(|name| (name.as_str(), "any"));
    first.entry = Some(Lines::new("missing", has_header, lines).to_string());
}

impl Config {
    /// Whether `[missing]` lists the target of a reference, with or without its fragment.
    #[must_use]
    pub fn is_missing(&self, reference: &str) -> bool {
        let listed = |name: &str| self.rules.missing.keys().any(|key| key.get_ref() == name);
        listed(reference) || listed(before_fragment(reference))
    }

    /// Adds the entry that declares the targets of these references as missing to the first error about one of them.
    pub fn offer_missing<'r>(&self, references: impl IntoIterator<Item = &'r str>, faults: &mut Diagnostics) {
        let name = |reference: &'r str| match before_fragment(reference) {
            "" => reference,
            resource => resource,
        };
        offer(&self.missing(), &references.into_iter().map(|reference| name(reference).to_owned()).collect(), faults);
    }
}
