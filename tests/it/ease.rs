//! Convenience for callers: arguments of the types that they already have.

use std::collections::{BTreeMap, HashMap};

use serde_json::json;
use stytch_types::ids::UserId;
use stytch_types::session::v1::{AuthenticateRequest, AuthenticationFactorType};
use stytch_types::user::v1::{GetResponse, GetResponseRequired, UpdateRequest};
use stytch_types::wire::Maybe;
use stytch_types::{claims, decode, decode_map, rbac};

fn written(request: &UpdateRequest) -> serde_json::Value {
    serde_json::to_value(request).unwrap()
}

#[test]
fn a_list_is_set_from_whatever_iterates() {
    let expected = json!({"roles": ["editor", "reader"]});
    let words = "editor reader";
    for request in [
        UpdateRequest::new().roles(["editor", "reader"]),
        UpdateRequest::new().roles(vec!["editor".to_owned(), "reader".to_owned()]),
        UpdateRequest::new().roles(words.split(' ')),
        UpdateRequest::new().roles(&["editor".to_owned(), "reader".to_owned()]),
    ] {
        assert_eq!(written(&request), expected);
    }
    let permission = rbac::v1::PolicyRolePermission::new("documents", ["read"]);
    let role = rbac::v1::PolicyRole::new("reader", "reads", [permission]);
    assert_eq!(role.permissions[0].actions, ["read"]);
    // A list of structs accepts only structs, so an empty list needs no type.
    assert!(rbac::v1::Policy::new(vec![], vec![], vec![]).roles.is_empty());
}

#[test]
fn an_open_object_is_set_from_pairs() {
    let expected = json!({"trusted_metadata": {"tier": "gold"}});
    for request in [
        UpdateRequest::new().trusted_metadata(claims! { "tier": "gold" }),
        UpdateRequest::new().trusted_metadata([("tier", "gold")]),
        UpdateRequest::new().trusted_metadata(HashMap::from([("tier".to_owned(), json!("gold"))])),
        UpdateRequest::new().trusted_metadata(BTreeMap::from([("tier", "gold")])),
        UpdateRequest::new().trusted_metadata(json!({"tier": "gold"}).as_object().unwrap().clone()),
    ] {
        assert_eq!(written(&request), expected);
    }
    assert_eq!(written(&UpdateRequest::new().trusted_metadata(claims! {})), json!({"trusted_metadata": {}}));
    let nested = claims! { "plan": { "tier": "gold", "seats": [1, null] }, };
    assert_eq!(nested["plan"]["seats"], json!([1, null]));
}

#[test]
fn an_open_object_is_decoded() {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Plan {
        tier: String,
    }
    let request = UpdateRequest::new().trusted_metadata(claims! { "tier": "gold", "seats": 3 });
    let metadata = request.trusted_metadata.unwrap();
    assert_eq!(decode_map::<Plan>(&metadata).unwrap(), Plan { tier: "gold".to_owned() });
    assert_eq!(
        decode_map::<Plan>(&claims! { "tier": 5 }).unwrap_err().to_string(),
        "can't decode Plan: `tier`: invalid type, expected a string"
    );
}

#[test]
fn optional_values_are_set_or_omitted() {
    let request = |token: Option<String>| {
        AuthenticateRequest::new().maybe(token, AuthenticateRequest::session_token).session_duration_minutes(60)
    };
    assert_eq!(request(Some("t".to_owned())).session_token.unwrap().expose(), "t");
    assert_eq!(request(None).session_token, None);
    let roles: Option<Vec<&str>> = Some(vec!["editor"]);
    assert_eq!(UpdateRequest::new().maybe(roles, UpdateRequest::roles).roles.unwrap(), ["editor"]);
}

#[test]
fn several_lists_go_by_name() {
    let required = GetResponseRequired {
        request_id: "request-id-test-1".into(),
        user_id: "user-test-1".into(),
        emails: vec![],
        status: "active".into(),
        phone_numbers: vec![],
        webauthn_registrations: vec![],
        providers: vec![],
        totps: vec![],
        crypto_wallets: vec![],
        biometric_registrations: vec![],
        is_locked: false,
        roles: vec!["stytch_user".to_owned()],
        status_code: 200,
    };
    let user = GetResponse::new(required);
    assert_eq!(user.roles, ["stytch_user"]);
    assert_eq!(user.user_id, "user-test-1");
}

#[test]
fn ids_and_enums_are_compared_with_strings() {
    let users = HashMap::from([(UserId::from("user-test-1"), "Ada")]);
    assert_eq!(users["user-test-1"], "Ada");
    let factors = HashMap::from([(AuthenticationFactorType::Otp, 1)]);
    assert_eq!(factors["otp"], 1);
    assert_eq!(decode::<AuthenticationFactorType>(r#""otp""#).unwrap(), "otp");
    assert!(AuthenticationFactorType::from("otp").is_known());
    assert!(!AuthenticationFactorType::from("palm").is_known());
    assert_eq!(
        AuthenticationFactorType::try_from_known("palm").unwrap_err().to_string(),
        "not a known value of AuthenticationFactorType"
    );
}
