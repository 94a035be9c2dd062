//! The worklist: definitions that are read, and those still to be read.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use serde_json::Value;

use super::Canon;
use super::annotations::{self, Doc};
use super::definitions::{Definition, Step};
use super::passwords;
use super::scalar_types::ScalarTypes;
use super::shape::{Node, Shape};
use crate::config::{OpenRules, offer};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ItemId;
use crate::limits::{CHAIN, MERGES};
use crate::privacy::Privacy;
use crate::read::corpus::Corpus;
use crate::read::dialect::Dialect;
use crate::read::keywords::SHAPING;
use crate::read::pointer;
use crate::read::resolve::{Location, Resolver};

/// Definitions, and the state of reading them.
pub(crate) struct Worklist<'a> {
    pub(super) resolver: &'a Resolver<'a>,
    pub(super) definitions: Vec<Definition>,
    by_location: HashMap<Location, ItemId>,
    /// Definitions by their locations, real or assumed: for finding the definition around another one.
    standing: HashMap<Location, ItemId>,
    queue: VecDeque<(ItemId, Option<Node>)>,
    pub(super) faults: Diagnostics,
    /// The schemas that are read.
    read: HashMap<Location, Node>,
    /// The schemas that are being read, the outermost first. A reference to one of these is circular.
    reading: Vec<Frame>,
    /// Whether the current schema is incomplete, because it is read inside the target of its own reference.
    left_out: bool,
    /// Whether a part of the current schema has to be merged with that schema itself.
    comes_back: bool,
    /// Schemas that are read separately to see whether a union changes them.
    apart: HashSet<ItemId>,
    /// The branches that are being read for the members that they declare.
    pub(super) branches: Vec<Location>,
    /// Pairs of references that are being merged.
    pub(super) merging: Vec<(ItemId, ItemId)>,
    /// References that are being merged with a schema beside them.
    pub(super) merging_beside: Vec<(ItemId, Location)>,
    /// The number of merges that the current definition may still make.
    pub(super) merges_left: usize,
    /// Places that have been reported as open.
    pub(super) told: HashSet<Location>,
    /// The open places, with the types that they became.
    pub(super) opened: BTreeMap<Location, String>,
    /// For each file, the first schema without a `type` that is read as an object or a list, and their number.
    pub(super) implied: BTreeMap<usize, (Location, usize)>,
    /// Rules about places that must not open.
    pub(super) rules: &'a OpenRules,
    /// The types of strings and integers.
    pub(super) scalars: ScalarTypes,
    /// Whether any schema has the format of passwords.
    pub(super) has_passwords: bool,
    /// What is a password in a schema, where that is known.
    pub(super) passwords: HashMap<(passwords::Rule, Location), bool>,
    /// The targets of references in which strings are being hidden.
    pub(super) hiding: Vec<ItemId>,
    /// The references that are being followed to passwords of the same value.
    pub(super) referred: Vec<ItemId>,
    /// Whether a password is reachable from a schema, for the schemas where that is known.
    pub(super) mentions: HashMap<Location, bool>,
    /// The names of references without a target in the configuration.
    pub(super) missing: BTreeSet<String>,
}

/// A step of reading.
enum Frame {
    Schema(Location),
    /// The alternatives of a union, each merged with the schema beside the union.
    Alternatives,
    /// A part of the value of the schema around it: a member, an item.
    Part,
}

impl<'a> Worklist<'a> {
    pub(super) fn new(resolver: &'a Resolver<'a>, rules: &'a OpenRules, scalars: ScalarTypes) -> Self {
        Self {
            resolver,
            definitions: Vec::new(),
            by_location: HashMap::new(),
            standing: HashMap::new(),
            queue: VecDeque::new(),
            faults: Diagnostics::new(),
            read: HashMap::new(),
            reading: Vec::new(),
            left_out: false,
            comes_back: false,
            apart: HashSet::new(),
            branches: Vec::new(),
            merging: Vec::new(),
            merging_beside: Vec::new(),
            merges_left: MERGES,
            told: HashSet::new(),
            opened: BTreeMap::new(),
            implied: BTreeMap::new(),
            rules,
            scalars,
            has_passwords: passwords::are_any(resolver),
            passwords: HashMap::new(),
            hiding: Vec::new(),
            referred: Vec::new(),
            mentions: HashMap::new(),
            missing: BTreeSet::new(),
        }
    }

