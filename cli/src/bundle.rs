//! `schemawright bundle`: writes the schemas as one document.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args as ClapArgs, ValueEnum};
use schemawright::bundle::{Bundle, Draft};
use schemawright::{Diagnostic, Diagnostics};

use crate::Program;
use crate::out::{err, out};
use crate::paths::{resolve, shown};
use crate::project::Project;
use crate::report::{MessageFormat, Reporter, counted};
use crate::terminal;
use crate::tree::replace;

const AFTER_HELP: &str = "\
Examples:
  {bundle} --out bundle.json
      The project's schemas as one document of draft 7, which most tools read.
  {bundle} --schemas ~/api/schemas --draft 2020-12 | jq '.\"$defs\" | keys'
      Schemas of your own, as one document of 2020-12, to standard output.

The document:
  Every file, every entry of a file's `$defs` and every other target of a `$ref` is a definition. Its name is its title, else \
its file or its key; if several have the same name, the name of the file is added. Every `$ref` refers to one of them. \
Keywords are converted to those of the draft, also the keywords of draft 3 and draft 4, and `nullable` and `example` of \
OpenAPI 3.0. Descriptions, defaults and other annotations are kept.

Exit codes: 0 done, 1 bad input, or the file can't be written, 2 wrong usage.";

/// Write the schemas as one self-contained JSON Schema document
#[derive(ClapArgs)]
#[command(after_long_help = AFTER_HELP)]
pub struct Args {
    /// The directory of the JSON Schema files [default: schemas/ of the project that the current directory is in]
    #[arg(long, value_name = "DIR")]
    schemas: Option<PathBuf>,

    /// The crate to use, where the project has several
    #[arg(long = "crate", value_name = "NAME")]
    krate: Option<String>,

    /// The version of JSON Schema that the document is written in
    #[arg(long, value_enum, default_value_t)]
    draft: Version,

    /// The file that is written [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// The format of errors
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    message_format: MessageFormat,
}

/// A version of JSON Schema.
#[derive(Clone, Copy, Default, ValueEnum)]
enum Version {
    /// Draft 7
    #[default]
    #[value(name = "07")]
    Draft07,
    /// Draft 2020-12
    #[value(name = "2020-12")]
    Draft202012,
}

impl From<Version> for Draft {
    fn from(version: Version) -> Self {
        match version {
            Version::Draft07 => Self::Draft07,
            Version::Draft202012 => Self::Draft202012,
        }
    }
}

/// Runs the command.
#[must_use]
pub fn run(program: &Program, args: &Args) -> ExitCode {
    match bundle(program, args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(faults) => Reporter::new(args.message_format, args.schemas.clone().unwrap_or_default()).fail(&faults),
    }
}

fn bundle(program: &Program, args: &Args) -> Result<(), Diagnostics> {
    let project = Project::open(program, args.schemas.as_deref(), None)?;
    let of = project.one(args.krate.as_deref())?;
    if let Some(file) = &args.out {
        guard(file, &of.schemas)?;
    }
    let bundle = Bundle::new(&of.read(program)?, args.draft.into())?;
    let text = format!("{:#}\n", bundle.document);
    let Some(file) = &args.out else {
        out(text);
        return Ok(());
    };
    write(file, &text)?;
    if !terminal::is_quiet() {
        err(format!("{}: {}\n", shown(file), counted(bundle.definitions.len(), "definition")));
    }
    Ok(())
}

/// Rejects an output file that the next run would read as a schema.
fn guard(file: &Path, schemas: &Path) -> Result<(), Diagnostics> {
    let find = |path: &Path| {
        let unreadable = |error| Diagnostic::error("unreadable", format!("can't read {}: {error}", shown(path)));
        resolve(path).map_err(|error| Diagnostics::from(unreadable(error)))
    };
    if !find(file)?.starts_with(find(schemas)?) {
        return Ok(());
    }
    let message =
        format!("{} can't be the file: it is in the schema directory, and would be read as a schema", shown(file));
    Err(Diagnostic::error("bad-output-file", message).help("name a file elsewhere with `--out`").into())
}

/// Writes a file whole or not at all.
fn write(file: &Path, text: &str) -> Result<(), Diagnostics> {
    replace(file, text).map_err(|error| {
        let message = format!("can't write {}: {error}", shown(file));
        Diagnostic::error("unwritable", message)
            .help("check that its directory exists and that you have permission to write to it")
            .into()
    })
}
