//! Doc comments, paragraph by paragraph.

use super::Context;
use super::link::leads_to_item;
use super::narrowing;
use super::tokens::{Text, Tokens, quote};
use crate::model::{Constraint, Doc, Field, Type};
use crate::prose::{self, Links};
use crate::text::{code_span, one_line};
use crate::visible::is_deceptive;

/// The documentation of an item, a field or a value.
#[derive(Default)]
pub(crate) struct Docs {
    /// Lines of Markdown.
    lines: Vec<String>,
}

impl Docs {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The documentation of a type: the first sentence is a separate paragraph. Without a description, it contains only notes.
    pub(crate) fn of_type(doc: &Doc, links: Links) -> Self {
        let summary = doc.description.as_deref().map(|text| prose::lines_with_summary(text, links));
        Self::new().paragraph(summary.unwrap_or_default()).notes(&doc.notes)
    }

    /// The documentation of a field; without a description, its name.
    pub(crate) fn of_member(field: &Field, links: Links) -> Self {
        let name = format!("Member {}.", quoted(&field.wire_name));
        let lines = field.doc.description.as_deref().map(|text| prose::lines(text, links)).unwrap_or_default();
        Self::new().paragraph(lines).or(&name).notes(&field.doc.notes).narrowed(&field.constraints, &[&field.ty])
    }

    /// Adds the constraints beyond the type, one per line.
    pub(crate) fn narrowed(self, constraints: &[Constraint], types: &[&Type]) -> Self {
        match &narrowing::sentences(constraints, types)[..] {
            [] => self,
            [only] => self.paragraph(prose::lines(&one_line(only), Links::Web)),
            several => {
                let items: Vec<_> = several.iter().map(|sentence| format!("- {}", one_line(sentence))).collect();
                self.paragraph(prose::lines(&items.join("\n"), Links::Web))
            }
        }
    }

    /// The documentation of an item of a list; without a description, its position.
    pub(crate) fn of_item(field: &Field, links: Links) -> Self {
        let name = format!("Item {}.", field.wire_name);
        let lines = field.doc.description.as_deref().map(|text| prose::lines(text, links)).unwrap_or_default();
        Self::new().paragraph(lines).or(&name).notes(&field.doc.notes).narrowed(&field.constraints, &[&field.ty])
    }

    /// Adds text of the configuration, which may link to items, as in a module.
    pub(crate) fn configured(self, context: &Context, module: &[String], text: &str) -> Self {
        let is_item = |path: &str| leads_to_item(context, module, path);
        self.paragraph(prose::lines(text, Links::Items(&is_item)))
    }

    /// Adds a paragraph of the generator's own Markdown.
    pub(crate) fn own(self, text: &str) -> Self {
        self.paragraph(text.lines().map(str::to_owned).collect())
    }

    /// Adds other documentation after a blank line, because another attribute precedes it.
    pub(crate) fn apart(mut self, other: Self) -> Self {
        if !other.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(other.lines);
        self
    }

    /// Adds foreign text.
    pub(crate) fn prose(self, text: &str) -> Self {
        self.paragraph(prose::lines(text, Links::Web))
    }

    /// Adds other documentation.
    pub(crate) fn then(self, other: Self) -> Self {
        self.paragraph(other.lines)
    }

    /// This documentation, or a paragraph of the generator if it has no visible text.
    pub(crate) fn or(self, text: &str) -> Self {
        if self.lines.is_empty() { self.own(text) } else { self }
    }

    /// Adds sentences of the generator, wrapped to the usual width.
    pub(crate) fn own_wrapped(self, text: &str) -> Self {
        self.paragraph(wrapped(text))
    }

    /// Adds a blank line, because another attribute follows.
    pub(crate) fn apart_from_next(mut self) -> Self {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self
    }

    /// Adds sentences. They may quote foreign text, which can't become more than a part of its sentence.
    fn notes(self, notes: &[String]) -> Self {
        if notes.is_empty() {
            return self;
        }
        let notes: Vec<_> = notes.iter().map(|note| one_line(note)).collect();
        self.paragraph(prose::lines(&notes.join(" "), Links::Web))
    }

    fn paragraph(mut self, lines: Vec<String>) -> Self {
        if !self.lines.is_empty() && !lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
        self
    }

