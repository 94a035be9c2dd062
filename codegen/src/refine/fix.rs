//! Fix-ups correct mistakes in upstream schemas. Each one states the expected mistake, so that it fails after upstream corrects it.

use serde_json::{Map, Value, json};

use crate::canon::definitions::Definitions;
use crate::canon::scalar_types::ScalarTypes;
use crate::canon::shape::{Array, Enum, Node, Object, Shape, Substitute};
use crate::config::{
    Config, Fix, MemberChange, MemberFacts, Repair, RuleUse, SchemaChange, SchemaFacts, SimpleType, Touched,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::id::ItemId;
use crate::read::resolve::{Location, Resolver};
use crate::text::code_span;

/// Applies all fix-ups, in the order of the configuration.
pub(super) fn apply(
    definitions: &mut Definitions,
    scalars: &ScalarTypes,
    config: &Config,
    faults: &mut Diagnostics,
) -> Vec<RuleUse> {
    let mut uses = Vec::with_capacity(config.fixes.len());
    for fix in &config.fixes {
        match apply_one(definitions, fix, scalars) {
            Ok(touched) => uses.push(RuleUse {
                table: "fix",
                line: config.place(fix.span.clone()).line_column().0,
                effect: fix.repair.to_string(),
                reason: Some(fix.reason_with_source()),
                touched: vec![touched],
            }),
            Err(misfit) => faults.push(fault(config, fix, &misfit)),
        }
    }
    uses
}

/// The reason why a fix-up can't be applied.
enum Misfit {
    /// The schema differs from its expectation.
    Stale(String),
    /// It matches more than one schema.
    Ambiguous(String),
}

impl From<String> for Misfit {
    fn from(why: String) -> Self {
        Self::Stale(why)
    }
}

fn fault(config: &Config, fix: &Fix, misfit: &Misfit) -> Diagnostic {
    let (code, why, help) = match misfit {
        Misfit::Stale(why) => (
            "stale-fix",
            why,
            "the mistake may be corrected upstream: compare with the schema, then remove or change the fix-up",
        ),
        Misfit::Ambiguous(why) => ("ambiguous-schema", why, "name one of them with `id` or `file`"),
    };
    let message = format!("this fix-up does not apply: {why}");
    Diagnostic::error(code, message).at(config.place(fix.span.clone())).help(help)
}

fn apply_one(definitions: &mut Definitions, fix: &Fix, scalars: &ScalarTypes) -> Result<Touched, Misfit> {
    let id = target(definitions, fix)?;
    let location = definitions.get(id).location.clone();
    let schema = definitions.names(location.file).title.to_owned();
    match &fix.repair {
        Repair::Member { name, expect, set } => {
            fix_member(definitions, id, name, expect, set, fix, scalars)?;
            let pointer = location.below("properties").below(name).pointer;
            Ok(Touched { schema, pointer, member: name.clone(), types: vec![id] })
        }
        Repair::Schema { expect, set } => {
            fix_schema(definitions, id, expect, set, &fix.reason_with_source())?;
            Ok(Touched { schema, pointer: location.pointer, member: String::new(), types: vec![id] })
        }
    }
}

/// The definition that a fix-up applies to.
fn target(definitions: &Definitions, fix: &Fix) -> Result<ItemId, Misfit> {
    let is_target = |id: ItemId| {
        let location = &definitions.get(id).location;
        fix.target.is(definitions.names(location.file), &location.pointer)
    };
    let found: Vec<_> = definitions.iter().map(|(id, _)| id).filter(|id| is_target(*id)).collect();
    match found[..] {
        [id] => Ok(id),
        [] => Err(Misfit::Stale(format!("unknown schema {}", fix.target))),
        _ => Err(Misfit::Ambiguous(format!("{} schemas are named {}", found.len(), fix.target))),
    }
}

fn fix_member(
    definitions: &mut Definitions,
    id: ItemId,
    name: &str,
    expect: &MemberFacts,
    set: &MemberChange,
    fix: &Fix,
    scalars: &ScalarTypes,
) -> Result<(), String> {
    let title = definitions.names(definitions.get(id).location.file).title;
    let Shape::Object(object) = &definitions.get(id).node.shape else {
        return Err(format!("{title} has no members of its own"));
    };
    let property = object.property(name).ok_or_else(|| format!("{title} has no member `{name}`"))?;
    let (required, ty) = (object.required.contains(name), type_name(&property.node));

    agree("required", expect.required, Some(required))?;
    agree("type", expect.ty.map(|ty| ty.word()), Some(ty))?;
    agree("description", expect.description.as_deref(), property.doc.description.as_deref())?;
    let changes = [
        set.required.is_some_and(|new| new != required),
        set.ty.is_some_and(|new| new.word() != ty),
        set.name.as_ref().is_some_and(|new| new != name),
        set.absent_as.as_ref().is_some_and(|new| Some(&new.0) != property.absent_as.as_ref().map(|own| &own.value)),
        set.description.as_ref().is_some_and(|new| Some(new) != property.doc.description.as_ref()),
    ];
    if !changes.contains(&true) {
        return Err("it would change nothing".to_owned());
    }
    if let Some(new) = set.name.as_ref().filter(|new| *new != name && object.property(new).is_some()) {
        return Err(format!("it renames `{name}` to `{new}`, but {title} already has a member `{new}`"));
    }
    if set.absent_as.is_some() && !set.required.unwrap_or(required) {
        return Err(format!("it gives `{name}` a value for its absence, but {title} does not require it"));
    }
    let places = property.places.0.clone();
    for id in with_copies(definitions, id, name, &places) {
        if let Shape::Object(object) = &mut definitions.list[id.0].node.shape {
            change_member(object, (&definitions.resolver, scalars), name, set, fix);
        }
    }
    Ok(())
}

/// A schema, and those that inherit the member from it.
fn with_copies(definitions: &Definitions, id: ItemId, name: &str, places: &[Location]) -> Vec<ItemId> {
    let own = &definitions.get(id).location;
    let inside = |at: &Location| {
        let below = at.pointer.strip_prefix(own.pointer.as_str()).filter(|_| at.file == own.file);
        below.is_some_and(|below| !below.starts_with("/$defs/") && !below.starts_with("/definitions/"))
    };
    let places: Vec<&Location> = places.iter().filter(|at| inside(at)).collect();
    let is_copy = |other: ItemId| match &definitions.get(other).node.shape {
        Shape::Object(object) => {
            object.property(name).is_some_and(|copy| copy.places.0.iter().any(|at| places.contains(&at)))
        }
        _ => false,
    };
    definitions.ids().filter(|other| *other == id || is_copy(*other)).collect()
}

fn change_member(
    object: &mut Object,
    (resolver, scalars): (&Resolver, &ScalarTypes),
    name: &str,
    set: &MemberChange,
    fix: &Fix,
) {
    let reason = fix.reason_with_source();
    let was_required = object.required.contains(name);
    let required = set.required.unwrap_or(was_required);
    object.required.remove(name);
    let Some(property) = object.properties.iter_mut().find(|property| property.name == name) else { return };
    property.doc.notes.extend(told(was_required, set, &reason));
    if let Some(ty) = set.ty {
        let at = &property.node.origin.at;
        let keywords = resolver.schema(at).and_then(Value::as_object).cloned().unwrap_or_default();
        property.node = typed(ty, at, &keywords, scalars);
    }
    if let Some(description) = &set.description {
        property.doc.description = Some(description.clone());
    }
    if let Some(value) = &set.absent_as {
        property.absent_as = Some(Substitute { value: value.0.clone(), reason, span: fix.span.clone() });
    }
    if let Some(to) = &set.name {
        property.name.clone_from(to);
    }
    if required {
        object.required.insert(property.name.clone());
    }
}

/// The sentence about a fix-up in a member's documentation. A value for absent members has a separate sentence.
fn told(was_required: bool, set: &MemberChange, reason: &str) -> Option<String> {
    let changes = [
        set.required.filter(|required| *required != was_required).map(|required| match required {
            true => "optional",
            false => "required",
        }),
        set.ty.map(|_| "of another type"),
        set.name.as_ref().map(|_| "of another name"),
    ];
    let changes: Vec<_> = changes.into_iter().flatten().collect();
    let reason = reason.trim().trim_end_matches('.');
    let told = || format!("By the schema, it is {}. A fix-up corrects that: {reason}.", changes.join(" and "));
    (!changes.is_empty()).then(told)
}

fn fix_schema(
    definitions: &mut Definitions,
    id: ItemId,
    expect: &SchemaFacts,
    set: &SchemaChange,
    reason: &str,
) -> Result<(), String> {
    let definition = &mut definitions.list[id.0];
    let mut values = match &mut definition.node.shape {
        Shape::Enum(Enum { values, .. }) => Some(values),
        _ => None,
    };
    agree("values", expect.values, values.as_ref().map(|values| values.len()))?;
    agree("description", expect.description.as_deref(), definition.doc.description.as_deref())?;
    let is_new = |value: &String| values.as_ref().is_none_or(|values| values.iter().all(|other| other != value));
    let describes = set.description.is_some() && set.description != definition.doc.description;
    if !describes && !set.add_values.iter().any(is_new) {
        return Err("it would change nothing".to_owned());
    }
    if !set.add_values.is_empty() {
        let values = values.as_mut().ok_or("the schema is not an enum")?;
        if !values.iter().all(serde_json::Value::is_string) {
            return Err("it adds strings, but not all values of the schema are strings".to_owned());
        }
        values.extend(set.add_values.iter().map(|value| json!(value)));
        let added: Vec<_> = set.add_values.iter().map(|value| code_span(value)).collect();
        let reason = reason.trim().trim_end_matches('.');
        definition
            .doc
            .notes
            .push(format!("A fix-up adds to the values of the schema: {} ({reason}).", added.join(", ")));
    }
    if let Some(description) = &set.description {
        definition.doc.description = Some(description.clone());
    }
    Ok(())
}

/// Whether a fact equals the fix-up's expectation.
fn agree<T: PartialEq + std::fmt::Debug>(what: &str, expected: Option<T>, found: Option<T>) -> Result<(), String> {
    match (expected, found) {
        (Some(expected), found) if found.as_ref() != Some(&expected) => {
            let is = found.map_or("nothing".to_owned(), |found| format!("{found:?}"));
            Err(format!("it expects {what} = {expected:?}, but finds {is}"))
        }
        _ => Ok(()),
    }
}

/// The name of a member's type in fix-ups.
fn type_name(node: &Node) -> &'static str {
    match &node.shape {
        Shape::Any | Shape::Never(_) => "any",
        Shape::Null => "null",
        Shape::Bool => "boolean",
        Shape::Integer(_) => "integer",
        Shape::Number(_) => "number",
        Shape::String(_) => "string",
        Shape::Enum(set) => match set.widened() {
            Some(Shape::String(_)) => "string",
            Some(Shape::Bool) => "boolean",
            Some(Shape::Integer(_)) => "integer",
            Some(_) => "number",
            None => "any",
        },
        Shape::Array(_) => "array",
        Shape::Object(_) => "object",
        Shape::Union(_) | Shape::Ref(_) => "ref",
    }
}

/// A value of another type. The keywords of the schema that are about that type have an effect now.
fn typed(ty: SimpleType, at: &Location, keywords: &Map<String, Value>, scalars: &ScalarTypes) -> Node {
    let shape = match ty {
        SimpleType::Any => Shape::Any,
        SimpleType::String => Shape::String(scalars.text(keywords)),
        SimpleType::Boolean => Shape::Bool,
        SimpleType::Integer => Shape::Integer(scalars.width(keywords)),
        SimpleType::Number => Shape::Number(scalars.digits(keywords)),
        SimpleType::Array => Shape::Array(Array::open(at)),
        SimpleType::Object => Shape::Object(Object::open()),
    };
    Node::new(shape, at)
}
