//! Types and paths.

use super::Printer;
use super::layout::INDENT;

impl<'a> Printer<'a> {
    pub(super) fn ty(&mut self) -> Option<()> {
        match self.words.peek()? {
            "&" => {
                self.keep("&")?;
                self.lifetime_of_reference();
                self.mutable();
                self.ty()
            }
            "[" => {
                self.keep("[")?;
                self.ty()?;
                self.keep("]")
            }
            "(" => self.tuple_type(),
            "impl" => {
                self.words.next()?;
                self.layout.text("impl ");
                self.type_path()
            }
            _ => self.type_path(),
        }
    }

    /// `'a ` after `&`.
    pub(super) fn lifetime_of_reference(&mut self) {
        if let Some(lifetime) = self.words.peek().filter(|word| word.starts_with('\'')) {
            self.words.next();
            self.layout.text(lifetime);
            self.layout.text(" ");
        }
    }

    pub(super) fn mutable(&mut self) {
        if self.words.eat("mut") {
            self.layout.text("mut ");
        }
    }

    fn tuple_type(&mut self) -> Option<()> {
        self.keep("(")?;
        if self.words.peek()? == ")" {
            return self.keep(")");
        }
        self.layout.begin(INDENT);
        self.layout.zero_break();
        let mut length = 0;
        while !self.words.eat(")") {
            self.ty()?;
            length += 1;
            let comma = self.words.peek()? == ",";
            let last = self.comma(")")?;
            if last && length == 1 {
                // A tuple of one element keeps its comma.
                comma.then_some(())?;
                self.layout.text(",");
                self.layout.zero_break();
            } else {
                self.layout.trailing_comma(last);
            }
        }
        self.layout.dedent();
        self.layout.end();
        self.layout.text(")");
        Some(())
    }

    /// `::a::B<C>`.
    pub(super) fn type_path(&mut self) -> Option<()> {
        if self.words.eat("::") {
            self.layout.text("::");
        }
        loop {
            self.name()?;
            if self.words.peek() == Some("<") {
                self.generic_arguments()?;
            }
            if !self.words.eat("::") {
                return Some(());
            }
            self.layout.text("::");
        }
    }

    /// `a::B::<C>::d`.
    pub(super) fn expr_path(&mut self) -> Option<()> {
        if self.words.eat("::") {
            self.layout.text("::");
        }
        loop {
            self.name()?;
            if !self.words.eat("::") {
                return Some(());
            }
            self.layout.text("::");
            if self.words.peek() == Some("<") {
                self.generic_arguments()?;
                if !self.words.eat("::") {
                    return Some(());
                }
                self.layout.text("::");
            }
        }
    }

    /// The number of words of such a path.
    pub(super) fn expr_path_length(&self) -> Option<usize> {
        let mut length = usize::from(self.words.peek()? == "::");
        loop {
            length += 1;
            if self.words.peek_at(length) != Some("::") {
                return Some(length);
            }
            length += 1;
            if self.words.peek_at(length) == Some("<") {
                length = self.words.behind_group(length)?;
                if self.words.peek_at(length) != Some("::") {
                    return Some(length);
                }
                length += 1;
            }
        }
    }

    fn generic_arguments(&mut self) -> Option<()> {
        self.keep("<")?;
        self.list(INDENT, ">", Self::generic_argument)?;
        self.layout.text(">");
        Some(())
    }

    fn generic_argument(&mut self) -> Option<()> {
        match self.words.peek()? {
            lifetime if lifetime.starts_with('\'') => {
                self.words.next()?;
                self.layout.text(lifetime);
                Some(())
            }
            _ => match self.words.peek_at(1) {
                Some("=") => self.associated_type(),
                Some(":") => self.associated_bound(),
                _ => self.ty(),
            },
        }
    }

    /// `Item = A`.
    fn associated_type(&mut self) -> Option<()> {
        self.name()?;
        self.words.expect("=")?;
        self.layout.text(" = ");
        self.ty()
    }

    /// `Item: A`.
    fn associated_bound(&mut self) -> Option<()> {
        self.name()?;
        self.layout.begin_inconsistent(INDENT);
        self.words.expect(":")?;
        self.layout.text(": ");
        self.type_path()?;
        self.layout.end();
        Some(())
    }
}
