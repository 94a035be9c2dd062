//! Special files, files that are too large, and circular directories: an error before anything is read.
#![cfg(unix)]

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use schemawright::{Config, Corpus, Diagnostics, input};

/// An empty directory with one schema in it.
fn directory(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("input").join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(directory.join("schemas")).expect("a writable directory");
    fs::write(directory.join("schemas/a.json"), r#"{"title": "A"}"#).expect("a writable directory");
    directory
}

/// The errors of a schema directory, without its path.
#[track_caller]
fn errors(directory: &Path) -> String {
    let start = Instant::now();
    let faults = Corpus::read(&directory.join("schemas")).expect_err("it is refused");
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    text(&faults, directory)
}

fn text(faults: &Diagnostics, directory: &Path) -> String {
    faults.to_string().replace(&format!("{}/", directory.display()), "")
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

fn sparse(path: &Path, size: u64) {
    File::create(path).and_then(|file| file.set_len(size)).expect("a writable directory");
}

#[test]
fn devices_and_pipes() {
    let directory = directory("devices");
    symlink("/dev/zero", directory.join("schemas/zero.json")).unwrap();
    pipe(&directory.join("schemas/pipe.json"));
    // Only files with the extension `json` are read.
    pipe(&directory.join("schemas/pipe"));
    let expected = "\
error[unreadable]: can't read schemas/pipe.json: it is a named pipe; expected a regular file
  help: put a regular file there, or remove it

error[unreadable]: can't read schemas/zero.json: it is a device; expected a regular file
  help: put a regular file there, or remove it";
    assert_eq!(errors(&directory), expected);
}

#[test]
fn big_files() {
    let directory = directory("big");
    sparse(&directory.join("schemas/b.json"), 3 << 30);
    let expected = "\
error[unreadable]: can't read schemas/b.json: it has more than 16777216 bytes
  help: split it into smaller files, or remove the files that do not belong there";
    assert_eq!(errors(&directory), expected);
}

#[test]
fn many_files() {
    let directory = directory("many");
    for index in 0..=input::DIRECTORY_SIZE / input::FILE_SIZE {
        sparse(&directory.join(format!("schemas/{index}.json")), input::FILE_SIZE as u64);
    }
    let expected = "\
error[unreadable]: can't read schemas: it has more than 268435456 bytes
  help: split it into smaller files, or remove the files that do not belong there";
    assert_eq!(errors(&directory), expected);
}

#[test]
fn links_that_lead_upwards() {
    let directory = directory("upwards");
    fs::create_dir_all(directory.join("schemas/inner")).unwrap();
    symlink("..", directory.join("schemas/out")).unwrap();
    symlink("/", directory.join("schemas/root")).unwrap();
    for name in ["one", "other"] {
        symlink("..", directory.join("schemas/inner").join(name)).unwrap();
    }
    let expected = "\
error[unreadable]: can't read schemas/inner/one: it is the same directory as schemas
  help: remove the link

error[unreadable]: can't read schemas/inner/other: it is the same directory as schemas
  help: remove the link

error[unreadable]: can't read schemas/out: it is a link to a directory that contains the directory being read
  help: remove the link

error[unreadable]: can't read schemas/root: it is a link to a directory that contains the directory being read
  help: remove the link";
    assert_eq!(errors(&directory), expected);
}

#[test]
fn a_directory_twice() {
    let directory = directory("twice");
    fs::create_dir_all(directory.join("schemas/inner")).unwrap();
    symlink("inner", directory.join("schemas/also")).unwrap();
    let expected = "\
error[unreadable]: can't read schemas/also: it is the same directory as schemas/inner
  help: remove the link";
    assert_eq!(errors(&directory), expected);
}

#[test]
fn links_that_lead_nowhere() {
    let directory = directory("nowhere");
    symlink("nothing", directory.join("schemas/b.json")).unwrap();
    symlink("nothing", directory.join("schemas/README")).unwrap();
    let expected = "\
error[unreadable]: can't read schemas/b.json: No such file or directory (os error 2)
  help: check that it exists and that you have permission to read it";
    assert_eq!(errors(&directory), expected);
}

#[test]
fn links_to_files_and_directories_elsewhere_are_followed() {
    let directory = directory("elsewhere");
    fs::create_dir_all(directory.join("shared/deep")).unwrap();
    fs::write(directory.join("shared/deep/b.json"), r#"{"title": "B"}"#).unwrap();
    symlink("../shared", directory.join("schemas/shared")).unwrap();
    symlink("../shared/deep/b.json", directory.join("schemas/b.json")).unwrap();
    let corpus = Corpus::read(&directory.join("schemas")).unwrap();
    let names: Vec<_> = corpus.files().iter().map(|file| &*file.name).collect();
    assert_eq!(names, ["a.json", "b.json", "shared/deep/b.json"]);
}

#[test]
fn configurations() {
    let directory = directory("config");
    pipe(&directory.join("pipe.toml"));
    sparse(&directory.join("big.toml"), 3 << 30);
    fs::write(directory.join("latin.toml"), b"[package]\nname = \"\xe4\"").unwrap();
    for (name, expected) in [
        ("pipe.toml", "error[unreadable]: can't read pipe.toml: it is a named pipe; expected a regular file"),
        ("big.toml", "error[unreadable]: can't read big.toml: it has more than 16777216 bytes"),
        ("latin.toml", "error[not-utf-8]: not UTF-8"),
        ("schemas", "error[unreadable]: can't read schemas: it is a directory; expected a regular file"),
    ] {
        let faults = Config::read(&directory.join(name)).expect_err("it is refused");
        let found = text(&faults, &directory);
        assert_eq!(found.lines().next(), Some(expected));
    }
}
