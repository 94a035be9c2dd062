//! Diagnostics for people, drawn by miette.

use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use schemawright::visible::lines;
use schemawright::{Diagnostic, Place, Severity};

use super::excerpt::Excerpt;
use super::{Look, Reporter};

const WIDTH: usize = 100;

/// A diagnostic with the line underlined.
pub(super) fn render(reporter: &Reporter, diagnostic: &Diagnostic, look: Look) -> String {
    let theme = match look {
        Look::Terminal => GraphicalTheme::default(),
        Look::Plain => GraphicalTheme::none(),
    };
    // The place's name says line and column, counted in characters; miette counts bytes.
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(WIDTH)
        .with_break_words(false)
        .with_links(false)
        // A line for `codegen.toml` is pasted as it is.
        .with_wrap_lines(diagnostic.entry.is_none())
        .without_primary_span_start();
    let mut text = String::new();
    let drawn = handler.render_report(&mut text, &Drawing::of(reporter, diagnostic));
    // miette fails on a span that is not in its source, and ours always is; but a fault must be told whatever happens.
    if drawn.is_ok() { text } else { diagnostic.to_string() }
}

/// A diagnostic as miette wants it.
#[derive(Debug)]
struct Drawing {
    message: String,
    code: Option<String>,
    severity: miette::Severity,
    help: Option<String>,
    excerpt: Option<Excerpt>,
    related: Vec<Drawing>,
}

impl Drawing {
    fn of(reporter: &Reporter, diagnostic: &Diagnostic) -> Self {
        let excerpt = |place: &Place| Excerpt::new(place, &reporter.file(place));
        let related = |(place, why): &(Place, String)| Drawing {
            message: lines(why).into_owned(),
            code: None,
            severity: miette::Severity::Advice,
            help: None,
            excerpt: Some(excerpt(place)),
            related: Vec::new(),
        };
        Self {
            message: lines(&diagnostic.message).into_owned(),
            code: Some(format!("{}[{}]", super::severity(diagnostic), diagnostic.code)),
            severity: match diagnostic.severity {
                Severity::Error => miette::Severity::Error,
                Severity::Warning => miette::Severity::Warning,
            },
            help: diagnostic.help.as_deref().map(|help| match &diagnostic.entry {
                Some(entry) => format!("{}\n{entry}", lines(help)),
                None => lines(help).into_owned(),
            }),
            excerpt: diagnostic.place.as_ref().map(excerpt),
            related: diagnostic.related.iter().map(related).collect(),
        }
    }
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawing {}

impl miette::Diagnostic for Drawing {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|code| Box::new(code) as _)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as _)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as _)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.excerpt.as_ref()?.span();
        Some(Box::new([LabeledSpan::new_primary_with_span(None, span)].into_iter()))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        if self.related.is_empty() {
            return None;
        }
        Some(Box::new(self.related.iter().map(|related| related as _)))
    }
}
