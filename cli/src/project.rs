//! The project of a command, found from the current directory; and the configuration of a directory of schemas.
//!
//! A project is a directory that contains `schemawright.toml` (or `codegen.toml`) or `schemas/`. The search goes from the current directory
//! up to the root of the git repository. If it finds nothing, the project is that root. Outside of a repository, the search for the file goes
//! up to the root of the file system; if it finds nothing, the project is the checkout that the program belongs to, if there is one.

mod search;

use std::path::{Path, PathBuf};

use schemawright::{Config, Corpus, Diagnostic, Diagnostics};

use crate::Program;
use crate::paths::{resolve, shown};
use crate::wire::is_wire;
use search::is_about;
pub use search::{candidates, config_of, repository};
pub(crate) use search::{config_for, file_near};

/// The default directory of a project's schemas.
const SCHEMAS: &str = "schemas";
/// The default directory of its generated package.
pub(crate) const OUT: &str = "generated";

/// A project: one package, or several.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
    crates: Vec<Crate>,
}

/// A package of a project: its input and its output directory.
#[derive(Clone, Debug)]
pub struct Crate {
    /// The resolved directory of the schemas.
    pub schemas: PathBuf,
    /// The directory of the package.
    pub out: PathBuf,
    /// The configuration and its file.
    pub config: Option<(PathBuf, Config)>,
    /// Whether nothing names the directory of the schemas: it is the default.
    is_default: bool,
}

impl Project {
    /// The project of the given directory of schemas or of the given file; without either, the project of the current directory.
    ///
    /// # Errors
    /// A file that can't be read or is wrong; a current directory that no longer exists.
    pub fn open(program: &Program, schemas: Option<&Path>, file: Option<&Path>) -> Result<Self, Diagnostics> {
        let file = file.map(find).transpose()?;
        if let Some(schemas) = schemas {
            let around = Self::around(program)?;
            let of = Crate::of(&find(schemas)?, &around.join(OUT), file.as_deref())?;
            return Ok(Self { root: around, crates: vec![of] });
        }
        let Some(file) = file else { return Self::find(program) };
        let configs = Config::read_all(&file)?;
        if configs.iter().any(|config| config.schemas().is_some()) {
            return Self::of_file(&file, configs);
        }
        // A file is about the schemas of the project around it.
        let around = Self::find(program)?;
        let first = around.one(None)?;
        let of = Crate::of(&first.schemas, &first.out, Some(&file))?;
        Ok(Self { root: around.root, crates: vec![of] })
    }

    /// The project of the current directory.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn find(program: &Program) -> Result<Self, Diagnostics> {
        Self::at(&Self::around(program)?)
    }

    /// The directory of the project that the current directory is in.
    fn around(program: &Program) -> Result<PathBuf, Diagnostics> {
        let here = resolve(Path::new("."))
            .map_err(|error| Diagnostic::error("unreadable", format!("can't read the current directory: {error}")))?;
        Ok(search::root(&here, program.checkout.as_deref()).to_owned())
    }

    /// The project in a directory.
    fn at(root: &Path) -> Result<Self, Diagnostics> {
        match search::file_in(root) {
            Some(file) => Self::of_file(&file, Config::read_all(&file)?),
            None => {
                let of = Crate::of(&root.join(SCHEMAS), &root.join(OUT), None)?;
                Ok(Self { root: root.to_owned(), crates: vec![Crate { is_default: true, ..of }] })
            }
        }
    }

    fn of_file(file: &Path, configs: Vec<Config>) -> Result<Self, Diagnostics> {
        let root = file.parent().unwrap_or(Path::new(".")).to_owned();
        let one = |config: Config| {
            let schemas = find(&root.join(config.schemas().unwrap_or(SCHEMAS)))?;
            let out = find(&root.join(config.out().unwrap_or(OUT)))?;
            Ok(Crate { schemas, out, config: Some((file.to_owned(), config)), is_default: false })
        };
        let crates = configs.into_iter().map(one).collect::<Result<Vec<Crate>, Diagnostics>>()?;
        apart(&crates, file)?;
        Ok(Self { crates, root })
    }

    /// The project's directory.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Its packages, at least one. With a name, only the package of that name.
    ///
    /// # Errors
    /// No package of that name.
    pub fn crates(&self, name: Option<&str>) -> Result<Vec<&Crate>, Diagnostics> {
        let Some(name) = name else { return Ok(self.crates.iter().collect()) };
        let named: Vec<&Crate> = self.crates.iter().filter(|one| one.name() == name).collect();
        if named.is_empty() {
            return Err(Diagnostic::error("no-such-crate", format!("unknown crate `{name}`"))
                .help(self.names())
                .into());
        }
        Ok(named)
    }

    /// The package of the given name; without a name, the only one.
    ///
    /// # Errors
    /// No package of that name; several, and no name.
    pub fn one(&self, name: Option<&str>) -> Result<&Crate, Diagnostics> {
        match self.crates(name)?[..] {
            [one] => Ok(one),
            ref all => {
                let message = format!("the project has {} crates; expected one", all.len());
                Err(Diagnostic::error("which-crate", message)
                    .help(format!("name one with `--crate`; {}", self.names()))
                    .into())
            }
        }
    }

    fn names(&self) -> String {
        let names: Vec<String> = self.crates.iter().map(|one| format!("`{}`", one.name())).collect();
        format!("there is {}", names.join(", "))
    }
}

