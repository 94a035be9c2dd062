//! Breaks lines: the algorithm of Derek C. Oppen, "Prettyprinting" (1980), as `prettyplease` implements it, over a complete text.

/// The width of a line.
const MARGIN: isize = 89;
/// The width that every line has at least, even with a deep indentation.
const LEAST: isize = 60;
/// The width of one level of indentation.
pub(super) const INDENT: isize = 4;
/// More than the width of any line.
const INFINITE: isize = 0xffff;

const SPACES: &str = "                                ";

/// A place where the line may break.
#[derive(Clone, Copy, Default)]
pub(super) struct Break {
    /// The number of spaces if it does not break.
    pub(super) blank: i32,
    /// The change of the indentation after it.
    pub(super) offset: i32,
    /// The characters before it if it breaks, after it if it breaks, and in its place if it does not.
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
    pub(super) instead: Option<char>,
    /// It never breaks, and only ends a text that must fit the line.
    pub(super) never: bool,
}

enum Event<'a> {
    Text(&'a str),
    /// A break, with the width of the text up to the next break.
    Break(Break, isize),
    /// The start of a group, with its width including the text up to the next break.
    Begin {
        indent: isize,
        consistent: bool,
        size: isize,
    },
    End,
}

/// Text, breaks and groups. In a group that does not fit the line, all breaks break; or, if the group is not consistent, only those after
/// which the text up to the next one does not fit.
pub(super) struct Layout<'a> {
    events: Vec<Event<'a>>,
    /// The width of all text so far.
    total: isize,
    /// The events of unknown size, and ends of groups.
    open: Vec<usize>,
}

impl<'a> Layout<'a> {
    /// A layout with the capacity for this many words.
    pub(super) fn with_capacity(words: usize) -> Self {
        // Nearly every word is a text, and every second one starts or ends a group, or may break the line.
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

    /// The comma after an element of a list.
    pub(super) fn trailing_comma(&mut self, last: bool) {
        self.comma_and(last, 0);
    }

    /// The same, with a space before the closing bracket of the list.
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

    /// Removes one level of indentation from the last break: the next text closes the group.
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

    /// Ends a group that breaks if it is at least this wide, even if it fits.
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

    /// Sets the sizes of the last break and of the groups that have ended since.
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
    /// The indentation outside of the group.
    outer: isize,
    breaks: bool,
    consistent: bool,
}

/// The printed text.
struct Page {
    text: String,
    /// The space left in the line.
    space: isize,
    indent: isize,
    /// The spaces before the next text of the line, if there is any.
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
