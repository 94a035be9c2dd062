//! Reads input files: only regular files, whose size is checked first, and each directory once.
//! Text that is not UTF-8 is an error at its first invalid byte.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File, FileType};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::paths::shown;

/// The largest size of one file: 16 MiB.
pub const FILE_SIZE: usize = 16 << 20;
/// The largest size of all files of a directory: 256 MiB.
pub const DIRECTORY_SIZE: usize = 256 << 20;

/// The help for text that is not UTF-8.
const SAVE_AS_UTF8: &str = "save the file as UTF-8";

/// The reason why a path is not read.
#[derive(Debug)]
pub struct Unreadable {
    path: PathBuf,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    /// The system's error.
    Io(io::Error),
    /// It is not a regular file.
    Kind(&'static str),
    /// It is a file.
    File,
    /// It has more bytes than the limit.
    TooBig { limit: usize },
    /// It is not UTF-8: its bytes, and the index of the first invalid one.
    NotUtf8 { bytes: Vec<u8>, at: usize },
    /// The directory has already been read.
    Again(PathBuf),
    /// The directory contains the one that is being read.
    Upwards,
}

impl Unreadable {
    fn new(path: &Path, reason: Reason) -> Self {
        Self { path: path.to_owned(), reason }
    }

    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::new(path, Reason::Io(error))
    }

    /// The help line.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match &self.reason {
            Reason::Io(_) => "check that it exists and that you have permission to read it",
            Reason::Kind(_) => "put a regular file there, or remove it",
            Reason::File => {
                "give the directory that contains it; for an OpenAPI document, run `schemawright sync` on it first"
            }
            Reason::TooBig { .. } => "split it into smaller files, or remove the files that do not belong there",
            Reason::NotUtf8 { .. } => SAVE_AS_UTF8,
            Reason::Again(_) | Reason::Upwards => "remove the link",
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "can't read {}: {}", shown(&self.path), self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "{error}"),
            Self::Kind(kind) => write!(f, "it is {kind}; expected a regular file"),
            Self::File => f.write_str("it is a file; expected a directory"),
            Self::TooBig { limit } => write!(f, "it has more than {limit} bytes"),
            Self::NotUtf8 { .. } => f.write_str("it is not UTF-8"),
            Self::Again(first) => write!(f, "it is the same directory as {}", shown(first)),
            Self::Upwards => f.write_str("it is a link to a directory that contains the directory being read"),
        }
    }
}

impl From<Unreadable> for io::Error {
    fn from(fault: Unreadable) -> Self {
        match fault.reason {
            Reason::Io(error) => error,
            reason => io::Error::other(reason.to_string()),
        }
    }
}

impl std::error::Error for Unreadable {}

impl From<Unreadable> for Diagnostic {
    fn from(fault: Unreadable) -> Self {
        match &fault.reason {
            Reason::NotUtf8 { bytes, at } => not_utf8(fault.path.to_string_lossy().into(), bytes, *at),
            _ => Diagnostic::error("unreadable", fault.to_string()).help(fault.help()),
        }
    }
}

/// Reads the bytes of a regular file, or of the target of a link.
///
/// # Errors
/// A path that can't be opened, that is not a regular file, or that has more bytes than the limit.
pub fn read(path: &Path, limit: usize) -> Result<Vec<u8>, Unreadable> {
    // Opening a pipe would wait for a writer.
    let metadata = fs::metadata(path).map_err(Unreadable::io(path))?;
    if !metadata.is_file() {
        return Err(Unreadable::new(path, Reason::Kind(kind(metadata.file_type()))));
    }
    let too_big = || Unreadable::new(path, Reason::TooBig { limit });
    let size = usize::try_from(metadata.len()).ok().filter(|size| *size <= limit).ok_or_else(too_big)?;
    let file = File::open(path).map_err(Unreadable::io(path))?;
    let mut bytes = Vec::with_capacity(size);
    // The file may grow meanwhile, and files of `/proc` have no size.
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(Unreadable::io(path))?;
    if bytes.len() <= limit { Ok(bytes) } else { Err(too_big()) }
}

/// Reads the text of a regular file, without a byte order mark.
///
/// # Errors
/// The errors of [`read`], and text that is not UTF-8.
pub fn read_text(path: &Path, limit: usize) -> Result<String, Unreadable> {
    let text = String::from_utf8(read(path, limit)?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Unreadable::new(path, Reason::NotUtf8 { bytes: error.into_bytes(), at })
    })?;
    Ok(if text.starts_with(MARK) { without_mark(&text).to_owned() } else { text })
}

/// The text of the bytes of a file, without a byte order mark; the name is for the error.
///
/// # Errors
/// Text that is not UTF-8.
pub fn text<'b>(name: &str, bytes: &'b [u8]) -> Result<&'b str, Diagnostics> {
    str::from_utf8(bytes).map(without_mark).map_err(|error| not_utf8(name.into(), bytes, error.valid_up_to()).into())
}

/// The byte order mark, with which some editors begin a file. It is no part of the text (RFC 8259, section 8.1), and editors do not count it
/// as a column.
const MARK: char = '\u{feff}';

