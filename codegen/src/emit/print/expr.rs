//! Statements and expressions.

use super::Printer;
use super::layout::{Break, INDENT};
use super::words::{is_literal, is_name};

/// A receiver with at most this many letters stays on one line with the first call: `self.a()`.
const SHORT: usize = 4;
/// From this width on, each member of a struct expression has its own line.
const STRUCT: isize = 34;

/// A step after a path.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Call,
    Field,
    Method,
}

impl<'a> Printer<'a> {
    /// The statements of a function, up to its closing brace.
    pub(super) fn statements(&mut self) -> Option<()> {
        while !self.words.eat("}") {
            self.statement()?;
            self.layout.line();
        }
        Some(())
    }

    fn statement(&mut self) -> Option<()> {
        self.layout.begin_inconsistent(0);
        if self.words.eat("let") {
            self.layout.text("let ");
            self.mutable();
            self.name()?;
            if self.words.eat(":") {
                self.layout.text(": ");
                self.ty()?;
            }
            self.assigned()?;
            self.layout.end();
            return self.keep(";");
        }
        if self.is_assignment() {
            self.layout.begin_inconsistent(0);
            self.expr(false)?;
            self.assigned()?;
            self.layout.end();
            self.keep(";")?;
        } else {
            let returns = self.words.peek() == Some("return");
            self.expr(true)?;
            if self.words.eat(";") {
                self.layout.text(";");
            } else if returns || self.words.peek() != Some("}") {
                return None;
            }
        }
        self.layout.end();
        Some(())
    }

    fn assigned(&mut self) -> Option<()> {
        self.words.expect("=")?;
        self.layout.text(" = ");
        self.layout.never_break();
        self.expr(false)
    }

    /// Whether the statement starts with `a.b =`.
    fn is_assignment(&self) -> bool {
        let mut distance = 1;
        while self.words.peek_at(distance) == Some(".") {
            distance += 2;
        }
        self.words.peek_at(distance) == Some("=")
    }

    /// An expression. At the start of a line, a short receiver is not separated from the call.
    pub(super) fn expr(&mut self, begins_line: bool) -> Option<()> {
        match self.words.peek()? {
            "&" => {
                self.keep("&")?;
                self.mutable();
                self.expr(false)
            }
            "[" => self.array(),
            "|" => self.closure(),
            "match" => self.match_expr(),
            "return" => {
                self.keep("return")?;
                if matches!(self.words.peek()?, "," | ";" | "}") {
                    return Some(());
                }
                self.layout.text(" ");
                self.expr(false)
            }
            word if is_literal(word) => {
                self.words.next()?;
                self.layout.text(word);
                (self.words.peek() != Some(".")).then_some(())
            }
            word if word == "::" || is_name(word) => self.path_and_steps(begins_line),
            _ => None,
        }
    }

