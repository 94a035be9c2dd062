//! A case for each rule about the members of a type.

use schemawright_diff::Rule;
use serde_json::{Value, json};

use crate::case::Case;
use crate::cases::{object, text};

pub(crate) fn cases() -> Vec<Case> {
    [members(), arguments(), presence(), constructors(), rest()].into_iter().flatten().collect()
}

fn members() -> Vec<Case> {
    let a = |required: &[&str]| json!({ "A": object(json!({ "a": text() }), required) });
    let ab = |required: &[&str]| json!({ "A": object(json!({ "a": text(), "b": text() }), required) });
    let lists =
        |name: &str| json!({ "GetResponse": object(json!({ name: { "type": "array", "items": text() } }), &[name]) });
    let defaults = |a: &str, required: &[&str]| json!({ "A": object(json!({ "a": { "type": "string", "default": a }, "b": text() }), required) });
    let held = || json!({ "A": object(json!({ "b": { "$ref": "B" } }), &["b"]), "B": object(json!({}), &[]) });
    vec![
        Case::new(
            Rule::MemberAddedOptional,
            json!({ "A": object(json!({ "a_b": text() }), &[]) }),
            json!({ "A": object(json!({ "aB": text(), "a_b": text() }), &[]) }),
        )
        .of("_of_one_spelling")
        .fits("let _ = types::A::new().a_b(\"x\").a_b;"),
        Case::new(Rule::MemberAddedOptional, a(&["a"]), ab(&["a"]))
            .fits("let value = types::A::new(\"x\"); let types::A { a, .. } = value; assert_eq!(a, \"x\");"),
        Case::new(Rule::MemberAddedRequired, a(&["a"]), ab(&["a", "b"]))
            .breaks("let _ = types::A::new(\"x\");")
            .fits("fn read(value: &types::A) -> &str { &value.a }"),
        Case::new(Rule::MemberAddedLenient, json!({ "GetResponse": object(json!({ "a": text() }), &["a"]) }),
            json!({ "GetResponse": object(json!({ "a": text(), "b": { "type": "array", "items": text() } }), &["a", "b"]) }))
            .breaks("let _ = types::GetResponse::new(\"x\");")
            .fits("let value: types::GetResponse = serde_json::from_str(r#\"{\"a\": \"x\"}\"#).unwrap(); assert_eq!(value.a, \"x\");")
            .run(),
        Case::new(Rule::MemberRemoved, ab(&[]), a(&[])).breaks("let _ = types::A::new().b(\"x\");").fits("let _ = types::A::new().a(\"x\");"),
        Case::same(Rule::MemberRenamed, a(&[]))
            .config("", "[[rename]]\nschema = \"A\"\nmember = \"a\"\nto = \"other\"")
            .breaks("let _ = types::A::new().a;"),
        Case::new(Rule::MemberWireRenamed, a(&[]), json!({ "A": object(json!({ "z": text() }), &[]) }))
            .config("", "[[rename]]\nschema = \"A\"\nmember = \"z\"\nto = \"a\"")
            .breaks("let value: types::A = serde_json::from_str(r#\"{\"a\": \"x\"}\"#).unwrap(); assert_eq!(value.a.as_deref(), Some(\"x\"));")
            .run(),
        Case::new(Rule::MemberWireRenamed, a(&["a"]), json!({ "A": object(json!({ "z": text() }), &["z"]) }))
            .of("_of_required")
            .config("", "[[rename]]\nschema = \"A\"\nmember = \"z\"\nto = \"a\"")
            .breaks("let _: types::A = serde_json::from_str(r#\"{\"a\": \"x\"}\"#).unwrap();")
            .fits("let _ = types::A::new(\"x\");")
            .run(),
        Case::new(Rule::MemberFillChanged, defaults("one", &["b"]), defaults("other", &["b"]))
            .config(FILL, FILL)
            .also(&[Rule::DefaultChanged, Rule::DocChanged])
            .breaks("assert_eq!(types::A::new(\"x\").a.as_deref(), Some(\"one\"));")
            .fits("let value: types::A = serde_json::from_str(r#\"{\"b\": \"x\"}\"#).unwrap(); assert_eq!(value.a, None);")
            .run(),
        Case::new(Rule::MemberFillChanged, defaults("one", &["a"]), defaults("other", &["a"]))
            .of("_of_required")
            .config(FILL, FILL)
            .also(&[Rule::DefaultChanged, Rule::DocChanged])
            .breaks("assert_eq!(types::A::default().a, \"one\");")
            .fits("assert_eq!(types::A::new(\"x\").a, \"x\");")
            .run(),
        Case::new(Rule::MemberRetyped, a(&[]), json!({ "A": object(json!({ "a": { "type": "integer" } }), &[]) }))
            .breaks("let _ = types::A::new().a(\"x\");"),
        Case::new(Rule::MembersReordered, ab(&[]), json!({ "A": object(json!({ "b": text(), "a": text() }), &[]) }))
            .fits("let _ = types::A::new().a(\"x\").b(\"y\");"),
        Case::same(Rule::MemberBoxed, held())
            .config("", "[[boxing.field]]\nschema = \"A\"\nmember = \"b\"")
            .also(&[Rule::DocChanged])
            .breaks("fn take(value: types::A) -> types::B { let b: types::B = value.b; b }")
            .fits("fn read(value: &types::A) -> &types::B { &value.b }"),
        Case::same(Rule::MemberUnboxed, held())
            .config("[[boxing.type]]\nschema = \"B\"", "")
            .also(&[Rule::DocChanged])
            .breaks("fn take(value: types::A) -> types::B { *value.b }")
            .fits("fn read(value: &types::A) -> &types::B { &value.b }"),
        Case::new(Rule::MemberNowStrict, lists("a"), json!({ "Get": lists("a")["GetResponse"] }))
            .config("", "[[rename]]\nschema = \"Get\"\nto = \"GetResponse\"")
            .also(&[Rule::SchemaRenamed, Rule::DirectionChanged])
            .breaks("let _: types::GetResponse = serde_json::from_str(\"{}\").unwrap();")
            .fits("let _ = types::GetResponse::new(Vec::<String>::new()).a;")
            .run(),
        Case::new(Rule::MemberNowLenient, json!({ "Get": lists("a")["GetResponse"] }), lists("a"))
            .config("[[rename]]\nschema = \"Get\"\nto = \"GetResponse\"", "")
            .also(&[Rule::SchemaRenamed, Rule::DirectionChanged])
            .fits("let value: types::GetResponse = serde_json::from_str(r#\"{\"a\": []}\"#).unwrap(); assert_eq!(value, types::GetResponse::new(Vec::<String>::new()));")
            .run(),
        Case::same(Rule::MemberAbsentValueChanged, json!({ "GetResponse": object(json!({ "a": text() }), &["a"]) }))
            .config(&absent("old"), &absent("new"))
            .also(&[Rule::DocChanged])
            .breaks("let value: types::GetResponse = serde_json::from_str(\"{}\").unwrap(); assert_eq!(value.a, \"old\");")
            .fits("let value: types::GetResponse = serde_json::from_str(r#\"{\"a\": \"x\"}\"#).unwrap(); assert_eq!(value.a, \"x\");")
            .run(),
    ]
}

