//! Prints the tokens of the emitters in the style of `prettyplease`, without parsing them as full Rust.
//!
//! The emitters write `quote!` templates of few kinds: definitions, `impl` blocks, short functions. For these, `syn` and `prettyplease`
//! would take more than half of a whole run. This printer parses them once, with a grammar of those kinds only; everything else is left to
//! `syn` and `prettyplease`. A test checks that both produce the same text.
//!
//! [`words`] splits the tokens, [`item`], [`expr`] and [`ty`] decide where lines may break, and [`layout`] breaks them.

mod expr;
mod item;
mod layout;
mod ty;
mod words;

use proc_macro2::TokenStream;

use layout::Layout;
use words::{Source, Words};

/// The parser and its output. A rule that finds unknown syntax returns `None`, and the printer gives up.
struct Printer<'a> {
    words: Words<'a>,
    layout: Layout<'a>,
}

/// The text of some items. Tokens with unknown syntax are printed with `prettyplease`.
pub(super) fn items(tokens: TokenStream) -> Result<String, String> {
    let source = Source::new(tokens);
    known_items(&source).ok_or_else(|| source.text().to_owned())
}

fn known_items(source: &Source) -> Option<String> {
    let words = Words::new(source)?;
    let layout = Layout::with_capacity(source.words());
    let mut printer = Printer { words, layout };
    printer.layout.begin(0);
    while !printer.words.is_at_end() {
        printer.item()?;
    }
    printer.layout.end();
    Some(printer.layout.finish(source.text().len()))
}

impl<'a> Printer<'a> {
    /// Prints the next word, which must be this one.
    fn keep(&mut self, word: &'static str) -> Option<()> {
        self.words.expect(word)?;
        self.layout.text(word);
        Some(())
    }

    /// Prints the next word, a name.
    fn name(&mut self) -> Option<()> {
        let name = self.words.name()?;
        self.layout.text(name);
        Some(())
    }

    /// A list up to a closing word, which is consumed and not printed: on one line, or with each element on its own line.
    fn list(&mut self, indent: isize, close: &str, element: fn(&mut Self) -> Option<()>) -> Option<()> {
        if self.words.eat(close) {
            return Some(());
        }
        self.layout.begin(indent);
        self.layout.zero_break();
        self.elements(close, element)?;
        self.layout.dedent();
        self.layout.end();
        Some(())
    }

    /// The elements of such a list, with commas.
    fn elements(&mut self, close: &str, element: fn(&mut Self) -> Option<()>) -> Option<()> {
        while !self.words.eat(close) {
            element(self)?;
            let last = self.comma(close)?;
            self.layout.trailing_comma(last);
        }
        Some(())
    }

