//! Makes each single step of an update fail: each file is the old one or the new one, and the next run completes the update.

use std::cell::Cell;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::common::{Place, tree};
use schemawright_cli::tree::{Disk, Error, Files, Foreign, System};

/// The kind of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// One step fails.
    Once,
    /// One step fails half way, and the process ends.
    Crash,
    /// From a step on, the disk is full; steps that need no space still work.
    DiskFull,
}

/// A step, by its needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Space,
    Nothing,
}

/// A disk that fails at one step.
struct Faulty {
    fault: Fault,
    at: usize,
    steps: Cell<usize>,
}

impl Faulty {
    fn new(fault: Fault, at: usize) -> Self {
        Self { fault, at, steps: Cell::new(0) }
    }

    /// Counts a step, and makes it fail if its turn has come; then it does `half` of it.
    fn turn(&self, needs: Needs, half: impl FnOnce()) -> io::Result<()> {
        let step = self.steps.replace(self.steps.get() + 1);
        let kind = match self.fault {
            Fault::Once if step == self.at => ErrorKind::PermissionDenied,
            Fault::Crash if step >= self.at => ErrorKind::Other,
            Fault::DiskFull if step >= self.at && needs == Needs::Space => ErrorKind::StorageFull,
            _ => return Ok(()),
        };
        if step == self.at {
            half();
        }
        Err(kind.into())
    }

    /// Whether the fault's turn has come.
    fn struck(&self) -> bool {
        self.steps.get() > self.at
    }
}

impl System for Faulty {
    fn make_directory(&self, directory: &Path) -> io::Result<()> {
        self.turn(Needs::Space, || ())?;
        Disk.make_directory(directory)
    }

    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        self.turn(Needs::Space, || fs::write(file, &bytes[..bytes.len() / 2]).unwrap())?;
        Disk.write(file, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.turn(Needs::Nothing, || ())?;
        Disk.rename(from, to)
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        self.turn(Needs::Nothing, || ())?;
        Disk.remove(file)
    }
}

/// Makes an update fail at each of its steps in turn, and returns the number of steps.
fn at_each_step(fault: Fault, test: impl Fn(&Faulty) -> bool) -> usize {
    (0..).find(|at| !test(&Faulty::new(fault, *at))).unwrap()
}

/// Whether the fault occurred.
fn update_with(faulty: &Faulty, old: &Files, new: &Files) -> bool {
    let place = Place::in_memory().filled(old);
    let case = format!("{:?} at step {}", faulty.fault, faulty.at);

    let result = place.update_by(faulty, new, Foreign::Refuse);

    place.is_of(old, new, &case);
    match result {
        Ok(_) => assert!(place.is(new), "{case}: done, but not the new tree"),
        // A directory and a text for each file that differs, and the removal.
        Err(_) if faulty.fault != Fault::Crash && faulty.at <= 2 * 4 => {
            assert!(place.is(old), "{case}: an error before anything is in place, but not the old tree");
        }
        Err(_) => {}
    }
    if faulty.struck() && !place.is(old) {
        let digest = fs::read_to_string(place.out().join("inputs.digest")).unwrap();
        assert!(place.is(new) || digest == old["inputs.digest"], "{case}: the digest is that of the whole new tree");
    }

    place.update(new).unwrap_or_else(|error| panic!("{case}: the next run fails: {error}"));
    assert!(place.is(new), "{case}: the next run does not complete it");
    assert!(place.has_cargos_files(), "{case}: cargo's files are lost");
    assert_eq!(place.beside(), [""; 0], "{case}: something is left behind");
    faulty.struck()
}

#[test]
fn each_step_fails() {
    let (old, new) = (tree("old"), tree("new"));
    for fault in [Fault::Once, Fault::Crash, Fault::DiskFull] {
        let steps = at_each_step(fault, |faulty| update_with(faulty, &old, &new));
        // A directory, a text and a rename for each file that differs, and a removed file.
        assert_eq!(steps, 3 * 4 + 1, "{fault:?}");
    }
}

