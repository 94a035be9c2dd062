//! Tests that a module of a package uses only modules of earlier layers, so that no stage depends on a later one, and no two modules depend on each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use xtask::workspace::root;

/// The modules of each package. Each may use the modules before it.
const PACKAGES: &[(&str, &[&str])] = &[
    (
        "wire",
        &[
            // Modules that every other may use.
            "conversion",
            "rules",
            "timestamp",
            "outline",
            "unrecognized",
            "unrecognized_integer",
            "unrecognized_value",
            // The codec, and the types of fields.
            "codec",
            "string_schema",
            "secret",
            "newtype",
            "id",
            "number",
            "parsed",
            "base64",
            "personal",
            "claims",
            "maybe",
            // What programs call.
            "decode",
            "encode",
            "drift",
            "operation",
            "call",
            // The schemas of types, and what uses them.
            "describe",
            "validate",
            "example",
            // The tests of generated code, and the items that it uses.
            "testing",
            "described",
            "private",
        ],
    ),
    (".", &["members", "error", "call", "jwt", "m2m", "rbac", "webhook", "login"]),
    (
        "codegen",
        &[
            // Modules that every stage may use.
            "visible",
            "text",
            "width",
            "telling",
            "scalars",
            "privacy",
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
        ],
    ),
    (
        "diff",
        &[
            // What a comparison returns.
            "message",
            "rule",
            "change",
            "accept",
            "verdict",
            // The two states, and their types side by side.
            "renames",
            "state",
            "pairs",
            "both",
            // The comparisons.
            "constraints",
            "constructors",
            "docs",
            "features",
            "files",
            "surface",
            "unexplained",
            "generator",
            "members",
            "operations",
            "unions",
            "values",
            "items",
            "witness",
        ],
    ),
    (
        "cli",
        &[
            // Modules that every command may use.
            "terminal", "progress", "out", "paths", "program", "report", "wire", "project", "tree", "openapi",
            // The commands.
            "bundle", "drift", "explain", "graph", "diff", "init", "generate", "sync", "watch", "shell",
        ],
    ),
    ("xtask", &["workspace", "program", "cargo", "regen", "bench", "conformance", "ci"]),
    (
        "conformance",
        &[
            // The schemas, and the independent validator.
            "exit",
            "random",
            "meant",
            "schemas",
            "corrected",
            "places",
            "bundle",
            "formats",
            "doubting",
            "validate",
            // Values.
            "strings",
            "flat",
            "instances",
            "mutant",
            "takes",
            "values",
            "trials",
            // The types, and their results.
            "enabled",
            "subject",
            "verdict",
            "described",
            "published",
            "read_back",
            "otherwise",
            // The runs.
            "types",
            "additive",
            "any",
            "generality",
            "others",
            "table",
            "command",
        ],
    ),
];

