//! Every feature of the types compiles by itself, without a warning.

use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The names in the `[features]` table of the generated package.
fn features() -> Vec<String> {
    let text = std::fs::read_to_string(Path::new(ROOT).join("generated/Cargo.toml")).expect("the manifest is there");
    let table = text.split("[features]\n").nth(1).expect("the manifest has features");
    let table = table.split("\n[").next().unwrap_or_default();
    table.lines().filter_map(|line| line.split_once(" = [")).map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn every_feature_compiles_by_itself() {
    let mut features = features();
    assert!(features.len() > 50, "{features:?}");
    // The facade's own.
    features.extend(["http", "http,session-v1"].map(str::to_owned));
    let mut failed = Vec::new();
    for feature in features {
        let output = Command::new(env!("CARGO"))
            .current_dir(ROOT)
            .args(["check", "--quiet", "--offline", "--package", "stytch-types", "--lib"])
            .args(["--no-default-features", "--features", &feature])
            .env("RUSTFLAGS", "-Dwarnings")
            .env("CARGO_TARGET_DIR", Path::new(ROOT).join("target/features"))
            .env("CARGO_INCREMENTAL", "0")
            .output()
            .expect("cargo runs");
        if !output.status.success() {
            failed.push(format!("{feature}:\n{}", String::from_utf8_lossy(&output.stderr)));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
