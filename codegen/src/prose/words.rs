//! The words and lines of a paragraph.

use std::ops::Range;

use super::escape::{self, Urls};
use super::read::{Part, Target};
use crate::text::code_span;

/// Inline parts, as words that are not broken into lines.
#[derive(Default)]
pub(super) struct Words {
    /// The text of all words.
    text: String,
    words: Vec<Word>,
    /// Whether the next letter belongs to the last word.
    is_open: bool,
    /// The index at which the label of the open link starts, if there is one.
    link: Option<usize>,
}

enum Word {
    /// The word's range in the text.
    Text(Range<usize>),
    LineBreak,
}

impl Words {
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Adds an inline part.
    pub(super) fn push(&mut self, part: &Part) {
        match part {
            Part::Text(text) => {
                let urls = if self.link.is_some() { Urls::Leave } else { Urls::Link };
                self.text(&escape::text(text, urls));
            }
            // A space in code is a part of it.
            Part::Code(code) => match code_span(code) {
                span if span.is_empty() => self.text(" "),
                span => self.glue(&span),
            },
            Part::Mark(mark) => self.glue(mark),
            Part::Url(url) => self.glue(&format!("<{url}>")),
            Part::OpenLink => {
                self.escape_image();
                self.glue("[");
                self.link = Some(self.words.len() - 1);
            }
            Part::CloseLink(target) => self.close_link(target),
            Part::LineBreak => {
                self.is_open = false;
                self.words.push(Word::LineBreak);
            }
            Part::Open(_) | Part::Close(_) | Part::CodeBlock(_) | Part::Rule => {}
        }
    }

    fn text(&mut self, text: &str) {
        for (index, word) in text.split(' ').enumerate() {
            self.is_open &= index == 0;
            if !word.is_empty() {
                self.glue(word);
            }
        }
    }

    /// Appends to the last word, unless a space is between.
    fn glue(&mut self, text: &str) {
        match self.words.last_mut() {
            // An open word is the end of the text.
            Some(Word::Text(word)) if self.is_open => word.end += text.len(),
            _ => self.words.push(Word::Text(self.text.len()..self.text.len() + text.len())),
        }
        self.text.push_str(text);
        self.is_open = true;
    }

    /// `!` before a link would make it an image.
    fn escape_image(&mut self) {
        if let Some(Word::Text(word)) = self.words.last_mut()
            && self.is_open
            && self.text.ends_with('!')
        {
            self.text.insert(word.end - 1, '\\');
            word.end += 1;
        }
    }

    fn close_link(&mut self, target: &Target) {
        let from = self.link.take().unwrap_or_default();
        match target {
            // A text from `&` to `;` may be an entity.
            Target::Web(url) if url.contains(';') => self.end_label(&format!("]({})", url.replace('&', "\\&"))),
            Target::Web(url) => self.end_label(&format!("]({url})")),
            Target::Item(path) => {
                let label: Vec<_> = self.words[from..].iter().map(|word| self.word(word)).collect();
                let is_path = label.join(" ").rsplit('[').next().is_some_and(|label| label.trim_matches('`') == path);
                self.end_label(&if is_path { "]".to_owned() } else { format!("]({path})") });
            }
        }
    }

    /// Ends the label of a link, without trailing space.
    fn end_label(&mut self, end: &str) {
        self.is_open = matches!(self.words.last(), Some(Word::Text(_)));
        self.glue(end);
    }

    fn word(&self, word: &Word) -> &str {
        match word {
            Word::Text(range) => &self.text[range.clone()],
            Word::LineBreak => "",
        }
    }

    /// All words on one line, for the cell of a table or a heading.
    pub(super) fn in_one_line(&self) -> String {
        let words = self.words.iter().map(|word| self.word(word)).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ")
    }

    /// Lines of a width. No line starts a block.
    pub(super) fn wrapped(&self, width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let (mut line, mut columns) = (String::new(), 0);
        for word in &self.words {
            let Word::Text(word) = word else {
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line) + "\\");
                }
                continue;
            };
            let word = &self.text[word.clone()];
            let letters = word.chars().count();
            if !line.is_empty() && columns + 1 + letters > width {
                lines.push(std::mem::take(&mut line));
            }
            if line.is_empty() {
                line = escape::first_word(word);
                columns = line.chars().count();
            } else {
                line.push(' ');
                line.push_str(word);
                columns += 1 + letters;
            }
        }
        if line.is_empty() {
            // A break at the end has no effect.
            if let Some(last) = lines.last_mut() {
                last.pop();
            }
        } else {
            lines.push(line);
        }
        lines
    }
}
