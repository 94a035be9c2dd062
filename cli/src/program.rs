//! The program that the commands belong to: the names of its commands in messages and in `--help`, and its defaults.
//!
//! Both `schemawright` and a project's own program offer these commands, under different names.

use std::path::PathBuf;

use clap::Command;

/// A program that offers these commands.
#[derive(Clone, Debug)]
pub struct Program {
    /// The command that generates: `schemawright gen`.
    pub generate: &'static str,
    /// The command that checks whether the generated files match the schemas: `schemawright check`.
    pub check: &'static str,
    /// The command that compares two states: `schemawright diff`.
    pub diff: &'static str,
    /// The command that finds what recorded bodies contain beyond the schemas: `schemawright drift`.
    pub drift: &'static str,
    /// The command that copies schemas from a source: `schemawright sync`.
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
    /// The checkout that the program was built in, for a program that belongs to one. Outside of any project, the commands use the
    /// checkout's project, and generated packages depend on its `wire/` by path.
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

    /// Replaces `{gen}`, `{check}` and so on in the texts of a command and its subcommands with the names of this program's commands.
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

    /// A text with the names of the commands inserted.
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
