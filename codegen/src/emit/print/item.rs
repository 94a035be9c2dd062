//! Prints items, and the parts before and in them.

use super::Printer;
use super::layout::INDENT;
use super::words::{is_literal, is_name};

impl<'a> Printer<'a> {
    /// An item of a file or of an `impl`.
    pub(super) fn item(&mut self) -> Option<()> {
        self.attributes()?;
        if self.words.is_at_end() {
            return Some(());
        }
        if self.words.peek() == Some("::") {
            self.call_macro()?;
            self.layout.line();
            return Some(());
        }
        let public = self.words.eat("pub");
        match self.words.next()? {
            "impl" if !public => self.impl_block()?,
            "struct" => self.structure(public)?,
            "enum" => self.enumeration(public)?,
            "fn" => self.function(public)?,
            "const" => self.constant(public)?,
            "type" => self.alias(public)?,
            "mod" => self.module(public)?,
            _ => return None,
        }
        self.layout.line();
        Some(())
    }

    /// Starts an item: `pub struct Name`.
    fn begin_item(&mut self, indent: isize, public: bool, keyword: &'static str) -> Option<()> {
        self.layout.begin(indent);
        if public {
            self.layout.text("pub ");
        }
        self.layout.text(keyword);
        self.name()
    }

    /// Ends an item with braces, whose elements each have their own line.
    fn body(&mut self, content: fn(&mut Self) -> Option<()>) -> Option<()> {
        self.keep("{")?;
        if self.words.peek()? == "}" {
            self.words.next()?;
        } else {
            self.layout.line();
            content(self)?;
            self.layout.dedent();
        }
        self.layout.end();
        self.layout.text("}");
        Some(())
    }

    fn impl_block(&mut self) -> Option<()> {
        self.layout.begin(INDENT);
        self.layout.begin_inconsistent(-INDENT);
        self.layout.begin(INDENT);
        self.layout.text("impl");
        self.layout.end();
        self.layout.text(" ");
        self.type_path()?;
        if self.words.eat("for") {
            self.layout.space();
            self.layout.text("for ");
            self.type_path()?;
        }
        self.layout.end();
        self.layout.text(" ");
        self.body(|printer| {
            while !printer.words.eat("}") {
                printer.item()?;
            }
            Some(())
        })
    }

    /// `::schemawright_wire::call! { A => B, "c", [], required body: D }`: one element per line.
    fn call_macro(&mut self) -> Option<()> {
        self.layout.begin(INDENT);
        self.keep("::")?;
        self.name()?;
        self.keep("::")?;
        self.keep("call")?;
        self.keep("!")?;
        self.layout.text(" ");
        self.body(|printer| {
            printer.type_path()?;
            printer.words.expect("=>")?;
            printer.layout.text(" => ");
            printer.ty()?;
            printer.words.expect(",")?;
            printer.layout.text(",");
            printer.layout.line();
            while !printer.words.eat("}") {
                printer.call_element()?;
                printer.words.expect(",")?;
                printer.layout.text(",");
                printer.layout.line();
            }
            Some(())
        })
    }

    fn call_element(&mut self) -> Option<()> {
        if self.words.peek_at(2) != Some(":") {
            return self.expr(true);
        }
        self.name()?;
        self.layout.text(" ");
        self.name()?;
        self.words.expect(":")?;
        self.layout.text(": ");
        self.ty()
    }

    fn structure(&mut self, public: bool) -> Option<()> {
        self.begin_item(INDENT, public, "struct ")?;
        if self.words.eat("(") {
            self.unnamed_fields()?;
            self.keep(";")?;
            self.layout.end();
            return Some(());
        }
        self.layout.text(" ");
        self.body(|printer| {
            while !printer.words.eat("}") {
                printer.field()?;
                printer.comma("}")?;
                printer.layout.text(",");
                printer.layout.line();
            }
            Some(())
        })
    }

    fn enumeration(&mut self, public: bool) -> Option<()> {
        self.begin_item(INDENT, public, "enum ")?;
        self.layout.text(" ");
        self.body(|printer| {
            while !printer.words.eat("}") {
                printer.variant()?;
                printer.comma("}")?;
                printer.layout.text(",");
                printer.layout.line();
            }
            Some(())
        })
    }

    fn variant(&mut self) -> Option<()> {
        self.attributes()?;
        self.name()?;
        if self.words.eat("(") {
            self.layout.begin(INDENT);
            self.unnamed_fields()?;
            self.layout.end();
        }
        Some(())
    }

    /// The fields after the opening parenthesis.
    fn unnamed_fields(&mut self) -> Option<()> {
        self.layout.text("(");
        self.layout.zero_break();
        self.elements(")", Self::unnamed_field)?;
        self.layout.dedent();
        self.layout.text(")");
        Some(())
    }

    fn unnamed_field(&mut self) -> Option<()> {
        self.attributes()?;
        self.visibility();
        self.ty()
    }

    fn field(&mut self) -> Option<()> {
        self.attributes()?;
        self.visibility();
        self.name()?;
        self.words.expect(":")?;
        self.layout.text(": ");
        self.ty()
    }

    fn visibility(&mut self) {
        if self.words.eat("pub") {
            self.layout.text("pub ");
        }
    }

    fn constant(&mut self, public: bool) -> Option<()> {
        self.begin_item(0, public, "const ")?;
        self.words.expect(":")?;
        self.layout.text(": ");
        self.ty()?;
        self.words.expect("=")?;
        self.layout.text(" = ");
        self.layout.never_break();
        self.expr(false)?;
        self.keep(";")?;
        self.layout.end();
        Some(())
    }

