//! Writes the output directory.

use schemawright::Output;

use super::job::Job;
use super::{Result, Step};
use crate::diff::{Changelog, after_generating};
use crate::out::err;
use crate::paths::shown;
use crate::progress;
use crate::report::counted;
use crate::tree::{Comparison, Disk, Foreign, Lock, update};

/// Generates, writes, and prints one line about the result; after a change, also one line about what it means for callers.
pub(super) fn run(job: &Job, force: bool, verdict: Option<Changelog>) -> Result<Step> {
    let foreign = if force { Foreign::Delete } else { Foreign::Refuse };
    // The lock is taken first. Of two runs, the one that reads the schemas later then writes later.
    let _lock = Lock::acquire(&job.out, || waiting(job))?;
    let stamp = job.stamp.as_ref().filter(|_| verdict != Some(Changelog::Write));
    if let Some(counts) = stamp.and_then(|stamp| job.timed("stamp", || stamp.counts())) {
        let time = job.time();
        job.reporter.say(&format!("{counts}: 0 files changed, 0 added, 0 removed, 0 warnings, {time}\n"));
        return Ok(Step::In);
    }
    let output = job.generate()?;
    progress::now(format!("writing {}", shown(&job.out)));
    let comparison = job.timed("write", || update(&Disk, &job.out, &output.files, foreign))?;
    if let Some(stamp) = &job.stamp
        && output.warnings.is_empty()
    {
        stamp.set(&job.counts(&output));
    }
    // Nobody has called types that did not exist.
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
    Ok(Step::In)
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
