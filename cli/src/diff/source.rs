//! The two states: their sources, and the generator's output for them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use schemawright::{Config, Corpus, Diagnostic, Diagnostics, Generator, Output, WireDependency};

use super::git;
use crate::openapi::Taken;
use crate::paths::{relative, shown};
use crate::project::{self, Crate, Project, candidates};

/// The source of a state.
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
    /// The present project on disk.
    WorkTree,
}

impl Source {
    /// Whether it is the project's own schemas at some time.
    pub(super) fn is_of_project(&self) -> bool {
        matches!(self, Source::Revision(_) | Source::WorkTree | Source::DocumentOf(_))
    }

    /// Parses an argument.
    pub(super) fn parse(argument: Option<&str>, otherwise: Source) -> Self {
        let Some(name) = argument else { return otherwise };
        let path = Path::new(name);
        match () {
            () if path.is_dir() => Source::Directory(path.to_owned()),
            () if path.exists() => Source::Document(path.to_owned()),
            // The name of a revision contains no colon (git-check-ref-format).
            () if name.contains(':') => Source::DocumentOf(name.replace('\\', "/")),
            () => Source::Revision(name.to_owned()),
        }
    }
}

/// A state with its output.
#[derive(Debug)]
pub(crate) struct State {
    /// The name in reports.
    pub(super) label: String,
    /// The directory of its schemas; for a revision, their directory in the work tree.
    pub(super) directory: PathBuf,
    pub(super) corpus: Corpus,
    pub(super) output: Output,
    /// The generated files that were committed with it.
    pub(super) committed: Option<BTreeMap<String, String>>,
    /// The OpenAPI document that the schemas are taken from.
    pub(super) document: Option<Taken>,
}

impl State {
    /// A state whose schemas and output are given.
    pub(crate) fn new(label: &str, directory: PathBuf, corpus: Corpus, output: Output) -> Self {
        Self { label: label.to_owned(), directory, corpus, output, committed: None, document: None }
    }

    /// Two states. Equal inputs are generated once; different ones are generated in parallel.
    pub(crate) fn pair(from: Inputs, to: Inputs) -> Result<[Self; 2], Diagnostics> {
        if from.corpus.says_the_same(&to.corpus) && from.config.says_the_same(&to.config) {
            let output = to.generate()?;
            return Ok([from.with(output.clone()), to.with(output)]);
        }
        let (old, new) = std::thread::scope(|scope| {
            let old = scope.spawn(|| from.generate());
            let new = to.generate();
            (old.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), new)
        });
        Ok([from.with(old?), to.with(new?)])
    }

    /// One state.
    pub(crate) fn of(inputs: Inputs) -> Result<Self, Diagnostics> {
        let output = inputs.generate()?;
        Ok(inputs.with(output))
    }
}

/// The inputs of a state.
#[derive(Debug)]
pub(crate) struct Inputs {
    label: String,
    directory: PathBuf,
    corpus: Corpus,
    config: Config,
    /// Whether it is a directory without a configuration.
    is_bare: bool,
    /// The revision, and the generated files that were committed in it.
    revision: Option<(String, Option<BTreeMap<String, String>>)>,
    document: Option<Taken>,
}

impl Inputs {
    /// Reads a source. The configuration is the given one, or the one beside the schemas or above.
    ///
    /// # Errors
    /// Input that can't be read, and several crates where one of the project is needed.
    pub(crate) fn read(
        source: &Source,
        project: &Project,
        of: Option<&Crate>,
        config: Option<&Path>,
    ) -> Result<Self, Diagnostics> {
        let of = || of.map_or_else(|| project.one(None), Ok);
        match source {
            Source::Directory(directory) => {
                let own = project::config_for(directory, config)?.map(|(_, config)| config.for_other_schemas());
                let (directory, is_bare, label) = (directory.clone(), own.is_none(), shown(directory));
                let corpus = Corpus::read(&directory)?;
                Ok(Self { directory, is_bare, ..Self::new(&label, corpus, own.unwrap_or_default()) })
            }
            Source::WorkTree => {
                let of = of()?;
                let directory = of.schemas.clone();
                let own = match config {
                    // A given file may be about other schemas.
                    Some(named) => Config::read(named)?.for_other_schemas(),
                    None => of.config(),
                };
                let corpus = Corpus::read(&directory)?;
                Ok(Self { directory, ..Self::new("the work tree", corpus, own) })
            }
            Source::Document(path) => {
                let beside = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
                let own = config_near(beside, config)?;
                Ok(Self::of_document(&shown(path), Taken::read(path, &own)?, own))
            }
            Source::DocumentOf(spec) => {
                let own = config.map_or_else(|| Ok(of()?.config()), Config::read)?;
                let taken = Taken::parse(spec, &git::file(project.root(), spec)?, &own)?;
                Ok(Self::of_document(spec, taken, own))
            }
            Source::Revision(revision) => Self::of_revision(revision, project, of()?, config),
        }
    }

