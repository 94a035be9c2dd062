//! A directory of a user, and the program in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A directory of a user, with `schemas/`.
pub(crate) struct Project {
    directory: TempDir,
}

impl Project {
    pub(crate) fn new() -> Self {
        let project = Self { directory: tempfile::tempdir().unwrap() };
        fs::create_dir(project.path("schemas")).unwrap();
        project.schema("user", r#"{"title": "User", "type": "object", "properties": {"name": {"type": "string"}}}"#);
        project.schema("color", r#"{"title": "Color", "type": "string", "enum": ["red", "green"]}"#);
        project
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.directory.path().canonicalize().unwrap().join(path)
    }

    pub(crate) fn schema(&self, name: &str, text: &str) {
        fs::write(self.path(&format!("schemas/{name}.json")), text).unwrap();
    }

    /// `schemawright gen` on it.
    pub(crate) fn generate(&self, args: &[&str]) -> Run {
        self.run(&[&["gen", "--schemas", "schemas", "--out", "out"], args].concat())
    }

    /// `schemawright check` on it.
    pub(crate) fn check(&self, args: &[&str]) -> Run {
        self.run(&[&["check", "--schemas", "schemas", "--out", "out"], args].concat())
    }

    /// `schemawright` in it.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_schemawright"));
        Run(command.args(args).current_dir(self.path("")).output().unwrap())
    }

    /// All files with their texts.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        read(&self.path(""), &mut files);
        files.sort();
        files
    }
}

fn read(directory: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for path in fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            read(&path, files);
        } else {
            files.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
}

pub(crate) struct Run(pub(crate) Output);

impl Run {
    pub(crate) fn code(&self) -> i32 {
        self.0.status.code().unwrap()
    }

    pub(crate) fn out(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    pub(crate) fn err(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code(), code, "{}{}", self.out(), self.err());
        self
    }
}
