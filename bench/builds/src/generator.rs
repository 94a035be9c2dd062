//! The generator: time, peak memory and growth, for the project's schemas and for renamed copies of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use stytch_codegen::{Config, Corpus, Generator};

use crate::measured::{self, Cost};
use crate::{Result, project, row, scratch, table};

/// How many times the project's schemas.
const COPIES: [usize; 4] = [1, 4, 16, 64];

/// Prints the table.
pub(crate) fn run() -> Result<()> {
    let mut rows = vec![row!["schemas", "time", "peak memory", "exponent"]];
    let mut before: Option<(usize, f64)> = None;
    for copies in COPIES {
        let directory = copied(copies)?;
        let schemas = fs::read_dir(&directory)?.count();
        let mut costs = Vec::new();
        for _ in 0..if copies < 16 { 5 } else { 1 } {
            costs.push(generate(&directory)?);
        }
        costs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        let cost = costs[costs.len() / 2];
        let exponent = before.map_or(String::new(), |(schemas_before, seconds)| {
            let growth = (cost.seconds / seconds).ln() / (schemas as f64 / schemas_before as f64).ln();
            format!("{growth:.2}")
        });
        rows.push(row![schemas, table::time(cost.seconds * 1e9), format!("{:.0} MB", cost.megabytes), exponent]);
        before = Some((schemas, cost.seconds));
    }
    println!("## Generating, in memory: read, convert, emit, format\n\n{}", table::markdown(&rows));
    regen()
}

/// What a whole process of `cargo xtask regen` takes when nothing has changed, cargo's own part left out.
fn regen() -> Result<()> {
    let project = project().canonicalize()?;
    let target = scratch("xtask")?;
    let target = target.to_string_lossy();
    measured::run("cargo", &["build", "--release", "--package", "xtask", "--target-dir", &target], &project)?;
    let xtask = format!("{target}/release/xtask");
    let cost = measured::run(&xtask, &["regen", "--check"], &project)?;
    let time = table::time(cost.seconds * 1e9);
    println!("`cargo xtask regen --check`, nothing changed: {time}, {:.0} MB", cost.megabytes);
    Ok(())
}

fn generate(directory: &Path) -> Result<Cost> {
    let program = std::env::current_exe()?;
    let cost = measured::run(&program.to_string_lossy(), &["generate-once", &directory.to_string_lossy()], directory)?;
    let seconds = fs::read_to_string(time_file(directory))?.parse()?;
    Ok(Cost { seconds, ..cost })
}

/// Generates once, and leaves the time beside the directory.
pub(crate) fn once(directory: &str) -> Result<()> {
    let begun = Instant::now();
    let corpus = Corpus::read(Path::new(directory)).map_err(|faults| faults.to_string())?;
    // The rules of the project's own configuration find their targets in the first copy, and its names hold for all of them.
    let file = project().join("codegen.toml");
    let config = Config::parse("codegen.toml", &fs::read_to_string(file)?).map_err(|faults| faults.to_string())?;
    let output = Generator::new(directory).generate_from(&corpus, &config).map_err(|faults| faults.to_string())?;
    let seconds = begun.elapsed().as_secs_f64();
    assert!(output.files.len() > 1 && output.model.items.len() >= corpus.files().len());
    fs::write(time_file(Path::new(directory)), seconds.to_string())?;
    Ok(())
}

fn time_file(directory: &Path) -> PathBuf {
    directory.with_extension("seconds")
}

/// A directory with so many copies of the schemas. The names in each end in its number, in files, titles, identifiers and references.
fn copied(copies: usize) -> Result<PathBuf> {
    let directory = scratch(&format!("schemas-x{copies}"))?;
    for entry in fs::read_dir(project().join("schemas"))? {
        let path = entry?.path();
        let text = fs::read_to_string(&path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for copy in 0..copies {
            let (text, name) = if copy == 0 { (text.clone(), name.clone()) } else { renamed(&text, &name, copy) };
            fs::write(directory.join(format!("{name}.json")), text)?;
        }
    }
    Ok(directory)
}

fn renamed(text: &str, name: &str, copy: usize) -> (String, String) {
    let lines = text.lines().map(|line| {
        let named =
            ["\"$id\": \"", "\"$ref\": \"", "\"title\": \""].iter().any(|key| line.trim_start().starts_with(key));
        match line.rfind('"').filter(|_| named) {
            Some(end) => format!("{}Copy{copy}{}", &line[..end], &line[end..]),
            None => line.to_owned(),
        }
    });
    (lines.collect::<Vec<_>>().join("\n"), format!("{name}-copy-{copy}"))
}
