//! Compares the output directory with what the schemas produce.

use std::fmt::Write as _;
use std::path::Path;

use schemawright::{Diagnostic, Output, Place};

use super::job::Job;
use super::{Result, Step};
use crate::diff::git::tracked;
use crate::paths::shown;
use crate::tree::{Comparison, unified};

/// Generates, compares, and shows the differences. Writes nothing.
pub(super) fn run(job: &Job) -> Result<Step> {
    let output = job.generate()?;
    let out = &job.out;
    refuse_committed(out)?;
    let comparison = job.timed("compare", || Comparison::read(out, &output.files))?;
    if comparison.in_step() {
        let warnings = job.warnings(&output);
        job.reporter.say(&format!("{}: in step, {warnings}, {}\n", job.counts(&output), job.time()));
        job.openness(&output).iter().for_each(|line| job.reporter.say(line));
        return Ok(Step::In);
    }
    let mend = mend(job, &comparison);
    if job.reporter.is_for_programs() {
        job.reporter.print(&diagnostics(out, &comparison, &mend));
    } else {
        job.reporter.say(&differences(out, &output, &comparison));
    }
    job.reporter.say(&format!("{} is out of step with the schemas. To update it, run\n\n    {mend}\n", shown(out)));
    Ok(Step::Out)
}

/// Rejects committed files in cargo's build directory: the comparison and readers skip them.
fn refuse_committed(out: &Path) -> Result<()> {
    let files = tracked(out, "target");
    let Some(first) = files.first() else { return Ok(()) };
    let what = if files.len() == 1 { "a file is".to_owned() } else { format!("{} files are", files.len()) };
    let target = shown(&out.join("target"));
    let message = format!("{what} committed below {target}, where cargo builds: {}", shown(&out.join(first)));
    Err(Diagnostic::error("committed-build", message).help(format!("run `git rm -r --cached {target}`")).into())
}

/// The command that corrects it. Only the user can decide to delete files that the generator did not write.
fn mend(job: &Job, comparison: &Comparison) -> String {
    if comparison.foreign.is_empty() {
        return job.mend.clone();
    }
    format!(
        "{}\n\nafter you move the files that the generator did not write, or, to delete them,\n\n    {} --force",
        job.mend, job.mend
    )
}

/// Every difference, and the lists of missing and superfluous files.
fn differences(out: &Path, output: &Output, comparison: &Comparison) -> String {
    let mut text = String::new();
    for (path, is) in &comparison.changed {
        text.push_str(&unified(&shown(&out.join(path)), is, &output.files[path]));
        text.push('\n');
    }
    let lists = [
        ("Differ", comparison.changed.keys().collect::<Vec<_>>()),
        ("Missing", comparison.added.iter().collect()),
        ("Should not exist", comparison.stale.iter().collect()),
        ("Not written by the generator", comparison.foreign.iter().collect()),
    ];
    for (title, paths) in lists.iter().filter(|(_, paths)| !paths.is_empty()) {
        let _ = writeln!(text, "{title} ({}):", paths.len());
        for path in paths {
            let _ = writeln!(text, "  {}", shown(&out.join(path)));
        }
        text.push('\n');
    }
    text
}

/// One diagnostic for each file.
fn diagnostics(out: &Path, comparison: &Comparison, mend: &str) -> Vec<Diagnostic> {
    let told = [
        ("differs from the output for the schemas", comparison.changed.keys().collect::<Vec<_>>()),
        ("is missing", comparison.added.iter().collect()),
        ("should not exist: no schema generates it", comparison.stale.iter().collect()),
        ("should not exist: the generator did not write it", comparison.foreign.iter().collect()),
    ];
    let diagnostic = |what: &str, path: &str| {
        let file = out.join(path);
        let place = Place { file: file.to_string_lossy().into(), text: "".into(), span: 0..0, pointer: None };
        Diagnostic::error("out-of-step", format!("{} {what}", shown(&file))).at(place).help(format!("run `{mend}`"))
    };
    told.iter().flat_map(|(what, paths)| paths.iter().map(|path| diagnostic(what, path))).collect()
}
