//! Emits the codec of a module's types: one row per field and one row per value, for the macros of `schemawright-wire`.

use std::fmt::Write as _;

use serde_json::Value;

use super::scope::{Scope, takes_null};
use super::tokens::{Tokens, literal};
use super::{Context, Module, each_text, file, union};
use crate::form::OutputForm;
use crate::model::{Enum, Field, Item, Kind, Layout, Matcher, Matches, Model, Presence, Rest, Scalars, Struct, Type};
use crate::names::CATCH_ALL;
use crate::read::matcher::ANY;

/// Whether a module has types with a codec.
pub(crate) fn is_needed(module: &Module) -> bool {
    module.items.iter().any(|(_, item)| macro_of(&item.kind).is_some())
}

/// The macro that implements the codec of a type.
fn macro_of(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Struct(kind) if kind.layout == Layout::List => Some("row"),
        Kind::Struct(_) => Some("record"),
        Kind::Enum(kind) => Some(match kind.of {
            Scalars::Strings => "string_enum",
            Scalars::Integers(_) => "integer_enum",
            Scalars::Booleans | Scalars::Mixed => "scalar_enum",
        }),
        Kind::Newtype(_) => Some("newtype"),
        Kind::Union(_) => Some("union"),
        Kind::Alias(_) | Kind::Call(_) => None,
    }
}

/// The text of the file.
pub(crate) fn file(context: &Context, module: &Module) -> Option<String> {
    let mut macros: Vec<_> = module.items.iter().filter_map(|(_, item)| macro_of(&item.kind)).collect();
    macros.sort_unstable();
    macros.dedup();
    let imported = match macros[..] {
        [] => return None,
        [only] => only.to_owned(),
        _ => format!("{{{}}}", macros.join(", ")),
    };
    let scope = Scope::beside(context);
    let mut text = file::header(context, Some(module));
    // Writing to a `String` can't fail.
    let _ = writeln!(text, "\nuse ::schemawright_wire::__private::{imported};");
    text.push_str(&each_text(module, |_, item| connection(context.model, &scope, item)));
    if let OutputForm::Package(_) = context.form {
        text.push_str(&tests(module));
    }
    Some(text)
}

fn connection(model: &Model, scope: &Scope, item: &Item) -> String {
    let name = &item.path.name;
    match &item.kind {
        Kind::Struct(kind) if kind.layout == Layout::List => row(model, name, kind),
        Kind::Struct(kind) => record(model, name, kind),
        Kind::Enum(kind) => enumeration(name, kind),
        Kind::Newtype(ty) => format!("\nnewtype! {{ {name}, {}{} }}\n", type_text(scope.ty(ty)), mark(item)),
        Kind::Union(kind) => union::connection(name, kind, &mark(item)),
        Kind::Alias(_) | Kind::Call(_) => String::new(),
    }
}

/// The mark of a type with values that are not printed.
fn mark(item: &Item) -> String {
    item.privacy.mark().map(|mark| format!(", {mark}")).unwrap_or_default()
}

fn row(model: &Model, name: &str, kind: &Struct) -> String {
    let rest = kind.rest_name().map_or_else(|| "refuse".to_owned(), |field| format!("keep {field}"));
    let rows = kind.fields.iter().map(|field| format!("    {}: {},\n", field.rust_name, rule(model, field)));
    invocation("row", &format!("{name}, {}, {rest}", literal(name)), rows)
}

