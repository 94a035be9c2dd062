//! Runs a program, and measures its time and the peak memory of it and its children.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::{TimeVal, TimeValLike as _};

use crate::Result;

/// The cost of a run.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    /// Its elapsed time.
    pub(crate) seconds: f64,
    /// Its processor time, of user and system, including its children. Other work on the machine changes it less.
    pub(crate) processor: f64,
    /// Its peak memory.
    pub(crate) megabytes: f64,
}

/// Runs a program through another process of this program, which has no other children.
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

/// Runs a program, and returns the lines that it prints.
pub(crate) fn output(program: &str, arguments: &[&str], directory: &Path) -> Result<Vec<String>> {
    let output = command(program, arguments, directory).output()?;
    if !output.status.success() {
        return Err(failure(program, arguments, &output.stderr).into());
    }
    Ok(String::from_utf8(output.stdout)?.lines().map(str::to_owned).collect())
}

fn command(program: impl AsRef<OsStr>, arguments: &[&str], directory: &Path) -> Command {
    let mut command = Command::new(program);
    // Cargo sets these variables for its child, and would read them itself.
    command.args(arguments).current_dir(directory).env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO_TARGET_DIR");
    command
}

fn failure(program: &str, arguments: &[&str], errors: &[u8]) -> String {
    format!("{program} {}: {}", arguments.join(" "), String::from_utf8_lossy(errors))
}

/// The inner process: runs the program and prints its cost.
pub(crate) fn child(program: &str, arguments: &[&str]) -> Result<()> {
    let begun = Instant::now();
    let status = Command::new(program).args(arguments).status()?;
    let seconds = begun.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("it ended with {status}").into());
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let processor = seconds_of(usage.user_time()) + seconds_of(usage.system_time());
    // The unit on Linux is kilobytes.
    println!("\n{seconds} {processor} {}", usage.max_rss() as f64 / 1024.0);
    Ok(())
}

fn seconds_of(time: TimeVal) -> f64 {
    time.num_microseconds() as f64 / 1e6
}
