//! YAML as JSON values with their lines and texts. `saphyr` parses it; hostile input is rejected before.

mod guard;
mod json;
mod scalar;

use std::ops::Range;
use std::sync::Arc;

use saphyr::{MarkedYamlOwned, ScalarStyle, YamlDataOwned, YamlLoader};
use saphyr_parser::{Event, Marker, Parser, Span, SpannedEventReceiver as _};
use schemawright::{Diagnostic, Place, SourceText};
use serde_json::Value;

use guard::Guard;

/// A document.
#[derive(Clone, Debug)]
pub(crate) struct Yaml {
    root: MarkedYamlOwned,
    value: Value,
    source: Source,
}

/// The result of reading, or an error.
type Read<T> = Result<T, Box<Diagnostic>>;

impl Yaml {
    /// Reads a text that contains one document. The name is for errors.
    pub(super) fn parse(file: &str, text: &str) -> Read<Self> {
        let source = Source::new(file, text);
        let root = load(&source)?;
        let value = json::value(&root, &source)?;
        Ok(Self { root, value, source })
    }

    /// The document as JSON.
    pub(super) fn value(&self) -> &Value {
        &self.value
    }

    /// The text of the scalar at a JSON Pointer, if it is not quoted: `007` for the number 7.
    pub(super) fn plain_text(&self, pointer: &str) -> Option<&str> {
        match &self.find(pointer).ok()?.1.data {
            YamlDataOwned::Representation(text, ScalarStyle::Plain, None) => Some(text),
            _ => None,
        }
    }

    /// The place of a JSON Pointer: the name of the member if it has one, else the value. If the pointer has no target, the last place on
    /// the way.
    pub(super) fn place(&self, pointer: &str) -> Place {
        let (Ok((span, _)) | Err(span)) = self.find(pointer);
        Place { pointer: Some(pointer.to_owned()), ..self.source.place(span) }
    }

    fn find(&self, pointer: &str) -> Result<(Span, &MarkedYamlOwned), Span> {
        let mut found = (Span::empty(self.root.span.start), &self.root);
        for step in pointer.split('/').skip(1) {
            let step = step.replace("~1", "/").replace("~0", "~");
            found = json::step(found.1, &step).ok_or(found.0)?;
        }
        Ok(found)
    }
}

/// Reads the one document of a text.
fn load(source: &Source) -> Read<MarkedYamlOwned> {
    let mut parser = Parser::new_from_str(&source.text);
    let mut guard = Guard::new(source);
    let mut loader = YamlLoader::<MarkedYamlOwned>::default();
    // Numbers keep their text. The guard has limited their count.
    loader.early_parse(false);
    loader.alias_limit(usize::MAX);
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| source.not_yaml(&error))?;
        guard.check(&event, span)?;
        let is_end = event == Event::StreamEnd;
        loader.on_event(event, span);
        if let Some(error) = loader.error() {
            return Err(source.not_yaml(error));
        }
        if is_end {
            break;
        }
    }
    loader.into_documents().pop().ok_or_else(|| source.fault("yaml", "the file is empty", Span::default()))
}

/// The text, for errors.
#[derive(Clone, Debug)]
struct Source {
    file: Arc<str>,
    text: SourceText,
    /// The start of each line, in bytes.
    lines: Vec<usize>,
}

