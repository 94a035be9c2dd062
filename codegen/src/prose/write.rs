//! Writes the parts of a text as lines of Markdown.

use pulldown_cmark::Alignment;

use super::read::{Block, List, Part};
use super::words::Words;
use crate::text::longest_run;

/// The last column of a doc comment, including its indentation.
const COLUMNS: usize = 100;
/// `    /// `: the deepest indentation of doc comments.
const INDENT: usize = 8;
/// The smallest width of a line, at any depth of lists and quotes.
const LEAST: usize = 40;

/// Writes a text.
pub(super) fn write(parts: &[Part]) -> Vec<String> {
    let mut writer = Writer::default();
    parts.iter().for_each(|part| writer.part(part));
    writer.end_paragraph();
    while writer.lines.last().is_some_and(String::is_empty) {
        writer.lines.pop();
    }
    writer.lines
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    containers: Vec<Container>,
    /// The inline parts since the last block.
    words: Words,
    /// Whether a blank line is needed before the next block.
    is_apart: bool,
    /// The last list, if nothing follows it.
    before: Option<Marks>,
    /// The second row of the current table.
    delimiters: String,
    /// Cells of the current row.
    cells: Vec<String>,
}

/// A quote, or an item of a list.
struct Container {
    /// The text before its first line.
    mark: String,
    /// The text before the other lines.
    indent: String,
    is_begun: bool,
    /// The list around an item.
    list: Option<Numbering>,
}

/// The marks of a list's items: consecutive lists have different ones, so that they are not merged.
#[derive(Clone, Copy, PartialEq)]
struct Marks {
    is_numbered: bool,
    mark: char,
}

/// The state of a list.
#[derive(Clone, Copy)]
struct Numbering {
    marks: Marks,
    next: u64,
    is_loose: bool,
}

impl Writer {
    fn part(&mut self, part: &Part) {
        match part {
            Part::Open(block) => self.open(block),
            Part::Close(block) => self.close(block),
            Part::CodeBlock(code) => self.code_block(code),
            Part::Rule => {
                self.begin_block();
                // A line of underscores: hyphens or stars could be items of lists.
                self.line("___");
                self.end_block();
            }
            inline => self.words.push(inline),
        }
    }

    fn open(&mut self, block: &Block) {
        match block {
            Block::Paragraph | Block::Heading(_) => self.begin_block(),
            Block::Table(columns) => {
                self.begin_block();
                self.delimiters = delimiters(columns);
            }
            Block::Quote => {
                self.begin_block();
                self.enter("> ", "> ", None);
            }
            Block::List(list) => self.open_list(*list),
            Block::Item => self.open_item(),
            Block::Head | Block::Row | Block::Cell => {}
        }
    }

    fn close(&mut self, block: &Block) {
        match block {
            Block::Paragraph => self.end_paragraph(),
            Block::Heading(level) => {
                let words = std::mem::take(&mut self.words).in_one_line();
                // `#` at the end would be removed with the end of the heading.
                let text = if words.ends_with('#') { format!("{}\\#", &words[..words.len() - 1]) } else { words };
                if !text.is_empty() {
                    self.line(&format!("{} {text}", "#".repeat(*level)));
                    self.end_block();
                }
            }
            Block::Quote => self.leave(),
            Block::List(_) => {
                self.end_paragraph();
                self.before = self.containers.pop().and_then(|list| list.list).map(|list| list.marks);
                self.is_apart = true;
            }
            Block::Item => self.close_item(),
            Block::Table(_) => self.end_block(),
            Block::Cell => {
                let cell = std::mem::take(&mut self.words).in_one_line();
                self.cells.push(cell.replace('|', "\\|"));
            }
            Block::Head => {
                self.row();
                let delimiters = std::mem::take(&mut self.delimiters);
                self.line(&delimiters);
            }
            Block::Row => self.row(),
        }
    }

    fn row(&mut self) {
        let row = format!("| {} |", std::mem::take(&mut self.cells).join(" | "));
        self.line(&row);
    }

