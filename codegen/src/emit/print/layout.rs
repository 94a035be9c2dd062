//! Where lines break: the algorithm of Derek C. Oppen, "Prettyprinting" (1980), as `prettyplease` has it, over text that is all there.

/// Columns of a line.
const MARGIN: isize = 89;
/// Columns that every line has, even if it is highly indented.
const LEAST: isize = 60;
/// Columns of one step of indentation.
pub(super) const INDENT: isize = 4;
/// More than fits in any line.
const INFINITE: isize = 0xffff;

const SPACES: &str = "                                ";

/// A place where the line may break.
#[derive(Clone, Copy, Default)]
pub(super) struct Break {
    /// Spaces, if it does not break.
    pub(super) blank: i32,
    /// What is added to the indentation of the line behind it.
    pub(super) offset: i32,
    /// What stands before it if it breaks, after it if it breaks, and in its place if it does not.
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
    pub(super) instead: Option<char>,
    /// It never breaks: it only ends what must fit in the line.
    pub(super) never: bool,
}

enum Event<'a> {
    Text(&'a str),
    /// The size is that of the text up to the next break.
    Break(Break, isize),
    /// The size is that of the group with the text up to the next break behind it.
    Begin {
        indent: isize,
        consistent: bool,
        size: isize,
    },
    End,
}

/// Text, breaks and groups. In a group that does not fit in the line, every break breaks; or, if the group is not consistent, those
/// behind which the text up to the next one does not fit.
pub(super) struct Layout<'a> {
    events: Vec<Event<'a>>,
    /// The columns of all text so far.
    total: isize,
    /// The events whose size is not known yet, and ends of groups.
    open: Vec<usize>,
}

impl<'a> Layout<'a> {
    /// A layout for so many words.
    pub(super) fn with_capacity(words: usize) -> Self {
        // Nearly every word is text, and every other one begins or ends a group, or may break the line.
        Self { events: Vec::with_capacity(2 * words), total: 0, open: Vec::new() }
    }

    pub(super) fn text(&mut self, text: &'a str) {
        self.total += text.len() as isize;
        self.events.push(Event::Text(text));
    }

    pub(super) fn add_break(&mut self, mark: Break) {
        self.measure();
        self.open.push(self.events.len());
        self.events.push(Event::Break(mark, -self.total));
        self.total += mark.blank as isize;
    }

    pub(super) fn zero_break(&mut self) {
        self.add_break(Break::default());
    }

    pub(super) fn space(&mut self) {
        self.add_break(Break { blank: 1, ..Break::default() });
    }

    pub(super) fn line(&mut self) {
        self.add_break(Break { blank: INFINITE as i32, ..Break::default() });
    }

    pub(super) fn never_break(&mut self) {
        self.add_break(Break { never: true, ..Break::default() });
    }

    /// What is behind an element of a list.
    pub(super) fn trailing_comma(&mut self, last: bool) {
        self.comma_and(last, 0);
    }

    /// The same where a space stands before the bracket that closes the list.
    pub(super) fn trailing_comma_or_space(&mut self, last: bool) {
        self.comma_and(last, 1);
    }

    fn comma_and(&mut self, last: bool, blank: i32) {
        if last {
            self.add_break(Break { blank, before: Some(','), ..Break::default() });
        } else {
            self.text(",");
            self.space();
        }
    }

    /// Takes a step of indentation off the last break: what is behind it closes the group.
    pub(super) fn dedent(&mut self) {
        if let Some(Event::Break(mark, _)) = self.events.last_mut() {
            mark.offset -= INDENT as i32;
        }
    }

    pub(super) fn begin(&mut self, indent: isize) {
        self.begin_group(indent, true);
    }

    pub(super) fn begin_inconsistent(&mut self, indent: isize) {
        self.begin_group(indent, false);
    }

    fn begin_group(&mut self, indent: isize, consistent: bool) {
        self.open.push(self.events.len());
        self.events.push(Event::Begin { indent, consistent, size: -self.total });
    }

    pub(super) fn end(&mut self) {
        self.open.push(self.events.len());
        self.events.push(Event::End);
    }

    /// Ends a group that breaks from so many columns on, even if it fits.
    pub(super) fn end_within(&mut self, columns: isize) {
        let mut depth = 1;
        for &index in self.open.iter().rev() {
            match self.events[index] {
                Event::End => depth += 1,
                Event::Begin { .. } if depth > 1 => depth -= 1,
                Event::Begin { size, .. } => {
                    if size + self.total > columns {
                        self.total += INFINITE;
                    }
                    break;
                }
                Event::Break(..) | Event::Text(_) => {}
            }
        }
        self.end();
    }

    /// A break is here: the last one and the groups that have ended since know their sizes.
    fn measure(&mut self) {
        let mut depth = 0;
        while let Some(&index) = self.open.last() {
            match &mut self.events[index] {
                Event::Begin { .. } if depth == 0 => return,
                Event::Begin { size, .. } => {
                    *size += self.total;
                    depth -= 1;
                }
                Event::End => depth += 1,
                Event::Break(_, size) => *size += self.total,
                Event::Text(_) => {}
            }
            let found = matches!(self.events[index], Event::Break(..)) && depth == 0;
            self.open.pop();
            if found {
                return;
            }
        }
    }

    /// The text, of about this length.
    pub(super) fn finish(mut self, length: usize) -> String {
        self.measure();
        let mut page =
            Page { text: String::with_capacity(length), space: MARGIN, indent: 0, pending: 0, groups: Vec::new() };
        for event in &self.events {
            match event {
                Event::Text(text) => page.print(text),
                Event::Break(mark, size) => page.print_break(mark, *size),
                Event::Begin { indent, consistent, size } => {
                    let breaks = *size > page.space;
                    page.groups.push(Group { outer: page.indent, breaks, consistent: *consistent });
                    page.indent += if breaks { *indent } else { 0 };
                }
                Event::End => page.indent = page.groups.pop().map_or(0, |group| group.outer),
            }
        }
        page.text
    }
}

struct Group {
    /// The indentation outside of it.
    outer: isize,
    breaks: bool,
    consistent: bool,
}

/// What is printed.
struct Page {
    text: String,
    /// Columns that are left in the line.
    space: isize,
    indent: isize,
    /// Spaces that stand before the next text, if there is any in the line.
    pending: isize,
    groups: Vec<Group>,
}

impl Page {
    fn print(&mut self, text: &str) {
        while self.pending > 0 {
            let some = SPACES.len().min(self.pending.unsigned_abs());
            self.text.push_str(&SPACES[..some]);
            self.pending -= some as isize;
        }
        self.text.push_str(text);
        self.space -= text.len() as isize;
    }

    fn print_char(&mut self, one: Option<char>) {
        if let Some(one) = one {
            self.print(one.encode_utf8(&mut [0; 4]));
        }
    }

    fn print_break(&mut self, mark: &Break, size: isize) {
        let breaks = self.groups.last().is_some_and(|group| group.breaks && (group.consistent || size > self.space));
        if mark.never || !breaks {
            self.pending += mark.blank as isize;
            self.space -= mark.blank as isize;
            return self.print_char(mark.instead);
        }
        self.print_char(mark.before);
        self.text.push('\n');
        self.pending = self.indent + mark.offset as isize;
        self.space = LEAST.max(MARGIN - self.pending);
        self.print_char(mark.after);
    }
}
