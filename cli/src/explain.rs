//! `schemawright explain`: explains why a type or a field is as it is.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args as ClapArgs;
use schemawright::{Diagnostics, Generator};

use crate::Program;
use crate::out::out;
use crate::project::Project;
use crate::report::Reporter;

const AFTER_HELP: &str = "\
Examples:
  {explain} api_user_v1_User
      A type by its title; an operation by its `operationId`.
  {explain} user::v1::User.user_id
      A field, by the Rust path of its type.
  {explain} my_types::user::v1::User
      The same type as the compiler writes it, with the crate.
  {explain} schemas/user.json:12
      The item at a line of a file. `user.json#/properties/name` and `api_user_v1_User#/properties/name` work too.
  {explain} --rules
      Every rule of the configuration, with the items that it changed.

Exit codes: 0 done, 1 unknown schema or field, or bad input, 2 wrong usage.";

/// Explain why a type or a field is as it is
///
/// Prints its Rust path, its file, each rule of the configuration that applied, how a union is identified, which places are open and why,
/// and the lines of Rust.
#[derive(ClapArgs)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// A title, an `$id`, an `operationId` or a Rust path, in any case, followed by `.field` for a field or a parameter; or a place, such
    /// as `user.json:12` and `user.json#/properties/name`
    #[arg(required_unless_present = "rules")]
    name: Option<String>,

    /// List every rule with what it changed.
    #[arg(long)]
    rules: bool,

    /// The directory of the schemas [default: schemas/ of the project that the current directory is in]
    #[arg(long, value_name = "DIR")]
    schemas: Option<PathBuf>,

    /// The crate to use, if the project has several
    #[arg(long = "crate", value_name = "NAME")]
    krate: Option<String>,

    /// The configuration [default: schemawright.toml or codegen.toml beside the schemas, or above]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Runs the command.
#[must_use]
pub fn run(program: &Program, args: &Args) -> ExitCode {
    match explain(program, args) {
        Ok(text) => {
            out(text);
            ExitCode::SUCCESS
        }
        Err(faults) => Reporter::default().fail(&faults),
    }
}

fn explain(program: &Program, args: &Args) -> Result<String, Diagnostics> {
    let project = Project::open(program, args.schemas.as_deref(), args.config.as_deref())?;
    let of = project.one(args.krate.as_deref())?;
    let corpus = of.read(program)?;
    let output = Generator::new("").name(of.name()).generate_from(&corpus, &of.config())?;
    let mut text = if args.rules { output.explain_rules() } else { String::new() };
    if let Some(name) = &args.name {
        text.push_str(&output.explain(&corpus, name)?);
    }
    Ok(text)
}
