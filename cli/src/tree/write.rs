//! Writes the files that differ: all texts to temporary files first, then one rename each.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::Files;
use super::compare::Comparison;
use super::error::Error;
use super::ownership::{is_temporary, temporary};
use super::system::System;

/// The files that record the inputs of the others, or their source. They are renamed last.
const LAST: [&str; 2] = ["inputs.digest", "source.toml"];

/// Writes changed and missing files, and removes stale and foreign ones.
pub(super) fn write(system: &impl System, out: &Path, files: &Files, comparison: &Comparison) -> Result<(), Error> {
    files.keys().try_for_each(|path| below(path))?;
    let foreign = comparison.foreign.iter().filter(|path| !comparison.changed.contains_key(*path));
    let (first, later): (Vec<&String>, Vec<_>) =
        comparison.stale.iter().chain(foreign).partition(|path| is_temporary(path) || is_directory_of(files, path));
    remove(system, out, &first)?;
    let mut staged = Vec::new();
    let written = stage(system, out, files, comparison, &mut staged).and_then(|()| {
        // Before the renames: on a file system that ignores case, a stale file may have the name of a new one.
        remove(system, out, &later)?;
        staged.iter().try_for_each(|(from, to)| system.rename(from, to).map_err(Error::io("write", to)))
    });
    written.inspect_err(|_| {
        for (temporary, _) in &staged {
            let _ = system.remove(temporary);
            remove_empty(out, temporary);
        }
    })
}

/// Rejects a path that is not below the output directory.
fn below(path: &str) -> Result<(), Error> {
    let mut parts = Path::new(path).components().peekable();
    let is_normal = parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)));
    if !is_normal || path.contains(['\\', ':', '\0']) {
        return Err(Error::BadPath { path: path.to_owned() });
    }
    Ok(())
}

/// Whether a path is the directory of a file.
fn is_directory_of(files: &Files, path: &str) -> bool {
    let directory = format!("{path}/");
    files.range(directory.clone()..).next().is_some_and(|(file, _)| file.starts_with(&directory))
}

/// Writes each new text to a temporary file beside its target; adds the pairs of both.
fn stage(
    system: &impl System,
    out: &Path,
    files: &Files,
    comparison: &Comparison,
    staged: &mut Vec<(PathBuf, PathBuf)>,
) -> Result<(), Error> {
    let differing: BTreeSet<&String> = comparison.changed.keys().chain(&comparison.added).collect();
    let (last, first): (Vec<&String>, Vec<_>) = differing.into_iter().partition(|path| LAST.contains(&path.as_str()));
    for (path, number) in first.into_iter().chain(last).zip(0..) {
        let target = out.join(path);
        let directory = target.parent().unwrap_or(out);
        system.make_directory(directory).map_err(Error::io("make the directory", directory))?;
        let temporary = directory.join(temporary(number));
        staged.push((temporary, target));
        let (temporary, target) = &staged[staged.len() - 1];
        system.write(temporary, files[path].as_bytes()).map_err(Error::io("write", target))?;
    }
    Ok(())
}

/// Removes files, and directories that become empty.
fn remove(system: &impl System, out: &Path, paths: &[&String]) -> Result<(), Error> {
    for path in paths {
        let file = out.join(path);
        system.remove(&file).map_err(Error::io("remove", &file))?;
        remove_empty(out, &file);
    }
    Ok(())
}

/// Removes the empty directories above a file, up to the output directory.
fn remove_empty(out: &Path, file: &Path) {
    let mut above = file.ancestors().skip(1).take_while(|directory| directory.starts_with(out));
    // Ends at the first directory that is not empty.
    above.try_for_each(|directory| fs::remove_dir(directory).ok());
}
