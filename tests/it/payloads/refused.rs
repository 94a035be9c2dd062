//! The bodies that do not decode, with the reasons. All of them are mocks and examples that lack required members.

/// File and reason, in the order of the list of bodies.
pub(crate) const REFUSED: &[(&str, &str)] = &[
    (
        "node-res-post-v1-crypto-wallets-authenticate.json",
        "`session_token` of AuthenticateResponse is missing, but required",
    ),
    ("node-req-post-v1-passwords-migrate-4.json", "`sha_1_config.append_salt` of SHA1Config is missing, but required"),
    ("node-req-post-v1-passwords-migrate-7.json", "`md_5_config.append_salt` of MD5Config is missing, but required"),
    (
        "node-req-post-v1-passwords-migrate-12.json",
        "`pbkdf_2_config.algorithm` of PBKDF2Config is missing, but required",
    ),
    ("node-res-post-v1-sessions-authenticate.json", "`session_jwt` of AuthenticateResponse is missing, but required"),
    (
        "node-res-post-v1-sessions-authenticate-2.json",
        "`session_token` of AuthenticateResponse is missing, but required",
    ),
    ("node-res-post-v1-totps.json", "`totp_id` of CreateResponse is missing, but required"),
    ("node-res-post-v1-totps-recovery-codes.json", "`totps[0].verified` of TOTP is missing, but required"),
    ("node-res-post-v1-totps-recover.json", "`session_token` of RecoverResponse is missing, but required"),
    ("node-res-post-v1-totps-recover-2.json", "`session.session_id` of Session is missing, but required"),
    ("node-res-post-v1-webauthn-register.json", "`session_token` of RegisterResponse is missing, but required"),
    ("node-res-post-v1-webauthn-authenticate.json", "`session_token` of AuthenticateResponse is missing, but required"),
    ("node-res-post-v1-webauthn-authenticate-2.json", "`session.session_id` of Session is missing, but required"),
    ("node-res-get-v1-b2b-organizations-id-member.json", "`member` of GetResponse is missing, but required"),
    ("node-res-put-v1-b2b-organizations-id-members-id.json", "`member` of UpdateResponse is missing, but required"),
    (
        "node-res-delete-v1-b2b-organizations-id-members-mfa-phone-numbers-id.json",
        "`member` of DeleteMFAPhoneNumberResponse is missing, but required",
    ),
    (
        "node-req-post-v1-b2b-passwords-migrate-12.json",
        "`pbkdf_2_config.algorithm` of PBKDF2Config is missing, but required",
    ),
    (
        "node-res-post-v1-b2b-sessions-authenticate.json",
        "`member_session.organization_id` of MemberSession is missing, but required",
    ),
    (
        "node-res-post-v1-b2b-sessions-authenticate-2.json",
        "`member_session` of AuthenticateResponse is missing, but required",
    ),
    ("go-consumer-sessions-3.json", "`request_id` of AuthenticateResponse is missing, but required"),
    ("go-b2b-sessions-3.json", "`member_session.organization_id` of MemberSession is missing, but required"),
    ("browser-b2b-sso.json", "`saml_connections[0].nameid_format` of SAMLConnection is missing, but required"),
    ("browser-b2b-sso-saml-create.json", "`connection.nameid_format` of SAMLConnection is missing, but required"),
    (
        "browser-b2b-organization-me.json",
        "`organization.scim_active_connection.bearer_token_last_four` of ActiveSCIMConnection is missing, but required",
    ),
    (
        "browser-b2b-scim.json",
        "`connection.scim_group_implicit_role_assignments[0].group_name` of SCIMGroupImplicitRoleAssignments is missing, but required",
    ),
    (
        "browser-b2b-scim-rotate-start.json",
        "`connection.scim_group_implicit_role_assignments[0].group_name` of SCIMGroupImplicitRoleAssignments is missing, but required",
    ),
    (
        "browser-b2b-scim-rotate-cancel.json",
        "`connection.scim_group_implicit_role_assignments[0].group_name` of SCIMGroupImplicitRoleAssignments is missing, but required",
    ),
    ("browser-b2b-discovery-organizations-create.json", "`member.name` of Member is missing, but required"),
    ("browser-b2b-discovery-intermediate-sessions-exchange.json", "`member.name` of Member is missing, but required"),
    ("browser-b2b-totp-create.json", "`member.organization_id` of Member is missing, but required"),
    ("browser-b2b-recovery-codes-recover.json", "`member.organization_id` of Member is missing, but required"),
    ("browser-b2b-otp-email-authenticate.json", "`member.organization_id` of Member is missing, but required"),
    ("browser-b2b-magic-link-invite.json", "`member.organization_id` of Member is missing, but required"),
    (
        "browser-mock-b2-b-authenticate-with-mfa-required-payload.json",
        "`member.organization_id` of Member is missing, but required",
    ),
    ("docs-b2b-member-session.json", "`organization_slug` of MemberSession is missing, but required"),
    ("docs-otp-authenticate-no-session.json", "`user` of AuthenticateResponse is missing, but required"),
    ("docs-scim-connection.json", "`next_bearer_token_last_four` of SCIMConnection is missing, but required"),
    ("docs-organization-nulls.json", "`auth_methods` of Organization is missing, but required"),
    ("docs-fingerprint-lookup.json", "`request_id` of LookupResponse is missing, but required"),
];
