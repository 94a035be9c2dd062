//! The default build step: warns when `generated/` was made from something else than what is in `schemas/` and `codegen.toml` now.

use std::path::Path;

use crate::digest::Digest;
use crate::input::{self, FILE_SIZE, Unreadable};

/// Compares the digest of the inputs with the one in `generated/`. A packaged crate has no inputs, and is never out of date.
pub(crate) fn warning(package: &Path) -> Option<String> {
    let schemas = package.join("schemas");
    if !schemas.is_dir() {
        return None;
    }
    for input in ["schemas", "codegen.toml", "generated/inputs.digest"] {
        println!("cargo::rerun-if-changed={input}");
    }
    let made_from = input::read_text(&package.join("generated/inputs.digest"), FILE_SIZE).unwrap_or_default();
    let made_from = made_from.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
    match digest(&schemas, &package.join("codegen.toml")) {
        Ok(digest) if digest == made_from => None,
        Ok(_) => Some(
            "generated/ was not made from what is in schemas/ and codegen.toml now: run `cargo xtask regen`".to_owned(),
        ),
        Err(fault) => Some(format!("can't tell whether generated/ is up to date: {fault}\n{}", fault.help())),
    }
}

/// The digest of the schemas, by name, and of the configuration: as the generator computes it.
fn digest(schemas: &Path, config: &Path) -> Result<String, Unreadable> {
    let (files, faults) = input::list(schemas, input::is_json);
    if let Some(fault) = faults.into_iter().next() {
        return Err(fault);
    }
    let mut digest = Digest::new();
    for file in files {
        digest.file(&file.name, &input::read(&file.path, FILE_SIZE)?);
    }
    digest.file("", &input::read(config, FILE_SIZE)?);
    Ok(digest.finish())
}
