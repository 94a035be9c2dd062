//! Generates typify's types from the project's schemas.

use std::env;
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../schemas");
    let schemas = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../schemas");
    let code = bundle::typify(&bundle::document(&schemas)?, bundle::Builders::Without)?;
    std::fs::write(PathBuf::from(env::var("OUT_DIR")?).join("typify.rs"), code)?;
    Ok(())
}
