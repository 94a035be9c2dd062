//! Generates in a build script: one call, which reports errors with their places, and its inputs to cargo.

use std::env;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::config::{Config, NAMES};
use crate::diagnostic::{Diagnostic, Diagnostics, brief};
use crate::form::MARK;
use crate::generator::Generator;
use crate::output::Output;
use crate::read::corpus::Corpus;

/// A run in a build script, into `OUT_DIR`.
///
/// ```no_run
/// // In `main` of build.rs.
/// schemawright::Build::new("schemas").module("crate::types").run();
/// ```
///
/// ```ignore
/// // src/lib.rs
/// pub mod types {
///     include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
/// }
/// ```
///
/// The configuration is `schemawright.toml` or `codegen.toml` in the directory of the package, if one of them exists. The package depends on
/// `schemawright-wire`.
#[derive(Clone, Debug)]
pub struct Build {
    schemas: PathBuf,
    config: Option<PathBuf>,
    module: String,
    out: Option<PathBuf>,
}

impl Build {
    /// A run on the `*.json` files below a directory, whose path is relative to the package.
    #[must_use]
    pub fn new(schemas: impl Into<PathBuf>) -> Self {
        Self { schemas: schemas.into(), config: None, module: "crate".to_owned(), out: None }
    }

    /// Reads names and refinements from this file.
    #[must_use]
    pub fn config(mut self, file: impl Into<PathBuf>) -> Self {
        self.config = Some(file.into());
        self
    }

    /// Sets the path of the module that contains the `include!`: `crate::types`. The default is `crate`.
    #[must_use]
    pub fn module(mut self, path: impl Into<String>) -> Self {
        self.module = path.into();
        self
    }

    /// Writes to another directory than `OUT_DIR`. Files of an earlier run in its `src/` are removed. A file that the generator did not write is
    /// never removed, and an error if it has the name of a generated one.
    #[must_use]
    pub fn out(mut self, directory: impl Into<PathBuf>) -> Self {
        self.out = Some(directory.into());
        self
    }

    /// Generates the types. Reports the inputs to cargo, and each warning or error with its place. After an error, the build script ends with
    /// exit code 1.
    #[expect(clippy::print_stdout, reason = "cargo reads it")]
    pub fn run(&self) {
        let result = self.generate();
        print!("{}", self.directives(&result));
        if result.is_err() {
            std::process::exit(1);
        }
    }

    /// Generates and writes the types. Returns the warnings.
    ///
    /// # Errors
    /// All errors in the schemas and in the configuration, and files that can't be written.
    pub fn generate(&self) -> Result<Diagnostics, Diagnostics> {
        let config = self.file().map_or_else(|| Ok(Config::default()), |file| Config::read(&file))?;
        let output = Generator::new("").module(&self.module).generate_from(&Corpus::read(&self.schemas)?, &config)?;
        let Some(out) = self.out.clone().or_else(|| env::var_os("OUT_DIR").map(PathBuf::from)) else {
            let fault = Diagnostic::error("no-out-dir", "the variable `OUT_DIR` is not set");
            return Err(fault.help("call it in a build script, or set a directory with `out`").into());
        };
        if let Some(file) = output.files.keys().map(|file| out.join(file)).find(|file| is_foreign(file)) {
            let message = format!("{} was not written by the generator", file.display());
            return Err(Diagnostic::error("foreign-file", message)
                .help("set another directory with `out`, or move the file elsewhere")
                .into());
        }
        write(&output, &out).map_err(|error| {
            Diagnostic::error("unwritable", format!("can't write the types to {}: {error}", out.display()))
        })?;
        Ok(output.warnings)
    }

    /// The file of the configuration.
    fn file(&self) -> Option<PathBuf> {
        self.config.clone().or_else(|| NAMES.iter().map(PathBuf::from).find(|file| file.symlink_metadata().is_ok()))
    }

