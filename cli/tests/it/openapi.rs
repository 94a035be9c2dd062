//! `schemawright sync` of whole documents: `gen` accepts everything that it writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use schemawright::{Diagnostics, Generator};
use tempfile::TempDir;

/// The OpenAPI documents below a directory of the tests.
fn documents(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// A directory in memory where that is possible, because disks are slow: a directory of schemas is written so that no crash leaves a part
/// of it.
fn scratch() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn own_documents() -> Vec<PathBuf> {
    documents(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/openapi"))
}

fn sync(document: &Path, schemas: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_schemawright"));
    command.args(["sync", "--file-name", "{title}.json", "--schemas"]).args([schemas, document]).output().unwrap()
}

fn taken(document: &Path, schemas: &Path) -> String {
    let output = sync(document, schemas);
    assert!(output.status.success(), "{}: {}", document.display(), String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The warnings or errors of the generator.
fn generated(schemas: &Path) -> Result<Diagnostics, Diagnostics> {
    Generator::new(schemas).generate().map(|output| output.warnings)
}

#[test]
fn whatever_sync_writes_gen_takes() {
    let documents = own_documents();
    assert!(documents.len() >= 6, "{documents:?}");
    for document in documents {
        let scratch = scratch();
        let schemas = scratch.path().join("schemas");
        taken(&document, &schemas);
        match generated(&schemas) {
            Ok(warnings) => assert!(warnings.is_empty(), "{}: {warnings}", document.display()),
            Err(faults) => panic!("{}: {faults}", document.display()),
        }
        let again = taken(&document, &schemas);
        assert!(again.contains(": 0 added, 0 changed, 0 removed, "), "{}: {again}", document.display());
        assert!(!again.contains("Now run"), "{}: {again}", document.display());
    }
}
