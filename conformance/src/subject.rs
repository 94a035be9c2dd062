//! The types under test: generated, built into a program, and run over its standard input and output.
//!
//! The program reads one line for each value, `<type>\t<JSON>`, and writes one: `=<JSON>` for the encoded value, or `!<error>`.

mod source;

use std::borrow::Borrow;
use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::thread;

use schemawright::model::{Item, Kind};
use schemawright::{Output, WireDependency};
use serde_json::Value;

use crate::enabled::Enabled;
use schemawright_cli::out::err;
use schemawright_cli::paths::relative;
use schemawright_cli::tree::{Disk, Foreign, Lock, update};
use xtask::cargo::cargo;
use xtask::workspace::root;

/// The encoded value, or the error.
pub(super) type Answer = Result<Value, String>;

/// A value for the type at an index: an index among the types of the program, which are those of the model if it has all of them.
pub(super) struct Question<'a> {
    pub(super) item: usize,
    pub(super) value: &'a Value,
}

/// The program. The first questions start it, and it answers until this is dropped.
pub(super) struct Subject {
    executable: PathBuf,
    running: RefCell<Option<Running>>,
}

/// The running program.
struct Running {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Drop for Subject {
    fn drop(&mut self) {
        let _ = self.running.take().map(Running::end);
    }
}

/// The dependency of a generated package on `schemawright-wire`.
pub(super) fn wire(package: &Path) -> WireDependency {
    WireDependency::Path(relative(&root().join("wire"), package))
}

/// A type of the program.
pub(super) struct Tried {
    /// Its path.
    pub(super) path: String,
    pub(super) uses: Uses,
}

/// The features of a type that a program uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Uses {
    /// Only the codec.
    Codec,
    /// `validate` too.
    Validate,
    /// `JsonSchema` and `Example` too.
    All,
}

impl Uses {
    /// These features, if the type is described.
    pub(super) fn of(self, item: &Item) -> Self {
        if item.description.is_some() { self } else { Self::Codec }
    }
}

impl Tried {
    /// A type of a package, with these features.
    pub(super) fn of(package: &str, item: &Item, uses: Uses) -> Self {
        Self { path: format!("{package}::{}", item.path), uses: uses.of(item) }
    }
}

/// A generated package that the program uses.
pub(super) struct Package<'a> {
    /// Its name in the program, which may differ from its own.
    pub(super) key: &'a str,
    /// Its path in the program's manifest.
    pub(super) path: String,
    pub(super) output: &'a Output,
    pub(super) enabled: &'a Enabled,
}

impl Subject {
    /// Writes the types of a run, and builds a program with the enabled ones. A second run builds only changed files.
    ///
    /// # Errors
    /// A file that can't be written, or code that does not build without warnings.
    pub(super) fn build(output: &Output, scratch: &Path, uses: Uses, enabled: &Enabled) -> Result<Self, String> {
        write_types(output, scratch.join("types"))?;
        let package = Package { key: "types", path: "types".to_owned(), output, enabled };
        // A call is encoded as a request, and never decoded.
        let ty = |item: &Item| match item.kind {
            Kind::Call(_) => Tried { path: "()".to_owned(), uses: Uses::Codec },
            _ if !enabled.has(item) => Tried { path: "()".to_owned(), uses: Uses::Codec },
            _ => Tried::of("types", item, uses),
        };
        let types = output.model.items.iter().map(ty);
        let (program, told) = Self::built(&[package], types, scratch)?;
        match told.lines().find(|line| line.starts_with("warning")) {
            None => Ok(program),
            Some(_) => Err(format!("the types in {} have warnings:\n{told}", scratch.display())),
        }
    }

