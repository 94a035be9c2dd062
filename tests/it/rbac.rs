//! The permissions of a policy.

use serde_json::{Value, json};
use stytch_types::b2b::{rbac as b2b_rbac, session as b2b_session};
use stytch_types::rbac::{Permissions, Refused, authorize, authorize_member, v1};
use stytch_types::{decode_value, session};

fn policy() -> Value {
    json!({
        "roles": [
            {"role_id": "reader", "description": "", "permissions": [
                {"resource_id": "documents", "actions": ["read"]},
                {"resource_id": "images", "actions": ["read", "list"]},
            ]},
            {"role_id": "editor", "description": "", "permissions": [{"resource_id": "documents", "actions": ["*"]}]},
            {"role_id": "nobody", "description": "", "permissions": []},
        ],
        "resources": [{"resource_id": "documents", "description": "", "actions": ["read", "write"]}],
        "scopes": [{"scope": "documents:read", "description": "", "permissions": [
            {"resource_id": "documents", "actions": ["read"]},
        ]}],
    })
}

fn of_organization() -> b2b_rbac::v1::OrgPolicy {
    let role =
        json!({"role_id": "painter", "description": "", "permissions": [{"resource_id": "images", "actions": ["*"]}]});
    decode_value(&json!({"roles": [role]})).unwrap()
}

fn decisions(policy: &impl Permissions) {
    for (roles, resource, action, allowed) in [
        (&["reader"][..], "documents", "read", true),
        (&["reader"], "documents", "write", false),
        (&["reader"], "images", "list", true),
        (&["reader"], "*", "read", false),
        (&["reader"], "documents", "*", false),
        (&["editor"], "documents", "anything", true),
        (&["editor"], "images", "read", false),
        (&["nobody"], "documents", "read", false),
        (&["stranger"], "documents", "read", false),
        (&[], "documents", "read", false),
        (&["stranger", "editor"], "documents", "write", true),
    ] {
        assert_eq!(policy.allows(roles, resource, action), allowed, "{roles:?} {resource} {action}");
    }
    assert!(policy.allows_scopes(&["documents:read"], "documents", "read"));
    assert!(!policy.allows_scopes(&["documents:read"], "documents", "write"));
    assert!(!policy.allows_scopes(&["reader"], "documents", "read"));
    assert!(!policy.allows(&["documents:read"], "documents", "read"));
}

#[test]
fn both_policies_decide_alike() {
    decisions(&decode_value::<v1::Policy>(&policy()).unwrap());
    decisions(&decode_value::<b2b_rbac::v1::Policy>(&policy()).unwrap());
}

#[test]
fn a_check_of_a_user() {
    let policy: v1::Policy = decode_value(&policy()).unwrap();
    let check = |action: &str| session::v1::AuthorizationCheck::new("documents", action);
    let verdict = authorize(&policy, &["reader".to_owned(), "editor".to_owned()], &check("read")).unwrap();
    assert!(verdict.authorized);
    assert_eq!(verdict.granting_roles, ["reader", "editor"]);
    assert_eq!(authorize(&policy, &["reader"], &check("write")), Err(Refused::NoPermission));
}

#[test]
fn a_check_of_a_member() {
    let policy: b2b_rbac::v1::Policy = decode_value(&policy()).unwrap();
    let own = of_organization();
    let check = |resource: &str| b2b_session::v1::AuthorizationCheck::new("organization-test-1", resource, "write");
    let roles = &["painter", "reader"];
    let decide = |own, organization: &str, resource| {
        authorize_member(&policy, own, &organization.into(), roles, &check(resource))
    };
    assert_eq!(decide(Some(&own), "organization-test-1", "images").unwrap().granting_roles, ["painter"]);
    assert_eq!(decide(None, "organization-test-1", "images"), Err(Refused::NoPermission));
    assert_eq!(decide(Some(&own), "organization-test-1", "documents"), Err(Refused::NoPermission));
    // The organization is checked first, whatever the roles are.
    assert_eq!(decide(Some(&own), "organization-test-2", "images"), Err(Refused::OtherOrganization));
    assert_eq!(decide(Some(&own), "organization-test-2", "documents"), Err(Refused::OtherOrganization));
}

#[test]
fn the_organization_has_no_scopes() {
    assert!(of_organization().allows(&["painter"], "images", "write"));
    assert!(!of_organization().allows_scopes(&["painter"], "images", "write"));
}
