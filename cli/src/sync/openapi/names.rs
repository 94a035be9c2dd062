//! The names of a document's schemas: those of its components, those that others get, and which of them a reference means.

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
    /// Schemas that are elsewhere in the document, and become schemas of their own: their names by where they are.
    moved: HashMap<String, String>,
    /// Where those stand, by their names.
    places: HashMap<String, String>,
    /// Every name, in lower case: there are file systems that don't tell case apart.
    taken: HashSet<String>,
}

/// What a reference means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The schema that it leads to, or into.
    pub(super) schema: String,
    /// The JSON Pointer of a part of that schema; empty for the schema itself.
    pub(super) part: String,
}

impl Target {
    /// The reference to it as it is written.
    pub(super) fn reference(&self) -> String {
        format!("{ID}{}{}", self.schema, self.part)
    }
}

/// Why a reference can't be taken along.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// There is no component of that name.
    NoSchema(String),
    /// The component has no such part.
    NoPart,
    /// It is no reference to a schema of this document.
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

    /// The name of a schema that is elsewhere: the one it has, or the one that is wanted, with a number where another has that.
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

    /// Where the schema of that name is in the document.
    pub(super) fn place(&self, name: &str) -> String {
        let moved = self.places.get(name).cloned();
        moved.unwrap_or_else(|| push("/components/schemas", name))
    }

    /// The name of the schema that was moved from there.
    pub(super) fn moved(&self, pointer: &str) -> Option<&str> {
        self.moved.get(pointer).map(String::as_str)
    }

    /// What a reference means that is in a schema of that name.
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

    /// What a pointer into the document means.
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

    /// What a pointer means that is taken to begin at the schema it is in, as in a schema with an `$id` of its own.
    fn in_schema(&self, pointer: &str, within: &str) -> Result<Target, Lost> {
        let schema = self.document.pointer(&push("/components/schemas", within)).ok_or(Lost::Elsewhere)?;
        let is_part = pointer.is_empty() || pointer.starts_with('/');
        if !is_part || (pointer.is_empty() && schema.get("$id").is_none()) || schema.pointer(pointer).is_none() {
            return Err(Lost::Elsewhere);
        }
        Ok(Target { schema: within.to_owned(), part: pointer.to_owned() })
    }
}

/// The name of something that belongs to another, in the style of the other's: `listPets` and `Response` are `listPetsResponse`,
/// `list_pets` and `Response` are `list_pets_response`.
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