    /// Consumes the comma after an element, and returns whether that was the last one.
    fn comma(&mut self, close: &str) -> Option<bool> {
        let comma = self.words.eat(",");
        let last = self.words.peek() == Some(close);
        (comma || last).then_some(last)
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use quote::quote;

    fn pretty(code: &str) -> String {
        prettyplease::unparse(&syn::parse_file(code).expect("it is Rust"))
    }

    #[test]
    fn the_output_equals_prettyplease() {
        let long = "a_name_that_is_long_enough_to_break_the_line_that_it_stands_in";
        for code in [
            "pub const A: &'static [Self] = &[Self::A, Self::B];".to_owned(),
            "const A: &'static [codec::Member] = &[];".to_owned(),
            format!("pub const A: &'static [u8] = &[Self::A, {long}];"),
            format!("/// A \"doc\".\n#[doc(alias = \"{long}{long}\")]\npub struct A(#[doc = \"x\"] pub Option<Vec<u8>>);"),
            format!("#[cfg_attr(not(feature = \"a\"), doc = \"b\")] #[cfg_attr(not(any(feature = \"{long}\", feature = \"b\")), doc = \"{long}\")] mod a;"),
            "#[derive(Clone, Debug)] #[non_exhaustive] pub struct A { pub a: Vec<(u8, u8)>, pub b: (), }".to_owned(),
            "pub struct A {} pub struct B(String); pub type C = Vec<A>;".to_owned(),
            format!("pub type A = BTreeMap<{long}, {long}>;"),
            format!("pub enum A {{ /// B.\nB, C({long}), D(::x::{long}::{long}::D) }}"),
            "impl A { fn a() {} #[must_use] pub fn b(mut self, v: impl Into<B>) -> Self { self.b = Some(v.into()); self } }"
                .to_owned(),
            format!("impl A for super::{long}::B {{ fn a(&mut self, {long}: u8) -> Result<(), A::Error> {{ Ok(x) }} }}"),
            format!("fn a(b: impl Iterator<Item = {long}>, c: impl Iterator<Item: Into<u8>>) {{ b.map(Into::into) }}"),
            format!("fn a(b: impl Iterator<Item = {long}::{long}>, c: impl Iterator<Item: Into<{long}::{long}>>) {{ a }}"),
            "#[cfg(feature = \"a\")] pub mod a; mod b;".to_owned(),
            "fn a() { b.map(|(c, d)| (c.into(), d)); b.map(|(c, d)| (c, d.into())) }".to_owned(),
            format!("fn a() {{ b = Some({long}.map(|(name, value)| (name.into(), value.into())).collect()); c }}"),
            format!("fn a() {{ b({long}.map(|(name, {long})| (name.into(), {long}.into(), 1))); c }}"),
            format!("fn a<'a, B>(b: &'a mut B) -> {long}<{long}> where B: C<'a>, {{ self.{long}({long}) }}"),
            format!("fn a() {{ blank.{long} = a.into().map(Box::new); value.{long}.{long}().{long}(); x }}"),
            format!("fn a() {{ let mut a: Self = ::a::{long}::A::<B, C>::{long}(a, \"b\", 1, &mut c.d); Self {{ a, b: c }} }}"),
            format!("fn a() {{ match index {{ 0 => a::b(&mut self.{long}, input_of_it), \"x\" => return None, _ => c }} }}"),
            format!("fn a() {{ Some(match self {{ Self::A(value) => value.as_str(), Self::{long} => \"{long}\" }}) }}"),
            format!("fn a() {{ Self {{ a: codec::Blank::blank(), b: codec::Blank::{long}({long}) }} }}"),
            format!("fn a() {{ x::<a::B>(\"a \\\" b\", &[\"{long}\", \"b\"], &[], true); self.a({long}, {long}); }}"),
        ] {
            let tokens: proc_macro2::TokenStream = code.parse().expect("it is Rust");
            assert_eq!(super::items(tokens).as_deref(), Ok(&*pretty(&code)), "{code}");
        }
    }

    /// Every printed file of the generated package, part by part. The rows of the codec are emitted as text.
    #[test]
    fn the_generated_package() {
        let (mut all, mut left) = (0, 0);
        for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated")) {
            if file.ends_with("codec.rs") || file.ends_with("describe.rs") {
                continue;
            }
            let text = std::fs::read_to_string(&file).expect("it is there").replace("\r\n", "\n");
            for part in text.split("\n\n").skip(1) {
                let tokens: proc_macro2::TokenStream = without_braces(part).parse().expect("it is Rust");
                all += part.len();
                match super::items(tokens) {
                    Ok(printed) => assert_eq!(printed.trim_end(), part.trim_end()),
                    Err(_) => left += part.len(),
                }
            }
        }
        // Tokens that it leaves to `prettyplease` only cost time.
        assert!(left * 20 < all, "{left} bytes of {all} are left to prettyplease");
    }

    /// The emitted code without braces around a single expression, which the layout adds.
    fn without_braces(part: &str) -> String {
        let lines: Vec<&str> = part.lines().collect();
        let mut code = String::new();
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            match (line.strip_suffix("=> {"), lines.get(at + 1..at + 3)) {
                (Some(pattern), Some([inner, close])) if close.trim() == "}" && !inner.ends_with(';') => {
                    code.extend([pattern, "=> ", inner, ",\n"]);
                    at += 3;
                }
                _ => {
                    code.extend([line, "\n"]);
                    at += 1;
                }
            }
        }
        code
    }

    fn files(directory: &Path) -> Vec<PathBuf> {
        let entries =
            std::fs::read_dir(directory).expect("it is there").map(|entry| entry.expect("it is there").path());
        let (directories, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
        let mut files: Vec<_> =
            files.into_iter().filter(|file| file.extension().is_some_and(|end| end == "rs")).collect();
        files.extend(directories.iter().flat_map(|directory| self::files(directory)));
        files
    }

    #[test]
    fn unknown_parts_are_left_alone() {
        for tokens in [
            quote!(macro_call!(a);),
            quote!(
                fn a() {
                    if a { b } else { c }
                }
            ),
            quote!(
                const A: u8 = 1 + 2;
            ),
            quote!(
                const A: u8 = [1, 2];
            ),
            quote!(
                fn a() {
                    b.map(|c| c)
                }
            ),
            quote!(
                unsafe fn a() {}
            ),
            quote!(
                impl<A> B for C<A> {}
            ),
            quote!(
                fn r#type() {}
            ),
            quote!(
                const A: char = 'a';
            ),
            quote!(
                const A: &[u8] = b"a";
            ),
        ] {
            assert!(super::items(tokens.clone()).is_err(), "{tokens}");
        }
    }
}
