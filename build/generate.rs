//! The build step with the feature `build-codegen`: generates the types into `OUT_DIR`, from this project's schemas or from those of a
//! user.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use schemawright::config::quoted;
use schemawright::{Generator, Output};

const SCHEMAS: &str = "STYTCH_SCHEMAS";
const CONFIG: &str = "STYTCH_CODEGEN_CONFIG";

/// Generates the module `generated`, and prints errors and warnings.
pub(crate) fn generate(package: &Path) -> ExitCode {
    match generated(package) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell("error", &error);
            ExitCode::FAILURE
        }
    }
}

/// Prints a text for cargo. An instruction to cargo is one line.
fn tell(level: &str, text: &str) {
    for line in text.lines() {
        println!("cargo::{level}={line}");
    }
}

/// Generates the module. The error is the generator's whole message, or another obstacle.
fn generated(package: &Path) -> Result<(), String> {
    for variable in [SCHEMAS, CONFIG] {
        println!("cargo::rerun-if-env-changed={variable}");
    }
    let Inputs { schemas, config } = inputs(package)?;
    println!("cargo::rerun-if-changed={}", schemas.display());
    let mut generator = Generator::new(schemas).module("crate::generated");
    if let Some(config) = config {
        println!("cargo::rerun-if-changed={}", config.display());
        generator = generator.config(config);
    }
    let output = generator.generate().map_err(|faults| faults.to_string())?;
    for warning in output.warnings.iter() {
        tell("warning", &warning.to_string());
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    write(&output, &out).map_err(|error| format!("can't write the types to {}: {error}", out.display()))
}

/// Writes the output and removes files of an earlier one.
fn write(output: &Output, out: &Path) -> std::io::Result<()> {
    let sources = out.join("src");
    if sources.exists() {
        std::fs::remove_dir_all(sources)?;
    }
    output.write_to(out)
}

struct Inputs {
    schemas: PathBuf,
    config: Option<PathBuf>,
}

fn inputs(package: &Path) -> Result<Inputs, String> {
    let config = path(CONFIG)?;
    if let Some(schemas) = path(SCHEMAS)? {
        // Rules that match nothing are errors, so the rules for Stytch's schemas can't be applied here.
        return Ok(Inputs { schemas, config });
    }
    let schemas = package.join("schemas");
    if schemas.is_dir() {
        return Ok(Inputs { schemas, config: config.or_else(|| Some(package.join("codegen.toml"))) });
    }
    Err(format!(
        "the feature `build-codegen` generates types from schemas, and there are none: this package comes without its own.\n\
         Name the directory of yours in the environment variable {SCHEMAS}, for instance in .cargo/config.toml:\n\
         [env]\n\
         {SCHEMAS} = {{ value = \"schemas\", relative = true }}"
    ))
}

/// A path from the user. A build script runs in the directory of its package, so a relative path would be misinterpreted.
fn path(variable: &str) -> Result<Option<PathBuf>, String> {
    let Some(value) = env::var_os(variable).filter(|value| !value.is_empty()) else { return Ok(None) };
    let path = PathBuf::from(value);
    if path.is_absolute() {
        return Ok(Some(path));
    }
    Err(format!(
        "{variable} must be an absolute path, not `{0}`. In .cargo/config.toml, `relative = true` makes it one:\n\
         [env]\n\
         {variable} = {{ value = {1}, relative = true }}",
        path.display(),
        quoted(&path.to_string_lossy())
    ))
}
