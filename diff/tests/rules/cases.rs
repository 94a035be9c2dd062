//! A case for each rule that is visible in modules, except for members and operations. The rules about Cargo features need packages, and are in
//! another file.

use schemawright_diff::Rule;
use serde_json::{Value, json};

use crate::case::{Case, Files};

/// A response with some members, of which some are required.
pub(crate) fn object(members: Value, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": members, "required": required })
}

pub(crate) fn text() -> Value {
    json!({ "type": "string" })
}

pub(crate) fn cases() -> Vec<Case> {
    [types(), constraints(), values(), configuration(), generator()].into_iter().flatten().collect()
}

fn types() -> Vec<Case> {
    let one = || json!({ "A": object(json!({ "a": text() }), &[]) });
    let two = || json!({ "A": object(json!({ "a": text() }), &[]), "B": object(json!({}), &[]) });
    let named = |name: &str| json!({ name: object(json!({ "a": text(), "b": text(), "c": text() }), &[]) });
    let tag = |name: &str| {
        let kind = json!({ "kind": { "const": name }, "v": text() });
        json!({ "title": name.to_uppercase(), "type": "object", "properties": kind, "required": ["kind"] })
    };
    let tagged = |names: &[&str]| json!({ "U": { "oneOf": names.iter().map(|name| tag(name)).collect::<Vec<_>>() } });
    let by_members = |names: &[&str]| {
        let reference = |name: &&str| json!({ "$ref": *name });
        let member = || object(json!({ "n": { "type": "integer" } }), &["n"]);
        json!({ "U": { "anyOf": names.iter().map(reference).collect::<Vec<_>>() }, "A": member(), "B": member() })
    };
    let union = |second: &str| json!({ "U": { "oneOf": [{ "type": "integer" }, { "type": second }] } });
    vec![
        Case::new(Rule::TypeAdded, one(), two()).fits("let _ = types::A::new().a(\"x\");"),
        Case::new(Rule::TypeRemoved, two(), one()).breaks("let _ = types::B::new();").fits("let _ = types::A::new().a(\"x\");"),
        Case::new(Rule::TypeRenamed, named("Old"), named("New")).breaks("let _ = types::Old::new();"),
        Case::new(Rule::SchemaRenamed, named("Old"), named("Other"))
            .config("", "[[rename]]\nschema = \"Other\"\nto = \"Old\"")
            .fits("let _ = types::Old::new().a(\"x\");"),
        Case::new(Rule::KindChanged, json!({ "A": { "enum": ["x"] } }), json!({ "A": object(json!({}), &[]) }))
            .breaks("let _ = types::A::X;"),
        Case::new(Rule::TypeRetargeted, json!({ "A": { "type": "array", "items": text() } }), json!({ "A": { "type": "array", "items": { "type": "integer" } } }))
            .breaks("let _ = types::A(vec![String::new()]);"),
        Case::new(Rule::UnionChanged, union("string"), union("boolean"))
            .also(&[Rule::AlternativeAdded])
            .breaks("let _: types::U = \"\\\"x\\\"\".parse::<serde_json::Value>().map(|value| serde_json::from_value(value).unwrap()).unwrap();")
            .run(),
        Case::new(Rule::AlternativeAdded, tagged(&["a", "b"]), tagged(&["a", "b", "c"]))
            .also(&[Rule::TypeAdded])
            .fits("fn read(value: &types::U) -> bool { match value { types::U::A(_) | types::U::B(_) => true, _ => false } }"),
        Case::new(Rule::AlternativesReordered, tagged(&["a", "b"]), tagged(&["b", "a"]))
            .fits("let value: types::U = serde_json::from_str(r#\"{\"kind\": \"b\"}\"#).unwrap(); assert!(matches!(value, types::U::B(_)));")
            .run(),
        Case::new(Rule::AlternativesRetried, by_members(&["A", "B"]), by_members(&["B", "A"]))
            .breaks("let value: types::U = serde_json::from_str(r#\"{\"n\": 1}\"#).unwrap(); assert!(matches!(value, types::U::A(_)));")
            .run(),
        Case::new(
            Rule::DirectionChanged,
            json!({ "SendRequest": object(json!({ "a": { "$ref": "A" } }), &[]), "A": object(json!({}), &[]), "TakeResponse": object(json!({}), &[]) }),
            json!({ "SendRequest": object(json!({ "a": { "$ref": "A" } }), &[]), "A": object(json!({}), &[]), "TakeResponse": object(json!({ "a": { "$ref": "A" } }), &[]) }),
        )
        .also(&[Rule::MemberAddedOptional])
        .fits("let _ = types::SendRequest::new().a(types::A::new());"),
        Case::same(Rule::TraitAdded, one())
            .config("", "[derive]\neq = [\"A\"]")
            .fits("let _ = types::A::new() == types::A::new();"),
        Case::same(Rule::TraitRemoved, one())
            .config("[derive]\nhash = [\"A\"]", "")
            .breaks("let mut set = std::collections::HashSet::new(); set.insert(types::A::new());")
            .fits("let _ = types::A::new() == types::A::new();"),
        Case::same(Rule::SurfaceChanged, one())
            .tamper(|files| edit(files, "pub fn new(", "pub fn create("))
            .breaks("let _ = types::A::new();"),
        Case::new(
            Rule::TypeAliased,
            json!({ "B": object(json!({ "a": text() }), &["a"]), "U": object(json!({ "b": { "$ref": "B" } }), &["b"]) }),
            json!({ "A": object(json!({ "a": text() }), &["a"]), "B": { "$ref": "A" }, "U": object(json!({ "b": { "$ref": "B" } }), &["b"]) }),
        )
        .also(&[Rule::TypeAdded])
        .fits("let types::B { a, .. } = types::B::new(\"x\"); let u = types::U::new(types::B::new(a)); let _: &types::B = &u.b;"),
        Case::new(Rule::DocChanged, one(), json!({ "A": { "type": "object", "description": "New.", "properties": { "a": { "type": "string", "description": "New too." } } } }))
            .fits("let _ = types::A::new().a(\"x\");"),
    ]
}

