//! Real processes: killed at any moment, interrupted, two at once, without the rights they need.

#![cfg(unix)]

mod common;

use std::env;
use std::fs;
use std::io::{self, BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use common::{Place, paths, tree};
use rustix::process::{Pid, Signal, geteuid, kill_process};
use schemawright_cli::tree::{Disk, Files, Foreign, Lock, update};

/// Tells a child where to write.
const DIRECTORY: &str = "XTASK_TEST_DIRECTORY";
/// Tells a child what: the names of trees, which it writes one after the other; `again` begins anew.
const TREES: &str = "XTASK_TEST_TREES";

/// Large enough that writing takes a while.
fn large_tree(what: &str) -> Files {
    let mut files = tree(what);
    for index in 0..150 {
        let text = format!("// @generated\n// {what}\n{}", "// x\n".repeat(100));
        files.insert(format!("src/large/m{}/f{index}.rs", index % 10), text);
    }
    files
}

/// Not a test: what children of the tests below run.
#[test]
fn child() {
    let (Some(directory), Ok(trees)) = (env::var_os(DIRECTORY), env::var(TREES)) else { return };
    let paths = paths(Path::new(&directory));
    for name in trees.split(',').collect::<Vec<_>>().into_iter().cycle() {
        if name == "end" {
            return;
        }
        let _lock = Lock::acquire(&paths, || eprintln!("waiting")).unwrap();
        eprintln!("writing");
        update(&Disk, &paths, &large_tree(name), Foreign::Refuse).unwrap();
    }
}

fn command(place: &Place, trees: &str) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "child", "--nocapture"]).env(DIRECTORY, place.directory.path()).env(TREES, trees);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// Waits until a child says a word.
fn hear(child: &mut Child, word: &str) {
    let mut line = String::new();
    let mut said = BufReader::new(child.stderr.as_mut().unwrap());
    while !line.contains(word) {
        line.clear();
        assert_ne!(said.read_line(&mut line).unwrap(), 0, "the child has ended without {word:?}");
    }
}

fn end_at_random_moments(signal: Signal) {
    let (a, b) = (large_tree("a"), large_tree("b"));
    let place = Place::with(&a);
    let mut interrupted = 0;
    for round in 0..25_u64 {
        let mut child = command(&place, "b,a").spawn().unwrap();
        hear(&mut child, "writing");
        // Spread over several updates; not round, so that it does not keep step with them.
        sleep(Duration::from_micros(round * 7919 % 60_000));
        kill_process(Pid::from_child(&child), signal).unwrap();
        assert!(!child.wait().unwrap().success());

        interrupted += usize::from(place.paths.work().exists());
        assert!(place.is(&a) || place.is(&b), "round {round}: neither tree");
        place.update(&a).unwrap();
        assert!(place.is(&a) && place.has_cargos_files(), "round {round}: the next run does not mend it");
        assert_eq!(place.beside(), [""; 0], "round {round}: something is left behind");
    }
    assert!(interrupted > 0, "no child was in the middle of its work");
}

#[test]
fn killed() {
    end_at_random_moments(Signal::KILL);
}

#[test]
fn interrupted() {
    end_at_random_moments(Signal::INT);
}

#[test]
fn several_at_once() {
    let place = Place::with(&large_tree("a"));
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
fn second_waits_for_the_first_and_says_so() {
    let place = Place::with(&large_tree("a"));
    let lock = Lock::acquire(&place.paths, || ()).unwrap();
    let mut child = command(&place, "b,end").spawn().unwrap();
    hear(&mut child, "waiting");
    sleep(Duration::from_millis(100));
    assert!(place.is(&large_tree("a")), "written while another held the lock");
    drop(lock);
    assert!(child.wait().unwrap().success());
    assert!(place.is(&large_tree("b")));
}

/// Runs a child that writes tree `b`, as somebody without special rights where we have them. `None`: not possible here.
fn write_without_rights(place: &Place) -> Option<bool> {
    let mut command = command(place, "b,end");
    if geteuid().is_root() {
        const NOBODY: u32 = 65534;
        chown_all(place.directory.path(), NOBODY).ok()?;
        command.uid(NOBODY);
    }
    match command.output() {
        // Where somebody else can't even run the test's executable.
        Err(_) => None,
        Ok(output) => Some(output.status.success()),
    }
}

fn chown_all(path: &Path, user: u32) -> io::Result<()> {
    std::os::unix::fs::lchown(path, Some(user), None)?;
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            chown_all(&entry?.path(), user)?;
        }
    }
    Ok(())
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Takes rights from a path below the directory that holds the output; what a run does then. Afterwards all is mended.
fn with_mode(path: &str, mode: u32) -> Option<bool> {
    let place = Place::with(&large_tree("a"));
    let path = place.directory.path().join(path);
    let before = fs::metadata(&path).unwrap().permissions();
    set_mode(&path, mode);
    let written = write_without_rights(&place);
    if path.exists() {
        fs::set_permissions(&path, before).unwrap();
    }
    match written {
        Some(true) => {
            assert!(place.is(&large_tree("b")));
            assert_eq!(place.beside(), [""; 0], "something is left behind");
        }
        Some(false) | None => assert!(place.is(&large_tree("a"))),
    }
    place.update(&large_tree("b")).unwrap();
    assert!(place.is(&large_tree("b")) && place.has_cargos_files());
    assert_eq!(place.beside(), [""; 0]);
    if written.is_none() {
        eprintln!("skipped: nobody else can run {}", env::current_exe().unwrap().display());
    }
    written
}

#[test]
fn read_only_file_is_replaced() {
    assert_ne!(with_mode("out/src/lib.rs", 0o444), Some(false));
}

#[test]
fn read_only_directory_inside_is_replaced() {
    assert_ne!(with_mode("out/src", 0o555), Some(false));
}

#[test]
fn read_only_output_directory_is_left_alone() {
    assert_ne!(with_mode("out", 0o555), Some(true));
}

#[test]
fn unreadable_file_is_left_alone() {
    assert_ne!(with_mode("out/src/lib.rs", 0o000), Some(true));
}

#[test]
fn read_only_parent_is_left_alone() {
    assert_ne!(with_mode("", 0o555), Some(true));
}
