//! Prose of others, read as Markdown and written anew, so that rustdoc shows what its author meant and does nothing else.
//!
//! Descriptions are Markdown for a web page, not for rustdoc: there, a block of code is a test that is run, `[x]` is a link to an item, and
//! `<id>` is HTML. So [`read`](read::read) takes a text apart by the rules of CommonMark, and [`write`](write::write) puts together what
//! it has understood:
//!
//! - Code is always marked `text`, and a span of code stays in one line.
//! - Lists, tables, quotes, headings and emphasis stay. Containers within containers end at a depth that nobody reads.
//! - Links lead to the web, or are text. An image is a link to it. A bare URL is a link.
//! - HTML is text. What can't be seen is left out.
//!
//! All of it takes time that is linear in the length of the text.

mod escape;
mod read;
mod words;
mod write;

/// Where links may lead.
#[derive(Clone, Copy)]
pub(crate) enum Links<'a> {
    /// To the web, as in the prose of schemas.
    Web,
    /// To items of the generated crate as well, as in the prose of a configuration: to those of which this is true.
    Items(&'a dyn Fn(&str) -> bool),
    /// To the web, and from spans of code to the types that they name.
    Types(&'a dyn Targets),
}

/// The types that spans of code name.
pub(crate) trait Targets {
    /// The path of the type, if it is one.
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

/// The same with the first sentence as a paragraph of its own, which is what rustdoc shows in the tables of a module.
pub(crate) fn lines_with_summary(text: &str, links: Links) -> Vec<String> {
    let mut parts = read::read(text, links);
    read::set_summary_apart(&mut parts);
    write::write(&parts)
}

#[cfg(test)]
mod tests;