    /// The files for which cargo runs the script again; none for every file of the package.
    ///
    /// A missing configuration is not named, because cargo would run the script each time. It may be written later, so without one every file of
    /// the package counts, unless the schemas are outside of it and have to be named.
    fn inputs(&self) -> Vec<PathBuf> {
        let is_inside = self.schemas.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        match self.file() {
            Some(file) => vec![self.schemas.clone(), file],
            None if is_inside => Vec::new(),
            None => vec![self.schemas.clone(), PathBuf::from("build.rs")],
        }
    }

    /// The directives for cargo, as lines that a build script prints.
    fn directives(&self, result: &Result<Diagnostics, Diagnostics>) -> String {
        let inputs = self.inputs();
        let mut lines: Vec<String> =
            inputs.iter().map(|input| format!("rerun-if-changed={}", input.display())).collect();
        let (key, found) = match result {
            Ok(warnings) => ("warning", warnings),
            Err(faults) => ("error", faults),
        };
        let (first, more) = brief(found.iter());
        let told = first.into_iter().chain(&more).flat_map(|found| self.told(found));
        lines.extend(told.map(|line| format!("{key}={line}")));
        lines.iter().map(|line| format!("cargo::{line}\n")).collect()
    }

    /// The lines of one diagnostic: `schemas/user.json:3:9: what is wrong [code]`, and the help.
    fn told(&self, found: &Diagnostic) -> Vec<String> {
        let place = found.place.as_ref().map(|place| {
            let (line, column) = place.line_column();
            format!("{}:{line}:{column}: ", self.path(&place.file))
        });
        let text = format!("{}{} [{}]", place.unwrap_or_default(), found.message, found.code);
        let help = found.help.iter().map(|help| format!("help: {help}"));
        let more = help.chain(found.entry.clone());
        let lines: Vec<String> = std::iter::once(text).chain(more).collect();
        lines.iter().flat_map(|text| text.lines()).map(|line| crate::visible::line(line).into_owned()).collect()
    }

    /// The path of a file whose name is relative to the schemas, or of the configuration.
    fn path(&self, name: &str) -> String {
        let is_config = self.file().is_some_and(|file| file.as_os_str() == name);
        if is_config { name.to_owned() } else { self.schemas.join(name).display().to_string() }
    }
}

/// Writes the output and removes files of an earlier one. Unchanged files keep their modification time, so that they are not compiled
/// again.
fn write(output: &Output, out: &Path) -> io::Result<()> {
    remove_others(output, out, &out.join("src"))?;
    output.write_to(out)
}

