//! Schemas of other projects, if they are available: this generator, and cargo-typify for the files that it accepts.

use std::fs;
use std::path::{Path, PathBuf};

use schemawright::{Config, Corpus, Generator};

use crate::generator::xtask;
use crate::measured::{self, Cost};
use crate::{Result, generators, out, project, row, scratch, table};

/// Their directory: a folder with `schemas` for each input, and OpenAPI documents.
const DIRECTORY: &str = "../shared/real";
/// The time limit of cargo-typify, in seconds.
const LIMIT: &str = "60";
/// The number of runs for each input.
const RUNS: usize = 3;

/// Prints the table, if the schemas are available.
pub(crate) fn print() -> Result<()> {
    match rows()? {
        Some(rows) => out::line(format!("## Generating other people's schemas\n\n{}", table::markdown(&rows))),
        None => out::line(format!("{DIRECTORY} is not there, so other people's schemas are left out")),
    }
    Ok(())
}

/// A table of all inputs; none if they are not available.
fn rows() -> Result<Option<Vec<Vec<String>>>> {
    let directory = project().join(DIRECTORY);
    if !directory.is_dir() {
        return Ok(None);
    }
    let typify = generators::typify()?;
    let mut rows = vec![row![
        "input",
        "files",
        "time",
        "processor",
        "peak memory",
        "cargo-typify, time",
        "processor",
        "peak memory",
        "processor, ratio"
    ]];
    for (name, schemas) in inputs(&directory)? {
        let files = schema_files(&schemas)?;
        let mut row = row![name, files.len()];
        let ours = generate(&schemas).ok();
        row.extend(cells(ours.as_ref()));
        // cargo-typify accepts one file.
        let of_typify = match &files[..] {
            [file] => run_typify(&typify, file).ok(),
            _ => None,
        };
        row.extend(cells(of_typify.as_ref()));
        let ratio = ours.zip(of_typify).map(|(ours, theirs)| format!("{:.1}", theirs.processor / ours.processor));
        row.push(ratio.unwrap_or_default());
        rows.push(row);
    }
    Ok(Some(rows))
}

fn cells(cost: Option<&Cost>) -> Vec<String> {
    let Some(cost) = cost else { return row!["no", "", ""] };
    row![table::time(cost.seconds * 1e9), table::time(cost.processor * 1e9), format!("{:.0} MB", cost.megabytes)]
}

/// The directories of schemas by their names. OpenAPI documents are converted into such directories.
fn inputs(directory: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut inputs = Vec::new();
    for path in entries(directory)? {
        let name = name_of(&path);
        if path.join("schemas").is_dir() {
            inputs.push((name, path.join("schemas").canonicalize()?));
        } else if name == "openapi" {
            let xtask = xtask("release", &["--release"])?;
            for document in entries(&path)? {
                let name = format!("openapi/{}", name_of(&document));
                let schemas = scratch(&name)?;
                fs::remove_dir_all(&schemas)?;
                let arguments = ["sync", "--file-name", "{title}.json", "--schemas"];
                let paths = [schemas.to_string_lossy(), document.to_string_lossy()];
                let arguments = [&arguments[..], &[&paths[0], &paths[1]]].concat();
                measured::run(&xtask.to_string_lossy(), &arguments, &project().canonicalize()?)?;
                inputs.push((name, schemas));
            }
        }
    }
    Ok(inputs)
}

/// The median of several runs, each in a process of its own.
pub(crate) fn generate(schemas: &Path) -> Result<Cost> {
    let program = std::env::current_exe()?;
    let run = |_| measured::run(&program.to_string_lossy(), &["generate-others", &schemas.to_string_lossy()], schemas);
    let mut costs = (0..RUNS).map(run).collect::<Result<Vec<_>>>()?;
    costs.sort_by(|a, b| a.processor.total_cmp(&b.processor));
    Ok(costs[RUNS / 2])
}

/// Generates once, with any value for missing schemas.
pub(crate) fn once(directory: &str) -> Result<()> {
    let corpus = Corpus::read(Path::new(directory)).map_err(|faults| faults.to_string())?;
    let generate = |config: &Config| Generator::new(directory).generate_from(&corpus, config);
    let output = generate(&Config::default()).or_else(|faults| {
        let entry = faults.iter().find_map(|fault| fault.entry.as_deref().filter(|text| text.starts_with("[missing]")));
        match entry.and_then(|entry| Config::parse("codegen.toml", entry).ok()) {
            Some(config) => generate(&config),
            None => Err(faults),
        }
    });
    let output = output.map_err(|faults| faults.to_string())?;
    assert!(!output.files.is_empty());
    Ok(())
}

fn run_typify(program: &Path, file: &Path) -> Result<Cost> {
    let output = scratch("others")?.join("types.rs");
    let [program, file, output] = [program, file, &output].map(|path| path.to_string_lossy().into_owned());
    measured::run("timeout", &[LIMIT, &program, "typify", &file, "--output", &output], &project())
}

fn schema_files(schemas: &Path) -> Result<Vec<PathBuf>> {
    let is_schema = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "json") && !path.ends_with("operations.json")
    };
    Ok(entries(schemas)?.into_iter().filter(is_schema).collect())
}

fn entries(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(directory)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
