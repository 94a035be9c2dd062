//! Describes types: their schemas as trees of keywords.
//!
//! A description follows the schema as it is written, not the shape of the type, so it is complete. It differs from the schema only by the
//! fix-ups of the configuration, and by the values that it gives to members.

mod fixes;
mod given;
mod mixed;
mod read;
mod shape;

use std::collections::{BTreeSet, HashMap};

use crate::canon::definitions::{Definition, Definitions};
use crate::canon::shape::{Node, Shape};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ItemId;
use crate::model::schema::{Description, JsonType, Schema, walk};
use crate::model::{Enum, Features, Item, Keyword, Kind, Model, Scalars};
use crate::read::resolve::Location;
use shape::Shapes;

/// Describes all types, and reports keywords that no description covers.
pub(crate) fn run(mut model: Model, definitions: &Definitions, config: &Config) -> (Model, Diagnostics) {
    let places = Places::new(&model, definitions);
    let shapes = Shapes::new(&definitions.resolver, config);
    let mut reading = Reading {
        definitions,
        shapes: &shapes,
        places: &places,
        faults: Diagnostics::new(),
        uncovered: BTreeSet::new(),
    };
    let mut schemas: Vec<Option<Schema>> = Vec::with_capacity(model.items.len());
    for (id, definition) in definitions.iter() {
        let schema = is_described(model.item(id)).then(|| reading.of_type(id, definition));
        schemas.push(schema);
    }
    follow_aliases(&mut schemas, &model, definitions, &shapes);
    fixes::apply(&mut schemas, &model, definitions, config);
    let referred = referred(&mut schemas);
    // Only `validate` would accept values that it has not checked.
    let warnings = if config.validates() { reading.faults.sorted() } else { Diagnostics::new() };
    for (index, schema) in schemas.into_iter().enumerate() {
        let id = ItemId(index);
        let definition = definitions.get(id);
        let item = &model.items[index];
        let description = schema.map(|mut schema| {
            let own = own_title(definitions, definition);
            let inline = !is_named(definition) && !referred.contains(&id);
            if let Some(title) = own.filter(|_| inline) {
                schema.insert(0, Keyword::Title(title.to_owned()));
            }
            let title = own.or_else(|| title_of_file(definition, item)).unwrap_or(&item.path.name).to_owned();
            Description { title, inline, open: open(item, definition), schema }
        });
        model.items[index].description = description;
    }
    (model, warnings)
}

/// Whether a type has a schema of its own. An alias has the schema of another type.
fn is_described(item: &Item) -> bool {
    !matches!(item.kind, Kind::Alias(_) | Kind::Call(_))
}

/// Puts the schemas of aliases in the place of references to them. Shapes refer to aliases; a chain of these ends, or has been reported.
fn follow_aliases(schemas: &mut [Option<Schema>], model: &Model, definitions: &Definitions, shapes: &Shapes) {
    for schema in schemas.iter_mut().flatten() {
        walk(schema, &mut |keyword| {
            if let Keyword::Ref(id) = keyword
                && !is_described(model.item(*id))
            {
                *keyword = Keyword::AllOf(vec![shapes.of_node(&definitions.get(*id).node)]);
            }
        });
    }
}

/// Whether a schema has a name in its file.
fn is_named(definition: &Definition) -> bool {
    let pointer = &definition.location.pointer;
    let is_entry = |keyword: &str| pointer.rsplit('/').nth(1) == Some(keyword);
    definition.is_root() || is_entry("$defs") || is_entry("definitions")
}

/// The targets of references.
fn referred(schemas: &mut [Option<Schema>]) -> BTreeSet<ItemId> {
    let mut found = BTreeSet::new();
    for schema in schemas.iter_mut().flatten() {
        walk(schema, &mut |keyword| {
            if let Keyword::Ref(id) = keyword {
                found.insert(*id);
            }
        });
    }
    found
}