#[test]
fn first_run_fails() {
    let (none, new) = (Files::new(), tree("new"));
    for fault in [Fault::Once, Fault::Crash, Fault::DiskFull] {
        at_each_step(fault, |faulty| {
            let place = Place::in_memory();
            let result = place.update_by(faulty, &new, Foreign::Refuse);
            if place.out().exists() {
                place.is_of(&none, &new, &format!("{fault:?} at {}", faulty.at));
            }
            if fault == Fault::DiskFull && result.is_err() {
                assert!(!place.out().exists(), "an empty directory is left");
            }
            place.update(&new).unwrap();
            assert!(place.is(&new) && place.beside().is_empty());
            faulty.struck()
        });
    }
}

/// A run that is interrupted while it completes an earlier interrupted run, and then writes another tree.
#[test]
fn runs_fail_one_after_the_other() {
    let [old, new, newer] = ["old", "new", "newer"].map(tree);
    for first in 0..14 {
        at_each_step(Fault::Crash, |second| {
            let place = Place::in_memory().filled(&old);
            let _ = place.update_by(&Faulty::new(Fault::Crash, first), &new, Foreign::Refuse);
            let _ = place.update_by(second, &newer, Foreign::Refuse);
            place.update(&old).unwrap();
            assert!(place.is(&old) && place.has_cargos_files(), "crash at {first}, then at {}", second.at);
            second.struck()
        });
    }
}

/// On a file system that ignores case, a file that is removed after the rename would be the new one.
#[test]
fn a_name_changes_its_case() {
    let files = |name: &str| Files::from([(format!("src/{name}.rs"), "// @generated\n".to_owned())]);
    let (upper, lower) = (files("Order"), files("order"));
    at_each_step(Fault::Crash, |faulty| {
        let place = Place::in_memory().filled(&upper);
        let _ = place.update_by(faulty, &lower, Foreign::Refuse);
        let has = |files: &Files| files.keys().all(|path| place.out().join(path).exists());
        assert!(!(has(&upper) && has(&lower)) || cfg!(any(windows, target_os = "macos")), "step {}", faulty.at);
        place.update(&lower).unwrap();
        assert!(place.is(&lower));
        faulty.struck()
    });
}

#[test]
fn a_file_gives_way_to_a_directory_and_back() {
    let dir = tree("old");
    let mut flat = dir.clone();
    let text = flat.remove("src/old/v1.rs").unwrap();
    flat.insert("src/old".to_owned(), text);
    for (from, to) in [(&dir, &flat), (&flat, &dir)] {
        at_each_step(Fault::Crash, |faulty| {
            let place = Place::in_memory().filled(from);
            let _ = place.update_by(faulty, to, Foreign::Refuse);
            place.update(to).unwrap();
            assert!(place.is(to), "step {}", faulty.at);
            faulty.struck()
        });
    }
}

/// The text of an error, with its help.
fn told(error: Error) -> String {
    schemawright::Diagnostics::from(error).to_string()
}

#[test]
fn a_full_disk_is_reported_with_a_way_out() {
    let place = Place::with(&tree("old"));
    // The second step is the first text.
    let error = place.update_by(&Faulty::new(Fault::DiskFull, 1), &tree("new"), Foreign::Refuse).unwrap_err();
    let file = place.out().join("inputs.digest");
    let expected = format!(
        "error[output-io]: can't write {}: no storage space\n  help: free some space, and run the same command again",
        place.out().join("src/lib.rs").display()
    );
    assert_eq!(told(error), expected);
    assert_eq!(fs::read_to_string(file).unwrap(), tree("old")["inputs.digest"]);
    assert!(place.is(&tree("old")));
}

#[test]
fn a_directory_in_the_place_of_a_file_is_reported() {
    let place = Place::with(&tree("old"));
    fs::create_dir_all(place.out().join("src/new/v1.rs")).unwrap();
    let error = told(place.update(&tree("new")).unwrap_err());
    assert!(error.contains(&format!("can't write {}", place.out().join("src/new/v1.rs").display())), "{error}");
    place.is_of(&tree("old"), &tree("new"), "a directory in the way");
    fs::remove_dir(place.out().join("src/new/v1.rs")).unwrap();
    place.update(&tree("new")).unwrap();
    assert!(place.is(&tree("new")));
}
