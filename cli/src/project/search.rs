//! The search for projects and configurations.

use std::path::{Path, PathBuf};

use schemawright::config::NAMES;
use schemawright::{Config, Diagnostic, Diagnostics};

use super::{SCHEMAS, find};
use crate::paths::{resolve, shown};

/// The configuration in a directory.
pub(super) fn file_in(place: &Path) -> Option<PathBuf> {
    NAMES.iter().map(|name| place.join(name)).find(|file| is_there(file))
}

/// Whether a path exists. A configuration that is not a regular file is an error when it is read; it is not skipped.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// The directory of the project that contains a place.
pub(super) fn root<'p>(here: &'p Path, checkout: Option<&'p Path>) -> &'p Path {
    let repository = repository(here);
    let mut places = here.ancestors().take_while(|place| repository.is_none_or(|root| place.starts_with(root)));
    // Outside of a repository, a directory of this name further up may belong to something else.
    let has_schemas = |place: &Path| (repository.is_some() || place == here) && place.join(SCHEMAS).is_dir();
    let found = places.find(|place| file_in(place).is_some() || has_schemas(place));
    let Some(found) = found else { return repository.or(checkout).unwrap_or(here) };
    // A file further up may configure exactly these schemas.
    let is_named = |place: &&Path| file_in(place).is_some_and(|file| names(&file, &found.join(SCHEMAS)));
    if file_in(found).is_none()
        && let Some(above) = places.find(is_named)
    {
        return above;
    }
    found
}

/// Whether a readable file names a directory of schemas.
fn names(file: &Path, schemas: &Path) -> bool {
    let configs = Config::read_all(file).unwrap_or_default();
    configs.iter().any(|config| config.schemas().is_some() && is_about(config, file, schemas))
}

/// Whether a configuration is about a directory of schemas: it names that directory, or none.
pub(super) fn is_about(config: &Config, file: &Path, schemas: &Path) -> bool {
    let named = config.schemas().map(|own| file.parent().unwrap_or(Path::new(".")).join(own));
    named.is_none_or(|named| resolve(&named).is_ok_and(|named| named == schemas))
}

/// The candidates for the configuration of a resolved directory of schemas: beside the schemas, and above, in a git repository up to its
/// root. The first that exists is used.
///
/// A directory that contains `schemas/` ends the search: its configuration is about those schemas.
#[must_use]
pub fn candidates(schemas: &Path) -> Vec<PathBuf> {
    let repository = repository(schemas);
    let is_within = |place: &&Path| repository.is_none_or(|root| place.starts_with(root));
    let is_about_others = |place: &&Path| place.join(SCHEMAS).is_dir() && !schemas.starts_with(place.join(SCHEMAS));
    let places = schemas.ancestors().take_while(is_within).enumerate();
    let places = places.take_while(|(steps, place)| *steps == 0 || !is_about_others(place));
    places.flat_map(|(_, place)| NAMES.map(|name| place.join(name))).collect()
}

/// The configuration of a directory of schemas: the given file, or the one beside the schemas or above.
///
/// # Errors
/// A given file that does not exist, and files that can't be read.
pub fn config_of(schemas: &Path, named: Option<&Path>) -> Result<Option<PathBuf>, Diagnostics> {
    Ok(config_for(schemas, named)?.map(|(file, _)| file))
}

/// The same, parsed. Of a file with several crates, the one of these schemas.
pub(crate) fn config_for(schemas: &Path, named: Option<&Path>) -> Result<Option<(PathBuf, Config)>, Diagnostics> {
    let schemas = &find(schemas)?;
    let file = match named {
        Some(named) => Some(find(named)?),
        None => candidates(schemas).into_iter().find(|file| is_there(file)),
    };
    let Some(file) = file else { return Ok(None) };
    let mut configs = Config::read_all(&file)?;
    if named.is_some() && configs.len() == 1 {
        return Ok(configs.pop().map(|config| (file, config)));
    }
    let found = configs.into_iter().find(|config| is_about(config, &file, schemas));
    if found.is_none() && named.is_some() {
        let message = format!("no crate in {} configures {}", shown(&file), shown(schemas));
        return Err(Diagnostic::error("no-such-crate", message)
            .help("give the schemas of one with `--schemas`")
            .into());
    }
    Ok(found.map(|config| (file, config)))
}

/// The configuration in a directory or above, whichever schemas it is about.
pub(crate) fn file_near(place: &Path) -> Option<PathBuf> {
    candidates(&resolve(place).ok()?).into_iter().find(|file| is_there(file))
}

/// The root of the git repository that contains a path.
#[must_use]
pub fn repository(path: &Path) -> Option<&Path> {
    path.ancestors().find(|place| place.join(".git").exists())
}
#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A repository with a project in it, and a repository inside of that.
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
            let here = root.join(here);
            assert_eq!(super::root(&here, Some(Path::new("/built/in"))), root.join(found), "{}", here.display());
        }
    }

    #[test]
    fn the_checkout_is_for_places_without_anything() {
        let (_directory, root) = repository();
        fs::remove_dir(root.join(".git")).unwrap();
        let root_of =
            |here: &str, checkout: Option<&str>| super::root(&root.join(here), checkout.map(Path::new)).to_owned();
        assert_eq!(root_of("api", Some("/built/in")), root.join("api"));
        assert_eq!(root_of("docs", Some("/built/in")), Path::new("/built/in"));
        assert_eq!(root_of("docs", None), root.join("docs"));
        // The file is found from everywhere below. A directory of this name is not.
        assert_eq!(root_of("api/src", Some("/built/in")), root.join("api"));
        assert_eq!(root_of("api/schemas/deep", None), root.join("api"));
        fs::remove_file(root.join("api/codegen.toml")).unwrap();
        assert_eq!(root_of("api", None), root.join("api"));
        assert_eq!(root_of("api/src", None), root.join("api/src"));
    }

    #[test]
    fn without_a_repository_a_configuration_may_be_further_up() {
        let (_directory, root) = repository();
        fs::remove_dir(root.join(".git")).unwrap();
        let config = |schemas: &str| config_of(&root.join(schemas), None).unwrap();
        assert_eq!(config("api/schemas/deep"), Some(root.join("api/codegen.toml")));
        assert_eq!(config("api/test/schemas"), None, "it is about `api/schemas`");
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

    #[test]
    fn a_file_above_may_name_the_schemas_of_several_crates() {
        let (_directory, root) = repository();
        let file = root.join("schemawright.toml");
        let crates = "[[crate]]\nschemas = \"api/test/schemas\"\n[[crate]]\nschemas = \"api/old\"\nout = \"types\"\n";
        fs::write(&file, crates).unwrap();
        assert_eq!(super::root(&root.join("api/test"), None), root);
        assert_eq!(super::root(&root.join("api"), None), root.join("api"), "it has a file of its own");
        assert_eq!(config_of(&root.join("api/test/schemas"), None).unwrap(), None, "`api/schemas` is nearer");
        fs::remove_dir_all(root.join("api/schemas")).unwrap();
        fs::remove_file(root.join("api/codegen.toml")).unwrap();
        assert_eq!(config_of(&root.join("api/test/schemas"), None).unwrap(), Some(file.clone()));
        assert_eq!(config_of(&root.join("docs"), None).unwrap(), None, "no crate is about it");
        let old = config_for(&root.join("api/old"), None).unwrap().unwrap();
        assert_eq!((old.0, old.1.out()), (file, Some("types")));
    }
}
