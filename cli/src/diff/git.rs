//! Files of a git revision, read without touching the work tree.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use schemawright::limits::FILE_SIZE;
use schemawright::{Diagnostic, Diagnostics};

use crate::paths::shown;

/// Whether a directory is in a git repository that has a commit.
pub(super) fn has_commit(directory: &Path) -> bool {
    run(directory, &["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], &[]).is_ok()
}

/// The tracked files below a path of a directory; none without git.
pub(crate) fn tracked(directory: &Path, below: &str) -> Vec<String> {
    let listed = run(directory, &["ls-files", "-z", "--", below], &[]).unwrap_or_default();
    let names = listed.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    names.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
}

/// The text of a file in a revision: `HEAD~1:api/openapi.yml`.
pub(super) fn file(directory: &Path, spec: &str) -> Result<String, Diagnostics> {
    let kind = run(directory, &["cat-file", "-t", spec], &[]).unwrap_or_default();
    if kind.trim_ascii() != b"blob" {
        let fault = Diagnostic::error("no-such-state", format!("`{spec}` is not a file in a git revision"));
        return Err(fault.help("write `REVISION:PATH`, with the path from the root of the repository").into());
    }
    let bytes = run(directory, &["cat-file", "blob", spec], &[])?;
    String::from_utf8(bytes).map_err(|_| Diagnostic::error("unreadable", format!("`{spec}` is not UTF-8")).into())
}

/// The help for a text that is not a revision.
fn instead_of(revision: &str) -> String {
    // `v1..HEAD` and `v1...HEAD` are ranges for other commands of git.
    match revision.split_once("..").map(|(from, to)| (from, to.trim_start_matches('.'))) {
        Some((from, to)) if !from.is_empty() => format!("give the two states one after the other: `{}`", format!("{from} {to}").trim_end()),
        _ => "give a directory of schemas, a branch, a tag or a commit; a clone without history (`--depth`) contains few of them".to_owned(),
    }
}

/// The files below some paths of a directory in a revision, by their paths below the directory.
pub(super) fn files(
    directory: &Path,
    revision: &str,
    below: &[&str],
) -> Result<BTreeMap<String, Vec<u8>>, Diagnostics> {
    let commit = format!("{revision}^{{commit}}");
    let commit =
        run(directory, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit], &[]).map_err(|_| {
            if run(directory, &["rev-parse", "--git-dir"], &[]).is_err() {
                let message =
                    format!("`{revision}` is not a directory, and {} is not in a git repository", shown(directory));
                return Diagnostic::error("no-such-state", message).help("give two directories of schemas");
            }
            Diagnostic::error("no-such-state", format!("`{revision}` is neither a directory nor a git revision"))
                .help(instead_of(revision))
        })?;
    let commit = String::from_utf8_lossy(&commit).trim().to_owned();
    let mut arguments = vec!["ls-tree", "-r", "-z", "--long", &commit, "--"];
    arguments.extend(below);
    let listed = run(directory, &arguments, &[])?;
    let entries: Vec<Entry> = listed.split(|byte| *byte == 0).filter_map(entry).collect();
    if let Some(big) = entries.iter().find(|entry| entry.size > FILE_SIZE) {
        let message = format!("`{revision}:{}` has {} bytes; the limit is {FILE_SIZE}", big.path, big.size);
        return Err(Diagnostic::error("too-big", message).help("name a revision without it").into());
    }
    let asked: String = entries.iter().map(|entry| format!("{}\n", entry.object)).collect();
    let answer = run(directory, &["cat-file", "--batch"], asked.as_bytes())?;
    let blobs = blobs(&answer).filter(|blobs| blobs.len() == entries.len());
    let blobs =
        blobs.ok_or_else(|| Diagnostic::error("git", "the output of `git cat-file --batch` has an unknown form"))?;
    Ok(entries.into_iter().map(|entry| entry.path).zip(blobs).collect())
}

/// A file of a revision.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    object: String,
    size: usize,
    path: String,
}

