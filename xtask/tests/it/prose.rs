//! The prose of the schemas: everything is described, and not copied.

use std::fs;
use std::path::Path;

use serde_json::Value;
use xtask::workspace;

/// From this many equal words in a row on, a description counts as copied.
const COPIED: usize = 10;

fn schemas(folder: &Path) -> Vec<(String, Value)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    let parse = |path: &Path| serde_json::from_str(&fs::read_to_string(path).expect("UTF-8")).expect("JSON");
    files
        .iter()
        .map(|path| (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), parse(path)))
        .filter(|(_, file): &(String, Value)| file.get("paths").is_none())
        .collect()
}

/// Every schema that needs a description, with its pointer: the file's own, and those of members at any depth.
fn places<'s>(schema: &'s Value, at: &str, found: &mut Vec<(String, &'s Value)>) {
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        let at = format!("{at}/properties/{name}");
        found.push((at.clone(), member));
        places(member, &at, found);
    }
    for keyword in ["items", "additionalProperties"] {
        if schema[keyword].is_object() {
            places(&schema[keyword], &format!("{at}/{keyword}"), found);
        }
    }
}

fn described(schema: &Value) -> Vec<(String, &Value)> {
    let mut found = vec![(String::new(), schema)];
    places(schema, "", &mut found);
    found
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'');
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The longest run of words that two texts share.
fn longest_run(ours: &str, theirs: &str) -> Vec<String> {
    let (ours, theirs) = (words(ours), words(theirs));
    let mut best = 0..0;
    let mut previous = vec![0; theirs.len() + 1];
    for (end, word) in ours.iter().enumerate() {
        let mut current = vec![0; theirs.len() + 1];
        for (index, other) in theirs.iter().enumerate() {
            if word == other {
                current[index + 1] = previous[index] + 1;
                if current[index + 1] > best.len() {
                    best = end + 1 - current[index + 1]..end + 1;
                }
            }
        }
        previous = current;
    }
    ours[best].to_vec()
}

#[test]
fn every_schema_and_member_is_described() {
    let schemas = schemas(&workspace::root().join("schemas"));
    assert_eq!(schemas.len(), 746);
    let mut lacking = Vec::new();
    let mut count = 0;
    for (file, schema) in &schemas {
        for (at, place) in described(schema) {
            count += 1;
            if place["description"].as_str().is_none_or(|text| text.trim().is_empty()) {
                lacking.push(format!("{file}{at}"));
            }
        }
    }
    assert!(lacking.is_empty(), "without a description: {lacking:#?}");
    assert!(count > 3800, "{count}");
}

#[test]
#[cfg_attr(not(has_shared), ignore = "../shared is not there")]
fn descriptions_are_in_our_own_words() {
    // With `--ignored`, it runs anyway.
    if !cfg!(has_shared) {
        return;
    }
    let upstream = workspace::root().join("../shared/upstream/json-schema");
    let mut copied = Vec::new();
    let mut compared = 0;
    for (file, schema) in schemas(&workspace::root().join("schemas")) {
        let Ok(text) = fs::read_to_string(upstream.join(&file)) else { continue };
        let theirs: Value = serde_json::from_str(&text).expect("JSON");
        for (at, place) in described(&schema) {
            let other = theirs.pointer(&at).and_then(|place| place["description"].as_str());
            let (Some(ours), Some(other)) = (place["description"].as_str(), other) else { continue };
            compared += 1;
            let run = longest_run(ours, other);
            if run.len() >= COPIED {
                copied.push(format!("{file}{at}: {}", run.join(" ")));
            }
        }
    }
    assert!(copied.is_empty(), "{copied:#?}");
    assert!(compared > 1500, "{compared}");
}

#[test]
fn a_copied_run_is_found() {
    let theirs = "The unique ID of a specific User that is affected by this call to the API.";
    assert_eq!(longest_run("Say: a specific user, that is affected by it", theirs).len(), 7);
    assert_eq!(longest_run("nothing alike", theirs).len(), 0);
}
