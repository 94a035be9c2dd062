//! Other generators, from the registry, with the same schemas in the form that each accepts.

use std::fs;
use std::path::{Path, PathBuf};

use crate::measured::{self, Cost};
use crate::packages::lines;
use crate::{Result, project, row, scratch, table};

/// A generator that is a program.
struct Peer {
    /// Its package, which is also the name of its program.
    name: &'static str,
    version: &'static str,
    input: &'static str,
    /// Its arguments beside its input; the last one precedes the output.
    arguments: &'static [&'static str],
}

/// The schemas as the definitions of one document of draft 7.
const BUNDLE: &str = "bundle.json";
/// The schemas as the components of an OpenAPI document.
const OPENAPI: &str = "openapi.json";
/// `openapi-to-rust` reads a configuration file.
const CONFIGURATION: &str = "[generator]\nspec_path = \"openapi.json\"\noutput_dir = \"openapi-to-rust\"\nmodule_name = \"types\"\n\n\
    [features]\nenable_async_client = false\n";

const PEERS: &[Peer] = &[
    Peer {
        name: "cargo-typify",
        version: "0.8.0",
        input: BUNDLE,
        arguments: &["typify", BUNDLE, "--output", "cargo-typify/types.rs"],
    },
    Peer {
        name: "ploidy",
        version: "0.15.0",
        input: OPENAPI,
        arguments: &["generate", "rust", OPENAPI, "-o", "ploidy"],
    },
    Peer {
        name: "openapi-to-rust",
        version: "0.23.0",
        input: OPENAPI,
        arguments: &["generate", "--config", "openapi-to-rust.toml"],
    },
];

/// A table: this generator, whose cost is known, and each peer. The error of a peer that does not run is printed.
pub(crate) fn rows(ours: &Cost) -> Result<Vec<Vec<String>>> {
    let mut rows = vec![row!["generator", "input", "time", "processor", "peak memory", "lines"]];
    rows.push(measured_row("schemawright", "schemas/", ours, lines(&project().join("generated"))?));
    let directory = scratch("generators")?;
    let schemas = project().join("schemas");
    fs::write(directory.join(BUNDLE), bundle::document(&schemas)?.to_string())?;
    fs::write(directory.join(OPENAPI), bundle::openapi(&schemas)?.to_string())?;
    fs::write(directory.join("openapi-to-rust.toml"), CONFIGURATION)?;
    for peer in PEERS {
        let name = format!("{} {}", peer.name, peer.version);
        match run(peer, &directory) {
            Ok((cost, lines)) => rows.push(measured_row(&name, peer.input, &cost, lines)),
            Err(error) => {
                eprintln!("{name} does not run: {error}");
                rows.push(row![name, peer.input, "does not run", "", "", ""]);
            }
        }
    }
    Ok(rows)
}

fn measured_row(name: &str, input: &str, cost: &Cost, lines: usize) -> Vec<String> {
    let time = |seconds: f64| table::time(seconds * 1e9);
    let memory = format!("{:.0} MB", cost.megabytes);
    row![name, input, time(cost.seconds), time(cost.processor), memory, lines]
}

/// Installs cargo-typify, and returns the path of its program.
pub(crate) fn typify() -> Result<PathBuf> {
    installed(&PEERS[0])
}

/// Installs a peer below the target directory, and returns the path of its program.
fn installed(peer: &Peer) -> Result<PathBuf> {
    let tools = scratch("tools")?;
    let root = tools.to_string_lossy();
    measured::run(
        "cargo",
        &["install", "--quiet", "--locked", "--root", &root, "--version", peer.version, peer.name],
        &tools,
    )?;
    Ok(tools.join("bin").join(peer.name))
}

/// Runs a peer, and returns its cost and the number of lines that it writes.
fn run(peer: &Peer, directory: &Path) -> Result<(Cost, usize)> {
    let program = installed(peer)?;
    let output = directory.join(peer.name);
    if output.is_dir() {
        fs::remove_dir_all(&output)?;
    }
    fs::create_dir_all(&output)?;
    let cost = measured::run(&program.to_string_lossy(), peer.arguments, directory)?;
    Ok((cost, lines(&output)?))
}
