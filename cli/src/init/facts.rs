//! Facts about schemas, for a project file.

use std::collections::{BTreeMap, BTreeSet};

use schemawright::config::quoted;
use schemawright::model::{ItemId, Kind, Model, Type};
use schemawright::{Config, Corpus, Generator};
use serde_json::Value;

use crate::report::counted;

/// Words in the name of a secret; and words at the end of a name that only describes a secret.
const SECRETS: [&str; 6] = ["token", "password", "passcode", "secret", "apikey", "privatekey"];
const ABOUT: [&str; 12] =
    ["at", "count", "expires", "expiry", "hint", "id", "length", "limit", "name", "type", "url", "uri"];
/// Words in the name of a token that is the start of a page.
const PAGES: [&str; 8] = ["continuation", "cursor", "next", "page", "pages", "pagination", "paging", "previous"];
/// Parts of names that `[suspicious]` of a new project file reports.
pub(super) const SUSPICIOUS: [&str; 3] = ["token", "password", "secret"];
/// Words at the end of a name that identifies a person.
const PERSONAL: [&[&str]; 6] =
    [&["email"], &["email", "address"], &["phone"], &["phone", "number"], &["ip"], &["ip", "address"]];
/// Words at the end of the name of a point in time.
const TIMES: [&str; 4] = ["at", "time", "timestamp", "datetime"];

/// Facts about schemas.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) files: usize,
    /// The number of schemas with a title.
    pub(super) titled: usize,
    /// The values of `$schema`, with the number of schemas for each.
    pub(super) drafts: BTreeMap<String, usize>,
    /// The values of `format`, with the number of properties for each.
    pub(super) formats: BTreeMap<String, usize>,
    /// String properties with the name of a secret.
    pub(super) secrets: BTreeSet<String>,
    /// Properties that `[suspicious]` reports, and that are not secrets: numbers, the starts of pages, and what only describes a secret.
    pub(super) harmless: BTreeSet<String>,
    /// String properties with a name that identifies a person.
    pub(super) personal: BTreeSet<String>,
    /// String properties with the name of a point in time.
    pub(super) times: BTreeSet<String>,
}

impl Facts {
    /// Collects the facts about schemas.
    pub(super) fn of(corpus: &Corpus) -> Self {
        let mut facts = Self { files: corpus.files().len(), ..Self::default() };
        for file in corpus.files() {
            facts.titled += usize::from(file.schema["title"].is_string());
            if let Some(draft) = file.schema["$schema"].as_str() {
                *facts.drafts.entry(draft.to_owned()).or_default() += 1;
            }
            facts.look(&file.schema);
        }
        corpus.operations().iter().for_each(|document| facts.look(&document.schema));
        // Schemas with errors have facts, too.
        if let Ok(output) = Generator::new("").without_files().generate_from(corpus, &Config::default()) {
            facts.look_at_types(&output.model);
        }
        facts.keep_members(corpus);
        facts
    }

    /// Removes the properties that no entry of the file could match, because no type has them: those in a `not`, for example.
    fn keep_members(&mut self, corpus: &Corpus) {
        // A name of both is a secret.
        self.harmless.retain(|name| !self.secrets.contains(name));
        let lists = [
            ("secret", &mut self.secrets),
            ("not-secret", &mut self.harmless),
            ("personal", &mut self.personal),
            ("timestamp", &mut self.times),
        ];
        let entries: String = lists
            .iter()
            .flat_map(|(table, names)| {
                names.iter().map(move |name| format!("[[{table}]]\nmember = {}\n", quoted(name)))
            })
            .collect();
        let Ok(config) = Config::parse("schemawright.toml", &entries) else { return };
        let Ok(rules) = Generator::refinements(corpus, &config.for_other_schemas()) else { return };
        for (table, names) in lists {
            let uses = rules.iter().filter(|rule| rule.table == table);
            let matched: BTreeSet<&str> = uses.flat_map(|rule| &rule.touched).map(|touched| &*touched.member).collect();
            names.retain(|name| matched.contains(&**name));
        }
    }

    /// Adds the properties whose strings are behind a `$ref`.
    fn look_at_types(&mut self, model: &Model) {
        for (_, item) in model.iter() {
            let Kind::Struct(of) = &item.kind else { continue };
            let strings = of.fields.iter().filter(|field| is_text(model, &field.ty, &mut BTreeSet::new()));
            for name in strings.map(|field| &field.wire_name) {
                let words = words(name);
                if is_secret(&words) {
                    self.secrets.insert(name.clone());
                } else if is_personal(&words) {
                    self.personal.insert(name.clone());
                }
            }
        }
    }

