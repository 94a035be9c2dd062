//! The generator: time, peak memory and growth, for the project's schemas and for renamed copies of them; its stages; its peers; and `sync`
//! of an OpenAPI document.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use schemawright::{Corpus, Generator};

use crate::measured::{self, Cost};
use crate::{Result, generators, intake, many, others, out, project, row, rules, scratch, table};

/// The numbers of copies of the project's schemas.
pub(crate) const COPIES: [usize; 4] = [1, 4, 16, 64];

/// The number of runs for the project's schemas. More copies have fewer runs.
const RUNS: usize = 25;

/// One size of input.
struct Measured {
    schemas: usize,
    cost: Cost,
    /// Seconds of each stage.
    stages: Vec<(String, f64)>,
}

/// Prints the tables.
pub(crate) fn run() -> Result<()> {
    let sizes = COPIES.into_iter().map(measure).collect::<Result<Vec<_>>>()?;
    out::line(format!("## Generating, in memory: read, convert, emit, format\n\n{}", growth(&sizes)));
    out::line(format!("### Shares of the stages, by the clock\n\n{}", shares(&sizes)));
    let peers = generators::rows(&sizes[0].cost)?;
    out::line(format!("## Generating the project's schemas, beside the peers\n\n{}", table::markdown(&peers)));
    out::line(format!(
        "## `cargo xtask sync` of an OpenAPI document with the schemas, as a whole, a release build\n\n{}",
        intake::table()?
    ));
    many::print()?;
    others::print()?;
    out::line(format!("## `cargo xtask regen` as a whole, {REGENS} times, median\n\n{}", regen()?));
    Ok(())
}

fn measure(copies: usize) -> Result<Measured> {
    let directory = copied(copies)?;
    let mut runs = Vec::new();
    for _ in 0..RUNS.div_ceil(copies) {
        runs.push(generate(&directory)?);
    }
    runs.sort_by(|(a, _), (b, _)| a.seconds.total_cmp(&b.seconds));
    let (cost, stages) = runs.swap_remove(runs.len() / 2);
    Ok(Measured { schemas: fs::read_dir(&directory)?.count(), cost, stages })
}

/// The exponents are those of processor time: from the previous size, and from the first.
fn growth(sizes: &[Measured]) -> String {
    let exponent = |from: &Measured, to: &Measured| {
        let growth = (to.cost.processor / from.cost.processor).ln() / (to.schemas as f64 / from.schemas as f64).ln();
        format!("{growth:.2}")
    };
    let mut rows = vec![row!["schemas", "time", "processor", "peak memory", "exponent", "from the first"]];
    for (index, size) in sizes.iter().enumerate() {
        let mut row = row![
            size.schemas,
            table::time(size.cost.seconds * 1e9),
            table::time(size.cost.processor * 1e9),
            format!("{:.0} MB", size.cost.megabytes)
        ];
        if let Some(before) = index.checked_sub(1) {
            row.extend([exponent(&sizes[before], size), exponent(&sizes[0], size)]);
        }
        rows.push(row);
    }
    table::markdown(&rows)
}

fn shares(sizes: &[Measured]) -> String {
    let mut head = row!["stage"];
    head.extend(sizes.iter().map(|size| size.schemas.to_string()));
    let mut rows = vec![head];
    for (index, (name, _)) in sizes[0].stages.iter().enumerate() {
        let mut row = row![name];
        row.extend(sizes.iter().map(|size| {
            let all: f64 = size.stages.iter().map(|(_, seconds)| seconds).sum();
            format!("{:.0} %", size.stages[index].1 / all * 100.0)
        }));
        rows.push(row);
    }
    table::markdown(&rows)
}

/// The number of measurements of each run of `regen`.
const REGENS: usize = 5;

