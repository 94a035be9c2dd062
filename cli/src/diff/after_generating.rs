//! The last lines of `schemawright gen`: the verdict on the changes, and the entry in the changelog.

use schemawright::limits::FILE_SIZE;
use schemawright::{Corpus, Diagnostic, Diagnostics, Output, input};

use super::source::{Inputs, Source, State};
use super::{Report, accepted, changelog, git};
use crate::Program;
use crate::paths::shown;
use crate::project::{Crate, Project};
use crate::tree::replace;

/// Whether the changelog gets an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Changelog {
    /// It does.
    Write,
    /// It does not.
    Leave,
}

/// Compares the state of the last commit with the present one, whose output is given. Returns the line to print. If the states can't be
/// compared, the run does not fail: the line says why there is no verdict.
pub(crate) fn after_generating(
    program: &Program,
    project: &Project,
    of: &Crate,
    output: &Output,
    entry: Changelog,
) -> Result<String, Diagnostics> {
    if !git::has_commit(project.root()) {
        return Ok("No verdict: no git commit to compare with".to_owned());
    }
    let old = match Inputs::read(&Source::Revision("HEAD".to_owned()), project, Some(of), None).and_then(State::of) {
        Ok(old) => old,
        Err(faults) => {
            let why = faults.iter().next().map(|fault| fault.message.clone()).unwrap_or_default();
            return Ok(format!("No verdict on the last commit: {why}; `{}` explains more", program.diff));
        }
    };
    let new = State::new("the work tree", of.schemas.clone(), Corpus::read(&of.schemas)?, output.clone());
    let mut report = Report::new(&old, &new);
    if let Some(list) = accepted::list(None, Some(project))? {
        // `diff` reports entries that match no change.
        let _ = list.apply(&mut report.changes);
    }
    if entry == Changelog::Write {
        write_entry(project, &report)?;
    }
    Ok(format!("{}; `{}` explains more", report.verdict_line(), program.diff))
}

fn write_entry(project: &Project, report: &Report) -> Result<(), Diagnostics> {
    let file = project.root().join("CHANGELOG.md");
    let fault =
        |what: &str, why: String| Diagnostic::error("changelog", format!("can't {what} {}: {why}", shown(&file)));
    let text = input::read_text(&file, FILE_SIZE).map_err(Diagnostic::from)?;
    let with = changelog::with_entries(&text, &report.changes).map_err(|why| fault("add to", why))?;
    if with != text {
        replace(&file, &with).map_err(|error| fault("write", error.to_string()))?;
    }
    Ok(())
}