impl Crate {
    /// The package of a directory of schemas. Its configuration is the given one, or the one beside the schemas or above. `out` is the
    /// output directory unless the configuration names another.
    fn of(schemas: &Path, out: &Path, named: Option<&Path>) -> Result<Self, Diagnostics> {
        let schemas = find(schemas)?;
        let config = config_for(&schemas, named)?;
        let own =
            config.as_ref().filter(|(file, config)| config.schemas().is_some() && is_about(config, file, &schemas));
        let out = match own.and_then(|(file, config)| Some(file.parent()?.join(config.out()?))) {
            Some(out) => find(&out)?,
            None => out.to_owned(),
        };
        Ok(Self { schemas, out, config, is_default: false })
    }

    /// Its schemas.
    ///
    /// # Errors
    /// Those of [`Corpus::read`]. If there is neither a project file nor the default directory, the help names the command that writes one.
    pub fn read(&self, program: &Program) -> Result<Corpus, Diagnostics> {
        if self.is_default && self.config.is_none() && !self.schemas.exists() {
            let message = format!("no project file, and no schemas in {}", shown(&self.schemas));
            let help = format!(
                "run `{}`, which looks for schemas and writes a project file, or give their directory with `--schemas`",
                program.init
            );
            return Err(Diagnostic::error("no-schemas", message).help(help).into());
        }
        if let Some(source) = self.source().filter(|_| !self.schemas.exists()) {
            let message = format!("{} does not exist yet", shown(&self.schemas));
            let source = if source.contains("://") { source } else { shown(Path::new(&source)) };
            let help = format!("run `{}`, which copies the schemas of {source}", program.sync);
            return Err(Diagnostic::error("no-schemas", message).help(help).into());
        }
        Corpus::read(&self.schemas)
    }

    /// The name: that of its package, or of its directory.
    #[must_use]
    pub fn name(&self) -> String {
        let of_package = self.config.as_ref().and_then(|(_, config)| config.package());
        let of_directory = || self.out.file_name().unwrap_or_default().to_string_lossy().into_owned();
        of_package.map_or_else(of_directory, str::to_owned)
    }

    /// Its configuration; the empty one if there is no file.
    #[must_use]
    pub fn config(&self) -> Config {
        self.config.as_ref().map(|(_, config)| config.clone()).unwrap_or_default()
    }

    /// The file of its configuration.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.config.as_ref().map(|(file, _)| &**file)
    }

    /// The source of its schemas, if its file declares one: an address or a path.
    #[must_use]
    pub fn source(&self) -> Option<String> {
        let (file, config) = self.config.as_ref()?;
        let source = config.source()?;
        if source.contains("://") {
            return Some(source.to_owned());
        }
        Some(file.parent()?.join(source).to_string_lossy().into_owned())
    }

    /// The path of `schemawright-wire`, if its file declares one.
    ///
    /// # Errors
    /// A path that is not the directory of this package.
    pub fn wire(&self) -> Result<Option<PathBuf>, Diagnostics> {
        let declared = self.config.as_ref().and_then(|(file, config)| Some((file, config.wire()?)));
        let Some((file, (wire, place))) = declared else { return Ok(None) };
        let directory = file.parent().unwrap_or(Path::new(".")).join(wire);
        if is_wire(&directory) {
            return Ok(Some(directory));
        }
        Err(Diagnostic::error("no-runtime", format!("`{wire}` is not the directory of the package `schemawright-wire`"))
            .at(place)
            .help("give the directory that contains its `Cargo.toml`, relative to this file, or remove the key: the package then comes from the registry")
            .into())
    }
}

/// Reports two packages of which one would replace the other's files.
fn apart(crates: &[Crate], file: &Path) -> Result<(), Diagnostics> {
    for (index, one) in crates.iter().enumerate() {
        let meets = |other: &&Crate| other.out.starts_with(&one.out) || one.out.starts_with(&other.out);
        let Some(other) = crates[..index].iter().find(meets) else { continue };
        let message = if one.out == other.out {
            format!("two crates of {} have the output directory {}", shown(file), shown(&one.out))
        } else {
            let (inner, outer) =
                if one.out.starts_with(&other.out) { (&one.out, &other.out) } else { (&other.out, &one.out) };
            let (file, inner, outer) = (shown(file), shown(inner), shown(outer));
            format!("two crates of {file} have output directories of which one contains the other: {outer} and {inner}")
        };
        return Err(Diagnostic::error("bad-output-directory", message)
            .help("give each `[[crate]]` an `out` of its own")
            .into());
    }
    Ok(())
}

fn find(path: &Path) -> Result<PathBuf, Diagnostics> {
    resolve(path)
        .map_err(|error| Diagnostic::error("unreadable", format!("can't read {}: {error}", shown(path))).into())
}
