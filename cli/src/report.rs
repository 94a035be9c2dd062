//! Prints diagnostics: for people, for programs, for GitHub.

pub(crate) mod escape;
mod excerpt;
mod github;
mod human;
mod json;

use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use schemawright::visible::lines;
use schemawright::{Diagnostic, Diagnostics, Place, Severity, brief};

use crate::out::{err, out};
use crate::paths::shown;
use crate::terminal::{self, Look};

/// The format of diagnostics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum MessageFormat {
    /// With the line underlined, for people, to stderr
    #[default]
    Human,
    /// One JSON object per line, for editors, to stdout; everything else goes to stderr
    Json,
    /// Workflow commands (`::error file=…`), for GitHub Actions, to stdout
    Github,
}

/// Prints the diagnostics of one run. The default is for people.
#[derive(Clone, Debug, Default)]
pub struct Reporter {
    format: MessageFormat,
    schemas: PathBuf,
    is_brief: bool,
}

impl Reporter {
    /// A reporter for diagnostics whose files are absolute or relative to the schema directory.
    #[must_use]
    pub fn new(format: MessageFormat, schemas: PathBuf) -> Self {
        Self { format, schemas, is_brief: false }
    }

    /// The same, but for people only the first diagnostics of a code are printed, and the others are counted. The command has the option
    /// `--message-format`, which prints all of them.
    #[must_use]
    pub(crate) fn brief(self) -> Self {
        Self { is_brief: true, ..self }
    }

    /// Prints the diagnostics to the stream of the format.
    pub fn print<'a>(&self, diagnostics: impl IntoIterator<Item = &'a Diagnostic>) {
        let look = terminal::look(&io::stderr());
        let text = if self.is_brief && self.format == MessageFormat::Human {
            let (first, more) = brief(diagnostics);
            let help = "`--message-format json` prints all of them";
            let more: Vec<Diagnostic> = more.into_iter().map(|counted| counted.help(help)).collect();
            self.render(first.into_iter().chain(&more), look)
        } else {
            self.render(diagnostics, look)
        };
        match self.format {
            MessageFormat::Human => err(&text),
            MessageFormat::Json | MessageFormat::Github => out(&text),
        }
    }

    /// Prints the faults of a failed run and their number: `2 errors, 1 warning`. Returns the exit code of a failure.
    pub fn fail(&self, faults: &Diagnostics) -> ExitCode {
        self.print(faults.iter());
        let errors = faults.iter().filter(|fault| fault.severity == Severity::Error).count();
        let mut count = counted(errors, "error");
        if faults.len() > errors {
            let _ = write!(count, ", {}", counted(faults.len() - errors, "warning"));
        }
        err(format!("{count}\n"));
        ExitCode::FAILURE
    }

    /// Prints text that is not a diagnostic, such as a summary or a difference, except with `--quiet`. It goes to stdout, unless the format
    /// uses stdout.
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

    /// Whether differences between files are reported as one diagnostic per file, for programs.
    #[must_use]
    pub(crate) fn is_for_programs(&self) -> bool {
        self.format != MessageFormat::Human
    }

    /// The path of a place's file, as short as possible.
    fn file(&self, place: &Place) -> String {
        shown(&self.schemas.join(&*place.file))
    }
}

/// `1 file`, `2 files`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The word for a severity.
fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The line and column of the end of a place, both from 1.
fn end(place: &Place) -> (usize, usize) {
    Place { span: place.span.end..place.span.end, ..place.clone() }.line_column()
}
