//! Lets each single operation of an update fail: the output directory is the old tree or the new one, whole, and the next run mends all.

mod common;

use std::cell::Cell;
use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use common::{Place, tree};
use schemawright_cli::tree::{Disk, Entry, FileSystem, Files, Foreign, Lock, update};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// One operation fails.
    Once,
    /// One operation fails half way, and the process is gone.
    Crash,
    /// From an operation on, nothing can be written any more; what needs no space still works.
    DiskFull,
}

/// How trees change places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Swap {
    Exchange,
    TwoRenames,
}

/// The disk, until something goes wrong.
struct Faulty {
    fault: Fault,
    at: usize,
    swap: Swap,
    operations: Cell<usize>,
}

#[derive(PartialEq, Eq)]
enum Needs {
    Space,
    Nothing,
}

impl Faulty {
    fn new(fault: Fault, at: usize, swap: Swap) -> Self {
        Self { fault, at, swap, operations: Cell::new(0) }
    }

    /// Counts an operation, and lets it fail if its turn has come; then does `half` of it.
    fn turn(&self, needs: Needs, half: impl FnOnce()) -> io::Result<()> {
        let operation = self.operations.replace(self.operations.get() + 1);
        let kind = match self.fault {
            Fault::Once if operation == self.at => ErrorKind::PermissionDenied,
            Fault::Crash if operation >= self.at => ErrorKind::Other,
            Fault::DiskFull if operation >= self.at && needs == Needs::Space => ErrorKind::StorageFull,
            _ => return Ok(()),
        };
        if operation == self.at {
            half();
        }
        Err(kind.into())
    }

    /// Whether the fault's turn has come.
    fn struck(&self) -> bool {
        self.operations.get() > self.at
    }
}

impl FileSystem for Faulty {
    fn exists(&self, path: &Path) -> bool {
        Disk.exists(path)
    }

    fn list(&self, directory: &Path) -> io::Result<Vec<(OsString, Entry)>> {
        self.turn(Needs::Nothing, || ())?;
        Disk.list(directory)
    }

    fn read(&self, file: &Path) -> io::Result<Vec<u8>> {
        self.turn(Needs::Nothing, || ())?;
        Disk.read(file)
    }

    fn create_directory(&self, directory: &Path) -> io::Result<()> {
        self.turn(Needs::Space, || ())?;
        Disk.create_directory(directory)
    }

    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        self.turn(Needs::Space, || fs::write(file, &bytes[..bytes.len() / 2]).unwrap())?;
        Disk.write(file, bytes)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.turn(Needs::Space, || ())?;
        Disk.link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.turn(Needs::Nothing, || ())?;
        Disk.rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        match self.swap {
            Swap::TwoRenames => Err(ErrorKind::Unsupported.into()),
            Swap::Exchange => {
                self.turn(Needs::Nothing, || ())?;
                Disk.exchange(one, other)
            }
        }
    }

    fn sync_directory(&self, directory: &Path) -> io::Result<()> {
        self.turn(Needs::Nothing, || ())?;
        Disk.sync_directory(directory)
    }

    fn remove_tree(&self, directory: &Path) -> io::Result<()> {
        self.turn(Needs::Nothing, || remove_one_file(directory))?;
        Disk.remove_tree(directory)
    }
}

fn remove_one_file(directory: &Path) {
    let Some(entry) = fs::read_dir(directory).unwrap().next() else { return };
    let path = entry.unwrap().path();
    if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
}

/// Lets an update fail at each of its operations in turn; how many there are.
fn at_each_operation(fault: Fault, swap: Swap, test: impl Fn(&Faulty) -> bool) -> usize {
    for at in 0.. {
        let faulty = Faulty::new(fault, at, swap);
        let struck = test(&faulty);
        if !struck {
            return at;
        }
    }
    unreachable!("an update has an end")
}

