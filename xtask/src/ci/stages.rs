//! The stages of CI.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

use super::{binaries, pages};
use crate::regen;
use crate::workspace::root;
use schemawright_cli::out::out;

/// For a stage that compiles without clippy, also where `.ci/run` compiles with it.
const NO_CLIPPY: (&str, &str) = ("RUSTC_WORKSPACE_WRAPPER", "");

/// The build directory that nested builds in the tests have, for stages that compile the same dependencies.
const SCRATCH: &str = "target/tmp/scratch-target";

/// The flags and the profile of these builds.
const AS_SCRATCH: &[(&str, &str)] =
    &[("RUSTFLAGS", "-Dwarnings"), ("CARGO_PROFILE_DEV_DEBUG", "false"), ("CARGO_INCREMENTAL", "0"), NO_CLIPPY];

/// All stages, the fast ones first.
pub(super) const STAGES: &[Stage] = &[
    Stage::cargo("fmt", &["fmt", "--all", "--check"], &[]),
    Stage::function("clippy", "cargo clippy --workspace --all-targets --locked -- -D warnings", clippy),
    Stage::function("doc", pages::PUBLIC, pages::document),
    Stage::function("test", binaries::COMMAND, binaries::run),
    Stage::function("regen", "cargo xtask regen --check", regen_check),
    Stage::function("deny", "cargo deny check", deny),
    // Features that another crate of a program enables must not change the behaviour of the codec.
    Stage::cargo(
        "precision",
        &[
            "test",
            "--package",
            "schemawright-wire",
            "--features",
            "testing,arbitrary-precision",
            "--locked",
            "--tests",
            "--target-dir",
            SCRATCH,
        ],
        AS_SCRATCH,
    )
    .only_in_full(),
    // As a user builds them: only path dependencies on this repository, and no lock file.
    example("two-crates", &["test", "--manifest-path", "examples/two-crates/Cargo.toml", "--target-dir", SCRATCH]),
    example("programs", &["test", "--manifest-path", "examples/programs/Cargo.toml", "--target-dir", SCRATCH]),
    Stage::function("tool-docs", pages::TOOLS, pages::document_tools).only_in_full(),
    // The program of `conformance` decodes the same values and more, of a sample of the types.
    Stage::cargo("round-trips", &["test", "--package", "stytch-types-generated", "--locked"], &[]).only_in_full(),
    // One build for each of about fifty features; the tests contain a few of them.
    ignored("features", "stytch-types", "features"),
    ignored("package", "stytch-types", "package"),
    ignored("build-step", "stytch-types", "build_step"),
    ignored("stranger", "schemawright-cli", "stranger"),
    ignored("fixtures", "schemawright", "fixtures"),
    ignored("foreign", "schemawright", "it"),
    ignored("published", "conformance", "published"),
    ignored("conformance", "conformance", "conformance"),
    ignored("described", "conformance", "generality"),
    ignored("random", "conformance", "any"),
    ignored("documents", "xtask", "it"),
];

/// The slow tests of a test binary, which are ignored in the stage `test`. There, others do the same for a few cases.
const fn ignored(name: &'static str, package: &'static str, test: &'static str) -> Stage {
    Stage { name, work: Work::Ignored { package, test }, extent: Extent::Full }
}

/// The tests of an example that is a workspace of its own.
const fn example(name: &'static str, args: &'static [&'static str]) -> Stage {
    Stage::cargo(name, args, AS_SCRATCH).only_in_full()
}

/// One stage.
pub(super) struct Stage {
    pub(super) name: &'static str,
    pub(super) work: Work,
    pub(super) extent: Extent,
}

/// When a stage runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// Always.
    Always,
    /// With `--full`.
    Full,
}

/// The work of a stage.
pub(super) enum Work {
    /// Runs cargo with these arguments and variables.
    Cargo { args: &'static [&'static str], variables: &'static [(&'static str, &'static str)] },
    /// Runs the ignored tests of a test binary.
    Ignored { package: &'static str, test: &'static str },
    /// Calls a function that does the same as this command.
    Function(&'static str, fn() -> Outcome),
}

/// The result of a stage.
pub(super) enum Outcome {
    Passed,
    Skipped(&'static str),
    Failed(String),
}

impl Stage {
    pub(super) const fn cargo(
        name: &'static str,
        args: &'static [&'static str],
        variables: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { name, work: Work::Cargo { args, variables }, extent: Extent::Always }
    }

