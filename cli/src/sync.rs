//! `schemawright sync`: copies schemas and operations from a directory of JSON Schema files or from an OpenAPI document.

mod descriptions;
mod format;
mod incoming;
mod operations;
mod origin;
mod plan;
mod preview;
mod source;
mod write;

use std::path::PathBuf;
use std::process::ExitCode;

use schemawright::{Diagnostic, Diagnostics, FileName};

use crate::Program;
use crate::out::out;
use crate::paths::shown;
use crate::progress::Progress;
use crate::project::Project;
use crate::report::Reporter;
use crate::terminal;
use descriptions::Descriptions;
use plan::{Existing, Plan, Removal};
use source::Source;

const AFTER_HELP: &str = "\
Examples:
  {sync} openapi.yml --dry-run
      Show what would change in schemas/, and what it would break.
  {sync} openapi.yml --keep-descriptions
      Copy the schemas, and keep the descriptions that schemas/ already contains.
  {sync} ~/api/json-schema --schemas ~/schemas
      Copy a directory of JSON Schema files to another directory, which is created if needed.
  {sync} https://example.com/openapi.json
      Fetch a document with `curl`. Nothing is fetched without an https address.
  {sync} https://example.com/api.git#v2:openapi/api.yml
      Clone a branch or a tag of a repository with `git`, and copy a file or a directory of it.
  {sync}
      Copy the present state of the last source.

Exit codes:
  0  done
  1  bad input; nothing is written
  2  wrong usage of the command line

What is copied:
  Every *.json below a directory; or the schemas below `components/schemas`, and the operations, of an OpenAPI 3.0 or 3.1 document in YAML or JSON. \
   A schema is identified by its `$id`, which is `#/components/schemas/<name>` for OpenAPI. A schema whose `$id` has another form than those of the \
   source is kept. Operations are written to operations.json; inline bodies become schemas that are named after the operation. The order of \
   keys follows the existing file, so that the difference shows only real changes. Warnings list the parts that are left out. docs/diff.md \
   describes the conversion of `nullable`, `example` and `discriminator`.

Changes in the schema directory:
  Each file that differs is written beside its target and then renamed, as with `{gen}`. source.toml records the source of the schemas. Then run `{gen}`.";

/// Copy schemas from a directory or an OpenAPI document
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Args {
    /// A directory of JSON Schema files, or an OpenAPI 3.0 or 3.1 document in YAML or JSON: its path, its https address, or `-` for standard input
    /// [default: `source` in schemawright.toml, else the last source, which source.toml records]
    pub source: Option<String>,

    /// The directory to update [default: schemas/ of the project that the current directory is in]
    #[arg(long, value_name = "DIR")]
    pub schemas: Option<PathBuf>,

    /// Names of new files, and the names and refinements for the verdict [default: schemawright.toml or codegen.toml beside the
    /// schemas, or above]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// The crate to use, if the project has several
    #[arg(long = "crate", value_name = "NAME")]
    pub krate: Option<String>,

    /// Show the changes and the verdict on them; write nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Keep the existing descriptions, even if the source has others
    #[arg(long)]
    pub keep_descriptions: bool,

    /// Keep schemas that the source does not contain
    #[arg(long)]
    pub keep_missing: bool,

    /// Names of new files: `{title}` is the schema's title in lower case, with `-` for every character except letters, digits and dots
    /// [default: `file-name` below `[sync]` in the project file, or {title}.json]
    #[arg(long, value_name = "PATTERN")]
    pub file_name: Option<FileName>,

    /// The name of the source in source.toml, such as a version or a revision [default: its address, or its file name]
    #[arg(long, value_name = "TEXT")]
    pub origin: Option<String>,
}

/// Copies the schemas, or shows what that would change.
pub fn run(program: &Program, args: &Args) -> ExitCode {
    match sync(program, args) {
        Ok(text) => {
            // The plan is what a dry run is asked to print; otherwise the text is a summary.
            if args.dry_run || !terminal::is_quiet() {
                out(&text);
            }
            ExitCode::SUCCESS
        }
        Err(faults) => Reporter::default().fail(&faults),
    }
}

fn sync(program: &Program, args: &Args) -> Result<String, Diagnostics> {
    let _progress = Progress::begin("reading the source");
    let project = Project::open(program, args.schemas.as_deref(), args.config.as_deref())?;
    let of = project.one(args.krate.as_deref())?;
    let directory = of.schemas.clone();
    let source = Source::find(args.source.clone().or_else(|| of.source()).as_deref(), &directory)?;
    if source.is(&directory) {
        let fault = Diagnostic::error("same-directory", "the source is the schema directory itself");
        return Err(fault.help("give another one with --schemas").into());
    }
    let config = of.config();
    let file_name = args.file_name.clone().unwrap_or_else(|| config.file_name());
    let lock = (!args.dry_run).then(|| write::lock(&directory)).transpose()?;
    let existing = Existing::read(&directory)?;
    let incoming = source.read(&file_name, &config)?;
    let descriptions = if args.keep_descriptions { Descriptions::KeepOurs } else { Descriptions::FillGaps };
    let removal = if args.keep_missing { Removal::Leave } else { Removal::Remove };
    let origin = origin::text(program, &source, args.origin.as_deref(), &incoming)?;
    let plan = Plan::new(&existing, &incoming, descriptions, removal, origin);
    if !terminal::is_quiet() {
        Reporter::default().print(incoming.notes.iter());
    }
    let mut text = plan.summary(&shown(&directory), args.dry_run);
    if args.dry_run {
        text.push_str(&preview::verdict(&existing, &plan, config)?);
    } else {
        write::write(&directory, &plan)?;
        if !plan.changes_nothing() {
            text.push_str(&format!("Now run `{}`\n", program.generate));
        }
    }
    drop(lock);
    Ok(text)
}
