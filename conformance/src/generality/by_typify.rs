//! The number of types that typify generates for an input. It may take minutes and overflow its stack, so it runs in a separate process.

use std::io::Read as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use schemawright::{Backend, Generator};

use super::input::Input;

/// The option of the process.
const OPTION: &str = "--count-by-typify";

/// The result of typify for an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ByTypify {
    /// The number of types.
    Types(usize),
    /// It rejects the input, or crashes.
    Nothing,
    /// It does not finish within the time limit.
    TooSlow,
}

/// The limit of the processor's time, or of the time on systems that do not report it.
const LIMIT: Duration = Duration::from_secs(60);
/// The time between two checks whether it has finished.
const PAUSE: Duration = Duration::from_millis(20);

/// Runs this program again for one input.
///
/// # Errors
/// A process that can't be started.
pub(super) fn ask(directory: &Path, name: &str) -> Result<ByTypify, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut child = Command::new(own)
        .arg(directory)
        .args(["--only", name])
        .arg(OPTION)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("can't run typify in a process of its own: {error}"))?;
    let begun = Instant::now();
    let status = loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) => break status,
            None if spent(&child).unwrap_or_else(|| begun.elapsed()) > LIMIT => {
                let _ = child.kill();
                let _ = child.wait();
                return Ok(ByTypify::TooSlow);
            }
            None => std::thread::sleep(PAUSE),
        }
    };
    let mut text = String::new();
    let read = child.stdout.take().map(|mut stdout| stdout.read_to_string(&mut text));
    let count = read.and_then(Result::ok).and_then(|_| text.trim().parse().ok());
    Ok(count.filter(|_| status.success()).map_or(ByTypify::Nothing, ByTypify::Types))
}

/// The processor's time of a process, on Linux.
fn spent(child: &Child) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    // The name of the program is in parentheses, and may contain anything.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

/// The number of types that typify generates for an input, which it reads as one bundle.
pub(super) fn count(input: &Input) -> Option<usize> {
    let generator = Generator::new("").backend(Backend::Typify);
    let run = || generator.generate_from(&input.corpus().ok()?, &input.config().ok()?).ok();
    let output = catch_unwind(AssertUnwindSafe(run)).ok()??;
    let is_type = |line: &&str| ["pub struct ", "pub enum "].iter().any(|start| line.trim_start().starts_with(start));
    Some(output.files["src/lib.rs"].lines().filter(is_type).count())
}
