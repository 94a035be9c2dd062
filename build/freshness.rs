//! The default build step: warns when `generated/` was made from something else than what is in `schemas/` and `codegen.toml` now.

use std::fs;
use std::io;
use std::path::Path;

use crate::digest::Digest;

/// Compares the digest of the inputs with that which stands in `generated/`. A packaged crate has no inputs, and is never out of date.
pub(crate) fn warning(package: &Path) -> Option<String> {
    let schemas = package.join("schemas");
    if !schemas.is_dir() {
        return None;
    }
    for input in ["schemas", "codegen.toml", "generated/inputs.digest"] {
        println!("cargo::rerun-if-changed={input}");
    }
    let made_from = fs::read_to_string(package.join("generated/inputs.digest")).unwrap_or_default();
    let made_from = made_from.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
    match digest(&schemas, &package.join("codegen.toml")) {
        Ok(digest) if digest == made_from => None,
        Ok(_) => Some(
            "generated/ was not made from what is in schemas/ and codegen.toml now: run `cargo xtask regen`".to_owned(),
        ),
        Err(error) => Some(format!("can't tell whether generated/ is up to date: {error}")),
    }
}

/// The digest of the schemas, by name, and of the configuration: as the generator computes it.
fn digest(schemas: &Path, config: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    collect(schemas, "", &mut files)?;
    files.sort();
    let mut digest = Digest::new();
    for name in files {
        digest.file(&name, &fs::read(schemas.join(&name))?);
    }
    digest.file("", &fs::read(config)?);
    Ok(digest.finish())
}

/// The names of the `*.json` files below a directory, with `/` between their parts.
fn collect(directory: &Path, prefix: &str, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else { continue };
        let name = format!("{prefix}{}", name.to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files)?;
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(name);
        }
    }
    Ok(())
}
