//! From what typify made of the definitions to the Model.
//!
//! Where typify's types have lost what a schema says, it is taken from the schema: the order of the members, whether an
//! optional array may also be `null`, an object that has no members yet.

mod call;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use crate::canon::annotations;
use crate::canon::bundle::{Bundle, Definition, DefinitionId, Form, Member};
use crate::config::Part;
use crate::convert::{Native, OpaqueCode, Shape, ShapeMember, ShapeType};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::limits::LEAST_VALUE;
use crate::model::{
    Direction, Enum, Field, Item, ItemId, Kind, Model, Opaque, Presence, Rest, RustPath, Source, Struct, Traits, Type,
    Variant,
};
use crate::names::Namer;
use crate::names::ident;
use crate::passes::finite::{self, Alternative};
use crate::sample::Samples;

/// Makes the Model: an item for each definition, in the order of the bundle.
pub(crate) fn lower(
    bundle: &Bundle,
    shapes: Vec<Shape>,
    paths: Vec<RustPath>,
    namer: &Namer,
) -> Result<Model, Diagnostics> {
    let mut faults = Diagnostics::new();
    let mut items = Vec::with_capacity(shapes.len());
    let mut alternatives = Vec::with_capacity(shapes.len());
    for (((id, definition), shape), path) in bundle.iter().zip(shapes).zip(&paths) {
        let lowered = match shape {
            Shape::Opaque(code) => lower_opaque(bundle, id, code, &paths)
                .map(|(opaque, alternatives)| (Kind::Opaque(opaque), alternatives)),
            shape => match &bundle.resolver.file(&definition.location).call {
                Some(call) if definition.location.pointer.is_empty() => {
                    let members = if let Shape::Struct { members, .. } = shape { members } else { Vec::new() };
                    call::lower_call(bundle, id, members, call, namer)
                }
                _ => lower_kind(bundle, id, definition, shape, namer),
            }
            .map(|kind| (kind, Vec::new())),
        };
        match lowered {
            Ok((kind, blanks)) => {
                alternatives.push(blanks);
                items.push(Item {
                    path: path.clone(),
                    source: source(bundle, definition),
                    doc: definition.doc.clone(),
                    constraints: Vec::new(),
                    kind,
                    direction: Direction::default(),
                    traits: Traits::default(),
                });
            }
            Err(fault) => faults.extend(fault),
        }
    }
    faults.check()?;
    if items.len() != bundle.definitions.len() {
        let (types, schemas) = (items.len(), bundle.definitions.len());
        return Err(Diagnostic::error("count", format!("{schemas} schemas came to {types} types")).into());
    }
    let mut model = Model { items, ids: Vec::new(), module_docs: BTreeMap::new() };
    make_finite(bundle, &mut model, &alternatives, &mut faults);
    call::check_parameters(bundle, &model, &mut faults);
    faults.check()?;
    let mut samples = Samples::new(bundle);
    for (index, item) in model.items.iter_mut().enumerate() {
        if let Kind::Opaque(opaque) = &mut item.kind {
            opaque.sample = samples.of(DefinitionId(index)).unwrap_or_default();
        }
    }
    Ok(model)
}

fn source(bundle: &Bundle, definition: &Definition) -> Source {
    let location = &definition.location;
    let file = bundle.resolver.file(location);
    Source {
        title: bundle.title(location.file),
        id: file.id().map(str::to_owned),
        file: file.name.to_string(),
        pointer: file.call.as_ref().map_or_else(|| location.pointer.clone(), |call| call.origins.of(&location.pointer)),
    }
}

fn lower_kind(
    bundle: &Bundle,
    id: DefinitionId,
    definition: &Definition,
    shape: Shape,
    namer: &Namer,
) -> Result<Kind, Diagnostics> {
    Ok(match shape {
        Shape::Struct { members, rest } => Kind::Struct(lower_struct(bundle, id, members, rest, namer)?),
        // An object without members is a map to typify.
        Shape::Newtype(ShapeType::Map(inner)) if matches!(definition.form, Form::Object { .. }) => {
            let rest = if *inner == ShapeType::Any { None } else { Some(*inner) };
            Kind::Struct(lower_struct(bundle, id, Vec::new(), rest, namer)?)
        }
        Shape::Newtype(ty) if definition.form == Form::Alias => Kind::Alias(lower_type(&ty)),
        Shape::Newtype(ty) => Kind::Newtype(lower_type(&ty)),
        Shape::Enum { values } => Kind::Enum(lower_enum(id, definition, &values, namer)?),
        Shape::Opaque(_) => unreachable!("a union is lowered with its alternatives"),
    })
}