    fn array(&mut self) -> Option<()> {
        self.keep("[")?;
        // Several numbers and booleans would share lines.
        if self.words.peek().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()) || is_boolean(word)) {
            return None;
        }
        self.list(INDENT, "]", Self::element)?;
        self.layout.text("]");
        Some(())
    }

    fn element(&mut self) -> Option<()> {
        self.expr(false)
    }

    /// `|(a, b)| (c, d)`.
    fn closure(&mut self) -> Option<()> {
        self.layout.begin_inconsistent(0);
        self.layout.begin(INDENT);
        self.keep("|")?;
        self.layout.zero_break();
        self.tuple(Self::name)?;
        self.keep("|")?;
        self.layout.space();
        self.layout.dedent();
        self.layout.end();
        self.layout.never_break();
        self.tuple(Self::element)?;
        self.layout.end();
        Some(())
    }

    /// A tuple of at least two elements.
    fn tuple(&mut self, element: fn(&mut Self) -> Option<()>) -> Option<()> {
        self.keep("(")?;
        self.layout.begin(INDENT);
        self.layout.zero_break();
        element(self)?;
        self.words.expect(",")?;
        if self.words.peek()? == ")" {
            return None;
        }
        self.layout.trailing_comma(false);
        self.elements(")", element)?;
        self.layout.dedent();
        self.layout.end();
        self.layout.text(")");
        Some(())
    }

    /// A path with the steps after it: `a::b(c)`, `a.b.c(d)`, `A { b: c }`.
    fn path_and_steps(&mut self, begins_line: bool) -> Option<()> {
        let path = self.expr_path_length()?;
        match self.words.peek_at(path) {
            Some("!") => return None,
            Some("{") => return self.struct_expr(),
            _ => {}
        }
        let steps = self.steps(path)?;
        match steps[..] {
            [] => self.expr_path(),
            [Step::Call] => {
                self.expr_path()?;
                self.arguments()
            }
            _ => self.chain(&steps, begins_line, path == 1 && self.words.peek()?.len() <= SHORT),
        }
    }

    /// The steps after a path of this many words.
    fn steps(&self, path: usize) -> Option<Vec<Step>> {
        let mut steps = Vec::new();
        let mut at = path;
        loop {
            let next = self.words.peek_at(at);
            let call = next == Some("(");
            if !call && next != Some(".") {
                return Some(steps);
            }
            if call {
                // A call of a field needs parentheses.
                if !steps.is_empty() {
                    return None;
                }
                steps.push(Step::Call);
                at = self.words.behind_group(at)?;
                continue;
            }
            at += 2;
            match self.words.peek_at(at) {
                Some("(") => {
                    steps.push(Step::Method);
                    at = self.words.behind_group(at)?;
                }
                Some("::") => return None,
                _ => steps.push(Step::Field),
            }
        }
    }

    fn chain(&mut self, steps: &[Step], begins_line: bool, short: bool) -> Option<()> {
        self.layout.begin(INDENT);
        self.layout.begin(-INDENT);
        self.expr_path()?;
        self.layout.end();
        for (index, step) in steps.iter().enumerate() {
            if *step == Step::Call {
                self.arguments()?;
                continue;
            }
            let beside = begins_line && short && index == 0;
            if !beside {
                self.layout.zero_break();
            }
            self.keep(".")?;
            self.name()?;
            if *step == Step::Method {
                self.layout.begin(if beside && steps.len() == 1 { -INDENT } else { 0 });
                self.arguments()?;
                self.layout.end();
            }
        }
        self.layout.end();
        Some(())
    }

    fn arguments(&mut self) -> Option<()> {
        self.keep("(")?;
        // A single argument with its own brackets is not indented.
        if matches!(self.words.peek(), Some("[" | "|")) || self.is_struct_expr() {
            self.expr(false)?;
            self.words.expect(")")?;
        } else {
            self.list(INDENT, ")", Self::element)?;
        }
        self.layout.text(")");
        Some(())
    }

    fn is_struct_expr(&self) -> bool {
        let path =
            self.words.peek().filter(|word| *word == "::" || is_name(word)).and_then(|_| self.expr_path_length());
        path.is_some_and(|length| self.words.peek_at(length) == Some("{"))
    }

    fn struct_expr(&mut self) -> Option<()> {
        self.layout.begin(INDENT);
        self.layout.begin_inconsistent(-INDENT);
        self.expr_path()?;
        self.layout.end();
        self.words.expect("{")?;
        self.layout.text(" {");
        if self.words.peek()? != "}" {
            self.layout.space();
        }
        while !self.words.eat("}") {
            self.name()?;
            if self.words.eat(":") {
                self.layout.text(": ");
                self.layout.begin_inconsistent(0);
                self.expr(false)?;
                self.layout.end();
            }
            let last = self.comma("}")?;
            self.layout.trailing_comma_or_space(last);
        }
        self.layout.dedent();
        self.layout.end_within(STRUCT);
        self.layout.text("}");
        Some(())
    }

    /// A `match` on a name.
    fn match_expr(&mut self) -> Option<()> {
        self.words.expect("match")?;
        self.layout.begin_inconsistent(0);
        self.layout.text("match ");
        self.layout.begin(0);
        self.name()?;
        self.layout.text(" ");
        self.layout.end();
        self.keep("{")?;
        self.layout.never_break();
        if self.words.peek()? == "}" {
            return None;
        }
        self.layout.begin(INDENT);
        self.layout.line();
        while !self.words.eat("}") {
            self.arm()?;
            self.layout.line();
        }
        self.layout.dedent();
        self.layout.end();
        self.layout.text("}");
        self.layout.end();
        Some(())
    }

    fn arm(&mut self) -> Option<()> {
        self.layout.begin_inconsistent(0);
        self.pattern()?;
        self.words.expect("=>")?;
        self.layout.text(" => ");
        let returns = self.words.peek()? == "return";
        // These are printed in another way.
        if matches!(self.words.peek()?, "match" | "{" | "(") {
            return None;
        }
        self.layout.never_break();
        self.layout.begin(INDENT);
        self.layout.add_break(Break { before: Some('{'), ..Break::default() });
        self.expr(true)?;
        self.comma("}")?;
        let before = returns.then_some(';');
        self.layout.add_break(Break {
            offset: -INDENT as i32,
            before,
            after: Some('}'),
            instead: Some(','),
            ..Break::default()
        });
        self.layout.end();
        self.layout.end();
        Some(())
    }

    /// A literal, a path, or a path with names in parentheses.
    fn pattern(&mut self) -> Option<()> {
        let word = self.words.peek()?;
        if is_literal(word) {
            self.layout.text(self.words.next()?);
            return Some(());
        }
        self.expr_path()?;
        if self.words.eat("(") {
            self.layout.text("(");
            self.list(INDENT, ")", Self::name)?;
            self.layout.text(")");
        }
        Some(())
    }
}

fn is_boolean(word: &str) -> bool {
    matches!(word, "true" | "false")
}