/// The title that a schema has itself.
fn own_title<'a>(definitions: &'a Definitions, definition: &Definition) -> Option<&'a str> {
    definitions.resolver.schema(&definition.location)?.get("title")?.as_str()
}

/// The title that the configuration gives to the schema of a file.
fn title_of_file<'a>(definition: &Definition, item: &'a Item) -> Option<&'a str> {
    Some(&*item.source.title).filter(|title| definition.is_root() && !title.is_empty())
}

/// The types of the unlisted values that an open enum accepts.
fn open(item: &Item, definition: &Definition) -> Vec<JsonType> {
    let others = matches!(&definition.node.shape, Shape::Enum(set) if set.others);
    match &item.kind {
        Kind::Enum(Enum { open: true, of, .. }) if !others => match of {
            Scalars::Strings => vec![JsonType::String],
            Scalars::Integers(_) => vec![JsonType::Integer],
            Scalars::Booleans => vec![JsonType::Boolean],
            Scalars::Mixed => vec![JsonType::Boolean, JsonType::Number, JsonType::String],
        },
        _ => Vec::new(),
    }
}

/// The type of the schema at a place, and the types that may refer to it.
struct Places<'a> {
    by_location: HashMap<&'a Location, ItemId>,
    /// The schemas that are equal to another one, and share its type.
    shared: HashMap<&'a Location, ItemId>,
    /// The feature of the module of each type.
    features: Vec<Option<&'a str>>,
    of_package: Option<&'a Features>,
}

impl<'a> Places<'a> {
    fn new(model: &'a Model, definitions: &'a Definitions) -> Self {
        let of_package = model.package.as_ref().and_then(|package| package.features.as_ref());
        let feature = |item: &'a Item| of_package?.of(&item.path.module);
        // A merged schema is more than the schema at its place.
        let described = definitions
            .iter()
            .filter(|(id, definition)| is_described(model.item(*id)) && !definition.node.origin.mixed);
        let is_written =
            |at: &Location| definitions.resolver.schema(at).is_some_and(|schema| schema.get("$ref").is_some());
        let shared = definitions.iter().filter_map(|(id, definition)| match &definition.node {
            Node { shape: Shape::Ref(kept), nullable: false, .. }
                if definition.parent.is_some()
                    && !is_described(model.item(id))
                    && !is_written(&definition.location) =>
            {
                Some((&definition.location, *kept))
            }
            _ => None,
        });
        Self {
            by_location: described.map(|(id, definition)| (&definition.location, id)).collect(),
            shared: shared.collect(),
            features: model.items.iter().map(feature).collect(),
            of_package,
        }
    }

    /// The type of the schema at a location, if another type may refer to it: it must be compiled whenever the other one is.
    fn find(&self, at: &Location, from: ItemId) -> Option<ItemId> {
        let id = *self.by_location.get(at)?;
        let (from, to) = (self.features[from.0], self.features[id.0]);
        let is_there = match (from, to, self.of_package) {
            (_, None, _) | (_, _, None) => true,
            (Some(from), Some(to), Some(features)) => from == to || features.turns_on.get(from)?.contains(to),
            (None, Some(_), Some(_)) => false,
        };
        is_there.then_some(id)
    }
}

/// The state of reading descriptions.
struct Reading<'a> {
    definitions: &'a Definitions<'a>,
    shapes: &'a Shapes<'a>,
    places: &'a Places<'a>,
    faults: Diagnostics,
    /// Places that have been reported.
    uncovered: BTreeSet<Location>,
}

impl Reading<'_> {
    /// Reports a keyword that a description omits.
    fn uncovered(&mut self, at: Location, message: String) {
        if self.uncovered.insert(at.clone()) {
            let warning = Diagnostic::warning("not-validated", message).at(self.definitions.resolver.place(&at));
            self.faults.push(warning.help("`validate` accepts every value here; the API may not"));
        }
    }
}