/// The time of the whole process of `cargo xtask regen`, without cargo: in a debug build, and optimized.
fn regen() -> Result<String> {
    let mut rows =
        vec![row!["`cargo xtask` is built", "all files are new", "nothing has changed", "`--check`", "peak memory"]];
    for (profile, options) in [("debug", &[][..]), ("release", &["--release"])] {
        let xtask = xtask(profile, options)?;
        let mut times = [Vec::new(), Vec::new(), Vec::new()];
        let mut peak = 0.0_f64;
        for _ in 0..REGENS {
            let out = scratch("regen")?;
            fs::remove_dir_all(&out)?;
            for (times, check) in times.iter_mut().zip([false, false, true]) {
                let cost = run_regen(&xtask, &out, check)?;
                times.push(cost.seconds);
                peak = peak.max(cost.megabytes);
            }
        }
        let mut row = row![profile];
        row.extend(times.into_iter().map(|mut times| {
            times.sort_by(f64::total_cmp);
            table::time(times[REGENS / 2] * 1e9)
        }));
        row.push(format!("{peak:.0} MB"));
        rows.push(row);
    }
    Ok(table::markdown(&rows))
}

/// The program behind `cargo xtask`.
pub(crate) fn xtask(profile: &str, options: &[&str]) -> Result<PathBuf> {
    let target = scratch("xtask")?;
    let build = ["build", "--quiet", "--package", "xtask", "--target-dir", &target.to_string_lossy()];
    measured::run("cargo", &[&build, options].concat(), &project().canonicalize()?)?;
    Ok(target.join(profile).join("xtask"))
}

/// The project's schemas, generated into a directory of the benchmark.
fn run_regen(xtask: &Path, out: &Path, check: bool) -> Result<Cost> {
    let project = project().canonicalize()?;
    let paths = [project.join("schemas"), project.join("codegen.toml"), out.to_owned()];
    let [schemas, config, out] = paths.each_ref().map(|path| path.to_string_lossy());
    let mut arguments = vec!["regen", "--schemas", &schemas, "--config", &config, "--out", &out];
    arguments.extend(check.then_some("--check"));
    measured::run(&xtask.to_string_lossy(), &arguments, &project)
}

fn generate(directory: &Path) -> Result<(Cost, Vec<(String, f64)>)> {
    let program = std::env::current_exe()?;
    let cost = measured::run(&program.to_string_lossy(), &["generate-once", &directory.to_string_lossy()], directory)?;
    let mut stages = Vec::new();
    for line in fs::read_to_string(times_file(directory))?.lines() {
        let (name, seconds) = line.split_once('\t').ok_or("a line without a time")?;
        stages.push((name.to_owned(), seconds.parse()?));
    }
    let seconds = stages.iter().map(|(_, seconds)| seconds).sum();
    Ok((Cost { seconds, ..cost }, stages))
}

/// Generates once, and writes the times of the stages beside the directory.
pub(crate) fn once(directory: &str) -> Result<()> {
    let begun = Instant::now();
    let corpus = Corpus::read(Path::new(directory)).map_err(|faults| faults.to_string())?;
    let read = begun.elapsed();
    // The first copy has the names that the project's configuration matches.
    let config = rules::of_schemas()?;
    let output = Generator::new(directory).generate_from(&corpus, &config).map_err(|faults| faults.to_string())?;
    assert!(output.files.len() > 1 && output.model.items.len() >= corpus.files().len());
    let times = std::iter::once(("read", read)).chain(output.stages.times().iter().copied());
    let lines: Vec<_> = times.map(|(name, time)| format!("{name}\t{}", time.as_secs_f64())).collect();
    fs::write(times_file(Path::new(directory)), lines.join("\n"))?;
    Ok(())
}

fn times_file(directory: &Path) -> PathBuf {
    directory.with_extension("times")
}

/// A directory with this many copies of the schemas. Files, titles, identifiers and references of a copy end in its number.
pub(crate) fn copied(copies: usize) -> Result<PathBuf> {
    let directory = scratch(&format!("schemas-x{copies}"))?;
    for entry in fs::read_dir(project().join("schemas"))? {
        let path = entry?.path();
        let text = fs::read_to_string(&path)?;
        // The operations are not a schema.
        if !text.contains("\"$id\"") {
            continue;
        }
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
