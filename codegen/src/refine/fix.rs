//! Fix-ups: what upstream says wrongly, said rightly. Each names what it expects to find, so that it fails when upstream has mended it.

use serde_json::{Map, Value, json};

use crate::canon::bundle::{Bundle, DefinitionId, Member, MemberSource, Substitute};
use crate::config::{
    Config, Fix, MemberChange, MemberFacts, Repair, RuleUse, SchemaChange, SchemaFacts, SimpleType, Touched,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::pointer;

/// Applies all fix-ups, in the order of the configuration.
pub(super) fn apply(bundle: &mut Bundle, config: &Config, faults: &mut Diagnostics) -> Vec<RuleUse> {
    let mut uses = Vec::with_capacity(config.fixes.len());
    for fix in &config.fixes {
        match apply_one(bundle, fix) {
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

/// Why a fix-up can't be applied.
enum Misfit {
    /// The schema is not as it expects.
    Stale(String),
    /// It names more than one schema.
    Ambiguous(String),
}

impl From<String> for Misfit {
    fn from(why: String) -> Self {
        Self::Stale(why)
    }
}

fn fault(config: &Config, fix: &Fix, misfit: &Misfit) -> Diagnostic {
    let (code, why, help) = match misfit {
        Misfit::Stale(why) => {
            ("stale-fix", why, "upstream may have mended it: compare with the schema, then remove or adapt the fix-up")
        }
        Misfit::Ambiguous(why) => ("ambiguous-schema", why, "name one of them with `id` or `file`"),
    };
    let message = format!("this fix-up does not fit: {why}");
    Diagnostic::error(code, message).at(config.place(fix.span.clone())).help(help)
}

fn apply_one(bundle: &mut Bundle, fix: &Fix) -> Result<Touched, Misfit> {
    let id = target(bundle, fix)?;
    let location = bundle.get(id).location.clone();
    let schema = bundle.names(location.file).title.to_owned();
    match &fix.repair {
        Repair::Member { name, expect, set } => {
            fix_member(bundle, id, name, expect, set, &fix.reason_with_source())?;
            let pointer = pointer::push(&pointer::push(&location.pointer, "properties"), name);
            Ok(Touched { schema, pointer, member: name.clone() })
        }
        Repair::Schema { expect, set } => {
            fix_schema(bundle, id, expect, set)?;
            Ok(Touched { schema, pointer: location.pointer, member: String::new() })
        }
    }
}

/// The definition that a fix-up is about.
fn target(bundle: &Bundle, fix: &Fix) -> Result<DefinitionId, Misfit> {
    let is_target = |id: DefinitionId| {
        let location = &bundle.get(id).location;
        fix.target.is(bundle.names(location.file), &location.pointer)
    };
    let found: Vec<_> = bundle.iter().map(|(id, _)| id).filter(|id| is_target(*id)).collect();
    match found[..] {
        [id] => Ok(id),
        [] => Err(Misfit::Stale(format!("there is no schema {}", fix.target))),
        _ => Err(Misfit::Ambiguous(format!("{} schemas are called {}", found.len(), fix.target))),
    }
}

fn fix_member(
    bundle: &mut Bundle,
    id: DefinitionId,
    name: &str,
    expect: &MemberFacts,
    set: &MemberChange,
    reason: &str,
) -> Result<(), String> {
    let definition = bundle.get(id);
    let member = own_member(bundle, id, name).ok_or_else(|| {
        let title = bundle.names(definition.location.file).title;
        format!("{title} has no member `{name}`")
    })?;
    let list = definition.schema.get("required").and_then(Value::as_array);
    let required = list.is_some_and(|names| names.iter().any(|other| other == name));
    let ty = type_name(&definition.schema["properties"][name]);

    agree("required", expect.required, Some(required))?;
    agree("type", expect.ty.map(|ty| ty.word()), Some(&*ty))?;
    agree("description", expect.description.as_deref(), member.doc.description.as_deref())?;
    let changes = [
        set.required.is_some_and(|new| new != required),
        set.ty.is_some_and(|new| new.word() != ty),
        set.name.as_ref().is_some_and(|new| new != name),
        set.absent_as
            .as_ref()
            .is_some_and(|new| Some(&new.0) != member.absent_as.as_ref().map(|absent_as| &absent_as.value)),
        set.description.as_ref().is_some_and(|new| Some(new) != member.doc.description.as_ref()),
    ];
    if !changes.contains(&true) {
        return Err("it would change nothing".to_owned());
    }
    change_member(bundle, id, name, set, reason)
}

fn fix_schema(bundle: &mut Bundle, id: DefinitionId, expect: &SchemaFacts, set: &SchemaChange) -> Result<(), String> {
    let definition = &mut bundle.definitions[id.0];
    let values = definition.schema.get_mut("enum").and_then(Value::as_array_mut);
    agree("values", expect.values, values.as_ref().map(|values| values.len()))?;
    agree("description", expect.description.as_deref(), definition.doc.description.as_deref())?;
    let is_new = |value: &String| values.as_ref().is_none_or(|values| values.iter().all(|other| other != value));
    let describes = set.description.is_some() && set.description != definition.doc.description;
    if !describes && !set.add_values.iter().any(is_new) {
        return Err("it would change nothing".to_owned());
    }
    if let Some(description) = &set.description {
        definition.doc.description = Some(description.clone());
    }
    if !set.add_values.is_empty() {
        let values = values.ok_or("the schema is no enum")?;
        values.extend(set.add_values.iter().map(|value| json!(value)));
    }
    Ok(())
}

/// Whether a fact is as the fix-up expects.
fn agree<T: PartialEq + std::fmt::Debug>(what: &str, expected: Option<T>, found: Option<T>) -> Result<(), String> {
    match (expected, found) {
        (Some(expected), found) if found.as_ref() != Some(&expected) => {
            let is = found.map_or("nothing".to_owned(), |found| format!("{found:?}"));
            Err(format!("it expects {what} = {expected:?} and finds {is}"))
        }
        _ => Ok(()),
    }
}

fn own_member<'b>(bundle: &'b Bundle, id: DefinitionId, name: &str) -> Option<&'b Member> {
    bundle.get(id).members.iter().find_map(|source| match source {
        MemberSource::Own(member) if member.name == name => Some(member),
        _ => None,
    })
}

fn type_name(schema: &Value) -> String {
    if schema.get("$ref").is_some() {
        return "ref".to_owned();
    }
    if let Some([value, _]) = schema.get("oneOf").and_then(Value::as_array).map(Vec::as_slice) {
        return type_name(value);
    }
    schema.get("type").and_then(Value::as_str).unwrap_or("any").to_owned()
}

fn change_member(
    bundle: &mut Bundle,
    id: DefinitionId,
    name: &str,
    set: &MemberChange,
    reason: &str,
) -> Result<(), String> {
    let definition = &mut bundle.definitions[id.0];
    let schema = definition.schema.as_object_mut().ok_or("the schema is no object")?;
    if let Some(required) = set.required {
        set_required(schema, name, required);
    }
    if let Some(ty) = set.ty {
        schema["properties"][name] = typed(ty);
    }
    let member = definition.members.iter_mut().find_map(|source| match source {
        MemberSource::Own(member) if member.name == *name => Some(member),
        _ => None,
    });
    let member = member.ok_or("the member is not the schema's own")?;
    if let Some(description) = &set.description {
        member.doc.description = Some(description.clone());
    }
    if let Some(value) = &set.absent_as {
        member.absent_as = Some(Substitute { value: value.0.clone(), reason: reason.to_owned() });
    }
    if let Some(to) = &set.name {
        member.name.clone_from(to);
        rename(schema, name, to);
    }
    Ok(())
}

fn set_required(schema: &mut Map<String, Value>, name: &str, required: bool) {
    let list = schema.entry("required").or_insert_with(|| json!([]));
    if let Some(list) = list.as_array_mut() {
        list.retain(|other| other != name);
        if required {
            list.push(json!(name));
        }
    }
}

fn typed(ty: SimpleType) -> Value {
    match ty {
        SimpleType::Any => Value::Bool(true),
        SimpleType::String | SimpleType::Boolean => json!({ "type": ty.word() }),
        SimpleType::Integer => json!({ "type": "integer", "format": "int64" }),
        SimpleType::Number => json!({ "type": "number", "format": "double" }),
        SimpleType::Array => json!({ "type": "array", "items": true }),
        SimpleType::Object => json!({ "type": "object", "additionalProperties": true }),
    }
}

fn rename(schema: &mut Map<String, Value>, from: &str, to: &str) {
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        *properties = std::mem::take(properties)
            .into_iter()
            .map(|(name, schema)| (if name == from { to.to_owned() } else { name }, schema))
            .collect();
    }
    for name in schema.get_mut("required").and_then(Value::as_array_mut).into_iter().flatten() {
        if name == from {
            *name = json!(to);
        }
    }
}
