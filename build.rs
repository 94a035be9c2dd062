//! Checks whether `generated/` is up to date or, with the feature `build-codegen`, generates the types.

#[cfg(not(feature = "build-codegen"))]
#[path = "build/digest.rs"]
mod digest;
#[cfg(not(feature = "build-codegen"))]
#[path = "build/freshness.rs"]
mod freshness;
#[cfg(feature = "build-codegen")]
#[path = "build/generate.rs"]
mod generate;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let package = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    // Tests that read bodies beside the repository are ignored without them.
    println!("cargo::rustc-check-cfg=cfg(has_shared)");
    if package.join("../shared/payloads").is_dir() {
        println!("cargo::rustc-cfg=has_shared");
    }
    #[cfg(feature = "build-codegen")]
    if let Err(error) = generate::generate(&package) {
        tell("error", &error);
        return ExitCode::FAILURE;
    }
    #[cfg(not(feature = "build-codegen"))]
    if let Some(warning) = freshness::warning(&package) {
        tell("warning", &warning);
    }
    ExitCode::SUCCESS
}

/// Prints a text for cargo. An instruction to cargo is one line.
fn tell(level: &str, text: &str) {
    for line in text.lines() {
        println!("cargo::{level}={line}");
    }
}