impl Source {
    fn new(file: &str, text: &str) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { file: file.into(), text: text.into(), lines }
    }

    fn not_yaml(&self, error: &saphyr::ScanError) -> Box<Diagnostic> {
        let fault = Diagnostic::error("yaml", format!("not YAML: {}", error.info()));
        let fault = fault.at(self.place(Span::empty(*error.marker())));
        Box::new(fault.help("correct the text here; the document is YAML 1.2, or JSON"))
    }

    /// YAML that has no counterpart in JSON.
    fn not_json(&self, message: impl Into<String>, at: Span) -> Box<Diagnostic> {
        let help =
            "write null, a boolean, a finite number, a string in quotes, a list, or a map whose keys are scalars";
        let fault = Diagnostic::error("yaml", message).at(self.place(at));
        Box::new(fault.help(help))
    }

    fn fault(&self, code: &'static str, message: impl Into<String>, at: Span) -> Box<Diagnostic> {
        Box::new(Diagnostic::error(code, message).at(self.place(at)))
    }

    fn place(&self, span: Span) -> Place {
        Place { file: self.file.clone(), text: self.text.clone(), span: self.bytes(span), pointer: None }
    }

    fn bytes(&self, span: Span) -> Range<usize> {
        let start = self.byte(span.start);
        start..self.byte(span.end).max(start)
    }

    /// The parser counts characters, places count bytes.
    fn byte(&self, marker: Marker) -> usize {
        let line = marker.line().saturating_sub(1).min(self.lines.len() - 1);
        let start = self.lines[line];
        let rest = &self.text[start..];
        start + rest.char_indices().nth(marker.col()).map_or(rest.len(), |(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn value(text: &str) -> Value {
        Yaml::parse("a.yml", text).unwrap_or_else(|fault| panic!("{fault}")).value().clone()
    }

    fn fault(text: &str) -> String {
        Yaml::parse("a.yml", text).unwrap_err().to_string()
    }

    #[test]
    fn anchors_and_merge_keys() {
        let text = "base: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\none: {<<: *b, x: 9}\nboth:\n  <<: [*b, *o]\nlist: [*b]\n\"<<\": text\n";
        assert_eq!(
            value(text),
            json!({
                "base": {"x": 1, "y": 2}, "other": {"y": 3, "z": 4}, "one": {"x": 9, "y": 2}, "both": {"x": 1, "y": 2, "z": 4},
                "list": [{"x": 1, "y": 2}], "<<": "text"
            })
        );
        assert_eq!(value("a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b}\n")["c"], json!({"x": 1, "y": 2}));
    }

    #[test]
    fn faults_name_line_and_column() {
        assert_eq!(
            fault("a: 1\nä: 2\na: 3\n"),
            "error[duplicate-key]: duplicate member \"a\" in a mapping\n  at a.yml:3:1\n  the first one: a.yml:1:1"
        );
        assert!(fault("a: 1\n'a': 2\n").starts_with("error[duplicate-key]"));
        assert_eq!(
            fault("ä: <<\nb:\n  <<: 1\n"),
            "error[yaml]: `<<` requires a mapping, or a list of mappings\n  at a.yml:3:3"
        );
        for (text, expected) in [
            ("a: [1, {b: .nan}]", "`.nan` is not supported in JSON\n  at a.yml:1:12"),
            ("? [a]\n: b", "a key that is not a scalar is not supported in JSON\n  at a.yml:1:3"),
            ("a: !b {}", "the tag `!b` is not supported in JSON\n  at a.yml:1:4"),
        ] {
            let help =
                "write null, a boolean, a finite number, a string in quotes, a list, or a map whose keys are scalars";
            assert_eq!(fault(text), format!("error[yaml]: {expected}\n  help: {help}"));
        }
        assert_eq!(fault("a\n---\nb"), "error[yaml]: the file contains more than one document\n  at a.yml:2:1");
        assert_eq!(fault("# nothing\n"), "error[yaml]: the file is empty\n  at a.yml:1:1");
        assert!(fault("a: [1\nb: 2").starts_with("error[yaml]: not YAML: "), "{}", fault("a: [1\nb: 2"));
        assert!(fault("a: *nothing").contains("at a.yml:1:"), "{}", fault("a: *nothing"));
        assert_eq!(fault("a: &a [*a]"), "error[yaml]: the alias is circular\n  at a.yml:1:8");
    }

    #[test]
    fn aliases_upon_aliases_are_refused() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..10 {
            let alias = format!("*a{}", level - 1);
            text.push_str(&format!("a{level}: &a{level} [{}]\n", vec![alias; 10].join(", ")));
        }
        assert!(fault(&text).starts_with("error[too-big]: aliases expand this to more than 2000000 values"));
    }

    #[test]
    fn depth_is_bounded_also_by_aliases_and_in_blocks() {
        assert!(fault(&"[".repeat(200)).starts_with("error[too-deep]"));
        assert!(fault(&"- ".repeat(100_000)).starts_with("error[too-deep]"));
        let mut text = "a0: &a0 x\n".to_owned();
        for level in 1..50_000 {
            text.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
        }
        assert!(fault(&text).starts_with("error[too-deep]"));
    }

    #[test]
    fn places_by_pointer() {
        let yaml = Yaml::parse("a.yml", "a:\n  b/c:\n  - 1\n  - {d: 2}\ne: &e {f: 3}\ng: {<<: *e}\n").unwrap();
        let at = |pointer: &str| yaml.place(pointer).line_column();
        assert_eq!([at(""), at("/a/b~1c"), at("/a/b~1c/0"), at("/a/b~1c/1/d")], [(1, 1), (2, 3), (3, 5), (4, 6)]);
        assert_eq!([at("/g/f"), at("/g/lost/f"), at("/a/b~1c/x")], [(5, 8), (6, 1), (2, 3)]);
    }

    #[test]
    fn texts_of_scalars_without_quotes() {
        let yaml = Yaml::parse("a.yml", "a: [007, 1.10, 0x1F, 'x', yes]\n'b': ~\n").unwrap();
        assert_eq!(*yaml.value(), json!({"a": [7, 1.1, 31, "x", "yes"], "b": null}));
        let texts = ["/a/0", "/a/1", "/a/2", "/a/3", "/a/4", "/b", "/a"].map(|pointer| yaml.plain_text(pointer));
        assert_eq!(texts, [Some("007"), Some("1.10"), Some("0x1F"), None, Some("yes"), Some("~"), None]);
    }
}