    pub(super) const fn function(name: &'static str, command: &'static str, function: fn() -> Outcome) -> Self {
        Self { name, work: Work::Function(command, function), extent: Extent::Always }
    }

    const fn only_in_full(self) -> Self {
        Self { extent: Extent::Full, ..self }
    }

    /// The command line, for reading and for copying.
    pub(super) fn command(&self) -> String {
        match self.work {
            Work::Cargo { args, variables } => {
                let variables: String = variables.iter().map(|(name, value)| format!("{name}={value} ")).collect();
                format!("{variables}cargo {}", args.join(" "))
            }
            Work::Ignored { package, test } => format!("cargo {}", of_ignored(package, test).join(" ")),
            Work::Function(command, _) => command.to_owned(),
        }
    }

    pub(super) fn run(&self) -> Outcome {
        match self.work {
            Work::Cargo { args, variables } => {
                let mut command = cargo(args);
                command.envs(variables.iter().copied());
                run(command)
            }
            Work::Ignored { package, test } => run(cargo(&of_ignored(package, test))),
            Work::Function(_, function) => function(),
        }
    }
}

const fn of_ignored(package: &'static str, test: &'static str) -> [&'static str; 8] {
    ["test", "--package", package, "--test", test, "--locked", "--", "--ignored"]
}

/// The cargo that runs this program, in the workspace's root.
pub(super) fn cargo(args: &[&str]) -> Command {
    let mut command = crate::cargo::cargo();
    command.args(args).current_dir(root());
    command
}

pub(super) fn run(mut command: Command) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Outcome::Passed,
        Ok(status) => Outcome::Failed(status.to_string()),
        Err(error) => Outcome::Failed(format!("can't run {}: {error}", command.get_program().display())),
    }
}

/// Lints all targets, unless the build of the tests does so.
fn clippy() -> Outcome {
    let is = |variable: &str, wanted: &str| env::var_os(variable).is_some_and(|value| value == wanted);
    if is("RUSTC_WORKSPACE_WRAPPER", "clippy-driver") && is("RUSTFLAGS", "-Dwarnings") {
        return Outcome::Skipped("clippy compiles the tests, and a warning fails that build");
    }
    run(cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
}

fn regen_check() -> Outcome {
    match regen::run(&regen::Args { check: true, ..regen::Args::default() }) {
        ExitCode::SUCCESS => Outcome::Passed,
        _ => Outcome::Failed("generated/ is out of step with schemas/".to_owned()),
    }
}

/// Checks licences, sources and bans, and the advisories if their database can be fetched.
fn deny() -> Outcome {
    if !succeeds(cargo(&["deny", "--version"])) {
        return Outcome::Skipped(
            "cargo-deny is not installed (to install it, run `cargo install cargo-deny --locked`)",
        );
    }
    let checked = run(cargo(&["deny", "--workspace", "check", "bans", "licenses", "sources"]));
    let Outcome::Passed = checked else { return checked };
    if succeeds(cargo(&["deny", "fetch", "db"])) {
        return run(cargo(&["deny", "--workspace", "check", "advisories"]));
    }
    if !has_directory(&advisory_databases()) {
        out("advisories are not checked: their database is not available and can't be fetched\n");
        return Outcome::Passed;
    }
    out("advisories are checked against the database of the last fetch: it can't be fetched now\n");
    run(cargo(&["deny", "--workspace", "--offline", "check", "advisories"]))
}

fn succeeds(mut command: Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The database is a directory. Beside it is a lock, even if nothing was fetched.
fn has_directory(path: &Path) -> bool {
    fs::read_dir(path).is_ok_and(|mut entries| entries.any(|entry| entry.is_ok_and(|entry| entry.path().is_dir())))
}

/// The directory in which cargo-deny keeps the databases.
fn advisory_databases() -> PathBuf {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default().join("advisory-dbs")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_alone_is_not_a_database() {
        let directory = tempfile::tempdir().unwrap();
        assert!(!has_directory(&directory.path().join("nowhere")));
        fs::write(directory.path().join("db.lock"), "").unwrap();
        assert!(!has_directory(directory.path()));
        fs::create_dir(directory.path().join("advisory-db-0")).unwrap();
        assert!(has_directory(directory.path()));
    }
}
