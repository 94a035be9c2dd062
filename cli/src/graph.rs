//! `schemawright graph`: draws the types and their references.

mod edges;
mod form;

use std::path::PathBuf;
use std::process::ExitCode;

use schemawright::{Diagnostics, Generator};

use crate::Program;
use crate::out::out;
use crate::project::Project;
use crate::report::Reporter;
use edges::Graph;

const AFTER_HELP: &str = "\
Examples:
  {graph} Order
      The types that `Order` refers to and those that refer to it, as Mermaid, which Markdown on GitHub shows.
  {graph} Order --depth 3 --format dot | dot -Tsvg > order.svg
      The types up to three references away, drawn by Graphviz.
  {graph} --format json
      All types and references, for programs.

Exit codes: 0 done, 1 unknown type, or bad input, 2 wrong usage.";

/// Draw the types and their references
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Args {
    /// The type in the middle: a title, a Rust path, or the place of its schema, as for `explain` [default: all types]
    #[arg(value_name = "TYPE")]
    pub name: Option<String>,

    /// The greatest distance from the type in the middle, in references
    #[arg(long, value_name = "STEPS", default_value_t = 1, requires = "name")]
    pub depth: usize,

    /// The format of the drawing
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,

    /// The crate to use, if the project has several
    #[arg(long = "crate", value_name = "NAME")]
    pub krate: Option<String>,

    /// The directory of the schemas [default: that of the project that the current directory is in]
    #[arg(long, value_name = "DIR")]
    pub schemas: Option<PathBuf>,

    /// The configuration [default: schemawright.toml or codegen.toml beside the schemas, or above]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// The format of a drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For Markdown: <https://mermaid.js.org>
    #[default]
    Mermaid,
    /// For Graphviz: <https://graphviz.org>
    Dot,
    /// For programs: `types` and `references`
    Json,
}

/// Prints the drawing.
#[must_use]
pub fn run(program: &Program, args: &Args) -> ExitCode {
    match graph(program, args) {
        Ok(text) => {
            out(text);
            ExitCode::SUCCESS
        }
        Err(faults) => Reporter::default().fail(&faults),
    }
}

fn graph(program: &Program, args: &Args) -> Result<String, Diagnostics> {
    let project = Project::open(program, args.schemas.as_deref(), args.config.as_deref())?;
    let of = project.one(args.krate.as_deref())?;
    let corpus = of.read(program)?;
    let output = Generator::new("").name(of.name()).without_files().generate_from(&corpus, &of.config())?;
    let mut graph = Graph::of(&output.model);
    if let Some(name) = &args.name {
        let middle = output.find_item(&corpus, name)?;
        graph = graph.around(middle, args.depth);
    }
    Ok(match args.format {
        Format::Mermaid => form::mermaid(&output.model, &graph),
        Format::Dot => form::dot(&output.model, &graph),
        Format::Json => form::json(&output.model, &graph),
    })
}
