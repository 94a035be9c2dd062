//! Where schemas are taken from: a file, a directory, standard input, an address; or what they were taken from last.

mod fetch;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use schemawright::limits::FILE_SIZE;
use schemawright::{Diagnostic, Diagnostics, FileName, input};
use serde::Deserialize;

use super::document::{Document, SIZE};
use super::incoming::Incoming;
use crate::paths::{relative, resolve};
use fetch::{Fetched, Git};

/// The file that says where the schemas came from.
pub(super) const ORIGIN: &str = "source.toml";

/// Where schemas are taken from.
pub(super) struct Source {
    what: What,
    /// How it is called in `source.toml`, so that it is found again; what comes in by standard input is not.
    pub(super) remembered: Option<String>,
    /// The name for people.
    pub(super) name: String,
}

enum What {
    /// A file or a directory.
    Path(PathBuf),
    /// A document.
    Text(String),
    /// A file or a directory of a clone, which goes when this goes.
    Clone(Fetched),
}

/// What of `source.toml` is read again.
#[derive(Deserialize)]
struct Remembered {
    source: Option<String>,
}

impl Source {
    /// Finds what is asked for, or what the directory of schemas was taken from last. Only an address is fetched.
    ///
    /// # Errors
    /// What is not there, or can't be fetched.
    pub(super) fn find(asked: Option<&str>, schemas: &Path) -> Result<Self, Diagnostics> {
        match asked {
            Some("-") => Self::standard_input(),
            Some(asked) if asked.contains("://") => Self::address(asked),
            Some(asked) => Self::path(Path::new(asked), schemas),
            None => {
                let again = last(schemas)?;
                if again.contains("://") { Self::address(&again) } else { Self::path(&schemas.join(&again), schemas) }
            }
        }
    }

    fn path(path: &Path, schemas: &Path) -> Result<Self, Diagnostics> {
        let unreadable = |error| Diagnostic::error("unreadable", format!("can't read {}: {error}", path.display()));
        let path = resolve(path).map_err(unreadable)?;
        let remembered = Some(relative(&path, schemas));
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { what: What::Path(path), remembered, name })
    }

    fn standard_input() -> Result<Self, Diagnostics> {
        let unreadable = |why: String| Diagnostic::error("unreadable", format!("can't read standard input: {why}"));
        let mut bytes = Vec::new();
        let mut stdin = std::io::stdin().lock().take(SIZE as u64 + 1);
        stdin.read_to_end(&mut bytes).map_err(|error| unreadable(error.to_string()))?;
        let text = text(bytes).map_err(unreadable)?;
        Ok(Self { what: What::Text(text), remembered: None, name: "standard input".to_owned() })
    }

    fn address(address: &str) -> Result<Self, Diagnostics> {
        let what = match Git::parse(address)? {
            Some(git) => What::Clone(git.fetch()?),
            None => {
                let fault = |why| Diagnostic::error("unreadable", format!("can't read {address}: {why}"));
                What::Text(text(fetch::document(address)?).map_err(fault)?)
            }
        };
        Ok(Self { what, remembered: Some(address.to_owned()), name: address.to_owned() })
    }

    /// Whether it is that directory.
    pub(super) fn is(&self, directory: &Path) -> bool {
        matches!(&self.what, What::Path(path) if path == directory)
    }

    /// Reads it.
    pub(super) fn read(&self, file_name: &FileName) -> Result<Incoming, Diagnostics> {
        match &self.what {
            What::Path(path) => Incoming::read(path, file_name),
            What::Text(text) => Incoming::open_api(&Document::parse(&self.name, text)?, file_name),
            What::Clone(clone) => Incoming::read(clone.path(), file_name),
        }
    }
}

/// What a directory of schemas was taken from last.
fn last(schemas: &Path) -> Result<String, Diagnostics> {
    let file = schemas.join(ORIGIN);
    let none = |why: String| {
        let error = Diagnostic::error("no-source", why);
        error.help("give a source: a file, a directory, an https address, or `-` for standard input")
    };
    if !file.exists() {
        return Err(none(format!("no {ORIGIN} records the source of the schemas")).into());
    }
    let text = input::read_text(&file, FILE_SIZE).map_err(Diagnostic::from)?;
    let remembered: Remembered =
        toml::from_str(&text).map_err(|error| none(format!("{ORIGIN} is not TOML: {}", error.message())))?;
    Ok(remembered.source.ok_or_else(|| none(format!("{ORIGIN} names no `source`")))?)
}

/// The text of a document, or why there is none.
fn text(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.len() > SIZE {
        return Err(format!("it has more than {SIZE} bytes"));
    }
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}
