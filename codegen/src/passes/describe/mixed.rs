//! Describes schemas that were merged from several places.

use super::Reading;
use super::read::Reader;
use crate::canon::definitions::Definition;
use crate::canon::shape::Shape;
use crate::id::ItemId;
use crate::model::Keyword;
use crate::model::schema::Schema;
use crate::read::resolve::Location;

impl Reading<'_> {
    /// The description of a merged schema. An alternative of a union has the keywords at its place, and those beside the alternatives. For
    /// any other schema, the type is described, together with the keywords at its place.
    pub(super) fn mixed(&mut self, id: ItemId, definition: &Definition) -> Schema {
        let at = &definition.location;
        let is_there = self.definitions.resolver.schema(at).is_some();
        let mut parts = Vec::new();
        if is_there {
            parts.push(Reader::new(self, id).schema(at, None));
        }
        let mut outer = around(at);
        // An enum may have fewer values than the schema at its place, because its strings are secrets.
        if outer.is_none() || !is_there || matches!(definition.node.shape, Shape::Enum(_)) {
            parts.push(self.shapes.of_node(&definition.node));
        }
        while let Some((place, keyword)) = outer {
            // The other parts of `allOf` hold too; the other alternatives do not.
            let without = (keyword != "allOf").then_some(&*keyword);
            parts.push(Reader::new(self, id).schema(&place, without));
            outer = around(&place);
        }
        parts.retain(|part| !part.is_empty());
        match parts.len() {
            1 => parts.remove(0),
            _ => vec![Keyword::AllOf(parts)],
        }
    }
}

/// The schema of which this one is a part or an alternative, and the keyword.
fn around(at: &Location) -> Option<(Location, String)> {
    let (rest, index) = at.pointer.rsplit_once('/')?;
    let (outer, keyword) = rest.rsplit_once('/')?;
    let is_part = matches!(keyword, "allOf" | "anyOf" | "oneOf") && index.bytes().all(|byte| byte.is_ascii_digit());
    is_part.then(|| (Location { file: at.file, pointer: outer.to_owned() }, keyword.to_owned()))
}
