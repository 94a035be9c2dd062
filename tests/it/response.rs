//! Responses: successes, errors, and bodies that are neither.

use serde_json::json;
use stytch_types::call::Project;
use stytch_types::error::{ApiError, ErrorType, ResponseError};
use stytch_types::m2m::{TokenRequest, TokenResponse};
use stytch_types::session::v1::RevokeResponse;
use stytch_types::{decode, decode_response};

const TOKEN: &str = "WJtR5BCy38Szd5AfoDpf0iqFKEt4EE5JhjlWUY7l3FtY";

const NOT_FOUND: &str = r#"{
    "status_code": 404,
    "request_id": "request-id-test-1",
    "error_type": "session_not_found",
    "error_message": "Session could not be found.",
    "error_url": "https://stytch.com/docs/api/errors/404#session_not_found"
}"#;

fn error(status: u16, body: &str) -> ApiError {
    match decode_response::<RevokeResponse>(status, body) {
        Err(ResponseError::Api(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_success() {
    let body = r#"{"request_id": "request-id-test-1", "status_code": 200}"#;
    assert_eq!(decode_response::<RevokeResponse>(200u16, body).unwrap().status_code, 200);
    // The type of a status of the crate `http`, which HTTP libraries re-export.
    assert!(decode_response::<RevokeResponse>(http::StatusCode::OK, body.as_bytes()).is_ok());
    assert_eq!(decode_response::<Vec<u8>>(200u16, "[1]").unwrap(), [1]);
}

#[test]
fn an_error_of_the_api() {
    let error = error(404, NOT_FOUND);
    assert_eq!(error.status_code, Some(404));
    assert_eq!(error.request_id.as_ref().unwrap().as_str(), "request-id-test-1");
    assert_eq!(error.error_type, ErrorType::SessionNotFound);
    assert_eq!(error.error_message.as_deref(), Some("Session could not be found."));
    assert!(error.error_url.as_ref().unwrap().ends_with("#session_not_found"));
    assert!(error.unknown_fields.is_empty());
    assert_eq!(
        error.to_string(),
        "the API answered with status 404, session_not_found: Session could not be found. (request-id-test-1)"
    );
    assert_eq!(decode::<ApiError>(NOT_FOUND).unwrap(), error);
    let error = ResponseError::from(error);
    assert_eq!(error.error_type(), Some(&ErrorType::SessionNotFound));
    assert_eq!(error.request_id().unwrap().as_str(), "request-id-test-1");
    assert_eq!(error.status(), Some(404));
}

#[test]
fn a_body_with_the_status_of_an_error_is_an_error() {
    // All required members are present.
    assert!(decode::<RevokeResponse>(NOT_FOUND).is_ok());
    assert_eq!(error(200, NOT_FOUND).error_type, ErrorType::SessionNotFound);
    assert_eq!(error(200, r#"{"request_id": "r", "status_code": 400}"#).status_code, Some(400));
    // Only the member of the body itself counts, not a nested one.
    let body = r#"{"request_id": "r", "inside": {"status_code": 404}, "status_code": 200}"#;
    assert!(decode_response::<RevokeResponse>(200u16, body).is_ok());
}

#[test]
fn a_status_of_an_error_is_one_whatever_the_body() {
    let success = r#"{"request_id": "request-id-test-1", "status_code": 200}"#;
    let failed = error(500, success);
    assert_eq!((failed.status_code, failed.request_id.unwrap().as_str()), (Some(500), "request-id-test-1"));
    for body in ["{}", "[]", "null", "5", "-5", "1.5", "true", r#""oops""#, r#"{"message": "Bad Gateway"}"#] {
        let error = error(502, body);
        assert_eq!((error.status_code, error.error_type.as_str()), (Some(502), ""), "{body}");
        assert_eq!(error.to_string(), "the API answered with status 502, without a type");
    }
    assert_eq!(error(502, r#"{"message": "Bad Gateway"}"#).unknown_fields.get("message"), Some(&"Bad Gateway".into()));
}

#[test]
fn oauth_has_a_spelling_of_its_own() {
    let body = r#"{"status_code": 401, "request_id": "request-id-test-1", "error": "invalid_client",
        "error_description": "The client is unknown.", "error_uri": "https://stytch.com/docs"}"#;
    let error = error(401, body);
    assert_eq!(error.error_type.as_str(), "invalid_client");
    assert_eq!(error.error_message.as_deref(), Some("The client is unknown."));
    assert_eq!(error.error_url.as_deref(), Some("https://stytch.com/docs"));
    assert!(error.unknown_fields.is_empty());
    assert_eq!(decode::<ApiError>(body).unwrap(), error);
}

#[test]
fn types_of_tomorrow_are_kept() {
    let error = error(418, r#"{"error_type": "is_a_teapot", "error_details": {"pot": "brown"}, "since": 1998}"#);
    assert_eq!(error.error_type.as_str(), "is_a_teapot");
    assert!(matches!(error.error_type, ErrorType::Unrecognized(_)));
    assert_eq!(error.error_details.unwrap()["pot"], "brown");
    assert_eq!(error.unknown_fields.get("since"), Some(&1998.into()));
}

#[test]
fn members_of_another_type_are_kept() {
    let error = error(
        400,
        r#"{"status_code": "400", "error_type": 7, "error": "bad_request", "error_message": ["a"], "error_details": null}"#,
    );
    assert_eq!((error.status_code, error.error_type), (Some(400), ErrorType::BadRequest));
    let mut names: Vec<_> = error.unknown_fields.iter().map(|(name, _)| name.to_owned()).collect();
    names.sort_unstable();
    assert_eq!(names, ["error_details", "error_message", "error_type", "status_code"]);
}

#[test]
fn only_the_type_must_be_there() {
    assert_eq!(decode::<ApiError>(r#"{"error_type": "bad_request"}"#).unwrap(), ApiError::new(ErrorType::BadRequest));
    assert_eq!(
        decode::<ApiError>("{}").unwrap_err().to_string(),
        "can't decode ApiError: `error_type` of ApiError is missing, but required, at line 1 column 2"
    );
}

#[test]
fn an_answer_that_is_not_json() {
    let page = format!("<html>{TOKEN}</html>");
    for (status, body, message) in [
        (502, page.as_str(), "the answer is not JSON: status 502, 57 bytes"),
        (200, page.as_str(), "the answer is not JSON: status 200, 57 bytes"),
        (204, "", "the answer is not JSON: status 204, 0 bytes"),
        (200, r#"{"request_id": "r""#, "the answer is not JSON: status 200, 18 bytes"),
    ] {
        let error = decode_response::<RevokeResponse>(status, body).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert_eq!(error.status(), Some(status));
        assert!(!format!("{error:?}").contains(&TOKEN[..8]));
    }
}

#[test]
fn a_success_of_another_type() {
    let error = decode_response::<RevokeResponse>(200u16, "{}").unwrap_err();
    assert!(matches!(error, ResponseError::Decode(_)), "{error:?}");
    assert_eq!(error.status(), None);
    assert!(error.to_string().starts_with("can't decode RevokeResponse: "), "{error}");
}

#[test]
fn errors_fit_into_a_result() {
    // Above the size that clippy considers large for an error.
    assert!(size_of::<ResponseError>() <= 128, "{}", size_of::<ResponseError>());
}

#[test]
fn debug_shows_no_unknown_value() {
    let body = json!({"error_type": "bad_request", "error_details": {"given": TOKEN}, "session_token": TOKEN});
    let shown = format!("{:?}", error(400, &body.to_string()));
    assert!(!shown.contains(&TOKEN[..8]) && shown.contains("given") && shown.contains("session_token"), "{shown}");
}

#[test]
#[cfg_attr(not(has_shared), ignore = "../shared is not there")]
fn bodies_recorded_from_the_api() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/payloads");
    for (file, status, error_type) in [
        ("rec-error-user-not-found.json", 404, ErrorType::UserNotFound),
        ("rec-error-weak-password.json", 400, ErrorType::WeakPassword),
        ("rec-error-route-not-found.json", 404, ErrorType::RouteNotFound),
        ("rec-error-organization-slug-already-used.json", 400, ErrorType::OrganizationSlugAlreadyUsed),
        ("rec-error-invalid-b2b-endpoint.json", 400, ErrorType::InvalidB2bEndpoint),
    ] {
        let body = std::fs::read_to_string(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let error = error(status, &body);
        assert_eq!((error.status_code, &error.error_type), (Some(status), &error_type), "{file}");
        assert!(error.request_id.is_some() && error.error_message.is_some() && error.error_url.is_some(), "{file}");
    }
}

#[test]
fn a_token_for_a_machine() {
    let request = TokenRequest::new("m2m-client-test-1", TOKEN).scopes(["read:users", "write:users"]);
    assert!(request.form().ends_with(&format!("&client_secret={TOKEN}&scope=read%3Ausers%20write%3Ausers")));
    assert!(!format!("{request:?}").contains(&TOKEN[..8]));
    assert!(!TokenRequest::new("m2m-client-test-1", TOKEN).form().contains("scope"));
    let project = Project::new("project-live-1", "secret");
    assert_eq!(request.url(&project).unwrap(), "https://api.stytch.com/v1/public/project-live-1/oauth2/token");
    let elsewhere = request.url_at("http://localhost:1", "a/../b").unwrap();
    assert_eq!(elsewhere, "http://localhost:1/v1/public/a%2F..%2Fb/oauth2/token");
    let sent = request.http_request(&project).unwrap();
    assert_eq!((sent.method().as_str(), sent.uri().path()), ("POST", "/v1/public/project-live-1/oauth2/token"));
    assert_eq!(sent.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(sent.body(), request.form().as_bytes());
    assert!(!sent.headers().contains_key("authorization"));
    for id in ["", ".", ".."] {
        let error = request.url_at("http://localhost:1", id).unwrap_err();
        assert_eq!(error.parameter(), Some("project_id"), "{error}");
    }
    let body = json!({"access_token": TOKEN, "expires_in": 3600, "token_type": "bearer", "status_code": 200,
        "request_id": "request-id-test-1", "scope": "read:users"});
    let answer: TokenResponse = decode_response(200u16, body.to_string()).unwrap();
    assert_eq!(answer.access_token.expose(), TOKEN);
    assert_eq!(answer.unknown_fields.get("scope"), Some(&"read:users".into()));
    assert!(!format!("{answer:?}").contains(&TOKEN[..8]));
    let error = decode::<TokenResponse>(json!({"access_token": [TOKEN]}).to_string()).unwrap_err();
    assert!(!error.to_string().contains(&TOKEN[..8]), "{error}");
}
