//! The keys of definitions: readable, unique, and independent of the order of the files.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::read::pointer;
use crate::read::resolve::{Location, Resolver};

/// A key for each definition.
///
/// If several schemas want the same key, all of them get a longer one, so that no key depends on the order.
pub(super) fn of(resolver: &Resolver, definitions: &BTreeSet<Location>) -> BTreeMap<Location, String> {
    let candidates: Vec<Vec<String>> = definitions.iter().map(|location| candidates(resolver, location)).collect();
    let mut levels = vec![0; candidates.len()];
    loop {
        let mut wanted: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, level) in levels.iter().enumerate() {
            wanted.entry(folded(&candidates[index][*level])).or_default().push(index);
        }
        let mut raised = false;
        for index in wanted.into_values().filter(|rivals| rivals.len() > 1).flatten() {
            if levels[index] + 1 < candidates[index].len() {
                levels[index] += 1;
                raised = true;
            }
        }
        if !raised {
            break;
        }
    }
    let mut taken = HashSet::new();
    let keys = candidates.iter().zip(levels).map(|(candidates, level)| numbered(&candidates[level], &mut taken));
    definitions.iter().cloned().zip(keys).collect()
}

/// The name; if it is taken and there is no longer one, the name with a number.
fn numbered(name: &str, taken: &mut HashSet<String>) -> String {
    let names = std::iter::once(name.to_owned()).chain((2..).map(|number| format!("{name}_{number}")));
    { names }.find(|name| taken.insert(folded(name))).unwrap_or_else(|| name.to_owned())
}

/// The possible names of a definition, the shortest first.
fn candidates(resolver: &Resolver, location: &Location) -> Vec<String> {
    let file = resolver.file(location);
    let stem = file.name.strip_suffix(".json").unwrap_or(&file.name);
    let stem = stem.strip_suffix(".schema").unwrap_or(stem);
    let base = stem.rsplit('/').next().unwrap_or(stem);
    let title = resolver.schema(location).and_then(|schema| schema.get("title")?.as_str());
    let steps: Vec<_> = pointer::segments(&location.pointer).collect();
    let path = steps.iter().map(|step| &**step).collect::<Vec<_>>().join("_");
    let own = match &*steps {
        [] => base.to_owned(),
        [.., keyword, name] if matches!(&**keyword, "$defs" | "definitions") => name.to_string(),
        _ => {
            let steps = steps.iter().filter(|step| !is_structure(step)).map(|step| &**step);
            let owner = file.title().filter(|title| !key(title).is_empty()).unwrap_or(base);
            std::iter::once(owner).chain(steps).collect::<Vec<_>>().join("_")
        }
    };
    let short = title.filter(|title| !key(title).is_empty()).unwrap_or(&own);
    let in_file = if short == base { own.clone() } else { format!("{base}_{short}") };
    let all = [short.to_owned(), own.clone(), in_file, format!("{base}_{path}"), format!("{stem}_{path}")];
    let mut candidates: Vec<String> = Vec::new();
    for candidate in all.iter().map(|name| key(name)).filter(|name| !name.is_empty()) {
        if !candidates.contains(&candidate) {
            candidates.push(candidate);
        }
    }
    if candidates.is_empty() {
        candidates.push("Schema".to_owned());
    }
    candidates
}

/// Whether a step of a pointer is only structure, such as `properties`.
fn is_structure(step: &str) -> bool {
    matches!(step, "$defs" | "definitions" | "properties" | "patternProperties" | "schemas" | "components")
}

/// A name without characters that a URI or a JSON Pointer would escape.
fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.') {
            key.push(c);
        } else if !key.is_empty() && !key.ends_with('_') {
            key.push('_');
        }
    }
    key.trim_matches(['_', '-', '.']).to_owned()
}

/// The part of a key that remains in a name of Rust or of another language, in lower case.
pub(crate) fn folded(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::corpus::Corpus;

    fn keys(files: &[(&str, &str)]) -> Vec<String> {
        let corpus = Corpus::from_sources(files.to_vec()).unwrap();
        let resolver = Resolver::new(&corpus).unwrap();
        of(&resolver, &crate::bundle::find::run(&resolver).unwrap().definitions).into_values().collect()
    }

    #[test]
    fn a_title_then_the_name_of_the_file_or_in_it() {
        assert_eq!(keys(&[("a.json", r#"{"title": "The user"}"#)]), ["The_user"]);
        assert_eq!(keys(&[("x/user.schema.json", "{}")]), ["user"]);
        assert_eq!(keys(&[("x.json", r#"{"$defs": {"a b": {}, "c": {"title": "See"}}}"#)]), ["a_b", "See"]);
        assert_eq!(keys(&[("x.json", r#"{"title": "+++"}"#)]), ["x"]);
        let inner = r##"{"title": "User", "properties": {"name": {}, "nick": {"$ref": "#/properties/name"}}}"##;
        assert_eq!(keys(&[("x.json", inner)]), ["User", "User_name"]);
    }

    #[test]
    fn all_of_one_name_are_called_by_their_files() {
        let titled = |title: &str| format!(r#"{{"title": "{title}"}}"#);
        let (one, other) = (titled("User name"), titled("user-name"));
        assert_eq!(keys(&[("a.json", &one), ("b.json", &other)]), ["a", "b"]);
        let defs = r#"{"$defs": {"A": {}}}"#;
        assert_eq!(keys(&[("x.json", defs), ("y.json", defs)]), ["x_A", "y_A"]);
        assert_eq!(keys(&[("x/a.json", "{}"), ("y/a.json", "{}")]), ["x_a", "y_a"]);
        assert_eq!(keys(&[("a+b.json", "{}"), ("a b.json", "{}")]), ["a_b", "a_b_2"]);
    }
}
