//! The parts of the emitters' templates.
//!
//! `quote!` copies the tokens after each `#` in a template. Here, the tokens of one template move into the next one, and names and texts
//! become tokens only there.

use std::cell::Cell;

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use serde_json::Value;

use crate::visible::is_deceptive;

/// The tokens of a template. They are moved into one other template.
pub(crate) struct Tokens(Cell<Option<TokenStream>>);

/// A template: [`quote::quote!`] whose tokens move.
macro_rules! quote {
    ($($template:tt)*) => {
        $crate::emit::tokens::Tokens::from(::quote::quote!($($template)*))
    };
}
pub(crate) use quote;

impl Tokens {
    pub(crate) fn new() -> Self {
        TokenStream::new().into()
    }

    /// The tokens of a text that is known to be Rust.
    pub(crate) fn parse(text: &str) -> Self {
        let tokens: TokenStream = text.parse().unwrap_or_else(|_| unreachable!("`{text}` is not Rust"));
        tokens.into()
    }

    pub(crate) fn into_stream(self) -> TokenStream {
        self.take()
    }

    /// The text of a path or a type, without spaces between its tokens.
    pub(crate) fn into_path(self) -> String {
        self.into_stream().to_string().replace(' ', "")
    }

    fn take(&self) -> TokenStream {
        self.0.take().expect("the tokens of a template are used once")
    }
}

impl From<TokenStream> for Tokens {
    fn from(tokens: TokenStream) -> Self {
        Self(Cell::new(Some(tokens)))
    }
}

impl ToTokens for Tokens {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let own = self.take();
        if tokens.is_empty() {
            *tokens = own;
        } else {
            tokens.extend([own]);
        }
    }
}

/// A name.
#[derive(Clone, Copy)]
pub(crate) struct Name<S>(pub(crate) S);

impl<S: AsRef<str>> ToTokens for Name<S> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(Ident::new(self.0.as_ref(), Span::call_site()));
    }
}

impl<S: AsRef<str>> Name<S> {
    /// A field of a struct expression: `name: value`, or `name` if that is the value.
    pub(crate) fn initialized(&self, value: Tokens) -> Tokens {
        let value = value.into_stream();
        let mut tokens = value.clone().into_iter();
        match (tokens.next(), tokens.next()) {
            (Some(TokenTree::Ident(own)), None) if own == self.0.as_ref() => quote!(#self),
            _ => quote!(#self: #value),
        }
    }
}

/// A string literal.
#[derive(Clone, Copy)]
pub(crate) struct Text<S>(pub(crate) S);

impl<S: AsRef<str>> ToTokens for Text<S> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(token(self.0.as_ref()));
    }
}

/// A JSON scalar as a literal in a place without an expected type: an integer that does not fit `i32` has a suffix.
#[derive(Clone, Copy)]
pub(crate) struct Scalar<'v>(pub(crate) &'v Value);

impl ToTokens for Scalar<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let text = match self.0 {
            Value::String(text) => return Text(text).to_tokens(tokens),
            Value::Number(number) => match (number.as_i64(), number.is_u64()) {
                (Some(number), _) if i32::try_from(number).is_err() => format!("{number}_i64"),
                (None, true) => format!("{number}_u64"),
                _ => number.to_string(),
            },
            other => other.to_string(),
        };
        Tokens::parse(&text).to_tokens(tokens);
    }
}

/// The text of a string literal.
pub(crate) fn literal(text: &str) -> String {
    escaped(text).unwrap_or_else(|| Literal::string(text).to_string())
}

fn token(text: &str) -> Literal {
    escaped(text).and_then(|literal| literal.parse().ok()).unwrap_or_else(|| Literal::string(text))
}

/// The text of a string literal, except for a string with a NUL. [`Literal::string`] looks up the Unicode properties of each letter; this
/// only does it for letters beyond ASCII.
fn escaped(text: &str) -> Option<String> {
    let is_special = |byte: u8| !matches!(byte, b' '..=b'~') || matches!(byte, b'"' | b'\\');
    let mut escaped = String::with_capacity(text.len() + 2);
    escaped.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_special) {
        let (plain, special) = rest.split_at(at);
        escaped.push_str(plain);
        let mut letters = special.chars();
        match letters.next() {
            // The escape of a NUL depends on the next character.
            Some('\0') => return None,
            // An invisible character that Rust treats as a letter.
            Some(letter) if is_deceptive(letter) && letter.escape_debug().len() == 1 => {
                escaped.extend(letter.escape_unicode());
            }
            letter => escaped.extend(letter.into_iter().flat_map(char::escape_debug)),
        }
        rest = letters.as_str();
    }
    escaped.push_str(rest);
    escaped.push('"');
    Some(escaped)
}

#[cfg(test)]
mod tests {
    use proc_macro2::Literal;
    use quote::ToTokens;

    use super::{Name, Text, Tokens, literal, token};

    #[test]
    fn a_template_moves_into_another() {
        let (name, text) = (Name("a"), Text("b"));
        let inner = quote!(#name: #text);
        let outer = quote!({ #inner, #name });
        assert_eq!(outer.into_stream().to_string(), "{ a : \"b\" , a }");
        let alone = quote!(#name);
        assert_eq!(quote!(#alone).into_stream().to_string(), "a");
    }

    #[test]
    fn a_field_of_the_name_of_its_value_is_said_once() {
        let field = |value| Name("a").initialized(value).into_stream().to_string();
        assert_eq!(field(quote!(a)), "a");
        assert_eq!(field(quote!(b)), "a : b");
        assert_eq!(field(quote!(a.into())), "a : a . into ()");
    }

    #[test]
    #[should_panic(expected = "are used once")]
    fn a_template_is_used_once() {
        let inner = Tokens::new();
        let _ = (inner.to_token_stream(), inner.to_token_stream());
    }

    #[test]
    fn invisible_characters_are_escaped() {
        assert_eq!(literal("a\u{3164}\u{fe0f}\u{202e}"), r#""a\u{3164}\u{fe0f}\u{202e}""#);
    }

    #[test]
    fn texts_are_escaped_as_ever() {
        let texts = [
            "",
            "a 'b' ~",
            "\"",
            "\\",
            "a\\\"",
            "a\\nb",
            "\0",
            "\x001",
            "\n\t\r",
            "ü",
            "\u{301}a\u{301}",
            "\u{202e}",
            "\u{7f}",
            "🦀",
        ];
        for text in texts {
            assert_eq!(token(text).to_string(), Literal::string(text).to_string(), "{text:?}");
            assert_eq!(literal(text), Literal::string(text).to_string(), "{text:?}");
        }
    }
}
