//! The result of a comparison, in the order in which all formats print it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemawright::model::Direction;
use schemawright_diff::{self as diff, Change, Level, Rule, Verdict, Witness};

use super::source::State;

/// The result of a comparison.
#[derive(Debug)]
pub(crate) struct Report {
    /// The name of the old state.
    pub(super) from: String,
    /// The name of the new state.
    pub(super) to: String,
    /// The schema directories of both states.
    pub(super) directories: [PathBuf; 2],
    /// The version of the old state.
    pub(super) version: Option<String>,
    /// Every change, the worst first.
    pub(crate) changes: Vec<Change>,
}

impl Report {
    /// Compares two states. Also compares the committed output of the old state with what this generator produces from its schemas.
    pub(crate) fn new(from: &State, to: &State) -> Self {
        let (old, new) = (diff::State::new(&from.output, &from.corpus), diff::State::new(&to.output, &to.corpus));
        let (mut changes, of_generator) = std::thread::scope(|scope| {
            let of_generator = scope.spawn(|| {
                let committed = from.committed.as_ref()?;
                Some(diff::compare_emitted(&comparable(committed), &comparable(&from.output.files)))
            });
            let changes = diff::compare(&old, &new);
            (changes, of_generator.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        if let Some(of_generator) = of_generator {
            changes.extend(of_generator);
            changes.sort_by_key(|change| std::cmp::Reverse(change.level()));
        }
        changes.iter_mut().for_each(|change| locate(change, [from, to]));
        if from.document.is_some() != to.document.is_some() {
            // The schemas of a document are not in files, so files can't differ.
            changes.retain(|change| change.rule != Rule::SchemaEdited);
        }
        Self {
            from: from.label.clone(),
            to: to.label.clone(),
            directories: [from, to].map(|state| state.directory.clone()),
            // The next version is unknown if the old one is not a valid version.
            version: old.version().filter(|version| semver::Version::parse(version).is_ok()),
            changes,
        }
    }

    /// The changes that count.
    pub(super) fn counted(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.accepted.is_none())
    }

    /// The kind of version to release.
    pub(crate) fn verdict(&self) -> Verdict {
        Verdict::of(&self.changes)
    }

    /// The version to release, if the old one is known.
    pub(super) fn next(&self) -> Option<String> {
        self.verdict().next(self.version.as_deref()?)
    }

    /// The rules that decided the verdict, as `member-removed (3), type-removed`.
    pub(super) fn reasons(&self) -> String {
        let count = |(rule, count): (Rule, usize)| match count {
            1 => rule.id().to_owned(),
            _ => format!("{} ({count})", rule.id()),
        };
        diff::decided_by(&self.changes).into_iter().map(count).collect::<Vec<_>>().join(", ")
    }

    /// `Verdict: major (0.1.0 → 0.2.0): member-removed (3), type-removed`.
    pub(crate) fn verdict_line(&self) -> String {
        let mut line = format!("Verdict: {}", self.verdict());
        if let (Some(version), Some(next)) = (&self.version, self.next())
            && *version != next
        {
            line.push_str(&format!(" ({version} → {next})"));
        }
        let reasons = self.reasons();
        if !reasons.is_empty() {
            line.push_str(&format!(": {reasons}"));
        }
        line
    }

    /// The changes by level, the worst first, then by rule.
    pub(super) fn groups(&self) -> Vec<(Level, BTreeMap<Rule, Vec<&Change>>)> {
        let levels = [Level::Breaking, Level::Additive, Level::Docs];
        let of_level = |level: Level| {
            let mut rules: BTreeMap<Rule, Vec<&Change>> = BTreeMap::new();
            for change in self.changes.iter().filter(|change| change.level() == level) {
                rules.entry(change.rule).or_default().push(change);
            }
            (level, rules)
        };
        levels.into_iter().map(of_level).filter(|(_, rules)| !rules.is_empty()).collect()
    }

    /// The number of changes of each level: `3 breaking, 4 additive, 1 docs`.
    pub(super) fn counts(&self) -> String {
        let count = |level: Level| {
            let count = self.changes.iter().filter(|change| change.level() == level).count();
            format!("{count} {}", level.name())
        };
        let accepted = self.changes.len() - self.counted().count();
        let mut counts = [Level::Breaking, Level::Additive, Level::Docs].map(count).join(", ");
        if accepted > 0 {
            counts.push_str(&format!("; {accepted} accepted"));
        }
        counts
    }
}

/// Files without the parts of a manifest that depend on places: the path of the runtime, and a package name that is taken from its
/// directory.
fn comparable(files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut files = files.clone();
    // Cargo writes this file.
    files.remove("Cargo.lock");
    if let Some(manifest) = files.get_mut("Cargo.toml") {
        let is_of_place = |line: &&str| line.starts_with("schemawright-wire = ") || line.starts_with("name = ");
        *manifest = manifest.lines().filter(|line| !is_of_place(line)).collect::<Vec<_>>().join("\n");
    }
    files
}

/// The evidence that a change breaks something, in words: a description, and the code or body. The text of a breaking rule says if there is
/// none.
pub(super) fn witnesses(change: &Change) -> Vec<(&'static str, &str)> {
    let told = |witness: &'_ Witness| -> &'static str {
        match witness {
            Witness::Compiles(_) => "no longer compiles",
            Witness::Holds(_) => "no longer holds",
            Witness::Decodes { .. } => "no longer decodes",
            Witness::Resolves(_) => "no longer resolves, with the feature",
        }
    };
    change.witnesses.iter().map(|witness| (told(witness), witness.text())).collect()
}

/// Moves the place of a change from a schema that comes from a document to the document.
fn locate(change: &mut Change, states: [&State; 2]) {
    let Some(place) = &change.place else { return };
    let is_of = |state: &&&State| {
        let files = state.corpus.files().iter().chain(state.corpus.operations());
        files.into_iter().any(|file| file.text.is(&place.text))
    };
    let document = states.iter().find(is_of).and_then(|state| state.document.as_ref());
    if let Some(document) = document {
        change.place = Some(document.place(&place.file, place.pointer.as_deref().unwrap_or_default()));
    }
}

/// The file and line of a change, with the real path of the file: `order.json:12`.
pub(super) fn at(change: &Change) -> Option<String> {
    let place = change.place.as_ref()?;
    Some(format!("{}:{}", place.file, place.line_column().0))
}

/// The direction of a change's type as it follows the place: `, request`. Empty for a type without one.
pub(super) fn and_direction(change: &Change) -> String {
    match change.direction == Direction::default() {
        true => String::new(),
        false => format!(", {}", change.direction.name()),
    }
}
