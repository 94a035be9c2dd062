//! Prints diagnostics: for people, for programs, for GitHub.

pub(crate) mod escape;
mod excerpt;
mod github;
mod human;
mod json;

use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;

use schemawright::visible::lines;
use schemawright::{Diagnostic, Place, Severity};

use crate::out::{err, out};
use crate::paths::shown;
use crate::terminal;

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum MessageFormat {
    /// With the line underlined, for people, to stderr
    #[default]
    Human,
    /// One JSON object a line, for editors, to stdout; all else goes to stderr
    Json,
    /// Workflow commands (`::error file=…`), for GitHub Actions, to stdout
    Github,
}

/// Prints diagnostics of one run.
#[derive(Clone, Debug)]
pub struct Reporter {
    format: MessageFormat,
    schemas: PathBuf,
}

impl Reporter {
    /// A reporter for diagnostics whose files are named as they are below the schema directory, or absolutely.
    #[must_use]
    pub fn new(format: MessageFormat, schemas: PathBuf) -> Self {
        Self { format, schemas }
    }

    /// Prints the diagnostics where the format wants them.
    pub fn print<'a>(&self, diagnostics: impl IntoIterator<Item = &'a Diagnostic>) {
        let text = self.render(diagnostics, terminal::look(&io::stderr()));
        match self.format {
            MessageFormat::Human => err(&text),
            MessageFormat::Json | MessageFormat::Github => out(&text),
        }
    }

    /// Prints what is no diagnostic, such as a summary or a difference, unless it is to be quiet: to stdout, unless that is for a program.
    pub fn say(&self, text: &str) {
        if terminal::is_quiet() {
            return;
        }
        let text = &*lines(text);
        match self.format {
            MessageFormat::Human | MessageFormat::Github => out(text),
            MessageFormat::Json => err(text),
        }
    }

    /// The diagnostics as text.
    #[must_use]
    pub fn render<'a>(&self, diagnostics: impl IntoIterator<Item = &'a Diagnostic>, look: Look) -> String {
        let mut text = String::new();
        for diagnostic in diagnostics {
            let rendered = match self.format {
                MessageFormat::Human => human::render(self, diagnostic, look),
                MessageFormat::Json => json::render(self, diagnostic),
                MessageFormat::Github => github::render(self, diagnostic),
            };
            let _ = writeln!(text, "{rendered}");
        }
        text
    }

    /// Whether a difference is to be told file by file as diagnostics, since nobody reads along.
    #[must_use]
    pub fn is_for_programs(&self) -> bool {
        self.format != MessageFormat::Human
    }

    /// The path of a place's file, as short as it can be.
    fn file(&self, place: &Place) -> String {
        shown(&self.schemas.join(&*place.file))
    }
}

/// What a text for people may be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Colours, and lines of source that end where the terminal does.
    Terminal,
    /// ASCII.
    Plain,
}

/// The word for a severity.
fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Line and column of the end of a place, both from 1.
fn end(place: &Place) -> (usize, usize) {
    Place { span: place.span.end..place.span.end, ..place.clone() }.line_column()
}
