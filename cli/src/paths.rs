//! Paths: resolved, relative to one another, and short for messages.

use std::ffi::OsStr;
use std::io;
use std::path::{Component, Path, PathBuf};

use schemawright::paths::plain;
pub use schemawright::paths::shown;

/// Resolves links, `.` and `..` in a path. Its last parts need not exist.
///
/// # Errors
/// A path that leads through something that is not a directory, or that can't be read.
pub fn resolve(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let mut missing: Vec<&OsStr> = Vec::new();
    let mut existing = path.as_path();
    loop {
        match existing.canonicalize() {
            Ok(mut resolved) => {
                resolved.extend(missing.iter().rev());
                return Ok(plain(resolved));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        // A `..` after a part that does not exist can't be resolved.
        let (Some(Component::Normal(name)), Some(parent)) = (existing.components().next_back(), existing.parent())
        else {
            return Err(io::Error::new(io::ErrorKind::NotFound, "a part of the path does not exist"));
        };
        missing.push(name);
        existing = parent;
    }
}

/// The relative path from a directory to a path, with `/` between its parts, as in a `Cargo.toml`: `../wire`.
#[must_use]
pub fn relative(path: &Path, from: &Path) -> String {
    let relative = pathdiff::diff_paths(path, from).unwrap_or_else(|| path.to_owned());
    relative.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_path_to_wire() {
        assert_eq!(relative(Path::new("/a/wire"), Path::new("/a/generated")), "../wire");
        assert_eq!(relative(Path::new("/a/wire"), Path::new("/b/c/out")), "../../../a/wire");
    }

    #[test]
    fn resolve_keeps_parts_that_do_not_exist() {
        let directory = tempfile::tempdir().unwrap();
        let real = directory.path().canonicalize().unwrap();
        assert_eq!(resolve(&directory.path().join("x/y")).unwrap(), real.join("x/y"));
        assert!(resolve(&directory.path().join("x/../y")).is_err());
    }
}
