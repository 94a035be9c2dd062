//! `cargo xtask sync` of real documents: `regen` accepts everything that it writes.

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

/// Published documents, unchanged. Some do not generate without a configuration (two names may be equal), but never because of a reference
/// without a target or a malformed keyword.
#[test]
#[cfg_attr(not(has_shared), ignore = "../shared is not there")]
fn real_documents_are_taken() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let mut documents = documents(&shared.join("real/openapi"));
    documents.push(shared.join("upstream/openapi-earlier.yml"));
    let mut generated_count = 0;
    for document in &documents {
        let scratch = scratch();
        let schemas = scratch.path().join("schemas");
        let said = taken(document, &schemas);
        assert!(said.contains("operations.json: "), "{}: {said}", document.display());
        let Err(faults) = generated(&schemas) else {
            generated_count += 1;
            continue;
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
    }
    assert!(generated_count >= 2, "{generated_count} of {}", documents.len());
}
