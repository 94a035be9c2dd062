//! Emits the schemas of a module's types as data: one invocation per type.

use serde_json::Value;

use super::codec::states;
use super::scope::Scope;
use super::tokens::{Text, Tokens, literal, quote};
use super::{Context, Module, each_text, file};
use crate::config::FeatureRules;
use crate::id::ItemId;
use crate::model::schema::{Bound, Count, JsonType, Part, Pattern, Schema};
use crate::model::{Description, Item, Keyword};

/// The width of a line.
const WIDTH: usize = 150;

/// Whether types of a module are described.
pub(super) fn is_needed(module: &Module) -> bool {
    module.items.iter().any(|(_, item)| item.description.is_some())
}

/// The condition under which descriptions are compiled in a package. In a module, the macros of `schemawright-wire` expand to nothing.
pub(super) fn cfg() -> Tokens {
    let feature = Text(FeatureRules::DESCRIBE);
    quote!(#[cfg(feature = #feature)])
}

/// The text of the file.
pub(super) fn file(context: &Context, module: &Module) -> Option<String> {
    if !is_needed(module) {
        return None;
    }
    let writer = Writer { scope: Scope::beside(context) };
    let mut text = file::header(context, Some(module));
    text.push_str("\nuse ::schemawright_wire::__private::described;\n");
    text.push_str(&each_text(module, |_, item| {
        item.description.as_ref().map(|description| writer.invocation(item, description)).unwrap_or_default()
    }));
    Some(text)
}

/// Code that can be broken into lines.
enum Code {
    Text(String),
    /// The text before the list, the entries, and the text after it: `Enum(&[`, `…`, `])`.
    List(String, Vec<Code>, &'static str),
}

struct Writer<'a> {
    scope: Scope<'a>,
}

impl Writer<'_> {
    fn invocation(&self, item: &Item, description: &Description) -> String {
        let id = item.source.id.as_deref().map_or_else(|| "None".to_owned(), |id| format!("Some({})", literal(id)));
        let open: Vec<_> = description.open.iter().copied().map(type_name).collect();
        let head = format!(
            "{}, {}, {id}, {}, &[{}]",
            item.path.name,
            literal(&description.title),
            description.inline,
            open.join(", ")
        );
        let mut text = format!("\ndescribed! {{\n    {head},\n    ");
        self.schema(&description.schema).write(1, &mut text);
        text.push_str("\n}\n");
        text
    }

    fn schema(&self, schema: &Schema) -> Code {
        list("&[", schema.iter().map(|keyword| self.keyword(keyword)), "]")
    }

    fn keyword(&self, keyword: &Keyword) -> Code {
        let text = |name: &str, text: &str| Code::Text(format!("{name}({})", literal(text)));
        match keyword {
            Keyword::Title(title) => text("Title", title),
            Keyword::Docs(docs) => text("Docs", docs),
            Keyword::Deprecated => word("Deprecated"),
            Keyword::ReadOnly => word("ReadOnly"),
            Keyword::WriteOnly => word("WriteOnly"),
            Keyword::Default(value) => of("Default(", json(value)),
            Keyword::Examples(values) => list("Examples(&[", values.iter().map(json), "])"),
            Keyword::ContentEncoding(name) => text("ContentEncoding", name),
            Keyword::ContentMediaType(name) => text("ContentMediaType", name),
            Keyword::Note(name, value) => list("Note(", [Code::Text(literal(name)), json(value)].into_iter(), ")"),
            Keyword::Never => word("Never"),
            Keyword::Type(types) => list("Type(&[", types.iter().map(|ty| word(type_name(*ty))), "])"),
            Keyword::Enum(values) => list("Enum(&[", values.iter().map(json), "])"),
            Keyword::Const(value) => of("Const(", json(value)),
            Keyword::Ref(id) => self.link("Ref", *id),
            Keyword::Here(id) => self.link("Here", *id),
            Keyword::AllOf(schemas) => self.schemas("AllOf(&[", schemas),
            Keyword::AnyOf(schemas) => self.schemas("AnyOf(&[", schemas),
            Keyword::OneOf(schemas) => self.schemas("OneOf(&[", schemas),
            Keyword::Not(schema) => of("Not(", self.schema(schema)),
            Keyword::If(condition, then, otherwise) => {
                list("If(", [condition, then, otherwise].map(|schema| self.schema(schema)).into_iter(), ")")
            }
            Keyword::Format(name) => text("Format", name),
            Keyword::Pattern(pattern) => of("Pattern(", pattern_code(pattern)),
            Keyword::Bound(bound, value) => of(bound_name(*bound), json(value)),
            Keyword::Count(count, value) => Code::Text(format!("{}({value})", count_name(*count))),
            Keyword::Properties(named) => self.named("Properties(&[", named),
            Keyword::Required(names) => names_of("Required(&[", names, "])"),
            Keyword::PatternProperties(named) => {
                let pair = |(pattern, schema): &(Pattern, Schema)| {
                    list("(", [pattern_code(pattern), self.schema(schema)].into_iter(), ")")
                };
                list("PatternProperties(&[", named.iter().map(pair), "])")
            }
            Keyword::Part(part, schema) => of(part_name(*part), self.schema(schema)),
            Keyword::DependentRequired(named) => {
                let pair =
                    |(name, names): &(String, Vec<String>)| names_of(&format!("({}, &[", literal(name)), names, "])");
                list("DependentRequired(&[", named.iter().map(pair), "])")
            }
            Keyword::DependentSchemas(named) => self.named("DependentSchemas(&[", named),
            Keyword::PrefixItems(schemas) => self.schemas("PrefixItems(&[", schemas),
            Keyword::Contains(schema, least, most) => {
                let bounds =
                    [least.to_string(), most.map_or_else(|| "None".to_owned(), |most| format!("Some({most})"))];
                list("Contains(", [self.schema(schema)].into_iter().chain(bounds.map(Code::Text)), ")")
            }
            Keyword::UniqueItems => word("UniqueItems"),
        }
    }

    fn schemas(&self, head: &str, schemas: &[Schema]) -> Code {
        list(head, schemas.iter().map(|schema| self.schema(schema)), "])")
    }

    fn named(&self, head: &str, named: &[(String, Schema)]) -> Code {
        let pair = |(name, schema): &(String, Schema)| {
            list(&format!("({}, &[", literal(name)), schema.iter().map(|keyword| self.keyword(keyword)), "])")
        };
        list(head, named.iter().map(pair), "])")
    }

    /// The link to the description of a type.
    fn link(&self, keyword: &str, id: ItemId) -> Code {
        let ty = self.scope.item(id).into_path();
        Code::Text(format!("{keyword}(<{ty} as Described>::description)"))
    }
}