fn lower_struct(
    bundle: &Bundle,
    id: DefinitionId,
    mut members: Vec<ShapeMember>,
    rest: Option<ShapeType>,
    namer: &Namer,
) -> Result<Struct, Diagnostics> {
    let order = bundle.members(id);
    let places: HashMap<&str, usize> = order.iter().enumerate().map(|(index, m)| (m.name.as_str(), index)).collect();
    members.sort_by_key(|member| places.get(member.name.as_str()).copied().unwrap_or(order.len()));
    let wire_names: Vec<_> = members.iter().map(|member| member.name.as_str()).collect();
    let mut rust_names = namer.fields(id, &wire_names)?;
    let rest = match rest {
        Some(ty) => Rest::Typed(lower_type(&ty)),
        None if bundle.get(id).form == (Form::Object { closed: true }) => Rest::Refuse,
        None => Rest::Keep,
    };
    // The members of the struct that no schema has named.
    if let Some(rest) = rest.field_name()
        && let Some(index) = rust_names.iter().position(|name| name == rest)
    {
        let mut name = format!("{rest}_");
        while rust_names.contains(&name) {
            name.push('_');
        }
        rust_names[index] = name;
    }
    let fields = members
        .into_iter()
        .zip(rust_names)
        .map(|(member, rust_name)| {
            let known = places.get(member.name.as_str()).map(|index| order[*index]);
            lower_field(member, rust_name, known)
        })
        .collect();
    Ok(Struct { fields, rest })
}

fn lower_field(member: ShapeMember, rust_name: String, known: Option<&Member>) -> Field {
    let ty = match lower_type(&member.ty) {
        Type::Nullable(inner) => *inner,
        ty => ty,
    };
    let nullable = matches!(member.ty, ShapeType::Nullable(_)) || known.is_some_and(|known| known.nullable);
    let substitute = known.and_then(|known| known.absent_as.as_ref()).filter(|_| member.required);
    let presence = match substitute {
        Some(substitute) => Presence::Lenient(Some(substitute.value.clone())),
        _ if member.required => Presence::Required,
        _ => Presence::Optional,
    };
    let mut doc = known.map(|known| known.doc.clone()).unwrap_or_default();
    doc.notes.extend(substitute.map(annotations::substitute));
    let (boxed, secret, constraints) = (None, false, Vec::new());
    Field { wire_name: member.name, rust_name, ty, presence, nullable, boxed, doc, constraints, secret }
}

fn lower_enum(
    id: DefinitionId,
    definition: &Definition,
    values: &[String],
    namer: &Namer,
) -> Result<Enum, Diagnostics> {
    let listed = definition.schema.get("enum").and_then(|values| values.as_array());
    let listed = listed.into_iter().flatten().filter_map(Value::as_str);
    let order: HashMap<&str, usize> = listed.enumerate().map(|(index, value)| (value, index)).collect();
    let mut wire_names: Vec<_> = values.iter().map(String::as_str).collect();
    wire_names.sort_by_key(|value| order.get(value));
    let rust_names = namer.variants(id, &wire_names)?;
    let variants = wire_names
        .into_iter()
        .zip(rust_names)
        .map(|(wire_name, rust_name)| Variant { wire_name: wire_name.to_owned(), rust_name })
        .collect();
    Ok(Enum { variants, open: definition.form != Form::Const })
}

