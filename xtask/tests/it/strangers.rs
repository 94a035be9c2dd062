//! The published packages contain nothing about this project's own schemas.

use std::fs;
use std::path::{Path, PathBuf};

/// The files of a package, without data of its tests and build output.
fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()) {
        match path.is_dir() {
            true if path.ends_with("tests") || path.ends_with("target") => {}
            true => files(&path, found),
            false => found.push(path),
        }
    }
}

#[test]
fn their_packages_contain_no_names() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut found = Vec::new();
    ["cli", "codegen", "diff", "wire"].iter().for_each(|package| files(&root.join(package), &mut found));
    assert!(found.len() > 250, "{}", found.len());
    let names_us = |path: &&PathBuf| {
        let text = fs::read_to_string(path).unwrap().to_lowercase();
        ["stytch", "xtask"].iter().any(|name| text.contains(name))
    };
    let ours: Vec<_> = found.iter().filter(names_us).collect();
    assert!(ours.is_empty(), "{ours:?}");
}
