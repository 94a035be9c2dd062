//! Real processes: killed at any moment, two at once, without the necessary permissions.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::common::{Place, out, tree};
use schemawright_cli::tree::{Disk, Files, Foreign, Lock, update};

/// The variable with the output directory of a child.
const DIRECTORY: &str = "XTASK_TEST_DIRECTORY";
/// The variable with the names of the trees that a child writes in turn; `again` starts over.
const TREES: &str = "XTASK_TEST_TREES";

/// Large enough that writing takes some time.
fn large_tree(what: &str) -> Files {
    let mut files = tree(what);
    for index in 0..150 {
        let text = format!("// @generated\n// {what}\n{}", "// x\n".repeat(100));
        files.insert(format!("src/large/m{}/f{index}.rs", index % 10), text);
    }
    files
}

/// Not a test: the program of the children in the tests below.
#[test]
fn child() {
    let (Some(directory), Ok(trees)) = (env::var_os(DIRECTORY), env::var(TREES)) else { return };
    let out = out(Path::new(&directory));
    for name in trees.split(',').collect::<Vec<_>>().into_iter().cycle() {
        if name == "end" {
            return;
        }
        let _lock = Lock::acquire(&out, || eprintln!("waiting")).unwrap();
        eprintln!("writing");
        update(&Disk, &out, &large_tree(name), Foreign::Refuse).unwrap();
    }
}

fn command(place: &Place, trees: &str) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--exact", "processes::child", "--nocapture"])
        .env(DIRECTORY, place.directory.path())
        .env(TREES, trees);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// Waits until a child prints a word.
fn hear(child: &mut Child, word: &str) {
    let mut line = String::new();
    let mut said = BufReader::new(child.stderr.as_mut().unwrap());
    while !line.contains(word) {
        line.clear();
        assert_ne!(said.read_line(&mut line).unwrap(), 0, "the child has ended without {word:?}");
    }
}

#[test]
fn killed_at_random_moments() {
    let (a, b) = (large_tree("a"), large_tree("b"));
    let place = Place::in_memory().filled(&a);
    let mut mixtures = 0;
    for round in 0..25_u64 {
        let mut child = command(&place, "b,a").spawn().unwrap();
        hear(&mut child, "writing");
        // Spread over several updates; not a round number, so that it is not a multiple of their time.
        sleep(Duration::from_micros(round * 7919 % 60_000));
        child.kill().unwrap();
        assert!(!child.wait().unwrap().success());

        place.is_of(&a, &b, &format!("round {round}"));
        mixtures += usize::from(!place.is(&a) && !place.is(&b));
        place.update(&a).unwrap();
        assert!(place.is(&a) && place.has_cargos_files(), "round {round}: the next run does not complete it");
        assert_eq!(place.beside(), [""; 0], "round {round}: something is left behind");
    }
    assert!(mixtures > 0, "no child was in the middle of its work");
}

#[test]
fn several_at_once() {
    let place = Place::in_memory().filled(&large_tree("a"));
    for _ in 0..5 {
        let children = ["b,end", "c,end", "d,end", "b,end"].map(|trees| command(&place, trees).spawn().unwrap());
        for child in children {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        assert!(["b", "c", "d"].iter().any(|name| place.is(&large_tree(name))), "a mixture");
        assert!(place.has_cargos_files());
        assert_eq!(place.beside(), [""; 0]);
    }
}

#[test]
fn the_second_run_waits_and_reports_it() {
    let place = Place::in_memory().filled(&large_tree("a"));
    let lock = Lock::acquire(place.out(), || ()).unwrap();
    let mut child = command(&place, "b,end").spawn().unwrap();
    hear(&mut child, "waiting");
    sleep(Duration::from_millis(100));
    assert!(place.is(&large_tree("a")), "written while another held the lock");
    drop(lock);
    assert!(child.wait().unwrap().success());
    assert!(place.is(&large_tree("b")));
}

/// A run in a directory that can't be written. Afterwards, the next run completes it.
#[cfg(unix)]
mod without_rights {
    use std::fs;
    use std::io;
    use std::os::unix::fs::{PermissionsExt as _, lchown};
    use std::os::unix::process::CommandExt as _;

    use super::*;

    fn chown_all(path: &Path, user: u32) -> io::Result<()> {
        lchown(path, Some(user), None)?;
        if path.is_dir() {
            for entry in fs::read_dir(path)? {
                chown_all(&entry?.path(), user)?;
            }
        }
        Ok(())
    }

    /// Runs a child that writes tree `b`, as a user without special rights if there is one. `None` if that is impossible here.
    fn write(place: &Place) -> Option<bool> {
        const NOBODY: u32 = 65534;
        let mut command = command(place, "b,end");
        // Only a user with special rights can change the owner of a file.
        if chown_all(place.directory.path(), NOBODY).is_ok() {
            command.uid(NOBODY);
        }
        // An error if another user can't run the test's executable.
        Some(command.output().ok()?.status.success())
    }

    /// Removes permissions from a path below the parent of the output directory.
    fn with_mode(path: &str, mode: u32) -> Option<bool> {
        let place = Place::in_memory().filled(&large_tree("a"));
        let path = place.directory.path().join(path);
        let before = fs::metadata(&path).unwrap().permissions();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let written = write(&place);
        if path.exists() && written != Some(true) {
            fs::set_permissions(&path, before).unwrap();
        }
        match written {
            Some(true) => assert!(place.is(&large_tree("b"))),
            // A path that can't be written is found before anything is renamed.
            Some(false) | None => assert!(place.is(&large_tree("a"))),
        }
        if written.is_none() {
            eprintln!("skipped: nobody else can run {}", env::current_exe().unwrap().display());
        }
        place.update(&large_tree("b")).unwrap();
        assert!(place.is(&large_tree("b")) && place.has_cargos_files());
        assert_eq!(place.beside(), [""; 0]);
        written
    }

    #[test]
    fn a_read_only_file_is_replaced() {
        assert_ne!(with_mode("out/src/lib.rs", 0o444), Some(false));
    }

    #[test]
    fn a_read_only_directory_is_left_alone() {
        for directory in ["out/src", "out", ""] {
            assert_ne!(with_mode(directory, 0o555), Some(true), "{directory:?}");
        }
    }

    #[test]
    fn an_unreadable_file_is_left_alone() {
        assert_ne!(with_mode("out/src/lib.rs", 0o000), Some(true));
    }
}