    /// The documentation as attributes of an item.
    pub(crate) fn attributes(self) -> Tokens {
        let lines = self.literals();
        quote!(#(#[doc = #lines])*)
    }

    /// The documentation as inner attributes of a module.
    pub(crate) fn inner_attributes(self) -> Tokens {
        let lines = self.literals();
        quote!(#(#![doc = #lines])*)
    }

    fn literals(self) -> impl Iterator<Item = Text<String>> {
        self.lines.into_iter().map(|line| Text(if line.is_empty() { line } else { format!(" {line}") }))
    }
}

/// A paragraph of the generator in which lines may depend on a feature.
#[derive(Default)]
pub(crate) struct Paragraph {
    parts: Vec<Part>,
}

enum Part {
    Words(String),
    With(String, String),
    Without(String, String),
}

impl Paragraph {
    /// Adds words.
    pub(crate) fn words(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(Part::Words(words)) => {
                words.push(' ');
                words.push_str(text);
            }
            _ => self.parts.push(Part::Words(text.to_owned())),
        }
    }

    /// Adds words that are only there with a feature.
    pub(crate) fn with(&mut self, feature: &str, text: String) {
        self.parts.push(Part::With(feature.to_owned(), text));
    }

    /// Adds words that are only there without a feature.
    pub(crate) fn without(&mut self, feature: &str, text: String) {
        self.parts.push(Part::Without(feature.to_owned(), text));
    }

    /// Adds the parts of another paragraph.
    pub(crate) fn then(mut self, other: Self) -> Self {
        for part in other.parts {
            match part {
                Part::Words(text) => self.words(&text),
                part => self.parts.push(part),
            }
        }
        self
    }

    /// The paragraph as attributes of an item, wrapped to the usual width.
    pub(crate) fn attributes(self) -> Tokens {
        let parts = self.parts.into_iter().map(|part| match part {
            Part::Words(text) => Docs { lines: wrapped(&text) }.attributes(),
            Part::With(feature, text) => {
                let (feature, text) = (Text(feature), Text(format!(" {text}")));
                quote!(#[cfg_attr(feature = #feature, doc = #text)])
            }
            Part::Without(feature, text) => {
                let (feature, text) = (Text(feature), Text(format!(" {text}")));
                quote!(#[cfg_attr(not(feature = #feature), doc = #text)])
            }
        });
        quote!(#(#parts)*)
    }
}

/// Lines of the usual width, if spaces outside of code allow it.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words(text) {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= COLUMNS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The words between spaces outside of code. Code ends at a run of as many backticks as it starts with (CommonMark, section 6.1).
fn words(text: &str) -> Vec<&str> {
    let (mut words, mut start, mut at) = (Vec::new(), 0, 0);
    let mut code = None;
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'`' => {
                let count = text[at..].bytes().take_while(|byte| *byte == b'`').count();
                code = match code {
                    None => Some(count),
                    Some(open) => Some(open).filter(|open| *open != count),
                };
                at += count;
            }
            b' ' if code.is_none() => {
                words.push(&text[start..at]);
                at += 1;
                start = at;
            }
            _ => at += 1,
        }
    }
    words.push(&text[start..]);
    words
}

/// The width of a line of documentation.
const COLUMNS: usize = 92;

/// An additional name by which a search finds a type, unless it is the type's own name.
pub(crate) fn alias(alias: &str, name: &str) -> Option<Tokens> {
    // rustdoc rejects an alias that equals the name, or has quotes, control characters or spaces at its ends.
    let usable = |c: char| !matches!(c, '"' | '\'') && !is_deceptive(c);
    let is_usable = !alias.is_empty() && alias != name && alias.trim() == alias && alias.chars().all(usable);
    let alias = Text(alias);
    is_usable.then(|| quote!(#[doc(alias = #alias)]))
}

/// A foreign name or value as code. Invisible characters are escaped.
pub(crate) fn quoted(text: &str) -> String {
    match code_span(text) {
        span if span.is_empty() => code_span(&text.escape_unicode().to_string()),
        span => span,
    }
}

#[cfg(test)]
mod tests {
    use super::{words, wrapped};

    #[test]
    fn code_is_one_word_however_many_backticks_it_begins_with() {
        assert_eq!(words("a `b c` d"), ["a", "`b c`", "d"]);
        assert_eq!(words("a ````b ``` ` c```` d."), ["a", "````b ``` ` c````", "d."]);
        assert_eq!(words("(`` ` ``) `a`, [`b c`](d)"), ["(`` ` ``)", "`a`,", "[`b c`](d)"]);
    }

    #[test]
    fn no_word_is_lost() {
        let text = "``a ` b`` c ".repeat(40);
        assert_eq!(wrapped(text.trim_end()).join(" "), text.trim_end());
    }
}