fn constraints() -> Vec<Case> {
    let a = |schema: Value| json!({ "A": object(json!({ "a": schema }), &[]) });
    let text = |keyword: &str, value: Value| a(json!({ "type": "string", keyword: value }));
    // Values that were valid, and values that became valid, decode in both states.
    let fits = "let value: types::A = serde_json::from_str(r#\"{\"a\": \"xxxxxx\"}\"#).unwrap(); assert_eq!(value.a.as_deref(), Some(\"xxxxxx\"));";
    vec![
        Case::new(Rule::ConstraintNarrowed, text("maxLength", json!(100)), text("maxLength", json!(5)))
            .fits(fits)
            .run(),
        Case::new(Rule::ConstraintWidened, text("maxLength", json!(5)), text("maxLength", json!(100))).fits(fits).run(),
        Case::new(Rule::ConstraintChanged, text("pattern", json!("^a")), text("pattern", json!("^b"))).fits(fits).run(),
        Case::new(Rule::DefaultChanged, text("default", json!("a")), text("default", json!("b")))
            .also(&[Rule::DocChanged])
            .fits("let value: types::A = serde_json::from_str(\"{}\").unwrap(); assert_eq!(value.a, None);")
            .run(),
        Case::new(Rule::SchemaEdited, text("$comment", json!("one")), text("$comment", json!("another")))
            .fits(fits)
            .run(),
    ]
}

