//! The programs, with a server on the loopback: their requests, and their results for responses.
//!
//! The responses are bodies in the form that the API documents.

// The programs are compiled as modules here, and their `main` is not called.
#![allow(dead_code)]

#[path = "../../src/bin/authenticate.rs"]
mod authenticate;
#[path = "../../src/bin/b2b_discovery.rs"]
mod b2b_discovery;
#[path = "../../src/bin/errors.rs"]
mod errors;
#[path = "../../src/bin/otp_login.rs"]
mod otp_login;
#[path = "../../src/bin/ureq.rs"]
mod revoke;
mod server;
#[path = "../../src/bin/session_jwt.rs"]
mod session_jwt;
mod signed;
#[path = "../../src/bin/user_search.rs"]
mod user_search;

use serde_json::{Value, json};
use stytch_types::call::Project;
use stytch_types::jwt::Checks;
use stytch_types::session::v1::AuthenticationFactorType;

use server::{Answer, Server};

/// `project-test-1:example-secret`
const AUTHORIZATION: &str = "Basic cHJvamVjdC10ZXN0LTE6ZXhhbXBsZS1zZWNyZXQ=";

fn project(server: &Server) -> Project {
    Project::new("project-test-1", "example-secret").base_url(server.url())
}

fn user(id: &str) -> Value {
    json!({
        "user_id": id, "status": "active", "emails": [], "phone_numbers": [], "providers": [], "totps": [], "roles": ["stytch_user"],
        "webauthn_registrations": [], "biometric_registrations": [], "crypto_wallets": [], "is_locked": false, "password": null,
        "name": {"first_name": "", "middle_name": "", "last_name": ""}, "created_at": "2026-01-05T16:28:53Z",
    })
}

fn session() -> Value {
    json!({
        "session_id": "session-test-1", "user_id": "user-test-1", "roles": ["stytch_user"],
        "started_at": "2026-01-05T16:28:53Z", "last_accessed_at": "2026-01-05T16:28:53Z", "expires_at": "2026-01-05T17:28:53Z",
        "attributes": {"ip_address": "", "user_agent": ""}, "custom_claims": {"tier": "gold"},
        "authentication_factors": [{
            "type": "otp", "delivery_method": "email", "last_authenticated_at": "2026-01-05T16:28:53Z",
            "email_factor": {"email_id": "email-test-1", "email_address": "ada@example.com"},
        }],
    })
}

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

#[test]
fn a_login_by_passcode() {
    let server = Server::start(vec![
        Answer::json(
            200,
            json!({
                "status_code": 200, "request_id": "request-id-test-1", "user_id": "user-test-1", "email_id": "email-test-1",
                "user_created": false,
            }),
        ),
        Answer::json(
            200,
            json!({
                "status_code": 200, "request_id": "request-id-test-2", "user_id": "user-test-1", "method_id": "email-test-1",
                "session_token": "example-token", "session_jwt": "example-jwt", "user": user("user-test-1"), "session": session(),
                "reset_sessions": false,
            }),
        ),
    ]);
    let answer = block_on(otp_login::log_in(&project(&server), "ada@example.com", || Ok("576481".to_owned()))).unwrap();
    assert_eq!(answer.user_id, "user-test-1");
    assert_eq!(answer.session_token.expose(), "example-token");

    let [sent, checked] = &server.requests()[..] else { panic!("two calls were expected") };
    assert_eq!((&*sent.method, &*sent.path), ("POST", "/v1/otps/email/login_or_create"));
    assert_eq!(sent.header("authorization"), Some(AUTHORIZATION));
    assert_eq!(sent.header("content-type"), Some("application/json"));
    assert_eq!(sent.json(), json!({"email": "ada@example.com", "expiration_minutes": 5}));
    assert_eq!((&*checked.method, &*checked.path), ("POST", "/v1/otps/authenticate"));
    assert_eq!(
        checked.json(),
        json!({
            "method_id": "email-test-1", "code": "576481", "session_duration_minutes": 60,
            "session_custom_claims": {"tier": "gold"},
        })
    );
}

