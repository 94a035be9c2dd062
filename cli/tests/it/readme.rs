//! The commands of the README for users with their own schemas print the results that it shows.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The blocks of this kind in the section.
fn blocks<'a>(section: &'a str, kind: &str) -> Vec<&'a str> {
    let start = format!("\n```{kind}\n");
    section.split(&start).skip(1).map(|rest| rest.split_once("```").expect("the end of the block").0).collect()
}

/// The only block of this kind in the section.
fn block<'a>(section: &'a str, kind: &str) -> &'a str {
    let [block] = blocks(section, kind)[..] else { panic!("not one block of {kind}") };
    block
}

#[test]
fn schemas_become_what_is_shown() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(readme).unwrap().replace("\r\n", "\n");
    let section = readme.split("\n## ").find(|section| section.starts_with("I have schemas\n")).unwrap();
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("schemas")).unwrap();
    fs::write(directory.path().join("schemas/order.json"), block(section, "json")).unwrap();

    // The first command installs this program.
    let commands: Vec<&str> = blocks(section, "console").into_iter().flat_map(str::lines).collect();
    let [_, command] = commands[..] else { panic!("{commands:?}") };
    let arguments = command.strip_prefix("$ schemawright ").unwrap().split_whitespace();
    let output = Command::new(env!("CARGO_BIN_EXE_schemawright"))
        .args(arguments)
        .current_dir(directory.path())
        .output()
        .unwrap();

    let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    assert!(output.status.success(), "{err}");
    // It is followed by the time.
    assert!(out.starts_with(block(section, "text").trim_end()), "{out}");
    let types = fs::read_to_string(directory.path().join("generated/src/lib.rs")).unwrap();
    assert!(types.contains(block(section, "rust,ignore")), "{types}");
}