    /// Defines every file, and the entries of its `$defs`. A file with only `$defs` is not a type.
    pub(super) fn define_files(&mut self, corpus: &Corpus) {
        for (index, file) in corpus.sources().enumerate() {
            let mut entries = Vec::new();
            for keyword in ["$defs", "definitions"] {
                for (name, _) in file.schema.get(keyword).and_then(Value::as_object).into_iter().flatten() {
                    entries.push(Location { file: index, pointer: pointer::push(&format!("/{keyword}"), name) });
                }
            }
            let shaping = |keyword: &String| SHAPING.contains(&keyword.as_str());
            if entries.is_empty() || file.schema.as_object().is_none_or(|schema| schema.keys().any(shaping)) {
                self.define(Location::root(index));
            }
            entries.into_iter().for_each(|entry| {
                self.define(entry);
            });
        }
    }

    /// The definition at a location, which is created if needed.
    pub(super) fn define(&mut self, location: Location) -> ItemId {
        self.define_as(location, None)
    }

    /// The definition at a location whose schema is already read.
    pub(super) fn define_as(&mut self, location: Location, node: Option<Node>) -> ItemId {
        if let Some(id) = self.by_location.get(&location) {
            return *id;
        }
        let id = self.define_apart(location.clone(), node);
        self.by_location.insert(location, id);
        id
    }

    /// A definition without a single place. The location is the one that it would have.
    pub(super) fn define_apart(&mut self, location: Location, node: Option<Node>) -> ItemId {
        let id = ItemId(self.definitions.len());
        self.standing.entry(location.clone()).or_insert(id);
        let nothing = Node::any(&location);
        self.definitions.push(Definition {
            location,
            doc: Doc::default(),
            node: nothing,
            privacy: Privacy::Open,
            parent: None,
        });
        self.queue.push_back((id, node));
        id
    }

    /// Records the enclosing definition of another one, unless a nearer one is recorded.
    pub(super) fn adopt(&mut self, child: ItemId, parent: ItemId, steps: &[Step]) {
        if child != parent && self.definitions[child.0].parent.is_none() {
            self.definitions[child.0].parent = Some((parent, steps.to_vec()));
        }
    }

    /// Whether a location has a definition that is not nested in another one.
    pub(super) fn is_apart(&self, location: &Location) -> bool {
        self.standing.get(location).is_some_and(|id| self.definitions[id.0].parent.is_none())
    }

    /// The innermost definition around a location.
    pub(super) fn around(&self, location: &Location) -> Option<ItemId> {
        let mut outer = Location { file: location.file, pointer: location.pointer.clone() };
        while let Some(end) = outer.pointer.rfind('/') {
            outer.pointer.truncate(end);
            if let Some(id) = self.standing.get(&outer) {
                return Some(*id);
            }
        }
        None
    }

    pub(super) fn run(&mut self) {
        while let Some((id, node)) = self.queue.pop_front() {
            self.merges_left = MERGES;
            let location = self.definitions[id.0].location.clone();
            let schema = self.resolver.schema(&location);
            self.definitions[id.0].doc = schema.map(annotations::doc).unwrap_or_default();
            let node = node.unwrap_or_else(|| self.read(&location));
            let node = self.possible(node, &location);
            let node = self.settle(id, node);
            self.definitions[id.0].node = node;
        }
    }

    pub(super) fn finish(mut self) -> Canon {
        self.warn_of_implied();
        let mut faults = self.faults.sorted();
        offer(self.resolver.missing(), &self.missing, &mut faults);
        Canon { definitions: self.definitions, opened: self.opened, faults }
    }

    /// Reads the schema at a location.
    pub(super) fn read(&mut self, at: &Location) -> Node {
        if let Some(node) = self.read.get(at) {
            return node.clone();
        }
        let left_out = std::mem::take(&mut self.left_out);
        self.reading.push(Frame::Schema(at.clone()));
        let node = self.schema(at);
        self.reading.pop();
        // A part was omitted because of a schema that is being read around this one.
        if !self.left_out || self.reading.is_empty() {
            self.read.insert(at.clone(), node.clone());
        }
        self.left_out = left_out || self.left_out && !self.reading.is_empty();
        node
    }