fn record(model: &Model, name: &str, kind: &Struct) -> String {
    let rest = match (&kind.rest, kind.rest.field_name()) {
        (Rest::Keep, Some(field)) => format!("keep {field}"),
        (Rest::Typed(_), Some(field)) => format!("typed {field}"),
        _ => "refuse".to_owned(),
    };
    let rows = kind.fields.iter().map(|field| {
        let mark = field.privacy.mark().map(|mark| format!(" {mark}")).unwrap_or_default();
        format!("    {} => {}: {}{mark},\n", literal(&field.wire_name), field.rust_name, rule(model, field))
    });
    let mut tail = String::new();
    if !kind.refused.is_empty() {
        let names: Vec<_> = kind.refused.iter().map(|name| literal(name)).collect();
        let _ = write!(tail, ", without [{}]", names.join(", "));
    }
    if let Some(refused) = &kind.refused_patterns {
        let _ = write!(tail, ", refusing [{}\n]", rows_of(&refused.names));
    }
    if let Some(matches) = &kind.matches {
        let _ = write!(tail, ", matching {} [{}\n]", Matches::FIELD, rows_of(&matches.names));
    }
    if kind.hides_names {
        tail.push_str(", hides_names: true");
    }
    let absent: Vec<_> = kind.fields.iter().filter_map(|field| unlisted_substitute(model, field)).collect();
    if !absent.is_empty() {
        let _ = write!(tail, ", absent [{}]", absent.join(", "));
    }
    // A macro can't count.
    let indices: Vec<_> = (0..kind.fields.len()).map(|index| index.to_string()).collect();
    table("record", &format!("{name}, {}, [{}], {rest}", literal(name), indices.join(" ")), rows, &tail)
}

/// The states of an automaton, one per line.
fn rows_of(names: &Matcher) -> String {
    states(names).map(|state| format!("\n    {state}")).collect::<Vec<_>>().join(",")
}

/// The automaton of the names that patterns match: for each state, whether a name may end, and its transitions by ranges of bytes.
pub(super) fn states(names: &Matcher) -> impl Iterator<Item = String> {
    let byte = |byte: u8| if byte.is_ascii_graphic() { format!("b{:?}", char::from(byte)) } else { byte.to_string() };
    let step = move |(from, to, next): &(u8, u8, u16)| {
        let next = if *next == ANY { "ANY".to_owned() } else { next.to_string() };
        format!("{}..={} => {next}", byte(*from), byte(*to))
    };
    names.states.iter().map(move |state| {
        let steps: Vec<_> = state.steps.iter().map(step).collect();
        let steps = if steps.is_empty() { String::new() } else { format!(" {} ", steps.join(", ")) };
        format!("{} {{{steps}}}", if state.ends { "ends" } else { "goes" })
    })
}

/// The rule for the absence of a member.
fn rule(model: &Model, field: &Field) -> String {
    match (&field.presence, field.nullable) {
        // `new` sets it; the constant of a string is the only value of its type.
        (Presence::Required, _) if field.constant => {
            match field.values.first().and_then(|value| constant(model, &field.ty, value)) {
                Some(value) => format!("required({value})"),
                None => "required".to_owned(),
            }
        }
        (Presence::Required, _) => "required".to_owned(),
        (Presence::Lenient(None), _) => "lenient".to_owned(),
        (Presence::Lenient(Some(value)), _) => match constant(model, &field.ty, value) {
            Some(value) => format!("lenient({value})"),
            None => "lenient".to_owned(),
        },
        (Presence::Optional, true) => "nullable".to_owned(),
        (Presence::Optional, false) if takes_null(model, &field.ty) => "nullable".to_owned(),
        (Presence::Optional, false) => "optional".to_owned(),
    }
}

/// The value that a fix-up gives to an absent member if its enum does not list it, so that it is no drift. The empty string never is.
fn unlisted_substitute(model: &Model, field: &Field) -> Option<String> {
    let Presence::Lenient(Some(value)) = &field.presence else { return None };
    let mut ty = &field.ty;
    while let Type::Item(id) = ty {
        match &model.item(*id).kind {
            Kind::Alias(inner) | Kind::Newtype(inner) => ty = inner,
            Kind::Enum(kind) if kind.open && !kind.lists(value) && value != "" => {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                return Some(format!("({}, {})", literal(&field.wire_name), literal(&text)));
            }
            _ => return None,
        }
    }
    None
}

