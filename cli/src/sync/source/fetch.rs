//! Addresses: fetches a document with `curl`, a repository with `git`.

use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use schemawright::{Diagnostic, Diagnostics};
use tempfile::TempDir;

use crate::openapi::SIZE;

/// The longest time for a document, in seconds.
const PATIENCE: &str = "120";

/// The bytes of the document at an address: at most one more than the limit.
pub(super) fn document(address: &str) -> Result<Vec<u8>, Diagnostics> {
    check(address)?;
    let size = SIZE.to_string();
    let mut curl = Command::new("curl");
    curl.args(["--fail", "--silent", "--show-error", "--location", "--proto", "=https", "--proto-redir", "=https"]);
    curl.args(["--netrc-optional", "--max-time", PATIENCE, "--max-filesize", &size, "--url", address]);
    let mut child =
        curl.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(|error| missing("curl", &error))?;
    let mut bytes = Vec::new();
    let read = child.stdout.take().map(|stdout| stdout.take(SIZE as u64 + 1).read_to_end(&mut bytes));
    if bytes.len() > SIZE {
        // Otherwise, it would continue to run.
        let _ = child.kill();
        let _ = child.wait();
        return Ok(bytes);
    }
    let status = child.wait().map_err(|error| missing("curl", &error))?;
    if !status.success() || read.is_some_and(|read| read.is_err()) {
        return Err(failed("curl", address, status).into());
    }
    Ok(bytes)
}

/// A file or a directory of a repository: `https://example.com/api.git#v2:openapi/api.yml`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Git {
    repository: String,
    /// A branch or a tag.
    revision: Option<String>,
    /// None for the whole repository.
    path: PathBuf,
}

impl Git {
    /// The parts of an address, if it is one of a repository.
    pub(super) fn parse(address: &str) -> Result<Option<Self>, Diagnostics> {
        let (repository, fragment) = address.split_once('#').unwrap_or((address, ""));
        if !repository.ends_with(".git") {
            return Ok(None);
        }
        check(repository)?;
        let (revision, path) = fragment.split_once(':').unwrap_or((fragment, ""));
        let path = PathBuf::from(path);
        if !path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
            let message = format!("`{}` is not a path in the repository", path.display());
            return Err(Diagnostic::error("bad-address", message).help("write it as `#REVISION:PATH`").into());
        }
        let revision = (!revision.is_empty()).then(|| revision.to_owned());
        Ok(Some(Self { repository: repository.to_owned(), revision, path }))
    }

    /// Clones one revision into a temporary directory, which the returned value owns.
    pub(super) fn fetch(&self) -> Result<Fetched, Diagnostics> {
        let unwritable =
            |error| Diagnostic::error("unwritable", format!("can't create a temporary directory: {error}"));
        let directory = tempfile::tempdir().map_err(unwritable)?;
        let clone = directory.path().join("clone");
        let mut git = Command::new("git");
        // Links of the repository become text files: they could point outside of it.
        git.args(["clone", "--quiet", "--depth=1", "--config=core.symlinks=false"]);
        git.args(self.revision.iter().map(|revision| format!("--branch={revision}")));
        git.args(["--", &self.repository]).arg(&clone).stdin(Stdio::null());
        git.env("GIT_TERMINAL_PROMPT", "0").env("GIT_ALLOW_PROTOCOL", "https");
        let status = git.status().map_err(|error| missing("git", &error))?;
        if !status.success() {
            return Err(failed("git", &self.repository, status).into());
        }
        let path = clone.join(&self.path);
        if !path.exists() {
            let message = format!("{} has no `{}`", self.repository, self.path.display());
            return Err(Diagnostic::error("unreadable", message).help("write the path as `#REVISION:PATH`").into());
        }
        Ok(Fetched { path, _directory: directory })
    }
}

/// A clone that is removed when this is dropped.
pub(super) struct Fetched {
    path: PathBuf,
    _directory: TempDir,
}

impl Fetched {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// Accepts only encrypted addresses without a user name: the address is recorded in a file that others read.
fn check(address: &str) -> Result<(), Diagnostics> {
    let error = |message: String, help| Err(Diagnostic::error("bad-address", message).help(help).into());
    let Some(rest) = address.strip_prefix("https://") else {
        let help = match address.starts_with("file://") {
            true => "give its path without `file://`; of a bare repository, the directory of a clone",
            false => "fetch it yourself, and give the file or the directory",
        };
        return error(format!("`{address}` is not an https address"), help);
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        let message = "the address contains a user, which source.toml would record".to_owned();
        return error(message, "put the user and the password into .netrc, or into git's credential helper");
    }
    Ok(())
}

fn missing(program: &str, error: &std::io::Error) -> Diagnostic {
    let error = Diagnostic::error("no-program", format!("can't run `{program}`: {error}"));
    error.help("fetch it yourself, and give the file or the directory")
}

fn failed(program: &str, address: &str, status: std::process::ExitStatus) -> Diagnostic {
    let error = Diagnostic::error("not-fetched", format!("`{program}` can't fetch {address} ({status})"));
    error.help("its message is above")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_repositories() {
        let git = |revision: Option<&str>, path: &str| {
            let repository = "https://example.com/api.git".to_owned();
            Some(Git { repository, revision: revision.map(str::to_owned), path: path.into() })
        };
        for (address, expected) in [
            ("https://example.com/api.git", git(None, "")),
            ("https://example.com/api.git#v2", git(Some("v2"), "")),
            ("https://example.com/api.git#v2:a/b.yml", git(Some("v2"), "a/b.yml")),
            ("https://example.com/api.git#:a", git(None, "a")),
            ("https://example.com/api.yml#x", None),
        ] {
            assert_eq!(Git::parse(address).unwrap(), expected, "{address}");
        }
        for address in ["https://example.com/a.git#:../x", "https://example.com/a.git#:/etc", "ssh://example.com/a.git"]
        {
            assert!(Git::parse(address).is_err(), "{address}");
        }
    }

    #[test]
    fn addresses_are_encrypted_and_contain_no_user() {
        assert!(check("https://example.com/a@b.yml?c=@").is_ok());
        for (address, said) in [
            ("http://example.com/a.yml", "is not an https address"),
            ("file:///etc/passwd", "is not an https address\n  help: give its path"),
            ("https://me:secret@example.com/a.yml", "contains a user"),
        ] {
            let fault = check(address).unwrap_err().to_string();
            assert!(fault.contains(said) && !fault.contains("secret"), "{fault}");
        }
    }
}