/// Enables `fill`, with which `new` and `Default` use the defaults of the schema.
const FILL: &str = "[default]\nfill = true";

fn absent(value: &str) -> String {
    format!(
        "[[fix]]\nschema = \"GetResponse\"\nmember = \"a\"\nexpect = {{ required = true }}\nset = {{ absent-as = \"{value}\" }}\nreason = \"a test\""
    )
}

/// A member of a string type, open or not.
fn arguments() -> Vec<Case> {
    let k = |schema: Value| json!({ "S": object(json!({ "k": { "$ref": "K" } }), &[]), "K": schema });
    let required = |schema: Value| {
        let members = json!({ "is": { "type": "boolean" }, "k": { "$ref": "K" } });
        json!({ "S": object(members, &["is", "k"]), "K": schema })
    };
    let of = |member: Value, schema: Value| json!({ "S": object(json!({ "k": member }), &[]), "K": schema });
    let list = |schema: Value| of(json!({ "type": "array", "items": { "$ref": "K" } }), schema);
    let map = |schema: Value| of(json!({ "type": "object", "additionalProperties": { "$ref": "K" } }), schema);
    let (open, closed) = (|| json!({ "enum": ["x"] }), || json!({ "const": "x" }));
    vec![
        Case::new(Rule::ArgumentNarrowed, k(open()), k(closed()))
            .also(&[Rule::EnumClosed])
            .breaks("let _ = types::S::new().k(\"x\");")
            .fits("let _ = types::S::new().k(types::K::X);"),
        Case::new(Rule::ArgumentNarrowed, required(open()), required(json!({ "enum": ["x", 2] })))
            .of("_of_new")
            .also(&[Rule::ValuesRetyped, Rule::ValueAdded])
            .breaks("let _ = types::S::new(true, \"x\");")
            .fits("let _ = types::S::new(true, types::K::X);"),
        Case::new(Rule::ArgumentNarrowed, list(open()), list(closed()))
            .of("_of_a_list")
            .also(&[Rule::EnumClosed])
            .breaks("let _ = types::S::new().k([\"x\"]);")
            .fits("let _ = types::S::new().k([types::K::X]);"),
        Case::new(Rule::ArgumentNarrowed, map(json!({ "type": "string" })), map(object(json!({}), &[])))
            .of("_of_a_map")
            .also(&[Rule::KindChanged])
            .breaks("let _ = types::S::new().k([(\"a\", \"x\")]);")
            .fits("fn read(value: types::S) -> Option<std::collections::BTreeMap<String, types::K>> { value.k }"),
        Case::new(Rule::ArgumentRemoved, required(open()), required(closed()))
            .also(&[Rule::EnumClosed])
            .breaks("let _ = types::S::new(true, types::K::X);")
            .fits("fn read(value: &types::S) -> &types::K { &value.k }"),
        Case::new(Rule::ArgumentAdded, required(closed()), required(open()))
            .also(&[Rule::EnumOpened])
            .breaks("let _ = types::S::new(true);")
            .fits("fn read(value: &types::S) -> &types::K { &value.k }"),
        Case::new(Rule::ArgumentWidened, k(closed()), k(open()))
            .also(&[Rule::EnumOpened])
            .fits("let _ = types::S::new().k(types::K::X);"),
    ]
}

