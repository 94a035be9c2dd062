//! Shell completions and man pages of the commands.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Command;
use schemawright_cli::out::{err, out};

/// Print completions for a shell
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  schemawright completions bash > ~/.local/share/bash-completion/completions/schemawright\n  \
                        schemawright completions zsh > ~/.zfunc/_schemawright\n  \
                        schemawright completions fish > ~/.config/fish/completions/schemawright.fish"
)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

/// Print the man page, or write those of all commands
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  schemawright man | man -l -\n  schemawright man --out ~/.local/share/man/man1")]
pub(crate) struct ManArgs {
    /// The directory for one page per command [default: the main page goes to standard output]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Prints completions.
pub(crate) fn completions(mut command: Command, args: &CompletionsArgs) -> ExitCode {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut command, "schemawright", &mut text);
    out(String::from_utf8_lossy(&text));
    ExitCode::SUCCESS
}

/// Prints the man page, or writes all pages.
pub(crate) fn man(mut command: Command, args: &ManArgs) -> ExitCode {
    command.build();
    let written = match &args.out {
        None => page(&command).map(out),
        Some(directory) => pages(&command, directory),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            err(format!("error: can't write the man page: {error}\n"));
            ExitCode::FAILURE
        }
    }
}

fn pages(command: &Command, directory: &Path) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    fs::write(directory.join(format!("{name}.1")), page(command)?)?;
    command.get_subcommands().filter(|inner| inner.get_name() != "help").try_for_each(|inner| pages(inner, directory))
}

fn page(command: &Command) -> io::Result<String> {
    let mut text = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
