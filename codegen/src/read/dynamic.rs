//! References with several possible targets: `$dynamicRef` (2020-12, core, section 8.2.3.2) and `$recursiveRef` (2019-09, section 8.2.4.2).
//!
//! The target of such a reference is the outermost schema resource with that anchor on the path to it. The paths are the references of the
//! corpus: an anchor counts if its resource leads to the one with the reference. Two files with the same anchor that do not refer to each
//! other each have their own.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde_json::Value;

use super::keywords::subschemas;
use super::resolve::{Location, Resolver};

/// The dynamic anchors of a corpus.
#[derive(Default)]
pub(super) struct Dynamic<'a> {
    /// The base URIs of the resources with a `$dynamicAnchor`, by its name.
    anchors: HashMap<&'a str, HashSet<String>>,
    /// The base URIs of those with a `$recursiveAnchor`.
    recursive: HashSet<String>,
    /// The resources that refer to each resource, computed on first use.
    referrers: OnceLock<HashMap<String, HashSet<String>>>,
}

impl<'a> Dynamic<'a> {
    /// Records the anchors of a schema.
    pub(super) fn note(&mut self, schema: &'a Value, base: &str) {
        if let Some(anchor) = schema.get("$dynamicAnchor").and_then(Value::as_str) {
            self.anchors.entry(anchor).or_default().insert(base.to_owned());
        }
        if schema.get("$recursiveAnchor") == Some(&Value::Bool(true)) {
            self.recursive.insert(base.to_owned());
        }
    }
}

impl Resolver<'_> {
    /// Whether a reference may have several targets.
    pub(crate) fn is_dynamic(&self, keyword: &str, reference: &str, at: &Location) -> bool {
        let anchors = match keyword {
            "$dynamicRef" => {
                let name = reference.rsplit_once('#').map_or("", |(_, name)| name);
                self.dynamic.anchors.get(name)
            }
            "$recursiveRef" => Some(&self.dynamic.recursive),
            _ => None,
        };
        let Some(anchors) = anchors.filter(|anchors| anchors.len() > 1) else { return false };
        let Ok(target) = self.resolve_keyword(reference, at, keyword) else { return false };
        let target = self.base_of(&target).as_str();
        // It is dynamic only if its static target is such an anchor.
        anchors.contains(target)
            && self.outer(self.base_of(at).as_str()).iter().any(|outer| *outer != target && anchors.contains(*outer))
    }

    /// The resources that lead to a resource, and the resource itself.
    fn outer<'r>(&'r self, resource: &'r str) -> HashSet<&'r str> {
        let referrers = self.dynamic.referrers.get_or_init(|| self.referrers());
        let (mut found, mut queue) = (HashSet::from([resource]), vec![resource]);
        while let Some(next) = queue.pop() {
            for referrer in referrers.get(next).into_iter().flatten() {
                if found.insert(referrer) {
                    queue.push(referrer);
                }
            }
        }
        found
    }

    /// The resources that refer to each resource.
    fn referrers(&self) -> HashMap<String, HashSet<String>> {
        let mut referrers: HashMap<String, HashSet<String>> = HashMap::new();
        for (index, file) in self.sources().map(|file| &file.schema).enumerate() {
            let mut queue = vec![(String::new(), file)];
            while let Some((pointer, schema)) = queue.pop() {
                queue.extend(subschemas(schema, &pointer));
                let at = Location { file: index, pointer };
                for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
                    let reference = schema.get(keyword).and_then(Value::as_str);
                    let target = reference.and_then(|name| self.resolve_keyword(name, &at, keyword).ok());
                    let Some(target) = target else { continue };
                    let (from, to) = (self.base_of(&at).as_str(), self.base_of(&target).as_str());
                    if from != to {
                        referrers.entry(to.to_owned()).or_default().insert(from.to_owned());
                    }
                }
            }
        }
        referrers
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::corpus::Corpus;

    fn is_dynamic(files: &[(&str, &str)], file: &str, pointer: &str) -> bool {
        let corpus = Corpus::from_sources(files.iter().copied()).unwrap();
        let resolver = Resolver::new(&corpus).unwrap();
        let file = corpus.files().iter().position(|own| *own.name == *file).unwrap();
        let at = Location { file, pointer: pointer.to_owned() };
        let (keyword, name) = ["$dynamicRef", "$recursiveRef"]
            .into_iter()
            .find_map(|keyword| Some((keyword, resolver.schema(&at)?.get(keyword)?.as_str()?)))
            .unwrap();
        resolver.is_dynamic(keyword, name, &at)
    }

    const TREE: &str = r##"{"$id": "https://example.com/tree", "$dynamicAnchor": "node",
        "properties": {"children": {"items": {"$dynamicRef": "#node"}}}}"##;
    const AT: &str = "/properties/children/items";

    #[test]
    fn independent_anchors_are_separate() {
        let list = TREE.replace("/tree", "/list");
        assert!(!is_dynamic(&[("tree.json", TREE), ("list.json", &list)], "tree.json", AT));
    }

    #[test]
    fn an_anchor_that_leads_here_counts() {
        let strict = r##"{"$id": "https://example.com/strict", "$dynamicAnchor": "node", "$ref": "tree",
            "properties": {"own": {"$dynamicRef": "#node"}}}"##;
        let between = r##"{"$id": "https://example.com/between", "$ref": "tree"}"##;
        let through = strict.replace("\"tree\"", "\"between\"");
        assert!(is_dynamic(&[("tree.json", TREE), ("strict.json", strict)], "tree.json", AT));
        assert!(is_dynamic(
            &[("tree.json", TREE), ("strict.json", &through), ("between.json", between)],
            "tree.json",
            AT
        ));
        // A resource that leads to another anchor is still the outermost one of its own.
        assert!(!is_dynamic(&[("tree.json", TREE), ("strict.json", strict)], "strict.json", "/properties/own"));
    }

    #[test]
    fn a_reference_that_leads_to_no_such_anchor_is_a_plain_one() {
        let plain = TREE.replace("\"$dynamicAnchor\"", "\"$anchor\"");
        let outer = TREE.replace("/tree", "/outer").replace("\"properties\"", "\"$ref\": \"tree\", \"properties\"");
        let other = TREE.replace("/tree", "/other");
        assert!(!is_dynamic(&[("tree.json", &plain), ("outer.json", &outer), ("other.json", &other)], "tree.json", AT));
    }

    #[test]
    fn recursive_references_are_the_same() {
        let tree = r##"{"$id": "https://example.com/tree", "$recursiveAnchor": true,
            "properties": {"children": {"items": {"$recursiveRef": "#"}}}}"##;
        let apart = tree.replace("/tree", "/list");
        let outer = tree.replace("/tree", "/outer").replace("\"properties\"", "\"$ref\": \"tree\", \"properties\"");
        assert!(!is_dynamic(&[("tree.json", tree), ("list.json", &apart)], "tree.json", AT));
        assert!(is_dynamic(&[("tree.json", tree), ("outer.json", &outer)], "tree.json", AT));
    }
}
