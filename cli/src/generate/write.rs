//! Writes the output directory.

use schemawright::Output;

use super::Result;
use super::job::Job;
use crate::diff::{Changelog, after_generating};
use crate::out::err;
use crate::paths::shown;
use crate::progress;
use crate::report::counted;
use crate::tree::{Comparison, Disk, Foreign, Lock, update};

/// Writes the output while no other run writes the directory.
pub(super) struct Prepared {
    content: Content,
    _lock: Lock,
}

enum Content {
    /// Nothing has changed since the last run, whose counts these are.
    Unchanged(String),
    Output(Box<Output>),
}

/// Generates. Nothing is written.
pub(super) fn prepare(job: &Job, verdict: Option<Changelog>) -> Result<Prepared> {
    // The lock is taken first. Of two runs, the one that reads the schemas later then writes later.
    let lock = Lock::acquire(&job.out, || waiting(job))?;
    let stamp = job.stamp.as_ref().filter(|_| verdict != Some(Changelog::Write));
    let content = match stamp.and_then(|stamp| job.timed("stamp", || stamp.counts())) {
        Some(counts) => Content::Unchanged(counts),
        None => Content::Output(Box::new(job.generate()?)),
    };
    Ok(Prepared { content, _lock: lock })
}

/// Writes, and prints one line about the result; after a change, also one line about what it means for callers.
pub(super) fn finish(job: &Job, prepared: Prepared, force: bool, verdict: Option<Changelog>) -> Result<()> {
    let Prepared { content, _lock } = prepared;
    let output = match content {
        Content::Unchanged(counts) => {
            let time = job.time();
            job.reporter.say(&format!("{counts}: 0 files changed, 0 added, 0 removed, 0 warnings, {time}\n"));
            return Ok(());
        }
        Content::Output(output) => output,
    };
    progress::now(format!("writing {}", shown(&job.out)));
    let foreign = if force { Foreign::Delete } else { Foreign::Refuse };
    let comparison = job.timed("write", || update(&Disk, &job.out, &output.files, foreign))?;
    if let Some(stamp) = &job.stamp
        && output.warnings.is_empty()
    {
        stamp.set(&job.counts(&output));
    }
    // New types have no callers.
    let is_first = comparison.added.len() == output.files.len();
    let may_break = !comparison.in_step() && !is_first;
    let verdict = verdict.filter(|changelog| *changelog == Changelog::Write || may_break).map(|changelog| {
        progress::now("comparing with the last commit");
        job.timed("verdict", || after_generating(&job.program, &job.project, &job.of, &output, changelog))
    });
    // Last, because it contains the total time.
    job.reporter.say(&summary(job, &output, &comparison));
    job.openness(&output).iter().for_each(|line| job.reporter.say(line));
    if let Some(verdict) = verdict {
        job.reporter.say(&format!("{}\n", verdict?));
    }
    Ok(())
}

fn waiting(job: &Job) {
    progress::now("waiting for another run");
    err(format!("another run is writing {}; waiting for it to end\n", shown(&job.out)));
}

fn summary(job: &Job, output: &Output, comparison: &Comparison) -> String {
    let removed =
        comparison.stale.len() + comparison.foreign.iter().filter(|path| !output.files.contains_key(*path)).count();
    format!(
        "{}: {} changed, {} added, {removed} removed, {}, {}\n",
        job.counts(output),
        counted(comparison.changed.len(), "file"),
        comparison.added.len(),
        job.warnings(output),
        job.time()
    )
}
