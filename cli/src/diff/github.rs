//! A report as workflow commands, which GitHub shows beside the lines of a pull request.
//!
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>

use std::fmt::Write as _;

use schemawright_diff::{Change, Level};

use super::report::{Report, witnesses};
use crate::paths::shown;
use crate::report::escape::{self, github, github_property};

/// A command for each change, and one for the verdict.
pub(super) fn render(report: &Report) -> String {
    let mut text: String = report.changes.iter().map(|change| command(report, change)).collect();
    let _ = writeln!(text, "::notice title=diff::{}", github(&report.verdict_line()));
    text
}

fn command(report: &Report, change: &Change) -> String {
    let counts = change.level() == Level::Breaking && change.accepted.is_none();
    let mut command = format!("::{} ", if counts { "warning" } else { "notice" });
    if let Some(place) = &change.place {
        // A place in the old state also exists in the new state, unless the file is removed.
        let files = report.directories.iter().rev().map(|directory| directory.join(&*place.file));
        let file = files.clone().find(|file| file.exists()).or_else(|| files.clone().next()).unwrap_or_default();
        let _ = write!(command, "file={},line={},", github_property(&shown(&file)), place.line_column().0);
    }
    let mut message = format!("{}\nFor callers: {}", change.message, change.rule.callers());
    for (what, text) in witnesses(change) {
        let _ = write!(message, "\n{what}: {}", escape::text(text));
    }
    if let Some(reason) = &change.accepted {
        let _ = write!(message, "\nAccepted: {reason}");
    }
    let _ = writeln!(command, "title={}::{}", github_property(change.rule.id()), github(&message));
    command
}
