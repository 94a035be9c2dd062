//! The names of a document's schemas: those of its components, those given to others, and the targets of references.

use std::collections::{HashMap, HashSet};

use schemawright::pointer::{push, unescape};
use serde_json::Value;

use super::ID;
use super::percent::percent_decoded;

/// The names of a document's schemas.
pub(super) struct Names<'d> {
    document: &'d Value,
    /// Components by an `$id` of their own.
    ids: HashMap<&'d str, &'d str>,
    /// The names of schemas elsewhere in the document that become schemas of their own, by their JSON Pointers.
    moved: HashMap<String, String>,
    /// The JSON Pointers of those, by their names.
    places: HashMap<String, String>,
    /// Every name in lower case, because some file systems ignore case.
    taken: HashSet<String>,
}

/// The target of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The schema that contains the target.
    pub(super) schema: String,
    /// The JSON Pointer of a part of that schema; empty for the schema itself.
    pub(super) part: String,
}

impl Target {
    /// The reference as it is written.
    pub(super) fn reference(&self) -> String {
        format!("{ID}{}{}", self.schema, self.part)
    }
}

/// The reason why a reference can't be converted.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// There is no component of that name.
    NoSchema(String),
    /// The component has no such part.
    NoPart,
    /// It is not a reference to a schema of this document.
    Elsewhere,
}

impl<'d> Names<'d> {
    pub(super) fn new(document: &'d Value) -> Self {
        let components = document.pointer("/components/schemas").and_then(Value::as_object).into_iter().flatten();
        let mut names = Self {
            document,
            ids: HashMap::new(),
            moved: HashMap::new(),
            places: HashMap::new(),
            taken: HashSet::new(),
        };
        for (name, schema) in components {
            names.taken.insert(name.to_lowercase());
            if let Some(id) = schema.get("$id").and_then(Value::as_str) {
                names.ids.insert(id, name);
            }
        }
        names
    }

    /// The name of a schema elsewhere in the document: the one that it has, or the wanted one, with a number if that is taken.
    pub(super) fn move_out(&mut self, pointer: &str, wanted: &str) -> String {
        if let Some(name) = self.moved.get(pointer) {
            return name.clone();
        }
        let name = self.new_name(wanted);
        self.moved.insert(pointer.to_owned(), name.clone());
        self.places.insert(name.clone(), pointer.to_owned());
        name
    }

    /// A name that no other schema has.
    pub(super) fn new_name(&mut self, wanted: &str) -> String {
        let numbered = (2..).map(|number| format!("{wanted}{number}"));
        let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
        let is_free = |name: &String| !self.taken.contains(&name.to_lowercase());
        let name = names.find(is_free).unwrap_or_else(|| unreachable!("numbers do not end"));
        self.taken.insert(name.to_lowercase());
        name
    }

    /// The JSON Pointer of the schema of that name in the document.
    pub(super) fn place(&self, name: &str) -> String {
        let moved = self.places.get(name).cloned();
        moved.unwrap_or_else(|| push("/components/schemas", name))
    }

    /// The name of the schema that was moved from this place.
    pub(super) fn moved(&self, pointer: &str) -> Option<&str> {
        self.moved.get(pointer).map(String::as_str)
    }

    /// The target of a reference in the schema `within`.
    pub(super) fn resolve(&self, reference: &str, within: &str) -> Result<Target, Lost> {
        if let Some(name) = self.ids.get(reference) {
            return Ok(Target { schema: (*name).to_owned(), part: String::new() });
        }
        let fragment = reference.strip_prefix('#').ok_or(Lost::Elsewhere)?;
        let decoded = percent_decoded(fragment).ok_or(Lost::Elsewhere)?;
        let found = self.in_document(fragment).or_else(|lost| match self.in_document(&decoded) {
            Err(Lost::Elsewhere) => Err(lost),
            other => other,
        });
        match found {
            Err(Lost::Elsewhere) => self.in_schema(&decoded, within),
            other => other,
        }
    }

    /// The target of a pointer into the document.
    fn in_document(&self, pointer: &str) -> Result<Target, Lost> {
        if let Some(below) = pointer.strip_prefix("/components/schemas/") {
            let (step, part) = below.find('/').map_or((below, ""), |at| below.split_at(at));
            let name = unescape(step).into_owned();
            let schema = self.document.pointer(&push("/components/schemas", &name));
            let schema = schema.ok_or(Lost::NoSchema(name.clone()))?;
            let schema = schema.pointer(part).ok_or(Lost::NoPart)?;
            let is_schema = schema.is_object() || schema.is_boolean();
            return if is_schema { Ok(Target { schema: name, part: part.to_owned() }) } else { Err(Lost::NoPart) };
        }
        let ends = pointer.match_indices('/').map(|(at, _)| at).chain([pointer.len()]);
        let mut moved = ends.filter_map(|end| Some((self.moved.get(&pointer[..end])?, &pointer[end..])));
        let (name, part) = moved.next_back().ok_or(Lost::Elsewhere)?;
        self.document.pointer(pointer).ok_or(Lost::NoPart)?;
        Ok(Target { schema: name.clone(), part: part.to_owned() })
    }

