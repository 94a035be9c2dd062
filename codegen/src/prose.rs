//! Descriptions from schemas, parsed as Markdown and written again, so that rustdoc shows what their authors meant.
//!
//! Descriptions are Markdown for a web page. In rustdoc, a block of code is a test, `[x]` is a link to an item, and `<id>` is HTML. So
//! [`read`](read::read) parses a text by the rules of CommonMark, and [`write`](write::write) writes the parsed text:
//!
//! - Code is always marked `text`, and a span of code stays in one line.
//! - Lists, tables, quotes, headings and emphasis are kept. Deeply nested containers are flattened.
//! - Links point to the web, or become text with their target as code. An image becomes a link to it. A bare URL becomes a link.
//! - HTML becomes text, except for `<br>`. Invisible characters are removed.
//!
//! The time is linear in the length of the text.

mod escape;
mod read;
mod summary;
mod words;
mod write;

/// The permitted targets of links.
#[derive(Clone, Copy)]
pub(crate) enum Links<'a> {
    /// The web, for descriptions in schemas.
    Web,
    /// Also items of the generated crate, for descriptions in a configuration: those for which the function returns true.
    Items(&'a dyn Fn(&str) -> bool),
    /// The web, and for spans of code, the types that they name.
    Types(&'a dyn Targets),
}

/// The types that spans of code can name.
pub(crate) trait Targets {
    /// The path of the type of that name, if there is one.
    fn path(&self, code: &str) -> Option<String>;
}

impl Links<'_> {
    fn is_item(self, path: &str) -> bool {
        match self {
            Links::Web | Links::Types(_) => false,
            Links::Items(is_item) => is_item(path),
        }
    }

    /// The path of the type that a span of code names.
    fn named(self, code: &str) -> Option<String> {
        match self {
            Links::Types(targets) => targets.path(code),
            Links::Web | Links::Items(_) => None,
        }
    }
}

/// The text as lines of Markdown.
pub(crate) fn lines(text: &str, links: Links) -> Vec<String> {
    write::write(&read::read(text, links))
}

/// The same with the first sentence as a separate paragraph, which rustdoc shows in the tables of a module.
pub(crate) fn lines_with_summary(text: &str, links: Links) -> Vec<String> {
    let mut parts = read::read(text, links);
    summary::set_apart(&mut parts);
    write::write(&parts)
}

#[cfg(test)]
mod tests;