/// The value of a constant, which may have a newtype.
fn constant(model: &Model, ty: &Type, value: &Value) -> Option<String> {
    let text = default(value)?;
    let number = || format!("::schemawright_wire::__private::number({})", literal(&value.to_string()));
    let mut ty = ty;
    while let Type::Item(id) = ty {
        ty = match &model.item(*id).kind {
            Kind::Alias(inner) => inner,
            Kind::Newtype(inner) => {
                // The literal has a type suffix, because a newtype also converts from itself.
                let literal = match inner {
                    Type::Integer(width) => format!("{text}_{}", width.rust()),
                    Type::F64 => format!("{text}_f64"),
                    Type::Number => number(),
                    Type::String => format!("::std::string::String::from({})", scalar(value)),
                    Type::Secret => format!("::schemawright_wire::Secret::from({})", scalar(value)),
                    _ => text,
                };
                return Some(format!("::core::convert::From::from({literal})"));
            }
            // The constant is the only value of its type, or the first value of a closed enum.
            Kind::Enum(kind) if !kind.open => return None,
            Kind::Enum(kind) => {
                return match kind.of {
                    Scalars::Integers(width) => Some(format!("::core::convert::From::from({text}_{})", width.rust())),
                    Scalars::Strings => Some(text),
                    Scalars::Booleans | Scalars::Mixed => None,
                };
            }
            _ => break,
        };
    }
    Some(match ty {
        Type::Number => number(),
        // The text of an integer is not a literal of a double.
        Type::F64 if !value.is_f64() => format!("{text}_f64"),
        Type::Format(_) => format!("::schemawright_wire::__private::parsed({})", scalar(value)),
        _ => text,
    })
}

/// The value of an absent member.
fn default(value: &Value) -> Option<String> {
    match value {
        Value::Bool(value) => Some(value.to_string()),
        Value::String(value) => Some(format!("::core::convert::From::from({})", literal(value))),
        Value::Number(value) => Some(value.to_string()),
        _ => None,
    }
}

fn enumeration(name: &str, kind: &Enum) -> String {
    let open = match (kind.open, kind.others) {
        (false, _) => "closed".to_owned(),
        (true, false) => format!("open {CATCH_ALL}"),
        (true, true) => format!("any {CATCH_ALL}"),
    };
    let value = |value: &Value| match kind.of {
        Scalars::Strings | Scalars::Integers(_) => scalar(value),
        Scalars::Booleans | Scalars::Mixed => listed(value),
    };
    let rows = kind.variants.iter().map(|variant| format!("    {} => {},\n", value(&variant.value), variant.rust_name));
    let name_text = literal(name);
    match kind.of {
        Scalars::Strings => invocation("string_enum", &format!("{name}, {name_text}, {open}"), rows),
        Scalars::Integers(width) => {
            invocation("integer_enum", &format!("{name}, {name_text}, {}, {open}", width.rust()), rows)
        }
        Scalars::Booleans | Scalars::Mixed => invocation("scalar_enum", &format!("{name}, {name_text}, {open}"), rows),
    }
}

/// A scalar as a Rust literal.
fn scalar(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), literal)
}

/// A scalar in the form of a row of an enum of several kinds.
fn listed(value: &Value) -> String {
    let kind = match value {
        Value::String(_) => "Str",
        Value::Bool(_) => "Bool",
        value if value.is_i64() => "Integer",
        value if value.is_u64() => "Unsigned",
        _ => "Number",
    };
    format!("{kind}({})", scalar(value))
}

fn invocation(name: &str, head: &str, rows: impl Iterator<Item = String>) -> String {
    table(name, head, rows, "")
}

/// A macro's invocation with text after its rows.
pub(super) fn table(name: &str, head: &str, rows: impl Iterator<Item = String>, tail: &str) -> String {
    let rows: String = rows.collect();
    let rows = if rows.is_empty() { rows } else { format!("\n{rows}") };
    format!("\n{name}! {{ {head}, [{rows}]{tail} }}\n")
}

/// The tests of a package: each type is decoded, encoded and compared.
fn tests(module: &Module) -> String {
    let rows: String = module
        .items
        .iter()
        .filter_map(|(_, item)| {
            let name = &item.path.name;
            Some(format!("    {name}: {},\n", macro_of(&item.kind)?))
        })
        .collect();
    format!("\n::schemawright_wire::__private::round_trips! {{\n{rows}}}\n")
}

/// The text of a type, in conventional form.
fn type_text(ty: Tokens) -> String {
    ty.into_path().replace(',', ", ")
}