fn presence() -> Vec<Case> {
    let a = |required: &[&str]| json!({ "A": object(json!({ "a": text() }), required) });
    let nullable = || json!({ "A": object(json!({ "a": { "type": ["string", "null"] } }), &[]) });
    vec![
        Case::new(Rule::MemberNowOptional, a(&["a"]), a(&[]))
            .also(&[Rule::TraitAdded])
            .breaks("fn read(value: &types::A) -> &str { &value.a }"),
        Case::new(Rule::MemberNowRequired, a(&[]), a(&["a"]))
            .also(&[Rule::TraitRemoved])
            .breaks("let _ = types::A::new().a(\"x\");"),
        Case::new(Rule::MemberNowNullable, a(&[]), nullable())
            .breaks("fn read(value: &types::A) -> Option<&str> { value.a.as_deref() }"),
        Case::new(Rule::MemberNoLongerNullable, nullable(), a(&[]))
            .breaks("fn read(value: types::A) -> Option<Option<String>> { value.a }"),
    ]
}

fn constructors() -> Vec<Case> {
    let five: Vec<String> = (0..5).map(|index| format!("m{index}")).collect();
    let members = |names: &[String]| names.iter().map(|name| (name.clone(), text())).collect::<serde_json::Map<_, _>>();
    let required =
        |names: &[String]| json!({ "A": { "type": "object", "properties": members(names), "required": names } });
    let ab = |first: &str, second: &str| json!({ "A": object(json!({ first: text(), second: text() }), &["a", "b"]) });
    vec![
        Case::new(Rule::ConstructorReordered, ab("a", "b"), ab("b", "a"))
            .also(&[Rule::MembersReordered])
            .breaks("let value = types::A::new(\"a\", \"b\"); assert_eq!(value.a, \"a\");")
            .run(),
        Case::new(Rule::ConstructorChanged, required(&five[..4]), required(&five))
            .also(&[Rule::MemberAddedRequired])
            .breaks("let _ = types::A::new(\"a\", \"b\", \"c\", \"d\");"),
    ]
}

