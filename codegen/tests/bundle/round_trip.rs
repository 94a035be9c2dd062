//! The types of a bundle are those of the files.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use schemawright::bundle::{Bundle, Draft};
use schemawright::{Config, Corpus, Diagnostics, Generator, Model};
use serde_json::json;

use crate::pairs::Pairs;
use crate::{DRAFTS, random, self_contained, support};

/// The schemas of a directory, without its operations.
fn read(directory: &Path) -> Corpus {
    let corpus = Corpus::read(directory).unwrap_or_else(|faults| panic!("{faults}"));
    let files = corpus.files().iter().map(|file| (file.name.to_string(), file.text.to_string()));
    without_nullable(files.collect()).unwrap_or_else(|faults| panic!("{faults}"))
}

/// `nullable` has no effect in the generator: it is a keyword of OpenAPI 3.0, which `sync` converts. The bundle contains `null`.
fn without_nullable(files: Vec<(String, String)>) -> Result<Corpus, Diagnostics> {
    let rename =
        |text: String| text.replace("\"nullable\":true", "\"x-n\":true").replace("\"nullable\": true", "\"x-n\": true");
    Corpus::from_sources(files.into_iter().map(|(name, text)| (name, rename(text))))
}

fn generate(corpus: &Corpus) -> Result<Model, Diagnostics> {
    Ok(Generator::new("").generate_from(corpus, &Config::default())?.model)
}

/// Reads the bundle of a corpus as one file, and compares its types with those of the files. Returns whether there are any.
fn round_trip(name: &str, corpus: &Corpus) -> bool {
    let Ok(expected) = generate(corpus) else { return false };
    for draft in DRAFTS {
        let bundle = Bundle::new(corpus, draft).unwrap_or_else(|faults| panic!("{name}: {faults}"));
        self_contained(&bundle.document, draft);
        let mut document = bundle.document.clone();
        // The title of a file precedes the names of its definitions.
        document["title"] = json!("Bundle");
        // Draft 7 has no `unevaluatedProperties`. The document keeps it for other tools; this generator reads it if there is no `$schema`.
        if draft == Draft::Draft07 {
            document.as_object_mut().map(|document| document.remove("$schema"));
        }
        let text = format!("{document:#}");
        let found = Corpus::from_sources([("bundle.json", text.clone())]).and_then(|corpus| generate(&corpus));
        let found = match found {
            Ok(found) => found,
            // Names are derived from other places, and may be equal.
            Err(faults) if faults.iter().all(|fault| matches!(fault.code, "name-collision" | "long-name")) => {
                return false;
            }
            Err(faults) => panic!("{name}, {draft:?}: {faults}\n{text}"),
        };
        let mut pairs =
            Pairs { one: &expected, other: &found, seen: HashSet::new(), path: vec![format!("{name}, {draft:?}")] };
        let by_place: HashMap<_, _> = found.iter().map(|(id, item)| (&*item.source.pointer, id)).collect();
        let origins: HashMap<_, _> =
            bundle.definitions.iter().map(|origin| ((&*origin.file, &*origin.pointer), &origin.key)).collect();
        let mut compared = BTreeSet::new();
        for (id, item) in expected.iter() {
            let Some(key) = origins.get(&(&*item.source.file, &*item.source.pointer)) else { continue };
            if !compared.insert(*key) {
                continue;
            }
            let pointer = format!("/{}/{key}", draft.definitions());
            let other = by_place.get(&*pointer).unwrap_or_else(|| panic!("{name}: no type for {key}\n{text}"));
            pairs.items(id, *other);
        }
        assert_eq!(compared.len(), bundle.definitions.len(), "{name}: a definition is not a type of the files");
    }
    true
}

#[test]
fn fixtures_round_trip() {
    for fixture in support::Fixture::all() {
        let corpus = read(&fixture.directory.join("schemas"));
        let generates = generate(&corpus).is_ok();
        assert_eq!(round_trip(&fixture.name, &corpus), generates, "{}", fixture.name);
    }
}

#[test]
fn the_projects_schemas_round_trip() {
    let corpus = read(&support::package().join("../schemas"));
    assert!(round_trip("schemas", &corpus));
}

#[test]
fn random_schemas_round_trip() {
    let trips = (0..100).filter(|seed| {
        let corpus = without_nullable(random::schemas_of_seed(*seed));
        corpus.is_ok_and(|corpus| round_trip(&format!("seed {seed}"), &corpus))
    });
    // Otherwise, the test would mostly compare errors.
    let count = trips.count();
    assert!(count > 25, "{count} of 100");
}

#[test]
#[ignore = "schemas of others, which are not part of the project"]
fn schemas_of_others_round_trip() {
    let root = support::package().join("../../shared/real");
    let entries = std::fs::read_dir(&root).unwrap_or_else(|error| panic!("{}: {error}", root.display()));
    let directories = entries.map(|entry| entry.expect("a readable directory").path()).filter(|path| path.is_dir());
    let trips = directories.filter(|path: &std::path::PathBuf| {
        let corpus = Corpus::read(Path::new(path));
        corpus.is_ok_and(|corpus| round_trip(&path.display().to_string(), &corpus))
    });
    println!("{} directories", trips.count());
}
