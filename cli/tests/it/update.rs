//! The files that an update writes, keeps, removes and rejects.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::common::{Place, tree};
use schemawright_cli::tree::{Disk, Error, Files, Foreign, Lock, System, update};

#[test]
fn first_run_makes_the_directory_and_leaves_nothing_beside_it() {
    let place = Place::new();
    let comparison = place.update(&tree("new")).unwrap();
    assert!(place.is(&tree("new")));
    assert_eq!(comparison.added.len(), tree("new").len());
    assert_eq!(place.beside(), [""; 0]);
}

#[test]
fn directories_above_are_made() {
    let place = Place::new();
    let out = place.out().join("a/b");
    let _lock = Lock::acquire(&out, || ()).unwrap();
    update(&Disk, &out, &tree("new"), Foreign::Refuse).unwrap();
    assert!(out.join("src/new/v1.rs").exists());
}

#[test]
fn only_changed_files_are_written() {
    let place = Place::with(&tree("old"));
    let past = SystemTime::now() - Duration::from_secs(3600);
    let modified = |name: &str| fs::metadata(place.out().join(name)).unwrap().modified().unwrap();
    for name in ["src/same.rs", "src/lib.rs"] {
        fs::File::options().write(true).open(place.out().join(name)).unwrap().set_modified(past).unwrap();
    }
    let past = modified("src/same.rs");

    let comparison = place.update(&tree("new")).unwrap();

    assert!(place.is(&tree("new")) && place.has_cargos_files());
    assert_eq!(comparison.changed.keys().collect::<Vec<_>>(), ["inputs.digest", "src/lib.rs", "types.json"]);
    assert_eq!(comparison.added, ["src/new/v1.rs"]);
    assert_eq!(comparison.stale, ["src/old/v1.rs"]);
    assert!(!place.out().join("src/old").exists(), "an empty directory is left");
    assert_eq!(modified("src/same.rs"), past);
    assert_ne!(modified("src/lib.rs"), past);
}

#[test]
fn nothing_is_written_when_in_step() {
    struct Never;
    impl System for Never {
        fn make_directory(&self, path: &Path) -> io::Result<()> {
            panic!("{}", path.display())
        }
        fn write(&self, path: &Path, _: &[u8]) -> io::Result<()> {
            panic!("{}", path.display())
        }
        fn rename(&self, path: &Path, _: &Path) -> io::Result<()> {
            panic!("{}", path.display())
        }
        fn remove(&self, path: &Path) -> io::Result<()> {
            panic!("{}", path.display())
        }
    }

    let place = Place::with(&tree("old"));
    assert!(place.update_by(&Never, &tree("old"), Foreign::Refuse).unwrap().in_step());
}

#[test]
fn ends_of_lines_are_no_difference() {
    let place = Place::with(&tree("old"));
    fs::write(place.out().join("src/same.rs"), tree("old")["src/same.rs"].replace('\n', "\r\n")).unwrap();
    assert!(place.is(&tree("old")));
    fs::write(place.out().join("src/same.rs"), tree("old")["src/same.rs"].replace('\n', "\r")).unwrap();
    assert!(!place.is(&tree("old")), "a lone return is a difference");
}

#[test]
fn foreign_files_are_refused_and_listed() {
    let place = Place::with(&tree("old"));
    fs::write(place.out().join("NOTES.md"), "mine").unwrap();
    fs::write(place.out().join("src/mine.rs"), "//! Mine.").unwrap();
    // A handwritten file in the place of a generated one.
    fs::create_dir(place.out().join("src/new")).unwrap();
    fs::write(place.out().join("src/new/v1.rs"), "//! Mine.").unwrap();

    let error = place.update(&tree("new")).unwrap_err();

    let Error::Foreign { files, .. } = &error else { panic!("{error}") };
    assert_eq!(*files, ["NOTES.md", "src/mine.rs", "src/new/v1.rs"]);
    let expected = format!(
        "{} contains files that the generator did not write: NOTES.md, src/mine.rs, src/new/v1.rs",
        place.out().display()
    );
    assert_eq!(error.to_string(), expected);
    assert_eq!(fs::read_to_string(place.out().join("src/new/v1.rs")).unwrap(), "//! Mine.");
    assert_eq!(fs::read_to_string(place.out().join("src/lib.rs")).unwrap(), tree("old")["src/lib.rs"]);

    place.update_by(&Disk, &tree("new"), Foreign::Delete).unwrap();
    assert!(place.is(&tree("new")) && place.has_cargos_files());
}

#[test]
fn directory_of_somebody_else_is_refused() {
    let place = Place::new();
    fs::create_dir_all(place.out().join("src")).unwrap();
    for (name, text) in [("Cargo.toml", "[package]"), ("types.json", "[]"), ("src/lib.rs", "mod mine;")] {
        fs::write(place.out().join(name), text).unwrap();
    }
    let Err(Error::Foreign { files, .. }) = place.update(&tree("new")) else { panic!("not refused") };
    assert_eq!(files, ["Cargo.toml", "src/lib.rs", "types.json"]);
}

#[test]
fn package_within_the_directory_is_foreign() {
    let place = Place::with(&tree("old"));
    for (path, text) in tree("other") {
        let path = place.out().join("more/types").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let Err(Error::Foreign { files, .. }) = place.update(&tree("old")) else { panic!("not refused") };
    assert_eq!(files.len(), tree("other").len(), "{files:?}");
    assert!(files.iter().all(|file| file.starts_with("more/types/")), "{files:?}");
}

#[test]
fn types_json_is_ours_beside_a_manifest_of_ours() {
    let place = Place::with(&tree("old"));
    fs::write(place.out().join("types.json"), "<<<<<<< ours\n").unwrap();
    place.update(&tree("old")).unwrap();
    assert!(place.is(&tree("old")));
}

#[cfg(unix)]
#[test]
fn links_are_foreign_and_not_followed() {
    let place = Place::with(&tree("old"));
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("precious.rs"), "// @generated").unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), place.out().join("src/link")).unwrap();

    let Err(Error::Foreign { files, .. }) = place.update(&tree("old")) else { panic!("not refused") };
    assert_eq!(files, ["src/link"]);
    place.update_by(&Disk, &tree("old"), Foreign::Delete).unwrap();
    assert!(place.is(&tree("old")));
    assert!(elsewhere.path().join("precious.rs").exists());
}

/// The remains of an interrupted run are not foreign files.
#[test]
fn a_temporary_file_that_was_left_is_stale() {
    let place = Place::with(&tree("old"));
    fs::write(place.out().join("src/.3.schemawright-new"), "// half of").unwrap();
    assert!(!place.is(&tree("old")));
    let comparison = place.update(&tree("old")).unwrap();
    assert_eq!((comparison.stale, comparison.foreign), (vec!["src/.3.schemawright-new".to_owned()], vec![]));
    assert!(place.is(&tree("old")));
}

#[test]
fn paths_stay_below_the_output_directory() {
    for path in ["../escaped.rs", "/tmp/escaped.rs", "src/../../escaped.rs", "", "a\\b.rs", "c:d.rs", "a\0b", "./a.rs"]
    {
        let place = Place::with(&tree("old"));
        let files = Files::from([(path.to_owned(), "// @generated".to_owned())]);
        let error = place.update(&files).unwrap_err();
        assert!(matches!(&error, Error::BadPath { path: bad } if bad == path), "{path:?}: {error}");
        assert!(place.is(&tree("old")) && place.beside().is_empty(), "{path:?}");
    }
}
