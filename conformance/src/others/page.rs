//! The result as a page for the docs.

use std::fmt::Write as _;

use super::checked::Checked;
use super::{Forbidden, Report, Row, Run, VALUES};
use crate::verdict::Count;

/// The whole page.
pub(super) fn page(report: &Report, run: &Run) -> String {
    let mut page = format!(
        "# Accepted and rejected values of other people's schemas\n\n\
         This page is for people with schemas of their own. The inputs are those of [generality.md](generality.md).\n\n\
         Each type of a whole schema decodes instances of its schema (the smallest one, the largest one, and {} random ones, each of {VALUES} values at \
         the most) and values near them, with one thing changed. The crate `jsonschema` decides which of these are valid. A value is decoded and \
         encoded by the compiled types, and the result is compared with the input, as JSON.\n\n\
         `cargo xtask conformance --others DIR --write-table` writes this page; without the option, the command only compares.\n\n\
         | input | types | untried | instances | encoded unchanged | rejected or changed | checked by `validate` | as by `jsonschema` |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
        run.cases
    );
    for Row { name, types, untried, equal, wrong, validated, agreed, .. } in &report.rows {
        let wrong = wrong.len();
        let all = equal + wrong;
        let _ = writeln!(page, "| {name} | {types} | {untried} | {all} | {equal} | {wrong} | {validated} | {agreed} |");
    }
    let sum = |of: fn(&Row) -> usize| report.rows.iter().map(of).sum::<usize>();
    let (equal, wrong) = (sum(|row| row.equal), sum(|row| row.wrong.len()));
    let _ = writeln!(
        page,
        "\n{} types, {} instances: {equal} are encoded unchanged, {wrong} are rejected or changed (seed {}).\n\n\
         *Untried*: the validator does not process the schema, or no instance of it could be made.\n",
        sum(|row| row.types),
        equal + wrong,
        run.seed
    );
    invalid(report, &mut page);
    validated(report, &mut page);
    page
}

/// The behaviour of types for invalid values.
fn invalid(report: &Report, page: &mut String) {
    page.push_str(
        "## What is invalid\n\n\
         Each value is counted under the first keyword that forbids it.\n\n\
         | keyword | accepted | of these, rejected by `validate` | rejected | what a type does |\n| --- | ---: | ---: | ---: | --- |\n",
    );
    for (keyword, Forbidden { count: Count { taken, refused }, found }) in &report.by_keyword {
        let _ = writeln!(page, "| `{}` | {taken} | {found} | {refused} | {} |", shown(keyword), does(keyword));
    }
    page.push_str(
        "\nTwo kinds of valid values are left out: values of another JSON type where `properties` or `items` imply an object or a list without a `type`, \
         and integers beyond the range of their `format`.\n",
    );
}

/// How `validate` agrees with the validator.
fn validated(report: &Report, page: &mut String) {
    let Checked { valid, invalid, lenient, .. } = &report.checked;
    let _ = writeln!(
        page,
        "\n## Checked when asked\n\n\
         The values that decode are checked with `validate`; the crate `jsonschema` checks the input. Types that were merged from several places are not \
         checked alone.\n\n\
         | what is checked | count |\n| --- | ---: |\n| both accept | {valid} |\n| both reject | {invalid} |"
    );
    for (reason, count) in lenient {
        let _ = writeln!(page, "| they differ: the value {} | {count} |", reason.text());
    }
    let _ = writeln!(
        page,
        "\nFor {} of the types, `Example::example()` and `Example::minimal()` are instances of the schema, which decode, encode and validate, and the schema \
         of `JsonSchema` accepts and rejects the same values. Where the generator reports keywords as not validated, examples only decode, encode and validate.",
        report.described
    );
}

/// The keyword in its form in a schema.
fn shown(keyword: &str) -> &str {
    if keyword == "falseSchema" { "false" } else { keyword }
}

/// The behaviour of types for a value that a keyword forbids.
fn does(keyword: &str) -> &'static str {
    match keyword {
        "type" => "rejected; accepted in a part of a schema that only narrows, and where a wider type was needed",
        "required" => "rejected; accepted where only an alternative or a condition requires the member",
        "enum" => "accepted, kept and encoded: enums are open",
        "const" => "rejected, unless an alternative or an open union accepts it",
        "additionalProperties" => "rejected; accepted where `patternProperties` or a part of `allOf` opens the type",
        "unevaluatedProperties" => "rejected where the type follows every keyword about members, else accepted",
        "anyOf" | "oneOf" => {
            "rejected where no alternative fits; accepted where the union is open, where an alternative only narrows, and where several of `oneOf` fit"
        }
        "falseSchema" => "rejected as a member; accepted where `false` leaves a type without a value",
        "items" | "prefixItems" | "additionalItems" | "unevaluatedItems" => {
            "rejected where the type follows every keyword about items, else accepted"
        }
        _ => "accepted, and encoded unchanged: the API checks narrowing keywords",
    }
}