fn lower_opaque(
    bundle: &Bundle,
    id: DefinitionId,
    code: OpaqueCode,
    paths: &[RustPath],
) -> Result<(Opaque, Vec<Alternative>), Diagnostics> {
    let item = |id: DefinitionId| ItemId(id.0);
    let name = |key: &str| DefinitionId::from_key(key).map(|other| variant_name(bundle, id, other, paths));
    let variants: BTreeMap<String, String> =
        code.variants.iter().filter_map(|key| Some((key.clone(), name(key)?))).collect();
    let mut names: Vec<_> = code.variants.iter().map(|key| variants.get(key).unwrap_or(key)).collect();
    names.sort_unstable();
    if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        let message = format!("two alternatives of the union both come to `{}` in Rust", pair[0]);
        let error = Diagnostic::error("name-collision", message).at(bundle.place(id));
        let last = code.variants.iter().rev().find(|key| variants.get(*key) == Some(pair[0]));
        let Some(last) = last.and_then(|key| DefinitionId::from_key(key)) else { return Err(error.into()) };
        let entry = bundle.rename_entry(&bundle.get(last).location, &Part::Type, &format!("{}2", paths[last.0]));
        return Err(error.help("give one of them another name in codegen.toml, such as:").entry(entry).into());
    }
    let alternatives = code.blanks.into_iter().map(|blank| Alternative {
        expression: variants.iter().fold(blank.expression, |text, (key, name)| {
            text.replace(&format!("Self::{key}("), &format!("Self::{name}("))
        }),
        needs: blank.needs.into_iter().map(item).collect(),
    });
    let alternatives = alternatives.collect();
    let keys = std::iter::once(id).chain(code.refers_to.iter().copied()).map(|id| (id.key(), item(id))).collect();
    let helpers = code.helpers.into_iter().map(|suffix| (format!("{}{suffix}", id.key()), suffix)).collect();
    let refers_to = code.refers_to.into_iter().map(item).collect();
    let (blank, sample) = (String::new(), Value::Null);
    let boxed = BTreeSet::new();
    Ok((Opaque { code: code.code, keys, helpers, variants, refers_to, boxed, blank, sample }, alternatives))
}

/// An alternative is called as its type; if that stands inside the union, without the union's own name.
fn variant_name(bundle: &Bundle, union: DefinitionId, alternative: DefinitionId, paths: &[RustPath]) -> String {
    let (outer, inner) = (&bundle.get(union).location, &bundle.get(alternative).location);
    let name = &paths[alternative.0].name;
    let inside = outer.file == inner.file && inner.pointer.starts_with(&format!("{}/", outer.pointer));
    let rest = name.strip_prefix(&paths[union.0].name).filter(|_| inside);
    // What is left must be a name still: `Self` and `2` are none.
    rest.and_then(ident::type_name).unwrap_or_else(|| name.clone())
}

/// Gives every union a value to begin with, and complains of types that have none.
fn make_finite(bundle: &Bundle, model: &mut Model, alternatives: &[Vec<Alternative>], faults: &mut Diagnostics) {
    let sizes = finite::choose_blanks(&mut model.items, alternatives);
    let ids = || (0..sizes.len()).map(ItemId);
    // The first is to blame: those that hold it are bigger still.
    if let Some(id) = ids().filter(|id| sizes[id.0].is_some_and(|size| size > LEAST_VALUE)).min_by_key(|id| sizes[id.0])
    {
        let message = format!("the least value of this schema is made of more than {LEAST_VALUE} others");
        let error = Diagnostic::error("too-big", message).at(bundle.place(DefinitionId(id.0)));
        faults.push(error.help("make some of the members optional"));
    }
    let endless: Vec<_> = ids().filter(|id| sizes[id.0].is_none()).collect();
    for id in finite::own_alternatives(model) {
        let message = "this schema is one of its own alternatives, so a value of it could be read for ever";
        let error = Diagnostic::error("circular-ref", message).at(bundle.place(DefinitionId(id.0)));
        faults.push(error.help("remove the alternative: it adds no value"));
    }
    for id in finite::circular(model, &endless) {
        let message = "every value of this schema holds another value of it, so there is none that ends";
        let error = Diagnostic::error("circular-ref", message).at(bundle.place(DefinitionId(id.0)));
        faults.push(error.help("make a member on the way optional, let it be null, or put it into an array"));
    }
}

fn lower_type(ty: &ShapeType) -> Type {
    match ty {
        ShapeType::Any => Type::Any,
        ShapeType::Null => Type::Null,
        ShapeType::Bool => Type::Bool,
        ShapeType::I32 => Type::I32,
        ShapeType::I64 => Type::I64,
        ShapeType::F64 => Type::F64,
        ShapeType::String => Type::String,
        ShapeType::Native(Native::Timestamp) => Type::Timestamp,
        ShapeType::Native(Native::Secret) => Type::Secret,
        ShapeType::Native(Native::Id(index, _)) => Type::Id(*index),
        ShapeType::Definition(id) => Type::Item(ItemId(id.0)),
        ShapeType::Array(inner) => Type::Array(Box::new(lower_type(inner))),
        ShapeType::Map(inner) => Type::Map(Box::new(lower_type(inner))),
        ShapeType::Tuple(items) => Type::Tuple(items.iter().map(lower_type).collect()),
        ShapeType::Nullable(inner) => Type::Nullable(Box::new(lower_type(inner))),
    }
}
