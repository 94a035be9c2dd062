//! Paths: resolved, relative to one another, and short for messages.

use std::ffi::OsStr;
use std::io;
use std::path::{Component, Path, PathBuf};

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

/// Windows gives a resolved path a prefix, `\\?\C:\types`, which cargo and git do not accept everywhere. Returns `C:\types`.
fn plain(path: PathBuf) -> PathBuf {
    let text = path.to_str().and_then(|text| text.strip_prefix(r"\\?\"));
    match text.map(str::as_bytes) {
        Some([b'A'..=b'Z' | b'a'..=b'z', b':', b'\\', ..]) => PathBuf::from(text.unwrap_or_default()),
        _ => path,
    }
}

/// The relative path from a directory to a path, with `/` between its parts, as in a `Cargo.toml`: `../wire`.
#[must_use]
pub fn relative(path: &Path, from: &Path) -> String {
    let relative = pathdiff::diff_paths(path, from).unwrap_or_else(|| path.to_owned());
    relative.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// A path relative to the current directory, with `/` between its parts: `schemas/a.json` instead of `/home/me/types/schemas/a.json`. A path outside
/// of the current directory is returned unchanged.
#[must_use]
pub fn shown(path: &Path) -> String {
    let current = std::env::current_dir().and_then(|directory| directory.canonicalize()).map(plain).ok();
    let below = current.as_deref().and_then(|current| path.strip_prefix(current).ok());
    match below {
        Some(below) if below.as_os_str().is_empty() => ".".to_owned(),
        Some(below) => below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"),
        None => path.display().to_string(),
    }
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
    fn the_prefix_of_windows_is_removed() {
        for (path, expected) in [
            (r"\\?\C:\types\wire", r"C:\types\wire"),
            (r"\\?\UNC\server\share", r"\\?\UNC\server\share"),
            (r"C:\types", r"C:\types"),
            ("/types/wire", "/types/wire"),
        ] {
            assert_eq!(plain(PathBuf::from(path)), Path::new(expected));
        }
    }

    #[test]
    fn resolve_keeps_parts_that_do_not_exist() {
        let directory = tempfile::tempdir().unwrap();
        let real = directory.path().canonicalize().unwrap();
        assert_eq!(resolve(&directory.path().join("x/y")).unwrap(), real.join("x/y"));
        assert!(resolve(&directory.path().join("x/../y")).is_err());
    }
}
