//! The result as a page for the docs.

use std::fmt::Write as _;

use super::{Report, Row, Run};
use crate::verdict::Count;

/// The whole page.
pub(super) fn page(report: &Report, run: &Run) -> String {
    let mut page = format!(
        "# Accepted and rejected values of other projects' schemas\n\n\
         The inputs are those of [generality.md](generality.md). Each type of a whole schema is tried with instances of its schema (the smallest, \
         the full one, {} random ones) and with values near them, which have one change. The crate `jsonschema` decides which of these are valid. \
         The compiled types decode and encode a value, and the result is compared with the input, as JSON.\n\n\
         `cargo xtask conformance --others DIR --write-table` writes this page; without the option, the command only compares.\n\n\
         | input | types | untried | instances | equal | rejected or changed |\n\
         | --- | ---: | ---: | ---: | ---: | ---: |\n",
        run.cases
    );
    for Row { name, types, untried, equal, wrong, .. } in &report.rows {
        let wrong = wrong.len();
        let _ = writeln!(page, "| {name} | {types} | {untried} | {} | {equal} | {wrong} |", equal + wrong);
    }
    let sum = |of: fn(&Row) -> usize| report.rows.iter().map(of).sum::<usize>();
    let (equal, wrong) = (sum(|row| row.equal), sum(|row| row.wrong.len()));
    let _ = writeln!(
        page,
        "\n{} types, {} instances: {equal} are equal after encoding, {wrong} are rejected or changed (seed {}).\n\n\
         *Untried*: the validator does not support the schema, or no instance of it can be made.\n\n\
         ## Invalid values\n\n\
         Each value is counted for the first keyword that forbids it.\n\n\
         | keyword | accepted | rejected | what a type does |\n| --- | ---: | ---: | --- |",
        sum(|row| row.types),
        equal + wrong,
        run.seed
    );
    for (keyword, Count { taken, refused }) in &report.by_keyword {
        let _ = writeln!(page, "| `{}` | {taken} | {refused} | {} |", shown(keyword), does(keyword));
    }
    page.push_str(
        "\nTwo kinds of valid values are omitted: values of another JSON type where `properties`, `items` and similar keywords imply an \
         object or a list without a `type`, and integers beyond the range of their `format`.\n",
    );
    page
}

/// The keyword in its form in a schema.
fn shown(keyword: &str) -> &str {
    if keyword == "falseSchema" { "false" } else { keyword }
}

/// What types do with a value that a keyword forbids.
fn does(keyword: &str) -> &'static str {
    match keyword {
        "type" => "rejected; accepted in a part of a schema that only narrows, and where a wider type is used",
        "required" => "rejected; accepted if only an alternative or a condition requires the member",
        "enum" => "accepted, kept and encoded: enums are open",
        "const" => "rejected, unless an alternative or an open union accepts it",
        "additionalProperties" => "rejected; accepted where `patternProperties` or a part of `allOf` opens the type",
        "unevaluatedProperties" => "rejected if all keywords that evaluate members are supported, else accepted",
        "anyOf" | "oneOf" => {
            "rejected if no alternative matches; accepted where the union is open, where an alternative only narrows, and where several of `oneOf` match"
        }
        "falseSchema" => "rejected as a member; accepted where `false` leaves a type without a value",
        "items" | "prefixItems" | "additionalItems" | "unevaluatedItems" => {
            "rejected if all keywords that evaluate items are supported, else accepted"
        }
        _ => "accepted, and encoded unchanged: the API checks narrowing keywords",
    }
}