fn values() -> Vec<Case> {
    let listed = |values: &[&str]| json!({ "E": { "type": "string", "enum": values } });
    let constant = || json!({ "E": { "type": "string", "const": "x" } });
    vec![
        Case::new(Rule::ValueAdded, listed(&["x"]), listed(&["x", "y"])).fits(
            "let value = types::E::from(\"y\"); assert_eq!(value.as_str(), \"y\"); match value { types::E::X => {} other => drop(other) }",
        ),
        Case::new(Rule::ValueRemoved, listed(&["x", "y"]), listed(&["x"]))
            .breaks("let _ = types::E::Y;")
            .fits("assert_eq!(types::E::from(\"y\").as_str(), \"y\");"),
        Case::same(Rule::ValueRenamed, listed(&["x"]))
            .config("", "[[rename]]\nschema = \"E\"\nvalue = \"x\"\nto = \"Other\"")
            .breaks("let _ = types::E::X;"),
        Case::new(Rule::ValueWireRenamed, listed(&["x"]), listed(&["z"]))
            .config("", "[[rename]]\nschema = \"E\"\nvalue = \"z\"\nto = \"X\"")
            .breaks("assert_eq!(types::E::X.as_str(), \"x\");")
            .run(),
        Case::new(Rule::ValuesReordered, listed(&["x", "y"]), listed(&["y", "x"])).fits("assert_eq!(types::E::X.as_str(), \"x\");"),
        Case::new(Rule::ValueAdded, json!({ "E": { "enum": [1, 2] } }), json!({ "E": { "enum": [1, 2, 3] } }))
            .of("_of_integers")
            .fits("assert_eq!(types::E::from(3).value(), 3); assert_eq!(types::E::V1.value(), 1);"),
        Case::new(Rule::ValueAdded, listed(&["in_use"]), listed(&["in_use", "IN_USE", "in-use"]))
            .of("_of_one_spelling")
            .fits("assert_eq!(types::E::InUse.as_str(), \"in_use\");"),
        Case::new(Rule::ValueAdded, json!({ "E": { "enum": ["a", 2] } }), json!({ "E": { "enum": ["a", 2, true] } }))
            .of("_of_scalars")
            .fits("assert_eq!(types::E::A.to_value(), \"a\"); let _ = types::E::V2.to_value();"),
        Case::new(Rule::ValuesRetyped, json!({ "E": { "enum": [1] } }), json!({ "E": { "enum": [1, "x"] } }))
            .also(&[Rule::ValueAdded])
            .breaks("let _: i64 = types::E::V1.value();")
            .fits("let _ = types::E::V1;"),
        Case::new(Rule::EnumOpened, constant(), listed(&["x"]))
            .breaks("let _: Result<types::E, schemawright_wire::ConversionError> = \"x\".parse::<types::E>();")
            .fits("let _ = types::E::X;"),
        Case::new(Rule::EnumClosed, listed(&["x"]), constant()).breaks("let _ = types::E::from(\"x\");").fits("let _ = types::E::X;"),
    ]
}

fn configuration() -> Vec<Case> {
    let schemas = || json!({ "A": object(json!({ "a": text(), "b": text() }), &[]) });
    let a = "[[id]]\ntype = \"AId\"\nmember = \"a\"\n";
    let both = "[[id]]\ntype = \"AId\"\nmember = \"a\"\n[[id]]\ntype = \"BId\"\nmember = \"b\"\n";
    vec![
        Case::same(Rule::IdAdded, schemas())
            .config(a, both)
            .also(&[Rule::MemberRetyped])
            .fits("let _ = types::A::new().a(types::ids::AId::from(\"x\"));"),
        Case::same(Rule::IdRemoved, schemas())
            .config(both, a)
            .also(&[Rule::MemberRetyped])
            .breaks("let _ = types::ids::BId::from(\"x\");"),
    ]
}

/// Changes the emitted code.
fn edit(files: &mut Files, from: &str, to: &str) {
    let text = files.get_mut("src/lib.rs").expect("the root module");
    assert!(text.contains(from), "{from} is not in {text}");
    *text = text.replace(from, to);
}

fn generator() -> Vec<Case> {
    let schemas = || json!({ "A": object(json!({ "a": text() }), &[]) });
    vec![
        Case::same(Rule::GeneratorRemoved, schemas())
            .edit(|files| edit(files, "pub fn new(", "pub fn create("))
            .also(&[Rule::GeneratorOutput])
            .breaks("let _ = types::A::new();"),
        Case::same(Rule::GeneratorAdded, schemas())
            .edit(|files| edit(files, "impl A {", "impl A {\n    /// More.\n    pub fn more(&self) {}\n"))
            .also(&[Rule::GeneratorOutput])
            .fits("let _ = types::A::new().a(\"x\");"),
        Case::same(Rule::GeneratorOutput, schemas())
            .edit(|files| edit(files, "impl A {", "// A comment.\nimpl A {"))
            .fits("let _ = types::A::new().a(\"x\");"),
    ]
}