fn without_mark(text: &str) -> &str {
    text.strip_prefix(MARK).unwrap_or(text)
}

/// The error at the first invalid byte of a text.
fn not_utf8(file: Arc<str>, bytes: &[u8], at: usize) -> Diagnostic {
    let place = Place { file, text: String::from_utf8_lossy(bytes).into(), span: at..at + 1, pointer: None };
    Diagnostic::error("not-utf-8", "not UTF-8").at(place).help(SAVE_AS_UTF8)
}

/// A file below a directory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The path relative to the directory, with `/` between its parts.
    pub name: String,
    /// The path.
    pub path: PathBuf,
}

/// The wanted files below a directory, sorted by name, and errors for unreadable paths. Links are followed, and each directory is read
/// once.
#[must_use]
pub fn list(directory: &Path, wanted: impl Fn(&Path) -> bool) -> (Vec<Found>, Vec<Unreadable>) {
    let root = match directory.canonicalize() {
        Ok(root) if root.is_file() => return (Vec::new(), vec![Unreadable::new(directory, Reason::File)]),
        Ok(root) => root,
        Err(error) => return (Vec::new(), vec![Unreadable::io(directory)(error)]),
    };
    let (rest, links, found, faults) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut walk = Walk { wanted, root, seen: HashMap::new(), rest, links, size: 0, found, faults };
    walk.rest.push((String::new(), directory.to_owned()));
    // Links are last, so that a directory that is reached twice is reported at a link.
    while let Some((prefix, directory)) = walk.rest.pop().or_else(|| walk.links.pop()) {
        if let Err(fault) = walk.directory(&prefix, &directory) {
            walk.faults.push(fault);
        }
    }
    if walk.size > DIRECTORY_SIZE as u64 {
        return (Vec::new(), vec![Unreadable::new(directory, Reason::TooBig { limit: DIRECTORY_SIZE })]);
    }
    walk.found.sort();
    (walk.found, walk.faults)
}

/// Whether the name of a file is `*.json`.
#[must_use]
pub fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "json")
}

/// A traversal of a directory.
struct Walk<W> {
    wanted: W,
    /// The resolved directory.
    root: PathBuf,
    /// Every resolved directory, with the path on which it was found.
    seen: HashMap<PathBuf, PathBuf>,
    /// Directories that are still to be read, each with the prefix of its names.
    rest: Vec<(String, PathBuf)>,
    /// The same for links to directories.
    links: Vec<(String, PathBuf)>,
    /// The size of all files.
    size: u64,
    found: Vec<Found>,
    faults: Vec<Unreadable>,
}

impl<W: Fn(&Path) -> bool> Walk<W> {
    /// Collects the files and the subdirectories of a directory.
    fn directory(&mut self, prefix: &str, directory: &Path) -> Result<(), Unreadable> {
        let identity = directory.canonicalize().map_err(Unreadable::io(directory))?;
        if identity != self.root && self.root.starts_with(&identity) {
            return Err(Unreadable::new(directory, Reason::Upwards));
        }
        if let Some(first) = self.seen.get(&identity) {
            return Err(Unreadable::new(directory, Reason::Again(first.clone())));
        }
        self.seen.insert(identity, directory.to_owned());
        for (name, kind) in entries(directory).map_err(Unreadable::io(directory))? {
            let path = directory.join(&name);
            let name = format!("{prefix}{}", name.to_string_lossy());
            // The directory has no information about the target of a link.
            let target = if kind.is_symlink() { fs::metadata(&path).ok() } else { None };
            if target.as_ref().map_or(kind.is_dir(), fs::Metadata::is_dir) {
                let directories = if kind.is_symlink() { &mut self.links } else { &mut self.rest };
                directories.push((format!("{name}/"), path));
            } else if (self.wanted)(&path) {
                let size = target.or_else(|| fs::metadata(&path).ok()).map_or(0, |metadata| metadata.len());
                // A file that is too large itself is a separate error.
                self.size += if size <= FILE_SIZE as u64 { size } else { 0 };
                self.found.push(Found { name, path });
            }
        }
        Ok(())
    }
}

/// The entries of a directory, sorted by name.
fn entries(directory: &Path) -> io::Result<Vec<(OsString, FileType)>> {
    let entry = |entry: io::Result<fs::DirEntry>| entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?)));
    let mut entries = fs::read_dir(directory)?.map(entry).collect::<io::Result<Vec<_>>>()?;
    // In reverse, because the last one is read first.
    entries.sort_by(|(one, _), (other, _)| other.cmp(one));
    Ok(entries)
}

/// The kind of a path that is not a regular file.
#[cfg(unix)]
fn kind(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;

    match () {
        () if kind.is_fifo() => "a named pipe",
        () if kind.is_socket() => "a socket",
        () => plain_kind(kind),
    }
}

#[cfg(not(unix))]
use plain_kind as kind;

/// The kinds that the standard library supports on every system.
fn plain_kind(kind: FileType) -> &'static str {
    if kind.is_dir() { "a directory" } else { "a device" }
}
