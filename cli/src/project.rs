//! The project that a command is about, found from the place where the command is called; and the configuration of a directory of schemas.
//!
//! A project is a directory with `codegen.toml` or `schemas/` in it. It is looked for from the current directory upwards, as far as the root of
//! the git repository. Where nothing is found, it is that root; outside of a repository, the checkout that the program belongs to, if it belongs to one.

use std::path::{Path, PathBuf};

use schemawright::{Diagnostic, Diagnostics};

use crate::Program;
use crate::paths::{resolve, shown};

/// The name of a configuration.
pub const CONFIG: &str = "codegen.toml";
/// The directory of a project's schemas.
const SCHEMAS: &str = "schemas";

/// Where a project is.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The project of the current directory.
    ///
    /// # Errors
    /// A current directory that does not exist any more.
    pub fn find(program: &Program) -> Result<Self, Diagnostics> {
        let here = resolve(Path::new("."))
            .map_err(|error| Diagnostic::error("unreadable", format!("can't read the current directory: {error}")))?;
        Ok(Self::find_from(&here, program.checkout.as_deref()))
    }

    fn find_from(here: &Path, checkout: Option<&Path>) -> Self {
        let repository = repository(here);
        let outermost = repository.unwrap_or(here);
        let places = here.ancestors().take_while(|place| place.starts_with(outermost));
        let is_project = |place: &&Path| place.join(CONFIG).is_file() || place.join(SCHEMAS).is_dir();
        let found = { places }.find(is_project).or(repository).or(checkout);
        Self { root: found.unwrap_or(here).to_owned() }
    }

    /// The project's directory.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Its schemas.
    #[must_use]
    pub fn schemas(&self) -> PathBuf {
        self.root.join(SCHEMAS)
    }

    /// The package that is made of them.
    #[must_use]
    pub fn out(&self) -> PathBuf {
        self.root.join("generated")
    }
}

/// The files that could be the configuration of a directory of schemas, which is given without links: beside the schemas, and above, as far as the
/// root of the git repository. The first that exists is it. Outside of a repository, nothing further away than the directory above is asked.
///
/// A directory that has `schemas/` of its own is passed over with all above it: its configuration is about those.
#[must_use]
pub fn candidates(schemas: &Path) -> Vec<PathBuf> {
    let reach = match repository(schemas) {
        Some(root) => schemas.ancestors().take_while(|place| place.starts_with(root)).count(),
        None => 2,
    };
    let is_about_others = |place: &&Path| place.join(SCHEMAS).is_dir() && !schemas.starts_with(place.join(SCHEMAS));
    let places = schemas.ancestors().take(reach).enumerate();
    let places = places.take_while(|(steps, place)| *steps == 0 || !is_about_others(place));
    places.map(|(_, place)| place.join(CONFIG)).collect()
}

/// The configuration of a directory of schemas: the one that is named, else the one that lies beside them or above.
///
/// # Errors
/// A named file that does not exist, and paths that can't be read.
pub fn config_of(schemas: &Path, named: Option<&Path>) -> Result<Option<PathBuf>, Diagnostics> {
    let find = |path: &Path| -> Result<PathBuf, Diagnostics> {
        let unreadable = |error| Diagnostic::error("unreadable", format!("can't read {}: {error}", shown(path)));
        Ok(resolve(path).map_err(unreadable)?)
    };
    match named {
        Some(named) => Ok(Some(find(named)?)),
        None => Ok(candidates(&find(schemas)?).into_iter().find(|file| file.is_file())),
    }
}

/// The root of the git repository that a path is in.
fn repository(path: &Path) -> Option<&Path> {
    path.ancestors().find(|place| place.join(".git").exists())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A repository with a project in it, and one inside of that.
    fn repository() -> (tempfile::TempDir, PathBuf) {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path().canonicalize().unwrap();
        for path in [".git", "api/schemas/deep", "api/old", "api/src", "api/test/schemas", "docs"] {
            fs::create_dir_all(root.join(path)).unwrap();
        }
        fs::write(root.join("api/codegen.toml"), "").unwrap();
        (directory, root)
    }

    #[test]
    fn a_project_is_found_from_inside() {
        let (_directory, root) = repository();
        for (here, found) in [
            ("api", "api"),
            ("api/src", "api"),
            ("api/schemas/deep", "api"),
            ("api/test", "api/test"),
            ("docs", ""),
            ("", ""),
        ] {
            let project = Project::find_from(&root.join(here), Some(Path::new("/built/in")));
            assert_eq!(project.root(), root.join(found), "{here}");
        }
    }

    #[test]
    fn the_checkout_is_for_places_without_anything() {
        let (_directory, root) = repository();
        fs::remove_dir(root.join(".git")).unwrap();
        let root_of = |here: &str, checkout: Option<&str>| {
            Project::find_from(&root.join(here), checkout.map(Path::new)).root().to_owned()
        };
        assert_eq!(root_of("api", Some("/built/in")), root.join("api"));
        assert_eq!(root_of("docs", Some("/built/in")), Path::new("/built/in"));
        assert_eq!(root_of("docs", None), root.join("docs"));
    }

    #[test]
    fn a_configuration_is_beside_its_schemas_or_above() {
        let (_directory, root) = repository();
        let config = |schemas: &str| config_of(&root.join(schemas), None).unwrap();
        let own = Some(root.join("api/codegen.toml"));
        assert_eq!(config("api/schemas"), own);
        assert_eq!(config("api/schemas/deep"), own);
        assert_eq!(config("api/old"), None, "it is about `api/schemas`");
        assert_eq!(config("api/test/schemas"), None);
        assert_eq!(config("docs"), None);
        fs::remove_dir_all(root.join("api/schemas")).unwrap();
        assert_eq!(config("api/old"), own);
        fs::write(root.join("api/old/codegen.toml"), "").unwrap();
        assert_eq!(config("api/old"), Some(root.join("api/old/codegen.toml")));
        let named = config_of(&root.join("docs"), Some(&root.join("api/codegen.toml"))).unwrap();
        assert_eq!(named, own);
    }
}
