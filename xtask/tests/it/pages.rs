//! The pages name files, tests, commands, stages and dependencies that exist.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn text(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).replace("\r\n", "\n")
}

/// The pages below `docs/`.
fn docs() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    pages.sort();
    assert!(pages.len() > 5, "{pages:?}");
    pages
}

/// All pages, each with its path from the root.
fn pages() -> BTreeMap<PathBuf, String> {
    let others = ["README.md", "CONTRIBUTING.md", "fuzz/README.md"].map(|page| root().join(page));
    let all = docs().into_iter().chain(others);
    all.map(|path| (path.strip_prefix(root()).unwrap().to_owned(), text(&path))).collect()
}

/// Each text between two marks.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).filter_map(move |rest| Some(rest.split_once(end)?.0))
}

/// A page without its blocks of code.
fn without_blocks(page: &str) -> String {
    page.split("\n```").step_by(2).collect::<Vec<_>>().join("\n")
}

/// The heading as GitHub makes a fragment of it.
fn fragment(heading: &str) -> String {
    let letters =
        heading.to_lowercase().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).collect::<String>();
    letters.replace(' ', "-")
}

#[test]
fn links_lead_somewhere() {
    let mut wrong = Vec::new();
    for (path, page) in pages() {
        for link in between(&without_blocks(&page), "](", ")").filter(|link| !link.starts_with("http")) {
            let (file, part) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { root().join(&path) } else { root().join(&path).with_file_name(file) };
            let has_part = || {
                text(&target)
                    .lines()
                    .any(|line| line.starts_with('#') && fragment(line.trim_start_matches(['#', ' '])) == part)
            };
            if !target.exists() || !part.is_empty() && !has_part() {
                wrong.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "links that lead nowhere:\n{}", wrong.join("\n"));
}

/// Paths that are not in this repository: outputs of commands, files of users, and files in a directory that the page names.
const ELSEWHERE: &[&str] = &[
    "artifacts/",
    "corpus/TARGET/",
    "diff.toml",
    "expected/",
    "operations.json",
    "schemas/order.json",
    "schemawright.toml",
    "source.toml",
    "types.json",
];

#[test]
fn paths_exist() {
    let mut wrong = Vec::new();
    for (page, page_text) in pages() {
        let page_text = without_blocks(&page_text);
        let code = page_text.split('`').skip(1).step_by(2);
        let is_path = |code: &&str| {
            let plain = code.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
            plain && (code.ends_with('/') || [".rs", ".md", ".toml", ".json"].iter().any(|end| code.ends_with(end)))
        };
        let places = [root().to_owned(), root().join(&page).with_file_name("")];
        let exists = |path: &str| places.iter().any(|place| place.join(path).exists());
        wrong.extend(
            code.filter(is_path)
                .filter(|path| !ELSEWHERE.contains(path) && !exists(path))
                .map(|path| format!("{}: {path}", page.display())),
        );
    }
    assert!(wrong.is_empty(), "paths that do not exist:\n{}", wrong.join("\n"));
}

#[test]
fn each_page_begins_with_its_readers() {
    for path in docs() {
        let page = text(&path);
        let mut paragraphs = page.split("\n\n");
        assert!(paragraphs.next().unwrap().starts_with("# "), "{} has no title", path.display());
        let first = paragraphs.next().unwrap();
        assert!(first.starts_with("This page is for "), "{} does not say for whom it is:\n{first}", path.display());
    }
}

#[test]
fn the_readme_is_short() {
    assert!(text("README.md").lines().count() < 200);
}

#[test]
fn commands_exist() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let is_command = |name: &str| help.lines().any(|line| line.split_whitespace().next() == Some(name));
    assert!(is_command("regen") && !is_command("regenerate"));
    let packages = manifests().into_iter().map(|(name, manifest, _)| (name, manifest)).collect::<BTreeMap<_, _>>();
    let mut wrong = Vec::new();
    for (path, page) in pages() {
        let mut fault = |what: String| wrong.push(format!("{}: {what}", path.display()));
        for rest in page.split("cargo xtask ").skip(1) {
            let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            if !name.is_empty() && !is_command(&name) {
                fault(format!("cargo xtask {name}"));
            }
        }
        for command in page.split("cargo test -p ").skip(1) {
            let words: Vec<&str> = command.split(['`', '\n', ';', ',']).next().unwrap().split_whitespace().collect();
            let Some(manifest) = packages.get(words[0]) else {
                fault(format!("the package {}", words[0]));
                continue;
            };
            let tests = manifest.with_file_name("tests");
            for (at, _) in words.iter().enumerate().filter(|(_, word)| **word == "--test") {
                let Some(test) = words.get(at + 1) else { continue };
                let modules = words[at + 2..].iter().filter(|word| !word.starts_with('-'));
                let files = modules.map(|module| format!("it/{module}.rs")).filter(|_| *test == "it");
                let file = if *test == "it" { "it/main.rs".to_owned() } else { format!("{test}.rs") };
                for file in files.chain([file]).filter(|file| !tests.join(file).exists()) {
                    fault(format!("the test {file} of {}", words[0]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "commands that do not exist:\n{}", wrong.join("\n"));
}

#[test]
fn the_picture_has_all_stages() {
    let layers = text("xtask/tests/it/layers.rs");
    let stages: BTreeSet<&str> = between(&layers, "// The stages.", "// The runs.")
        .flat_map(|list| list.split('"').skip(1).step_by(2))
        .collect();
    assert!(stages.contains("canon") && stages.len() > 5, "{stages:?}");
    let page = text("docs/architecture.md");
    let rows: BTreeSet<&str> =
        between(&page, "\n| ", " |").filter(|word| word.chars().all(char::is_lowercase) && *word != "stage").collect();
    assert_eq!(rows, stages, "the table of docs/architecture.md and the stages of xtask/tests/it/layers.rs differ");
    let picture = between(&page, "```mermaid", "```").next().unwrap();
    let chain = picture.lines().find(|line| line.contains("canon")).unwrap();
    let drawn: Vec<&str> = chain.split("-->").map(str::trim).collect();
    let positions: Vec<_> = drawn.iter().map(|stage| layers.find(&format!("\"{stage}\","))).collect();
    assert!(positions.is_sorted() && positions[0].is_some(), "the stages are drawn in another order: {drawn:?}");
    // The configuration is read beside them.
    let drawn: BTreeSet<&str> = drawn.into_iter().chain(["config"]).collect();
    assert_eq!(drawn, stages);
}

/// Dependencies that no code of their package names: those of code that is generated when the package is built.
const OF_GENERATED_CODE: &[&str] = &["chrono", "regress"];

#[test]
fn each_dependency_is_used() {
    let mut unused = Vec::new();
    for (name, manifest, dependencies) in manifests() {
        let mut code = String::new();
        read_code(manifest.parent().unwrap(), &mut code);
        if name == "fuzz" {
            // The targets share these modules with tests.
            ["codegen/tests/random", "tests/random"].iter().for_each(|path| read_code(&root().join(path), &mut code));
        }
        for dependency in dependencies {
            let krate = dependency.replace('-', "_");
            let is_used = [format!("{krate}::"), format!("use {krate}"), format!("{krate}1::")];
            let is_generated = name == "bench" && OF_GENERATED_CODE.contains(&dependency.as_str());
            if !is_generated && !is_used.iter().any(|path| code.contains(path.as_str())) {
                unused.push(format!("{name}: {dependency}"));
            }
        }
    }
    assert!(unused.is_empty(), "dependencies that no code uses: {unused:?}");
}

/// The code of a package: of all its targets, without the packages inside it.
fn read_code(directory: &Path, code: &mut String) {
    for path in fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() && !path.ends_with("target") && !path.join("Cargo.toml").exists() {
            read_code(&path, code);
        } else if path.extension().is_some_and(|end| end == "rs") {
            *code += &fs::read_to_string(&path).unwrap();
        }
    }
}

/// The packages of the three workspaces: name, manifest, and names of dependencies.
fn manifests() -> Vec<(String, PathBuf, Vec<String>)> {
    let mut found = Vec::new();
    for workspace in ["Cargo.toml", "bench/Cargo.toml", "fuzz/Cargo.toml"] {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path"]);
        let output = command.arg(root().join(workspace)).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
        for package in metadata["packages"].as_array().unwrap() {
            let word = |value: &Value| value.as_str().unwrap().to_owned();
            let dependencies =
                package["dependencies"].as_array().unwrap().iter().map(|one| word(&one["name"])).collect();
            found.push((word(&package["name"]), word(&package["manifest_path"]).into(), dependencies));
        }
    }
    found
}

#[test]
fn each_dependency_has_a_reason() {
    let page = text("CONTRIBUTING.md");
    let section = between(&page, "\n## Dependencies\n", "\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let mut listed = BTreeSet::new();
    for row in rows {
        let cells: Vec<&str> = row.split(" | ").collect();
        assert!(cells.len() == 3 && cells[2].trim_end_matches('|').trim().len() > 5, "a row without a reason: {row}");
        listed.extend(cells[0].split('`').skip(1).step_by(2).map(str::to_owned));
    }
    let used: BTreeSet<String> = manifests().into_iter().flat_map(|(_, _, dependencies)| dependencies).collect();
    let missing: Vec<_> = used.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&used).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "CONTRIBUTING.md lacks {missing:?}, and lists {gone:?}, which no manifest has"
    );
}
