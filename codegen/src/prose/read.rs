//! Parses Markdown into the parts that rustdoc may show.

use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Event, LinkType, Options, Parser, Tag};

use super::Links;
use crate::text::visible;

/// The greatest depth of lists and quotes. Deeper ones are read without their marks.
const DEPTH: usize = 6;

/// A part of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Open(Block),
    Close(Block),
    /// Lines of code.
    CodeBlock(String),
    Rule,
    /// Plain text.
    Text(String),
    /// A span of code.
    Code(String),
    /// The mark at either end of emphasis.
    Mark(&'static str),
    LineBreak,
    OpenLink,
    CloseLink(Target),
    /// An address that is its own text.
    Url(String),
}

/// A container of other parts.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    Paragraph,
    Heading(usize),
    Quote,
    List(List),
    Item,
    Table(Vec<Alignment>),
    Head,
    Row,
    Cell,
}

/// The numbering of a list, and whether its items are paragraphs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct List {
    pub(super) start: Option<u64>,
    pub(super) loose: bool,
}

/// The target of a link.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    Web(String),
    /// The path of an item.
    Item(String),
}

/// Parses a text.
pub(super) fn read<'a>(text: &'a str, links: Links<'a>) -> Vec<Part> {
    // Leading spaces do not make the first line code.
    let text = text.trim_start();
    let mut reader = Reader {
        text,
        links,
        parts: Vec::new(),
        open: Vec::new(),
        depth: 0,
        links_open: 0,
        in_cell: false,
        footnote: None,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut to_items = |link: pulldown_cmark::BrokenLink| {
        let path = link.reference.trim_matches('`').to_owned();
        links.is_item(&path).then(|| (CowStr::from(path), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, options, Some(&mut to_items));
    for (event, range) in parser.into_offset_iter() {
        reader.event(event, range);
    }
    reader.parts
}

struct Reader<'a> {
    text: &'a str,
    links: Links<'a>,
    parts: Vec<Part>,
    /// The open containers, innermost last.
    open: Vec<Open>,
    /// The number of open lists and quotes.
    depth: usize,
    /// The number of open links.
    links_open: usize,
    /// Whether the cell of a table is open.
    in_cell: bool,
    /// The label of a footnote that has no text yet. rustdoc would collect all footnotes of a page in one list.
    footnote: Option<String>,
}

/// The action at the end of a container.
enum Open {
    /// None: it has no mark.
    Ignored,
    Block(Block),
    /// A list, with the index of its start.
    List(usize),
    CodeBlock(String),
    /// Emphasis, with the index of its start.
    Mark(&'static str, usize),
    /// A link, with the index of its start.
    Link(Target, usize),
    /// A link that becomes text: the text after its label.
    Literal(String),
    /// A link that becomes its label, and its target as code.
    Unlinked(String),
    /// An address whose text is not needed.
    Url,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(_) => self.end(),
            Event::Html(text) | Event::InlineHtml(text) if is_break(&text) => self.parts.push(Part::LineBreak),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.plain(&text),
            // In a cell, `|` needs a backslash, which can't follow another one in code.
            Event::Code(code) if self.in_cell && code.contains("\\|") => self.plain(&code),
            Event::Code(code) => self.code(code.into_string()),
            Event::SoftBreak => self.plain(" "),
            Event::HardBreak => self.parts.push(Part::LineBreak),
            Event::Rule => self.parts.push(Part::Rule),
            Event::FootnoteReference(label) => self.plain(&format!("[^{label}]")),
            // These options are disabled.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.plain(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        let open = match tag {
            Tag::Paragraph | Tag::HtmlBlock => {
                self.loosen();
                let open = self.block(Block::Paragraph);
                if let Some(label) = self.footnote.take() {
                    self.plain(&format!("[^{label}]: "));
                }
                open
            }
            Tag::Heading { level, .. } => self.block(Block::Heading(level as usize)),
            Tag::BlockQuote(_) | Tag::List(_) if self.depth >= DEPTH => self.ignored(),
            Tag::Item if !matches!(self.open.last(), Some(Open::List(_))) => self.ignored(),
            Tag::BlockQuote(_) => {
                self.depth += 1;
                self.block(Block::Quote)
            }
            Tag::List(start) => {
                self.depth += 1;
                self.parts.push(Part::Open(Block::List(List { start, loose: false })));
                Open::List(self.parts.len() - 1)
            }
            Tag::Item => self.block(Block::Item),
            Tag::FootnoteDefinition(label) => {
                self.footnote = Some(label.into_string());
                Open::Ignored
            }
            Tag::CodeBlock(_) => Open::CodeBlock(String::new()),
            Tag::Table(columns) => self.block(Block::Table(columns)),
            Tag::TableHead => self.block(Block::Head),
            Tag::TableRow => self.block(Block::Row),
            Tag::TableCell => {
                self.in_cell = true;
                self.block(Block::Cell)
            }
            Tag::Emphasis => self.mark(["*", "_"], range),
            Tag::Strong => self.mark(["**", "__"], range),
            Tag::Strikethrough => self.mark(["~~", "~~"], range),
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url),
            Tag::Image { dest_url, .. } => self.image(&dest_url),
            _ => Open::Ignored,
        };
        self.open.push(open);
    }

    /// A span of code, which may name a type. Links can't be nested.
    fn code(&mut self, code: String) {
        let path = if self.links_open == 0 { self.links.named(&code) } else { None };
        match path {
            Some(path) => {
                self.parts.extend([Part::OpenLink, Part::Code(code), Part::CloseLink(Target::Item(path))]);
            }
            None => self.parts.push(Part::Code(code)),
        }
    }

    fn block(&mut self, block: Block) -> Open {
        self.parts.push(Part::Open(block.clone()));
        Open::Block(block)
    }

    /// A container that is nested too deep. A space separates its text from the text around it.
    fn ignored(&mut self) -> Open {
        self.plain(" ");
        Open::Ignored
    }

    /// Marks the list as one of paragraphs.
    fn loosen(&mut self) {
        if let [.., Open::List(at), Open::Block(Block::Item)] = self.open[..]
            && let Part::Open(Block::List(list)) = &mut self.parts[at]
        {
            list.loose = true;
        }
    }

    /// Emphasis, with the mark of the text: consecutive ones are distinguished by their marks.
    fn mark(&mut self, [star, line]: [&'static str; 2], range: Range<usize>) -> Open {
        let mark = if self.text[range].starts_with('_') { line } else { star };
        self.parts.push(Part::Mark(mark));
        Open::Mark(mark, self.parts.len() - 1)
    }

    fn link(&mut self, kind: LinkType, to: &str) -> Open {
        if matches!(kind, LinkType::Autolink | LinkType::Email) {
            if is_web(to) && self.links_open == 0 {
                self.parts.push(Part::Url(web(to)));
                return Open::Url;
            }
            self.plain("<");
            return Open::Literal(">".to_owned());
        }
        match self.target(to) {
            Some(target) => self.live(target),
            None if self.links_open > 0 => Open::Ignored,
            None => self.unreachable("[", to),
        }
    }

    /// A link that can't be one here: to a page beside the schema's own documentation, or no link at all, as in `f[i](x)`.
    fn unreachable(&mut self, mark: &str, to: &str) -> Open {
        if to.contains(['/', '#']) || to.starts_with("mailto:") {
            return Open::Unlinked(to.to_owned());
        }
        self.plain(mark);
        Open::Literal(format!("]({to})"))
    }

    /// An image becomes a link, so that readers of the documentation do not load it.
    fn image(&mut self, to: &str) -> Open {
        match self.target(to).filter(|target| matches!(target, Target::Web(_))) {
            Some(target) => self.live(target),
            None if self.links_open > 0 => Open::Ignored,
            None => self.unreachable("![", to),
        }
    }

    /// The target of a link, if a link is allowed here: links can't be nested.
    fn target(&self, to: &str) -> Option<Target> {
        match to {
            _ if self.links_open > 0 => None,
            _ if is_web(to) => Some(Target::Web(web(to))),
            _ if self.links.is_item(to) => Some(Target::Item(to.to_owned())),
            _ => None,
        }
    }

    fn live(&mut self, target: Target) -> Open {
        self.links_open += 1;
        self.parts.push(Part::OpenLink);
        Open::Link(target, self.parts.len() - 1)
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        match open {
            Open::Ignored | Open::Url => {}
            Open::Block(block) => {
                self.depth -= usize::from(block == Block::Quote);
                self.in_cell &= block != Block::Cell;
                self.parts.push(Part::Close(block));
            }
            Open::List(at) => {
                self.depth -= 1;
                if let Part::Open(list) = self.parts[at].clone() {
                    self.parts.push(Part::Close(list));
                }
            }
            Open::CodeBlock(code) => self.parts.push(Part::CodeBlock(code)),
            // Two adjacent marks would be another mark.
            Open::Mark(_, at) if !self.is_shown(at) => self.parts.truncate(at),
            Open::Mark(mark, _) => self.parts.push(Part::Mark(mark)),
            Open::Link(target, at) => {
                self.links_open -= 1;
                self.close_link(target, at);
            }
            Open::Literal(rest) => self.plain(&rest),
            Open::Unlinked(target) => self.unlinked(&target),
        }
    }

    /// Adds the target of such a link, unless it is a heading of the same page.
    fn unlinked(&mut self, target: &str) {
        // In a cell, `|` needs a backslash, which code can't have.
        if target.starts_with('#') || self.in_cell && target.contains('|') {
            return;
        }
        self.plain(" (");
        self.parts.push(Part::Code(target.to_owned()));
        self.plain(")");
    }

    /// A link without a label shows its address.
    fn close_link(&mut self, target: Target, at: usize) {
        match target {
            Target::Web(url) if !self.is_shown(at) => {
                self.parts.truncate(at);
                self.parts.push(Part::Url(url));
            }
            target => self.parts.push(Part::CloseLink(target)),
        }
    }

    /// Whether the parts from an index on have visible text.
    fn is_shown(&self, from: usize) -> bool {
        self.parts[from..].iter().any(|part| match part {
            Part::Text(text) | Part::Code(text) => !visible(text).trim().is_empty(),
            Part::Url(_) => true,
            _ => false,
        })
    }

    fn plain(&mut self, text: &str) {
        if let Some(Open::CodeBlock(code)) = self.open.last_mut() {
            code.push_str(&visible(&text.replace('\t', "    ")));
            return;
        }
        if matches!(self.open.last(), Some(Open::Url)) {
            return;
        }
        let text = visible(text).replace('\n', " ");
        match self.parts.last_mut() {
            Some(Part::Text(before)) => before.push_str(&text),
            _ => self.parts.push(Part::Text(text)),
        }
    }
}

/// Whether a tag is `<br>`, `<br/>` or `<br />`.
fn is_break(tag: &str) -> bool {
    let name = tag.trim().strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    name.is_some_and(|name| name.trim_end_matches('/').trim_end().eq_ignore_ascii_case("br"))
}

fn is_web(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme))
}

/// An address without special characters of Markdown: characters that are invalid in a URL are percent-encoded.
pub(super) fn web(url: &str) -> String {
    let mut encoded = String::with_capacity(url.len());
    for c in url.chars() {
        if c.is_alphanumeric() || "-._~:/?#@!$&*+,;=%'".contains(c) {
            encoded.push(c);
        } else {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| encoded.push_str(&format!("%{byte:02X}")));
        }
    }
    encoded
}