fn rest() -> Vec<Case> {
    let rest =
        |rest: Value| json!({ "A": { "type": "object", "properties": { "a": text() }, "additionalProperties": rest } });
    let patterns = |patterns: Value| json!({ "A": { "type": "object", "properties": { "a": text() }, "patternProperties": patterns } });
    let without = |names: &[&str]| {
        let mut members = json!({ "a": text() });
        names.iter().for_each(|name| members[*name] = false.into());
        json!({ "A": object(members, &[]) })
    };
    let list = |items: Value, rest: Value| json!({ "A": { "type": "array", "prefixItems": items, "items": rest, "minItems": 1 } });
    let two = || json!([text(), { "type": "boolean" }]);
    vec![
        Case::new(Rule::RestRetyped, patterns(json!({ "^x-": text() })), patterns(json!({ "^x-": { "type": "integer" } })))
            .of("_of_patterns")
            .breaks("let mut a = types::A::new(); a.pattern_properties.insert(\"x-1\".to_owned(), \"x\".to_owned());")
            .fits("let _ = types::A::new().a(\"x\");"),
        Case::new(Rule::RestRefused, patterns(json!({ "^y-": text() })), patterns(json!({ "^y-": text(), "^x-": false })))
            .of("_by_patterns")
            .breaks("let _: types::A = serde_json::from_str(r#\"{\"x-1\": 1}\"#).unwrap();")
            .fits("let _ = types::A::new().a(\"x\");")
            .run(),
        Case::new(Rule::RestRefused, without(&["b"]), without(&["b", "c"]))
            .of("_by_names")
            .breaks("let _: types::A = serde_json::from_str(r#\"{\"c\": 1}\"#).unwrap();")
            .fits("let _ = types::A::new().a(\"x\");")
            .run(),
        Case::new(Rule::RestRefused, without(&[]), json!({ "A": object(json!({ "a": false }), &[]) }))
            .of("_by_a_name")
            .also(&[Rule::MemberRemoved])
            .breaks("let _: types::A = serde_json::from_str(r#\"{\"a\": \"x\"}\"#).unwrap();")
            .fits("let _: types::A = serde_json::from_str(r#\"{\"b\": 1}\"#).unwrap();")
            .run(),
        Case::new(Rule::RestKept, without(&["b", "c"]), without(&["b"]))
            .of("_of_names")
            .fits("let _: types::A = serde_json::from_str(r#\"{\"d\": 1}\"#).unwrap();")
            .run(),
        Case::new(Rule::RestRetyped, list(two(), json!({ "type": "integer" })), list(two(), text()))
            .of("_of_lists")
            .breaks("let value: types::A = serde_json::from_str(r#\"[\"a\", true, 1]\"#).unwrap(); let _: i64 = value.rest[0];")
            .fits("let value: types::A = serde_json::from_str(r#\"[\"a\"]\"#).unwrap(); assert_eq!(value.item_0, \"a\");")
            .run(),
        Case::new(Rule::RestRefused, list(two(), json!(true)), list(two(), json!(false)))
            .of("_of_lists")
            .breaks("let _: types::A = serde_json::from_str(r#\"[\"a\", true, 1]\"#).unwrap();")
            .fits("let value: types::A = serde_json::from_str(r#\"[\"a\"]\"#).unwrap(); assert_eq!(value.item_0, \"a\");")
            .run(),
        Case::new(Rule::RestKept, rest(json!(false)), rest(json!(true)))
            .fits("let types::A { a, .. } = types::A::new().a(\"x\"); assert_eq!(a.as_deref(), Some(\"x\"));"),
        Case::new(Rule::RestRefused, rest(json!(true)), rest(json!(false)))
            .breaks("let _ = types::A::new().unknown_fields;")
            .fits("let _ = types::A::new().a(\"x\");"),
        Case::new(Rule::RestRetyped, rest(json!(true)), rest(json!({ "type": "integer" })))
            .breaks("let _ = types::A::new().unknown_fields;"),
    ]
}
