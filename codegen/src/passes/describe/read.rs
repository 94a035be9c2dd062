//! Reads the keywords of a schema, and converts those of all drafts to 2020-12.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::Reading;
use crate::canon::definitions::Definition;
use crate::id::ItemId;
use crate::limits::CHAIN;
use crate::model::Keyword;
use crate::model::schema::{Bound, Count, JsonType, Part, Pattern, Schema};
use crate::read::keywords::{ENUM_DESCRIPTIONS, ENUM_NAMES};
use crate::read::matcher::Matcher;
use crate::read::resolve::Location;
use crate::scalars::is_rounded;

/// The greatest number of steps in the automaton of one pattern. Larger ones are usually classes of letters of all scripts, or long
/// repetitions.
const STEPS: usize = 2_000;
/// The greatest number of keywords in one type's description, including those of copied schemas.
const KEYWORDS: usize = 20_000;

impl Reading<'_> {
    /// The description of a type.
    pub(super) fn of_type(&mut self, id: ItemId, definition: &Definition) -> Schema {
        if definition.node.origin.mixed {
            return self.mixed(id, definition);
        }
        let at = &definition.location;
        match listed_in(at) {
            None => Reader::new(self, id).schema(at, None),
            // An entry of several types: each keyword beside them applies to one type.
            Some((outer, keyword)) => {
                let beside = Reader::new(self, id).schema(&outer, Some(keyword));
                vec![Keyword::AllOf(vec![self.shapes.of_node(&definition.node), beside])]
            }
        }
    }
}

/// The schema around an entry of `type` or `enum` that has a type of its own, and the keyword.
fn listed_in(at: &Location) -> Option<(Location, &'static str)> {
    let (rest, index) = at.pointer.rsplit_once('/')?;
    // A property may also be called `type`.
    let _: usize = index.parse().ok()?;
    let found = ["type", "enum"]
        .into_iter()
        .find_map(|keyword| Some((rest.strip_suffix(keyword)?.strip_suffix('/')?, keyword)));
    found.map(|(outer, keyword)| (Location { file: at.file, pointer: outer.to_owned() }, keyword))
}

/// The reader of one type's schema.
pub(super) struct Reader<'r, 'a> {
    reading: &'r mut Reading<'a>,
    /// The type.
    of: ItemId,
    /// The schemas that are being copied because no type has them, the outermost first.
    following: Vec<Location>,
    /// The number of keywords that are left.
    left: usize,
}

impl<'r, 'a> Reader<'r, 'a> {
    pub(super) fn new(reading: &'r mut Reading<'a>, of: ItemId) -> Self {
        Self { reading, of, following: Vec::new(), left: KEYWORDS }
    }

    /// The schema at a location, which may have a type of its own.
    fn part(&mut self, at: &Location) -> Schema {
        match (self.reading.places.find(at, self.of), self.reading.places.shared.get(at)) {
            (Some(id), _) => vec![Keyword::Here(id)],
            (None, Some(kept)) => {
                let schema = self.reading.definitions.resolver.schema(at).and_then(Value::as_object);
                let notes = schema.into_iter().flatten().filter_map(|(keyword, value)| annotation(keyword, value));
                notes.chain([Keyword::Here(*kept)]).collect()
            }
            (None, None) => {
                let schema = self.schema(at, None);
                self.reading.with_given(self.of, at, schema)
            }
        }
    }

    /// The keywords of the schema at a location, except for one.
    pub(super) fn schema(&mut self, at: &Location, without: Option<&str>) -> Schema {
        let resolver = &self.reading.definitions.resolver;
        match resolver.schema(at) {
            Some(Value::Bool(false)) => vec![Keyword::Never],
            Some(Value::Object(object)) => self.keywords(object, at, without),
            _ => Vec::new(),
        }
    }

    fn keywords(&mut self, object: &Map<String, Value>, at: &Location, without: Option<&str>) -> Schema {
        if object.len() > self.left {
            self.uncovered(at, "", "the schemas that this one leads to are too many to describe".to_owned());
            return Vec::new();
        }
        self.left -= object.len();
        let dialect = self.reading.definitions.resolver.file(at).dialect();
        let alone = object.contains_key("$ref") && dialect.references_stand_alone();
        let mut schema = Schema::new();
        for (keyword, value) in object {
            // Annotations beside such a reference are documentation of it.
            let counts = !alone || keyword == "$ref" || annotation(keyword, value).is_some();
            if without != Some(keyword) && counts && dialect.has(keyword) {
                schema.extend(self.keyword(keyword, value, object, at));
            }
        }
        if dialect.may_be_draft_3() {
            schema.extend(required_by_themselves(object));
        }
        if object.get("nullable") == Some(&Value::Bool(true)) && !alone { or_null(schema) } else { schema }
    }

