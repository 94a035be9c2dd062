//! YAML as JSON values that know their lines: anchors, aliases and merge keys resolved, scalars read by YAML 1.2's core schema.

mod scalar;

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use saphyr_parser::{Event, Marker, Parser, ScanError, Span, StrInput};
use serde_json::{Map, Value};
use stytch_codegen::{Diagnostic, Place};

/// How deep collections may stand in one another: as in JSON.
const DEPTH: usize = 128;
/// How many values a document may have, aliases counted as often as they are used: a few lines can stand for billions.
const SIZE: usize = 2_000_000;

/// A document.
#[derive(Clone, Debug)]
pub(super) struct Yaml {
    root: Rc<Node>,
    file: Arc<str>,
    text: Arc<str>,
}

/// A value and where it stands.
#[derive(Debug)]
struct Node {
    span: Range<usize>,
    kind: Kind,
    /// How many values it is made of.
    size: usize,
}

#[derive(Debug)]
enum Kind {
    Scalar(Value),
    Sequence(Vec<Rc<Node>>),
    Mapping(Vec<Entry>),
}

#[derive(Clone, Debug)]
struct Entry {
    key: String,
    span: Range<usize>,
    value: Rc<Node>,
}

impl Yaml {
    /// Reads a text that holds one document. The name is for errors.
    pub(super) fn parse(file: &str, text: &str) -> Read<Self> {
        let (file, text): (Arc<str>, Arc<str>) = (file.into(), text.into());
        let mut reader = Reader::new(&file, &text);
        let root = reader.document()?;
        Ok(Self { root, file, text })
    }

    /// The document as JSON.
    pub(super) fn value(&self) -> Value {
        self.root.value()
    }

    /// Whether something stands where a JSON Pointer leads.
    pub(super) fn has(&self, pointer: &str) -> bool {
        self.find(pointer).is_ok()
    }

    /// The place that a JSON Pointer names: the name of the member where it has one, else the value; the last one on the way, where it
    /// leads nowhere.
    pub(super) fn place(&self, pointer: &str) -> Place {
        let (Ok(span) | Err(span)) = self.find(pointer);
        Place { file: self.file.clone(), text: self.text.clone(), span, pointer: Some(pointer.to_owned()) }
    }

    fn find(&self, pointer: &str) -> Result<Range<usize>, Range<usize>> {
        let mut node = &self.root;
        let mut span = node.span.start..node.span.start;
        for step in pointer.split('/').skip(1) {
            let step = step.replace("~1", "/").replace("~0", "~");
            let next = match &node.kind {
                Kind::Mapping(entries) => {
                    entries.iter().find(|entry| entry.key == step).map(|entry| (&entry.value, &entry.span))
                }
                Kind::Sequence(items) => {
                    step.parse().ok().and_then(|index: usize| items.get(index)).map(|item| (item, &item.span))
                }
                Kind::Scalar(_) => None,
            };
            let Some((value, at)) = next else { return Err(span) };
            (node, span) = (value, at.clone());
        }
        Ok(span)
    }
}

impl Node {
    fn value(&self) -> Value {
        match &self.kind {
            Kind::Scalar(value) => value.clone(),
            Kind::Sequence(items) => items.iter().map(|item| item.value()).collect(),
            Kind::Mapping(entries) => {
                let members = entries.iter().map(|entry| (entry.key.clone(), entry.value.value()));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }
}

/// What was read, or why it was not.
type Read<T> = Result<T, Box<Diagnostic>>;

struct Reader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    file: &'a Arc<str>,
    text: &'a Arc<str>,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    anchors: HashMap<usize, Rc<Node>>,
}

impl<'a> Reader<'a> {
    fn new(file: &'a Arc<str>, text: &'a Arc<str>) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { parser: Parser::new_from_str(text), file, text, lines, anchors: HashMap::new() }
    }

