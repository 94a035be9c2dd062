//! Each file in `tests/it/` is a module of that binary: otherwise, its tests would never run.

use std::fs;
use std::path::Path;

/// The files and directories in a directory that no line `mod …;` of its root declares.
fn undeclared(directory: &Path) -> Vec<String> {
    let root = fs::read_to_string(directory.join("main.rs")).unwrap();
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let names = entries.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned());
    names.filter(|name| name != "main" && !root.lines().any(|line| line == format!("mod {name};"))).collect()
}

#[test]
fn every_file_is_a_module() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for package in ["", "cli", "codegen", "diff", "wire", "xtask"] {
        let directory = root.join(package).join("tests/it");
        assert_eq!(undeclared(&directory), [""; 0], "{}", directory.display());
    }
}

#[test]
fn a_file_without_a_declaration_is_found() {
    let directory = tempfile::tempdir().unwrap();
    for (file, text) in [("main.rs", "mod one;\n"), ("one.rs", ""), ("two.rs", "")] {
        fs::write(directory.path().join(file), text).unwrap();
    }
    assert_eq!(undeclared(directory.path()), ["two"]);
}
