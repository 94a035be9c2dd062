//! `schemawright init`: reads the existing schemas and writes a project file for them.

mod facts;
mod file;
mod inputs;
mod search;

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use schemawright::config::{NAMES, SCHEMA};
use schemawright::{Config, Diagnostic, Diagnostics, Generator};

use crate::Program;
use crate::paths::{resolve, shown};
use crate::project::OUT;
use crate::report::Reporter;
use crate::tree::is_generated_package;
use facts::Facts;
use file::Entries;
use inputs::Inputs;

/// The JSON Schema of the project file. It is written beside it, for editors.
const SCHEMA_FILE: &str = "schemawright.schema.json";

const AFTER_HELP: &str = "\
Examples:
  {init}
      Find schemas/ or an OpenAPI document here, and write schemawright.toml.
  {init} api/json-schema
      The same for a directory of JSON Schema files.
  {init} api/openapi.yml
      The same for an OpenAPI document: `{sync}` copies its schemas to schemas/.

Written files:
  schemawright.toml in the current directory, with comments: the directories of the schemas and of the types, and entries for strings with the \
   names of secrets. schemawright.schema.json beside it lets editors complete keys. If there is a project file already, nothing is written.

Exit codes: 0 done, 1 no schemas were found, or they are invalid, 2 wrong usage.";

/// Write a project file for the schemas in this directory
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Args {
    /// A directory of JSON Schema files, or an OpenAPI 3.0 or 3.1 document [default: what is found in the current directory]
    #[arg(value_name = "DIR|OPENAPI")]
    pub source: Option<PathBuf>,
}

/// Writes the file and prints the next steps.
#[must_use]
pub fn run(program: &Program, args: &Args) -> ExitCode {
    let reporter = Reporter::default();
    match init(program, args) {
        Ok(text) => {
            reporter.say(&text);
            ExitCode::SUCCESS
        }
        Err(faults) => reporter.fail(&faults),
    }
}

fn init(program: &Program, args: &Args) -> Result<String, Diagnostics> {
    let here = resolve(Path::new("."))
        .map_err(|error| Diagnostic::error("unreadable", format!("can't read the current directory: {error}")))?;
    if let Some(there) = NAMES.iter().map(|name| here.join(name)).find(|file| file.exists()) {
        return Ok(format!("{} already exists: nothing is written\nNow run `{}`\n", shown(&there), program.generate));
    }
    let inputs = Inputs::find(program, &here, args.source.as_deref())?;
    let facts = Facts::of(&inputs.corpus);
    let text = text(&here, &inputs, &facts);
    write(&here.join(SCHEMA_FILE), SCHEMA)?;
    write(&here.join(NAMES[0]), &text)?;
    let next = if inputs.document.is_some() {
        format!("{}`, then `{}", program.sync, program.generate)
    } else {
        program.generate.to_owned()
    };
    let mut said = format!("{}: {}\nNow run `{next}`\n", NAMES[0], facts.summary());
    if let Some(left) = left_behind(&here, &text) {
        let _ = writeln!(
            said,
            "{} contains types of an earlier run, and no run updates them from now on: remove it",
            shown(&left)
        );
    }
    Ok(said)
}

/// The default output directory, if it contains a generated package and the project file names another directory.
fn left_behind(here: &Path, text: &str) -> Option<PathBuf> {
    let left = here.join(OUT);
    let out = Config::parse(NAMES[0], text).ok().and_then(|config| Some(here.join(config.out()?)));
    (is_generated_package(&left) && out.is_some_and(|out| out != left)).then_some(left)
}

/// The text of the project file. Entries guessed from names may not apply to the schemas. Then they are written as comments.
fn text(here: &Path, inputs: &Inputs, facts: &Facts) -> String {
    let of = |entries| file::text(here, inputs, facts, entries);
    let guesses = [Entries::Guarded, Entries::Written].into_iter().map(of);
    guesses.into_iter().find(|text| applies(inputs, text)).unwrap_or_else(|| of(Entries::Suggested))
}

/// Whether the configuration applies to these schemas: it causes no error that the empty configuration does not cause.
fn applies(inputs: &Inputs, text: &str) -> bool {
    let generate = |config: &Config| Generator::new("").without_files().generate_from(&inputs.corpus, config).is_ok();
    Config::parse(NAMES[0], text).is_ok_and(|config| generate(&config)) || !generate(&Config::default())
}

/// Writes a file unless it exists.
fn write(file: &Path, text: &str) -> Result<(), Diagnostics> {
    let unwritable =
        |error: std::io::Error| Diagnostic::error("unwritable", format!("can't write {}: {error}", shown(file)));
    match fs::File::create_new(file) {
        Ok(_) => fs::write(file, text).map_err(|error| unwritable(error).into()),
        // It was written earlier, or by the user.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(unwritable(error).into()),
    }
}