/// Whether it ran into the fault.
fn update_with(faulty: &Faulty, old: &Files, new: &Files) -> bool {
    let place = Place::in_memory().filled(old);
    let case = format!("{:?} at operation {}, {:?}", faulty.fault, faulty.at, faulty.swap);

    let lock = Lock::acquire(&place.paths, || ()).unwrap();
    let result = update(faulty, &place.paths, new, Foreign::Refuse);
    drop(lock);

    // Between the two renames of a crash there is no tree, but the old one is whole beside it.
    let stranded = !place.out().exists() && faulty.swap == Swap::TwoRenames && faulty.fault == Fault::Crash;
    if stranded {
        let lock = Lock::acquire(&place.paths, || ()).unwrap();
        fs::rename(place.paths.old(), place.out()).unwrap();
        assert!(place.is(old), "{case}: neither tree");
        fs::rename(place.out(), place.paths.old()).unwrap();
        drop(lock);
    } else if let Ok(update) = &result {
        assert!(place.is(new), "{case}: done, but not the new tree");
        assert_eq!(update.leftover.is_some(), !place.beside().is_empty(), "{case}: a leftover that is not told");
    } else {
        assert!(place.is(old) || place.is(new), "{case}: neither tree");
    }
    if faulty.fault == Fault::Once && result.is_err() {
        assert!(place.is(old), "{case}: an error, but not the old tree");
    }

    place.update(new).unwrap_or_else(|error| panic!("{case}: the next run fails: {error}"));
    assert!(place.is(new), "{case}: the next run does not mend it");
    assert!(place.has_cargos_files(), "{case}: cargo's files are lost");
    assert_eq!(place.beside(), [""; 0], "{case}: something is left behind");
    faulty.struck()
}

#[test]
fn each_operation_fails() {
    let (old, new) = (tree("old"), tree("new"));
    for swap in [Swap::Exchange, Swap::TwoRenames] {
        for fault in [Fault::Once, Fault::Crash, Fault::DiskFull] {
            let operations = at_each_operation(fault, swap, |faulty| update_with(faulty, &old, &new));
            assert!(operations > 20, "{operations} operations are too few to be all");
        }
    }
}

#[test]
fn first_run_fails() {
    let new = tree("new");
    for fault in [Fault::Once, Fault::Crash, Fault::DiskFull] {
        at_each_operation(fault, Swap::Exchange, |faulty| {
            let place = Place::in_memory();
            let lock = Lock::acquire(&place.paths, || ()).unwrap();
            let result = update(faulty, &place.paths, &new, Foreign::Refuse);
            drop(lock);
            assert!(place.is(&new) || (result.is_err() && !place.out().exists()), "{fault:?} at {}", faulty.at);
            place.update(&new).unwrap();
            assert!(place.is(&new) && place.beside().is_empty());
            faulty.struck()
        });
    }
}

/// A run that is interrupted while it cleans up after an interrupted run.
#[test]
fn recovery_fails() {
    let (old, new) = (tree("old"), tree("new"));
    for swap in [Swap::Exchange, Swap::TwoRenames] {
        for first in 0..40 {
            at_each_operation(Fault::Crash, swap, |second| {
                let place = Place::in_memory().filled(&old);
                for faulty in [&Faulty::new(Fault::Crash, first, swap), second] {
                    let _lock = Lock::acquire(&place.paths, || ()).unwrap();
                    let _ = update(faulty, &place.paths, &new, Foreign::Refuse);
                }
                let case = format!("crash at {first}, then at {}, {swap:?}", second.at);
                let stranded = !place.out().exists() && swap == Swap::TwoRenames;
                assert!(stranded || place.is(&old) || place.is(&new), "{case}");
                place.update(&new).unwrap_or_else(|error| panic!("{case}: the next run fails: {error}"));
                assert!(place.is(&new) && place.has_cargos_files() && place.beside().is_empty(), "{case}");
                second.struck()
            });
        }
    }
}

#[test]
fn full_disk_is_told_with_a_way_out() {
    let place = Place::with(&tree("old"));
    let _lock = Lock::acquire(&place.paths, || ()).unwrap();
    let error = update(&Faulty::new(Fault::DiskFull, 0, Swap::Exchange), &place.paths, &tree("new"), Foreign::Refuse);
    let diagnostics = schemawright::Diagnostics::from(error.unwrap_err());
    assert_eq!(
        diagnostics.to_string(),
        format!(
            "error[output-io]: can't make the directory {}: no storage space\n  \
             help: the old tree is in place; free some space, and run the same command again",
            place.paths.staged().join("").display()
        )
    );
}
