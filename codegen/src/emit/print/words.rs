//! Splits tokens into words, which are ranges of one text.

use std::fmt::{Display, Write as _};
use std::ops::Range;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The initial capacity of the text in bytes, which is enough for most items.
const SIZE: usize = 4096;

/// Tokens as text, and the ranges of words in it: single tokens, or several that belong together, such as `::` and `'a`.
pub(super) struct Source {
    text: String,
    words: Vec<Range<usize>>,
    /// Whether there is a kind of token that no emitter writes.
    strange: bool,
}

impl Source {
    pub(super) fn new(tokens: TokenStream) -> Self {
        let mut source =
            Self { text: String::with_capacity(SIZE), words: Vec::with_capacity(SIZE / 4), strange: false };
        source.push_stream(tokens);
        source
    }

    /// The text, which is valid Rust.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The number of words.
    pub(super) fn words(&self) -> usize {
        self.words.len()
    }

    fn push_stream(&mut self, tokens: TokenStream) {
        for token in tokens {
            let mut joint = false;
            match token {
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Brace => ("{", "}"),
                        Delimiter::Bracket => ("[", "]"),
                        Delimiter::None => {
                            self.push_stream(group.stream());
                            continue;
                        }
                    };
                    let inside = group.stream();
                    // A shared group would be copied when it is taken apart.
                    drop(group);
                    self.push(|text| text.push_str(open));
                    self.text.push(' ');
                    self.push_stream(inside);
                    self.push(|text| text.push_str(close));
                }
                TokenTree::Ident(name) => {
                    let name = self.push(|text| print(text, &name));
                    self.strange |= name.starts_with("r#");
                }
                TokenTree::Punct(mark) => {
                    self.push(|text| text.push(mark.as_char()));
                    joint = mark.spacing() == Spacing::Joint;
                }
                TokenTree::Literal(literal) => {
                    let literal = self.push(|text| print(text, &literal));
                    self.strange |= !is_literal(literal) && !literal.starts_with("r\"");
                }
            }
            if !joint {
                self.text.push(' ');
            }
        }
    }

    /// Adds a token, and returns its text.
    fn push(&mut self, print: impl FnOnce(&mut String)) -> &str {
        let start = self.text.len();
        print(&mut self.text);
        match self.words.last_mut() {
            Some(last) if last.end == start && is_one_word(&self.text[last.start..]) => last.end = self.text.len(),
            _ => self.words.push(start..self.text.len()),
        }
        &self.text[start..]
    }
}

fn print(text: &mut String, token: &impl Display) {
    write!(text, "{token}").expect("a string takes all");
}

/// Whether tokens without a space between them are one word.
fn is_one_word(text: &str) -> bool {
    matches!(text, "::" | "->" | "=>") || text.starts_with('\'')
}

/// The words that are left.
pub(super) struct Words<'a> {
    words: Vec<&'a str>,
    at: usize,
}

impl<'a> Words<'a> {
    /// None if there is a kind of token that no emitter writes.
    pub(super) fn new(source: &'a Source) -> Option<Self> {
        let words = source.words.iter().map(|word| &source.text[word.clone()]);
        (!source.strange).then(|| Self { words: words.collect(), at: 0 })
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.words.len()
    }

    pub(super) fn peek(&self) -> Option<&'a str> {
        self.peek_at(0)
    }

    /// The word at a distance.
    pub(super) fn peek_at(&self, distance: usize) -> Option<&'a str> {
        self.words.get(self.at + distance).copied()
    }

    pub(super) fn next(&mut self) -> Option<&'a str> {
        let word = self.peek()?;
        self.at += 1;
        Some(word)
    }

    /// Skips a word if it is the next one.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        let found = self.peek() == Some(word);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, word: &str) -> Option<()> {
        self.eat(word).then_some(())
    }

    /// The next word, if it is a name.
    pub(super) fn name(&mut self) -> Option<&'a str> {
        self.next().filter(|word| is_name(word))
    }

    /// The distance of the word after the bracket that closes the one at a distance.
    pub(super) fn behind_group(&self, mut distance: usize) -> Option<usize> {
        let mut depth = 0_usize;
        loop {
            match self.peek_at(distance)? {
                "(" | "[" | "{" | "<" => depth += 1,
                ")" | "]" | "}" | ">" => depth = depth.checked_sub(1)?,
                _ => {}
            }
            distance += 1;
            if depth == 0 {
                return Some(distance);
            }
        }
    }
}

pub(super) fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c == '_' || unicode_ident::is_xid_start(c)) && !is_keyword(word)
}

/// Whether a word can't be a name and starts unknown syntax. It is called for nearly every word, so it only compares words of equal length.
fn is_keyword(word: &str) -> bool {
    match word.len() {
        2 => matches!(word, "as" | "do" | "fn" | "if" | "in"),
        3 => matches!(word, "box" | "dyn" | "for" | "let" | "mod" | "mut" | "pub" | "ref" | "use"),
        4 => matches!(word, "else" | "enum" | "impl" | "loop" | "move" | "type"),
        5 => matches!(word, "async" | "await" | "break" | "const" | "match" | "trait" | "where" | "while" | "yield"),
        6 => matches!(word, "extern" | "return" | "static" | "struct" | "unsafe"),
        8 => word == "continue",
        _ => false,
    }
}

pub(super) fn is_literal(word: &str) -> bool {
    word.starts_with(|c: char| c == '"' || c.is_ascii_digit())
}
