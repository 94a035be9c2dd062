//! The bodies: made here, in the form of recorded bodies of the API: the members of each object in the order of their names, `null`s where
//! a user has no lock and no external identifier, metadata and claims empty or small.

use serde_json::{Value, json};

/// A session with two factors.
#[must_use]
pub fn session() -> Value {
    json!({
        "attributes": {
            "ip_address": "203.0.113.7",
            "user_agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36"
        },
        "authentication_factors": [
            {
                "created_at": "2026-03-02T09:14:27Z",
                "delivery_method": "knowledge",
                "last_authenticated_at": "2026-03-02T09:14:27Z",
                "type": "password",
                "updated_at": "2026-03-02T09:14:27Z"
            },
            {
                "created_at": "2026-03-02T09:15:02Z",
                "delivery_method": "sms",
                "last_authenticated_at": "2026-03-02T09:15:02Z",
                "phone_number_factor": {
                    "phone_id": "phone-number-test-5f6a7c18-3d52-4c8b-9d0e-2f1b7a6c9e34",
                    "phone_number": "+12025550162"
                },
                "type": "otp",
                "updated_at": "2026-03-02T09:15:02Z"
            }
        ],
        "custom_claims": {},
        "expires_at": "2026-03-09T09:14:27Z",
        "last_accessed_at": "2026-03-04T17:40:55Z",
        "roles": ["stytch_user", "editor"],
        "session_id": "session-test-8e1f4c02-6b7d-4a3e-9c58-0d2b6f7a1e93",
        "started_at": "2026-03-02T09:14:27Z",
        "user_id": "user-test-3b9d7e60-41fa-4c27-8e5d-97a0c1b2d3e4"
    })
}

/// A user with an email address, a phone number, a password and metadata.
#[must_use]
pub fn user() -> Value {
    json!({
        "biometric_registrations": [],
        "created_at": "2025-11-18T20:03:41Z",
        "crypto_wallets": [],
        "emails": [
            { "email": "ada@example.com", "email_id": "email-test-0c8b6a1d-27e4-4f95-b3c6-81d5e9f0a247", "verified": true }
        ],
        "external_id": null,
        "is_locked": false,
        "lock_created_at": null,
        "lock_expires_at": null,
        "name": { "first_name": "Ada", "last_name": "Example", "middle_name": "" },
        "password": {
            "password_id": "password-test-a4e7c5d2-90b1-4836-8f2e-6d3c7b1a5f08",
            "requires_reset": false
        },
        "phone_numbers": [
            {
                "phone_id": "phone-number-test-5f6a7c18-3d52-4c8b-9d0e-2f1b7a6c9e34",
                "phone_number": "+12025550162",
                "verified": true
            }
        ],
        "providers": [],
        "roles": ["stytch_user", "editor"],
        "status": "active",
        "totps": [],
        "trusted_metadata": { "plan": "team", "seats": 12 },
        "untrusted_metadata": {},
        "user_id": "user-test-3b9d7e60-41fa-4c27-8e5d-97a0c1b2d3e4",
        "webauthn_registrations": []
    })
}

/// The response of `POST /v1/sessions/authenticate`.
#[must_use]
pub fn authenticate_response() -> Value {
    json!({
        "request_id": "request-id-test-c2d7b9e4-18f3-4a60-95be-7f0a6d1c3e52",
        "session": session(),
        "session_jwt": format!("eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.{}.{}", "eyJleGFtcGxlIjoidGVzdCJ9".repeat(20), "c2lnbmF0dXJl".repeat(28)),
        "session_token": "example-token-example-token-example-token-44",
        "status_code": 200,
        "user": user()
    })
}

/// The response of `POST /v1/b2b/organizations/members/search`, with 100 members of one organization.
#[must_use]
pub fn search_response() -> Value {
    let members: Vec<Value> = (0..100).map(member).collect();
    json!({
        "members": members,
        "organizations": {},
        "request_id": "request-id-test-6a1d8f37-b04c-4e92-a7d5-3c9e0b2f4816",
        "results_metadata": { "next_cursor": "example-cursor", "total": 1742 },
        "status_code": 200
    })
}

