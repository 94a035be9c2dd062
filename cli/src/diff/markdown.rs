//! A report for a comment on a pull request, or for the summary of a job: summary, table, details folded.

use std::fmt::Write as _;

use schemawright_diff::{Certainty, Change, Message, Part};

use super::report::{Report, and_direction, at, witnesses};
use crate::Program;
use crate::report::escape::{self, markdown as code};

/// GitHub accepts 65,536 characters in a comment.
const LIMIT: usize = 60_000;

pub(super) fn render(program: &Program, report: &Report) -> String {
    let mut text = format!("### {}\n\n", escape::text(&report.verdict_line()));
    let _ = writeln!(text, "{} → {}: {}.\n", code(&report.from), code(&report.to), report.counts());
    if report.changes.is_empty() {
        return text;
    }
    text.push_str("| level | rule | changes | for callers |\n| --- | --- | ---: | --- |\n");
    let groups = report.groups();
    let rules =
        || groups.iter().flat_map(|(level, rules)| rules.iter().map(move |(rule, changes)| (level, rule, changes)));
    for (level, rule, changes) in rules() {
        let _ = writeln!(text, "| {} | `{}` | {} | {} |", level.name(), rule.id(), changes.len(), rule.callers());
    }
    for (_, rule, changes) in rules() {
        let _ = write!(text, "\n<details><summary><code>{}</code>: {}</summary>\n\n", rule.id(), changes.len());
        let _ = writeln!(text, "On the wire: {}\n", rule.wire());
        let mut left = changes.len();
        for line in changes.iter().map(|change| line(change)) {
            if text.len() + line.len() > LIMIT {
                break;
            }
            text.push_str(&line);
            left -= 1;
        }
        if left > 0 {
            let _ = writeln!(text, "- … and {left} more: `{}` lists them all", program.diff);
        }
        text.push_str("\n</details>\n");
    }
    text
}

fn line(change: &Change) -> String {
    let mut line = format!("- {}", sentence(&change.message));
    if change.certainty == Certainty::Guess {
        line.push_str(" *(a guess)*");
    }
    if let Some(at) = at(change) {
        let _ = write!(line, " <sub>{}{}</sub>", code(&at), and_direction(change));
    }
    if let Some(reason) = &change.accepted {
        let _ = write!(line, "; accepted: {}", code(reason));
    }
    line.push('\n');
    for (what, text) in witnesses(change) {
        let _ = writeln!(line, "  - {what}: {}", code(text));
    }
    line
}

/// A message as one line of Markdown.
pub(super) fn sentence(message: &Message) -> String {
    let part = |part: &Part| match part {
        Part::Words(words) => words.clone(),
        Part::Code(name) => code(name),
    };
    message.parts().iter().map(part).collect()
}