    /// The target of a pointer that is relative to its schema, as in a schema with its own `$id`.
    fn in_schema(&self, pointer: &str, within: &str) -> Result<Target, Lost> {
        let schema = self.document.pointer(&push("/components/schemas", within)).ok_or(Lost::Elsewhere)?;
        let is_part = pointer.is_empty() || pointer.starts_with('/');
        if !is_part || (pointer.is_empty() && schema.get("$id").is_none()) || schema.pointer(pointer).is_none() {
            return Err(Lost::Elsewhere);
        }
        Ok(Target { schema: within.to_owned(), part: pointer.to_owned() })
    }
}

/// A name for a part of an owner, in the style of the owner's name: `listPets` and `Response` become `listPetsResponse`, `list_pets` and
/// `Response` become `list_pets_response`.
pub(super) fn joined(owner: &str, part: &str) -> String {
    let is_camel = owner.chars().any(char::is_uppercase);
    match ['_', '-'].into_iter().find(|separator| !is_camel && owner.contains(*separator)) {
        Some(separator) => {
            words(part).fold(owner.to_owned(), |name, word| format!("{name}{separator}{}", word.to_lowercase()))
        }
        None => format!("{owner}{part}"),
    }
}

/// The words of a name in camel case.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let starts = name.char_indices().filter(|(at, c)| *at == 0 || c.is_uppercase()).map(|(at, _)| at);
    let ends = starts.clone().skip(1).chain([name.len()]);
    starts.zip(ends).map(|(start, end)| &name[start..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn references() {
        let document = json!({
            "paths": {"/a": {"schema": {"properties": {"x": {}}}}},
            "components": {"schemas": {
                "A": {"properties": {"b": {}, "list": []}, "$defs": {"C": {}}}, "Map«int»": true, "a/b": {}, "a%20b": {},
                "Own": {"$id": "https://example.com/own", "$defs": {"D": {}}}
            }}
        });
        let mut names = Names::new(&document);
        names.move_out("/paths/~1a/schema", "A");
        let target = |schema: &str, part: &str| Ok(Target { schema: schema.to_owned(), part: part.to_owned() });
        for (reference, expected) in [
            ("#/components/schemas/A", target("A", "")),
            ("#/components/schemas/A/properties/b", target("A", "/properties/b")),
            ("#/components/schemas/A/properties/c", Err(Lost::NoPart)),
            ("#/components/schemas/A/properties/list", Err(Lost::NoPart)),
            ("#/components/schemas/Map%C2%ABint%C2%BB", target("Map«int»", "")),
            ("#/components/schemas/Map«int»", target("Map«int»", "")),
            ("#/components/schemas/a~1b", target("a/b", "")),
            ("#/components/schemas/a%20b", target("a%20b", "")),
            ("#/components/schemas/B", Err(Lost::NoSchema("B".to_owned()))),
            ("#/paths/~1a/schema", target("A2", "")),
            ("#/paths/~1a/schema/properties/x", target("A2", "/properties/x")),
            ("#/paths/~1b", Err(Lost::Elsewhere)),
            ("https://example.com/own", target("Own", "")),
            ("other.yml#/A", Err(Lost::Elsewhere)),
            ("#/$defs/C", target("A", "/$defs/C")),
            ("#", Err(Lost::Elsewhere)),
        ] {
            assert_eq!(names.resolve(reference, "A"), expected, "{reference}");
        }
        assert_eq!(names.resolve("#", "Own"), target("Own", ""));
        assert_eq!(names.resolve("#/$defs/D", "Own"), target("Own", "/$defs/D"));
    }

    #[test]
    fn names_are_joined_in_their_style() {
        let owners = ["listPets", "list_pets", "list-pets", "pets", "api_user_v1_Update"];
        assert_eq!(
            owners.map(|owner| joined(owner, "Response")),
            [
                "listPetsResponse",
                "list_pets_response",
                "list-pets-response",
                "petsResponse",
                "api_user_v1_UpdateResponse"
            ]
        );
    }
}
