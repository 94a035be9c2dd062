#![doc = include_str!("config/reference.md")]

mod allowed;
mod entry;
mod features;
mod fix;
mod format;
mod glob;
mod intake;
mod keys;
mod missing;
mod naming;
mod operation;
mod package;
mod rule_use;
mod rules;
#[cfg(test)]
mod schema;
mod selector;
mod target;
mod unmatched;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::input;
use crate::limits::FILE_SIZE;
use crate::read::missing::Missing;
use crate::source_text::SourceText;
use crate::text::one_line;

pub use entry::quoted;
pub(crate) use entry::{Entry, Lines};
pub(crate) use features::FeatureRules;
pub(crate) use fix::{Fix, MemberChange, MemberFacts, Repair, SchemaChange, SchemaFacts, SimpleType};
pub(crate) use format::{FormatType, PASSWORD};
pub use glob::Glob;
pub(crate) use glob::Globs;
pub use intake::FileName;
pub(crate) use missing::offer;
pub(crate) use naming::{NameRule, Part, Rename};
pub(crate) use operation::{HostRule, PageRule};
pub(crate) use package::{fault_of_name, name_after};
pub use rule_use::{RuleUse, Touched};
pub(crate) use rules::{BoxingRules, OpenRules, Rules};
pub(crate) use selector::Selector;
pub(crate) use target::FileNames;
pub(crate) use unmatched::{of_globs, of_name};

/// The names of the file. If both exist, the first one is used.
pub const NAMES: [&str; 2] = ["schemawright.toml", "codegen.toml"];

/// The JSON Schema (2020-12) of the file, for editors.
pub const SCHEMA: &str = include_str!("config/schema.json");

/// A configuration, and the text that it was read from.
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) rules: Rules,
    pub(crate) fixes: Vec<Fix>,
    coverage: Coverage,
    file: Arc<str>,
    text: SourceText,
}

/// Whether a configuration was written for the schemas that it is applied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coverage {
    /// It was. An entry without a target is an error.
    Whole,
    /// It was written for similar schemas.
    Partial,
}

impl Default for Config {
    /// No rules: every title goes to the crate's root.
    fn default() -> Self {
        let (file, text) = (NAMES[0].into(), "".into());
        Self { rules: Rules::default(), fixes: Vec::new(), coverage: Coverage::Whole, file, text }
    }
}

impl Config {
    /// Reads the file of one crate.
    ///
    /// # Errors
    /// A file that can't be read, and the errors of [`parse`](Self::parse).
    pub fn read(file: &Path) -> Result<Self, Diagnostics> {
        let text = input::read_text(file, FILE_SIZE).map_err(Diagnostic::from)?;
        Self::parse(&file.to_string_lossy(), &text)
    }

    /// Reads the file of one crate or of several.
    ///
    /// # Errors
    /// A file that can't be read, and the errors of [`parse_all`](Self::parse_all).
    pub fn read_all(file: &Path) -> Result<Vec<Self>, Diagnostics> {
        let text = input::read_text(file, FILE_SIZE).map_err(Diagnostic::from)?;
        Self::parse_all(&file.to_string_lossy(), &text)
    }

    /// Reads the text of the file of one crate; the name is for errors.
    ///
    /// # Errors
    /// The errors of [`parse_all`](Self::parse_all), and a file of several crates.
    pub fn parse(file: &str, text: &str) -> Result<Self, Diagnostics> {
        let mut crates = Self::parse_all(file, text)?;
        let (count, last) = (crates.len(), crates.pop());
        match last.filter(|_| count == 1) {
            Some(config) => Ok(config),
            None => {
                let message = format!("`{file}` configures {count} crates; expected one");
                Err(Diagnostic::error("config", message).help("name one of them, or give it a file of its own").into())
            }
        }
    }