/// Parses `100644 blob <object> <size>\t<path>`, in which the size is padded with spaces.
fn entry(line: &[u8]) -> Option<Entry> {
    let (meta, path) = std::str::from_utf8(line).ok()?.split_once('\t')?;
    let mut meta = meta.split_whitespace().skip(1);
    (meta.next()? == "blob").then_some(())?;
    let object = meta.next()?.to_owned();
    Some(Entry { object, size: meta.next()?.parse().ok()?, path: path.to_owned() })
}

/// Parses the contents in `<object> blob <size>\n<content>\n…`.
fn blobs(mut answer: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut blobs = Vec::new();
    while !answer.is_empty() {
        let end = answer.iter().position(|byte| *byte == b'\n')?;
        let size: usize = std::str::from_utf8(&answer[..end]).ok()?.rsplit(' ').next()?.parse().ok()?;
        let start = end + 1;
        blobs.push(answer.get(start..start + size)?.to_vec());
        answer = answer.get(start + size + 1..)?;
    }
    Some(blobs)
}

/// Runs git. A separate thread writes its input, because git answers before it has read everything.
fn run(directory: &Path, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Diagnostics> {
    let fault = |why: String| Diagnostic::error("git", format!("`git {}` fails: {why}", arguments.join(" ")));
    let mut child = Command::new("git")
        .args(arguments)
        .current_dir(directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| fault(error.to_string()).help("is git installed?"))?;
    let stdin = child.stdin.take();
    let output = std::thread::scope(|scope| {
        // If git stops reading, its own error message explains why.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    });
    let Output { status, stdout, stderr } = output.map_err(|error| fault(error.to_string()))?;
    if status.success() {
        return Ok(stdout);
    }
    Err(fault(String::from_utf8_lossy(&stderr).trim().to_owned()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_two_states() {
        for range in ["v1..HEAD", "v1...HEAD"] {
            assert_eq!(instead_of(range), "give the two states one after the other: `v1 HEAD`");
        }
        assert_eq!(instead_of("v1.."), "give the two states one after the other: `v1`");
        assert!(instead_of("nope").starts_with("give a directory of schemas, "));
        assert!(instead_of("../nope").starts_with("give a directory of schemas, "));
    }

    #[test]
    fn files_are_those_of_the_revision() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path();
        let git = |arguments: &[&str]| run(path, arguments, &[]).unwrap_or_else(|fault| panic!("{fault}"));
        git(&["init", "--quiet"]);
        assert!(!has_commit(path));
        std::fs::create_dir(path.join("schemas")).unwrap();
        std::fs::write(path.join("schemas/ä b.json"), "committed").unwrap();
        std::fs::write(path.join("other"), "").unwrap();
        git(&["add", "."]);
        git(&["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message=a"]);
        std::fs::write(path.join("schemas/ä b.json"), "changed since").unwrap();
        assert!(has_commit(path));
        let found = files(path, "HEAD", &["schemas"]).unwrap();
        assert_eq!(found, BTreeMap::from([("schemas/ä b.json".to_owned(), b"committed".to_vec())]));
        assert_eq!(std::fs::read(path.join("schemas/ä b.json")).unwrap(), b"changed since");
    }

    #[test]
    fn answers_of_git() {
        assert_eq!(
            entry(b"100644 blob abc      17\tschemas/a b.json"),
            Some(Entry { object: "abc".to_owned(), size: 17, path: "schemas/a b.json".to_owned() })
        );
        assert_eq!(entry(b"160000 commit abc       -\tmodule"), None);
        assert_eq!(blobs(b"abc blob 3\na\nb\ndef blob 0\n\n"), Some(vec![b"a\nb".to_vec(), Vec::new()]));
        assert_eq!(blobs(b"abc missing\n"), None);
    }
}
