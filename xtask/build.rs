//! Detects documents beside the repository. Tests of this package and of `conformance` read them, and are ignored without them. The build
//! script of the facade does the same for its tests.

use std::path::Path;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(has_shared)");
    println!("cargo::rerun-if-changed=../xtask/build.rs");
    let shared = Path::new("../../shared");
    if shared.join("upstream").is_dir() && shared.join("real").is_dir() {
        println!("cargo::rustc-cfg=has_shared");
    }
}
