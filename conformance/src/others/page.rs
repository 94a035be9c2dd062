//! The result as a page for the docs.

use std::fmt::Write as _;

use super::{Report, Row, Run};
use crate::verdict::Count;

/// The whole page.
pub(super) fn page(report: &Report, run: &Run) -> String {
    let mut page = format!(
        "# What the types of other people's schemas take and refuse\n\n\
         The inputs are those of [generality.md](generality.md). Each type that is of a whole schema is put to instances of its schema (the least, \
         the full one, {} random ones) and to values near them, with one thing changed. The crate `jsonschema` says which of these are valid. A \
         value is decoded and encoded by the compiled types; what comes back is compared with what went in, as JSON.\n\n\
         This page is written by `cargo xtask conformance --others DIR --write-table`; without the option, the command only compares.\n\n\
         | input | types | untried | instances | come back equal | refused or changed |\n\
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
        "\n{} types, {} instances: {equal} come back equal, {wrong} are refused or changed (seed {}).\n\n\
         *Untried*: the validator does not process the schema, or no instance of it could be made.\n\n\
         ## What is invalid\n\n\
         Each value by the first keyword that forbids it.\n\n\
         | keyword | taken | refused | what a type does |\n| --- | ---: | ---: | --- |",
        sum(|row| row.types),
        equal + wrong,
        run.seed
    );
    for (keyword, Count { taken, refused }) in &report.by_keyword {
        let _ = writeln!(page, "| `{}` | {taken} | {refused} | {} |", shown(keyword), does(keyword));
    }
    page.push_str(
        "\nWhat is valid by the letter, and left out on purpose: values of another JSON type where `properties`, `items` and their like mean an \
         object or a list and no `type` says so, and integers beyond what `format` says.\n",
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
        "type" => "refused; taken in a part of a schema that only narrows, and where a wider type was needed",
        "required" => "refused; taken where only an alternative or a condition requires the member",
        "enum" => "accepted, kept and written back: enums are open",
        "const" => "refused, unless an alternative or an open union takes it",
        "additionalProperties" => "refused; taken where `patternProperties` or a part of `allOf` opens the type",
        "unevaluatedProperties" => "refused where all that looks at members is followed, else taken",
        "anyOf" | "oneOf" => {
            "refused where no alternative fits; taken where the union is open, where an alternative only narrows, and where several of `oneOf` fit"
        }
        "falseSchema" => "refused as a member; taken where `false` leaves a type without a value",
        "items" | "prefixItems" | "additionalItems" | "unevaluatedItems" => {
            "refused where all that looks at items is followed, else taken"
        }
        _ => "accepted, and comes back equal: the API checks narrowing keywords",
    }
}
