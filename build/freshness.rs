//! The default build step: warns if `generated/` was made from other schemas or another `codegen.toml` than the present ones.
//!
//! Every program that uses the crate compiles this, so it is short: the generator itself reports what it can't read, and why.

use std::fs;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::digest::Digest;

/// Compares the digest of the inputs with the one in `generated/`. A packaged crate has no inputs, and is never out of date.
pub(crate) fn check(package: &Path) -> ExitCode {
    let schemas = package.join("schemas");
    if !schemas.is_dir() {
        return ExitCode::SUCCESS;
    }
    println!("cargo::rerun-if-changed=schemas\ncargo::rerun-if-changed=codegen.toml");
    println!("cargo::rerun-if-changed=generated/inputs.digest");
    let made_from = fs::read(package.join("generated/inputs.digest")).unwrap_or_default();
    match digest(package, &schemas) {
        Ok(digest) if made_from.trim_ascii_end().ends_with(digest.as_bytes()) => {}
        Ok(_) => println!(
            "cargo::warning=generated/ was not made from what is in schemas/ and codegen.toml now: run `cargo xtask regen`"
        ),
        Err(error) => println!("cargo::warning=can't tell whether generated/ is up to date: {error}"),
    }
    ExitCode::SUCCESS
}

/// The digest of the schemas and of the configuration, as the generator computes it.
fn digest(package: &Path, schemas: &Path) -> Result<String> {
    let mut digest = Digest::new();
    add_directory(&mut digest, &mut Vec::new(), schemas, "")?;
    digest.file("", &read(&package.join("codegen.toml"))?);
    Ok(digest.finish())
}

/// Adds the schemas in a directory, with their paths relative to the first one. Each directory counts once, because a link may lead back.
fn add_directory(digest: &mut Digest, seen: &mut Vec<PathBuf>, directory: &Path, prefix: &str) -> Result<()> {
    let identity = directory.canonicalize()?;
    if seen.contains(&identity) {
        return Err(Error::other(format!("a link leads to {} again", directory.display())));
    }
    seen.push(identity);
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().display());
        if path.is_dir() {
            add_directory(digest, seen, &path, &format!("{name}/"))?;
        } else if name.ends_with(".json") {
            digest.file(&name, &read(&path)?);
        }
    }
    Ok(())
}

/// Reads a regular file: a named pipe would never end.
fn read(path: &Path) -> Result<Vec<u8>> {
    if fs::metadata(path)?.is_file() {
        fs::read(path)
    } else {
        Err(Error::other(format!("{} is not a file", path.display())))
    }
}
