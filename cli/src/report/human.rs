//! Diagnostics for people, in the form of rustc's.

use std::borrow::Cow;
use std::io;

use annotate_snippets::renderer::{DEFAULT_LINE_NUM_STYLE, DEFAULT_TERM_WIDTH, Style};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, Title};
use schemawright::visible::{line, lines};
use schemawright::{Diagnostic, Place, Severity};

use super::Reporter;
use super::excerpt::Excerpt;
use crate::terminal::Look;

/// A diagnostic with the line underlined.
pub(super) fn render(reporter: &Reporter, diagnostic: &Diagnostic, look: Look) -> String {
    let pen = Pen::new(reporter, look);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.clone().primary_title(lines(&diagnostic.message)).id(diagnostic.code);
    let mut text = pen.draw(level, title, diagnostic.place.as_ref(), help(diagnostic));
    for (place, why) in &diagnostic.related {
        text += &pen.draw(Level::NOTE, Level::NOTE.secondary_title(lines(why)), Some(place), None);
    }
    text
}

/// The help text, with the lines to paste.
fn help(diagnostic: &Diagnostic) -> Option<Cow<'_, str>> {
    let help = lines(diagnostic.help.as_deref()?);
    Some(match &diagnostic.entry {
        Some(entry) => Cow::Owned(format!("{help}\n{entry}")),
        None => help,
    })
}

/// Draws in one style.
struct Pen<'a> {
    reporter: &'a Reporter,
    renderer: Renderer,
    look: Look,
}

impl<'a> Pen<'a> {
    fn new(reporter: &'a Reporter, look: Look) -> Self {
        let renderer = match look {
            Look::Terminal => Renderer::styled().term_width(terminal_width().unwrap_or(DEFAULT_TERM_WIDTH)),
            Look::Plain => Renderer::plain(),
        };
        Self { reporter, renderer, look }
    }

    /// A title, the place below it with its lines, and the help.
    fn draw(&self, level: Level<'_>, title: Title<'_>, place: Option<&Place>, help: Option<Cow<'_, str>>) -> String {
        let help = help.map(|help| Level::HELP.message(help));
        let Some(place) = place else {
            return self.group(Group::with_title(title).elements(help));
        };
        let excerpt = Excerpt::new(place);
        let origin = self.origin(place, excerpt.last_line());
        let snippet = Snippet::source(excerpt.text).line_start(excerpt.first_line).fold(false);
        let snippet = snippet.annotation(AnnotationKind::Primary.span(excerpt.span));
        self.group(Group::with_title(title))
            + &origin
            + &self.group(Group::with_level(level).element(snippet).elements(help))
    }

    fn group(&self, group: Group<'_>) -> String {
        self.renderer.render(&[group]) + "\n"
    }

    /// ` --> schemas/a.json:4:23`, with the arrow aligned to the line numbers. The renderer itself would count the column from the start of
    /// the excerpt of a long line.
    fn origin(&self, place: &Place, last_line: usize) -> String {
        let (line_number, column) = place.line_column();
        let file = self.reporter.file(place);
        let style = match self.look {
            Look::Terminal => DEFAULT_LINE_NUM_STYLE,
            Look::Plain => Style::new(),
        };
        let indent = last_line.to_string().len();
        format!("{:indent$}{style}-->{style:#} {}:{line_number}:{column}\n", "", line(&file))
    }
}

/// The width of the terminal that diagnostics are printed on.
fn terminal_width() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(io::stderr())?;
    Some(width.0.into())
}
