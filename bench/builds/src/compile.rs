//! The cost of compiling the types of the same schemas: ours, typify's, and the official SDK's.

use std::fs;
use std::path::Path;

use bundle::Builders;

use crate::measured::{self, Cost};
use crate::packages::{self, Package};
use crate::{Result, layer, out, project, row, table, users};

/// The number of checks of each package from nothing. One is not enough to measure a difference of a tenth.
const COLD: usize = 3;

/// The number of further checks of the types alone.
const WARM: usize = 5;

/// Prints the tables.
pub(crate) fn run() -> Result<()> {
    out::line(format!(
        "The processor's time, with `CARGO_INCREMENTAL=0` and all crates downloaded before; cold: {COLD} times in turn, median; warm: the types \
         alone, again, {WARM} times in turn, median; \"ours\": the first row's time by this one's; peak: of the largest process, rustc's.\n"
    ));
    out::line(format!("## Compiling a program with one dependency\n\n{}", table(&programs()?)?));
    out::line(format!("## Compiling the types of the same schemas\n\n{}", table(&types()?)?));
    layer::run()?;
    users::run()
}

/// New programs, each with one dependency.
fn programs() -> Result<Vec<Package>> {
    Ok(vec![
        packages::facade("stytch-types", "")?,
        packages::types_alone("the same, without calls and what is hand-written")?,
        packages::facade("stytch-types, with http", ", features = [\"http\"]")?,
        packages::facade("stytch-types, only session-v1", ", default-features = false, features = [\"session-v1\"]")?,
        packages::program("stytch 11.1", "stytch = \"=11.1.0\"\n", "stytch")?,
    ])
}

/// Packages of types, and their dependencies.
fn types() -> Result<Vec<Package>> {
    let document = bundle::document(&project().join("schemas"))?;
    Ok(vec![
        packages::ours("stytch-types-generated", &[])?,
        packages::ours("the same, only session-v1", &["--no-default-features", "--features", "session-v1"])?,
        packages::typify("typify 0.8", &bundle::typify(&document, Builders::Without)?)?,
        packages::typify("typify 0.8, with builders", &bundle::typify(&document, Builders::With)?)?,
    ])
}

fn table(packages: &[Package]) -> Result<String> {
    let costs = costs(packages)?;
    let [first, ..] = &costs[..] else { return Ok(String::new()) };
    let mut rows = vec![row![
        "package",
        "packages compiled",
        "in `Cargo.lock`",
        "lines of types",
        "cold check",
        "ours",
        "warm check",
        "ours",
        "release build",
        "ours",
        "peak"
    ]];
    let time = |cost: Cost| table::time(cost.processor * 1e9);
    let ours = |ours: Cost, theirs: Cost| format!("{:.2}", ours.processor / theirs.processor);
    for (package, cost) in packages.iter().zip(&costs) {
        rows.push(row![
            package.name,
            compiled(package)?,
            locked(package)?,
            package.lines,
            time(cost.cold),
            ours(first.cold, cost.cold),
            time(cost.warm),
            ours(first.warm, cost.warm),
            time(cost.release),
            ours(first.release, cost.release),
            format!("{:.0} MB", cost.cold.megabytes.max(cost.release.megabytes))
        ]);
    }
    Ok(table::markdown(&rows))
}

/// The cost of a package.
struct Costs {
    cold: Cost,
    warm: Cost,
    release: Cost,
}

fn costs(packages: &[Package]) -> Result<Vec<Costs>> {
    for package in packages {
        cargo(package, &["fetch", "--quiet"])?;
    }
    let cold = checks(packages, COLD, |_| Vec::new())?;
    let warm = checks(packages, WARM, |package| vec!["--package", package.types])?;
    let costs = packages.iter().zip(cold).zip(warm).map(|((package, cold), warm)| {
        let release = build(package, &["build", "--quiet", "--release"])?;
        Ok(Costs { cold, warm, release })
    });
    costs.collect()
}

/// Checks all packages in turn, and returns the median of each. Before each check, cargo removes the output of the packages in the options
/// of `clean`.
fn checks(packages: &[Package], times: usize, cleaned: impl Fn(&Package) -> Vec<&'static str>) -> Result<Vec<Cost>> {
    let mut rounds = vec![Vec::new(); packages.len()];
    for _ in 0..times {
        for (package, costs) in packages.iter().zip(&mut rounds) {
            cargo(package, &[&["clean", "--quiet"], &cleaned(package)[..]].concat())?;
            costs.push(build(package, &["check", "--quiet"])?);
        }
    }
    Ok(rounds.into_iter().map(median).collect())
}

pub(crate) fn median(mut costs: Vec<Cost>) -> Cost {
    costs.sort_by(|a, b| a.processor.total_cmp(&b.processor));
    costs[costs.len() / 2]
}

/// Runs cargo with the features of the measured package.
pub(crate) fn build(package: &Package, arguments: &[&str]) -> Result<Cost> {
    cargo(package, &[arguments, package.features].concat())
}

pub(crate) fn cargo(package: &Package, arguments: &[&str]) -> Result<Cost> {
    let mut all = vec!["CARGO_INCREMENTAL=0", "cargo"];
    all.extend(arguments);
    measured::run("env", &all, &package.directory)
}

/// The number of packages that are compiled on this platform, including the package itself.
fn compiled(package: &Package) -> Result<usize> {
    let mut arguments = vec!["tree", "--edges", "normal,build", "--prefix", "none", "--no-dedupe", "--format", "{p}"];
    arguments.extend(package.features);
    let mut lines = measured::output("cargo", &arguments, &package.directory)?;
    lines.sort_unstable();
    lines.dedup();
    Ok(lines.len())
}

/// The number of packages in the lock file, for all platforms, including the package itself.
fn locked(package: &Package) -> Result<usize> {
    Ok(lock(&package.directory)?.matches("[[package]]").count())
}

fn lock(directory: &Path) -> Result<String> {
    Ok(fs::read_to_string(directory.join("Cargo.lock"))?)
}