    /// Gives a directory without a configuration that of the other state: it is a copy of the schemas, without the project around them.
    pub(crate) fn configured(mut from: Self, mut to: Self) -> (Self, Self) {
        if from.is_bare && !to.is_bare {
            from.config = to.config.clone().for_other_schemas();
        } else if to.is_bare && !from.is_bare {
            to.config = from.config.clone().for_other_schemas();
        }
        (from, to)
    }

    /// Inputs whose schemas are given.
    pub(crate) fn new(label: &str, corpus: Corpus, config: Config) -> Self {
        let (directory, is_bare) = (PathBuf::new(), false);
        Self { label: label.to_owned(), directory, corpus, config, is_bare, revision: None, document: None }
    }

    fn of_document(label: &str, (taken, corpus): (Taken, Corpus), config: Config) -> Self {
        Self { document: Some(taken), ..Self::new(label, corpus, config.for_other_schemas()) }
    }

    fn of_revision(revision: &str, project: &Project, of: &Crate, named: Option<&Path>) -> Result<Self, Diagnostics> {
        let directory = of.schemas.clone();
        let below_root = |path: &Path| match relative(path, project.root()) {
            here if here.is_empty() => ".".to_owned(),
            below => below,
        };
        let (schemas_at, out_at) = (below_root(&directory), below_root(&of.out));
        let candidates: Vec<String> =
            candidates(&directory).iter().map(|file| relative(file, project.root())).collect();
        let below = [&*schemas_at, &*out_at].into_iter().chain(candidates.iter().map(String::as_str));
        let files = git::files(project.root(), revision, &below.collect::<Vec<_>>())?;
        let mut schemas = Vec::new();
        let mut committed = BTreeMap::new();
        let mut configs = BTreeMap::new();
        for (path, bytes) in files {
            if let Some(name) = inside(&schemas_at, &path).filter(|name| name.ends_with(".json")) {
                schemas.push((name.to_owned(), bytes));
            } else if let Some(name) = inside(&out_at, &path) {
                committed.insert(name.to_owned(), String::from_utf8_lossy(&bytes).into_owned());
            } else if candidates.contains(&path) {
                configs.insert(path, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        if schemas.is_empty() {
            let fault = Diagnostic::error("no-schemas", format!("`{revision}` has no {}/*.json", shown(&directory)));
            return Err(fault.help("name a revision that has schemas, or run the command in their project").into());
        }
        let nearest = candidates.iter().find_map(|path| configs.get_key_value(path));
        let config = match (named, nearest) {
            (Some(named), _) => Config::read(named)?.for_other_schemas(),
            (None, Some((path, text))) => config_then(&format!("{revision}:{path}"), text, of)?,
            (None, None) => Config::default(),
        };
        let committed = (!committed.is_empty()).then_some(committed);
        let inputs = Self::new(revision, Corpus::from_sources(schemas)?, config);
        Ok(Self { directory, revision: Some((revision.to_owned(), committed)), ..inputs })
    }

    fn generate(&self) -> Result<Output, Diagnostics> {
        let wire = WireDependency::Path("../wire".to_owned());
        let generator = Generator::new("").wire(wire);
        let Some((revision, _)) = &self.revision else { return generator.generate_from(&self.corpus, &self.config) };
        // An entry that matches nothing can't be removed from a revision.
        let config = self.config.clone().for_other_schemas();
        generator.generate_from(&self.corpus, &config).map_err(|mut faults| {
            faults.push(
                Diagnostic::error("old-state", format!("this generator cannot process `{revision}`"))
                    .help("its configuration may be older than the generator: name one for both states with --config"),
            );
            faults
        })
    }

    fn with(self, output: Output) -> State {
        let Self { label, directory, corpus, revision, document, .. } = self;
        State { label, directory, corpus, output, committed: revision.and_then(|(_, committed)| committed), document }
    }
}

/// A path relative to a directory, if the directory contains it.
fn inside<'p>(directory: &str, path: &'p str) -> Option<&'p str> {
    if directory == "." { Some(path) } else { path.strip_prefix(directory)?.strip_prefix('/') }
}

/// The configuration of a crate in an earlier state: of several crates, the one with the same schemas, or with the same name.
fn config_then(file: &str, text: &str, of: &Crate) -> Result<Config, Diagnostics> {
    let mut then = Config::parse_all(file, text)?;
    let now = of.config();
    let same = |then: &Config| then.schemas().is_some() && then.schemas() == now.schemas();
    let at = then.iter().position(same).or_else(|| then.iter().position(|then| then.package() == Some(&of.name())));
    match at {
        Some(at) => Ok(then.swap_remove(at)),
        None if then.len() == 1 => Ok(then.remove(0)),
        None => Ok(Config::default()),
    }
}

/// The configuration beside a document or above, whatever schemas it names.
fn config_near(place: &Path, named: Option<&Path>) -> Result<Config, Diagnostics> {
    match named.map(Path::to_owned).or_else(|| project::file_near(place)) {
        Some(file) => Config::read(&file),
        None => Ok(Config::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_existing_path_is_preferred_to_a_revision() {
        let directory = tempfile::tempdir().unwrap();
        let name = directory.path().to_str().unwrap();
        let parse = |name: Option<&str>| Source::parse(name, Source::WorkTree);
        assert_eq!(parse(Some(name)), Source::Directory(directory.path().to_owned()));
        assert_eq!(parse(Some("v0.1.0")), Source::Revision("v0.1.0".to_owned()));
        assert_eq!(parse(Some("HEAD:a.yml")), Source::DocumentOf("HEAD:a.yml".to_owned()));
        assert_eq!(
            parse(Some(r"HEAD:api\a.yml")),
            Source::DocumentOf("HEAD:api/a.yml".to_owned()),
            "git knows `/` alone"
        );
        assert_eq!(parse(None), Source::WorkTree);
        let file = directory.path().join("openapi.yml");
        std::fs::write(&file, "").unwrap();
        assert_eq!(parse(file.to_str()), Source::Document(file));
    }

    #[test]
    fn equal_states_are_generated_once() {
        let inputs = |label: &str, text: &str| {
            Inputs::new(label, Corpus::from_sources([("a.json", text)]).unwrap(), Config::default())
        };
        let one = r#"{"title": "A", "type": "object"}"#;
        let [old, new] = State::pair(inputs("old", one), inputs("new", one)).unwrap();
        assert_eq!((old.label.as_str(), new.label.as_str()), ("old", "new"));
        // The measured times are equal only if both states come from one run.
        assert_eq!(old.output.stages.times(), new.output.stages.times());
        let [old, new] = State::pair(inputs("old", one), inputs("new", r#"{"title": "B"}"#)).unwrap();
        assert_ne!(old.output.files, new.output.files);
        let broken = State::pair(inputs("old", one), inputs("new", r#"{"title": "B", "type": "b"}"#));
        assert!(broken.is_err());
    }

    #[test]
    fn an_unknown_revision_is_an_error() {
        let source = Source::Revision("no-such-branch".to_owned());
        let fault =
            Inputs::read(&source, &Project::find(&crate::Program::schemawright()).unwrap(), None, None).unwrap_err();
        assert!(
            fault
                .to_string()
                .starts_with("error[no-such-state]: `no-such-branch` is neither a directory nor a git revision")
        );
    }
}
