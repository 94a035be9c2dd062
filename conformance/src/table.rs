//! The table of rejected and accepted values, as Markdown.

use std::fmt::Write as _;

use crate::described::Agreement;
use crate::trials::What;
use crate::verdict::Count;
use crate::{Report, Run};

impl What {
    /// The kind of value, and what a type does with it and why.
    fn row(self) -> (&'static str, &'static str) {
        match self {
            What::Instance => ("an instance of the schema", "accepted, and encoded unchanged"),
            What::UnknownMember => ("a member that the schema does not declare", "accepted, kept and encoded"),
            What::MissingRequired => ("a required member is missing", "rejected: no value is invented"),
            What::MissingLenient => {
                ("… a list or a map, in a response", "accepted as empty: older bodies do not contain it")
            }
            What::MissingFixed => ("… with a fix-up in `codegen.toml`", "accepted, with the value of the fix-up"),
            What::NullRequired => ("`null` at a required member", "rejected"),
            What::NullLenient => ("… a list or a map, or with a fix-up, in a response", "accepted as absent"),
            What::NullOptional => {
                ("`null` at an optional member", "accepted as absent, and omitted when it is encoded")
            }
            What::OtherType => ("a value of another type", "rejected"),
            What::OtherItem => ("an item of another type in a list", "rejected"),
            What::UnknownValue => ("a value that an enum does not list", "accepted, kept and encoded: enums are open"),
            What::OtherConst => ("another value than the one of a `const`", "rejected: it identifies an alternative"),
            What::ForbiddenMember => ("a member, though `additionalProperties` is `false`", "rejected"),
            What::OtherUnion => (
                "a value of no alternative of a union",
                "kept if it has a new tag; else rejected, unless an alternative accepts it",
            ),
            What::Narrowed => (
                "a value that `format`, `pattern`, `minimum` or a length forbids",
                "accepted, and encoded unchanged: the API checks these keywords",
            ),
            What::NoInstant => {
                ("a string that is not a timestamp, in place of a timestamp", "rejected: it can't be a `Timestamp`")
            }
            What::Beyond32Bits => ("an integer beyond 32 bits, where the format is `int32`", "rejected"),
            What::Beyond64Bits => ("an integer beyond 64 bits", "rejected"),
        }
    }
}

/// The whole page.
pub(super) fn page(report: &Report, run: &Run) -> String {
    let mut page = String::from(
        "# Accepted and rejected values\n\n\
         This page is for users of the types who want to know what a type accepts. It lists what each type did with values of its schema, and with the same \
         values after one change.\n\n\
         Each type decodes instances of its schema: the smallest one, the largest one, each optional member alone, each value of an enum, and random nested \
         ones. The crate `jsonschema` confirms that each is an instance, or, after the change, that it is not. A value is decoded and encoded, and the result is \
         compared with the input, as JSON.\n\n\
         `cargo xtask conformance --write-table` writes this page; without the option, the command only compares. \
         [others.md](others.md) has the results for schemas of other projects.\n\n",
    );
    let _ = writeln!(
        page,
        "{} types of {} schemas; seed {}, {} random instances a type. {} instances in all, each of them still an instance after it is encoded.\n",
        report.types,
        report.schemas,
        run.seed,
        run.cases,
        report.instances()
    );
    page.push_str("| what is decoded | accepted | rejected | what a type does |\n| --- | ---: | ---: | --- |\n");
    for (what, Count { taken, refused }) in &report.counts {
        let (value, does) = what.row();
        let _ = writeln!(page, "| {value} | {taken} | {refused} | {does} |");
    }
    page.push_str(
        "\n## Validation\n\n\
         The same values are decoded, and then checked with `validate` (feature `validate`); the crate `jsonschema` checks the input. Values that do not \
         decode are omitted. The schema of each type as `JsonSchema` (feature `schemars`) accepts and rejects the same values as the file, except for \
         the values of an open enum and for fix-ups.\n\n\
         | what is checked | both accept | both reject | only `validate` accepts | only `jsonschema` accepts | why |\n\
         | --- | ---: | ---: | ---: | ---: | --- |\n",
    );
    for (what, Agreement { valid, invalid, lenient, strict }) in &report.agreements {
        if valid + invalid + lenient + strict > 0 {
            let why = if *lenient > 0 { what.why_lenient().unwrap_or_default() } else { "" };
            let _ = writeln!(page, "| {} | {valid} | {invalid} | {lenient} | {strict} | {why} |", what.row().0);
        }
    }
    if let Some(same) = report.read_back {
        let _ = writeln!(page, "\nFrom the schemas of `JsonSchema`, the generator makes the same {same} types.");
    }
    page
}
