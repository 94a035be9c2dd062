//! The two states: where each comes from, and what the generator makes of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use stytch_codegen::{Config, Corpus, Diagnostic, Diagnostics, Generator, Output, WireDependency};

use super::git;
use crate::project::{Project, candidates, config_of};
use crate::sync::Taken;
use crate::workspace::{relative, shown};

/// Where a state comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A directory of schemas.
    Directory(PathBuf),
    /// An OpenAPI document.
    Document(PathBuf),
    /// An OpenAPI document in a revision: `HEAD~1:api/openapi.yml`.
    DocumentOf(String),
    /// A revision of the project.
    Revision(String),
    /// The project as it is on disk.
    WorkTree,
}

impl Source {
    /// What an argument names.
    pub(super) fn parse(argument: Option<&str>, otherwise: Source) -> Self {
        let Some(name) = argument else { return otherwise };
        let path = Path::new(name);
        match () {
            () if path.is_dir() => Source::Directory(path.to_owned()),
            () if path.exists() => Source::Document(path.to_owned()),
            // A colon is in no name of a revision (git-check-ref-format).
            () if name.contains(':') => Source::DocumentOf(name.to_owned()),
            () => Source::Revision(name.to_owned()),
        }
    }
}

/// A state, generated.
#[derive(Debug)]
pub(crate) struct State {
    /// What it is called in reports.
    pub(super) label: String,
    /// The directory of its schemas; of a revision, where they are in the work tree.
    pub(super) directory: PathBuf,
    pub(super) corpus: Corpus,
    pub(super) output: Output,
    /// What had been generated and committed then.
    pub(super) committed: Option<BTreeMap<String, String>>,
    /// The OpenAPI document that the schemas are taken from.
    pub(super) document: Option<Taken>,
}

impl State {
    /// Reads and generates. The configuration is the one named, else the one that lies beside the schemas or above.
    pub(crate) fn load(source: &Source, project: &Project, config: Option<&Path>) -> Result<Self, Diagnostics> {
        match source {
            Source::Directory(directory) => {
                let label = shown(directory);
                let config = config_for(directory, config)?.for_other_schemas();
                Self::generate(label, directory.clone(), Corpus::read(directory)?, &config, None)
            }
            Source::WorkTree => {
                let directory = project.schemas();
                let own = config_for(&directory, config)?;
                // What is named may be about other schemas.
                let config = if config.is_some() { own.for_other_schemas() } else { own };
                Self::generate("the work tree".to_owned(), directory.clone(), Corpus::read(&directory)?, &config, None)
            }
            Source::Document(path) => {
                let beside = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
                Self::of_document(shown(path), Taken::read(path)?, &config_for(beside, config)?)
            }
            Source::DocumentOf(spec) => {
                let taken = Taken::parse(spec, &git::file(project.root(), spec)?)?;
                Self::of_document(spec.clone(), taken, &config_for(&project.schemas(), config)?)
            }
            Source::Revision(revision) => Self::of_revision(revision, project, config),
        }
    }

    fn of_document(label: String, (taken, corpus): (Taken, Corpus), config: &Config) -> Result<Self, Diagnostics> {
        let config = config.clone().for_other_schemas();
        let state = Self::generate(label, PathBuf::new(), corpus, &config, None)?;
        Ok(Self { document: Some(taken), ..state })
    }

    /// A state whose schemas and output are at hand.
    pub(crate) fn new(label: &str, directory: PathBuf, corpus: Corpus, output: Output) -> Self {
        Self { label: label.to_owned(), directory, corpus, output, committed: None, document: None }
    }

    /// A state of schemas that are at hand.
    pub(crate) fn of_corpus(label: &str, corpus: Corpus, config: &Config) -> Result<Self, Diagnostics> {
        Self::generate(label.to_owned(), PathBuf::new(), corpus, config, None)
    }

    fn of_revision(revision: &str, project: &Project, named: Option<&Path>) -> Result<Self, Diagnostics> {
        let directory = project.schemas();
        let candidates: Vec<String> =
            candidates(&directory).iter().map(|file| relative(file, project.root())).collect();
        let below = ["schemas", "generated"].into_iter().chain(candidates.iter().map(String::as_str));
        let files = git::files(project.root(), revision, &below.collect::<Vec<_>>())?;
        let mut schemas = Vec::new();
        let mut committed = BTreeMap::new();
        let mut configs = BTreeMap::new();
        for (path, bytes) in files {
            if let Some(name) = path.strip_prefix("schemas/").filter(|name| name.ends_with(".json")) {
                schemas.push((name.to_owned(), bytes));
            } else if let Some(name) = path.strip_prefix("generated/") {
                committed.insert(name.to_owned(), String::from_utf8_lossy(&bytes).into_owned());
            } else if candidates.contains(&path) {
                configs.insert(path, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        if schemas.is_empty() {
            let fault = Diagnostic::error("no-schemas", format!("`{revision}` has no {}/*.json", shown(&directory)));
            return Err(fault.help("name a revision that has schemas, or call the command in their project").into());
        }
        let nearest = candidates.iter().find_map(|path| configs.get_key_value(path));
        let config = match (named, nearest) {
            (Some(named), _) => Config::read(named)?.for_other_schemas(),
            (None, Some((path, text))) => Config::parse(&format!("{revision}:{path}"), text)?,
            (None, None) => Config::default(),
        };
        let committed = (!committed.is_empty()).then_some(committed);
        let corpus = Corpus::from_sources(schemas)?;
        Self::generate(revision.to_owned(), directory, corpus, &config, committed).map_err(|mut faults| {
            faults.push(
                Diagnostic::error("old-state", format!("this generator makes nothing of `{revision}`"))
                    .help("its configuration may be older than the generator: name one for both states with --config"),
            );
            faults
        })
    }

    fn generate(
        label: String,
        directory: PathBuf,
        corpus: Corpus,
        config: &Config,
        committed: Option<BTreeMap<String, String>>,
    ) -> Result<Self, Diagnostics> {
        let wire = WireDependency::Path("../wire".to_owned());
        let output = Generator::new("").wire(wire).generate_from(&corpus, config)?;
        Ok(Self { label, directory, corpus, output, committed, document: None })
    }
}

fn config_for(schemas: &Path, named: Option<&Path>) -> Result<Config, Diagnostics> {
    config_of(schemas, named)?.map_or_else(|| Ok(Config::default()), |file| Config::read(&file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_that_and_all_else_a_revision() {
        let directory = tempfile::tempdir().unwrap();
        let name = directory.path().to_str().unwrap();
        let parse = |name: Option<&str>| Source::parse(name, Source::WorkTree);
        assert_eq!(parse(Some(name)), Source::Directory(directory.path().to_owned()));
        assert_eq!(parse(Some("v0.1.0")), Source::Revision("v0.1.0".to_owned()));
        assert_eq!(parse(Some("HEAD:a.yml")), Source::DocumentOf("HEAD:a.yml".to_owned()));
        assert_eq!(parse(None), Source::WorkTree);
        let file = directory.path().join("openapi.yml");
        std::fs::write(&file, "").unwrap();
        assert_eq!(parse(file.to_str()), Source::Document(file));
    }

    #[test]
    fn an_unknown_revision_is_an_error() {
        let fault =
            State::load(&Source::Revision("no-such-branch".to_owned()), &Project::find().unwrap(), None).unwrap_err();
        assert!(
            fault
                .to_string()
                .starts_with("error[no-such-state]: `no-such-branch` is neither a directory nor a git revision")
        );
    }
}
