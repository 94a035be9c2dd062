//! Errors and warnings for authors of schemas and configurations, with the place and the next step.

mod repeated;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::source_text::SourceText;
use crate::visible::{self, lines};

pub use repeated::brief;

/// The code of a warning about an open place.
pub const OPEN: &str = "open";

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// The output is generated, but the author may have intended something else.
    Warning,
}

/// One error or warning: the message, the place, and the next step.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Stable and short, for filters and documentation: `unresolved-ref`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// The mistake, and what was expected.
    pub message: String,
    /// The place of the mistake.
    pub place: Option<Place>,
    /// Related places, each with its role.
    pub related: Vec<(Place, String)>,
    /// The next step.
    pub help: Option<String>,
    /// The lines to add to `codegen.toml`.
    pub entry: Option<String>,
}

impl Diagnostic {
    /// An error without a place.
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        let (place, related, help, entry) = (None, Vec::new(), None, None);
        Self { code, severity: Severity::Error, message: message.into(), place, related, help, entry }
    }

    /// A warning without a place.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Sets the place.
    #[must_use]
    pub fn at(self, place: Place) -> Self {
        Self { place: Some(place), ..self }
    }

    /// Adds a related place.
    #[must_use]
    pub fn with(mut self, place: Place, why: impl Into<String>) -> Self {
        self.related.push((place, why.into()));
        self
    }

    /// Sets the help line.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// Sets the lines for `codegen.toml`, which the help line announces.
    #[must_use]
    pub fn entry(self, entry: impl fmt::Display) -> Self {
        Self { entry: Some(entry.to_string()), ..self }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}[{}]: {}", self.code, lines(&self.message))?;
        if let Some(place) = &self.place {
            write!(f, "\n  at {place}")?;
        }
        for (place, why) in &self.related {
            write!(f, "\n  {}: {place}", lines(why))?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n  help: {}", lines(help))?;
        }
        for line in self.entry.iter().flat_map(|entry| entry.lines()) {
            write!(f, "\n    {line}")?;
        }
        Ok(())
    }
}

/// A range of a source file.
#[derive(Clone)]
pub struct Place {
    /// The file's name as the user knows it.
    pub file: Arc<str>,
    /// The whole text of the file.
    pub text: SourceText,
    /// The range in the text, in bytes.
    pub span: Range<usize>,
    /// The JSON Pointer of the place, in a JSON file.
    pub pointer: Option<String>,
}

impl Place {
    /// Line and column, both from 1; the column counts characters.
    #[must_use]
    pub fn line_column(&self) -> (usize, usize) {
        self.text.line_column(self.span.start)
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{}:{line}:{column}", visible::line(&self.file))?;
        match self.pointer.as_deref() {
            Some(pointer) if !pointer.is_empty() => write!(f, " ({})", visible::line(pointer)),
            _ => Ok(()),
        }
    }
}

/// All diagnostics of one run, in the order of their places.
#[derive(Clone, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// No diagnostics.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Keeps the diagnostics for which the function returns true.
    pub(crate) fn retain(&mut self, wanted: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(wanted);
    }

    /// Adds all diagnostics of another run.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The diagnostics.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// The diagnostics, mutable.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.0.iter_mut()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of diagnostics.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether any of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The results of two independent stages, or the errors of both.
    pub(crate) fn both<A, B>(one: Result<A, Self>, other: Result<B, Self>) -> Result<(A, B), Self> {
        match (one, other) {
            (Ok(one), Ok(other)) => Ok((one, other)),
            (Err(mut faults), Err(more)) => {
                faults.extend(more);
                Err(faults.sorted())
            }
            (Err(faults), Ok(_)) | (Ok(_), Err(faults)) => Err(faults),
        }
    }

    /// Succeeds unless there is an error, so that independent errors of one stage are reported together.
    ///
    /// # Errors
    /// All of them, if one is an error; then none is left here.
    pub fn check(&mut self) -> Result<(), Self> {
        if self.has_errors() { Err(std::mem::take(self).sorted()) } else { Ok(()) }
    }

    /// The diagnostics sorted by severity, errors first, then by place.
    #[must_use]
    pub(crate) fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| {
            let key = |d: &Diagnostic| {
                let place = d.place.as_ref();
                (d.severity, place.map(|p| p.file.clone()), place.map(|p| p.span.start), d.message.clone())
            };
            key(a).cmp(&key(b))
        });
        self
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n\n")?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

/// The same text: this is what a `main` that returns an error prints.
impl fmt::Debug for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Diagnostics {}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, Diagnostics};

    #[test]
    fn an_error_of_main_is_printed_as_text() {
        let faults = Diagnostics::from(Diagnostic::error("a", "what is wrong").help("the next step"));
        assert_eq!(format!("Error: {faults:?}"), format!("Error: {faults}"));
        assert!(faults.to_string().contains("help: the next step"), "{faults}");
    }
}
