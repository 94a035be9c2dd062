//! Resolves each `$ref`.
//!
//! The order is:
//!
//! 1. the schema whose `$id` equals the reference exactly. This is a rule of ours: 2020-12 forbids a fragment in `$id` (section 8.2.1), so
//!    no reference could point to a file whose `$id` is `#/components/schemas/Session`. Schemas cut from an OpenAPI document have such
//!    identifiers. The text after such an `$id` and a `/` is a JSON Pointer into that schema, as in the document
//!    (`#/components/schemas/Session/properties/user`);
//! 2. the URI of the reference, resolved against the base URI (RFC 3986, section 5), with a JSON Pointer or an anchor as its fragment;
//! 3. a file relative to the one with the reference.
//!
//! The resolver does not use the network.

use std::collections::HashMap;

use fluent_uri::Uri;
use fluent_uri::pct_enc::EStr;
use fluent_uri::pct_enc::encoder::Fragment;
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::read::corpus::{Corpus, SourceFile};
use crate::read::dynamic::Dynamic;
use crate::read::keywords::subschemas;
use crate::read::missing::Missing;
use crate::read::pointer;
use crate::read::uri::{before_fragment, resolve_uri, retrieval_uri, with_encoded_fragment, without_fragment};

/// The code of the error of a reference without a target.
pub(crate) const UNRESOLVED: &str = "unresolved-ref";

/// A schema in a file of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Location {
    /// The index of the file in the corpus.
    pub(crate) file: usize,
    /// The JSON Pointer in the file.
    pub(crate) pointer: String,
}

impl Location {
    pub(crate) fn root(file: usize) -> Self {
        Self { file, pointer: String::new() }
    }

    /// A location one step further down.
    pub(crate) fn below(&self, step: &str) -> Self {
        Self { file: self.file, pointer: pointer::push(&self.pointer, step) }
    }

    /// The location of an entry of a list one step further down.
    pub(crate) fn entry(&self, keyword: &str, index: usize) -> Self {
        Self { file: self.file, pointer: format!("{}/{keyword}/{index}", self.pointer) }
    }
}