/// Removes generated files of a directory that the output does not contain, and directories that become empty.
fn remove_others(output: &Output, out: &Path, directory: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        let name = path.strip_prefix(out).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        // A link is not followed: its target is elsewhere.
        if entry.file_type()?.is_dir() {
            remove_others(output, out, &path)?;
            // A directory that is not empty stays.
            let _ = fs::remove_dir(&path);
        } else if !output.files.contains_key(&name) && is_generated(&path) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// Whether a file is in the way of generated Rust.
fn is_foreign(path: &Path) -> bool {
    is_rust(path) && path.exists() && !is_generated(path)
}

/// Whether this generator wrote a file of Rust: its first line says so.
fn is_generated(path: &Path) -> bool {
    let has_mark = |text: String| text.lines().next().is_some_and(|line| line.contains(MARK));
    is_rust(path) && fs::read_to_string(path).is_ok_and(has_mark)
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory that is removed on drop.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let path = env::temp_dir().join(format!("schemawright-build-{name}-{}", std::process::id()));
            fs::create_dir_all(path.join("schemas")).unwrap();
            Self(path)
        }

        fn build(&self, schema: &str) -> Build {
            fs::write(self.0.join("schemas/a.json"), schema).unwrap();
            Build::new(self.0.join("schemas")).module("crate::types").out(self.0.join("out"))
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn faults_are_reported_with_their_places() {
        let scratch = Scratch::new("faults");
        let build = scratch.build("{\n  \"title\": \"A\",\n  \"type\": \"strng\"\n}");
        let told = build.directives(&build.generate());
        let schemas = scratch.0.join("schemas");
        assert!(told.starts_with(&format!("cargo::rerun-if-changed={}\n", schemas.display())), "{told}");
        let line = format!("\ncargo::error={}:3:3: ", schemas.join("a.json").display());
        assert!(told.contains(&line) && told.contains("strng"), "{told}");
        assert!(told.lines().all(|line| line.starts_with("cargo::")), "{told}");
        assert!(!scratch.0.join("out").exists());

        let build = scratch.build(r#"{"title": "A", "type": "object", "properties": {"b": {}}, "required": ["c"]}"#);
        let told = build.directives(&build.generate());
        assert!(told.contains("\ncargo::warning=") && told.contains("unknown-required]"), "{told}");

        let many: Vec<String> = (0..30).map(|index| format!("\"m{index}\"")).collect();
        let build = scratch.build(&format!(
            r#"{{"title": "A", "type": "object", "properties": {{"x": {{}}}}, "required": [{}]}}"#,
            many.join(", ")
        ));
        let told = build.directives(&build.generate());
        assert!(told.contains("\ncargo::warning=20 more of this kind [unknown-required]\n"), "{told}");
    }

    #[test]
    fn a_configuration_that_is_written_later_counts() {
        let inputs = |build: Build| build.inputs().iter().map(|path| path.display().to_string()).collect::<Vec<_>>();
        assert_eq!(inputs(Build::new("schemas").config("names.toml")), ["schemas", "names.toml"]);
        // The current directory of the test has no configuration.
        assert_eq!(inputs(Build::new("./api/schemas")), [""; 0], "cargo looks at every file of the package");
        assert_eq!(inputs(Build::new("../schemas")), ["../schemas", "build.rs"]);
    }

    #[test]
    fn files_of_an_earlier_run_are_removed_and_equal_files_not_written() {
        let scratch = Scratch::new("files");
        let schema = r#"{"title": "A", "type": "object", "properties": {"b": {"type": "string"}}}"#;
        let build = scratch.build(schema);
        assert!(build.generate().unwrap().is_empty());
        let lib = scratch.0.join("out/src/lib.rs");
        let written = || fs::metadata(&lib).unwrap().modified().unwrap();
        let before = written();
        fs::create_dir(scratch.0.join("out/src/old")).unwrap();
        fs::write(scratch.0.join("out/src/old/mod.rs"), "// @generated by schemawright\n").unwrap();
        fs::write(scratch.0.join("out/src/old.rs"), "// @generated by schemawright\n").unwrap();
        build.generate().unwrap();
        assert_eq!(written(), before);
        assert!(!scratch.0.join("out/src/old").exists() && !scratch.0.join("out/src/old.rs").exists());
        scratch.build(&schema.replace("\"b\"", "\"c\"")).generate().unwrap();
        assert!(fs::read_to_string(&lib).unwrap().contains("pub c: "));
    }

    #[test]
    fn files_of_others_are_left_alone() {
        let scratch = Scratch::new("foreign");
        let build = scratch.build(r#"{"title": "A", "type": "object", "properties": {"b": {"type": "string"}}}"#);
        let [main, notes, messages, lib] =
            ["bin/main.rs", "notes.txt", "messages.rs", "lib.rs"].map(|file| scratch.0.join("out/src").join(file));
        fs::create_dir_all(main.parent().unwrap()).unwrap();
        fs::write(&main, "fn main() {}\n").unwrap();
        fs::write(&notes, "").unwrap();
        // Of another generator.
        fs::write(&messages, "// @generated by prost\n").unwrap();
        build.generate().unwrap();
        assert!(main.exists() && notes.exists() && messages.exists() && lib.exists());
        fs::write(&lib, "mod mine;\n").unwrap();
        let fault = build.generate().unwrap_err().to_string();
        assert!(fault.starts_with("error[foreign-file]: ") && fault.contains("lib.rs was not written by"), "{fault}");
        assert_eq!(fs::read_to_string(&lib).unwrap(), "mod mine;\n");
    }
}