    /// Builds a program with these types, each by its path in the program. The index in a question is an index into this list.
    ///
    /// # Errors
    /// As [`build`](Self::build).
    pub(super) fn of(
        packages: &[Package<'_>],
        types: impl IntoIterator<Item = Tried>,
        scratch: &Path,
    ) -> Result<Self, String> {
        Ok(Self::built(packages, types, scratch)?.0)
    }

    /// Writes the program, and builds it. Also returns the messages of the compiler.
    fn built(
        packages: &[Package<'_>],
        types: impl IntoIterator<Item = Tried>,
        scratch: &Path,
    ) -> Result<(Self, String), String> {
        let name = source::program_name(scratch);
        let types: Vec<Tried> = types.into_iter().collect();
        let is_whole = types.iter().any(|tried| tried.uses == Uses::All);
        write_manifest(scratch, &source::manifest(&name, packages, is_whole, scratch)?)?;
        write(&scratch.join("src/main.rs"), &source::program(types))?;
        let output = cargo_in(scratch).args(["build", "--quiet"]).output();
        let output = output.map_err(|error| format!("can't run cargo: {error}"))?;
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        if !output.status.success() {
            return Err(format!("the program of the generated types in {} does not build:\n{told}", scratch.display()));
        }
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        Ok((Self { executable: target().join("debug").join(file), running: RefCell::default() }, told))
    }

    /// Asks all questions, and returns the answers in their order.
    ///
    /// # Errors
    /// A program that can't be started, or that ends before the last answer. The error names the type that it failed on.
    pub(super) fn ask<'q>(&self, questions: &[impl Borrow<Question<'q>>]) -> Result<Vec<Answer>, String> {
        self.put(&questions.iter().map(|question| ("", question.borrow())).collect::<Vec<_>>())
    }

    /// Returns the violations that `validate` finds in the values, as lists of texts.
    ///
    /// # Errors
    /// As [`ask`](Self::ask).
    pub(super) fn validate<'q>(&self, questions: &[impl Borrow<Question<'q>>]) -> Result<Vec<Answer>, String> {
        self.put(&questions.iter().map(|question| ("?", question.borrow())).collect::<Vec<_>>())
    }

    /// Returns what the types do not know of the values, as lists of texts.
    ///
    /// # Errors
    /// As [`ask`](Self::ask).
    pub(super) fn drift<'q>(&self, questions: &[impl Borrow<Question<'q>>]) -> Result<Vec<Answer>, String> {
        self.put(&questions.iter().map(|question| ("~", question.borrow())).collect::<Vec<_>>())
    }

    /// Returns the `JsonSchema` schema of the type at an index.
    ///
    /// # Errors
    /// As [`ask`](Self::ask).
    pub(super) fn schema(&self, item: usize) -> Answer {
        let question = Question { item, value: &Value::Null };
        self.put(&[("#", &question)])?.pop().ok_or("there is no answer")?
    }

    /// Returns the example of a type, and the minimal one.
    ///
    /// # Errors
    /// As [`ask`](Self::ask).
    pub(super) fn examples(&self, item: usize) -> Result<[Answer; 2], String> {
        let question = Question { item, value: &Value::Null };
        let answers = self.put(&[("*", &question), ("-", &question)])?;
        answers.try_into().map_err(|_| "there is no answer".to_owned())
    }

    /// Asks questions, each with the character of its kind.
    fn put(&self, questions: &[(&str, &Question<'_>)]) -> Result<Vec<Answer>, String> {
        let mut lines = String::new();
        for (verb, question) in questions {
            // JSON in this form contains no line breaks.
            let _ = writeln!(lines, "{verb}{}\t{}", question.item, question.value);
        }
        let mut running = self.running.borrow_mut();
        let Running { stdin, stdout, .. } = match &mut *running {
            Some(running) => running,
            none => none.insert(Running::start(&self.executable)?),
        };
        let answers: Vec<Answer> = thread::scope(|scope| {
            // The program answers while it reads. Writing in a separate thread avoids a deadlock. If the program ends, answers are missing.
            scope.spawn(|| stdin.write_all(lines.as_bytes()));
            let answers = stdout.lines().take(questions.len());
            answers.map(|line| line.map_err(|error| error.to_string()).and_then(|line| answer(&line))).collect()
        });
        if answers.len() < questions.len() {
            let status = running.take().map(Running::end).transpose().map_err(|error| error.to_string())?;
            let status = status.map_or_else(String::new, |status| format!(" ({status})"));
            let item = questions[answers.len()].1.item;
            return Err(format!("the program ended{status} at a value for the type {item}"));
        }
        Ok(answers)
    }
}

impl Running {
    fn start(executable: &Path) -> Result<Self, String> {
        let mut child = Command::new(executable)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("can't start {}: {error}", executable.display()))?;
        let stdin = child.stdin.take().ok_or("the program has no standard input")?;
        let stdout = child.stdout.take().ok_or("the program has no standard output")?;
        Ok(Self { child, stdin, stdout: BufReader::new(stdout) })
    }

    /// Waits for its end.
    fn end(mut self) -> io::Result<ExitStatus> {
        drop(self.stdin);
        self.child.wait()
    }
}