#[test]
fn a_session_by_its_token() {
    let server = Server::start(vec![Answer::json(
        200,
        json!({
            "status_code": 200, "request_id": "request-id-test-1", "session": session(), "session_token": "example-token",
            "session_jwt": "example-jwt", "user": user("user-test-1"),
        }),
    )]);
    let answer = block_on(authenticate::authenticate(&project(&server), "example-token")).unwrap();
    assert_eq!(answer.unwrap().user.user_id, "user-test-1");
    let [request] = &server.requests()[..] else { panic!("one call was expected") };
    assert_eq!((&*request.method, &*request.path), ("POST", "/v1/sessions/authenticate"));
    assert_eq!(request.json(), json!({"session_token": "example-token", "session_duration_minutes": 60}));
}

#[test]
fn a_session_that_is_over() {
    let server = Server::start(vec![Answer::json(
        404,
        json!({
            "status_code": 404, "request_id": "request-id-test-1", "error_type": "session_not_found",
            "error_message": "Session could not be found.", "error_url": "https://stytch.com/docs/api/errors/404#session_not_found",
        }),
    )]);
    assert_eq!(block_on(authenticate::authenticate(&project(&server), "example-token")).unwrap(), None);
}

#[test]
fn a_session_by_its_jwt() {
    let server = Server::start(vec![Answer::json(200, signed::keys())]);
    let keys = block_on(session_jwt::keys(&project(&server), "project-test-1")).unwrap();
    let [request] = &server.requests()[..] else { panic!("one call was expected") };
    assert_eq!((&*request.method, &*request.path), ("GET", "/v1/sessions/jwks/project-test-1"));
    assert!(request.body.is_empty());

    // These need no call.
    let checks = Checks::new("project-test-1");
    let at = |time: &str| format!("2026-01-05T{time}Z").parse().unwrap();
    let session = session_jwt::session(signed::JWT, &keys, &checks, at("17:04:59")).unwrap();
    assert_eq!((session.user_id.as_str(), session.session_id.as_str()), ("user-test-1", "session-test-1"));
    assert_eq!(session.expires_at, Some(at("18:00:00")));
    assert_eq!(session.authentication_factors[0].type_, AuthenticationFactorType::Otp);
    assert_eq!(session.roles, ["stytch_user"]);
    assert_eq!(session.custom_claims.unwrap()["tier"], "gold");
    let error = session_jwt::session(signed::JWT, &keys, &checks, at("17:05:00")).unwrap_err();
    assert_eq!(error.to_string(), "the token has expired (`exp`)");
    let error = session_jwt::session(signed::JWT, &keys, &Checks::new("project-test-2"), at("17:04:59")).unwrap_err();
    assert_eq!(error.to_string(), "the issuer of the token (`iss`) is not the project");

    let (header, rest) = signed::JWT.split_once('.').unwrap();
    let changed = format!("{header}.{}", rest.replacen('A', "B", 1));
    let error = session_jwt::session(&changed, &keys, &checks, at("17:04:59")).unwrap_err();
    assert_eq!(error.to_string(), "InvalidSignature");
    assert_eq!(server.requests().len(), 1);
}

fn organization(id: &str) -> Value {
    json!({
        "organization_id": id, "organization_name": "Acme", "organization_slug": "acme", "organization_logo_url": "",
        "sso_jit_provisioning": "ALL_ALLOWED", "sso_jit_provisioning_allowed_connections": [], "sso_active_connections": [],
        "email_allowed_domains": [], "email_jit_provisioning": "NOT_ALLOWED", "email_invites": "ALL_ALLOWED",
        "auth_methods": "ALL_ALLOWED", "allowed_auth_methods": [], "mfa_policy": "OPTIONAL", "mfa_methods": "ALL_ALLOWED",
        "allowed_mfa_methods": [], "rbac_email_implicit_role_assignments": [], "oauth_tenant_jit_provisioning": "NOT_ALLOWED",
        "claimed_email_domains": [], "first_party_connected_apps_allowed_type": "ALL_ALLOWED",
        "allowed_first_party_connected_apps": [], "third_party_connected_apps_allowed_type": "ALL_ALLOWED",
        "allowed_third_party_connected_apps": [], "custom_roles": [],
    })
}