/// All possible targets of references, by each of their names.
pub(crate) struct Resolver<'a> {
    corpus: &'a Corpus,
    /// Every `$id`, unchanged.
    ids: HashMap<&'a str, Location>,
    /// Every base URI, without a fragment.
    resources: HashMap<String, Location>,
    /// Every `$anchor` (and `$dynamicAnchor`, and draft 4's `#name` identifiers) by its base URI.
    anchors: HashMap<(String, &'a str), Location>,
    /// Anchors with several possible targets.
    pub(super) dynamic: Dynamic<'a>,
    /// The base URI of each file, and of the nested schemas with an `$id`, by their pointers.
    bases: Vec<HashMap<String, Uri<String>>>,
    missing: Missing,
    /// Identifiers that mean nothing because two schemas of one file have them.
    warnings: Diagnostics,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(corpus: &'a Corpus) -> Result<Self, Diagnostics> {
        let mut resolver = Self {
            corpus,
            ids: HashMap::new(),
            resources: HashMap::new(),
            anchors: HashMap::new(),
            dynamic: Dynamic::default(),
            bases: Vec::new(),
            missing: Missing::default(),
            warnings: Diagnostics::new(),
        };
        let mut faults = Diagnostics::new();
        for (index, file) in corpus.sources().enumerate() {
            let base = retrieval_uri(&file.name);
            resolver.resources.insert(base.as_str().to_owned(), Location::root(index));
            resolver.bases.push(HashMap::from([(String::new(), base.clone())]));
            resolver.index(index, &file.schema, "", base, &mut faults);
        }
        faults.check()?;
        resolver.warnings = faults;
        Ok(resolver)
    }

    /// Warnings about probable mistakes.
    pub(crate) fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    fn index(&mut self, file: usize, schema: &'a Value, at: &str, mut base: Uri<String>, faults: &mut Diagnostics) {
        let location = || Location { file, pointer: at.to_owned() };
        let corpus = self.corpus;
        if let Some(id) = corpus.source(file).dialect().id(schema) {
            let first = self.ids.get(id).cloned();
            self.ids.entry(id).or_insert_with(location);
            // `id` may be a property of the author's own, so the first one is used.
            if let Some(first) = first.filter(|_| schema.get("$id").is_some()) {
                faults.push(self.two_with_one_id(id, &location(), &first));
            }
            if let Some(name) = id.strip_prefix('#') {
                if !name.starts_with('/') {
                    self.anchors.entry((base.as_str().to_owned(), name)).or_insert_with(location);
                }
            } else if let Some(uri) = resolve_uri(id, &base) {
                base = without_fragment(&uri);
                self.resources.entry(base.as_str().to_owned()).or_insert_with(location);
                self.bases[file].insert(at.to_owned(), base.clone());
            }
        }
        self.dynamic.note(schema, base.as_str());
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(anchor) = schema.get(keyword).and_then(Value::as_str) {
                self.anchors.insert((base.as_str().to_owned(), anchor), location());
            }
        }
        for (pointer, subschema) in subschemas(schema, at) {
            self.index(file, subschema, &pointer, base.clone(), faults);
        }
    }

    /// Reports two schemas with the same `$id`, so that a reference is ambiguous. In one file, it refers to the schema at the place that it names if there is
    /// one, else to the first.
    fn two_with_one_id(&mut self, id: &'a str, here: &Location, first: &Location) -> Diagnostic {
        let diagnostic = if here.file == first.file {
            let named = id.strip_prefix('#').filter(|pointer| pointer.starts_with('/'));
            let named = named.map(|pointer| Location { pointer: pointer.to_owned(), ..*here });
            let meant = match named.filter(|named| self.schema(named).is_some()) {
                Some(named) => {
                    self.ids.insert(id, named);
                    "the schema at that place"
                }
                None => "the first",
            };
            Diagnostic::warning("duplicate-id", format!("duplicate `$id` `{id}`: a reference refers to {meant}"))
        } else {
            Diagnostic::error("duplicate-id", format!("duplicate `$id` `{id}`"))
        };
        let diagnostic = diagnostic.at(self.place(here)).with(self.place(first), "the other one");
        diagnostic.help("give one of them another `$id`, or remove it")
    }

    /// Sets the schemas that are declared as missing.
    pub(crate) fn with_missing(self, missing: Missing) -> Self {
        Self { missing, ..self }
    }

    /// The schemas that are declared as missing.
    pub(crate) fn missing(&self) -> &Missing {
        &self.missing
    }

    /// Whether the target of a reference is declared as missing.
    pub(crate) fn is_missing(&self, reference: &str, at: &Location) -> bool {
        let uri = resolve_uri(reference, self.base_of(at)).map(|uri| uri.as_str().to_owned());
        let names = [Some(reference), uri.as_deref()].into_iter().flatten();
        // All entries are checked, so that each matching one is marked as used.
        let found: Vec<bool> =
            names.flat_map(|name| [name, before_fragment(name)]).map(|name| self.missing.has(name)).collect();
        found.contains(&true)
    }

    /// The name of a missing target in the configuration: all targets in a missing file share one name.
    pub(crate) fn name_of_missing<'r>(&self, reference: &'r str, at: &Location) -> &'r str {
        let resource = before_fragment(reference);
        let known = resource.is_empty()
            || self.by_uri(resource, self.base_of(at)).or_else(|| self.by_file(resource, at)).is_some();
        if known { reference } else { resource }
    }

    /// The schema at a location.
    pub(crate) fn schema(&self, location: &Location) -> Option<&'a Value> {
        pointer::find(&self.corpus.source(location.file).schema, &location.pointer)
    }

    pub(crate) fn files(&self) -> &'a [SourceFile] {
        self.corpus.files()
    }

    pub(crate) fn file(&self, location: &Location) -> &'a SourceFile {
        self.corpus.source(location.file)
    }

    pub(crate) fn place(&self, location: &Location) -> Place {
        self.file(location).place(&location.pointer)
    }

    /// Resolves the reference at a location.
    pub(crate) fn resolve(&self, reference: &str, at: &Location) -> Result<Location, Diagnostics> {
        self.resolve_keyword(reference, at, "$ref")
    }

    /// The same for a reference in this keyword.
    pub(crate) fn resolve_keyword(
        &self,
        reference: &str,
        at: &Location,
        keyword: &str,
    ) -> Result<Location, Diagnostics> {
        let target = self
            .by_id(reference)
            .or_else(|| self.by_uri(reference, self.base_of(at)))
            .or_else(|| self.by_uri(&with_encoded_fragment(reference)?, self.base_of(at)))
            .or_else(|| self.by_file(reference, at))
            .ok_or_else(|| self.unresolved(reference, at, keyword))?;
        match self.schema(&target) {
            Some(Value::Object(_) | Value::Bool(_)) => Ok(target),
            _ => Err(Diagnostic::error(
                "ref-to-non-schema",
                format!("`{reference}` does not refer to a schema (an object, `true` or `false`)"),
            )
            .at(self.place(&at.below(keyword)))
            .with(self.place(&target), "its target")
            .help("refer to a schema, such as an entry of `$defs` or of `properties`")
            .into()),
        }
    }

    /// The sources of all types, in the order of their indices.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &'a SourceFile> {
        self.corpus.sources()
    }

    fn by_id(&self, reference: &str) -> Option<Location> {
        self.ids.get(reference).cloned().or_else(|| self.by_pointer_behind_id(reference))
    }

    /// A part of the schema whose `$id` is the longest prefix of the reference, if that `$id` is a JSON Pointer.
    fn by_pointer_behind_id(&self, reference: &str) -> Option<Location> {
        let fragment = reference.strip_prefix("#/")?;
        let ends = fragment.match_indices('/').map(|(at, _)| at + "#/".len());
        let mut beginnings = ends.filter_map(|end| Some((self.ids.get(&reference[..end])?, &reference[end..])));
        let (root, part) = beginnings.next_back()?;
        let decoded = || EStr::<Fragment>::new(part).map(|part| part.decode().to_string_lossy().into_owned());
        let at = |part: &str| Location { file: root.file, pointer: format!("{}{part}", root.pointer) };
        [Some(part.to_owned()), decoded()]
            .into_iter()
            .flatten()
            .map(|part| at(&part))
            .find(|to| self.schema(to).is_some())
    }

    fn by_uri(&self, reference: &str, base: &Uri<String>) -> Option<Location> {
        let uri = resolve_uri(reference, base)?;
        let resource = without_fragment(&uri);
        let fragment = uri.fragment().map(|fragment| fragment.decode().to_string_lossy().into_owned());
        self.fragment_of(resource.as_str(), fragment.as_deref().unwrap_or(""))
    }

    /// A file relative to the current one, for schemas whose `$id` is an address.
    fn by_file(&self, reference: &str, at: &Location) -> Option<Location> {
        self.by_uri(reference, &retrieval_uri(&self.file(at).name))
    }

    fn fragment_of(&self, resource: &str, fragment: &str) -> Option<Location> {
        let root = self.resources.get(resource)?;
        if fragment.is_empty() {
            return Some(root.clone());
        }
        if !fragment.starts_with('/') {
            return self.anchors.get(&(resource.to_owned(), fragment)).cloned();
        }
        let target = Location { file: root.file, pointer: format!("{}{fragment}", root.pointer) };
        self.schema(&target).map(|_| target)
    }

    /// The base URI at a location: that of the innermost schema around it that has one.
    pub(super) fn base_of(&self, at: &Location) -> &Uri<String> {
        let bases = &self.bases[at.file];
        let mut outer = at.pointer.as_str();
        loop {
            match (bases.get(outer), outer.rfind('/')) {
                (Some(base), _) => return base,
                (None, Some(end)) => outer = &outer[..end],
                (None, None) => unreachable!("a file has a base URI"),
            }
        }
    }

    fn unresolved(&self, reference: &str, at: &Location, keyword: &str) -> Diagnostic {
        let error =
            Diagnostic::error(UNRESOLVED, format!("unknown schema `{reference}`")).at(self.place(&at.below(keyword)));
        if let Some((file, fragment)) = self.known_file(reference, at) {
            return error.help(format!("{file} has no schema at `#{fragment}`: correct the part after `#`"));
        }
        let nearest = self.nearest(reference);
        if nearest.is_empty() && reference.starts_with('#') {
            return error.help("correct the reference, or add the schema to this file");
        }
        if nearest.is_empty() {
            return error.help("nothing is fetched from a network: put the schema into the schema directory");
        }
        let names: Vec<_> = nearest.iter().map(|name| format!("`{name}`")).collect();
        let are = if names.len() == 1 { "name is" } else { "names are" };
        error.help(format!("the nearest {are} {}", names.join(", ")))
    }

    /// The file that a reference names, and its fragment, which does not exist in the file.
    fn known_file<'r>(&self, reference: &'r str, at: &Location) -> Option<(&str, &'r str)> {
        let (resource, fragment) = reference.split_once('#').filter(|(resource, _)| !resource.is_empty())?;
        let found = self.by_id(resource).or_else(|| self.by_uri(resource, self.base_of(at)));
        let found = found.or_else(|| self.by_file(resource, at))?;
        Some((&self.file(&found).name, fragment))
    }

    fn nearest(&self, reference: &str) -> Vec<&str> {
        // The time of the comparison is the product of all lengths.
        if reference.len() > 500 || self.ids.len() > 5_000 {
            return Vec::new();
        }
        let files = self.corpus.files().iter().map(|file| &*file.name);
        let mut names: Vec<_> = self
            .ids
            .keys()
            .copied()
            .chain(files)
            .filter(|name| name.len() <= 500)
            .map(|name| (strsim::damerau_levenshtein(reference, name), name))
            .collect();
        names.retain(|(distance, _)| distance * 2 <= reference.len());
        names.sort_unstable();
        names.into_iter().take(3).map(|(_, name)| name).collect()
    }
}

#[cfg(test)]
mod tests;
