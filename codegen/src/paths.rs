//! Paths in messages.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// Windows gives a resolved path a prefix, `\\?\C:\types`, which cargo and git do not accept everywhere. Returns `C:\types`.
#[must_use]
pub fn plain(path: PathBuf) -> PathBuf {
    let text = path.to_str().and_then(|text| text.strip_prefix(r"\\?\"));
    match text.map(str::as_bytes) {
        Some([b'A'..=b'Z' | b'a'..=b'z', b':', b'\\', ..]) => PathBuf::from(text.unwrap_or_default()),
        _ => path,
    }
}

/// A path relative to the current directory, with `/` between its parts: `schemas/a.json` instead of `/home/me/types/schemas/a.json`. A path outside
/// of the current directory is returned unchanged.
#[must_use]
pub fn shown(path: &Path) -> String {
    let current = std::env::current_dir().and_then(|directory| directory.canonicalize()).map(plain).ok();
    let below = current.as_deref().and_then(|current| path.strip_prefix(current).ok());
    match below {
        Some(below) if below.as_os_str().is_empty() => ".".to_owned(),
        Some(below) => below.to_string_lossy().replace(MAIN_SEPARATOR, "/"),
        None => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_path_is_relative_to_the_current_directory() {
        let here = plain(Path::new(".").canonicalize().unwrap());
        assert_eq!(shown(&here), ".");
        assert_eq!(shown(&here.join("schemas").join("a.json")), "schemas/a.json");
        let outside = here.parent().unwrap().join("schemas");
        assert_eq!(shown(&outside), outside.display().to_string());
    }
}