fn member() -> Value {
    json!({
        "organization_id": "organization-test-2", "member_id": "member-test-1", "email_address": "ada@example.com",
        "status": "active", "name": "Ada", "sso_registrations": [], "is_breakglass": false, "member_password_id": "",
        "oauth_registrations": [], "email_address_verified": true, "mfa_phone_number_verified": false, "is_admin": false,
        "totp_registration_id": "", "retired_email_addresses": [], "is_locked": false, "mfa_enrolled": false,
        "mfa_phone_number": "", "default_mfa_method": "", "roles": [],
    })
}

fn discovered(organizations: Value) -> Answer {
    Answer::json(
        200,
        json!({
            "status_code": 200, "request_id": "request-id-test-1", "intermediate_session_token": "example-intermediate",
            "email_address": "ada@example.com", "discovered_organizations": organizations,
        }),
    )
}

#[test]
fn a_login_before_the_organization_is_chosen() {
    let may_join = json!({
        "organization": organization("organization-test-1"), "member_authenticated": false,
        "membership": {"type": "eligible_to_join_by_email_domain", "details": {"domain": "example.com"}, "member": null},
    });
    let is_in = json!({
        "organization": organization("organization-test-2"), "member_authenticated": true,
        "membership": {"type": "active_member", "details": null, "member": member()},
    });
    let exchanged = json!({
        "status_code": 200, "request_id": "request-id-test-2", "member_id": "member-test-1", "member": member(),
        "organization": organization("organization-test-2"), "session_token": "example-token", "session_jwt": "example-jwt",
        "member_authenticated": true, "intermediate_session_token": "",
        "member_session": {
            "member_session_id": "member-session-test-1", "member_id": "member-test-1",
            "organization_id": "organization-test-2", "organization_slug": "acme", "roles": ["stytch_member"],
            "started_at": "2026-01-05T16:28:53Z", "last_accessed_at": "2026-01-05T16:28:53Z",
            "expires_at": "2026-01-05T17:28:53Z", "authentication_factors": [], "custom_claims": {},
        },
    });
    let server = Server::start(vec![discovered(json!([may_join, is_in])), Answer::json(200, exchanged)]);
    let session = block_on(b2b_discovery::log_in(&project(&server), "ada@example.com", "576481")).unwrap().unwrap();
    assert_eq!(session.organization_slug, "acme");

    let [checked, exchanged] = &server.requests()[..] else { panic!("two calls were expected") };
    assert_eq!((&*checked.method, &*checked.path), ("POST", "/v1/b2b/otps/email/discovery/authenticate"));
    assert_eq!(checked.json(), json!({"email_address": "ada@example.com", "code": "576481"}));
    assert_eq!(exchanged.path, "/v1/b2b/discovery/intermediate_sessions/exchange");
    assert_eq!(
        exchanged.json(),
        json!({
            "intermediate_session_token": "example-intermediate", "organization_id": "organization-test-2",
            "session_duration_minutes": 60,
        })
    );

    // A user who is not a member of an organization makes one call.
    let server = Server::start(vec![discovered(json!([]))]);
    assert!(block_on(b2b_discovery::log_in(&project(&server), "ada@example.com", "576481")).unwrap().is_none());
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_search_over_three_pages() {
    let page = |users: &[&str], cursor: Value| {
        let users: Vec<_> = users.iter().map(|id| user(id)).collect();
        Answer::json(
            200,
            json!({
                "status_code": 200, "request_id": "request-id-test-1", "results": users,
                "results_metadata": {"total": 5, "next_cursor": cursor},
            }),
        )
    };
    // The last page may have no cursor, `null` or an empty one.
    for end in [Value::Null, json!("")] {
        let server = Server::start(vec![
            page(&["user-test-1", "user-test-2"], json!("two/2")),
            page(&["user-test-3", "user-test-4"], json!("three")),
            page(&["user-test-5"], end),
        ]);
        let found = block_on(user_search::search(&project(&server), "@example.com", 2)).unwrap();
        assert_eq!(found, ["user-test-1", "user-test-2", "user-test-3", "user-test-4", "user-test-5"]);
        let cursors: Vec<_> = server.requests().iter().map(|request| request.json()["cursor"].clone()).collect();
        assert_eq!(cursors, [Value::Null, json!("two/2"), json!("three")]);
        for request in server.requests() {
            assert_eq!((&*request.method, &*request.path), ("POST", "/v1/users/search"));
            let mut body = request.json();
            body.as_object_mut().unwrap().remove("cursor");
            let operand = json!({"filter_name": "email_address_fuzzy", "filter_value": "@example.com"});
            assert_eq!(body, json!({"limit": 2, "query": {"operator": "AND", "operands": [operand]}}));
        }
    }
}

#[test]
fn errors_are_distinguished() {
    use errors::SignUp;
    let error = |status: u16, error_type: &str| {
        Answer::json(
            status,
            json!({
                "status_code": status, "request_id": "request-id-test-1", "error_type": error_type, "error_message": "…",
                "error_url": "https://stytch.com/docs",
            }),
        )
    };
    let created = json!({
        "status_code": 200, "request_id": "request-id-test-1", "user_id": "user-test-1", "email_id": "email-test-1",
        "phone_id": "", "status": "active", "user": user("user-test-1"),
    });
    for (answer, expected) in [
        (Answer::json(200, created), SignUp::Done("user-test-1".into())),
        (error(400, "duplicate_email"), SignUp::Known),
        (error(400, "invalid_email"), SignUp::Mistyped),
        (error(429, "too_many_requests"), SignUp::TryAgain),
        (Answer::text(503, "<html>Service Unavailable</html>"), SignUp::TryAgain),
    ] {
        let server = Server::start(vec![answer]);
        assert_eq!(block_on(errors::sign_up(&project(&server), "ada@example.com")).unwrap(), expected);
        assert_eq!(server.requests()[0].json(), json!({"email": "ada@example.com"}));
    }
    for (answer, expected) in [
        (
            error(500, "internal_server_error"),
            "the API answered with status 500, internal_server_error: … (request-id-test-1)",
        ),
        (Answer::text(200, "<html>Log in to the network</html>"), "the answer is not JSON: status 200, 34 bytes"),
    ] {
        let server = Server::start(vec![answer]);
        let error = block_on(errors::sign_up(&project(&server), "ada@example.com")).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn a_call_by_ureq() {
    let server = Server::start(vec![Answer::json(200, json!({"status_code": 200, "request_id": "request-id-test-1"}))]);
    assert_eq!(revoke::sign_out(&project(&server), "example-token").unwrap(), "request-id-test-1");
    let [request] = &server.requests()[..] else { panic!("one call was expected") };
    assert_eq!((&*request.method, &*request.path), ("POST", "/v1/sessions/revoke"));
    assert_eq!(request.header("authorization"), Some(AUTHORIZATION));
    assert_eq!(request.json(), json!({"session_token": "example-token"}));

    let server =
        Server::start(vec![Answer::json(401, json!({"status_code": 401, "error_type": "unauthorized_credentials"}))]);
    let error = revoke::sign_out(&project(&server), "example-token").unwrap_err();
    assert_eq!(error.to_string(), "the API answered with status 401, unauthorized_credentials");
}
