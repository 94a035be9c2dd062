//! Converts the canonical definitions into the Model.

mod call;

use super::{
    Alternative, Constructor, Direction, Doc, Enum, Field, Item, Kind, Layout, Matches, Model, Openness, Presence,
    Rest, RustPath, Source, Struct, Traits, Type, Union, Variant,
};
use crate::canon::annotations;
use crate::canon::definitions::{Definition, Definitions};
use crate::canon::shape::{self, Array, Form, Node, Object, Property, Shape, Text};
use crate::config::Rules;
use crate::diagnostic::Diagnostics;
use crate::id::ItemId;
use crate::names::Namer;
use crate::privacy::Privacy;
use crate::width::Digits;

/// Makes the Model: one type for each definition, in their order.
pub(crate) fn lower(
    definitions: &Definitions,
    paths: Vec<RustPath>,
    namer: &Namer,
    rules: &Rules,
) -> Result<Model, Diagnostics> {
    let mut faults = Diagnostics::new();
    let mut items = Vec::with_capacity(paths.len());
    let lowering = Lowering { definitions, namer, open: rules.unions.open, exact: rules.number.exact };
    for ((id, definition), path) in definitions.iter().zip(paths) {
        let kind = match &definitions.resolver.file(&definition.location).call {
            Some(call) if definition.location.pointer.is_empty() => {
                call::lower_call(&lowering, id, &definition.node.shape, call)
            }
            _ => lowering.kind(id, definition),
        };
        match kind {
            Ok(kind) => items.push(Item {
                path,
                source: source(definitions, definition),
                doc: doc(definition),
                constraints: Vec::new(),
                privacy: definition.privacy,
                null: definition.is_root() && definition.node.nullable && !definition.keeps_null(),
                default: None,
                description: None,
                kind,
                direction: Direction::default(),
                traits: Traits::default(),
            }),
            Err(fault) => faults.extend(fault),
        }
    }
    faults.check()?;
    Ok(Model { items, ..Model::default() })
}

/// The documentation of a type.
fn doc(definition: &Definition) -> Doc {
    let mut doc = definition.doc.clone();
    if definition.is_root() && definition.node.nullable && !definition.keeps_null() {
        doc.notes.push("`null` is a valid value too: use an `Option` of this type for it.".to_owned());
    }
    doc.notes.extend(definition.privacy.note().map(str::to_owned));
    doc
}

fn source(definitions: &Definitions, definition: &Definition) -> Source {
    let location = &definition.location;
    let file = definitions.resolver.file(location);
    Source {
        title: definitions.title(location.file),
        id: file.id().map(str::to_owned),
        file: file.name.to_string(),
        pointer: file.call.as_ref().map_or_else(|| location.pointer.clone(), |call| call.origins.of(&location.pointer)),
    }
}

struct Lowering<'a> {
    definitions: &'a Definitions<'a>,
    namer: &'a Namer<'a>,
    open: Openness,
    /// Whether numbers keep every digit.
    exact: bool,
}