fn answer(line: &str) -> Answer {
    match line.strip_prefix('=') {
        Some(json) => serde_json::from_str(json).map_err(|error| format!("the result is not JSON: {error}")),
        None => Err(line.trim_start_matches('!').to_owned()),
    }
}

/// The target directory of all programs, so that their dependencies are compiled once. The tests of other packages have another one: they
/// would wait while a crate of thousands of types is compiled.
fn target() -> PathBuf {
    root().join("target/conformance/build")
}

/// Cargo in a directory. The flags are the same for all programs, also where a warning is an error: others are only counted.
pub(super) fn cargo_in(directory: &Path) -> Command {
    let mut command = cargo();
    command.current_dir(directory).env("CARGO_TARGET_DIR", target()).env_remove("RUSTFLAGS");
    command
}

/// Writes a generated package.
///
/// # Errors
/// A file that can't be written.
pub(super) fn write_types(output: &Output, directory: PathBuf) -> Result<(), String> {
    let lock = Lock::acquire(&directory, || err("another run is building the types; waiting for it to end\n"));
    let _lock = lock.map_err(|error| error.to_string())?;
    update(&Disk, &directory, &output.files, Foreign::Delete).map_err(|error| error.to_string())?;
    Ok(())
}

/// Writes a workspace's manifest, and the versions of dependencies, which are those of this workspace. Cargo ignores the ones that are not
/// needed.
///
/// # Errors
/// A file that can't be read or written.
pub(super) fn write_manifest(directory: &Path, manifest: &str) -> Result<(), String> {
    write(&directory.join("Cargo.toml"), manifest)?;
    let lock = root().join("Cargo.lock");
    let copied = std::fs::copy(&lock, directory.join("Cargo.lock"));
    copied.map(|_| ()).map_err(|error| format!("can't copy {} to {}: {error}", lock.display(), directory.display()))
}

/// Writes a file if its contents differ: cargo compares modification times.
pub(super) fn write(path: &Path, text: &str) -> Result<(), String> {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    path.parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| format!("can't write {}: {error}", path.display()))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn subject(executable: &str) -> Subject {
        Subject { executable: executable.into(), running: RefCell::default() }
    }

    #[test]
    fn one_program_answers_all_questions() {
        // It returns each line, which is an error as an answer.
        let subject = subject("cat");
        let process = || subject.running.borrow().as_ref().map(|running| running.child.id());
        let long = Value::from("x".repeat(1 << 20));
        let questions = [Question { item: 3, value: &Value::Null }, Question { item: 4, value: &long }];
        let answers = subject.ask(&questions).unwrap();
        assert_eq!(answers, [Err("3\tnull".to_owned()), Err(format!("4\t{long}"))]);
        let first = process();
        assert_eq!(subject.validate(&questions[..1]).unwrap(), [Err("?3\tnull".to_owned())]);
        assert!(first.is_some() && process() == first);
    }

    #[test]
    fn a_program_that_ends_is_an_error() {
        let subject = subject("true");
        let error = subject.ask(&[Question { item: 7, value: &Value::Null }]).unwrap_err();
        assert_eq!(error, "the program ended (exit status: 0) at a value for the type 7");
    }
}
