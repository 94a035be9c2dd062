//! `.gitattributes`: the files that are folded in reviews exist, and are mechanical.

use std::fs;
use std::path::Path;

/// Whether a path matches a pattern of `.gitattributes`: `*` matches a part of a name, `**` directories.
fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((start, rest)) => {
            let Some(path) = path.strip_prefix(start) else { return false };
            let (rest, deep) = match rest.strip_prefix('*') {
                Some(rest) => (rest.strip_prefix('/').unwrap_or(rest), true),
                None => (rest, false),
            };
            let ends = path.char_indices().map(|(at, _)| at).chain([path.len()]);
            ends.take_while(|at| deep || !path[..*at].contains('/')).any(|at| {
                let at_boundary = !deep || rest.is_empty() || at == 0 || path[..at].ends_with('/');
                at_boundary && matches(rest, &path[at..])
            })
        }
    }
}

fn files(directory: &Path, root: &Path, found: &mut Vec<String>) {
    for path in fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        match path.is_dir() {
            true if matches!(name.rsplit('/').next(), Some("target" | ".git")) => {}
            true => files(&path, root, found),
            false => found.push(name),
        }
    }
}

#[test]
fn every_pattern_names_files_and_mechanical_files_are_folded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut found = Vec::new();
    files(root, root, &mut found);
    let attributes = fs::read_to_string(root.join(".gitattributes")).unwrap();
    let lines = attributes.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let patterns: Vec<(&str, &str)> = lines.map(|line| line.split_once(' ').unwrap()).collect();
    for (pattern, _) in &patterns {
        assert!(*pattern == "*" || found.iter().any(|path| matches(pattern, path)), "{pattern} matches nothing");
    }
    let is_mechanical = |path: &&String| {
        path.starts_with("generated/")
            && ["/codec.rs", "/construct.rs", "/round_trip.rs", "/types.json"].iter().any(|end| path.ends_with(end))
    };
    for path in found.iter().filter(is_mechanical) {
        let folded = patterns
            .iter()
            .any(|(pattern, attributes)| attributes.contains("linguist-generated") && matches(pattern, path));
        assert!(folded, "{path} is not folded");
    }
}

#[test]
fn patterns() {
    for (pattern, path, is) in [
        ("a/**/c.rs", "a/c.rs", true),
        ("a/**/c.rs", "a/b/d/c.rs", true),
        ("a/**/c.rs", "a/bc.rs", false),
        ("a/**", "a/b/c", true),
        ("a/*.rs", "a/b/c.rs", false),
        ("a/*.rs", "a/b.rs", true),
    ] {
        assert_eq!(matches(pattern, path), is, "{pattern} {path}");
    }
}
