//! The table of rules in `docs/diff.md` equals that of the code. A table that differs is rewritten, and the test fails.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use schemawright_diff::Rule;

const BEGIN: &str = "<!-- rules -->\n";
const END: &str = "<!-- end of rules -->\n";

#[test]
fn table_of_rules_is_in_step() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diff.md");
    let text = fs::read_to_string(&file).expect("docs/diff.md").replace("\r\n", "\n");
    let (before, rest) = text.split_once(BEGIN).expect("a beginning of the table");
    let (_, after) = rest.split_once(END).expect("an end of the table");
    let expected = format!("{before}{BEGIN}{}{END}{after}", table());
    if text != expected {
        fs::write(&file, expected).expect("docs/diff.md can be written");
        panic!("the table of rules in docs/diff.md was out of step, and has been rewritten: commit it");
    }
}

fn table() -> String {
    let mut table =
        "| rule | level | on the wire | for callers: the reason for the level |\n| --- | --- | --- | --- |\n"
            .to_owned();
    for rule in Rule::ALL {
        let _ = writeln!(table, "| `{}` | {} | {} | {} |", rule.id(), rule.level().name(), rule.wire(), rule.callers());
    }
    table
}

#[test]
fn rule_ids_are_unique_and_found_again() {
    for rule in Rule::ALL {
        assert_eq!(Rule::from_id(rule.id()), Some(*rule));
    }
}
