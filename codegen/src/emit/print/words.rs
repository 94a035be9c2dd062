//! Tokens as words: what `TokenStream` prints, taken apart again, without a copy of any token.

/// The words that are left to read.
pub(super) struct Words<'a> {
    words: Vec<&'a str>,
    at: usize,
}

/// What can't be a name where one is looked for, and leads to something that is not known here.
const KEYWORDS: &[&str] = &[
    "as", "async", "await", "box", "break", "const", "continue", "do", "dyn", "else", "enum", "extern", "fn", "for",
    "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "static", "struct",
    "trait", "type", "unsafe", "use", "where", "while", "yield",
];

impl<'a> Words<'a> {
    /// None if there is a token of a kind that no emitter writes.
    pub(super) fn new(mut text: &'a str) -> Option<Self> {
        let mut words = Vec::with_capacity(text.len() / 4);
        loop {
            text = text.trim_start();
            if text.is_empty() {
                return Some(Self { words, at: 0 });
            }
            let (word, rest) = text.split_at(length(text)?);
            words.push(word);
            text = rest;
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.words.len()
    }

    pub(super) fn peek(&self) -> Option<&'a str> {
        self.peek_at(0)
    }

    /// A word further on.
    pub(super) fn peek_at(&self, distance: usize) -> Option<&'a str> {
        self.words.get(self.at + distance).copied()
    }

    pub(super) fn next(&mut self) -> Option<&'a str> {
        let word = self.peek()?;
        self.at += 1;
        Some(word)
    }

    /// Passes over a word if it is the next one.
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

    /// How far it is to the word behind the bracket that closes the one at a distance.
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
    word.starts_with(|c: char| c == '_' || unicode_ident::is_xid_start(c)) && !KEYWORDS.contains(&word)
}

pub(super) fn is_literal(word: &str) -> bool {
    word.starts_with(|c: char| c == '"' || c.is_ascii_digit())
}

/// The length of the first word.
fn length(text: &str) -> Option<usize> {
    let name = |text: &str| text.find(|c| !unicode_ident::is_xid_continue(c)).unwrap_or(text.len());
    let first = text.chars().next()?;
    match first {
        '"' => string(text),
        '\'' => match 1 + name(&text[1..]) {
            1 => None,
            // Else it is a character, not a lifetime.
            end => (!text[end..].starts_with('\'')).then_some(end),
        },
        '0'..='9' => {
            let whole = name(text);
            let point = text[whole..].starts_with('.');
            Some(if point { whole + 1 + name(&text[whole + 1..]) } else { whole })
        }
        // What a doc comment in a template comes to.
        'r' if text.starts_with("r\"") => Some(2 + text[2..].find('"')? + 1),
        c if c == '_' || unicode_ident::is_xid_start(c) => {
            let end = name(text);
            // Else it is a raw name, or a string of another kind.
            (!text[end..].starts_with(['#', '"', '\''])).then_some(end)
        }
        _ if ["::", "->", "=>"].iter().any(|two| text.starts_with(two)) => Some(2),
        _ => Some(first.len_utf8()),
    }
}

/// The length of a string literal.
fn string(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}
