//! The program that the commands belong to: what they are called in messages and in `--help`, and what they fall back on.
//!
//! The same commands are those of `schemawright` and, under other names, those of a project's own program.

use std::path::PathBuf;

use clap::Command;

/// A program that has these commands.
#[derive(Clone, Debug)]
pub struct Program {
    /// The command that generates: `schemawright gen`.
    pub generate: &'static str,
    /// The command that tells whether what was generated is in step: `schemawright check`.
    pub check: &'static str,
    /// The command that compares two states: `schemawright diff`.
    pub diff: &'static str,
    /// The command that finds what recorded bodies have beyond the schemas: `schemawright drift`.
    pub drift: &'static str,
    /// The command that takes schemas in: `schemawright sync`.
    pub sync: &'static str,
    /// The command that explains a name: `schemawright explain`.
    pub explain: &'static str,
    /// The command that writes one document: `schemawright bundle`.
    pub bundle: &'static str,
    /// The command that writes a project file: `schemawright init`.
    pub init: &'static str,
    /// The command that draws types: `schemawright graph`.
    pub graph: &'static str,
    /// The command that generates again after each change: `schemawright watch`.
    pub watch: &'static str,
    /// The checkout that the program was built in, for a program that belongs to one: outside of any project, its project is meant, and
    /// generated packages depend on the `wire/` in it by path.
    pub checkout: Option<PathBuf>,
}

impl Program {
    /// `schemawright`, which belongs to no checkout.
    #[must_use]
    pub fn schemawright() -> Self {
        Self {
            generate: "schemawright gen",
            check: "schemawright check",
            diff: "schemawright diff",
            drift: "schemawright drift",
            sync: "schemawright sync",
            explain: "schemawright explain",
            bundle: "schemawright bundle",
            init: "schemawright init",
            graph: "schemawright graph",
            watch: "schemawright watch",
            checkout: None,
        }
    }

    /// A command line, and those below it, whose texts call each command by its name here in place of `{gen}`, `{check}` and so on.
    #[must_use]
    pub fn name_in(&self, command: Command) -> Command {
        let name = |text: &clap::builder::StyledStr| self.named(&text.ansi().to_string());
        let mut command = command;
        if let Some(text) = command.get_about().map(name) {
            command = command.about(text);
        }
        if let Some(text) = command.get_long_about().map(name) {
            command = command.long_about(text);
        }
        if let Some(text) = command.get_after_help().map(name) {
            command = command.after_help(text);
        }
        if let Some(text) = command.get_after_long_help().map(name) {
            command = command.after_long_help(text);
        }
        command
            .mut_args(|argument| {
                let (short, long) = (argument.get_help().map(name), argument.get_long_help().map(name));
                let argument = if let Some(text) = short { argument.help(text) } else { argument };
                if let Some(text) = long { argument.long_help(text) } else { argument }
            })
            .mut_subcommands(|command| self.name_in(command))
    }

    /// A text with the commands' names.
    fn named(&self, text: &str) -> String {
        let names = [
            ("{gen}", self.generate),
            ("{check}", self.check),
            ("{diff}", self.diff),
            ("{drift}", self.drift),
            ("{sync}", self.sync),
            ("{explain}", self.explain),
            ("{bundle}", self.bundle),
            ("{init}", self.init),
            ("{graph}", self.graph),
            ("{watch}", self.watch),
        ];
        names.iter().fold(text.to_owned(), |text, (place, name)| text.replace(place, name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_call_the_commands_by_their_names() {
        let command = Command::new("x").about("{gen}").subcommand(
            Command::new("y")
                .after_long_help("{check}, {diff}")
                .arg(clap::Arg::new("z").help("{sync} {explain} {bundle}")),
        );
        let mut command = Program::schemawright().name_in(command);
        assert_eq!(command.get_about().unwrap().to_string(), "schemawright gen");
        let help = command.find_subcommand_mut("y").unwrap().render_long_help().to_string();
        assert!(help.contains("schemawright sync schemawright explain schemawright bundle"), "{help}");
        assert!(help.ends_with("schemawright check, schemawright diff\n"), "{help}");
    }
}
