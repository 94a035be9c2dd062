//! The features `schemars` and `validate`, as a program uses them.

use serde_json::{Value, json};
use stytch_types::session::v1::{AttestRequest, Session};
use stytch_types::user::v1::{SearchUsersQuery, User};
use stytch_types::{Validate, Violation, ids};

/// The result of a tool of a program.
#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "only its schema is asked for")]
struct Answer {
    user: Box<User>,
    session: Option<Session>,
    owner: ids::UserId,
    token: stytch_types::wire::Secret,
    since: stytch_types::wire::Timestamp,
}

fn schema() -> Value {
    schemars::schema_for!(Answer).to_value()
}

#[test]
fn a_struct_with_our_types_in_it_derives_its_schema() {
    let schema = schema();
    assert_eq!(schema["properties"]["user"], json!({ "$ref": "#/$defs/api_user_v1_User" }));
    assert_eq!(schema["properties"]["owner"], json!({ "type": "string" }));
    assert_eq!(schema["properties"]["token"], json!({ "type": "string" }));
    assert_eq!(schema["properties"]["since"], json!({ "type": "string", "format": "date-time" }));
    let user = &schema["$defs"]["api_user_v1_User"];
    assert_eq!(user["title"], "api_user_v1_User");
    assert!(user["description"].is_string() && user["properties"]["emails"]["items"]["$ref"].is_string());
    // Unknown members are allowed.
    assert_eq!(user.get("additionalProperties"), None);
}

/// The schema of a type describes the values that the type accepts, which are more than the schema's listed values.
#[test]
fn open_enums_are_open_in_their_schemas() {
    let schema = schema();
    let kind = &schema["$defs"]["api_session_v1_AuthenticationFactorType"];
    assert_eq!(kind["anyOf"][0]["enum"][0], "magic_link");
    assert_eq!(kind["anyOf"][1], json!({ "type": "string" }));
}

#[test]
fn a_reference_leads_to_a_definition() {
    fn check(value: &Value, definitions: &Value) {
        match value {
            Value::Object(members) => {
                if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                    let name = reference.strip_prefix("#/$defs/").expect("a definition").replace("%20", " ");
                    assert!(definitions.get(&name).is_some(), "{reference}");
                }
                members.values().for_each(|value| check(value, definitions));
            }
            Value::Array(items) => items.iter().for_each(|item| check(item, definitions)),
            _ => {}
        }
    }
    let schema = schema();
    assert!(schema["$defs"].as_object().is_some_and(|definitions| definitions.len() > 40));
    check(&schema, &schema["$defs"]);
}

#[test]
fn all_violations_have_their_paths() {
    let body = json!({ "operator": "XOR", "operands": [] });
    let query: SearchUsersQuery = stytch_types::decode_value(&body).expect("it decodes: enums are open");
    let violations: Vec<Violation> = query.validate().expect_err("no such operator").into_iter().collect();
    let [violation] = &violations[..] else { panic!("{violations:?}") };
    assert_eq!((violation.path.as_str(), violation.keyword), ("operator", "enum"));
    assert_eq!(violation.expected, r#"one of `"OR"`, `"AND"`"#);
}

#[test]
fn a_value_that_is_made_by_its_constructor_is_valid() {
    let request = AttestRequest::new("trusted-auth-token-profile-test-1", "secret");
    assert_eq!(request.validate(), Ok(()));
}