impl Code {
    /// Appends it at an indent.
    fn write(&self, indent: usize, output: &mut String) {
        let (head, entries, tail) = match self {
            Self::Text(text) => return output.push_str(text),
            Self::List(head, entries, tail) => (head, entries, tail),
        };
        let column = output.len() - output.rfind('\n').map_or(0, |at| at + 1);
        let mut line = String::new();
        // A comma follows it.
        if self.write_in_line(WIDTH.saturating_sub(column + 1), &mut line) {
            output.push_str(&line);
            return;
        }
        output.push_str(head);
        for entry in entries {
            output.push('\n');
            output.push_str(&"    ".repeat(indent + 1));
            entry.write(indent + 1, output);
            output.push(',');
        }
        output.push('\n');
        output.push_str(&"    ".repeat(indent));
        output.push_str(tail);
    }

    /// Appends it on one line, if it fits the width.
    fn write_in_line(&self, width: usize, line: &mut String) -> bool {
        match self {
            Self::Text(text) => line.push_str(text),
            Self::List(head, entries, tail) => {
                line.push_str(head);
                for (index, entry) in entries.iter().enumerate() {
                    if index > 0 {
                        line.push_str(", ");
                    }
                    if !entry.write_in_line(width, line) {
                        return false;
                    }
                }
                line.push_str(tail);
            }
        }
        line.len() <= width && !line.contains('\n')
    }
}

