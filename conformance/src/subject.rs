//! The types under test: generated, built into a program of their own, and asked over its standard input and output.
//!
//! The program takes a line for each value, `<type>\t<JSON>`, and answers with one: `=<JSON>`, what came back, or `!<error>`.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use stytch_codegen::{Output, WireDependency};

use xtask::cargo::cargo;
use xtask::out::err;
use xtask::tree::{Disk, Foreign, Lock, Paths, update};
use xtask::workspace::{relative, root};

/// What a type does to a value: what comes back, or the error.
pub(super) type Answer = Result<Value, String>;

/// A value for the type of that index in the model.
pub(super) struct Question<'a> {
    pub(super) item: usize,
    pub(super) value: &'a Value,
}

/// The program.
pub(super) struct Subject {
    executable: PathBuf,
}

/// Where a generated package in the scratch directory finds `stytch-wire`.
pub(super) fn wire(scratch: &Path) -> WireDependency {
    WireDependency::Path(relative(&root().join("wire"), &scratch.join("types")))
}

impl Subject {
    /// Writes and builds the program. A second run builds only what has changed.
    ///
    /// # Errors
    /// A file that can't be written, or code that does not build.
    pub(super) fn build(output: &Output, scratch: &Path) -> Result<Self, String> {
        write(&scratch.join("Cargo.toml"), &manifest(output)?)?;
        write(&scratch.join("src/main.rs"), &program(output))?;
        let paths = Paths::new(scratch.join("types")).map_err(|error| error.to_string())?;
        let lock = Lock::acquire(&paths, || err("another run builds the types; waiting for it to end\n"));
        let _lock = lock.map_err(|error| error.to_string())?;
        update(&Disk, &paths, &output.files, Foreign::Delete).map_err(|error| error.to_string())?;
        let target = scratch.join("target");
        let status = cargo()
            .args(["build", "--quiet", "--target-dir"])
            .arg(&target)
            .current_dir(scratch)
            .env_remove("CARGO_TARGET_DIR")
            .status()
            .map_err(|error| format!("can't run cargo: {error}"))?;
        if !status.success() {
            return Err(format!("the program of the generated types does not build: {}", scratch.display()));
        }
        let name = format!("subject{}", std::env::consts::EXE_SUFFIX);
        Ok(Self { executable: target.join("debug").join(name) })
    }

    /// Asks all questions, and gives the answers in their order.
    ///
    /// # Errors
    /// A program that can't be started, or that ends before the last answer: then the type that it choked on is named.
    pub(super) fn ask(&self, questions: &[Question<'_>]) -> Result<Vec<Answer>, String> {
        let mut lines = String::new();
        for question in questions {
            // JSON has no line breaks of its own.
            let _ = writeln!(lines, "{}\t{}", question.item, question.value);
        }
        let mut child = Command::new(&self.executable)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("can't start {}: {error}", self.executable.display()))?;
        let mut stdin = child.stdin.take().ok_or("the program has no standard input")?;
        let stdout = child.stdout.take().ok_or("the program has no standard output")?;
        // The program answers while it reads: written and read at once, neither end waits for the other.
        let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
        let answers: Vec<Answer> = BufReader::new(stdout)
            .lines()
            .map(|line| line.map_err(|error| error.to_string()).and_then(|line| answer(&line)))
            .collect();
        let _ = writer.join();
        let status = child.wait().map_err(|error| error.to_string())?;
        if answers.len() < questions.len() {
            let item = questions[answers.len()].item;
            return Err(format!("the program ended ({status}) at a value for the type {item} of the model"));
        }
        Ok(answers)
    }
}

fn answer(line: &str) -> Answer {
    match line.strip_prefix('=') {
        Some(json) => serde_json::from_str(json).map_err(|error| format!("what came back is no JSON: {error}")),
        None => Err(line.trim_start_matches('!').to_owned()),
    }
}

/// Writes a file if it says something else: cargo goes by the time of change.
fn write(path: &Path, text: &str) -> Result<(), String> {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    path.parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| format!("can't write {}: {error}", path.display()))
}

/// The manifest of the program. The package of the types goes by a name of ours, whatever its own is.
fn manifest(output: &Output) -> Result<String, String> {
    let types = &output.files["Cargo.toml"];
    let name =
        types.lines().find_map(|line| line.strip_prefix("name = ")).ok_or("the generated package has no name")?;
    Ok(format!(
        "[package]\nname = \"subject\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[workspace]\n\n\
         [dependencies]\nserde = \"1\"\nserde_json = \"1\"\ntypes = {{ path = \"types\", package = {name} }}\n\n\
         [profile.dev]\ndebug = false\n"
    ))
}

/// The program: a table of functions, one for each type.
fn program(output: &Output) -> String {
    let mut text = String::from(PROGRAM);
    let _ = writeln!(text, "static TYPES: [Pass; {}] = [", output.model.items.len());
    for item in &output.model.items {
        let _ = writeln!(text, "    pass::<types::{}>,", item.path);
    }
    text.push_str("];\n");
    text
}

const PROGRAM: &str = r#"//! Decodes and encodes values of all types.

use std::io::{BufRead, Write};

type Pass = fn(&str) -> Result<String, serde_json::Error>;

fn pass<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> Result<String, serde_json::Error> {
    serde_json::to_string(&serde_json::from_str::<T>(text)?)
}

fn main() {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let (index, json) = line.split_once('\t').expect("an index, a tab, a value");
        let index: usize = index.parse().expect("an index");
        let written = match TYPES[index](json) {
            Ok(text) => writeln!(out, "={text}"),
            Err(error) => writeln!(out, "!{}", error.to_string().replace('\n', " ")),
        };
        written.and_then(|()| out.flush()).expect("the other end listens");
    }
}

"#;