    fn keyword(&mut self, keyword: &str, value: &Value, object: &Map<String, Value>, at: &Location) -> Schema {
        let listed = match (keyword, value) {
            ("enum", Value::Array(values)) => values,
            ("const", _) => std::slice::from_ref(value),
            _ => &[],
        };
        if listed.iter().any(is_rounded) {
            let message = format!("`{keyword}` is not checked: a number in it needs more digits than a double keeps");
            self.uncovered(at, keyword, message);
            let schema = or_any_number(listed);
            // A schema can't contain two keywords of the same name.
            return if object.len() == 1 { schema } else { vec![Keyword::AllOf(vec![schema])] };
        }
        if let Some(found) = annotation(keyword, value).or_else(|| simple(keyword, value, object)) {
            // The title of a type is stored separately.
            let is_own =
                matches!(found, Keyword::Title(_)) && self.reading.places.by_location.get(at) == Some(&self.of);
            return if is_own { Vec::new() } else { vec![found] };
        }
        let below = at.below(keyword);
        let found = match (keyword, value) {
            ("$ref" | "$dynamicRef" | "$recursiveRef", Value::String(name)) => {
                return self.reference(keyword, name, object, at);
            }
            ("type", Value::String(_) | Value::Array(_)) => return self.types(value, at),
            ("pattern", Value::String(text)) => Keyword::Pattern(self.pattern(text, &below)),
            ("allOf", Value::Array(_)) | ("extends", Value::Array(_)) => Keyword::AllOf(self.list(value, &below)),
            ("extends", Value::Object(_)) => Keyword::AllOf(vec![self.part(&below)]),
            ("anyOf", Value::Array(list)) if !list.is_empty() => Keyword::AnyOf(self.list(value, &below)),
            ("oneOf", Value::Array(list)) if !list.is_empty() => Keyword::OneOf(self.list(value, &below)),
            ("not", Value::Object(_) | Value::Bool(_)) => Keyword::Not(self.part(&below)),
            ("if", _) if object.contains_key("then") || object.contains_key("else") => {
                let [then, otherwise] = ["then", "else"].map(|branch| self.part(&at.below(branch)));
                Keyword::If(self.part(&below), then, otherwise)
            }
            ("properties", Value::Object(named)) => Keyword::Properties(self.named(named, &below)),
            ("patternProperties", Value::Object(named)) => {
                let named =
                    named.keys().map(|text| (self.pattern(text, &below.below(text)), self.part(&below.below(text))));
                Keyword::PatternProperties(named.collect())
            }
            ("additionalProperties", Value::Object(_) | Value::Bool(_)) => {
                Keyword::Part(Part::AdditionalProperties, self.part(&below))
            }
            ("unevaluatedProperties", _) => Keyword::Part(Part::UnevaluatedProperties, self.part(&below)),
            ("unevaluatedItems", _) => Keyword::Part(Part::UnevaluatedItems, self.part(&below)),
            ("propertyNames", Value::Object(_) | Value::Bool(_)) => {
                Keyword::Part(Part::PropertyNames, self.part(&below))
            }
            ("dependentSchemas", Value::Object(named)) => Keyword::DependentSchemas(self.named(named, &below)),
            ("dependencies", Value::Object(named)) => return self.dependencies(named, &below),
            ("prefixItems" | "items", Value::Array(_)) => Keyword::PrefixItems(self.list(value, &below)),
            ("items", Value::Object(_) | Value::Bool(_)) => Keyword::Part(Part::Items, self.part(&below)),
            // It has no effect beside one schema for all items (2019-09, core, section 9.3.1.2).
            ("additionalItems", _) if object.get("items").is_some_and(Value::is_array) => {
                Keyword::Part(Part::Items, self.part(&below))
            }
            ("contains", Value::Object(_) | Value::Bool(_)) => {
                let dialect = self.reading.definitions.resolver.file(at).dialect();
                let bound = |keyword: &str| object.get(keyword).filter(|_| dialect.has(keyword)).and_then(count);
                Keyword::Contains(self.part(&below), bound("minContains").unwrap_or(1), bound("maxContains"))
            }
            ("disallow", _) => {
                self.uncovered(at, keyword, "no description has `disallow` of draft 3".to_owned());
                return Vec::new();
            }
            _ => return Vec::new(),
        };
        vec![found]
    }

