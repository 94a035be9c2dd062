//! A report in JUnit's XML format, as far as CI systems agree on it: one test for each change.

use std::fmt::Write as _;

use schemawright_diff::{Change, Level};

use super::report::{Report, at, witnesses};
use crate::report::escape::{self, xml};

/// One suite. A breaking change is a failed test, an accepted change a skipped one.
pub(super) fn render(report: &Report) -> String {
    let broken = report.counted().filter(|change| change.level() == Level::Breaking).count();
    let skipped = report.changes.len() - report.counted().count();
    let counts = format!("tests=\"{}\" failures=\"{broken}\" skipped=\"{skipped}\"", report.changes.len() + 1);
    let name = xml(&format!("{} → {}", report.from, report.to));
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"diff\" {counts}>\n<testsuite name=\"{name}\" errors=\"0\" {counts}>\n"
    );
    // CI systems treat a suite without tests as one that did not run.
    let _ = writeln!(text, "<testcase classname=\"diff\" name=\"{}\"/>", xml(&report.verdict_line()));
    for change in &report.changes {
        test(&mut text, change);
    }
    text.push_str("</testsuite>\n</testsuites>\n");
    text
}

fn test(text: &mut String, change: &Change) {
    let message = change.message.to_string();
    let _ = write!(text, "<testcase classname=\"{}\" name=\"{}\"", xml(&change.subject.to_string()), xml(&message));
    if let Some(place) = &change.place {
        let _ = write!(text, " file=\"{}\" line=\"{}\"", xml(&place.file), place.line_column().0);
    }
    let rule = change.rule.id();
    match &change.accepted {
        Some(reason) => {
            let _ = writeln!(text, "><skipped message=\"accepted: {}\"/></testcase>", xml(reason));
        }
        None if change.level() == Level::Breaking => {
            let at = at(change).map(|at| format!("{at}\n")).unwrap_or_default();
            let mut why = format!("{at}For callers: {}\nOn the wire: {}", change.rule.callers(), change.rule.wire());
            witnesses(change)
                .iter()
                .for_each(|(what, text)| why.push_str(&format!("\n{what}: {}", escape::text(text))));
            let why = xml(&why);
            let _ =
                writeln!(text, "><failure type=\"{rule}\" message=\"{}\">{why}</failure></testcase>", xml(&message));
        }
        None => {
            let level = change.level().name();
            let _ = writeln!(text, "><system-out>{level} {rule}</system-out></testcase>");
        }
    }
}
