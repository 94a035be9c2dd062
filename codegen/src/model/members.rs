//! Statistics of the types' precision.

use super::{Kind, Model, Rest, Type};

/// The number of typed places, and the number of those with any value.
///
/// A place is a field, the undeclared members of a struct whose type a schema declares, an alternative of a union, and the target of an
/// alias or a newtype.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Members {
    /// The number of places that contain a value of any type.
    pub untyped: usize,
    /// The number of all places.
    pub all: usize,
}

impl Model {
    /// Counts the places of all types.
    #[must_use]
    pub fn members(&self) -> Members {
        let mut members = Members::default();
        for item in &self.items {
            match &item.kind {
                Kind::Struct(kind) => {
                    kind.fields.iter().for_each(|field| members.add(&field.ty));
                    if let Rest::Typed(ty) = &kind.rest {
                        members.add(ty);
                    }
                    kind.matches.iter().for_each(|matches| members.add(&matches.ty));
                }
                Kind::Newtype(ty) | Kind::Alias(ty) => members.add(ty),
                Kind::Union(kind) => kind.alternatives.iter().for_each(|alternative| members.add(&alternative.ty)),
                Kind::Call(call) => call.fields().for_each(|field| members.add(&field.ty)),
                Kind::Enum(_) => {}
            }
        }
        members
    }
}

impl Members {
    fn add(&mut self, ty: &Type) {
        self.all += 1;
        self.untyped += usize::from(ty.is_untyped());
    }
}

impl std::ops::AddAssign for Members {
    fn add_assign(&mut self, other: Self) {
        self.untyped += other.untyped;
        self.all += other.all;
    }
}

#[cfg(test)]
mod tests {
    use super::Members;
    use crate::{Config, Corpus, Generator};

    #[test]
    fn any_value_is_counted_at_every_depth() {
        let text = r#"{"title": "A", "type": "object", "properties": {
            "a": true, "b": {"type": "string"}, "c": {"type": "array", "items": {}},
            "d": {"type": "object", "additionalProperties": {"type": "integer"}}}, "patternProperties": {"^x": {}},
            "additionalProperties": {"type": "string"}}"#;
        let corpus = Corpus::from_sources([("a.json", text)]).unwrap();
        let output = Generator::new("").generate_from(&corpus, &Config::default()).unwrap();
        assert_eq!(output.model.members(), Members { untyped: 3, all: 6 });
    }
}
