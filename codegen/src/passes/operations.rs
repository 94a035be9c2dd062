//! Applies the configuration of operations: hosts, and responses that are pages.

use crate::config::{Config, Globs, HostRule, PageRule, RuleUse, Touched, of_globs};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ItemId;
use crate::model::operation::{Page, Step};
use crate::model::{Field, Host, Kind, Model, Operation, Presence, Type};

/// Applies the rules, and returns the items that each has changed.
pub(crate) fn apply(model: &mut Model, config: &Config) -> Result<Vec<RuleUse>, Diagnostics> {
    let mut uses = Vec::new();
    let mut faults = Diagnostics::new();
    let mut used = |table, span: std::ops::Range<usize>, effect: String, reason: &Option<String>, touched: Touches| {
        let place = config.place(span);
        let ids = touched.unwrap_or_else(|why| {
            let error = Diagnostic::error("unused-rule", format!("this [[{table}]] rule matches no operation"));
            faults.push(error.at(place.clone()).help(why));
            Vec::new()
        });
        let whole = |(id, schema)| Touched { schema, pointer: String::new(), member: String::new(), types: vec![id] };
        let (line, reason) = (place.line_column().0, reason.clone());
        uses.push(RuleUse { table, line, effect, reason, touched: ids.into_iter().map(whole).collect() });
    };
    for rule in &config.rules.hosts {
        let HostRule { name, reason, .. } = rule.get_ref();
        used("host", rule.span(), name.clone(), reason, name_hosts(model, rule.get_ref()));
    }
    for rule in &config.rules.pages {
        let PageRule { cursor, reason, .. } = rule.get_ref();
        used("page", rule.span(), cursor.clone(), reason, find_pages(model, rule.get_ref()));
    }
    config.excuse(&mut faults);
    faults.check()?;
    Ok(uses)
}

/// The calls that a rule has changed, with their operations; if there are none, the reason.
type Touches = Result<Vec<(ItemId, String)>, String>;

fn name_hosts(model: &mut Model, rule: &HostRule) -> Touches {
    let mut touched = Vec::new();
    for (index, item) in model.items.iter_mut().enumerate() {
        let Kind::Call(operation) = &mut item.kind else { continue };
        let url = match &operation.host {
            Host::Url(url) => Some(url.as_str()),
            _ => None,
        };
        let is_there = rule.url.as_ref().is_none_or(|urls| url.is_some_and(|url| urls.matches(url)));
        if is_there && rule.operation.as_ref().is_none_or(|ids| ids.matches(&operation.id)) {
            operation.host = Host::Named(rule.name.clone());
            touched.push((ItemId(index), operation.id.clone()));
        }
    }
    if touched.is_empty() {
        let no_url = || "no such operation has a server of its own with such a URL: remove the rule, or correct it";
        return Err(no_operation(model, rule.operation.as_ref()).unwrap_or_else(|| no_url().to_owned()));
    }
    Ok(touched)
}

fn find_pages(model: &mut Model, rule: &PageRule) -> Touches {
    let mut found = Vec::new();
    for (id, item) in model.iter() {
        let Kind::Call(operation) = &item.kind else { continue };
        let is_about = rule.operation.as_ref().is_none_or(|ids| ids.matches(&operation.id));
        if is_about && let Some(page) = page(model, operation, rule) {
            found.push((id, page));
        }
    }
    let mut touched = Vec::new();
    if found.is_empty() {
        let no_page = || {
            let next = rule.next.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(" or ");
            format!("`{}` of a request and {next} of its response must be strings", rule.cursor)
        };
        return Err(no_operation(model, rule.operation.as_ref()).unwrap_or_else(no_page));
    }
    for (id, page) in found {
        if let Kind::Call(operation) = &mut model.items[id.0].kind {
            operation.page = Some(page);
            touched.push((id, operation.id.clone()));
        }
    }
    Ok(touched)
}

/// The help for a rule whose `operation` matches nothing.
fn no_operation(model: &Model, ids: Option<&Globs>) -> Option<String> {
    let operations = model.items.iter().filter_map(|item| match &item.kind {
        Kind::Call(operation) => Some(&*operation.id),
        _ => None,
    });
    of_globs("`operationId`", ids, operations)
}

fn page(model: &Model, operation: &Operation, rule: &PageRule) -> Option<Page> {
    let cursor = cursor(model, operation, &rule.cursor)?;
    let next = rule.next.iter().find_map(|path| steps(model, operation.answer.as_ref()?, path))?;
    Some(Page { cursor, next })
}

/// The path to the cursor of a call: a parameter, or a member of its body.
fn cursor(model: &Model, operation: &Operation, name: &str) -> Option<Vec<Step>> {
    let is_settable = |field: &&Field| field.ty == Type::String && !field.nullable && field.boxed.is_none();
    let mut parameters = operation.parameters.iter();
    if let Some(parameter) = parameters.find(|parameter| parameter.name == name) {
        return Some(vec![step(Some(&parameter.field).filter(is_settable)?)]);
    }
    let body = &operation.body.as_ref()?.field;
    let member = fields(model, &body.ty)?.iter().find(|field| field.wire_name == name).filter(is_settable)?;
    (body.presence != Presence::Optional && !body.nullable).then(|| vec![step(body), step(member)])
}

/// The steps along a path of members, `results_metadata.next_cursor`, to a string.
fn steps(model: &Model, from: &Type, path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut ty = from;
    for name in path.split('.') {
        let field = fields(model, ty)?.iter().find(|field| field.wire_name == name)?;
        steps.push(step(field));
        ty = &field.ty;
    }
    (*ty == Type::String).then_some(steps)
}

fn fields<'a>(model: &'a Model, ty: &Type) -> Option<&'a [Field]> {
    let Type::Item(id) = ty else { return None };
    match &model.item(*id).kind {
        Kind::Struct(item) => Some(&item.fields),
        Kind::Alias(ty) => fields(model, ty),
        _ => None,
    }
}

fn step(field: &Field) -> Step {
    let options = usize::from(field.nullable) + usize::from(field.presence == Presence::Optional);
    Step { rust_name: field.rust_name.clone(), options }
}