    /// `8 schemas, 2 members that look like secrets`.
    pub(super) fn summary(&self) -> String {
        let mut told = vec![counted(self.files, "schema")];
        if !self.secrets.is_empty() {
            told.push(format!(
                "members with the name of a secret: {}",
                self.secrets.iter().cloned().collect::<Vec<_>>().join(", ")
            ));
        }
        if !self.times.is_empty() {
            told.push(format!(
                "members with the name of a timestamp: {}",
                self.times.iter().cloned().collect::<Vec<_>>().join(", ")
            ));
        }
        told.join("; ")
    }

    fn look(&mut self, schema: &Value) {
        match schema {
            Value::Object(keywords) => {
                for (name, member) in schema["properties"].as_object().into_iter().flatten() {
                    self.member(name, member);
                }
                // A parameter of an operation is a member, too.
                if let (Some(name), true, Some(member)) =
                    (schema["name"].as_str(), schema["in"].is_string(), schema.get("schema"))
                {
                    self.member(name, member);
                }
                let data = ["const", "default", "enum", "example", "examples"];
                keywords
                    .iter()
                    .filter(|(key, _)| !data.contains(&key.as_str()))
                    .for_each(|(_, value)| self.look(value));
            }
            Value::Array(list) => list.iter().for_each(|value| self.look(value)),
            _ => {}
        }
    }

    fn member(&mut self, name: &str, schema: &Value) {
        if let Some(format) = schema["format"].as_str() {
            *self.formats.entry(format.to_owned()).or_default() += 1;
        }
        let is_closed = schema.get("enum").is_some() || schema.get("const").is_some();
        let words = words(name);
        if is_suspicious(name) && (!is_secret(&words) || is_number(schema)) {
            self.harmless.insert(name.to_owned());
        }
        if !holds_string(schema) || is_closed {
            return;
        }
        if is_secret(&words) {
            self.secrets.insert(name.to_owned());
        } else if is_personal(&words) {
            self.personal.insert(name.to_owned());
        } else if schema.get("format").is_none()
            && words.len() > 1
            && words.last().is_some_and(|last| TIMES.contains(&last.as_str()))
        {
            self.times.insert(name.to_owned());
        }
    }
}

/// Whether `[suspicious]` of a new project file reports a name.
fn is_suspicious(name: &str) -> bool {
    SUSPICIOUS.iter().any(|part| name.contains(part))
}

/// Whether a property contains only numbers: a number with such a name is nearly always a count or a limit, such as `max_tokens`.
fn is_number(schema: &Value) -> bool {
    let is = |ty: &Value| match ty.as_str() {
        Some("integer" | "number" | "null") => true,
        Some("array") => is_number(&schema["items"]),
        _ => false,
    };
    let all = |list: &Value, is: &dyn Fn(&Value) -> bool| {
        list.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(is))
    };
    is(&schema["type"])
        || all(&schema["type"], &is)
        || ["anyOf", "oneOf"].iter().any(|keyword| all(&schema[*keyword], &is_number))
}

/// Whether a property is a string or a list of strings.
fn holds_string(schema: &Value) -> bool {
    let is = |ty: &str| match &schema["type"] {
        Value::String(own) => own == ty,
        Value::Array(types) => types.iter().any(|own| own == ty),
        _ => false,
    };
    is("string") || (is("array") && holds_string(&schema["items"]))
}

/// Whether a type is a string or a list of strings, under any name. The names on the way to it may be circular.
fn is_text(model: &Model, ty: &Type, seen: &mut BTreeSet<ItemId>) -> bool {
    match ty {
        Type::String => true,
        Type::Array(inner) | Type::Nullable(inner) => is_text(model, inner, seen),
        Type::Item(id) => match &model.item(*id).kind {
            Kind::Newtype(inner) | Kind::Alias(inner) if seen.insert(*id) => is_text(model, inner, seen),
            _ => false,
        },
        _ => false,
    }
}

fn is_secret(words: &[String]) -> bool {
    let joined: Vec<String> = words.windows(2).map(<[String]>::concat).collect();
    let names_one = words.iter().chain(&joined).any(|word| SECRETS.contains(&word.trim_end_matches('s')));
    let is_page = words.iter().any(|word| PAGES.contains(&word.as_str()));
    let is_about = |last: &String| ABOUT.contains(&last.as_str()) || ABOUT.contains(&last.trim_end_matches('s'));
    names_one && !is_page && !words.last().is_some_and(is_about)
}

/// Whether it is a name like `email`, `billing_email`, `phoneNumber` and `ip_address`.
fn is_personal(words: &[String]) -> bool {
    // `email_addresses` is a name of several.
    let plural = |word: &str, one: &str| word.strip_prefix(one).is_some_and(|end| ["", "s", "es"].contains(&end));
    let is = |words: &[String], end: &[&str]| words.iter().zip(end).all(|(word, one)| plural(word, one));
    PERSONAL.iter().any(|end| words.len() >= end.len() && is(&words[words.len() - end.len()..], end))
}