    fn list(&mut self, list: &Value, at: &Location) -> Vec<Schema> {
        let count = list.as_array().map_or(0, Vec::len);
        (0..count).map(|index| self.part(&at.below(&index.to_string()))).collect()
    }

    fn named(&mut self, named: &Map<String, Value>, at: &Location) -> Vec<(String, Schema)> {
        named.keys().map(|name| (name.clone(), self.part(&at.below(name)))).collect()
    }

    /// The target of a reference: a type, or a copy of the schema.
    fn reference(&mut self, keyword: &str, name: &str, object: &Map<String, Value>, at: &Location) -> Schema {
        let resolver = &self.reading.definitions.resolver;
        if resolver.is_dynamic(keyword, name, at) {
            self.uncovered(at, keyword, format!("`{name}` may lead to several schemas, and no description follows it"));
            return Vec::new();
        }
        // A reference that is declared as missing.
        let Ok(target) = resolver.resolve_keyword(name, at, keyword) else { return Vec::new() };
        if let Some(given) = self.reading.given_for(at, &target) {
            return given;
        }
        if let Some(id) = self.reading.places.find(&target, self.of) {
            return vec![Keyword::Ref(id)];
        }
        if self.following.contains(&target) || self.following.len() >= CHAIN {
            self.uncovered(at, keyword, format!("`{name}` is a circular reference through schemas without types"));
            return Vec::new();
        }
        self.following.push(target.clone());
        let copy = self.schema(&target, None);
        self.following.pop();
        // A schema can't contain two keywords of the same name.
        if object.len() == 1 { copy } else { vec![Keyword::AllOf(vec![copy])] }
    }

    fn types(&mut self, value: &Value, at: &Location) -> Schema {
        let words: Vec<&Value> = value.as_array().map_or_else(|| vec![value], |list| list.iter().collect());
        // `any` of draft 3.
        if words.iter().any(|word| *word == "any") {
            return Vec::new();
        }
        let types: Option<Vec<JsonType>> = words.iter().map(|word| JsonType::of(word.as_str()?)).collect();
        match types {
            Some(types) => self.reading.given_types(at, &types).unwrap_or_else(|| vec![Keyword::Type(types)]),
            None => {
                self.uncovered(at, "type", "no description has the schemas among these types".to_owned());
                Vec::new()
            }
        }
    }

    /// `dependencies`: the names that a member requires, or a schema for objects with the member.
    fn dependencies(&mut self, named: &Map<String, Value>, at: &Location) -> Schema {
        let mut names = Vec::new();
        let mut schemas = Vec::new();
        for (name, value) in named {
            match value {
                Value::Array(list) => names.push((name.clone(), strings(list))),
                Value::String(other) => names.push((name.clone(), vec![other.clone()])),
                _ => schemas.push((name.clone(), self.part(&at.below(name)))),
            }
        }
        let names = (!names.is_empty()).then_some(Keyword::DependentRequired(names));
        let schemas = (!schemas.is_empty()).then_some(Keyword::DependentSchemas(schemas));
        names.into_iter().chain(schemas).collect()
    }

    fn pattern(&mut self, text: &str, at: &Location) -> Pattern {
        let matcher = Matcher::within([text], STEPS);
        if matcher.is_none() {
            let message = format!(
                "the pattern `{text}` is not checked: it has look-around or back references, or needs a large automaton"
            );
            self.reading.uncovered(at.clone(), message);
        }
        Pattern { text: text.to_owned(), matcher }
    }

    fn uncovered(&mut self, at: &Location, keyword: &str, message: String) {
        let at = if keyword.is_empty() { at.clone() } else { at.below(keyword) };
        self.reading.uncovered(at, message);
    }
}

/// A keyword that does not restrict values.
fn annotation(keyword: &str, value: &Value) -> Option<Keyword> {
    Some(match (keyword, value) {
        ("title", Value::String(text)) => Keyword::Title(text.clone()),
        ("description", Value::String(text)) => Keyword::Docs(text.clone()),
        ("deprecated", Value::Bool(true)) => Keyword::Deprecated,
        ("readOnly", Value::Bool(true)) => Keyword::ReadOnly,
        ("writeOnly", Value::Bool(true)) => Keyword::WriteOnly,
        ("default", value) => Keyword::Default(value.clone()),
        ("examples", Value::Array(values)) => Keyword::Examples(values.clone()),
        ("example", value) => Keyword::Examples(vec![value.clone()]),
        ("contentEncoding", Value::String(text)) => Keyword::ContentEncoding(text.clone()),
        ("contentMediaType", Value::String(text)) => Keyword::ContentMediaType(text.clone()),
        _ => return None,
    })
}