    /// The final target of a reference. None if it is being read: a reference through a union adds nothing to it, and a reference through a
    /// part is read later.
    pub(super) fn follow(&mut self, id: ItemId, from: &Location) -> Option<Node> {
        let at = self.definitions[id.0].location.clone();
        let here = self.reading.iter().rposition(|frame| matches!(frame, Frame::Schema(other) if *other == at));
        if let Some(index) = here {
            if self.reading[index..].iter().any(|frame| matches!(frame, Frame::Part)) {
                (self.comes_back, self.left_out) = (true, true);
                return None;
            }
            if self.reading[index..].iter().any(|frame| matches!(frame, Frame::Alternatives)) {
                self.left_out = true;
                return None;
            }
            let message = "this schema is a part of itself: that part has no effect";
            let warning = Diagnostic::warning("circular-ref", message).at(self.resolver.place(&at));
            self.warn_once(warning.help("remove the reference that leads back to the schema"), &at);
            self.left_out = true;
            return None;
        }
        if self.reading.iter().filter(|frame| matches!(frame, Frame::Schema(_))).count() > CHAIN {
            let message = format!("more than {CHAIN} references follow one another");
            let error = Diagnostic::error("too-deep", message).at(self.resolver.place(from));
            self.fault_once(error.help("refer to the last of them directly"), from);
            return None;
        }
        let node = self.read(&at);
        match node.shape {
            Shape::Ref(next) => {
                let found = self.with_frame(Frame::Schema(at), |this| this.follow(next, from))?;
                Some(found.or_null(node.nullable))
            }
            _ => Some(node),
        }
    }

    fn with_frame<T>(&mut self, frame: Frame, work: impl FnOnce(&mut Self) -> T) -> T {
        self.reading.push(frame);
        let result = work(self);
        self.reading.pop();
        result
    }

    /// Reads a part of the value.
    ///
    /// A part that must be merged with the schema that is being read (`{"$ref": "#", "required": […]}` in a member of the root) can't be
    /// merged in place. It becomes a definition of its own.
    pub(super) fn part(&mut self, at: &Location) -> Node {
        let around = std::mem::take(&mut self.comes_back);
        let node = self.with_frame(Frame::Part, |this| this.schema(at));
        if std::mem::replace(&mut self.comes_back, around) {
            return Node::new(Shape::Ref(self.define(at.clone())), at);
        }
        node
    }

    /// Merges a part that two schemas describe. A part that refers back to the schema that is being read accepts any value.
    pub(super) fn merged_part(&mut self, one: Node, other: Node) -> Node {
        let around = std::mem::take(&mut self.comes_back);
        let at = one.origin.at.clone();
        let node = self.with_frame(Frame::Part, |this| this.merge(one, other));
        if std::mem::replace(&mut self.comes_back, around) {
            self.open(&at, "", "merging these parts does not end: the type accepts any value");
            return Node::any(&at);
        }
        node
    }

    /// Runs `work` on the alternatives of a union. References from there to the schema that is being read add nothing to it.
    pub(super) fn in_alternatives<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        self.with_frame(Frame::Alternatives, work)
    }

    /// Whether a definition is being read.
    pub(super) fn is_reading(&mut self, id: ItemId) -> bool {
        let at = &self.definitions[id.0].location;
        let found = self.reading.iter().any(|frame| matches!(frame, Frame::Schema(other) if other == at));
        self.left_out |= found;
        found
    }

    /// Records that the current schema is incomplete, and must not be reused elsewhere.
    pub(super) fn leave_out(&mut self) {
        self.left_out = true;
    }

    /// The schema of a definition, independent of the schemas that are being read. None if it is being computed.
    pub(super) fn by_itself(&mut self, id: ItemId) -> Option<Node> {
        if !self.apart.insert(id) {
            return None;
        }
        let (reading, left_out) = (std::mem::take(&mut self.reading), std::mem::take(&mut self.left_out));
        let location = self.definitions[id.0].location.clone();
        let found = self.follow(id, &location);
        (self.reading, self.left_out) = (reading, left_out);
        self.apart.remove(&id);
        found
    }

    /// The schema of a definition; a schema without a valid value accepts any value.
    fn possible(&mut self, node: Node, at: &Location) -> Node {
        let Shape::Never(reason) = &node.shape else { return node };
        match reason {
            Some(reason) => {
                let message = "no value is valid for all parts of this schema: the type accepts any value";
                let warning = self.contradictory(message, reason).at(self.resolver.place(at));
                self.faults.push(warning);
            }
            None => self.open(at, "false", "this schema allows no value: the type accepts any value"),
        }
        Node { shape: Shape::Any, ..node }
    }

    /// The draft of the file that contains a schema.
    pub(super) fn dialect(&self, at: &Location) -> Dialect {
        self.resolver.file(at).dialect()
    }
}