    fn document(&mut self) -> Read<Rc<Node>> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
                _ if root.is_some() => {
                    return Err(self.fault("yaml", "the file holds more than one document", self.bytes(span)));
                }
                event => root = Some(self.node(event, span, 0)?),
            }
        }
        root.ok_or_else(|| self.fault("yaml", "the file is empty", 0..0))
    }

    fn next(&mut self) -> Read<(Event<'a>, Span)> {
        match self.parser.next_event() {
            Some(Ok(next)) => Ok(next),
            Some(Err(error)) => Err(self.not_yaml(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Read<Rc<Node>> {
        let at = self.bytes(span);
        if depth > DEPTH {
            return Err(self.fault("too-deep", format!("more than {DEPTH} levels"), at));
        }
        let (kind, anchor) = match event {
            Event::Alias(anchor) => {
                let aliased = self.anchors.get(&anchor).cloned();
                return aliased.ok_or_else(|| self.fault("yaml", "the alias stands inside of what it names", at));
            }
            Event::Scalar(text, style, anchor, tag) => {
                let value = scalar::value(&text, style, tag.as_deref());
                (Kind::Scalar(value.map_err(|why| self.fault("yaml", why, at.clone()))?), anchor)
            }
            Event::SequenceStart(anchor, _) => (Kind::Sequence(self.sequence(depth)?), anchor),
            Event::MappingStart(anchor, _) => (Kind::Mapping(self.mapping(depth)?), anchor),
            _ => return Err(self.fault("yaml", "a value was expected", at)),
        };
        let size = 1 + match &kind {
            Kind::Scalar(_) => 0,
            Kind::Sequence(items) => items.iter().map(|item| item.size).sum::<usize>(),
            Kind::Mapping(entries) => entries.iter().map(|entry| entry.value.size).sum(),
        };
        if size > SIZE {
            return Err(self.fault("too-big", format!("aliases make this more than {SIZE} values"), at));
        }
        let node = Rc::new(Node { span: at, kind, size });
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn sequence(&mut self, depth: usize) -> Read<Vec<Rc<Node>>> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(items),
                (event, span) => items.push(self.node(event, span, depth + 1)?),
            }
        }
    }

    fn mapping(&mut self, depth: usize) -> Read<Vec<Entry>> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut names = std::collections::HashSet::new();
        let mut merged = Vec::new();
        loop {
            let (key, span) = match self.next()? {
                (Event::MappingEnd, _) => break,
                (Event::Scalar(key, style, ..), span) => {
                    let (event, at) = self.next()?;
                    let value = self.node(event, at, depth + 1)?;
                    if key == "<<" && scalar::is_plain(style) {
                        merged.push((value, self.bytes(span)));
                        continue;
                    }
                    (Entry { key: key.into_owned(), span: self.bytes(span), value }, span)
                }
                (_, span) => {
                    return Err(self.fault("yaml", "a key that is no scalar has no place in JSON", self.bytes(span)));
                }
            };
            if !names.insert(key.key.clone()) {
                let first =
                    entries.iter().find(|entry| entry.key == key.key).map(|entry| self.place(entry.span.clone()));
                let fault = self.fault(
                    "duplicate-key",
                    format!("member {:?} stands twice in one mapping", key.key),
                    self.bytes(span),
                );
                return Err(first.into_iter().fold(fault, |fault, first| Box::new(fault.with(first, "the first one"))));
            }
            entries.push(key);
        }
        for (value, at) in merged {
            self.merge(&mut entries, &value, at)?;
        }
        Ok(entries)
    }

    /// What `<<` brings in: a mapping, or a list of them, of which the first counts. Members of the mapping's own count more.
    fn merge(&self, entries: &mut Vec<Entry>, value: &Node, at: Range<usize>) -> Read<()> {
        match &value.kind {
            Kind::Mapping(more) => {
                let new: Vec<Entry> =
                    more.iter().filter(|more| entries.iter().all(|own| own.key != more.key)).cloned().collect();
                entries.extend(new);
                Ok(())
            }
            Kind::Sequence(items) if items.iter().all(|item| matches!(item.kind, Kind::Mapping(_))) => {
                items.iter().try_for_each(|item| self.merge(entries, item, at.clone()))
            }
            _ => Err(self.fault("yaml", "`<<` takes a mapping, or a list of mappings", at)),
        }
    }

    fn not_yaml(&self, error: &ScanError) -> Box<Diagnostic> {
        let start = self.byte(error.marker());
        self.fault("yaml", format!("not YAML: {}", error.info()), start..start)
    }

    fn fault(&self, code: &'static str, message: impl Into<String>, at: Range<usize>) -> Box<Diagnostic> {
        Box::new(Diagnostic::error(code, message).at(self.place(at)))
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file.clone(), text: self.text.clone(), span, pointer: None }
    }

    fn bytes(&self, span: Span) -> Range<usize> {
        let start = self.byte(&span.start);
        start..self.byte(&span.end).max(start)
    }

    /// The parser counts characters, places count bytes.
    fn byte(&self, marker: &Marker) -> usize {
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
        Yaml::parse("a.yml", text).unwrap_or_else(|fault| panic!("{fault}")).value()
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
    }

    #[test]
    fn faults_name_line_and_column() {
        assert_eq!(
            fault("a: 1\nä: 2\na: 3\n"),
            "error[duplicate-key]: member \"a\" stands twice in one mapping\n  at a.yml:3:1\n  the first one: a.yml:1:1"
        );
        assert_eq!(
            fault("ä: <<\nb:\n  <<: 1\n"),
            "error[yaml]: `<<` takes a mapping, or a list of mappings\n  at a.yml:3:3"
        );
        assert_eq!(fault("a: [1, {b: .nan}]"), "error[yaml]: `.nan` has no place in JSON\n  at a.yml:1:12");
        assert_eq!(fault("? [a]\n: b"), "error[yaml]: a key that is no scalar has no place in JSON\n  at a.yml:1:3");
        assert_eq!(fault("a\n---\nb"), "error[yaml]: the file holds more than one document\n  at a.yml:3:1");
        assert!(fault("a: [1\nb: 2").starts_with("error[yaml]: not YAML: "), "{}", fault("a: [1\nb: 2"));
        assert!(fault("a: *nothing").contains("at a.yml:1:"), "{}", fault("a: *nothing"));
        assert_eq!(fault("a: &a [*a]"), "error[yaml]: the alias stands inside of what it names\n  at a.yml:1:8");
    }

    #[test]
    fn aliases_upon_aliases_are_refused() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..10 {
            let alias = format!("*a{}", level - 1);
            text.push_str(&format!("a{level}: &a{level} [{}]\n", vec![alias; 10].join(", ")));
        }
        assert!(fault(&text).starts_with("error[too-big]: aliases make this more than 2000000 values"));
        assert!(fault(&"[".repeat(200)).starts_with("error[too-deep]"));
    }

    #[test]
    fn places_by_pointer() {
        let yaml = Yaml::parse("a.yml", "a:\n  b/c:\n  - 1\n  - {d: 2}\n").unwrap();
        let at = |pointer: &str| yaml.place(pointer).line_column();
        assert_eq!([at(""), at("/a/b~1c"), at("/a/b~1c/0"), at("/a/b~1c/1/d")], [(1, 1), (2, 3), (3, 5), (4, 6)]);
    }
}
