//! The two states: where each comes from, and what the generator makes of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use stytch_codegen::{Config, Corpus, Diagnostic, Diagnostics, Generator, Output, WireDependency};

use super::git;
use crate::workspace::{root, shown};

/// Where a state comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A directory of schemas.
    Directory(PathBuf),
    /// A revision of this workspace.
    Revision(String),
    /// This workspace as it is on disk.
    WorkTree,
}

impl Source {
    /// What an argument names.
    pub(super) fn parse(argument: Option<&str>, otherwise: Source) -> Result<Self, Diagnostics> {
        let Some(name) = argument else { return Ok(otherwise) };
        let path = Path::new(name);
        if path.is_dir() {
            return Ok(Source::Directory(path.to_owned()));
        }
        if path.exists() {
            let fault = Diagnostic::error("no-such-state", format!("`{name}` is a file"));
            return Err(fault
                .help("name a directory of schemas; `cargo xtask sync` makes one of an OpenAPI document")
                .into());
        }
        Ok(Source::Revision(name.to_owned()))
    }
}

/// A state, generated.
#[derive(Debug)]
pub(crate) struct State {
    /// What it is called in reports.
    pub(super) label: String,
    pub(super) corpus: Corpus,
    pub(super) output: Output,
    /// What had been generated and committed then.
    pub(super) committed: Option<BTreeMap<String, String>>,
}

impl State {
    /// Reads and generates. The configuration is the one named; else a revision's own, or this workspace's.
    pub(crate) fn load(source: &Source, config: Option<&Path>) -> Result<Self, Diagnostics> {
        let named = config.map(read_config).transpose()?.map(Config::for_other_schemas);
        match source {
            Source::Directory(directory) => {
                let config = match named {
                    Some(config) => config,
                    None => own_config()?.for_other_schemas(),
                };
                let label = shown(directory);
                Self::generate(label, Corpus::read(directory)?, &config, None)
            }
            Source::WorkTree => {
                let config = named.map_or_else(own_config, Ok)?;
                Self::generate("the work tree".to_owned(), Corpus::read(&root().join("schemas"))?, &config, None)
            }
            Source::Revision(revision) => Self::of_revision(revision, named),
        }
    }

    /// A state whose schemas and output are at hand.
    pub(crate) fn new(label: &str, corpus: Corpus, output: Output) -> Self {
        Self { label: label.to_owned(), corpus, output, committed: None }
    }

    /// A state of schemas that are at hand, with this workspace's configuration.
    pub(crate) fn of_corpus(label: &str, corpus: Corpus) -> Result<Self, Diagnostics> {
        Self::generate(label.to_owned(), corpus, &own_config()?.for_other_schemas(), None)
    }

    fn of_revision(revision: &str, named: Option<Config>) -> Result<Self, Diagnostics> {
        let files = git::files(&root(), revision, &["schemas", "codegen.toml", "generated"])?;
        let mut schemas = Vec::new();
        let mut committed = BTreeMap::new();
        let mut own = None;
        for (path, bytes) in files {
            if let Some(name) = path.strip_prefix("schemas/").filter(|name| name.ends_with(".json")) {
                schemas.push((name.to_owned(), bytes));
            } else if let Some(name) = path.strip_prefix("generated/") {
                committed.insert(name.to_owned(), String::from_utf8_lossy(&bytes).into_owned());
            } else if path == "codegen.toml" {
                own = Some(String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        if schemas.is_empty() {
            let fault = Diagnostic::error("no-schemas", format!("`{revision}` has no schemas/*.json"));
            return Err(fault.help("name a revision that has schemas").into());
        }
        let config = match (named, own) {
            (Some(config), _) => config,
            (None, Some(text)) => Config::parse(&format!("{revision}:codegen.toml"), &text)?,
            (None, None) => Config::default(),
        };
        let committed = (!committed.is_empty()).then_some(committed);
        Self::generate(revision.to_owned(), Corpus::from_sources(schemas)?, &config, committed).map_err(|mut faults| {
            faults.push(
                Diagnostic::error("old-state", format!("this generator makes nothing of `{revision}`"))
                    .help("its configuration may be older than the generator: name one for both states with --config"),
            );
            faults
        })
    }

    fn generate(
        label: String,
        corpus: Corpus,
        config: &Config,
        committed: Option<BTreeMap<String, String>>,
    ) -> Result<Self, Diagnostics> {
        let wire = WireDependency::Path("../wire".to_owned());
        let output = Generator::new("").wire(wire).generate_from(&corpus, config)?;
        Ok(Self { label, corpus, output, committed })
    }
}

fn own_config() -> Result<Config, Diagnostics> {
    let file = root().join("codegen.toml");
    if file.exists() { read_config(&file) } else { Ok(Config::default()) }
}

fn read_config(file: &Path) -> Result<Config, Diagnostics> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Diagnostic::error("unreadable", format!("can't read {}: {error}", shown(file))))?;
    Config::parse(&file.to_string_lossy(), &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_a_directory_and_all_else_a_revision() {
        let directory = tempfile::tempdir().unwrap();
        let name = directory.path().to_str().unwrap();
        let parse = |name: Option<&str>| Source::parse(name, Source::WorkTree);
        assert_eq!(parse(Some(name)).unwrap(), Source::Directory(directory.path().to_owned()));
        assert_eq!(parse(Some("v0.1.0")).unwrap(), Source::Revision("v0.1.0".to_owned()));
        assert_eq!(parse(None).unwrap(), Source::WorkTree);
        let file = directory.path().join("openapi.yml");
        std::fs::write(&file, "").unwrap();
        assert!(parse(file.to_str()).unwrap_err().to_string().contains("`cargo xtask sync` makes one"));
    }

    #[test]
    fn an_unknown_revision_is_an_error() {
        let fault = State::load(&Source::Revision("no-such-branch".to_owned()), None).unwrap_err();
        assert!(
            fault
                .to_string()
                .starts_with("error[no-such-state]: `no-such-branch` is neither a directory nor a git revision")
        );
    }
}