/// A keyword without nested schemas.
fn simple(keyword: &str, value: &Value, object: &Map<String, Value>) -> Option<Keyword> {
    // Up to draft 4, these make the bound beside them exclusive (draft 4, validation, section 5.1.2).
    let is_exclusive = |keyword: &str| object.get(keyword) == Some(&Value::Bool(true));
    Some(match (keyword, value) {
        ("enum", Value::Array(values)) => Keyword::Enum(values.clone()),
        (_, Value::Array(texts)) if ENUM_NAMES.contains(&keyword) || ENUM_DESCRIPTIONS.contains(&keyword) => {
            let values = object.get("enum")?.as_array()?;
            (values.len() == texts.len()).then(|| Keyword::Note(keyword.to_owned(), value.clone()))?
        }
        ("const", value) => Keyword::Const(value.clone()),
        ("format", Value::String(name)) => Keyword::Format(name.clone()),
        ("required", Value::Array(names)) if !names.is_empty() => Keyword::Required(unique(strings(names))),
        ("dependentRequired", Value::Object(named)) => {
            let names = |value: &Value| value.as_array().map(|names| strings(names)).unwrap_or_default();
            Keyword::DependentRequired(named.iter().map(|(name, value)| (name.clone(), names(value))).collect())
        }
        ("minimum", Value::Number(_)) if is_exclusive("exclusiveMinimum") => {
            Keyword::Bound(Bound::ExclusiveMinimum, value.clone())
        }
        ("maximum", Value::Number(_)) if is_exclusive("exclusiveMaximum") => {
            Keyword::Bound(Bound::ExclusiveMaximum, value.clone())
        }
        ("minimum", Value::Number(_)) => Keyword::Bound(Bound::Minimum, value.clone()),
        ("maximum", Value::Number(_)) => Keyword::Bound(Bound::Maximum, value.clone()),
        ("exclusiveMinimum", Value::Number(_)) => Keyword::Bound(Bound::ExclusiveMinimum, value.clone()),
        ("exclusiveMaximum", Value::Number(_)) => Keyword::Bound(Bound::ExclusiveMaximum, value.clone()),
        ("multipleOf" | "divisibleBy", Value::Number(_)) => Keyword::Bound(Bound::MultipleOf, value.clone()),
        ("minLength", value) => Keyword::Count(Count::MinLength, count(value)?),
        ("maxLength", value) => Keyword::Count(Count::MaxLength, count(value)?),
        ("minItems", value) => Keyword::Count(Count::MinItems, count(value)?),
        ("maxItems", value) => Keyword::Count(Count::MaxItems, count(value)?),
        ("minProperties", value) => Keyword::Count(Count::MinProperties, count(value)?),
        ("maxProperties", value) => Keyword::Count(Count::MaxProperties, count(value)?),
        ("uniqueItems", Value::Bool(true)) => Keyword::UniqueItems,
        _ => return None,
    })
}

/// The values that are no numbers, or any number.
fn or_any_number(values: &[Value]) -> Schema {
    let number = vec![Keyword::Type(vec![JsonType::Integer, JsonType::Number])];
    let others: Vec<Value> = values.iter().filter(|value| !value.is_number()).cloned().collect();
    if others.is_empty() { number } else { vec![Keyword::AnyOf(vec![vec![Keyword::Enum(others)], number])] }
}

/// The properties that declare themselves as required (draft 3, section 5.7).
fn required_by_themselves(object: &Map<String, Value>) -> Option<Keyword> {
    let properties = object.get("properties")?.as_object()?;
    let required = properties.iter().filter(|(_, property)| property.get("required") == Some(&Value::Bool(true)));
    let names: Vec<String> = required.map(|(name, _)| name.clone()).collect();
    (!names.is_empty()).then_some(Keyword::Required(names))
}

/// The same schema, which also accepts `null` (OpenAPI 3.0, Schema Object).
fn or_null(schema: Schema) -> Schema {
    vec![Keyword::AnyOf(vec![schema, vec![Keyword::Type(vec![JsonType::Null])]])]
}

/// Each name once: a list with a duplicate is not valid in a schema (2020-12, validation, section 6.5.3).
fn unique(mut names: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

fn strings(list: &[Value]) -> Vec<String> {
    list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A non-negative integer: `2.0` is one.
fn count(value: &Value) -> Option<u64> {
    value
        .as_u64()
        .or_else(|| value.as_f64().filter(|count| *count >= 0.0 && count.fract() == 0.0).map(|count| count as u64))
}
