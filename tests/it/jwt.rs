//! Claims of JWTs: decoded claims, and rejected claims. The program `session_jwt` verifies a signature.

use std::time::Duration;

use serde_json::{Value, json};
use stytch_types::b2b::session::v1::MemberSession;
use stytch_types::jwt::{Checks, ClaimsError, MemberSessionClaims, SessionClaims};
use stytch_types::m2m::AccessTokenClaims;
use stytch_types::session::v1::Session;
use stytch_types::wire::Timestamp;
use stytch_types::{decode, decode_value};

fn at(time: &str) -> Timestamp {
    format!("2026-01-05T{time}Z").parse().unwrap()
}

fn claims() -> Value {
    json!({
        "iss": "stytch.com/project-test-1",
        "aud": ["project-test-1"],
        "sub": "user-test-1",
        "iat": 1_767_632_400,
        "nbf": 1_767_632_400,
        "exp": 1_767_632_700,
        "https://stytch.com/session": {
            "id": "session-test-1",
            "started_at": "2026-01-05T16:00:00Z",
            "last_accessed_at": "2026-01-05T17:00:00Z",
            "expires_at": "2026-01-05T18:00:00Z",
            "attributes": {"ip_address": "", "user_agent": ""},
            "authentication_factors": [{"type": "otp", "delivery_method": "email"}],
            "roles": ["stytch_user"],
        },
    })
}

fn with(mut claims: Value, name: &str, value: Value) -> Value {
    claims[name] = value;
    claims
}

#[test]
fn a_session_is_that_of_the_api() {
    let claims: SessionClaims = decode_value(&claims()).unwrap();
    let session: Session = decode(
        r#"{"session_id": "session-test-1", "user_id": "user-test-1", "started_at": "2026-01-05T16:00:00Z",
            "last_accessed_at": "2026-01-05T17:00:00Z", "expires_at": "2026-01-05T18:00:00Z",
            "attributes": {"ip_address": "", "user_agent": ""},
            "authentication_factors": [{"type": "otp", "delivery_method": "email"}], "roles": ["stytch_user"],
            "custom_claims": {}}"#,
    )
    .unwrap();
    assert_eq!(claims.into_session(), session);
}

#[test]
fn a_member_session_is_that_of_the_api() {
    let mut claims = claims();
    claims["sub"] = "member-test-1".into();
    claims["https://stytch.com/session"] = json!({
        "id": "member-session-test-1",
        "started_at": "2026-01-05T16:00:00Z",
        "last_accessed_at": "2026-01-05T17:00:00Z",
        "expires_at": "2026-01-05T18:00:00Z",
        "authentication_factors": [],
        "roles": ["editor"],
    });
    claims["https://stytch.com/organization"] = json!({"organization_id": "organization-test-1", "slug": "acme"});
    claims["https://stytch.com/tomorrow"] = true.into();
    claims["jti"] = "token-1".into();
    claims["tier"] = "gold".into();
    let claims: MemberSessionClaims = decode_value(&claims).unwrap();
    assert_eq!(claims.member_id().as_str(), "member-test-1");
    assert_eq!(claims.organization_id().as_str(), "organization-test-1");
    assert_eq!(claims.registered.token_id.as_deref(), Some("token-1"));
    assert_eq!(claims.unknown_fields.get("https://stytch.com/tomorrow"), Some(&true.into()));
    assert_eq!(Value::Object(claims.custom.clone()), json!({"tier": "gold"}));
    let session: MemberSession = decode(
        r#"{"member_session_id": "member-session-test-1", "member_id": "member-test-1", "started_at": "2026-01-05T16:00:00Z",
            "last_accessed_at": "2026-01-05T17:00:00Z", "expires_at": "2026-01-05T18:00:00Z", "authentication_factors": [],
            "organization_id": "organization-test-1", "organization_slug": "acme", "roles": ["editor"],
            "custom_claims": {"tier": "gold"}}"#,
    )
    .unwrap();
    assert_eq!(claims.into_session(), session);
}

