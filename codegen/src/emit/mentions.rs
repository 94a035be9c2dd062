//! Links spans of code in descriptions to the types that they name.
//!
//! An ambiguous span gets no link: the name of a member, of a parameter or of a value, a word in lower case, a name that several types
//! have.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::Context;
use super::scope::Scope;
use crate::model::{Item, ItemId, Kind, Model};
use crate::prose::{Links, Targets};

/// The names that spans of code can have, for all types.
pub(crate) struct Named {
    /// Schemas by their titles, and calls by the identifiers of their operations.
    titles: HashMap<String, Option<ItemId>>,
    /// Calls by method and path: `POST /v1/users`.
    requests: HashMap<String, Option<ItemId>>,
    /// Types by their Rust names.
    types: HashMap<String, Vec<ItemId>>,
    /// Names of members and parameters, and values of enums.
    others: HashSet<String>,
}

impl Named {
    pub(crate) fn new(model: &Model) -> Self {
        let mut named =
            Self { titles: HashMap::new(), requests: HashMap::new(), types: HashMap::new(), others: HashSet::new() };
        for (id, item) in model.iter() {
            named.types.entry(item.path.name.clone()).or_default().push(id);
            match &item.kind {
                Kind::Call(operation) => {
                    add(&mut named.titles, operation.id.clone(), id);
                    add(&mut named.requests, format!("{} {}", operation.method, operation.template()), id);
                    named.others.extend(operation.parameters.iter().map(|parameter| parameter.name.clone()));
                }
                _ if item.source.pointer.is_empty() => add(&mut named.titles, item.source.title.clone(), id),
                _ => {}
            }
            match &item.kind {
                Kind::Struct(kind) => named.others.extend(kind.fields.iter().map(|field| field.wire_name.clone())),
                Kind::Enum(kind) => {
                    let texts = kind.variants.iter().filter_map(|variant| variant.value.as_str());
                    named.others.extend(texts.map(str::to_owned));
                }
                Kind::Union(kind) => {
                    let tags = kind.alternatives.iter().flat_map(|one| &one.facts.tags);
                    named.others.extend(tags.filter_map(Value::as_str).map(str::to_owned));
                }
                Kind::Newtype(_) | Kind::Alias(_) | Kind::Call(_) => {}
            }
        }
        named
    }

    /// The type that a span of code names in the documentation of another one.
    fn find(&self, model: &Model, from: &Item, code: &str) -> Option<ItemId> {
        if let Some(call) = self.requests.get(code) {
            return *call;
        }
        if !reads_as_type(code) || self.others.contains(code) {
            return None;
        }
        if let Some(Some(id)) = self.titles.get(code) {
            return Some(*id);
        }
        let found = self.types.get(code)?;
        let only = |mut of: Vec<ItemId>| {
            of.dedup();
            if let [only] = of[..] { Some(only) } else { None }
        };
        let here = |id: &&ItemId| model.item(**id).path.module == from.path.module;
        let referred = || {
            let mut ids: Vec<_> = from.references().into_iter().filter(|id| found.contains(id)).collect();
            ids.sort_unstable();
            ids
        };
        only(found.iter().filter(here).copied().collect()).or_else(|| only(found.clone())).or_else(|| only(referred()))
    }
}

/// Adds the meaning of a name. An ambiguous name has none.
fn add(to: &mut HashMap<String, Option<ItemId>>, name: String, id: ItemId) {
    to.entry(name).and_modify(|own| *own = None).or_insert(Some(id));
}

/// Whether a text has the form of a type's name: its last word starts with a capital and continues in lower case, as in `User` and
/// `api_user_v1_User`.
fn reads_as_type(text: &str) -> bool {
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(text);
    last.starts_with(char::is_uppercase) && last.contains(char::is_lowercase)
}

/// The spans of code in the documentation of one type.
pub(super) struct Mentions<'a> {
    context: &'a Context<'a>,
    scope: &'a Scope<'a>,
    from: ItemId,
    /// The types that are linked so far.
    seen: RefCell<BTreeSet<ItemId>>,
}

impl<'a> Mentions<'a> {
    pub(super) fn new(context: &'a Context<'a>, scope: &'a Scope<'a>, from: ItemId) -> Self {
        Self { context, scope, from, seen: RefCell::default() }
    }

    /// The links for the descriptions of the type and its parts.
    pub(super) fn links(&self) -> Links<'_> {
        Links::Types(self)
    }

    /// Whether a description so far contains a link to the type.
    pub(super) fn has(&self, id: ItemId) -> bool {
        self.seen.borrow().contains(&id)
    }
}

impl Targets for Mentions<'_> {
    fn path(&self, code: &str) -> Option<String> {
        let model = self.context.model;
        let from = model.item(self.from);
        let id = self.context.named.find(model, from, code).filter(|id| *id != self.from)?;
        // A link is broken if its feature is disabled.
        if !self.context.is_there_with(&from.path.module, &model.item(id).path.module) {
            return None;
        }
        self.seen.borrow_mut().insert(id);
        Some(self.scope.path(id))
    }
}

#[cfg(test)]
mod tests {
    use super::reads_as_type;

    #[test]
    fn texts_that_look_like_types() {
        for text in ["User", "SAMLConnection", "api_user_v1_User", "user::v1::User", "Shop B2B Member"] {
            assert!(reads_as_type(text), "{text}");
        }
        for text in ["user", "user_id", "userId", "US", "JWK", "OR", "", "User_id", "B2B", "`User`"] {
            assert!(!reads_as_type(text), "{text}");
        }
    }
}