#[test]
fn modules_use_earlier_ones_alone() {
    let wrong: Vec<String> = PACKAGES.iter().flat_map(|(package, layers)| wrong(package, layers)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The uses of later modules in a package.
fn wrong(package: &str, layers: &[&str]) -> Vec<String> {
    let mut files = BTreeMap::new();
    let sources = root().join(package).join("src");
    read(&sources, &sources, &mut files);
    let modules: BTreeSet<&str> = files.keys().map(|path| module(path)).filter(|name| !is_root(name)).collect();
    assert_eq!(modules, layers.iter().copied().collect(), "{package}: the modules and the layers differ");
    let exported = exported(&files);
    let layer = |name: &str| layers.iter().position(|layer| *layer == name);
    let mut wrong = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| !is_root(module(path))) {
        let module = module(path);
        for name in used(text, path.matches('/').count()) {
            let of = exported.get(&name).unwrap_or(&name);
            let is_foreign = exported.contains_key(&name) && !modules.contains(of.as_str());
            if of != module && !is_foreign && layer(of).is_none_or(|used| Some(used) > layer(module)) {
                wrong.push(format!("{package}/src/{path} uses crate::{name}"));
            }
        }
    }
    wrong
}

/// The module at the top of the package that a file belongs to.
fn module(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or_default()
}

/// Whether a file is outside of the layers: the root of the library or of a program.
fn is_root(name: &str) -> bool {
    ["lib", "main", "bin"].contains(&name)
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

/// The names that the library exports, each with its module at the top, or with the package that it comes from.
///
/// Items of `__private` are exported for generated code alone. Macros are at the root of the library, whichever module defines them.
fn exported(files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut exported = BTreeMap::new();
    for library in ["lib.rs", "private.rs"].iter().filter_map(|file| files.get(*file)) {
        let code = code(library);
        for path in code.split("pub use ").skip(1).filter_map(|path| path.split(';').next()) {
            let path = path.strip_prefix("crate::").unwrap_or(path);
            let module = path.split([':', ' ']).next().unwrap_or_default();
            let names = path.rsplit("::").next().unwrap_or_default();
            let names = names.rsplit(" as ").next().filter(|_| !names.starts_with('{')).unwrap_or(names);
            exported.extend(first_names(names).into_iter().map(|name| (name, module.to_owned())));
        }
    }
    for (path, text) in files {
        let code = code(text);
        let macros = code.split("#[macro_export]macro_rules! ").skip(1);
        exported.extend(macros.flat_map(first_names).map(|name| (name, module(path).to_owned())));
    }
    exported
}

/// The first names of paths from the crate's root, in a file that lies this many directories below it.
fn used(text: &str, depth: usize) -> BTreeSet<String> {
    let code = code(text).replace("crate::__private::", "crate::");
    let from_root = "super::".repeat(depth + 1);
    let starts = ["crate::", &from_root].map(|start| code.match_indices(start).map(|(at, _)| at + start.len()));
    let mut used: BTreeSet<String> = starts.into_iter().flatten().flat_map(|at| first_names(&code[at..])).collect();
    // A longer path of `super` ends in it, and a text may end in `crate::`. Macros import `__private` as a whole, for its items of the codec.
    used.retain(|name| !["", "super", "__private"].contains(&name.as_str()));
    used
}

/// The code of a file without comments and tests, which may use everything.
fn code(text: &str) -> String {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    text.lines().take_while(|line| *line != "#[cfg(test)]").filter(is_code).collect()
}

/// The first name of a path, or of each path in a list: `a` and `b` of `{a, b::{C, D}}`.
fn first_names(path: &str) -> Vec<String> {
    let name = |path: &str| path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(list) = path.strip_prefix('{') else { return vec![name(path)] };
    let mut depth = 0;
    let mut names = Vec::new();
    for part in list.split_inclusive(['{', '}', ',']) {
        if depth == 0 {
            names.push(name(part.trim_start()));
        }
        match part.chars().last() {
            Some('{') => depth += 1,
            Some('}') if depth == 0 => break,
            Some('}') => depth -= 1,
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn paths_are_found() {
    let text = "use crate::read::corpus;\n// crate::emit\nuse crate::{\n    a, b::{C, d},\n    e,\n};\nlet x = crate::names::A || $crate::id::B;\n\
                use super::f;\n$crate::__private::G\n#[cfg(test)]\nuse crate::emit;";
    assert_eq!(used(text, 0), ["G", "a", "b", "e", "f", "id", "names", "read"].map(str::to_owned).into());
    assert_eq!(used("use super::a;\nuse super::super::b;", 1), ["b".to_owned()].into());
    let files = [
        ("lib.rs", "pub use a::b::{C, D};\npub use e::F;\npub use serde_json;\npub use serde_core as serde;"),
        ("private.rs", "pub use crate::g::{H, I};\npub use crate::{__j as j};"),
        ("k/l.rs", "#[macro_export]\nmacro_rules! __j {\n}\nmacro_rules! local {\n}"),
    ];
    let exported = exported(&files.map(|(path, text)| (path.to_owned(), text.to_owned())).into());
    let expected = [("C", "a"), ("D", "a"), ("F", "e"), ("H", "g"), ("I", "g"), ("__j", "k"), ("serde", "serde_core")];
    let expected = expected.into_iter().chain([("serde_json", "serde_json")]);
    assert_eq!(exported, expected.map(|(name, module)| (name.to_owned(), module.to_owned())).collect());
}

#[test]
fn a_later_module_is_found() {
    for (package, layers) in PACKAGES {
        let reversed: Vec<&str> = layers.iter().rev().copied().collect();
        assert!(!wrong(package, &reversed).is_empty(), "{package}");
        if *package == "diff" {
            assert!(wrong(package, &reversed).contains(&"diff/src/change.rs uses crate::message".to_owned()));
        }
    }
}
