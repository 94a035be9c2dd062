//! What the types say: how many of their members are anything.

use schemawright::Model;
use schemawright::model::{Kind, Rest, Type};

/// How many members there are, and how many of them hold a value of any type.
///
/// A member is what is given a type: a field, what a struct holds beside its fields where a schema says of which type that is, an alternative of a
/// union, and what an alias or a newtype stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Members {
    pub(super) untyped: usize,
    pub(super) all: usize,
}

impl Members {
    /// The members of all types.
    pub(super) fn of(model: &Model) -> Self {
        let mut members = Self::default();
        for item in &model.items {
            match &item.kind {
                Kind::Struct(kind) => {
                    kind.fields.iter().for_each(|field| members.add(&field.ty));
                    if let Rest::Typed(ty) = &kind.rest {
                        members.add(ty);
                    }
                }
                Kind::Newtype(ty) | Kind::Alias(ty) => members.add(ty),
                Kind::Union(kind) => kind.alternatives.iter().for_each(|alternative| members.add(&alternative.ty)),
                Kind::Call(call) => call.fields().for_each(|field| members.add(&field.ty)),
                Kind::Enum(_) => {}
            }
        }
        members
    }

    fn add(&mut self, ty: &Type) {
        let mut any = false;
        ty.walk(&mut |ty| any |= *ty == Type::Any);
        self.all += 1;
        self.untyped += usize::from(any);
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
    use schemawright::{Config, Corpus, Generator};

    use super::Members;

    #[test]
    fn any_value_is_counted_at_every_depth() {
        let text = r#"{"title": "A", "type": "object", "properties": {
            "a": true, "b": {"type": "string"}, "c": {"type": "array", "items": {}},
            "d": {"type": "object", "additionalProperties": {"type": "integer"}}}, "additionalProperties": {"type": "string"}}"#;
        let corpus = Corpus::from_sources([("a.json", text)]).unwrap();
        let output = Generator::new("").generate_from(&corpus, &Config::default()).unwrap();
        assert_eq!(Members::of(&output.model), Members { untyped: 2, all: 5 });
    }
}
