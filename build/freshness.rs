//! The default build step: warns if `generated/` was made from other inputs than the present `schemas/` and `codegen.toml`.
//!
//! Every program that uses the crate compiles this, so it is short. The generator itself reports unreadable files in detail.

use std::fs;
use std::io::{Error, Result};
use std::path::Path;

use crate::digest::Digest;

/// Compares the digest of the inputs with the one in `generated/`. A packaged crate has no inputs, and is never out of date.
pub(crate) fn warning(package: &Path) -> Option<String> {
    let schemas = package.join("schemas");
    if !schemas.is_dir() {
        return None;
    }
    println!("cargo::rerun-if-changed=schemas");
    println!("cargo::rerun-if-changed=codegen.toml");
    println!("cargo::rerun-if-changed=generated/inputs.digest");
    match digest(package, &schemas) {
        Ok(digest) if made_from(package).contains(&digest) => None,
        Ok(_) => Some(
            "generated/ was not made from what is in schemas/ and codegen.toml now: run `cargo xtask regen`".to_owned(),
        ),
        Err(error) => Some(format!("can't tell whether generated/ is up to date: {error}")),
    }
}

/// The digest that the generator wrote; empty if there is none.
fn made_from(package: &Path) -> String {
    fs::read_to_string(package.join("generated/inputs.digest")).unwrap_or_default()
}

/// The digest of the schemas and of the configuration, as the generator computes it.
fn digest(package: &Path, schemas: &Path) -> Result<String> {
    let mut digest = Digest::new();
    add_directory(&mut digest, schemas, "")?;
    add(&mut digest, "", &package.join("codegen.toml"))?;
    Ok(digest.finish())
}

/// Adds the schemas of a directory, by their relative paths.
fn add_directory(digest: &mut Digest, directory: &Path, prefix: &str) -> Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let path = entry.path();
        if path.is_dir() {
            add_directory(digest, &path, &format!("{name}/"))?;
        } else if name.ends_with(".json") {
            add(digest, &name, &path)?;
        }
    }
    Ok(())
}

fn add(digest: &mut Digest, name: &str, path: &Path) -> Result<()> {
    // Opening a pipe would wait for a writer.
    if !path.is_file() {
        return Err(Error::other(format!("{} is not a regular file", path.display())));
    }
    digest.file(name, &fs::read(path)?);
    Ok(())
}
