//! A case for each rule about operations.

use schemawright_diff::Rule;
use serde_json::{Value, json};

use crate::case::Case;

/// Schemas, and one document of operations. Each operation has a method, a path and these other members.
fn api(operations: &[(&str, &str, Value)]) -> Value {
    let mut paths = json!({});
    for (method, path, operation) in operations {
        paths[path][method] = operation.clone();
    }
    let object = |members: Value| json!({ "type": "object", "properties": members });
    json!({
        "Pet": object(json!({ "name": { "type": "string" } })),
        "Pets": object(json!({ "next": { "type": "string" }, "cursor": { "type": "string" } })),
        "operations": { "openapi": "3.1.0", "paths": paths },
    })
}

fn parameter(place: &str, name: &str, required: bool) -> Value {
    json!({ "name": name, "in": place, "required": required, "schema": { "type": "string" } })
}

fn content(schema: &str) -> Value {
    json!({ "application/json": { "schema": { "$ref": schema } } })
}

/// An operation that returns a pet.
fn operation(id: &str, parameters: &[Value]) -> Value {
    json!({ "operationId": id, "parameters": parameters, "responses": { "200": { "description": "", "content": content("Pet") } } })
}

fn get(parameters: &[Value]) -> Value {
    api(&[("get", "/pets", operation("Find", parameters))])
}

/// An operation with a parameter, and with a list, of a type that has a schema of its own.
fn get_kind(kind: Value) -> Value {
    let a = json!({ "name": "a", "in": "query", "required": true, "schema": { "$ref": "Kind" } });
    let b = json!({ "name": "b", "in": "query", "schema": { "type": "array", "items": { "$ref": "Kind" } } });
    let mut schemas = get(&[a, b]);
    schemas["Kind"] = kind;
    schemas
}

/// The operation with another member.
fn with(member: &str, value: Value) -> Value {
    let mut operation = operation("Find", &[]);
    operation[member] = value;
    api(&[("post", "/pets", operation)])
}

fn by_path(path: &str) -> Value {
    let parameters = [parameter("path", "a", true), parameter("path", "b", true)];
    api(&[("get", path, operation("Find", &parameters))])
}

const PAGES: &str = "[[page]]\ncursor = \"cursor\"\nnext = [\"next\"]";

pub(crate) fn cases() -> Vec<Case> {
    whole().into_iter().chain(parameters()).collect()
}

fn whole() -> Vec<Case> {
    let two = || api(&[("get", "/pets", operation("Find", &[])), ("get", "/people", operation("Meet", &[]))]);
    let body = |schema: &str| with("requestBody", json!({ "required": true, "content": content(schema) }));
    let answer = |schema: &str| with("responses", json!({ "200": { "description": "", "content": content(schema) } }));
    let pages = || {
        let mut find = operation("Find", &[parameter("query", "cursor", false)]);
        find["responses"]["200"]["content"] = content("Pets");
        api(&[("get", "/pets", find)])
    };
    vec![
        Case::new(Rule::OperationAdded, get(&[]), two()).fits("let _ = types::Find::new();"),
        Case::new(Rule::OperationRemoved, two(), get(&[]))
            .breaks("let _ = types::Meet::new();")
            .fits("let _ = types::Find::new();"),
        Case::new(
            Rule::OperationMoved,
            api(&[("get", "/pets", operation("Find", &[]))]),
            api(&[("get", "/animals", operation("Find", &[]))]),
        )
        .breaks("assert_eq!(types::Find::OPERATION.to_string(), \"GET /pets\");")
        .fits("let _ = types::Find::new();")
        .run(),
        Case::new(
            Rule::OperationRerouted,
            with("security", json!([{ "keys": [] }])),
            with("security", json!([{ "token": [] }])),
        )
        .breaks("assert_eq!(types::Find::OPERATION.auth, [\"keys\"]);")
        .fits("let _ = types::Find::new();")
        .run(),
        Case::new(Rule::BodyChanged, body("Pet"), body("Pets"))
            .also(&[Rule::DirectionChanged])
            .breaks("let _ = types::Find::new(types::Pet::new());")
            .fits("fn read(call: &types::Find) -> bool { call.body == Default::default() }"),
        Case::new(Rule::AnswerChanged, answer("Pet"), answer("Pets"))
            .also(&[Rule::DirectionChanged])
            .breaks("fn read(answer: <types::Find as schemawright_wire::call::Call>::Answer) -> types::Pet { answer }")
            .fits("let _ = types::Find::new();"),
        Case::same(Rule::PagesAdded, pages()).config("", PAGES).fits("let _ = types::Find::new().cursor(\"x\");"),
        Case::same(Rule::PagesRemoved, pages())
            .config(PAGES, "")
            .breaks("let _ = schemawright_wire::call::Paginated::next(types::Find::new(), &types::Pets::new());")
            .fits("let _ = types::Find::new().cursor(\"x\");"),
    ]
}

fn parameters() -> Vec<Case> {
    let a = |required: bool| parameter("query", "a", required);
    let b = |required: bool| parameter("query", "b", required);
    let number = json!({ "name": "a", "in": "query", "required": true, "schema": { "type": "integer" } });
    vec![
        Case::new(Rule::ParameterAddedOptional, get(&[a(true)]), get(&[a(true), b(false)]))
            .fits("let types::Find { a, .. } = types::Find::new(\"x\"); assert_eq!(a, \"x\");"),
        Case::new(Rule::ParameterAddedRequired, get(&[a(true)]), get(&[a(true), b(true)]))
            .breaks("let _ = types::Find::new(\"x\");")
            .fits("fn read(call: &types::Find) -> &str { &call.a }"),
        Case::new(Rule::ParameterRemoved, get(&[a(true), b(false)]), get(&[a(true)]))
            .breaks("let _ = types::Find::new(\"x\").b(\"y\");")
            .fits("let _ = types::Find::new(\"x\");"),
        Case::same(Rule::ParameterRenamed, get(&[a(false)]))
            .config("", "[[rename]]\noperation = \"Find\"\nmember = \"a\"\nto = \"other\"")
            .breaks("let _ = types::Find::new().a(\"x\");")
            .fits("let _ = types::Find::new();"),
        Case::new(Rule::ParameterRetyped, get(&[a(true)]), get(&[number])).breaks("let _ = types::Find::new(\"x\");"),
        Case::new(Rule::ArgumentNarrowed, get_kind(json!({ "enum": ["x"] })), get_kind(json!({ "const": "x" })))
            .of("_of_a_parameter")
            .also(&[Rule::EnumClosed])
            .breaks("let _ = types::Find::new(\"x\");")
            .fits("let _ = types::Find::new(types::Kind::X).b([types::Kind::X]);"),
        Case::new(Rule::ParameterNowRequired, get(&[a(false)]), get(&[a(true)]))
            .breaks("let _ = types::Find::new().a(\"x\");"),
        Case::new(Rule::ParameterNowOptional, get(&[a(true)]), get(&[a(false)]))
            .breaks("fn read(call: &types::Find) -> &str { &call.a }"),
        Case::new(Rule::ParametersReordered, by_path("/{a}/{b}"), by_path("/{b}/{a}"))
            .also(&[Rule::OperationMoved])
            .breaks("let call = types::Find::new(\"x\", \"y\"); assert_eq!(call.a, \"x\");")
            .run(),
    ]
}
