//! Tests that a module of the generator uses only modules of earlier layers, so that no stage depends on a later one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The modules. Each may use the modules before it.
const LAYERS: &[&str] = &[
    // Modules that every stage may use.
    "visible",
    "text",
    "width",
    "telling",
    "scalars",
    "id",
    "ident",
    "digest",
    "stages",
    "parallel",
    "source_text",
    "diagnostic",
    "paths",
    "input",
    "limits",
    "nearest",
    "form",
    "backend",
    // The stages.
    "read",
    "config",
    "canon",
    "check",
    "refine",
    "names",
    "model",
    "passes",
    "prose",
    "emit",
    // The runs.
    "output",
    "explain",
    "drift",
    "reads",
    "bundle",
    "generate",
    "by_typify",
    "generator",
    "build",
];

#[test]
fn modules_use_earlier_ones_alone() {
    let mut files = BTreeMap::new();
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    read(&sources, &sources, &mut files);
    let of = |path: &str| path.split(['/', '.']).next().unwrap_or_default().to_owned();
    let modules: BTreeSet<String> = files.keys().map(|path| of(path)).filter(|name| !is_apart(name)).collect();
    assert_eq!(modules, LAYERS.iter().map(|name| (*name).to_owned()).collect(), "the modules and the layers differ");
    let layer = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    let mut wrong = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| !is_apart(&of(path))) {
        let module = of(path);
        for name in used(text) {
            if name != module && layer(&name).is_none_or(|used| Some(used) > layer(&module)) {
                wrong.push(format!("{path} uses crate::{name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a file is outside of the layers: the crate's root, and this file.
fn is_apart(name: &str) -> bool {
    name == "lib" || name == "layers"
}

fn read(root: &Path, directory: &Path, files: &mut BTreeMap<String, String>) {
    for path in fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            read(root, &path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

/// The first names of paths from the crate's root, except in comments.
fn used(text: &str) -> BTreeSet<String> {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    // Tests may use all stages.
    let code: String = text.lines().take_while(|line| *line != "#[cfg(test)]").filter(is_code).collect();
    let name = |path: &str| path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let mut used = BTreeSet::new();
    for path in code.split("crate::").skip(1) {
        match path.strip_prefix('{').and_then(|list| list.split_once("};")) {
            Some((list, _)) => used.extend(list.split(',').map(name)),
            None => drop(used.insert(name(path))),
        }
    }
    used.remove("");
    used
}

#[test]
fn paths_are_found() {
    let text = "use crate::read::corpus;\n// crate::emit\nuse crate::{\n    a, b,\n};\nlet x = crate::names::A || $crate::id::B;\n#[cfg(test)]\nuse crate::emit;";
    assert_eq!(used(text), ["a", "b", "id", "names", "read"].map(str::to_owned).into());
}
