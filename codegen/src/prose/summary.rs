//! The first sentence of a text, which rustdoc shows in the tables of a module.

use super::read::{Block, Part};

/// Separates the first sentence of a text, unless it ends inside a link or emphasis.
pub(super) fn set_apart(parts: &mut Vec<Part>) {
    if parts.first() != Some(&Part::Open(Block::Paragraph)) {
        return;
    }
    let mut inside = 0_usize;
    let mut marks = Vec::new();
    for index in 1..parts.len() {
        match &parts[index] {
            Part::OpenLink => inside += 1,
            Part::CloseLink(_) => inside -= 1,
            Part::Mark(mark) if marks.last() == Some(mark) => _ = marks.pop(),
            Part::Mark(mark) => marks.push(*mark),
            Part::Close(_) => return,
            Part::Text(text) if inside == 0 && marks.is_empty() => {
                let code_follows = matches!(parts.get(index + 1), Some(Part::Code(_)));
                if let Some(end) = sentence_end(text, code_follows) {
                    let (first, rest) = (text[..end].to_owned(), text[end..].trim_start().to_owned());
                    let paragraph = || Block::Paragraph;
                    let apart =
                        [Part::Text(first), Part::Close(paragraph()), Part::Open(paragraph()), Part::Text(rest)];
                    parts.splice(index..=index, apart);
                    return;
                }
            }
            _ => {}
        }
    }
}

/// The end of a sentence that another one follows.
fn sentence_end(text: &str, code_follows: bool) -> Option<usize> {
    text.match_indices(". ").map(|(at, _)| at + 1).find(|end| {
        let (first, rest) = text.split_at(*end);
        // A sentence starts with a capital or with code: `e.g. this` and `i.e. that` do not end one.
        let begins = rest.trim_start().chars().next().map_or(code_follows, char::is_uppercase);
        begins && !["e.g.", "i.e.", "etc."].iter().any(|short| first.ends_with(short))
    })
}
