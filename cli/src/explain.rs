//! `schemawright explain`: why a type or a member has become what it is.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args as ClapArgs;
use schemawright::{Corpus, Diagnostic, Diagnostics, Generator};

use crate::Program;
use crate::out::out;
use crate::project::Project;
use crate::report::{MessageFormat, Reporter};

/// Says why a type or a member has become what it is: its Rust path, its file, and each rule of codegen.toml that applied.
///
/// Exit codes: 0 done, 1 no such schema or member, or bad input, 2 wrong usage.
#[derive(ClapArgs)]
#[command(after_help = "Examples:\n  {explain} api_user_v1_User\n  {explain} api_user_v1_User.user_id\n  \
                        {explain} user::v1::User\n  {explain} api_user_v1_Update\n  {explain} --rules")]
pub struct Args {
    /// A schema's title, an operation's `operationId` or a type's Rust path, with `.member` for one of its members or parameters.
    #[arg(required_unless_present = "rules")]
    name: Option<String>,

    /// List every rule with what it has touched.
    #[arg(long)]
    rules: bool,

    /// The directory of the schemas [default: schemas/ of the project that the current directory is in]
    #[arg(long, value_name = "DIR")]
    schemas: Option<PathBuf>,

    /// The crate that is meant, where the project has several
    #[arg(long = "crate", value_name = "NAME")]
    krate: Option<String>,

    /// The configuration [default: codegen.toml beside the schemas, or above, in the same git repository]
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
        Err(faults) => {
            Reporter::new(MessageFormat::Human, PathBuf::new()).print(faults.iter());
            ExitCode::FAILURE
        }
    }
}

fn explain(program: &Program, args: &Args) -> Result<String, Diagnostics> {
    let project = Project::open(program, args.schemas.as_deref(), args.config.as_deref())?;
    let of = project.one(args.krate.as_deref())?;
    let output = Generator::new("").generate_from(&Corpus::read(&of.schemas)?, &of.config())?;
    let mut text = if args.rules { output.explain_rules() } else { String::new() };
    if let Some(name) = &args.name {
        let found = output.explain(name).ok_or_else(|| {
            let fault = Diagnostic::error("no-such-name", format!("no schema, member or operation is called `{name}`"));
            fault.help("types.json in the generated package lists them")
        })?;
        text.push_str(&found);
    }
    Ok(text)
}
