//! A line on the terminal during a long run: the current step and the time so far. It is erased before anything else is printed, and at the
//! end.
//!
//! It is printed to standard error, only if that is a terminal that can erase a line (not `TERM=dumb`), and not with `--quiet`.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::terminal;

/// A run shorter than this shows no line.
const PATIENCE: Duration = Duration::from_millis(500);
/// The time between two updates of the line.
const TICK: Duration = Duration::from_millis(200);
/// Moves to the start of the line, and erases to its end.
const ERASE: &str = "\r\x1b[K";

/// The line of this process, which has one terminal.
static LINE: Mutex<Line> = Mutex::new(Line { doing: None, run: 0, shown: false });

struct Line {
    /// The current step, and the start of the run.
    doing: Option<(String, Instant)>,
    /// The number of the run. Its thread ends when the number changes.
    run: u64,
    /// Whether the line is on the terminal.
    shown: bool,
}

impl Line {
    fn get() -> MutexGuard<'static, Self> {
        LINE.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hide(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = io::stderr().write_all(ERASE.as_bytes());
        }
    }

    fn draw(&mut self) {
        let Some((doing, since)) = &self.doing else { return };
        let time = since.elapsed();
        if time >= PATIENCE {
            let width = terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| usize::from(width.0));
            let _ = io::stderr().write_all(format!("{ERASE}{}", text(doing, time, width)).as_bytes());
            self.shown = true;
        }
    }
}

/// `generating the types … 3 s`, at most as wide as the terminal.
fn text(doing: &str, time: Duration, width: usize) -> String {
    let text = format!("{doing} … {} s", time.as_secs());
    text.chars().take(width.saturating_sub(1)).collect()
}

/// A run that may take long. Dropping it erases the line.
#[derive(Debug)]
#[must_use]
pub struct Progress(());

impl Progress {
    /// Begins a run.
    pub fn begin(doing: impl Into<String>) -> Self {
        let mut line = Line::get();
        line.run += 1;
        let run = line.run;
        let can_erase = io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        if can_erase && !terminal::is_quiet() {
            line.doing = Some((doing.into(), Instant::now()));
            thread::spawn(move || tick(run));
        }
        Self(())
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let mut line = Line::get();
        line.hide();
        line.doing = None;
        line.run += 1;
    }
}

fn tick(run: u64) {
    loop {
        thread::sleep(TICK);
        let mut line = Line::get();
        if line.run != run {
            return;
        }
        line.draw();
    }
}

/// Sets the current step, if there is a run.
pub fn now(doing: impl Into<String>) {
    if let Some((text, _)) = &mut Line::get().doing {
        *text = doing.into();
    }
}

/// Runs `print` while the line is erased.
pub(crate) fn hidden<T>(print: impl FnOnce() -> T) -> T {
    let mut line = Line::get();
    line.hide();
    print()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_fits_the_terminal() {
        let time = Duration::from_millis(3_700);
        assert_eq!(text("generating the types", time, 80), "generating the types … 3 s");
        assert_eq!(text("generating the types", time, 11), "generating");
    }
}
