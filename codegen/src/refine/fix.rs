//! Fix-ups: what upstream says wrongly, said rightly. Each names what it expects to find, so that it fails when upstream has mended it.

use serde_json::{Map, Value, json};
use toml::Spanned;

use crate::canon::bundle::{Bundle, DefinitionId, MemberSource};
use crate::config::{Config, Facts, Fix, RuleUse, Touched};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::pointer;

/// Applies all fix-ups, in the order of the configuration.
pub(super) fn apply(bundle: &mut Bundle, config: &Config, faults: &mut Diagnostics) -> Vec<RuleUse> {
    let mut uses = Vec::with_capacity(config.rules.fixes.len());
    for fix in &config.rules.fixes {
        match apply_one(bundle, fix.get_ref()) {
            Ok(touched) => uses.push(RuleUse {
                table: "fix",
                line: config.place(fix.span()).line_column().0,
                effect: fix.get_ref().set.to_string(),
                reason: Some(fix.get_ref().reason_with_source()),
                touched: vec![touched],
            }),
            Err(message) => faults.push(fault(config, fix, &message)),
        }
    }
    uses
}

fn fault(config: &Config, fix: &Spanned<Fix>, message: &str) -> Diagnostic {
    Diagnostic::error("stale-fix", format!("this fix-up does not fit: {message}"))
        .at(config.place(fix.span()))
        .help("upstream may have mended it: compare with the schema, then remove or adapt the fix-up")
}

fn apply_one(bundle: &mut Bundle, fix: &Fix) -> Result<Touched, String> {
    if fix.reason.trim().is_empty() {
        return Err("`reason` is empty".to_owned());
    }
    if fix.expect == Facts::default() {
        return Err("`expect` is empty: say what the schema says now".to_owned());
    }
    let id = target(bundle, fix)?;
    let found = facts(bundle, id, fix)?;
    if let Some(difference) = fix.expect.difference(&found) {
        return Err(difference);
    }
    if fix.set.is_in(&found) {
        return Err("it would change nothing".to_owned());
    }
    change(bundle, id, fix)?;
    let mut pointer = bundle.get(id).location.pointer.clone();
    if let Some(member) = &fix.member {
        pointer = pointer::push(&pointer::push(&pointer, "properties"), member);
    }
    Ok(Touched { schema: fix.schema.clone(), pointer, member: fix.member.clone().unwrap_or_default() })
}

/// The definition that a fix-up is about.
fn target(bundle: &Bundle, fix: &Fix) -> Result<DefinitionId, String> {
    let inline = fix.pointer.as_deref().unwrap_or("");
    bundle
        .iter()
        .find(|(_, definition)| {
            definition.location.pointer == inline && bundle.title(definition.location.file) == fix.schema
        })
        .map(|(id, _)| id)
        .ok_or_else(|| format!("there is no schema `{}`{}", fix.schema, if inline.is_empty() { "" } else { inline }))
}

/// What the schema says now.
fn facts(bundle: &Bundle, id: DefinitionId, fix: &Fix) -> Result<Facts, String> {
    let definition = bundle.get(id);
    let Some(name) = &fix.member else {
        let values = definition
            .schema
            .get("enum")
            .and_then(Value::as_array)
            .map(|values| values.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>());
        let description = definition.doc.clone();
        return Ok(Facts {
            description,
            values: values.map(|v| v.len()),
            listed: fix_values(&definition.schema),
            ..Facts::default()
        });
    };
    let member = own_member(bundle, id, name).ok_or_else(|| format!("{} has no member `{name}`", fix.schema))?;
    let schema = &definition.schema["properties"][name];
    let required = definition.schema.get("required").and_then(Value::as_array);
    Ok(Facts {
        required: Some(required.is_some_and(|names| names.iter().any(|other| other == name))),
        ty: Some(type_name(schema)),
        name: Some(name.clone()),
        description: member.doc.clone(),
        absent_as: member.absent_as.clone(),
        ..Facts::default()
    })
}

fn fix_values(schema: &Value) -> Vec<String> {
    let values = schema.get("enum").and_then(Value::as_array);
    values.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn own_member<'b>(bundle: &'b Bundle, id: DefinitionId, name: &str) -> Option<&'b crate::canon::bundle::Member> {
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

fn change(bundle: &mut Bundle, id: DefinitionId, fix: &Fix) -> Result<(), String> {
    let definition = &mut bundle.definitions[id.0];
    let Some(name) = &fix.member else {
        if let Some(description) = &fix.set.description {
            definition.doc = Some(description.clone());
        }
        if !fix.set.add_values.is_empty() {
            let values = definition.schema.get_mut("enum").and_then(Value::as_array_mut);
            let values = values.ok_or("the schema is no enum")?;
            values.extend(fix.set.add_values.iter().map(|value| json!(value)));
        }
        return fix.set.only_for_schemas();
    };
    fix.set.only_for_members()?;
    let schema = definition.schema.as_object_mut().ok_or("the schema is no object")?;
    if let Some(required) = fix.set.required {
        set_required(schema, name, required);
    }
    if let Some(ty) = &fix.set.ty {
        schema["properties"][name] = typed(ty)?;
    }
    let member = definition.members.iter_mut().find_map(|source| match source {
        MemberSource::Own(member) if member.name == *name => Some(member),
        _ => None,
    });
    let member = member.ok_or("the member is not the schema's own")?;
    if let Some(description) = &fix.set.description {
        member.doc = Some(description.clone());
    }
    if let Some(value) = &fix.set.absent_as {
        if !value.is_boolean() && !value.is_string() && !value.is_number() {
            return Err("`absent-as` is a boolean, a string or a number".to_owned());
        }
        member.absent_as = Some(value.clone());
    }
    if let Some(to) = &fix.set.name {
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

fn typed(ty: &str) -> Result<Value, String> {
    Ok(match ty {
        "any" => Value::Bool(true),
        "string" | "boolean" => json!({ "type": ty }),
        "integer" => json!({ "type": "integer", "format": "int64" }),
        "number" => json!({ "type": "number", "format": "double" }),
        "array" => json!({ "type": "array", "items": true }),
        "object" => json!({ "type": "object", "additionalProperties": true }),
        other => {
            return Err(format!("`type = {other:?}` is none of any, array, boolean, integer, number, object, string"));
        }
    })
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