    fn alias(&mut self, public: bool) -> Option<()> {
        self.begin_item(INDENT, public, "type ")?;
        self.words.expect("=")?;
        self.layout.text(" = ");
        self.layout.never_break();
        self.layout.begin_inconsistent(-INDENT);
        self.ty()?;
        self.layout.end();
        self.keep(";")?;
        self.layout.end();
        Some(())
    }

    /// `mod a;`.
    fn module(&mut self, public: bool) -> Option<()> {
        self.begin_item(INDENT, public, "mod ")?;
        self.keep(";")?;
        self.layout.end();
        Some(())
    }

    fn function(&mut self, public: bool) -> Option<()> {
        self.begin_item(INDENT, public, "fn ")?;
        if self.words.eat("<") {
            self.layout.text("<");
            self.list(0, ">", Self::generic_parameter)?;
            self.layout.text(">");
        }
        self.keep("(")?;
        self.layout.never_break();
        self.list(0, ")", Self::parameter)?;
        self.layout.text(")");
        self.layout.begin(-INDENT);
        if self.words.eat("->") {
            self.layout.text(" -> ");
            self.ty()?;
        }
        self.layout.end();
        if self.words.eat("where") {
            self.where_clause()?;
        } else {
            self.layout.text(" ");
        }
        self.body(Self::statements)
    }

    /// A lifetime or a name, without bounds.
    fn generic_parameter(&mut self) -> Option<()> {
        let word = self.words.next().filter(|word| word.starts_with('\'') || is_name(word))?;
        self.layout.text(word);
        Some(())
    }

    fn parameter(&mut self) -> Option<()> {
        if self.words.eat("&") {
            self.layout.text("&");
            self.lifetime_of_reference();
            self.mutable();
            return self.keep("self");
        }
        self.mutable();
        if self.words.eat("self") {
            self.layout.text("self");
            return Some(());
        }
        self.name()?;
        self.words.expect(":")?;
        self.layout.text(": ");
        self.ty()
    }

    /// Bounds, one for each name.
    fn where_clause(&mut self) -> Option<()> {
        self.layout.line();
        self.layout.dedent();
        self.layout.text("where");
        self.layout.line();
        while self.words.peek()? != "{" {
            self.name()?;
            self.keep(":")?;
            self.layout.begin_inconsistent(0);
            self.layout.text(" ");
            self.type_path()?;
            self.layout.end();
            self.comma("{")?;
            self.layout.text(",");
            self.layout.line();
        }
        self.layout.dedent();
        Some(())
    }

    fn attributes(&mut self) -> Option<()> {
        while self.words.eat("#") {
            let inner = self.words.eat("!");
            self.words.expect("[")?;
            if self.words.peek_at(1) == Some("=") && self.words.eat("doc") {
                self.words.next()?;
                self.doc(inner)?;
            } else {
                self.layout.text(if inner { "#![" } else { "#[" });
                self.attribute()?;
                self.layout.text("]");
                self.layout.space();
            }
        }
        Some(())
    }

    /// `#[doc = " text"]` as `/// text`.
    fn doc(&mut self, inner: bool) -> Option<()> {
        let literal = self.words.next()?.strip_suffix('"')?;
        self.words.expect("]")?;
        let raw = literal.strip_prefix("r\"");
        let text = raw.or(literal.strip_prefix('"'))?.trim_end_matches(' ');
        if text.starts_with('/') && !inner {
            return None;
        }
        self.layout.text(if inner { "//!" } else { "///" });
        if raw.is_some() {
            self.layout.text(text);
        } else {
            self.unescaped(text)?;
        }
        self.layout.line();
        Some(())
    }

    /// The content of a string literal, if only quotes and backslashes are escaped in it.
    fn unescaped(&mut self, text: &'a str) -> Option<()> {
        let mut pieces = text.split('\\');
        self.layout.text(pieces.next()?);
        while let Some(piece) = pieces.next() {
            match piece.chars().next() {
                Some('"') => self.layout.text(piece),
                // Two backslashes are one token, with nothing between them.
                None => {
                    self.layout.text("\\");
                    self.layout.text(pieces.next()?);
                }
                Some(_) => return None,
            }
        }
        Some(())
    }

    /// `derive(A, B)`, `doc(alias = "a")`, `must_use`, `cfg_attr(not(feature = "a"), doc = "b")`.
    fn attribute(&mut self) -> Option<()> {
        self.type_path()?;
        if self.words.peek()? == "(" {
            self.nested()?;
        }
        self.words.expect("]")
    }

    /// The parts of an attribute in parentheses, which nest.
    fn nested(&mut self) -> Option<()> {
        self.keep("(")?;
        self.layout.begin(INDENT);
        self.layout.zero_break();
        while !self.words.eat(")") {
            let word = self.words.peek()?;
            if is_literal(word) {
                self.layout.text(self.words.next()?);
            } else {
                self.type_path()?;
            }
            if self.words.peek()? == "(" {
                self.nested()?;
            }
            if self.words.eat("=") {
                self.layout.text(" = ");
            } else if self.words.peek()? != ")" {
                self.words.expect(",")?;
                // A trailing comma is printed in another way.
                (self.words.peek()? != ")").then_some(())?;
                self.layout.text(",");
                self.layout.space();
            }
        }
        self.layout.zero_break();
        self.layout.dedent();
        self.layout.end();
        self.layout.text(")");
        Some(())
    }
}
