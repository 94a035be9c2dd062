//! The table of what is refused and what is taken on purpose, as Markdown.

use std::fmt::Write as _;

use crate::trials::What;
use crate::verdict::Count;
use crate::{Report, Run};

impl What {
    /// What the value is, and what a type does with it, and why.
    fn row(self) -> (&'static str, &'static str) {
        match self {
            What::Instance => ("an instance of the schema", "taken, and comes back equal"),
            What::UnknownMember => ("a member that the schema does not name", "taken, kept and written back"),
            What::MissingRequired => ("a required member is missing", "refused: nothing is made up"),
            What::MissingLenient => {
                ("… a list or a map, in what responses hold", "taken as empty: bodies from before it was added lack it")
            }
            What::MissingFixed => ("… where a fix-up of `codegen.toml` says otherwise", "taken, as the fix-up says"),
            What::NullRequired => ("`null` at a required member", "refused"),
            What::NullLenient => ("… a list or a map, or with a fix-up, in what responses hold", "taken as if absent"),
            What::NullOptional => ("`null` at an optional member", "taken as absent, and left out on the way back"),
            What::OtherType => ("a value of another type", "refused"),
            What::OtherItem => ("an item of another type in a list", "refused"),
            What::UnknownValue => {
                ("a value that an enum does not name", "taken, kept and written back: enums are open")
            }
            What::OtherConst => ("another value than the one of a `const`", "refused: it tells alternatives apart"),
            What::ForbiddenMember => ("a member, though `additionalProperties` is `false`", "refused"),
            What::OtherUnion => (
                "a value that no alternative of a union has",
                "kept where a new tag may come, else refused, unless an alternative is open enough",
            ),
            What::Narrowed => (
                "a value that `format`, `pattern`, `minimum` or a length forbids",
                "taken, and comes back equal: these are for the API to check",
            ),
            What::NoInstant => {
                ("a string that is no instant, where instants stand", "refused: it can't be a `Timestamp`")
            }
            What::Beyond32Bits => ("an integer beyond 32 bits, where the format is `int32`", "refused"),
            What::Beyond64Bits => ("an integer beyond 64 bits", "refused"),
        }
    }
}

/// The whole page.
pub(super) fn page(report: &Report, run: &Run) -> String {
    let mut page = String::from(
        "# What the types take and refuse\n\n\
         Every type is put to instances of its schema (the least, the full one, each optional member alone, each value of an enum, random \
         nested ones) and to the same with one thing wrong. Both are what the crate `jsonschema` says they are. A value is decoded and \
         encoded; what comes back is compared with what went in, as JSON.\n\n\
         This page is written by `cargo xtask conformance --write-table`; without the option, the command only compares.\n\n",
    );
    let _ = writeln!(
        page,
        "{} types of {} schemas; seed {}, {} random instances a type. {} instances in all, each an instance again after it came back.\n",
        report.types,
        report.schemas,
        run.seed,
        run.cases,
        report.instances()
    );
    page.push_str("| what is decoded | taken | refused | what a type does |\n| --- | ---: | ---: | --- |\n");
    for (what, Count { taken, refused }) in &report.counts {
        let (value, does) = what.row();
        let _ = writeln!(page, "| {value} | {taken} | {refused} | {does} |");
    }
    page
}
