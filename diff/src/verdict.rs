//! The kind of version to release.

use std::collections::BTreeMap;
use std::fmt;

use super::{Change, Level, Rule};

/// The part of the version number that a set of changes requires to increase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// There are no changes, and nothing to release.
    None,
    /// Text only.
    Patch,
    /// Something is new, and nothing breaks.
    Minor,
    /// Something breaks.
    Major,
}

impl Verdict {
    /// The verdict on changes, without the accepted ones.
    #[must_use]
    pub fn of(changes: &[Change]) -> Self {
        let counted = changes.iter().filter(|change| change.accepted.is_none()).map(Change::level).max();
        match counted {
            Some(Level::Breaking) => Verdict::Major,
            Some(Level::Additive) => Verdict::Minor,
            Some(Level::Docs) => Verdict::Patch,
            // Accepted changes are released too.
            None if !changes.is_empty() => Verdict::Patch,
            None => Verdict::None,
        }
    }

    /// `major`, `minor`, `patch` or `none`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Verdict::None => "none",
            Verdict::Patch => "patch",
            Verdict::Minor => "minor",
            Verdict::Major => "major",
        }
    }

    /// The version after `1.2.3`, as Cargo compares versions: below 1.0.0 the left-most number that is not zero is the major one, so that
    /// `0.1.0` is followed by `0.2.0` after a breaking change, and by `0.1.1` after an additive one.
    #[must_use]
    pub fn next(self, version: &str) -> Option<String> {
        let release = version.split(['-', '+']).next()?;
        let numbers: Vec<u64> = release.split('.').map(|number| number.parse().ok()).collect::<Option<_>>()?;
        let [major, minor, patch] = numbers[..] else { return None };
        let next = match (self, major, minor) {
            (Verdict::None, ..) => (major, minor, patch),
            (Verdict::Major, 0, 0) => (0, 0, patch + 1),
            (Verdict::Major, 0, _) => (0, minor + 1, 0),
            (Verdict::Major, ..) => (major + 1, 0, 0),
            (Verdict::Minor, 0, _) | (Verdict::Patch, ..) => (major, minor, patch + 1),
            (Verdict::Minor, ..) => (major, minor + 1, 0),
        };
        Some(format!("{}.{}.{}", next.0, next.1, next.2))
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The rules of the worst counted level, with the number of changes of each: they decided the verdict.
#[must_use]
pub fn decided_by(changes: &[Change]) -> Vec<(Rule, usize)> {
    let counted = || changes.iter().filter(|change| change.accepted.is_none());
    let Some(worst) = counted().map(Change::level).max() else { return Vec::new() };
    let mut rules: BTreeMap<Rule, usize> = BTreeMap::new();
    for change in counted().filter(|change| change.level() == worst) {
        *rules.entry(change.rule).or_default() += 1;
    }
    rules.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::Verdict;

    #[test]
    fn next_version_as_cargo_compares() {
        for (verdict, version, next) in [
            (Verdict::Major, "1.2.3", "2.0.0"),
            (Verdict::Minor, "1.2.3", "1.3.0"),
            (Verdict::Patch, "1.2.3", "1.2.4"),
            (Verdict::None, "1.2.3", "1.2.3"),
            (Verdict::Major, "0.1.2", "0.2.0"),
            (Verdict::Minor, "0.1.2", "0.1.3"),
            (Verdict::Patch, "0.1.2", "0.1.3"),
            (Verdict::Major, "0.0.2", "0.0.3"),
            (Verdict::Major, "1.2.3-rc.1", "2.0.0"),
        ] {
            assert_eq!(verdict.next(version).as_deref(), Some(next), "{verdict} {version}");
        }
        assert_eq!(Verdict::Major.next("one"), None);
    }
}
