//! Why a type, a member or an operation has become what it is.

mod call;

use std::fmt::Write as _;

use crate::config::{RuleUse, Touched};
use crate::emit::module_file;
use crate::model::{Field, Item, ItemId, Kind, Presence, Telling, Union};
use crate::output::Output;
use crate::visible::line as shown;

impl Output {
    /// The Rust path of a schema (`api_user_v1_User`) or of a member (`api_user_v1_User.user_id`), its file, and each rule that
    /// applied, with its reason. A Rust path (`user::v1::User`) does as well, and so do operations (`api_user_v1_Update`) and their
    /// parameters. None if there is no such schema, member, operation or parameter.
    #[must_use]
    pub fn explain(&self, name: &str) -> Option<String> {
        if let Some(text) = self.explain_call(name) {
            return Some(text);
        }
        let (item, field) = self.find(name)?;
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
        }
        if let (None, Kind::Union(union)) = (field, &item.kind) {
            let _ = writeln!(text, "  alternatives: {}", told_apart(union));
        }
        let rules: Vec<_> = self.rules.iter().filter(|rule| applied(rule, item, field)).collect();
        if rules.is_empty() {
            text.push_str("  no rule of the configuration applied\n");
        }
        for rule in rules {
            let _ = writeln!(text, "  {}", self.line(rule));
        }
        Some(text)
    }

    fn line(&self, rule: &RuleUse) -> String {
        let reason = rule.reason.as_ref().map(|reason| format!(": {}", shown(reason))).unwrap_or_default();
        format!("{}:{} [[{}]] {}{reason}", self.config, rule.line, rule.table, shown(&rule.effect))
    }

    /// Every rule of the configuration, with its line, its reason, and what it has touched.
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

    /// The type of a schema's title or of a Rust path, as [`explain`](Self::explain) finds it. None if there is none, and for a call.
    #[must_use]
    pub fn item(&self, name: &str) -> Option<ItemId> {
        let (item, None) = self.find(name)? else { return None };
        let is_it = |(_, other): &(ItemId, &Item)| std::ptr::eq(*other, item) && !matches!(item.kind, Kind::Call(_));
        self.model.iter().find(is_it).map(|(id, _)| id)
    }

    fn find(&self, name: &str) -> Option<(&Item, Option<&Field>)> {
        let named = |item: &&Item, name: &str| {
            item.path.to_string() == name || (item.source.title == name && item.source.pointer.is_empty())
        };
        if let Some(item) = self.model.items.iter().find(|item| named(item, name)) {
            return Some((item, None));
        }
        let (name, member) = name.rsplit_once('.')?;
        let item = self.model.items.iter().find(|item| named(item, name))?;
        let Kind::Struct(kind) = &item.kind else { return None };
        let field = kind.fields.iter().find(|field| field.wire_name == member || field.rust_name == member)?;
        Some((item, Some(field)))
    }
}

/// How the alternatives of a union are told apart, in a sentence.
fn told_apart(union: &Union) -> String {
    let names: Vec<&str> = union.alternatives.iter().map(|one| one.rust_name.as_str()).collect();
    let by = match &union.telling {
        Telling::Tag(tag) => format!("the value of the member `{tag}`"),
        Telling::Wrapper => "the one member that each has, and constants".to_owned(),
        Telling::Type => "their JSON types".to_owned(),
        Telling::Members => "which members are there; the first that fits is taken".to_owned(),
    };
    let open = if union.is_open() { "what is none of them is kept" } else { "what is none of them is refused" };
    format!("{}, told apart by {by}; {open}", names.join(", "))
}

fn presence(field: &Field) -> String {
    match &field.presence {
        Presence::Required => "required".to_owned(),
        Presence::Optional => "optional".to_owned(),
        Presence::Lenient(None) => "required, and empty when a response lacks it".to_owned(),
        Presence::Lenient(Some(value)) => format!("required, and {} when it is absent", shown(&value.to_string())),
    }
}

/// Whether a rule has touched the member, or, without one, the type or any member of it.
fn applied(rule: &RuleUse, item: &Item, field: Option<&Field>) -> bool {
    rule.touched.iter().filter(|touched| touched.schema == item.source.title).any(|touched| {
        let inside = touched.pointer.strip_prefix(&item.source.pointer).unwrap_or(&touched.pointer);
        match field {
            Some(field) => touched.member == field.wire_name && inside.matches('/').count() <= 2,
            None => touched.member.is_empty() || inside.matches('/').count() <= 2,
        }
    })
}

fn place(touched: &Touched) -> String {
    let schema = shown(&touched.schema);
    if touched.member.is_empty() { schema.into_owned() } else { format!("{schema}.{}", shown(&touched.member)) }
}
