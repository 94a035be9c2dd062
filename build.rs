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
    println!("cargo::rerun-if-changed=build.rs\ncargo::rerun-if-changed=build");
    let package = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    // Tests that read bodies beside the repository are ignored without them.
    println!("cargo::rustc-check-cfg=cfg(has_shared)");
    if package.join("../shared/payloads").is_dir() {
        println!("cargo::rustc-cfg=has_shared");
    }
    #[cfg(feature = "build-codegen")]
    let done = generate::generate(&package);
    #[cfg(not(feature = "build-codegen"))]
    let done = freshness::check(&package);
    done
}
