//! The stage `test`: runs several test binaries of the workspace at once.
//!
//! Cargo runs them one after the other. A nested compiler or a single long test takes most of their time, so that half of a processor with
//! two cores is idle.

use std::collections::VecDeque;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use schemawright_cli::out::{err, out};
use serde_json::Value;

use super::stages::{Outcome, cargo};

/// The test binaries that take longest. They start first, in this order: of those that build in the same directory, one waits for the other,
/// so that others run between them.
const LONG: &[&str] = &[
    "schemawright::fixtures",
    "conformance::any",
    "conformance::generality",
    "stytch-types::build_step",
    "conformance::conformance",
    "stytch-types::package",
    "schemawright::typify_judges",
    "schemawright::it",
    "schemawright::bundle",
    "schemawright-diff::rules",
    "schemawright-cli::it",
    "xtask::it",
];

/// A test binary, or all documentation tests.
struct Job {
    name: String,
    command: Command,
}

/// The command of the stage, which also runs the documentation tests. The tests of the generated package are a stage of their own: for them,
/// it would be compiled twice. Without `--tests`, cargo also builds the examples, which a test contains as modules.
pub(super) const COMMAND: &str = "cargo test --workspace --exclude stytch-types-generated --locked --tests";

/// Cargo with the stage's command, and more arguments.
fn test(args: &[&str]) -> Command {
    let command: Vec<&str> = COMMAND.split(' ').skip(1).chain(args.iter().copied()).collect();
    cargo(&command)
}

/// Cargo with all documentation tests. The features of all packages are the same as with the tests.
pub(super) fn doc_tests() -> Command {
    cargo(&["test", "--workspace", "--doc", "--locked"])
}

/// Builds all tests, and runs them.
pub(super) fn run() -> Outcome {
    let built = test(&["--no-run", "--message-format=json-render-diagnostics"]).stderr(Stdio::inherit()).output();
    let built = match built {
        Ok(output) if output.status.success() => output,
        Ok(output) => return Outcome::Failed(output.status.to_string()),
        Err(error) => return Outcome::Failed(format!("can't run cargo: {error}")),
    };
    let mut jobs: VecDeque<Job> = String::from_utf8_lossy(&built.stdout).lines().filter_map(binary).collect();
    jobs.push_back(Job { name: "docs".to_owned(), command: doc_tests() });
    jobs.make_contiguous().sort_by_key(|job| LONG.iter().position(|name| *name == job.name).unwrap_or(LONG.len()));
    let failed = run_all(jobs);
    if failed.is_empty() {
        Outcome::Passed
    } else {
        Outcome::Failed(format!("these have failed: {}", failed.join(", ")))
    }
}

/// The test binary in a message of cargo.
fn binary(message: &str) -> Option<Job> {
    let message: Value = serde_json::from_str(message).ok()?;
    if message["reason"] != "compiler-artifact" || message["profile"]["test"] != true {
        return None;
    }
    let executable = message["executable"].as_str()?;
    let directory = Path::new(message["manifest_path"].as_str()?).parent()?;
    let target = message["target"]["name"].as_str()?;
    let mut command = Command::new(executable);
    // Like `cargo test`. The code that tests generate is compiled without clippy.
    command.current_dir(directory).env("CARGO_MANIFEST_DIR", directory).env_remove("RUSTC_WORKSPACE_WRAPPER");
    Some(Job { name: format!("{}::{target}", package(message["package_id"].as_str()?)), command })
}

/// The name in a package id: `path+file:///a/b/codegen#schemawright@0.1.0`, or `…/cli#0.1.0` if it equals the directory.
fn package(id: &str) -> &str {
    let (path, name) = id.rsplit_once('#').unwrap_or(("", id));
    match name.split_once('@') {
        Some((name, _)) => name,
        None => path.rsplit('/').next().unwrap_or(path),
    }
}