impl Lowering<'_> {
    fn kind(&self, id: ItemId, definition: &Definition) -> Result<Kind, Diagnostics> {
        Ok(match &definition.node.shape {
            Shape::Object(object) if object.named => {
                Kind::Struct(Struct { hides_names: definition.node.names, ..self.structure(id, object)? })
            }
            Shape::Array(array) if array.row => Kind::Struct(self.row(id, array)?),
            Shape::Enum(set) if set.is_type() => Kind::Enum(self.enumeration(id, set)?),
            Shape::Union(union) => Kind::Union(self.union(id, union)),
            Shape::Ref(_) if definition.is_root() => Kind::Alias(self.whole(&definition.node)),
            Shape::Ref(target) => Kind::Alias(Type::Item(*target)),
            _ if definition.is_root() => Kind::Newtype(self.whole(&definition.node)),
            _ => Kind::Newtype(self.value(&definition.node)),
        })
    }

    fn structure(&self, id: ItemId, object: &Object) -> Result<Struct, Diagnostics> {
        let wire_names: Vec<_> = object.properties.iter().map(|property| property.name.as_str()).collect();
        let mut rust_names = self.namer.fields(id, &wire_names)?;
        let rest = match &object.rest {
            shape::Rest::Typed(node) => Rest::Typed(self.whole(node)),
            shape::Rest::Closed => Rest::Refuse,
            shape::Rest::Open { .. } => Rest::Keep,
        };
        let matches = object.patterns.as_ref().map(|patterns| Matches {
            patterns: patterns.patterns.clone(),
            names: patterns.names.clone(),
            ty: self.whole(&patterns.node),
        });
        // The fields of the struct for undeclared members.
        for own in rest.field_name().into_iter().chain(matches.iter().map(|_| Matches::FIELD)) {
            let Some(index) = rust_names.iter().position(|name| name == own) else { continue };
            let mut name = format!("{own}_");
            while rust_names.contains(&name) {
                name.push('_');
            }
            rust_names[index] = name;
        }
        let fields = object.properties.iter().zip(rust_names);
        let fields =
            fields.map(|(property, name)| self.field(property, name, object.required.contains(&property.name)));
        Ok(Struct {
            layout: Layout::Object,
            fields: fields.collect(),
            rest,
            matches,
            refused: object.refused.clone(),
            refused_patterns: object.refused_patterns.clone(),
            hides_names: false,
            constructor: Constructor::default(),
        })
    }

    /// The struct of a list whose items have schemas of their own.
    fn row(&self, id: ItemId, array: &Array) -> Result<Struct, Diagnostics> {
        let keys = self.namer.items(array);
        let keys: Vec<_> = keys.iter().map(String::as_str).collect();
        let mut rust_names = self.namer.fields(id, &keys)?;
        let rest = if array.rest.is_never() { Rest::Refuse } else { Rest::Typed(self.whole(&array.rest)) };
        if let Some(index) = rust_names.iter().position(|name| name == Layout::REST) {
            rust_names[index].push('_');
        }
        let fields = array.prefix.iter().zip(rust_names).enumerate().map(|(index, (item, name))| {
            let schema = self.definitions.resolver.schema(&item.origin.at);
            let property = Property {
                name: index.to_string(),
                node: item.clone(),
                doc: schema.map(annotations::doc).unwrap_or_default(),
                absent_as: None,
                privacy: Privacy::Open,
                places: shape::Places(vec![item.origin.at.clone()]),
            };
            self.field(&property, name, index < array.least)
        });
        let fields = fields.collect();
        Ok(Struct {
            fields,
            rest,
            layout: Layout::List,
            matches: None,
            refused: Vec::new(),
            refused_patterns: None,
            hides_names: false,
            constructor: Constructor::default(),
        })
    }

    fn field(&self, property: &Property, rust_name: String, required: bool) -> Field {
        let substitute = property.absent_as.as_ref().filter(|_| required);
        let presence = match substitute {
            Some(substitute) => Presence::Lenient(Some(substitute.value.clone())),
            _ if required => Presence::Required,
            _ => Presence::Optional,
        };
        let listed = self.listed(&property.node);
        let mut doc = property.doc.clone();
        doc.notes.extend(substitute.map(annotations::substitute));
        doc.notes.extend(property.privacy.note().map(str::to_owned));
        let ty = self.value(&property.node);
        let at = property.places.0.first().filter(|_| ty.is_untyped());
        Field {
            wire_name: property.name.clone(),
            rust_name,
            untyped: at.map(|at| self.definitions.why_untyped(at)),
            ty,
            constant: presence == Presence::Required
                && !property.node.nullable
                && listed.is_some_and(|set| set.constant),
            values: listed.filter(|set| !set.is_type()).map(|set| set.values.clone()).unwrap_or_default(),
            presence,
            nullable: property.node.nullable,
            boxed: None,
            doc,
            constraints: Vec::new(),
            default: None,
            fill: None,
            secret: false,
            privacy: property.privacy,
        }
    }

    /// The values that a schema lists, directly or by reference.
    fn listed<'n>(&'n self, node: &'n Node) -> Option<&'n shape::Enum> {
        let mut shape = &node.shape;
        while let Shape::Ref(id) = shape {
            shape = &self.definitions.get(*id).node.shape;
        }
        match shape {
            Shape::Enum(set) => Some(set),
            _ => None,
        }
    }

    fn enumeration(&self, id: ItemId, set: &shape::Enum) -> Result<Enum, Diagnostics> {
        let rust_names = self.namer.variants(id, set)?;
        let variants = set.values.iter().zip(rust_names).map(|(value, rust_name)| {
            let doc = set.labels.of(value).map(|label| label.doc.clone()).unwrap_or_default();
            Variant { value: value.clone(), rust_name, doc }
        });
        Ok(Enum { variants: variants.collect(), of: set.kind(), open: !set.constant, others: set.others })
    }

    fn union(&self, id: ItemId, union: &shape::Union) -> Union {
        let names = self.namer.alternatives(id);
        let alternatives = union.alternatives.iter().zip(&*names).map(|(alternative, rust_name)| Alternative {
            rust_name: rust_name.clone(),
            ty: match alternative.form {
                Form::Plain => self.value(&alternative.node),
                Form::Wrapped(_) => self.whole(&alternative.node),
                Form::Constant(_) => Type::Null,
            },
            form: alternative.form.clone(),
            facts: alternative.facts.clone(),
            boxed: false,
            doc: alternative.doc.clone(),
        });
        Union { alternatives: alternatives.collect(), telling: union.telling.clone(), open: self.open, blank: 0 }
    }

    /// The type of a schema, including `null`.
    fn whole(&self, node: &Node) -> Type {
        let value = self.value(node);
        if node.nullable { Type::Nullable(Box::new(value)) } else { value }
    }

    /// The type of a schema's values, without `null`.
    fn value(&self, node: &Node) -> Type {
        match &node.shape {
            Shape::Any | Shape::Never(_) => Type::Any,
            Shape::Null => Type::Null,
            Shape::Bool => Type::Bool,
            Shape::Integer(width) => Type::Integer(*width),
            Shape::Number(Digits::All) => Type::Number,
            Shape::Number(Digits::Double) if self.exact => Type::Number,
            Shape::Number(Digits::Double) => Type::F64,
            Shape::String(Text::Plain) => Type::String,
            Shape::String(Text::Timestamp) => Type::Timestamp,
            Shape::String(Text::Secret) => Type::Secret,
            Shape::String(Text::Id(index)) => Type::Id(*index),
            Shape::String(Text::Format(index)) => Type::Format(*index),
            Shape::Enum(set) if set.is_type() => {
                unreachable!("an enum inside another schema has a definition of its own")
            }
            Shape::Enum(_) => Type::Bool,
            Shape::Array(array) if array.prefix.is_empty() => Type::Array(Box::new(self.whole(&array.rest))),
            Shape::Array(array) => Type::Tuple(array.prefix.iter().map(|item| self.whole(item)).collect()),
            Shape::Object(object) => {
                let inner = object.map_of().map_or(Type::Any, |inner| self.whole(inner));
                Type::Map(Box::new(inner))
            }
            Shape::Ref(id) => Type::Item(*id),
            Shape::Union(_) => unreachable!("a union inside another schema has a definition of its own"),
        }
    }
}