/// The words of a name in lower case: `api`, `key` for `apiKey` and for `API_KEY`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = '_';
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && before.is_lowercase()) {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_into_words() {
        for (name, secret) in [
            ("token", true),
            ("session_token", true),
            ("refreshTokens", true),
            ("API_KEY", true),
            ("apiKey", true),
            ("password", true),
            ("token_url", false),
            ("password_expires_at", false),
            ("api_key_ids", false),
            ("secretary", false),
            ("next_page_token", false),
            ("continuationToken", false),
            ("name", false),
        ] {
            assert_eq!(is_secret(&words(name)), secret, "{name}");
        }
    }

    #[test]
    fn names_identify_persons() {
        for (name, personal) in [
            ("email", true),
            ("billingEmail", true),
            ("email_addresses", true),
            ("phone_number", true),
            ("ip_address", true),
            ("email_id", false),
            ("address", false),
            ("number", false),
            ("phone_numbering", false),
        ] {
            assert_eq!(is_personal(&words(name)), personal, "{name}");
        }
    }

    /// A secret that is a string in another file, and a name of a secret for a value that is not a string.
    fn referring() -> Corpus {
        let files = [
            (
                "a.json",
                r#"{"title": "A", "properties": {"password": {"$ref": "b.json"}, "token": {"$ref": "c.json"}}}"#,
            ),
            ("b.json", r#"{"title": "B", "type": "string"}"#),
            ("c.json", r#"{"title": "C", "type": "integer"}"#),
        ];
        Corpus::from_sources(files).unwrap()
    }

    #[test]
    fn numbers_are_not_secrets() {
        for (schema, expected) in [
            (r#"{"type": "integer"}"#, true),
            (r#"{"type": ["number", "null"]}"#, true),
            (r#"{"anyOf": [{"type": "integer"}, {"type": "null"}]}"#, true),
            (r#"{"type": "array", "items": {"type": "number"}}"#, true),
            (r#"{"type": ["integer", "string"]}"#, false),
            (r#"{"anyOf": [{"type": "integer"}, {"type": "string"}]}"#, false),
            (r#"{"type": "array"}"#, false),
            (r#"{"anyOf": []}"#, false),
            ("true", false),
        ] {
            assert_eq!(is_number(&serde_json::from_str(schema).unwrap()), expected, "{schema}");
        }
    }

    #[test]
    fn parameters_are_members() {
        let corpus = Corpus::from_sources([
            ("a.json", r#"{"title": "A", "properties": {}}"#),
            (
                "operations.json",
                r#"{"openapi": "3.1.0", "info": {}, "paths": {"/a/{hook_token}": {"get": {"operationId": "a", "parameters": [
                    {"name": "hook_token", "in": "path", "required": true, "schema": {"type": "string"}},
                    {"name": "max_tokens", "in": "query", "schema": {"type": "integer"}}
                ], "responses": {"204": {"description": ""}}}}}}"#,
            ),
        ]);
        let facts = Facts::of(&corpus.unwrap());
        let found = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>();
        assert_eq!(
            (found(&facts.secrets), found(&facts.harmless)),
            (vec!["hook_token".into()], vec!["max_tokens".into()])
        );
    }

    #[test]
    fn schemas_are_looked_at_in_depth() {
        let corpus = Corpus::from_sources([(
            "a.json",
            r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A", "properties": {
                "token": {"type": ["string", "null"]}, "token_type": {"type": "string"}, "tokens": {"type": "integer"},
                "created_at": {"type": "string"}, "paid_at": {"type": "string", "format": "date-time"},
                "items": {"type": "array", "items": {"properties": {"password": {"type": "string"}}}},
                "secret": {"enum": ["properties"]}, "billing_email": {"type": "string"}},
                "not": {"required": ["x"], "properties": {"old_password": {"type": "string"}, "phone": {"type": "string"}}}, "default": {"properties": {"api_key": {"type": "string"}}}}"#,
        )])
        .unwrap();
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        let facts = Facts::of(&corpus);
        assert_eq!(facts.secrets, set(&["password", "token"]));
        assert_eq!(facts.harmless, set(&["token_type", "tokens"]));
        assert_eq!(facts.times, set(&["created_at"]));
        assert_eq!(facts.personal, set(&["billing_email"]));
        assert_eq!(Facts::of(&referring()).secrets, set(&["password"]));
        assert_eq!((facts.files, facts.titled, facts.formats["date-time"], facts.drafts.len()), (1, 1, 1, 1));
    }
}
