//! Writes types in Rust syntax, as text or as tokens.

use super::{Field, ItemId, Model, Presence, Type};

/// The form of the names in a type at some place.
pub trait Spelling {
    /// The form of a written type.
    type Text;

    /// A type of the language: `bool`.
    fn primitive(&self, name: &'static str) -> Self::Text;
    /// A type of the standard library's prelude: `Vec`.
    fn prelude(&self, name: &'static str) -> Self::Text;
    /// The standard library's `BTreeMap`.
    fn map(&self) -> Self::Text;
    /// A type of `schemawright-wire`: `Value`.
    fn wire(&self, name: &'static str) -> Self::Text;
    /// A newtype of an identifier, by its index.
    fn id(&self, index: usize) -> Self::Text;
    /// The type of another crate for strings of a format, by its index.
    fn format(&self, index: usize) -> Self::Text;
    /// A type of the Model.
    fn item(&self, id: ItemId) -> Self::Text;
    /// A type with its argument: `Vec<bool>`.
    fn of(&self, name: Self::Text, argument: Self::Text) -> Self::Text;
    /// A type with its two arguments: `Map<String, Value>`.
    fn of_two(&self, name: Self::Text, arguments: [Self::Text; 2]) -> Self::Text;
    /// A tuple.
    fn tuple(&self, items: Vec<Self::Text>) -> Self::Text;
}

impl Type {
    /// Writes the type.
    pub fn spell<S: Spelling>(&self, by: &S) -> S::Text {
        match self {
            Type::Any => by.wire("Value"),
            Type::Null => by.tuple(Vec::new()),
            Type::Bool => by.primitive("bool"),
            Type::Integer(width) => by.primitive(width.rust()),
            Type::F64 => by.primitive("f64"),
            Type::Number => by.wire("Number"),
            Type::String => by.prelude("String"),
            Type::Timestamp => by.wire("Timestamp"),
            Type::Secret => by.wire("Secret"),
            Type::Id(index) => by.id(*index),
            Type::Format(index) => by.of(by.wire("Parsed"), by.format(*index)),
            Type::Item(id) => by.item(*id),
            Type::Array(inner) => by.of(by.prelude("Vec"), inner.spell(by)),
            Type::Map(inner) => {
                let map = if **inner == Type::Any { by.wire("Map") } else { by.map() };
                by.of_two(map, [by.prelude("String"), inner.spell(by)])
            }
            Type::Tuple(items) => by.tuple(items.iter().map(|item| item.spell(by)).collect()),
            Type::Nullable(inner) => by.of(by.prelude("Option"), inner.spell(by)),
        }
    }
}

impl Field {
    /// Writes the whole type of the field, including boxing, nullability and optionality.
    pub fn spell<S: Spelling>(&self, by: &S) -> S::Text {
        let mut ty = self.ty.spell(by);
        if self.boxed.is_some() {
            ty = by.of(by.prelude("Box"), ty);
        }
        if self.nullable {
            ty = by.of(by.prelude("Option"), ty);
        }
        if self.presence == Presence::Optional {
            ty = by.of(by.prelude("Option"), ty);
        }
        ty
    }
}

/// Types as text.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// The Model of the types.
    pub model: &'a Model,
    /// The crate at the start of full paths. Without one, paths start at the crate's root, and types that are not in the Model are written
    /// with their last name.
    pub root: Option<&'a str>,
    /// The path of a type of the Model, from the crate's root.
    pub path: &'a dyn Fn(ItemId) -> String,
}

impl Names<'_> {
    fn here(&self, path: &str) -> String {
        self.root.map_or_else(|| path.to_owned(), |root| format!("{root}::{path}"))
    }
}

impl Spelling for Names<'_> {
    type Text = String;

    fn primitive(&self, name: &'static str) -> String {
        name.to_owned()
    }

    fn prelude(&self, name: &'static str) -> String {
        name.to_owned()
    }

    fn map(&self) -> String {
        if self.root.is_some() { "std::collections::BTreeMap" } else { "Map" }.to_owned()
    }

    fn wire(&self, name: &'static str) -> String {
        if self.root.is_some() { format!("schemawright_wire::{name}") } else { name.to_owned() }
    }

    fn id(&self, index: usize) -> String {
        self.here(&format!("ids::{}", self.model.ids[index].name))
    }

    fn format(&self, index: usize) -> String {
        self.model.formats[index].path.clone()
    }

    fn item(&self, id: ItemId) -> String {
        self.here(&(self.path)(id))
    }

    fn of(&self, name: String, argument: String) -> String {
        format!("{name}<{argument}>")
    }

    fn of_two(&self, name: String, [one, other]: [String; 2]) -> String {
        format!("{name}<{one}, {other}>")
    }

    fn tuple(&self, items: Vec<String>) -> String {
        match &items[..] {
            [only] => format!("({only},)"),
            _ => format!("({})", items.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::IdType;

    #[test]
    fn by_short_names_and_by_full_paths() {
        let ids = vec![IdType { name: "UserId".to_owned(), doc: String::new() }];
        let model = Model { ids, ..Model::default() };
        let path = |_: ItemId| "user::User".to_owned();
        let any_of = |ty: Type| Type::Map(Box::new(ty));
        let ty = Type::Tuple(vec![
            Type::Array(Box::new(Type::Item(ItemId(0)))),
            any_of(Type::Any),
            any_of(Type::Id(0)),
            Type::Nullable(Box::new(Type::Tuple(vec![Type::Null]))),
        ]);
        let spelled = |root| ty.spell(&Names { model: &model, root, path: &path });
        assert_eq!(spelled(None), "(Vec<user::User>, Map<String, Value>, Map<String, ids::UserId>, Option<((),)>)");
        assert_eq!(
            spelled(Some("types")),
            "(Vec<types::user::User>, schemawright_wire::Map<String, schemawright_wire::Value>, \
             std::collections::BTreeMap<String, types::ids::UserId>, Option<((),)>)"
        );
    }
}
