//! The authentication of calls. A scheme is named by what is sent: `basic`, `bearer`.

use schemawright::pointer::push;
use serde_json::{Map, Value, json};

use super::document::Document;
use super::notes::{About, Notes};
use super::parameters::Parameter;

/// The security schemes of a document.
pub(super) struct Security<'d> {
    document: &'d Value,
}

/// What a scheme sends.
enum Sent<'d> {
    /// The header `Authorization` with an HTTP scheme.
    Authorization(String),
    /// A key as a parameter.
    Key { name: &'d str, place: &'d str },
    /// Something outside of the call.
    Else(String),
}

impl<'d> Security<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document: document.value() }
    }

    /// The alternatives of an operation, and the keys that are its parameters.
    pub(super) fn of(&self, operation: &Value, notes: &mut Notes) -> (Vec<Value>, Vec<Parameter>) {
        let said = operation.get("security").or_else(|| self.document.get("security")).and_then(Value::as_array);
        let said: Vec<&Map<String, Value>> = said.into_iter().flatten().filter_map(Value::as_object).collect();
        let mut alternatives: Vec<Value> = Vec::new();
        let mut keys: Vec<Parameter> = Vec::new();
        for schemes in &said {
            let mut alternative = Map::new();
            for (scheme, scopes) in *schemes {
                match self.sent(scheme) {
                    Sent::Authorization(name) => {
                        alternative.insert(name, scopes.clone());
                    }
                    Sent::Key { name, place } => {
                        let key = Parameter::key(name, place, said.iter().all(|all| all.contains_key(scheme)));
                        if !keys.iter().any(|other| other.is_same(&key)) {
                            keys.push(key);
                        }
                    }
                    Sent::Else(why) => {
                        let pointer = push("/components/securitySchemes", scheme);
                        notes.add(About::Security, &format!("`{scheme}`"), why, &pointer);
                    }
                }
            }
            let alternative = Value::Object(alternative);
            if !alternatives.contains(&alternative) {
                alternatives.push(alternative);
            }
        }
        if alternatives.iter().all(|alternative| *alternative == json!({})) {
            alternatives.clear();
        }
        (alternatives, keys)
    }

    fn sent(&self, scheme: &str) -> Sent<'d> {
        let described = self.document.pointer(&push("/components/securitySchemes", scheme));
        let text = |keyword: &str| described.and_then(|scheme| scheme.get(keyword)?.as_str()).unwrap_or_default();
        match (text("type"), text("in"), text("name")) {
            ("http", ..) => Sent::Authorization(text("scheme").to_ascii_lowercase()),
            ("oauth2" | "openIdConnect", ..) => Sent::Authorization("bearer".to_owned()),
            ("apiKey", "header", name) if name.eq_ignore_ascii_case("authorization") => {
                Sent::Else(format!("the caller sends the header `{name}`"))
            }
            ("apiKey", place @ ("header" | "query"), name) => Sent::Key { name, place },
            ("apiKey", place, name) => Sent::Else(format!("the caller sends the {place} `{name}`")),
            ("", ..) => Sent::Else("the document does not describe it".to_owned()),
            (other, ..) => Sent::Else(format!("the type `{other}` is not part of a call")),
        }
    }
}
