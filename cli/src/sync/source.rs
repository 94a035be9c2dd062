//! The source of schemas: a file, a directory, standard input, an address, or the last source.

mod fetch;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use schemawright::limits::FILE_SIZE;
use schemawright::{Config, Diagnostic, Diagnostics, FileName, input};
use serde::Deserialize;

use super::incoming::Incoming;
use crate::openapi::{Document, SIZE};
use crate::paths::{relative, resolve, shown};
use fetch::{Fetched, Git};

/// The file that records the source of the schemas.
pub(super) const ORIGIN: &str = "source.toml";

/// A source of schemas.
pub(super) struct Source {
    what: What,
    /// Its name in `source.toml`, by which it is found again; none for standard input.
    pub(super) remembered: Option<String>,
    /// The name for people.
    pub(super) name: String,
}

enum What {
    /// A file or a directory.
    Path(PathBuf),
    /// A document.
    Text(String),
    /// A file or a directory of a clone. The clone is removed when this is dropped.
    Clone(Fetched),
}

/// The members of `source.toml` that are read again.
#[derive(Deserialize)]
struct Remembered {
    source: Option<String>,
}

impl Source {
    /// Finds the given source, or the last source of the directory of schemas. Fetches only addresses.
    ///
    /// # Errors
    /// A source that does not exist or can't be fetched.
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
        let unreadable = |error| Diagnostic::error("unreadable", format!("can't read {}: {error}", shown(path)));
        let path = resolve(path).map_err(unreadable)?;
        let remembered = Some(relative(&path, schemas));
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { what: What::Path(path), remembered, name })
    }

    fn standard_input() -> Result<Self, Diagnostics> {
        const NAME: &str = "standard input";
        let unreadable = |error| Diagnostic::error("unreadable", format!("can't read {NAME}: {error}"));
        let mut bytes = Vec::new();
        let mut stdin = std::io::stdin().lock().take(SIZE as u64 + 1);
        stdin.read_to_end(&mut bytes).map_err(unreadable)?;
        Ok(Self { what: What::Text(text(NAME, &bytes)?), remembered: None, name: NAME.to_owned() })
    }

    fn address(address: &str) -> Result<Self, Diagnostics> {
        let what = match Git::parse(address)? {
            Some(git) => What::Clone(git.fetch()?),
            None => What::Text(text(address, &fetch::document(address)?)?),
        };
        Ok(Self { what, remembered: Some(address.to_owned()), name: address.to_owned() })
    }

    /// Whether it is that directory.
    pub(super) fn is(&self, directory: &Path) -> bool {
        matches!(&self.what, What::Path(path) if path == directory)
    }

    /// Reads it.
    pub(super) fn read(&self, file_name: &FileName, config: &Config) -> Result<Incoming, Diagnostics> {
        match &self.what {
            What::Path(path) => Incoming::read(path, file_name, config),
            What::Text(text) => Incoming::open_api(&Document::parse(&self.name, text)?, file_name, config),
            What::Clone(clone) => Incoming::read(clone.path(), file_name, config),
        }
    }
}

/// The last source of a directory of schemas.
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

/// The text of a document; the name is for the error.
fn text(name: &str, bytes: &[u8]) -> Result<String, Diagnostics> {
    if bytes.len() > SIZE {
        let message = format!("can't read {name}: it has more than {SIZE} bytes");
        return Err(Diagnostic::error("unreadable", message).help("split it into several documents").into());
    }
    Ok(input::text(name, bytes)?.to_owned())
}
