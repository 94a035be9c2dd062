//! A program that is run: how long it takes, and the most memory that it, or a program that it runs, holds at once.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::{TimeVal, TimeValLike as _};

use crate::Result;

/// What a run has cost.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    /// Its time, by the clock.
    pub(crate) seconds: f64,
    /// The processor's time, its own and the system's in its service, of it and of what it runs: other work changes it less.
    pub(crate) processor: f64,
    /// Its memory, at its peak.
    pub(crate) megabytes: f64,
}

/// Runs a program. Between it and this one stands another copy of this one, which knows of no other children.
pub(crate) fn run(program: &str, arguments: &[&str], directory: &Path) -> Result<Cost> {
    let output = command(std::env::current_exe()?, &[&["run", program], arguments].concat(), directory).output()?;
    if !output.status.success() {
        return Err(failure(program, arguments, &output.stderr).into());
    }
    let text = String::from_utf8(output.stdout)?;
    let line = text.lines().last().ok_or("the copy said nothing")?;
    let [seconds, processor, megabytes] = line.split(' ').collect::<Vec<_>>()[..] else {
        return Err("the copy said something else".into());
    };
    Ok(Cost { seconds: seconds.parse()?, processor: processor.parse()?, megabytes: megabytes.parse()? })
}

/// Runs a program for the lines that it prints.
pub(crate) fn output(program: &str, arguments: &[&str], directory: &Path) -> Result<Vec<String>> {
    let output = command(program, arguments, directory).output()?;
    if !output.status.success() {
        return Err(failure(program, arguments, &output.stderr).into());
    }
    Ok(String::from_utf8(output.stdout)?.lines().map(str::to_owned).collect())
}

fn command(program: impl AsRef<OsStr>, arguments: &[&str], directory: &Path) -> Command {
    let mut command = Command::new(program);
    // Cargo sets these for what it runs, and would take them for its own.
    command.args(arguments).current_dir(directory).env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO_TARGET_DIR");
    command
}

fn failure(program: &str, arguments: &[&str], errors: &[u8]) -> String {
    format!("{program} {}: {}", arguments.join(" "), String::from_utf8_lossy(errors))
}

/// The copy: runs the program and prints what it cost.
pub(crate) fn child(program: &str, arguments: &[&str]) -> Result<()> {
    let begun = Instant::now();
    let status = Command::new(program).args(arguments).status()?;
    let seconds = begun.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("it ended with {status}").into());
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let processor = seconds_of(usage.user_time()) + seconds_of(usage.system_time());
    // Linux counts in kilobytes.
    println!("\n{seconds} {processor} {}", usage.max_rss() as f64 / 1024.0);
    Ok(())
}

fn seconds_of(time: TimeVal) -> f64 {
    time.num_microseconds() as f64 / 1e6
}