/// Runs all jobs, one more at a time than there are processors, because a nested cargo may wait for another. Returns the names of the
/// failed ones.
fn run_all(jobs: VecDeque<Job>) -> Vec<String> {
    let at_once = thread::available_parallelism().map_or(1, usize::from) + 1;
    let failed = Mutex::new(Vec::new());
    each(jobs, at_once, |job| {
        let name = job.name.clone();
        if !run_one(job) {
            lock(&failed).push(name);
        }
    });
    failed.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Works on the items in order, on some of them at once.
fn each<T: Send>(items: VecDeque<T>, at_once: usize, work: impl Fn(T) + Sync) {
    let items = Mutex::new(items);
    // In a function of its own, because the condition of `while let` would keep the lock while the body runs.
    let next = || lock(&items).pop_front();
    thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(|| {
                while let Some(item) = next() {
                    work(item);
                }
            });
        }
    });
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs a job and prints one line, or all of its output if it failed. Returns whether it passed.
fn run_one(Job { name, mut command }: Job) -> bool {
    let begun = Instant::now();
    let output = command.stdin(Stdio::null()).output();
    let time = begun.elapsed().as_secs_f64();
    match output {
        Ok(Output { status, stdout, stderr }) => {
            let [stdout, stderr] = [stdout, stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
            let counts = Counts::of(&stdout);
            if status.success() {
                out(format!("{time:7.1} s  {name}: {counts}\n"));
            } else {
                err(format!("{stdout}{stderr}\n{time:7.1} s  {name}: FAILED, {status}, {counts}\n"));
            }
            status.success()
        }
        Err(error) => {
            err(format!("can't run {name}: {error}\n"));
            false
        }
    }
}

/// The number of tests.
#[derive(Default)]
struct Counts {
    passed: usize,
    failed: usize,
    ignored: usize,
}

impl Counts {
    /// The sum of the lines `test result: ok. 4 passed; 0 failed; 1 ignored; …`.
    fn of(text: &str) -> Self {
        let mut counts = Self::default();
        for part in
            text.lines().filter_map(|line| line.strip_prefix("test result: ")).flat_map(|line| line.split(['.', ';']))
        {
            match part.trim().split_once(' ').map(|(number, what)| (number.parse().unwrap_or(0), what)) {
                Some((number, "passed")) => counts.passed += number,
                Some((number, "failed")) => counts.failed += number,
                Some((number, "ignored")) => counts.ignored += number,
                _ => {}
            }
        }
        counts
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed", self.passed)?;
        for (count, what) in [(self.failed, "failed"), (self.ignored, "ignored")] {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Condvar;
    use std::time::Duration;

    use super::*;

    #[test]
    fn packages_have_names() {
        assert_eq!(package("path+file:///a/codegen#schemawright@0.1.0"), "schemawright");
        assert_eq!(package("path+file:///a/xtask#0.1.0"), "xtask");
    }

    #[test]
    fn results_are_added() {
        let text = "test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1.25s\n\
                    test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n";
        assert_eq!(Counts::of(text).to_string(), "5 passed, 2 failed, 1 ignored");
        assert_eq!(Counts::of("").to_string(), "0 passed");
    }

    #[test]
    fn several_items_are_worked_on_at_once() {
        let begun = (Mutex::new(0), Condvar::new());
        let is_alone = Mutex::new(false);
        each([(); 2].into(), 2, |()| {
            *lock(&begun.0) += 1;
            begun.1.notify_all();
            let (_guard, wait) = begun
                .1
                .wait_timeout_while(lock(&begun.0), Duration::from_secs(10), |begun| *begun < 2)
                .unwrap_or_else(PoisonError::into_inner);
            *lock(&is_alone) |= wait.timed_out();
        });
        assert!(!*lock(&is_alone), "the second item waited for the end of the first");
    }

    #[test]
    fn a_failure_is_among_the_reported_ones() {
        let job = |name: &str, args: &[&str]| {
            let mut command = crate::cargo::cargo();
            command.args(args);
            Job { name: name.to_owned(), command }
        };
        let jobs = [job("good", &["--version"]), job("bad", &["no-such-command"]), job("good too", &["--version"])];
        assert_eq!(run_all(jobs.into_iter().collect()), ["bad"]);
    }
}
