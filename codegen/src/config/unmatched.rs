//! The help for an entry that matches nothing: the key whose names do not exist, and the nearest name that does.

use super::glob::Globs;
use super::selector::Selector;
use super::target::{FileNames, Target};
use crate::nearest::nearest;

/// What the names of a key are, as in a message.
const TITLE: &str = "title";
const ID: &str = "`$id`";
const FILE: &str = "file";
const OPERATION: &str = "`operationId`";
const MEMBER: &str = "member";

impl Selector {
    /// The help for an entry that matches nothing, if that is due to one of its keys. The members are all that an entry could select.
    pub(crate) fn unmatched<'n>(
        &self,
        files: &[FileNames<'n>],
        members: impl Iterator<Item = &'n str> + Clone,
    ) -> Option<String> {
        if [&self.member, &self.schema, &self.id, &self.file, &self.operation].into_iter().all(Option::is_none) {
            return Some("select members by `member`, or schemas by `schema`, `id` or `file`".to_owned());
        }
        self.files(files).or_else(|| of_globs(MEMBER, self.member.as_ref(), members))
    }

    fn files(&self, files: &[FileNames<'_>]) -> Option<String> {
        of_globs(TITLE, self.schema.as_ref(), titles(files))
            .or_else(|| of_globs(ID, self.id.as_ref(), files.iter().filter_map(|names| names.id)))
            .or_else(|| of_globs(FILE, self.file.as_ref(), files.iter().map(|names| names.file)))
            .or_else(|| of_globs(OPERATION, self.operation.as_ref(), operations(files)))
    }
}

impl Target {
    /// The help for an entry without a target, if that is due to one of its keys.
    pub(crate) fn unmatched(&self, files: &[FileNames<'_>]) -> Option<String> {
        of_name(TITLE, self.title.as_deref(), titles(files))
            .or_else(|| of_name(ID, self.id.as_deref(), files.iter().filter_map(|names| names.id)))
            .or_else(|| of_name(FILE, self.file.as_deref(), files.iter().map(|names| names.file)))
            .or_else(|| of_globs(OPERATION, self.operation.as_ref(), operations(files)))
    }
}

/// The titles of schemas; those of operations are their `operationId`s.
fn titles<'f>(files: &'f [FileNames<'_>]) -> impl Iterator<Item = &'f str> + Clone {
    files.iter().filter(|names| names.operation.is_none()).map(|names| names.title)
}

fn operations<'f>(files: &'f [FileNames<'_>]) -> impl Iterator<Item = &'f str> + Clone {
    files.iter().filter_map(|names| names.operation)
}

/// The help for patterns of which none matches.
pub(crate) fn of_globs<'n>(
    what: &str,
    globs: Option<&Globs>,
    known: impl Iterator<Item = &'n str> + Clone,
) -> Option<String> {
    let globs = globs.filter(|globs| !known.clone().any(|name| globs.matches(name)))?;
    let first = globs.first()?.to_string();
    Some(unknown(what, &first, known))
}

/// The help for a name that is not among the known ones.
pub(crate) fn of_name<'n>(
    what: &str,
    name: Option<&str>,
    mut known: impl Iterator<Item = &'n str> + Clone,
) -> Option<String> {
    let all = known.clone();
    name.filter(|name| !known.any(|other| other == *name)).map(|name| unknown(what, name, all))
}

fn unknown<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str>) -> String {
    match nearest(name, known.filter(|other| !other.is_empty())) {
        Some(nearest) => format!("no {what} matches `{name}`: did you mean `{nearest}`?"),
        None => format!("no {what} matches `{name}`: remove the entry, or correct the name"),
    }
}
