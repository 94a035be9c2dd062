//! The table of results for all inputs, as Markdown.

use std::fmt::Write as _;

use super::by_typify::ByTypify;
use super::{Generated, Report, Row};
use schemawright::model::{Kind, Members};

/// The whole page.
pub(super) fn page(report: &Report) -> String {
    let typify = if report.typify {
        "- *types by typify*: the types that typify 0.8 writes for the same schemas, given as one bundle.\n"
    } else {
        ""
    };
    format!(
        "# Schemas of other people\n\n\
         This page is for people with schemas of their own. It lists what the generator does with published schemas and OpenAPI documents.\n\n\
         For each input, the types are generated and compiled, and decode and encode the bodies that belong to the input. The result is compared with the body, \
         as JSON.\n\n\
         `cargo xtask generality DIR --write-table` writes this page from a directory of such inputs, which is not part of this repository. \
         `cargo xtask generality --help` describes its layout.\n\n\
         {}{}\n\
         - *open*: places where no Rust type follows the schema and a wider type is used. The generator warns about each.\n\
         - *untyped*: fields that accept any value, of all fields. Fields without a schema are included.\n\
         - *warnings*: of the compiler, and of Clippy.\n\
         - *bodies equal*: of the bodies that the crate `jsonschema` accepts.\n\
         - *validate*: of these bodies, those in which `validate` finds no violation.\n\
         {typify}\n\
         `cargo xtask bench generator -- others` measures the time that it takes.\n",
        table(report),
        differences(report)
    )
}

/// The bodies that are not equal, each with its first difference.
fn differences(report: &Report) -> String {
    let wrong =
        report.rows.iter().flat_map(|row| row.bodies.wrong.iter().map(|wrong| format!("- {}: {wrong}\n", row.name)));
    match wrong.collect::<String>() {
        none if none.is_empty() => none,
        list => format!(
            "\nThe bodies that differ, each with its first difference. A `Timestamp` is the same point in time as its text, which may have another form.\n\n{list}"
        ),
    }
}

/// The table alone.
pub(super) fn table(report: &Report) -> String {
    let mut head = vec!["input", "types", "open", "untyped", "generates", "compiles", "warnings"];
    if report.documents {
        head.push("warnings of rustdoc");
    }
    head.extend(["bodies equal", "validate"]);
    if report.typify {
        head.push("types by typify");
    }
    let mut text = format!("| {} |\n|{}\n", head.join(" | "), " --- |".repeat(head.len()));
    let mut sum = Sum::default();
    for row in &report.rows {
        let cells = match &row.generated {
            Ok(generated) => of_types(row, generated, report.documents, &mut sum),
            Err(_) => {
                let mut cells = vec![String::new(); head.len() - 1];
                "no".clone_into(&mut cells[3]);
                if let (Some(types), Some(last)) = (of_typify(row), cells.last_mut()) {
                    *last = types;
                }
                cells
            }
        };
        let _ = writeln!(text, "| {} | {} |", row.name, cells.join(" | "));
    }
    let Sum { generated, compiled, types, members, equal, bodies } = sum;
    let by_typify = report.rows.iter().filter(|row| matches!(row.by_typify, Some(ByTypify::Types(_)))).count();
    let by_typify = if report.typify { format!(" ({by_typify} by typify)") } else { String::new() };
    let _ = writeln!(
        text,
        "\n{generated} of {} inputs generate{by_typify}, {compiled} compile; {types} types, {} of {} members untyped ({:.1} %), {equal} of {bodies} bodies equal.",
        report.rows.len(),
        members.untyped,
        members.all,
        percent(members)
    );
    text
}

/// The totals of all inputs.
#[derive(Default)]
struct Sum {
    generated: usize,
    compiled: usize,
    types: usize,
    members: Members,
    equal: usize,
    bodies: usize,
}

fn of_types(row: &Row, generated: &Generated, documents: bool, sum: &mut Sum) -> Vec<String> {
    let output = &generated.output;
    let types = output.model.items.iter().filter(|item| !matches!(item.kind, Kind::Call(_))).count();
    let open = output.warnings.iter().filter(|warning| warning.code == "open").count();
    let members = output.model.members();
    let compiles = row.compiled.error.is_none();
    let bodies = row.bodies.equal + row.bodies.wrong.len();
    sum.generated += 1;
    sum.compiled += usize::from(compiles);
    sum.types += types;
    sum.members += members;
    sum.equal += row.bodies.equal;
    sum.bodies += bodies;
    let untyped = format!("{} of {}", members.untyped, members.all);
    let mut cells = vec![types.to_string(), open.to_string(), untyped, "yes".to_owned()];
    cells.push(if compiles { "yes" } else { "no" }.to_owned());
    cells.push(row.compiled.warnings.to_string());
    if documents {
        cells.push(row.compiled.of_docs.map(|count| count.to_string()).unwrap_or_default());
    }
    let equal = if bodies == 0 { String::new() } else { format!("{} of {bodies}", row.bodies.equal) };
    cells.push(equal);
    let valid = row.bodies.valid;
    let validated = valid + row.bodies.unvalidated.len();
    cells.push(if validated == 0 { String::new() } else { format!("{valid} of {validated}") });
    cells.extend(of_typify(row));
    cells
}

/// The result of typify for an input, if it ran.
fn of_typify(row: &Row) -> Option<String> {
    row.by_typify.map(|by_typify| match by_typify {
        ByTypify::Types(types) => types.to_string(),
        ByTypify::Nothing => "no".to_owned(),
        ByTypify::TooSlow => "no, in a minute".to_owned(),
    })
}

/// The percentage of untyped fields.
fn percent(members: Members) -> f64 {
    100.0 * members.untyped as f64 / members.all.max(1) as f64
}
