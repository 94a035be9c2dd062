//! `cargo xtask explain`: why a type or a member has become what it is.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args as ClapArgs;
use stytch_codegen::Generator;

use crate::workspace;

/// Says why a type or a member has become what it is: its Rust path, its file, and each rule of codegen.toml that applied.
///
/// Exit codes: 0 done, 1 no such schema or member, or bad input, 2 wrong usage.
#[derive(ClapArgs)]
#[command(
    after_help = "Examples:\n  cargo xtask explain api_user_v1_User\n  cargo xtask explain api_user_v1_User.user_id\n  \
                        cargo xtask explain user::v1::User\n  cargo xtask explain --rules"
)]
pub struct Args {
    /// A schema's title or a type's Rust path, with `.member` for one of its members.
    #[arg(required_unless_present = "rules")]
    name: Option<String>,

    /// List every rule with what it has touched.
    #[arg(long)]
    rules: bool,

    /// The directory of the schemas.
    #[arg(long, value_name = "DIR")]
    schemas: Option<PathBuf>,

    /// The configuration.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Runs the command.
#[must_use]
pub fn run(args: &Args) -> ExitCode {
    let root = workspace::root();
    let own = args.schemas.is_none();
    let schemas = args.schemas.clone().unwrap_or_else(|| root.join("schemas"));
    let mut generator = Generator::new(schemas);
    if let Some(config) = args.config.clone().or_else(|| own.then(|| root.join("codegen.toml"))) {
        generator = generator.config(config);
    }
    let output = match generator.generate() {
        Ok(output) => output,
        Err(faults) => {
            eprintln!("{faults}");
            return ExitCode::FAILURE;
        }
    };
    if args.rules {
        print!("{}", output.explain_rules());
    }
    let Some(name) = &args.name else { return ExitCode::SUCCESS };
    match output.explain(name) {
        Some(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        None => {
            eprintln!("error: no schema or member is called `{name}`\n  help: generated/types.json lists the schemas");
            ExitCode::FAILURE
        }
    }
}
