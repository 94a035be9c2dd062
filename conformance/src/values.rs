//! Values for a type: instances of its schema and values near them, each with the validator's verdict.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::Arc;

use schemawright::model::{Item, ItemId, Kind, Type};
use schemawright::{Model, Output};
use serde_json::Value;

use crate::instances::{Extent, Maker};
use crate::mutant::mutant;
use crate::places::{by_place, place};
use crate::random::Random;
use crate::schemas::{Location, Schemas};
use crate::validate::Validators;

/// Makes values for the types of a run.
pub(crate) struct Source<'a> {
    maker: Maker<'a>,
    /// The validators of the schemas, and of the schemas as the generator interprets them.
    by_letter: Validators,
    /// None if they are the same.
    as_meant: Option<Validators>,
    schemas: &'a Arc<Schemas>,
    /// The validators of the schemas as `JsonSchema` writes them where they have open enums, when they are needed.
    widened: OnceCell<Validators>,
    /// Random instances for each type.
    cases: usize,
}

/// The number of instances of a schema, and their size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// Random instances for each type.
    pub(crate) cases: usize,
    /// The greatest number of values in an instance.
    pub(crate) values: usize,
}

/// The values for a type.
pub(crate) struct Values {
    /// The place of its schema.
    pub(crate) at: Location,
    pub(crate) all: Vec<Judged>,
}

/// A value, and whether it is an instance.
pub(crate) struct Judged {
    pub(crate) value: Value,
    /// The first keyword that forbids it; none for an instance.
    pub(crate) forbidden: Option<String>,
}

/// The types that come from one whole schema. A nested schema may be merged from several places; it is tried as a part of these.
pub(crate) fn whole_types(output: &Output) -> impl Iterator<Item = (ItemId, &Item)> {
    let is_whole = |item: &Item| {
        matches!(item.source.pointer.split('/').collect::<Vec<_>>()[..], [""] | ["", "$defs" | "definitions", _])
    };
    output.model.iter().filter(move |(_, item)| is_whole(item))
}

/// Whether `null` is a value of a type.
fn takes_null(model: &Model, kind: &Kind) -> bool {
    match kind {
        Kind::Newtype(ty) | Kind::Alias(ty) => match ty {
            Type::Any | Type::Null | Type::Nullable(_) => true,
            Type::Item(id) => takes_null(model, &model.item(*id).kind),
            _ => false,
        },
        _ => false,
    }
}

impl<'a> Source<'a> {
    pub(crate) fn new(output: &'a Output, schemas: &'a Arc<Schemas>, meant: &Arc<Schemas>, size: Size) -> Self {
        let types = by_place(output, schemas);
        let maker = Maker { schemas, model: &output.model, types, values: size.values };
        let differs = !schemas.documents().eq(meant.documents());
        let as_meant = differs.then(|| Validators::where_files_are_missing(meant));
        let by_letter = Validators::where_files_are_missing(schemas);
        Self { maker, by_letter, as_meant, schemas, widened: OnceCell::new(), cases: size.cases }
    }

    /// The validators of the schemas.
    pub(crate) fn validators(&self) -> &Validators {
        &self.by_letter
    }

    /// The validators of the schemas as `JsonSchema` writes them where they have open enums.
    pub(crate) fn widened(&self) -> &Validators {
        let new = || Validators::where_files_are_missing(&Arc::new(self.schemas.widened()));
        self.widened.get_or_init(new)
    }

    /// The distinct values for a type.
    ///
    /// Omits values that are valid for the schema as written but not as meant, and `null` where an `Option` of the type accepts it.
    ///
    /// # Errors
    /// A type without a schema of its own, or one whose schema the validator does not support.
    pub(crate) fn values(&self, id: ItemId, seed: u64) -> Result<Values, String> {
        let at = self.place(id)?;
        let by_letter = self.by_letter.of(&at)?;
        let as_meant = self.as_meant.as_ref().map(|validators| validators.of(&at)).transpose()?;
        let judged = self.made(id, &at, seed).into_iter().map(|value| {
            let error = by_letter.iter_errors(&value).next();
            let forbidden = error.map(|error| error.kind().keyword().to_owned());
            Judged { value, forbidden }
        });
        let is_meant = |value: &Value| as_meant.as_ref().is_none_or(|as_meant| as_meant.is_valid(value));
        let all = judged.filter(|judged| judged.forbidden.is_some() || is_meant(&judged.value)).collect();
        Ok(Values { at, all })
    }

    /// The instances among the values for a type, with the place of its schema.
    ///
    /// Asks for no error: those of a recursive `oneOf` contain one another, and can use all memory.
    ///
    /// # Errors
    /// As [`values`](Self::values).
    pub(crate) fn instances(&self, id: ItemId, seed: u64) -> Result<(Location, Vec<Value>), String> {
        let at = self.place(id)?;
        let judges = [Some(&self.by_letter), self.as_meant.as_ref()].into_iter().flatten();
        let judges = judges.map(|validators| validators.of(&at)).collect::<Result<Vec<_>, _>>()?;
        let mut made = self.made(id, &at, seed);
        made.retain(|value| judges.iter().all(|judge| judge.is_valid(value)));
        Ok((at, made))
    }

    /// The place of the schema of a type.
    fn place(&self, id: ItemId) -> Result<Location, String> {
        place(self.maker.model.item(id), self.maker.schemas).ok_or("its file is not among the schemas".to_owned())
    }

    /// Distinct values: made after the schema, and near those. Omits `null` where an `Option` of the type accepts it.
    fn made(&self, id: ItemId, at: &Location, seed: u64) -> Vec<Value> {
        let mut random = Random::new(seed);
        let extents = [Extent::Least, Extent::Full].into_iter().chain(std::iter::repeat_n(Extent::Some, self.cases));
        let made = extents.filter_map(|extent| self.maker.instance(id, at, extent, &mut random));
        let mut made: Vec<Value> = made.collect();
        for index in 0..2 * made.len() {
            made.push(mutant(&made[index], &mut random));
        }
        let mut seen = HashSet::new();
        made.retain(|value| !(value.is_null() && self.is_in_option(id)) && seen.insert(value.to_string()));
        made
    }

    /// Whether `null` is a value of an `Option` of a type and not of the type itself. For a whole file, the item has this information; for
    /// a definition, the fields that refer to it have it.
    fn is_in_option(&self, id: ItemId) -> bool {
        let item = self.maker.model.item(id);
        item.null || !item.source.pointer.is_empty() && !takes_null(self.maker.model, &item.kind)
    }
}