fn member(number: u32) -> Value {
    json!({
        "created_at": "2025-07-30T06:51:19Z",
        "default_mfa_method": "sms_otp",
        "email_address": format!("member-{number}@example.com"),
        "email_address_verified": true,
        "external_id": null,
        "is_admin": number.is_multiple_of(10),
        "is_breakglass": false,
        "is_locked": false,
        "lock_created_at": null,
        "lock_expires_at": null,
        "member_id": format!("member-test-{number:08x}-52c4-4d1a-8b37-e6f09a1c2d54"),
        "member_password_id": "",
        "mfa_enrolled": true,
        "mfa_phone_number": "+12025550148",
        "mfa_phone_number_verified": true,
        "name": format!("Member {number}"),
        "oauth_registrations": [],
        "organization_id": "organization-test-7d0e4b6a-93c1-42f8-b5a6-1c8f2e9d0374",
        "retired_email_addresses": [],
        "roles": [
            { "role_id": "stytch_member", "sources": [{ "details": {}, "type": "direct_assignment" }] },
            { "role_id": "editor", "sources": [{ "details": { "email_domain": "example.com" }, "type": "email_assignment" }] }
        ],
        "scim_registration": null,
        "sso_registrations": [
            {
                "connection_id": "saml-connection-test-2e6b8d91-70fc-4a35-9d1e-4b7c0f5a8362",
                "external_id": format!("external-{number}"),
                "registration_id": format!("sso-user-test-{number:08x}-8a2f-4c6d-b91e-7f3d0c5a4e18"),
                "sso_attributes": { "department": "research" }
            }
        ],
        "status": "active",
        "totp_registration_id": "",
        "trusted_metadata": { "cost_center": number },
        "untrusted_metadata": {},
        "updated_at": "2026-02-11T15:27:08Z"
    })
}

/// The response of `POST /v1/fingerprint/lookup`.
#[must_use]
pub fn fingerprint_lookup() -> Value {
    json!({
        "created_at": "2026-03-02T09:14:20Z",
        "expires_at": "2026-03-02T21:14:20Z",
        "external_metadata": { "external_id": "checkout-81", "user_action": "login" },
        "fingerprints": {
            "browser_fingerprint": "browser-fingerprint-1d2f7a60-4e8b-4c93-a5d7-0b6c9e3f1825",
            "browser_id": "browser-id-6f0c8b3e-95a1-4d72-8e4f-2a7d1c5b9036",
            "hardware_fingerprint": "hardware-fingerprint-a93e5d07-1c6b-4f28-b04d-8e7f2c9a3516",
            "network_fingerprint": "network-fingerprint-58b7e2c4-f09d-4a61-93c8-7d5e1b0f6a24",
            "visitor_fingerprint": "visitor-fingerprint-e40a9c7d-3b52-4817-8f6e-c1d95a0b7e63",
            "visitor_id": "visitor-0b6e8d2f-74c1-49a5-b83d-5f9a7c1e4d20"
        },
        "properties": {
            "browser_properties": {
                "user_agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36"
            },
            "network_properties": {
                "asn": { "asn": "AS64500", "name": "Example Networks", "network": "203.0.113.0/24" },
                "ip_address": "203.0.113.7",
                "ip_geolocation": { "city": "Example City", "country": "Exampleland", "region": "Example" },
                "is_proxy": false,
                "is_vpn": true
            }
        },
        "request_id": "request-id-test-d87c4f1b-60e3-4b9a-85d2-e1f7a0c6b359",
        "status_code": 200,
        "telemetry_id": "telemetry-id-9c5a1e7d-82b4-4f06-b37e-6d0f4a8c2e91",
        "verdict": {
            "action": "CHALLENGE",
            "detected_device_type": "LINUX",
            "is_authentic_device": true,
            "reasons": ["IS_VPN"],
            "rule_match_identifier": null,
            "rule_match_type": null,
            "verdict_reason_overrides": []
        }
    })
}
