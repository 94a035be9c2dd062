//! Finds the schemas whose types accept more values than they list.

use std::collections::HashSet;

use super::{Keyword, Schema};

/// Whether a value of these schemas may contain an unlisted value of an open enum.
pub(super) fn has_open(schemas: &[Schema]) -> bool {
    let mut rest: Vec<Schema> = schemas.to_vec();
    let mut seen = HashSet::new();
    while let Some(schema) = rest.pop() {
        // An empty list may have the address of another one.
        if !seen.insert((schema.as_ptr(), schema.len())) {
            continue;
        }
        for keyword in schema {
            match keyword {
                Keyword::Ref(link) | Keyword::Here(link) if !link().open.is_empty() => return true,
                _ => keyword.add_nested(&mut rest),
            }
        }
    }
    false
}

impl Keyword {
    /// Adds the schemas in this keyword, and those that it refers to.
    fn add_nested(&self, to: &mut Vec<Schema>) {
        match self {
            Self::Ref(link) | Self::Here(link) => to.push(link().schema),
            Self::AllOf(schemas) | Self::AnyOf(schemas) | Self::OneOf(schemas) | Self::PrefixItems(schemas) => {
                to.extend(*schemas);
            }
            Self::If(condition, then, otherwise) => to.extend([*condition, *then, *otherwise]),
            Self::Properties(named) | Self::DependentSchemas(named) => {
                to.extend(named.iter().map(|(_, schema)| *schema))
            }
            Self::PatternProperties(named) => to.extend(named.iter().map(|(_, schema)| *schema)),
            Self::Not(schema)
            | Self::AdditionalProperties(schema)
            | Self::UnevaluatedProperties(schema)
            | Self::PropertyNames(schema)
            | Self::Items(schema)
            | Self::UnevaluatedItems(schema)
            | Self::Contains(schema, ..) => to.push(*schema),
            Self::Title(_)
            | Self::Docs(_)
            | Self::Deprecated
            | Self::ReadOnly
            | Self::WriteOnly
            | Self::Default(_)
            | Self::Examples(_)
            | Self::ContentEncoding(_)
            | Self::ContentMediaType(_)
            | Self::Note(..)
            | Self::Never
            | Self::Type(_)
            | Self::Enum(_)
            | Self::Const(_)
            | Self::Format(_)
            | Self::MinLength(_)
            | Self::MaxLength(_)
            | Self::Pattern(_)
            | Self::Minimum(_)
            | Self::Maximum(_)
            | Self::ExclusiveMinimum(_)
            | Self::ExclusiveMaximum(_)
            | Self::MultipleOf(_)
            | Self::Required(_)
            | Self::MinProperties(_)
            | Self::MaxProperties(_)
            | Self::DependentRequired(_)
            | Self::MinItems(_)
            | Self::MaxItems(_)
            | Self::UniqueItems => {}
        }
    }
}