    /// Ends the text that has no mark of its own, and separates the next block from it.
    fn begin_block(&mut self) {
        self.end_paragraph();
        self.before = None;
        self.set_apart();
    }

    fn end_block(&mut self) {
        self.is_apart = true;
        self.before = None;
    }

    fn set_apart(&mut self) {
        if std::mem::take(&mut self.is_apart) {
            self.line("");
        }
    }

    /// Writes the inline parts since the last block as a paragraph. In an item of a list without paragraphs, it has no start.
    fn end_paragraph(&mut self) {
        if self.words.is_empty() {
            return;
        }
        self.set_apart();
        let indent: usize = self.containers.iter().map(|container| container.indent.len()).sum();
        let width = (COLUMNS - INDENT).saturating_sub(indent).max(LEAST);
        for line in std::mem::take(&mut self.words).wrapped(width) {
            self.line(&line);
        }
        self.end_block();
    }

    fn code_block(&mut self, code: &str) {
        self.begin_block();
        let fence = "`".repeat((longest_run(code, '`') + 1).max(3));
        self.line(&format!("{fence}text"));
        code.lines().for_each(|line| self.line(line));
        self.line(&fence);
        self.end_block();
    }

    fn open_list(&mut self, list: List) {
        let before = self.before.filter(|_| self.words.is_empty());
        let is_nested = self.containers.last().is_some_and(|container| container.list.is_some_and(|l| !l.is_loose));
        self.end_paragraph();
        // The marks of a list directly below the text of its item separate them.
        self.is_apart &= !(is_nested && before.is_none());
        self.set_apart();
        let marks = |mark| Marks { is_numbered: list.start.is_some(), mark };
        let [usual, other] = if list.start.is_some() { ['.', ')'] } else { ['-', '*'] };
        let marks = if before == Some(marks(usual)) { marks(other) } else { marks(usual) };
        let numbering = Numbering { marks, next: list.start.unwrap_or(0), is_loose: list.loose };
        self.enter("", "", Some(numbering));
    }

    fn open_item(&mut self) {
        let Some(list) = self.containers.last_mut().and_then(|list| list.list.as_mut()) else { return };
        let mark = match list.marks {
            Marks { is_numbered: true, mark } => format!("{}{mark} ", list.next),
            Marks { mark, .. } => format!("{mark} "),
        };
        // A longer number is invalid (CommonMark, 5.2).
        list.next = (list.next + 1).min(999_999_999);
        let list = *list;
        self.set_apart();
        self.enter(&mark, &" ".repeat(mark.len()), Some(list));
    }

    fn close_item(&mut self) {
        let is_loose = self.containers.last().and_then(|item| item.list).is_some_and(|list| list.is_loose);
        self.leave();
        self.is_apart = is_loose;
    }

    fn enter(&mut self, mark: &str, indent: &str, list: Option<Numbering>) {
        // The list around items has no marks, and so has already started.
        let is_begun = mark.is_empty();
        self.containers.push(Container { mark: mark.to_owned(), indent: indent.to_owned(), is_begun, list });
        self.is_apart = false;
        self.before = None;
    }

    /// Ends a quote or an item. An empty one still has its mark.
    fn leave(&mut self) {
        self.end_paragraph();
        if self.containers.last().is_some_and(|container| !container.is_begun) {
            self.line("");
        }
        self.containers.pop();
        self.end_block();
    }

    fn line(&mut self, text: &str) {
        let mut line = String::new();
        for container in &mut self.containers {
            line.push_str(if container.is_begun { &container.indent } else { &container.mark });
            container.is_begun = true;
        }
        line.push_str(text);
        line.truncate(line.trim_end().len());
        self.lines.push(line);
    }
}

/// The second row of a table.
fn delimiters(columns: &[Alignment]) -> String {
    let column = |alignment: &Alignment| match alignment {
        Alignment::None => "---|",
        Alignment::Left => ":--|",
        Alignment::Center => ":-:|",
        Alignment::Right => "--:|",
    };
    format!("|{}", columns.iter().map(column).collect::<String>())
}
