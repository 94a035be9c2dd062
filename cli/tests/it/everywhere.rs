//! Behaviour that is the same on every system: names of files, line endings, separators of paths.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The directory of a user.
struct Place(TempDir);

impl Place {
    fn new(files: &[(&str, &str)]) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(path, text)| place.write(path, text));
        place
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_schemawright")).args(args).current_dir(self.0.path()).output().unwrap()
    }

    /// The output of the program, which must end with this code.
    #[track_caller]
    fn said(&self, args: &[&str], code: i32) -> String {
        let output = self.run(args);
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(code), "{text}");
        text
    }

    /// All files below a directory, by their paths with `/`, with their texts.
    fn files(&self, directory: &str) -> Vec<(String, String)> {
        fn read(directory: &Path, prefix: &str, found: &mut Vec<(String, String)>) {
            for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
                let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
                if entry.path().is_dir() {
                    read(&entry.path(), &format!("{name}/"), found);
                } else {
                    found.push((name, fs::read_to_string(entry.path()).unwrap()));
                }
            }
        }
        let mut found = Vec::new();
        read(&self.path(directory), "", &mut found);
        found.sort();
        found
    }
}

const USER: &str = "{\n  \"title\": \"User\",\n  \"description\": \"One.\\nTwo.\",\n  \"type\": \"object\",\n  \
                    \"properties\": {\n    \"name\": {\"type\": \"string\"}\n  }\n}\n";

/// Whether Windows reserves a file name for a device, with any extension.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().to_lowercase();
    let is_port = |port: &str| stem.strip_prefix(port).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']));
    ["aux", "con", "nul", "prn"].contains(&&*stem) || is_port("com") || is_port("lpt")
}

#[test]
fn no_generated_file_is_called_as_a_device_or_as_another() {
    const NAMES: &str = "[[name]]\ntitle = '^(?<module>\\w+)_(?<name>[A-Z]\\w*)$'\nmodule = '{module}::v1'\n";
    let titles =
        ["con_A", "Con_B", "CON_C", "aux_A", "nul_A", "prn_A", "com1_A", "LPT9_A", "order_A", "Order_B", "oRder_C"];
    let place = Place::new(&[("codegen.toml", NAMES)]);
    for (index, title) in titles.iter().enumerate() {
        place.write(&format!("schemas/{index}.json"), &format!(r#"{{"title": "{title}", "type": "object"}}"#));
    }
    place.said(&["gen", "--schemas", "schemas", "--config", "codegen.toml", "--out", "out"], 0);
    let files = place.files("out");
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    assert!(paths.contains(&"src/con_/v1.rs") && paths.contains(&"src/lpt9_/v1.rs"), "{paths:?}");
    assert!(paths.iter().all(|path| !path.split('/').any(is_device)), "{paths:?}");
    let folded: BTreeSet<String> = paths.iter().map(|path| path.to_lowercase()).collect();
    assert_eq!(folded.len(), paths.len(), "{paths:?}");
}

#[test]
fn no_schema_that_is_taken_in_is_called_as_a_device_or_as_another() {
    let place = Place::new(&[(
        "openapi.yml",
        "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    Con: {type: string}\n    \
         NUL: {type: string}\n    Order: {type: string}\n    order: {type: integer}\n    ORDER: {type: boolean}\n",
    )]);
    place.said(&["sync", "openapi.yml", "--schemas", "schemas"], 0);
    let names: Vec<String> = place.files("schemas").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 6, "{names:?}");
    assert!(!names.iter().any(|name| is_device(name)), "{names:?}");
    let folded: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(folded.len(), names.len(), "{names:?}");
}

#[test]
fn schemas_with_carriage_returns_give_the_same_types() {
    let place = Place::new(&[("schemas/user.json", USER)]);
    let options = ["--schemas", "schemas", "--out", "out"];
    place.said(&[&["gen"], &options[..]].concat(), 0);
    let with_newlines = place.files("out");

    // As git checks out where `core.autocrlf` is set: the schemas and the types.
    place.write("schemas/user.json", &USER.replace('\n', "\r\n"));
    for (path, text) in &with_newlines {
        place.write(&format!("out/{path}"), &text.replace('\n', "\r\n"));
    }
    assert!(place.said(&[&["check"], &options[..]].concat(), 0).contains(": in step, "));
    fs::remove_dir_all(place.path("out")).unwrap();
    place.said(&[&["gen"], &options[..]].concat(), 0);
    assert_eq!(place.files("out"), with_newlines);

    // An error has the same line and column, and the same text.
    let wrong = USER.replace("\"string\"", "\"strnig\"");
    let said = |text: &str| {
        place.write("schemas/user.json", text);
        place.said(&[&["gen"], &options[..]].concat(), 1)
    };
    let with_newlines = said(&wrong);
    assert!(with_newlines.contains("user.json:6:14\n"), "{with_newlines}");
    assert_eq!(said(&wrong.replace('\n', "\r\n")), with_newlines);
}

#[test]
fn a_document_with_carriage_returns_is_taken_in_alike() {
    const DOCUMENT: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    User:\n      \
                            description: |\n        One.\n        Two.\n      type: string\n";
    let place = Place::new(&[("openapi.yml", DOCUMENT)]);
    place.said(&["sync", "openapi.yml", "--schemas", "schemas"], 0);
    let before = place.files("schemas");
    place.write("openapi.yml", &DOCUMENT.replace('\n', "\r\n"));
    let said = place.said(&["sync", "openapi.yml", "--schemas", "schemas"], 0);
    assert!(said.contains(" 0 changed, 0 removed, 1 unchanged"), "{said}");
    assert_eq!(place.files("schemas"), before);
}

#[test]
fn paths_with_backslashes_are_found() {
    let place = Place::new(&[("schemas/api/user.json", USER)]);
    for name in [
        "schemas\\api\\user.json",
        "schemas/api/user.json",
        ".\\schemas\\api\\user.json:6",
        "api\\user.json#/properties/name",
    ] {
        let said = place.said(&["explain", "--schemas", "schemas", name], 0);
        assert!(said.contains("User"), "{name}: {said}");
    }
}

/// Code for one kind of system is in one place of each package, beside the code for all others.
#[test]
fn nothing_else_asks_for_the_system() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut asks = Vec::new();
    for package in ["build", "cli/src", "codegen/src", "conformance/src", "diff/src", "src", "wire/src", "xtask/src"] {
        let place = Place(tempfile::tempdir().unwrap());
        let files = place.files(root.join(package).to_str().unwrap());
        let words = ["os::unix", "os::windows", "cfg(unix)", "cfg(windows)", "cfg!(windows)", "target_os"];
        let found = files.into_iter().filter(|(_, text)| words.iter().any(|word| text.contains(word)));
        asks.extend(found.map(|(path, _)| format!("{package}/{path}")));
    }
    assert_eq!(asks, ["codegen/src/input.rs"]);
}