    /// Reads the text of the file of one crate, or of several: each has all keys of its own, below `[[crate]]`. The name is for errors.
    ///
    /// # Errors
    /// Invalid TOML, an unknown key, a value of the wrong type: each with line and column.
    pub fn parse_all(file: &str, text: &str) -> Result<Vec<Self>, Diagnostics> {
        let (file, text): (Arc<str>, SourceText) = (file.into(), text.into());
        let place = |span| Place { file: file.clone(), text: text.clone(), span, pointer: None };
        keys::check(&text, &place)?;
        let mut rules: Rules = toml::from_str(&text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            Diagnostic::error("config", error.message().trim_end().to_owned()).at(place(span)).help(keys::DOCUMENTED)
        })?;
        let crates = match std::mem::take(&mut rules.crates) {
            none if none.is_empty() => vec![rules],
            crates => crates.into_iter().map(Spanned::into_inner).collect(),
        };
        let mut faults = Diagnostics::new();
        let mut configs = Vec::with_capacity(crates.len());
        for rules in crates {
            package::check(&rules, place, &mut faults);
            rules.format.check(place, &mut faults);
            naming::check(&rules.names, place, &mut faults);
            let fixes = fixes(&rules, place, &mut faults);
            configs.push(Self { rules, fixes, coverage: Coverage::Whole, file: file.clone(), text: text.clone() });
        }
        faults.check()?;
        Ok(configs)
    }

    /// The name of the file: `schemawright.toml`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.file.rsplit(['/', '\\', ':']).next().unwrap_or_default()
    }

    /// The directory of the schemas, relative to that of the file.
    #[must_use]
    pub fn schemas(&self) -> Option<&str> {
        self.rules.schemas.as_deref()
    }

    /// The directory of the package, relative to that of the file.
    #[must_use]
    pub fn out(&self) -> Option<&str> {
        self.rules.out.as_deref()
    }

    /// The source of the schemas: an address, or a path relative to the directory of the file.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.rules.source.as_deref()
    }

    /// The directory of `schemawright-wire`, relative to that of the file, and its place; none if the package comes from the registry.
    #[must_use]
    pub fn wire(&self) -> Option<(&str, Place)> {
        let wire = self.rules.wire.as_ref()?;
        Some((wire.get_ref(), self.place(wire.span())))
    }

    /// The name of the package.
    #[must_use]
    pub fn package(&self) -> Option<&str> {
        self.rules.package.name()
    }

    /// The same configuration with `examples`, `schemars` and `validate` in `[features]`.
    #[must_use]
    pub fn with_descriptions(mut self) -> Self {
        let features = self.rules.features.get_or_insert_default();
        (features.examples, features.schemars, features.validate) = (true, true, true);
        self
    }

    /// Whether types are described, because a feature needs descriptions.
    pub(crate) fn describes(&self) -> bool {
        self.rules.features.iter().any(|features| features.uses_of_descriptions().next().is_some())
    }

    /// Whether the types can be validated.
    pub(crate) fn validates(&self) -> bool {
        self.rules.features.iter().any(|features| features.validate)
    }

    /// The instruction for a generated file that should change.
    pub(crate) fn how_to_change(&self) -> String {
        let command = self.rules.command.as_deref().unwrap_or("schemawright gen");
        format!("change the schemas or {}, and run `{}`", self.name(), one_line(command))
    }

    /// The name of a new file when `sync` adds a schema.
    #[must_use]
    pub fn file_name(&self) -> FileName {
        self.rules.sync.file_name.clone().unwrap_or_default()
    }

    /// Whether another configuration has the same text and the same coverage.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.coverage == other.coverage && self.text == other.text
    }

    /// The text of the file; empty if there is none.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the configuration for schemas that it was not written for, such as an older revision. Entries without a target, and members
    /// that no entry classifies, are not errors.
    #[must_use]
    pub fn for_other_schemas(self) -> Self {
        Self { coverage: Coverage::Partial, ..self }
    }

    /// Removes the faults that exist only because the configuration was written for other schemas.
    pub(crate) fn excuse(&self, faults: &mut Diagnostics) {
        if self.coverage == Coverage::Partial {
            faults.retain(|fault| !matches!(fault.code, "unused-rule" | "stale-fix" | "unclassified-secret"));
        }
    }

    /// The schemas that are declared as missing.
    pub(crate) fn missing(&self) -> Missing {
        let names = self.rules.missing.keys().map(|name| name.get_ref().as_str());
        Missing::new(self.name(), names)
    }

    /// Reports entries of `[missing]` that no reference has used.
    pub(crate) fn check_missing(&self, missing: &Missing, faults: &mut Diagnostics) {
        for name in self.rules.missing.keys().filter(|name| missing.is_unused(name.get_ref())) {
            let message = format!("no unresolved reference is named `{}`", name.get_ref());
            let error = Diagnostic::error("unused-rule", message).at(self.place(name.span()));
            faults.push(error.help("remove the entry, or correct the name in it"));
        }
    }

    /// The place of an entry.
    pub(crate) fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file.clone(), text: self.text.clone(), span, pointer: None }
    }
}

/// The fix-ups of a crate.
fn fixes(rules: &Rules, place: impl Fn(Range<usize>) -> Place, faults: &mut Diagnostics) -> Vec<Fix> {
    let mut fixes = Vec::with_capacity(rules.fixes.len());
    for entry in &rules.fixes {
        match Fix::new(entry) {
            Ok(fix) => fixes.push(fix),
            Err(bad) => {
                faults.push(Diagnostic::error("config", bad.message).at(place(bad.span)).help(bad.help));
            }
        }
    }
    fixes
}