#[test]
fn custom_claims_have_a_type() {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Plan {
        tier: String,
    }
    let gold = with(claims(), "tier", "gold".into());
    let typed: SessionClaims<Plan> = decode_value(&gold).unwrap();
    assert_eq!(typed.custom, Plan { tier: "gold".to_owned() });
    assert!(format!("{typed:?}").contains(r#"custom: Plan { tier: "gold" }, "#), "{typed:?}");
    // Values without a type may be secrets.
    let untyped: SessionClaims = decode_value(&gold).unwrap();
    let printed = format!("{untyped:?}");
    assert!(printed.contains(r#"custom: {"tier"}, "#) && !printed.contains("gold"), "{printed}");
    assert_eq!(
        decode_value::<SessionClaims<Plan>>(&claims()).unwrap_err().to_string(),
        "can't decode SessionClaims<Plan>: `tier` is missing, but required"
    );
}

#[test]
fn missing_and_wrong_claims_are_named_and_not_quoted() {
    for (name, value, message) in [
        ("sub", Value::Null, "`sub` of SessionClaims: invalid type"),
        ("aud", json!(["project-test-1", 5]), "`aud` of SessionClaims: not a string, and not a list of strings"),
        ("exp", json!("hunter2"), "`exp` of SessionClaims: "),
        ("exp", json!(1e300), "`exp` of SessionClaims: not an instant"),
        (
            "https://stytch.com/session",
            json!("hunter2"),
            "`[\"https://stytch.com/session\"]` of SessionClaims: invalid type",
        ),
        (
            "https://stytch.com/session",
            json!({"id": 5}),
            "`[\"https://stytch.com/session\"].session_id` of Session: invalid type",
        ),
    ] {
        let error = decode_value::<SessionClaims>(&with(claims(), name, value)).unwrap_err().to_string();
        assert!(error.starts_with(&format!("can't decode SessionClaims: {message}")), "{error}");
        assert!(!error.contains("hunter2"), "{error}");
    }
    for name in ["iss", "aud", "sub", "iat", "exp"] {
        let mut claims = claims();
        claims.as_object_mut().unwrap().remove(name);
        let error = decode_value::<SessionClaims>(&claims).unwrap_err().to_string();
        assert_eq!(error, format!("can't decode SessionClaims: `{name}` of SessionClaims is missing, but required"));
    }
    let error = decode::<SessionClaims>(r#""hunter2""#).unwrap_err().to_string();
    assert!(error.starts_with("can't decode SessionClaims: SessionClaims is not an object"), "{error}");
}

fn check(claims: Value, checks: &Checks, now: &str) -> Result<(), ClaimsError> {
    let claims: SessionClaims = decode_value(&claims).unwrap();
    checks.check(&claims.registered, at(now))
}

#[test]
fn the_issuer_has_two_forms() {
    let checks = Checks::new("project-test-1");
    let custom = with(claims(), "iss", "https://login.example.com".into());
    assert_eq!(check(claims(), &checks, "17:00:00"), Ok(()));
    assert_eq!(check(custom.clone(), &checks, "17:00:00"), Err(ClaimsError::Issuer));
    let checks = checks.base_url("https://login.example.com/");
    assert_eq!(check(claims(), &checks, "17:00:00"), Ok(()));
    assert_eq!(check(custom, &checks, "17:00:00"), Ok(()));
    for issuer in [
        "",
        "stytch.com/",
        "stytch.com/project-test-2",
        "stytch.com/project-test-1/",
        "https://login.example.com.evil.org",
    ] {
        assert_eq!(
            check(with(claims(), "iss", issuer.into()), &checks, "17:00:00"),
            Err(ClaimsError::Issuer),
            "{issuer}"
        );
    }
}

#[test]
fn the_audience_is_one_or_a_list() {
    let checks = Checks::new("project-test-1");
    for (audience, result) in [
        (json!("project-test-1"), Ok(())),
        (json!(["another", "project-test-1"]), Ok(())),
        (json!("project-test-2"), Err(ClaimsError::Audience)),
        (json!([]), Err(ClaimsError::Audience)),
    ] {
        assert_eq!(check(with(claims(), "aud", audience.clone()), &checks, "17:00:00"), result, "{audience}");
    }
}

#[test]
fn a_token_is_valid_for_its_time() {
    let checks = Checks::new("project-test-1");
    assert_eq!(check(claims(), &checks, "16:59:59"), Err(ClaimsError::NotYetValid));
    assert_eq!(check(claims(), &checks, "17:00:00"), Ok(()));
    assert_eq!(check(claims(), &checks, "17:04:59"), Ok(()));
    assert_eq!(check(claims(), &checks, "17:05:00"), Err(ClaimsError::Expired));
    let checks = checks.leeway(Duration::from_secs(10));
    assert_eq!(check(claims(), &checks, "16:59:49"), Err(ClaimsError::NotYetValid));
    assert_eq!(check(claims(), &checks, "16:59:50"), Ok(()));
    assert_eq!(check(claims(), &checks, "17:05:09"), Ok(()));
    assert_eq!(check(claims(), &checks, "17:05:10"), Err(ClaimsError::Expired));
}

#[test]
fn a_numeric_date_may_have_a_fraction() {
    let half = with(claims(), "exp", json!(1_767_632_700.5));
    assert_eq!(check(half.clone(), &Checks::new("project-test-1"), "17:05:00.4"), Ok(()));
    assert_eq!(check(half, &Checks::new("project-test-1"), "17:05:00.5"), Err(ClaimsError::Expired));
}

#[test]
fn a_token_may_be_too_old() {
    let checks = |seconds| Checks::new("project-test-1").max_token_age(Duration::from_secs(seconds));
    assert_eq!(check(claims(), &checks(60), "17:00:59"), Ok(()));
    assert_eq!(check(claims(), &checks(60), "17:01:00"), Err(ClaimsError::TooOld));
    assert_eq!(check(claims(), &checks(0), "17:00:00"), Err(ClaimsError::TooOld));
    // Also a token whose time of issue is slightly in the future.
    let checks = checks(0).leeway(Duration::from_secs(10));
    assert_eq!(check(claims(), &checks, "16:59:55"), Err(ClaimsError::TooOld));
}

#[test]
fn scopes_of_an_access_token() {
    let mut claims = claims();
    claims.as_object_mut().unwrap().remove("https://stytch.com/session");
    claims["sub"] = "m2m-client-test-1".into();
    claims["tier"] = "gold".into();
    let none: AccessTokenClaims = decode_value(&claims).unwrap();
    assert_eq!(none.scopes, <[&str; 0]>::default());
    claims["scope"] = "read:users  write:*".into();
    let token: AccessTokenClaims = decode_value(&claims).unwrap();
    assert_eq!(token.client_id.as_str(), "m2m-client-test-1");
    assert_eq!(token.scopes, ["read:users", "write:*"]);
    assert_eq!(Value::Object(token.custom.clone()), json!({"tier": "gold"}));
    assert!(format!("{token:?}").contains(r#"custom: {"tier"}, "#), "{token:?}");
    assert_eq!(token.require_scopes(["read:users", "write:reports"]), Ok(()));
    let missing = token.require_scopes(["read:users", "read:reports"]).unwrap_err();
    assert_eq!(missing.to_string(), "the token does not have the scope `read:reports`");
    claims["scope"] = 5.into();
    let error = decode_value::<AccessTokenClaims>(&claims).unwrap_err().to_string();
    assert_eq!(error, "can't decode AccessTokenClaims: `scope` of AccessTokenClaims: not a string");
}
