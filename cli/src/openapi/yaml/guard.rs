//! Rejects hostile documents before the tree is built: deep nesting that overflows the stack, aliases that expand to billions of values,
//! duplicate members.

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Span};
use schemawright::Diagnostic;

use super::{Read, Source};

/// The greatest depth of nested collections, including aliases: as in JSON.
const DEPTH: usize = 128;
/// The greatest number of values, with aliases counted at each use: a few lines can expand to billions.
const SIZE: usize = 2_000_000;

/// Checks the events of a document before a tree is built from them.
pub(super) struct Guard<'s, 'input> {
    source: &'s Source,
    /// The collections that are open, outermost first.
    open: Vec<Collection<'input>>,
    /// The size of the value of each anchor.
    anchors: HashMap<usize, Extent>,
    documents: usize,
    size: usize,
}

/// The size of a value.
#[derive(Clone, Copy)]
struct Extent {
    /// The number of values, including itself.
    size: usize,
    /// The number of levels below it.
    height: usize,
}

struct Collection<'input> {
    anchor: usize,
    extent: Extent,
    kind: Kind<'input>,
}

enum Kind<'input> {
    Sequence,
    Mapping { keys: HashMap<Cow<'input, str>, Span>, next: Next },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Key,
    Value,
}

impl<'s, 'input> Guard<'s, 'input> {
    pub(super) fn new(source: &'s Source) -> Self {
        Self { source, open: Vec::new(), anchors: HashMap::new(), documents: 0, size: 0 }
    }

    /// Checks an event.
    pub(super) fn check(&mut self, event: &Event<'input>, span: Span) -> Read<()> {
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(self.source.fault("yaml", "the file contains more than one document", span));
                }
            }
            Event::Scalar(text, _, anchor, _) => {
                if self.is_at_key() {
                    return self.key(text.clone(), span);
                }
                self.value(*anchor, Extent { size: 1, height: 0 }, span)?;
            }
            Event::Alias(anchor) => {
                self.no_key(span)?;
                let Some(extent) = self.anchors.get(anchor).copied() else {
                    return Err(self.source.fault("yaml", "the alias is circular", span));
                };
                self.value(0, extent, span)?;
            }
            Event::SequenceStart(anchor, _) => self.begin(*anchor, Kind::Sequence, span)?,
            Event::MappingStart(anchor, _) => {
                self.begin(*anchor, Kind::Mapping { keys: HashMap::new(), next: Next::Key }, span)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(collection) = self.open.pop() {
                    self.value(collection.anchor, collection.extent, span)?;
                }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn begin(&mut self, anchor: usize, kind: Kind<'input>, span: Span) -> Read<()> {
        self.no_key(span)?;
        if self.open.len() >= DEPTH {
            return Err(self.too_deep(span));
        }
        self.open.push(Collection { anchor, extent: Extent { size: 1, height: 0 }, kind });
        Ok(())
    }

    /// Records a completed value.
    fn value(&mut self, anchor: usize, extent: Extent, span: Span) -> Read<()> {
        if anchor > 0 {
            self.anchors.insert(anchor, extent);
        }
        if self.open.len() + extent.height > DEPTH {
            return Err(self.too_deep(span));
        }
        let Some(outer) = self.open.last_mut() else { return Ok(()) };
        outer.extent.size += extent.size;
        outer.extent.height = outer.extent.height.max(extent.height + 1);
        if let Kind::Mapping { next, .. } = &mut outer.kind {
            *next = Next::Key;
        }
        self.size = self.size.max(outer.extent.size);
        if self.size > SIZE {
            return Err(self.source.fault("too-big", format!("aliases expand this to more than {SIZE} values"), span));
        }
        Ok(())
    }

    fn is_at_key(&self) -> bool {
        matches!(self.open.last(), Some(Collection { kind: Kind::Mapping { next: Next::Key, .. }, .. }))
    }

    fn no_key(&self, span: Span) -> Read<()> {
        if self.is_at_key() {
            return Err(self.source.not_json("a key that is not a scalar is not supported in JSON", span));
        }
        Ok(())
    }

    fn key(&mut self, text: Cow<'input, str>, span: Span) -> Read<()> {
        let Some(Collection { kind: Kind::Mapping { keys, next }, .. }) = self.open.last_mut() else { return Ok(()) };
        *next = Next::Value;
        let Some(first) = keys.insert(text.clone(), span) else { return Ok(()) };
        let message = format!("duplicate member {text:?} in a mapping");
        let fault = Diagnostic::error("duplicate-key", message).at(self.source.place(span));
        Err(Box::new(fault.with(self.source.place(first), "the first one")))
    }

    fn too_deep(&self, span: Span) -> Box<Diagnostic> {
        self.source.fault("too-deep", format!("nested more than {DEPTH} levels deep"), span)
    }
}
