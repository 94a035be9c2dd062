//! Finds the calls whose response is one page of several.

use crate::config::PageRule;
use crate::id::ItemId;
use crate::model::operation::{Page, Step};
use crate::model::{Field, Kind, Model, Operation, Presence, Struct, Type};

/// The calls that a rule is about.
pub(super) struct Found {
    pub(super) pages: Vec<(ItemId, Page)>,
    /// The other operations, the surprising ones first, each with the reason.
    pub(super) others: Vec<(String, Unpaged)>,
}

/// The reason why a call has no pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unpaged {
    /// The request has no cursor.
    Cursor,
    /// The response has none.
    Next,
    /// Both exist, but the cursor is not a string.
    Type,
    /// Both exist, but a call without a body has no place for the cursor, and a body has other required members.
    Body,
}

impl Unpaged {
    /// Whether the operation has both members, so that pages are probably meant.
    pub(super) fn is_surprising(self) -> bool {
        matches!(self, Self::Type | Self::Body)
    }

    /// The reason.
    pub(super) fn help(self, rule: &PageRule) -> String {
        let cursor = &rule.cursor;
        match self {
            Self::Cursor => format!("no parameter and no member of its body is named `{cursor}`"),
            Self::Next => {
                let next = rule.next.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(" or ");
                format!("no string of its response is at {next}")
            }
            Self::Type => format!("`{cursor}` of its request must be a string"),
            Self::Body => format!(
                "its body is optional and has required members, so that a call without a body has no place for `{cursor}`"
            ),
        }
    }
}

/// Finds them in the model.
pub(super) fn find(model: &Model, rule: &PageRule) -> Found {
    let mut found = Found { pages: Vec::new(), others: Vec::new() };
    for (id, item) in model.iter() {
        let Kind::Call(operation) = &item.kind else { continue };
        if rule.operation.as_ref().is_some_and(|ids| !ids.matches(&operation.id)) {
            continue;
        }
        match page(model, operation, rule) {
            Ok(page) => found.pages.push((id, page)),
            Err(why) => found.others.push((operation.id.clone(), why)),
        }
    }
    found.others.sort_by_key(|(_, why)| !why.is_surprising());
    found
}

fn page(model: &Model, operation: &Operation, rule: &PageRule) -> Result<Page, Unpaged> {
    let cursor = cursor(model, operation, &rule.cursor);
    if cursor == Err(Unpaged::Cursor) {
        return Err(Unpaged::Cursor);
    }
    let next = rule.next.iter().find_map(|path| steps(model, operation.answer.as_ref()?, path));
    let next = next.ok_or(Unpaged::Next)?;
    Ok(Page { cursor: cursor?, next })
}

/// The path to the cursor of a call: a parameter, or a member of its body.
fn cursor(model: &Model, operation: &Operation, name: &str) -> Result<Vec<Step>, Unpaged> {
    let is_string = |field: &Field| field.ty == Type::String && field.boxed.is_none();
    let of_string = |field: &Field| if is_string(field) { Ok(step(field)) } else { Err(Unpaged::Type) };
    let mut parameters = operation.parameters.iter();
    if let Some(parameter) = parameters.find(|parameter| parameter.name == name) {
        return Ok(vec![of_string(&parameter.field)?]);
    }
    let body = operation.body.as_ref().map(|body| &body.field);
    let found = body.and_then(|body| {
        let kind = object(model, &body.ty)?;
        Some((body, kind, kind.fields.iter().find(|field| field.wire_name == name)?))
    });
    let (body, kind, member) = found.ok_or(Unpaged::Cursor)?;
    let (body, member) = (step(body), of_string(member)?);
    // An absent body is made with `new()`.
    if body.options > 0 && !kind.required().is_empty() {
        return Err(Unpaged::Body);
    }
    Ok(vec![body, member])
}

/// The steps along a path of members, `results_metadata.next_cursor`, to a string.
fn steps(model: &Model, from: &Type, path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut ty = from;
    for name in path.split('.') {
        let field = object(model, ty)?.fields.iter().find(|field| field.wire_name == name)?;
        steps.push(step(field));
        ty = &field.ty;
    }
    (*ty == Type::String).then_some(steps)
}

fn object<'a>(model: &'a Model, ty: &Type) -> Option<&'a Struct> {
    let Type::Item(id) = ty else { return None };
    match &model.item(*id).kind {
        Kind::Struct(item) => Some(item),
        Kind::Alias(ty) => object(model, ty),
        _ => None,
    }
}

fn step(field: &Field) -> Step {
    let options = usize::from(field.nullable) + usize::from(field.presence == Presence::Optional);
    Step { rust_name: field.rust_name.clone(), options }
}
