//! What it costs to compile the types of the same schemas: ours, typify's, the official SDK's.

use std::fs;
use std::path::{Path, PathBuf};

use bundle::Builders;

use crate::measured::{self, Cost};
use crate::{Result, project, row, scratch, table};

/// A package to be compiled.
struct Peer {
    name: &'static str,
    directory: PathBuf,
    /// The lines of its types.
    lines: usize,
    /// Whether the types stand in the package itself, so that they can be compiled again alone.
    own: bool,
}

/// Prints the table.
pub(crate) fn run() -> Result<()> {
    let document = bundle::document(&project().join("schemas"))?;
    let peers = [
        ours()?,
        typify("typify 0.8", &bundle::typify(&document, Builders::Without)?)?,
        typify("typify 0.8, with builders", &bundle::typify(&document, Builders::With)?)?,
        sdk()?,
    ];
    let costs = costs(&peers)?;
    let [first, ..] = &costs[..] else { return Ok(()) };
    let head = [
        "peer",
        "packages",
        "lines",
        "cold check",
        "ours",
        "warm check",
        "ours",
        "release build",
        "ours",
        "rustc's peak",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let time = |cost: Cost| table::time(cost.processor * 1e9);
    let ours = |ours: Cost, theirs: Cost| format!("{:.2}", ours.processor / theirs.processor);
    for (peer, costs) in peers.iter().zip(&costs) {
        let warm = costs.warm.zip(first.warm);
        rows.push(row![
            peer.name,
            packages(&peer.directory)?,
            peer.lines,
            time(costs.cold),
            ours(first.cold, costs.cold),
            warm.map_or("–".to_owned(), |(warm, _)| time(warm)),
            warm.map_or("–".to_owned(), |(warm, first)| ours(first, warm)),
            time(costs.release),
            ours(first.release, costs.release),
            format!("{:.0} MB", costs.release.megabytes.max(costs.cold.megabytes))
        ]);
    }
    println!(
        "## Compiling\n\nThe processor's time, with `CARGO_INCREMENTAL=0`; warm: the types alone, again, {WARM} times in turn, median; \
         \"ours\": our time by the peer's.\n\n{}",
        table::markdown(&rows)
    );
    Ok(())
}

/// How often the types alone are checked again.
const WARM: usize = 5;

/// What a peer costs.
#[derive(Default)]
struct Costs {
    cold: Cost,
    warm: Option<Cost>,
    release: Cost,
}

fn costs(peers: &[Peer]) -> Result<Vec<Costs>> {
    let mut costs = Vec::new();
    for peer in peers {
        cargo(peer, &["fetch", "--quiet"])?;
        cargo(peer, &["clean", "--quiet"])?;
        costs.push(Costs { cold: cargo(peer, &["check", "--quiet"])?, ..Costs::default() });
    }
    let mut warm = vec![Vec::new(); peers.len()];
    for _ in 0..WARM {
        for (peer, warm) in peers.iter().zip(&mut warm).filter(|(peer, _)| peer.own) {
            touch(&peer.directory.join("src/lib.rs"))?;
            warm.push(cargo(peer, &["check", "--quiet"])?);
        }
    }
    for ((peer, costs), mut warm) in peers.iter().zip(&mut costs).zip(warm) {
        warm.sort_by(|a, b| a.processor.total_cmp(&b.processor));
        costs.warm = warm.get(warm.len() / 2).copied();
        costs.release = cargo(peer, &["build", "--quiet", "--release"])?;
    }
    Ok(costs)
}

fn cargo(peer: &Peer, arguments: &[&str]) -> Result<Cost> {
    let mut all = vec!["CARGO_INCREMENTAL=0", "cargo"];
    all.extend(arguments);
    measured::run("env", &all, &peer.directory)
}

/// Writes a file as it is, for its time of change.
fn touch(path: &Path) -> Result<()> {
    let text = fs::read(path)?;
    Ok(fs::write(path, text)?)
}

/// A copy of `generated/`.
fn ours() -> Result<Peer> {
    let directory = scratch("ours")?;
    let project = project().canonicalize()?;
    let generated = project.join("generated");
    copy(&generated.join("src"), &directory.join("src"))?;
    let manifest = fs::read_to_string(generated.join("Cargo.toml"))?;
    let wire = project.join("wire").to_string_lossy().replace('\\', "/");
    let manifest = manifest.replace("\"../wire\"", &format!("\"{wire}\""));
    fs::write(directory.join("Cargo.toml"), format!("{manifest}\n[workspace]\n"))?;
    Ok(Peer { name: "stytch-types", lines: lines(&directory.join("src"))?, directory, own: true })
}

fn typify(name: &'static str, code: &str) -> Result<Peer> {
    let dependencies = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\nregress = \"0.11\"\n\
        chrono = { version = \"0.4\", default-features = false, features = [\"std\", \"serde\"] }\n";
    package(name, dependencies, code, true)
}

fn sdk() -> Result<Peer> {
    let mut peer = package("stytch 11.1", "stytch = \"=11.1.0\"\n", "pub use stytch::{b2b, consumer};\n", false)?;
    // Its types stand in its package in cargo's registry, among the code that sends requests.
    let source = Path::new(&std::env::var("CARGO_HOME").unwrap_or(format!("{}/.cargo", std::env::var("HOME")?)))
        .join("registry/src");
    for registry in fs::read_dir(source)? {
        let code = registry?.path().join("stytch-11.1.0/src");
        if code.is_dir() {
            peer.lines = lines(&code)?;
        }
    }
    Ok(peer)
}

fn package(name: &'static str, dependencies: &str, code: &str, own: bool) -> Result<Peer> {
    let directory = scratch(&name.replace([' ', ',', '.'], "-"))?;
    fs::create_dir_all(directory.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"peer\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n[dependencies]\n{dependencies}"
    );
    fs::write(directory.join("Cargo.toml"), manifest)?;
    fs::write(directory.join("src/lib.rs"), code)?;
    Ok(Peer { name, lines: code.lines().count(), directory, own })
}

/// How many packages cargo compiles or checks, the peer's own among them, as its lock file lists them for all platforms.
fn packages(directory: &Path) -> Result<usize> {
    Ok(fs::read_to_string(directory.join("Cargo.lock"))?.matches("[[package]]").count())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::write(target, fs::read(entry.path())?)?;
        }
    }
    Ok(())
}

pub(crate) fn lines(directory: &Path) -> Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let path = entry.path();
        count += if entry.file_type()?.is_dir() { lines(&path)? } else { fs::read_to_string(path)?.lines().count() };
    }
    Ok(count)
}
