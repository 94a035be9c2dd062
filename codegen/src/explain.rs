//! Explains the type of a schema, a field or an operation.

mod call;
mod code;
mod find;

use std::fmt::Write as _;

use crate::config::{RuleUse, Touched};
use crate::diagnostic::{Diagnostics, Place};
use crate::emit::module_file;
use crate::id::ItemId;
use crate::model::{Field, Item, Kind, Presence, Quotes, Rest, Telling, Union};
use crate::output::Output;
use crate::read::corpus::Corpus;
use crate::visible::line as shown;

impl Output {
    /// Explains a type, a field, an operation or a parameter: its Rust path, its file, each rule that applied with its reason, how a union
    /// is identified, which places are open and why, and the lines of Rust.
    ///
    /// The name is a title (`api_user_v1_User`), an `$id`, an `operationId`, a Rust path (`user::v1::User`) or its last part, in any case,
    /// followed by `.field` (`User.user_id`) or `::field` for a field; or a place: `user.json`, `user.json#/properties/user_id` or
    /// `user.json:12`.
    ///
    /// # Errors
    /// An unknown or ambiguous name.
    pub fn explain(&self, corpus: &Corpus, name: &str) -> Result<String, Diagnostics> {
        let found = find::find(&self.model, corpus, name)?;
        let (id, item, field) = (found.id, found.item, found.field);
        let mut text = match &item.kind {
            Kind::Call(operation) => self.explain_call(item, operation, field),
            _ => self.explain_type(item, field),
        };
        for rule in self.rules.iter().filter(|rule| applied(rule, id, field)) {
            let _ = writeln!(text, "  {}", self.line(rule));
        }
        if !matches!(item.kind, Kind::Call(_)) && !self.rules.iter().any(|rule| applied(rule, id, field)) {
            text.push_str("  no entry of the configuration applied\n");
        }
        for reason in self.open(item, field) {
            let _ = writeln!(text, "  open:      {reason}");
        }
        for line in self.code(item, field) {
            let _ = writeln!(text, "    {line}");
        }
        Ok(text)
    }

    fn explain_type(&self, item: &Item, field: Option<&Field>) -> String {
        let mut text = String::new();
        let file = module_file(&item.path.module);
        let _ = match field {
            None => writeln!(text, "{}: {}", item.path, item.kind.name()),
            Some(field) => writeln!(text, "{}::{}: {}", item.path, field.rust_name, self.model.field_type_name(field)),
        };
        let at = if item.source.pointer.is_empty() { "" } else { ", at " };
        let _ = writeln!(text, "  schema:    {}{at}{}", shown(&item.source.title), shown(&item.source.pointer));
        let _ = writeln!(text, "  file:      {} → {file}", shown(&item.source.file));
        let _ = writeln!(text, "  direction: {}", item.direction.name());
        if let Some(field) = field {
            let _ = writeln!(text, "  on the wire: {}, {}", shown(&field.wire_name), presence(field));
            text.push_str(field.privacy.explained());
            if let Some(why) = &field.untyped {
                let _ = writeln!(text, "  untyped:   {}", shown(why));
            }
        }
        if field.is_none() {
            text.push_str(item.privacy.explained());
        }
        if let (None, Kind::Union(union)) = (field, &item.kind) {
            let _ = writeln!(text, "  alternatives: {}", told_apart(union));
            for one in &union.alternatives {
                let _ = writeln!(text, "    {}: {}", one.rust_name, union.mark(one, &QUOTES));
            }
        }
        text
    }

    /// The places where the type is wider than the schema, with the reasons.
    fn open(&self, item: &Item, field: Option<&Field>) -> Vec<String> {
        let mut reasons = Vec::new();
        match (&item.kind, field) {
            (Kind::Enum(kind), None) if kind.open => {
                reasons.push("other strings are kept, because an API may add values".to_owned());
            }
            (Kind::Union(kind), None) if kind.is_open() => {
                reasons.push("a value of no alternative is kept (`open` in [unions])".to_owned());
            }
            (Kind::Struct(kind), None) if matches!(kind.rest, Rest::Keep) => {
                reasons.push("other members are kept in `unknown_fields`".to_owned());
            }
            _ => {}
        }
        let pointer = match field {
            None => item.source.pointer.clone(),
            Some(field) => {
                format!("{}/properties/{}", item.source.pointer, field.wire_name.replace('~', "~0").replace('/', "~1"))
            }
        };
        let is_inside = |place: &Place| {
            let below = place.pointer.as_deref().and_then(|own| own.strip_prefix(&*pointer));
            *place.file == *item.source.file && below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
        };
        let warnings = self.warnings.iter().filter(|warning| warning.code == "open");
        let inside = warnings.filter(|warning| warning.place.as_ref().is_some_and(is_inside));
        reasons.extend(inside.map(|warning| shown(&warning.message).into_owned()));
        reasons
    }

    fn line(&self, rule: &RuleUse) -> String {
        let reason = rule.reason.as_ref().map(|reason| format!(": {}", shown(reason))).unwrap_or_default();
        format!("{}:{} [[{}]] {}{reason}", self.config, rule.line, rule.table, shown(&rule.effect))
    }

    /// Every rule of the configuration, with its line, its reason, and the items that it changed.
    #[must_use]
    pub fn explain_rules(&self) -> String {
        let mut text = String::new();
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort_by_key(|rule| rule.line);
        for rule in rules {
            let count = rule.touched.len();
            let _ = writeln!(text, "{} ({count} {})", self.line(rule), if count == 1 { "place" } else { "places" });
            for touched in &rule.touched {
                let _ = writeln!(text, "  {}", place(touched));
            }
        }
        text
    }
}

/// How the alternatives of a union are identified, in one sentence.
fn told_apart(union: &Union) -> String {
    let names: Vec<&str> = union.alternatives.iter().map(|one| one.rust_name.as_str()).collect();
    let by = match &union.telling {
        Telling::Tag(tag) => format!("the value of the member `{tag}`"),
        Telling::Wrapper => "the single member of each, and constants".to_owned(),
        Telling::Type => "their JSON types".to_owned(),
        Telling::Members => "the members that are present; the first alternative that matches is used".to_owned(),
    };
    let open = if union.is_open() { "other values are kept" } else { "other values are rejected" };
    format!("{}, identified by {by}; {open}", names.join(", "))
}

/// Names and values in the lines about the alternatives of a union.
const QUOTES: Quotes =
    Quotes { name: |name| format!("`{}`", shown(name)), value: |value| shown(&value.to_string()).into_owned() };

fn presence(field: &Field) -> String {
    match &field.presence {
        Presence::Required => "required".to_owned(),
        Presence::Optional => "optional".to_owned(),
        Presence::Lenient(None) => "required, and empty where a response omits it".to_owned(),
        Presence::Lenient(Some(value)) => format!("required, and {} where it is absent", shown(&value.to_string())),
    }
}

/// Whether a rule has changed the field or, without one, the type or any field of it.
fn applied(rule: &RuleUse, id: ItemId, field: Option<&Field>) -> bool {
    let is_it = |touched: &Touched| field.is_none_or(|field| touched.member == field.wire_name);
    rule.touched.iter().any(|touched| touched.types.contains(&id) && is_it(touched))
}

fn place(touched: &Touched) -> String {
    let schema = shown(&touched.schema);
    if touched.member.is_empty() { schema.into_owned() } else { format!("{schema}.{}", shown(&touched.member)) }
}
