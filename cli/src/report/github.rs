//! Diagnostics as workflow commands: GitHub shows them beside the lines of a pull request.
//!
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message>

use std::fmt::Write as _;

use schemawright::Diagnostic;

use super::Reporter;
use super::escape::{github, github_property};

/// A diagnostic as one workflow command: `::error file=schemas/a.json,line=3,…,title=unresolved-ref::…`.
pub(super) fn render(reporter: &Reporter, diagnostic: &Diagnostic) -> String {
    let mut command = format!("::{} ", super::severity(diagnostic));
    if let Some(place) = &diagnostic.place {
        let ((line, column), (end_line, end_column)) = (place.line_column(), super::end(place));
        let _ = write!(command, "file={},line={line},endLine={end_line},", github_property(&reporter.file(place)));
        // GitHub accepts columns only for a place within one line.
        if line == end_line {
            let _ = write!(command, "col={column},endColumn={end_column},");
        }
    }
    let _ = write!(command, "title={}::{}", github_property(diagnostic.code), github(&message(reporter, diagnostic)));
    command
}

fn message(reporter: &Reporter, diagnostic: &Diagnostic) -> String {
    let mut message = diagnostic.message.clone();
    for (place, why) in &diagnostic.related {
        let (line, column) = place.line_column();
        let _ = write!(message, "\n{why}: {}:{line}:{column}", reporter.file(place));
    }
    if let Some(help) = &diagnostic.help {
        let _ = write!(message, "\nhelp: {help}");
    }
    if let Some(entry) = &diagnostic.entry {
        let _ = write!(message, "\n{entry}");
    }
    message
}
