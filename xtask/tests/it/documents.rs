//! `cargo xtask sync` of real documents: `regen` accepts everything that it writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use schemawright::{Diagnostics, Generator};
use tempfile::TempDir;

fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared")
}

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

fn sync(document: &Path, schemas: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
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

/// Smaller documents are tried in every run.
const SMALL: u64 = 1_150_000;

fn is_small(document: &Path) -> bool {
    fs::metadata(document).unwrap().len() < SMALL
}

/// Takes in published documents, unchanged. Some do not generate without a configuration (two names may be equal), but never because of a
/// reference without a target or a malformed keyword. Returns how many generate.
fn all_taken(documents: &[PathBuf]) -> usize {
    let generates = documents.iter().filter(|document| {
        let scratch = scratch();
        let schemas = scratch.path().join("schemas");
        let said = taken(document, &schemas);
        assert!(said.contains("operations.json: "), "{}: {said}", document.display());
        let Err(faults) = generated(&schemas) else {
            return true;
        };
        let of_sync = [
            "unresolved-ref",
            "ref-to-non-schema",
            "duplicate-id",
            "bad-keyword",
            "not-a-schema",
            "empty-enum",
            "circular",
        ];
        let found: Vec<_> = faults.iter().filter(|fault| of_sync.contains(&fault.code)).collect();
        assert!(found.is_empty(), "{}: {found:#?}", document.display());
        false
    });
    generates.count()
}

#[test]
#[cfg_attr(not(has_shared), ignore = "../shared is not there")]
fn real_documents_are_taken() {
    // With `--ignored`, it runs anyway.
    if !cfg!(has_shared) {
        return;
    }
    let documents: Vec<_> =
        documents(&shared().join("real/openapi")).into_iter().filter(|path| is_small(path)).collect();
    assert!(documents.len() >= 3 && all_taken(&documents) >= 1);
}

#[test]
#[ignore = "takes half a minute: `cargo xtask ci --only documents` runs it"]
fn large_documents_are_taken() {
    if !cfg!(has_shared) {
        println!("skipped: ../shared is not there");
        return;
    }
    let mut documents = documents(&shared().join("real/openapi"));
    documents.retain(|path| !is_small(path));
    documents.push(shared().join("upstream/openapi-earlier.yml"));
    assert!(documents.len() >= 4);
    all_taken(&documents);
}