/// A pattern, with the states of its automaton if it has one.
fn pattern_code(pattern: &Pattern) -> Code {
    let text = literal(&pattern.text);
    match &pattern.matcher {
        None => Code::Text(format!("pattern!({text})")),
        Some(matcher) if matcher.is_all() => Code::Text(format!("pattern!({text}, any)")),
        Some(matcher) => list("pattern!(", [text].into_iter().chain(states(matcher)).map(Code::Text), ")"),
    }
}

fn word(word: &str) -> Code {
    Code::Text(word.to_owned())
}

/// A keyword with one argument.
fn of(head: &str, inner: Code) -> Code {
    match inner {
        // The list breaks at its own brackets instead of those of the keyword.
        Code::List(inner, entries, "]") => Code::List(format!("{head}{inner}"), entries, "])"),
        Code::Text(text) => Code::Text(format!("{head}{text})")),
        inner => Code::List(head.to_owned(), vec![inner], ")"),
    }
}

fn list(head: &str, entries: impl Iterator<Item = Code>, tail: &'static str) -> Code {
    Code::List(head.to_owned(), entries.collect(), tail)
}

fn names_of(head: &str, names: &[String], tail: &'static str) -> Code {
    list(head, names.iter().map(|name| Code::Text(literal(name))), tail)
}

fn json(value: &Value) -> Code {
    match value {
        Value::Null => word("Json::Null"),
        Value::Bool(value) => Code::Text(format!("Json::Bool({value})")),
        Value::Number(number) if number.is_i64() => Code::Text(format!("Json::Int({number})")),
        Value::Number(number) if number.is_u64() => Code::Text(format!("Json::UInt({number})")),
        Value::Number(number) => Code::Text(format!("Json::Float({:?})", number.as_f64().unwrap_or_default())),
        Value::String(text) => Code::Text(format!("Json::Text({})", literal(text))),
        Value::Array(items) => list("Json::List(&[", items.iter().map(json), "])"),
        Value::Object(members) => {
            let pair = |(name, value): (&String, &Value)| {
                list(&format!("({}, ", literal(name)), [json(value)].into_iter(), ")")
            };
            list("Json::Map(&[", members.iter().map(pair), "])")
        }
    }
}

fn type_name(ty: JsonType) -> &'static str {
    match ty {
        JsonType::Array => "Array",
        JsonType::Boolean => "Boolean",
        JsonType::Integer => "Integer",
        JsonType::Null => "Null",
        JsonType::Number => "Number",
        JsonType::Object => "Object",
        JsonType::String => "String",
    }
}

fn bound_name(bound: Bound) -> &'static str {
    match bound {
        Bound::Minimum => "Minimum(",
        Bound::Maximum => "Maximum(",
        Bound::ExclusiveMinimum => "ExclusiveMinimum(",
        Bound::ExclusiveMaximum => "ExclusiveMaximum(",
        Bound::MultipleOf => "MultipleOf(",
    }
}

fn count_name(count: Count) -> &'static str {
    match count {
        Count::MinLength => "MinLength",
        Count::MaxLength => "MaxLength",
        Count::MinItems => "MinItems",
        Count::MaxItems => "MaxItems",
        Count::MinProperties => "MinProperties",
        Count::MaxProperties => "MaxProperties",
    }
}

fn part_name(part: Part) -> &'static str {
    match part {
        Part::AdditionalProperties => "AdditionalProperties(",
        Part::UnevaluatedProperties => "UnevaluatedProperties(",
        Part::PropertyNames => "PropertyNames(",
        Part::Items => "Items(",
        Part::UnevaluatedItems => "UnevaluatedItems(",
    }
}
