//! The packages that are compiled.

use std::fs;
use std::path::{Path, PathBuf};

use schemawright::{Corpus, Generator, WireDependency};

use crate::{Result, generator, project, rules, scratch};

/// A package to be compiled.
pub(crate) struct Package {
    pub(crate) name: &'static str,
    pub(crate) directory: PathBuf,
    /// The options of cargo that choose its features.
    pub(crate) features: &'static [&'static str],
    /// The package with the types: this one, or its dependency.
    pub(crate) types: &'static str,
    /// The lines of the package with the types.
    pub(crate) lines: usize,
}

/// A program with one dependency, with the types in a package.
pub(crate) fn program(name: &'static str, dependency: &str, types: &'static str) -> Result<Package> {
    let lines = match types {
        "stytch" => in_registry("stytch-11.1.0")?,
        _ => lines(&project().join("generated/src"))?,
    };
    let directory = package(name, dependency, "src/main.rs", "fn main() {}\n")?;
    Ok(Package { name, directory, features: &[], types, lines })
}

/// A program with this project's facade; `options` follow the path in the line of the dependency.
pub(crate) fn facade(name: &'static str, options: &str) -> Result<Package> {
    let path = project().canonicalize()?.to_string_lossy().replace('\\', "/");
    let dependency = format!("stytch-types = {{ path = \"{path}\"{options} }}\n");
    program(name, &dependency, "stytch-types-generated")
}

/// A program that uses types. Its main file is written later.
pub(crate) fn user(name: &'static str, dependencies: &str) -> Result<Package> {
    let directory = package_called("program", name, dependencies, "src/main.rs", "fn main() {}\n")?;
    Ok(Package { name, directory, features: &[], types: "program", lines: 0 })
}

/// A program as in [`program`], with the types of `schemas/` alone: no operations, and a facade that only re-exports them.
pub(crate) fn types_alone(name: &'static str) -> Result<Package> {
    let facade = scratch(&format!("facade-of-{}", directory_name(name)))?;
    let wire = project().canonicalize()?.join("wire").to_string_lossy().replace('\\', "/");
    let schemas = generator::copied(1)?;
    let corpus = Corpus::read(&schemas).map_err(|faults| faults.to_string())?;
    let generator = Generator::new(schemas).wire(WireDependency::Path(wire.clone()));
    let output = generator.generate_from(&corpus, &rules::of_schemas()?).map_err(|faults| faults.to_string())?;
    output.write_to(facade.join("generated"))?;
    fs::create_dir_all(facade.join("src"))?;
    fs::write(facade.join("src/lib.rs"), "pub use stytch_types_generated::*;\npub use schemawright_wire as wire;\n")?;
    let manifest = format!(
        "[package]\nname = \"stytch-types\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         stytch-types-generated = {{ path = \"generated\" }}\nschemawright-wire = {{ path = \"{wire}\" }}\n"
    );
    fs::write(facade.join("Cargo.toml"), manifest)?;
    let path = facade.to_string_lossy().replace('\\', "/");
    let package = program(name, &format!("stytch-types = {{ path = \"{path}\" }}\n"), "stytch-types-generated")?;
    Ok(Package { lines: lines(&facade.join("generated/src"))?, ..package })
}

/// A copy of `generated/`, so that its lock file and its directory of targets are its own.
pub(crate) fn ours(name: &'static str, features: &'static [&'static str]) -> Result<Package> {
    let directory = scratch(&directory_name(name))?;
    let project = project().canonicalize()?;
    let generated = project.join("generated");
    copy(&generated.join("src"), &directory.join("src"))?;
    let manifest = fs::read_to_string(generated.join("Cargo.toml"))?;
    let wire = project.join("wire").to_string_lossy().replace('\\', "/");
    let manifest = manifest.replace("\"../wire\"", &format!("\"{wire}\""));
    fs::write(directory.join("Cargo.toml"), format!("{manifest}\n[workspace]\n"))?;
    Ok(Package { name, lines: lines(&directory.join("src"))?, directory, features, types: "stytch-types-generated" })
}

/// A package of typify's output.
pub(crate) fn typify(name: &'static str, code: &str) -> Result<Package> {
    let dependencies = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\nregress = \"0.11\"\n\
        chrono = { version = \"0.4\", default-features = false, features = [\"std\", \"serde\"] }\n";
    let directory = package(name, dependencies, "src/lib.rs", code)?;
    Ok(Package { name, directory, features: &[], types: "peer", lines: code.lines().count() })
}

fn package(name: &str, dependencies: &str, file: &str, code: &str) -> Result<PathBuf> {
    package_called("peer", name, dependencies, file, code)
}

fn package_called(called: &str, name: &str, dependencies: &str, file: &str, code: &str) -> Result<PathBuf> {
    let directory = scratch(&directory_name(name))?;
    fs::create_dir_all(directory.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"{called}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n[dependencies]\n{dependencies}"
    );
    fs::write(directory.join("Cargo.toml"), manifest)?;
    fs::write(directory.join(file), code)?;
    Ok(directory)
}

fn directory_name(name: &str) -> String {
    name.replace([' ', ',', '.'], "-")
}

/// The lines of a package in cargo's registry, which contains the dependencies of the benchmark.
fn in_registry(package: &str) -> Result<usize> {
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")))?;
    for registry in fs::read_dir(Path::new(&home).join("registry/src"))? {
        let code = registry?.path().join(package).join("src");
        if code.is_dir() {
            return lines(&code);
        }
    }
    Err(format!("{package} is not in cargo's registry; `cargo fetch` in bench/ brings it").into())
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

/// The lines of all files below a directory.
pub(crate) fn lines(directory: &Path) -> Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let path = entry.path();
        count += if entry.file_type()?.is_dir() { lines(&path)? } else { fs::read_to_string(path)?.lines().count() };
    }
    Ok(count)
}
