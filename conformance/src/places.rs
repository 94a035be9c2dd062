//! The places of types in the schemas.

use std::collections::HashMap;

use schemawright::Output;
use schemawright::model::{Item, ItemId};

use crate::schemas::{Location, Schemas};

/// The types by the places of their schemas.
pub(crate) fn by_place(output: &Output, schemas: &Schemas) -> HashMap<Location, ItemId> {
    let places = output.model.iter().filter_map(|(id, item)| Some((place(item, schemas)?, id)));
    places.collect()
}

/// The place of the schema of a type; none if its file is not among the schemas.
pub(crate) fn place(item: &Item, schemas: &Schemas) -> Option<Location> {
    let file = schemas.file(&item.source.file)?;
    Some(Location { file, pointer: item.source.pointer.clone() })
}
