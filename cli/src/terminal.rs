//! Options for the amount of output and for colour.

use std::env;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::sync::atomic::{AtomicU8, Ordering};

/// Options of every command.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct Options {
    /// Print only errors and what the command is asked to print
    #[arg(short, long, global = true, conflicts_with = "verbose", display_order = 900)]
    pub quiet: bool,

    /// Show how long each stage takes
    #[arg(short, long, global = true, display_order = 901)]
    pub verbose: bool,

    /// When to print in colour; `auto` depends on the terminal, NO_COLOR and CLICOLOR_FORCE
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value_t,
        hide_possible_values = false,
        display_order = 902
    )]
    pub color: Color,
}

/// When to print in colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

static COLOR: AtomicU8 = AtomicU8::new(0);
static LOUDNESS: AtomicU8 = AtomicU8::new(1);

impl Options {
    /// Applies the options to all further output.
    pub fn apply(self) {
        COLOR.store(self.color as u8, Ordering::Relaxed);
        LOUDNESS.store(if self.quiet { 0 } else { 1 + u8::from(self.verbose) }, Ordering::Relaxed);
    }
}

/// Whether summaries are omitted.
#[must_use]
pub(crate) fn is_quiet() -> bool {
    LOUDNESS.load(Ordering::Relaxed) == 0
}

/// Whether the time of each stage is shown.
#[must_use]
pub(crate) fn is_verbose() -> bool {
    LOUDNESS.load(Ordering::Relaxed) == 2
}

/// The capabilities of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Colours, and source lines that are cut at the width of the terminal.
    Terminal,
    /// ASCII.
    Plain,
}

/// The capabilities of a stream.
#[must_use]
pub fn look(stream: &impl IsTerminal) -> Look {
    let color = match COLOR.load(Ordering::Relaxed) {
        1 => Color::Always,
        2 => Color::Never,
        _ => Color::Auto,
    };
    if in_color(color, |name| env::var_os(name), stream.is_terminal()) { Look::Terminal } else { Look::Plain }
}

/// The order of precedence: the option, NO_COLOR (<https://no-color.org>), CLICOLOR_FORCE and CLICOLOR (<https://bixense.com/clicolors>),
/// the stream.
fn in_color(color: Color, variable: impl Fn(&str) -> Option<OsString>, is_terminal: bool) -> bool {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR").is_some() => false,
        Color::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        Color::Auto if set("CLICOLOR").is_some_and(|value| value == "0") => false,
        Color::Auto => is_terminal && set("TERM").is_none_or(|term| term != "dumb"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_decides_then_the_environment_then_the_stream() {
        let decide = |color, variables: &[(&str, &str)], is_terminal| {
            let variable =
                |name: &str| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| value.into());
            in_color(color, variable, is_terminal)
        };
        for (color, variables, is_terminal, expected) in [
            (Color::Auto, &[][..], true, true),
            (Color::Auto, &[], false, false),
            (Color::Auto, &[("NO_COLOR", "1")], true, false),
            (Color::Auto, &[("NO_COLOR", "")], true, true),
            (Color::Auto, &[("CLICOLOR_FORCE", "1")], false, true),
            (Color::Auto, &[("CLICOLOR_FORCE", "0")], false, false),
            (Color::Auto, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], true, false),
            (Color::Auto, &[("CLICOLOR", "0")], true, false),
            (Color::Auto, &[("TERM", "dumb")], true, false),
            (Color::Always, &[("NO_COLOR", "1")], false, true),
            (Color::Never, &[("CLICOLOR_FORCE", "1")], true, false),
        ] {
            assert_eq!(decide(color, variables, is_terminal), expected, "{color:?} {variables:?} {is_terminal}");
        }
    }
}
