//! Decides which callers work with a state. One program has all of them, each as a module: a compiler for each of hundreds takes a minute.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::case::Files;
use crate::manifest;
use crate::support::scratch::Scratch;

/// A caller: the name of its case, and its expected result.
pub(crate) struct Caller {
    pub(crate) name: String,
    /// The text of a module. Its function `main` is run if `runs`.
    pub(crate) text: String,
    pub(crate) breaks: bool,
    pub(crate) runs: bool,
}

/// The names of the callers that compile against a side; of those that are run, the ones that succeed.
pub(crate) fn working(scratch: &mut Scratch, side: &str, callers: &[Caller]) -> BTreeSet<String> {
    let package = format!("against-{side}");
    let mut compiling: Vec<&Caller> = callers.iter().collect();
    // An error in one module may hide errors in others, so that the rest is compiled again.
    loop {
        scratch.add(&package, program(side, &compiling));
        scratch.write();
        let (succeeds, messages) = scratch.run(&["check", "--message-format=json", "--package", &package], true);
        if succeeds {
            break;
        }
        let broken = broken(&messages);
        let before = compiling.len();
        compiling.retain(|caller| !broken.contains(&caller.name));
        assert!(compiling.len() < before, "no caller is the cause of an error:\n{}", rendered(&messages));
    }
    assert!(!compiling.is_empty(), "nothing compiles against the {side} state");
    scratch.cargo(&["build", "--package", &package]);
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scratch-target/debug").join(package);
    let succeeds = |caller: &&Caller| {
        let run = || Command::new(&program).arg(&caller.name).output().expect("the caller runs");
        !caller.runs || run().status.success()
    };
    compiling.into_iter().filter(succeeds).map(|caller| caller.name.clone()).collect()
}

/// The package of a program that runs the caller of the given name.
fn program(side: &str, callers: &[&Caller]) -> Files {
    let path = |caller: &Caller| format!("src/{}.rs", caller.name);
    let mut files: Files = callers.iter().map(|caller| (path(caller), caller.text.clone())).collect();
    let mut main = "#![allow(warnings)]\n\n".to_owned();
    for Caller { name, .. } in callers {
        let _ = writeln!(main, "mod {name};");
    }
    main.push_str("\nfn main() {\n    match std::env::args().nth(1).as_deref() {\n");
    for Caller { name, .. } in callers.iter().filter(|caller| caller.runs) {
        let _ = writeln!(main, "        Some({name:?}) => {name}::main(),");
    }
    main.push_str("        _ => std::process::exit(2),\n    }\n}\n");
    files.insert("src/main.rs".to_owned(), main);
    let name = format!("against-{side}");
    let types = format!("types = {{ package = \"{side}\", path = \"../{side}\" }}\nserde_json = \"1\"\n");
    files.insert("Cargo.toml".to_owned(), manifest(&name, &[("schemawright-wire", &Scratch::wire())]) + &types);
    files
}

/// The names of the modules in which the compiler has found errors.
fn broken(messages: &str) -> BTreeSet<String> {
    let errors = parsed(messages).filter(|message| message["message"]["level"] == "error");
    let mut broken = BTreeSet::new();
    for error in errors {
        let spans = error["message"]["spans"].as_array().into_iter().flatten();
        let files = spans.filter(|span| span["is_primary"] == true).filter_map(|span| span["file_name"].as_str());
        broken.extend(files.filter_map(|file| Some(Path::new(file).file_stem()?.to_str()?.to_owned())));
    }
    broken
}

/// The messages of the compiler.
fn rendered(messages: &str) -> String {
    parsed(messages).filter_map(|message| message["message"]["rendered"].as_str().map(str::to_owned)).collect()
}

fn parsed(messages: &str) -> impl Iterator<Item = Value> {
    messages.lines().filter_map(|line| serde_json::from_str(line).ok())
}
