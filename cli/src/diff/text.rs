//! A report for people.

use std::fmt::Write as _;

use schemawright_diff::{Certainty, Change, Level};

use super::report::{Report, and_direction, at, witnesses};
use crate::report::escape;
use crate::terminal::Look;

pub(super) fn render(report: &Report, look: Look) -> String {
    let mut text = format!("{} → {}: {}\n", escape::text(&report.from), escape::text(&report.to), report.counts());
    for (level, rules) in report.groups() {
        for (rule, changes) in rules {
            let head = format!("{} {} ({})", level.name(), rule.id(), changes.len());
            let _ = writeln!(text, "\n{}\n    {}", painted(&head, level, look), rule.callers());
            for change in changes {
                let _ = writeln!(text, "  {}", line(change, look));
            }
        }
    }
    let verdict = escape::text(&report.verdict_line()).into_owned();
    let _ = writeln!(text, "\n{}", if look == Look::Terminal { format!("\x1b[1m{verdict}\x1b[0m") } else { verdict });
    text
}

fn line(change: &Change, look: Look) -> String {
    let mut line = change.message.to_string();
    if change.certainty == Certainty::Guess {
        line.push_str(" (a guess)");
    }
    if let Some(at) = at(change) {
        let aside = format!("{}{}", escape::text(&at), and_direction(change));
        line.push_str(&if look == Look::Terminal {
            format!("  \x1b[2m{aside}\x1b[0m")
        } else {
            format!("  [{aside}]")
        });
    }
    for (what, text) in witnesses(change) {
        line.push_str(&format!("\n    {what}: {}", escape::text(text)));
    }
    if change.level() == Level::Breaking && change.witnesses.is_empty() {
        line.push_str("\n    (no example was found)");
    }
    if let Some(reason) = &change.accepted {
        line.push_str(&format!("\n    accepted: {}", escape::text(reason)));
    }
    line
}

fn painted(text: &str, level: Level, look: Look) -> String {
    let colour = match level {
        Level::Breaking => 31,
        Level::Additive => 32,
        Level::Docs => 36,
    };
    if look == Look::Terminal { format!("\x1b[1;{colour}m{text}\x1b[0m") } else { text.to_owned() }
}
