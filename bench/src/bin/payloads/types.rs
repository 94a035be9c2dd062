//! Each peer's name for the types of all schemas that bodies of the collection belong to.

use bench::by_typify;

use crate::Pass;

macro_rules! types {
    ($($title:ident: $ours:path, $sdk:path, $typify:ident;)*) => {
        /// The titles, and the function of each peer for a body of it, in the order of the table's columns.
        pub(crate) const TYPES: &[(&str, [Pass; 3])] =
            &[$((stringify!($title), [crate::ours::<$ours>, crate::pass::<$sdk>, crate::pass::<by_typify::$typify>]),)*];
    };
}

types! {
    api_b2b_idp_v1_b2b_idp_oauth_AuthorizeResponse: stytch_types::b2b::idp::v1::oauth::AuthorizeResponse, stytch::b2b::idp_oauth::AuthorizeResponse, ApiB2bIdpV1B2bIdpOauthAuthorizeResponse;
    api_b2b_magic_v1_AuthenticateRequest: stytch_types::b2b::magic::v1::AuthenticateRequest, stytch::b2b::magic_links::AuthenticateRequest, ApiB2bMagicV1AuthenticateRequest;
    api_b2b_magic_v1_b2b_magic_links_discovery_AuthenticateRequest: stytch_types::b2b::magic::v1::discovery::AuthenticateRequest, stytch::b2b::magic_links_discovery::AuthenticateRequest, ApiB2bMagicV1B2bMagicLinksDiscoveryAuthenticateRequest;
    api_b2b_magic_v1_b2b_magic_links_email_InviteRequest: stytch_types::b2b::magic::v1::email::InviteRequest, stytch::b2b::magic_links_email::InviteRequest, ApiB2bMagicV1B2bMagicLinksEmailInviteRequest;
    api_b2b_magic_v1_b2b_magic_links_email_InviteResponse: stytch_types::b2b::magic::v1::email::InviteResponse, stytch::b2b::magic_links_email::InviteResponse, ApiB2bMagicV1B2bMagicLinksEmailInviteResponse;
    api_b2b_magic_v1_b2b_magic_links_email_LoginOrSignupRequest: stytch_types::b2b::magic::v1::email::LoginOrSignupRequest, stytch::b2b::magic_links_email::LoginOrSignupRequest, ApiB2bMagicV1B2bMagicLinksEmailLoginOrSignupRequest;
    api_b2b_magic_v1_b2b_magic_links_email_discovery_SendRequest: stytch_types::b2b::magic::v1::email::discovery::SendRequest, stytch::b2b::magic_links_email_discovery::SendRequest, ApiB2bMagicV1B2bMagicLinksEmailDiscoverySendRequest;
    api_b2b_otp_v1_b2b_otp_email_AuthenticateResponse: stytch_types::b2b::otp::v1::email::AuthenticateResponse, stytch::b2b::otp_email::AuthenticateResponse, ApiB2bOtpV1B2bOtpEmailAuthenticateResponse;
    api_b2b_otp_v1_b2b_otp_sms_AuthenticateRequest: stytch_types::b2b::otp::v1::sms::AuthenticateRequest, stytch::b2b::otp_sms::AuthenticateRequest, ApiB2bOtpV1B2bOtpSmsAuthenticateRequest;
    api_b2b_otp_v1_b2b_otp_sms_SendRequest: stytch_types::b2b::otp::v1::sms::SendRequest, stytch::b2b::otp_sms::SendRequest, ApiB2bOtpV1B2bOtpSmsSendRequest;
    api_b2b_password_v1_AuthenticateRequest: stytch_types::b2b::password::v1::AuthenticateRequest, stytch::b2b::passwords::AuthenticateRequest, ApiB2bPasswordV1AuthenticateRequest;
    api_b2b_password_v1_AuthenticateResponse: stytch_types::b2b::password::v1::AuthenticateResponse, stytch::b2b::passwords::AuthenticateResponse, ApiB2bPasswordV1AuthenticateResponse;
    api_b2b_password_v1_MigrateRequest: stytch_types::b2b::password::v1::MigrateRequest, stytch::b2b::passwords::MigrateRequest, ApiB2bPasswordV1MigrateRequest;
    api_b2b_password_v1_StrengthCheckRequest: stytch_types::b2b::password::v1::StrengthCheckRequest, stytch::b2b::passwords::StrengthCheckRequest, ApiB2bPasswordV1StrengthCheckRequest;
    api_b2b_password_v1_b2b_passwords_discovery_AuthenticateResponse: stytch_types::b2b::password::v1::discovery::AuthenticateResponse, stytch::b2b::passwords_discovery::AuthenticateResponse, ApiB2bPasswordV1B2bPasswordsDiscoveryAuthenticateResponse;
    api_b2b_password_v1_b2b_passwords_email_ResetStartRequest: stytch_types::b2b::password::v1::email::ResetStartRequest, stytch::b2b::passwords_email::ResetStartRequest, ApiB2bPasswordV1B2bPasswordsEmailResetStartRequest;
    api_b2b_password_v1_b2b_passwords_existing_password_ResetRequest: stytch_types::b2b::password::v1::existing_password::ResetRequest, stytch::b2b::passwords_existing_password::ResetRequest, ApiB2bPasswordV1B2bPasswordsExistingPasswordResetRequest;
    api_b2b_password_v1_b2b_passwords_session_ResetRequest: stytch_types::b2b::password::v1::session::ResetRequest, stytch::b2b::passwords_session::ResetRequest, ApiB2bPasswordV1B2bPasswordsSessionResetRequest;
    api_b2b_recovery_codes_v1_RecoverResponse: stytch_types::b2b::recovery_codes::v1::RecoverResponse, stytch::b2b::recovery_codes::RecoverResponse, ApiB2bRecoveryCodesV1RecoverResponse;
    api_b2b_scim_v1_SCIMConnection: stytch_types::b2b::scim::v1::SCIMConnection, stytch::b2b::scim::SCIMConnection, ApiB2bScimV1ScimConnection;
    api_b2b_scim_v1_b2b_scim_connection_GetGroupsResponse: stytch_types::b2b::scim::v1::connection::GetGroupsResponse, stytch::b2b::scim_connection::GetGroupsResponse, ApiB2bScimV1B2bScimConnectionGetGroupsResponse;
    api_b2b_scim_v1_b2b_scim_connection_GetResponse: stytch_types::b2b::scim::v1::connection::GetResponse, stytch::b2b::scim_connection::GetResponse, ApiB2bScimV1B2bScimConnectionGetResponse;
    api_b2b_scim_v1_b2b_scim_connection_RotateCancelResponse: stytch_types::b2b::scim::v1::connection::RotateCancelResponse, stytch::b2b::scim_connection::RotateCancelResponse, ApiB2bScimV1B2bScimConnectionRotateCancelResponse;
    api_b2b_scim_v1_b2b_scim_connection_RotateStartResponse: stytch_types::b2b::scim::v1::connection::RotateStartResponse, stytch::b2b::scim_connection::RotateStartResponse, ApiB2bScimV1B2bScimConnectionRotateStartResponse;
    api_b2b_session_v1_AuthenticateRequest: stytch_types::b2b::session::v1::AuthenticateRequest, stytch::b2b::sessions::AuthenticateRequest, ApiB2bSessionV1AuthenticateRequest;
    api_b2b_session_v1_AuthenticateResponse: stytch_types::b2b::session::v1::AuthenticateResponse, stytch::b2b::sessions::AuthenticateResponse, ApiB2bSessionV1AuthenticateResponse;
    api_b2b_session_v1_ExchangeRequest: stytch_types::b2b::session::v1::ExchangeRequest, stytch::b2b::sessions::ExchangeRequest, ApiB2bSessionV1ExchangeRequest;
    api_b2b_session_v1_GetJWKSResponse: stytch_types::b2b::session::v1::GetJWKSResponse, stytch::b2b::sessions::GetJWKSResponse, ApiB2bSessionV1GetJwksResponse;
    api_b2b_session_v1_MemberSession: stytch_types::b2b::session::v1::MemberSession, stytch::b2b::sessions::MemberSession, ApiB2bSessionV1MemberSession;
    api_b2b_session_v1_RevokeRequest: stytch_types::b2b::session::v1::RevokeRequest, stytch::b2b::sessions::RevokeRequest, ApiB2bSessionV1RevokeRequest;
    api_b2b_totp_v1_AuthenticateRequest: stytch_types::b2b::totp::v1::AuthenticateRequest, stytch::b2b::totps::AuthenticateRequest, ApiB2bTotpV1AuthenticateRequest;
    api_b2b_totp_v1_CreateResponse: stytch_types::b2b::totp::v1::CreateResponse, stytch::b2b::totps::CreateResponse, ApiB2bTotpV1CreateResponse;
    api_crypto_wallet_v1_AuthenticateResponse: stytch_types::crypto_wallet::v1::AuthenticateResponse, stytch::consumer::crypto_wallets::AuthenticateResponse, ApiCryptoWalletV1AuthenticateResponse;
    api_crypto_wallet_v1_AuthenticateStartRequest: stytch_types::crypto_wallet::v1::AuthenticateStartRequest, stytch::consumer::crypto_wallets::AuthenticateStartRequest, ApiCryptoWalletV1AuthenticateStartRequest;
    api_discovery_v1_discovery_intermediate_sessions_ExchangeRequest: stytch_types::discovery::v1::intermediate_sessions::ExchangeRequest, stytch::b2b::discovery_intermediate_sessions::ExchangeRequest, ApiDiscoveryV1DiscoveryIntermediateSessionsExchangeRequest;
    api_discovery_v1_discovery_intermediate_sessions_ExchangeResponse: stytch_types::discovery::v1::intermediate_sessions::ExchangeResponse, stytch::b2b::discovery_intermediate_sessions::ExchangeResponse, ApiDiscoveryV1DiscoveryIntermediateSessionsExchangeResponse;
    api_discovery_v1_discovery_organizations_CreateRequest: stytch_types::discovery::v1::organizations::CreateRequest, stytch::b2b::discovery_organizations::CreateRequest, ApiDiscoveryV1DiscoveryOrganizationsCreateRequest;
    api_discovery_v1_discovery_organizations_CreateResponse: stytch_types::discovery::v1::organizations::CreateResponse, stytch::b2b::discovery_organizations::CreateResponse, ApiDiscoveryV1DiscoveryOrganizationsCreateResponse;
    api_fraud_v1_fraud_fingerprint_LookupResponse: stytch_types::fraud::v1::fingerprint::LookupResponse, stytch::consumer::fraud_fingerprint::LookupResponse, ApiFraudV1FraudFingerprintLookupResponse;
    api_m2m_v1_m2m_clients_CreateResponse: stytch_types::m2m::v1::clients::CreateResponse, stytch::consumer::m2m_clients::CreateResponse, ApiM2mV1M2mClientsCreateResponse;
    api_magic_v1_AuthenticateRequest: stytch_types::magic::v1::AuthenticateRequest, stytch::consumer::magic_links::AuthenticateRequest, ApiMagicV1AuthenticateRequest;
    api_magic_v1_CreateRequest: stytch_types::magic::v1::CreateRequest, stytch::consumer::magic_links::CreateRequest, ApiMagicV1CreateRequest;
    api_magic_v1_magic_links_email_InviteRequest: stytch_types::magic::v1::email::InviteRequest, stytch::consumer::magic_links_email::InviteRequest, ApiMagicV1MagicLinksEmailInviteRequest;
    api_magic_v1_magic_links_email_LoginOrCreateRequest: stytch_types::magic::v1::email::LoginOrCreateRequest, stytch::consumer::magic_links_email::LoginOrCreateRequest, ApiMagicV1MagicLinksEmailLoginOrCreateRequest;
    api_magic_v1_magic_links_email_RevokeInviteRequest: stytch_types::magic::v1::email::RevokeInviteRequest, stytch::consumer::magic_links_email::RevokeInviteRequest, ApiMagicV1MagicLinksEmailRevokeInviteRequest;
    api_magic_v1_magic_links_email_SendRequest: stytch_types::magic::v1::email::SendRequest, stytch::consumer::magic_links_email::SendRequest, ApiMagicV1MagicLinksEmailSendRequest;
    api_oauth_v1_AuthenticateRequest: stytch_types::oauth::v1::AuthenticateRequest, stytch::consumer::oauth::AuthenticateRequest, ApiOauthV1AuthenticateRequest;
    api_organization_v1_CreateRequest: stytch_types::organization::v1::CreateRequest, stytch::b2b::organizations::CreateRequest, ApiOrganizationV1CreateRequest;
    api_organization_v1_GetResponse: stytch_types::organization::v1::GetResponse, stytch::b2b::organizations::GetResponse, ApiOrganizationV1GetResponse;
    api_organization_v1_Member: stytch_types::organization::v1::Member, stytch::b2b::organizations::Member, ApiOrganizationV1Member;
    api_organization_v1_Organization: stytch_types::organization::v1::Organization, stytch::b2b::organizations::Organization, ApiOrganizationV1Organization;
    api_organization_v1_SearchRequest: stytch_types::organization::v1::SearchRequest, stytch::b2b::organizations::SearchRequest, ApiOrganizationV1SearchRequest;
    api_organization_v1_SearchResponse: stytch_types::organization::v1::SearchResponse, stytch::b2b::organizations::SearchResponse, ApiOrganizationV1SearchResponse;
    api_organization_v1_UpdateRequest: stytch_types::organization::v1::UpdateRequest, stytch::b2b::organizations::UpdateRequest, ApiOrganizationV1UpdateRequest;
    api_organization_v1_organizations_members_CreateRequest: stytch_types::organization::v1::members::CreateRequest, stytch::b2b::organizations_members::CreateRequest, ApiOrganizationV1OrganizationsMembersCreateRequest;
    api_organization_v1_organizations_members_DeleteMFAPhoneNumberResponse: stytch_types::organization::v1::members::DeleteMFAPhoneNumberResponse, stytch::b2b::organizations_members::DeleteMFAPhoneNumberResponse, ApiOrganizationV1OrganizationsMembersDeleteMfaPhoneNumberResponse;
    api_organization_v1_organizations_members_DeleteResponse: stytch_types::organization::v1::members::DeleteResponse, stytch::b2b::organizations_members::DeleteResponse, ApiOrganizationV1OrganizationsMembersDeleteResponse;
    api_organization_v1_organizations_members_GetResponse: stytch_types::organization::v1::members::GetResponse, stytch::b2b::organizations_members::GetResponse, ApiOrganizationV1OrganizationsMembersGetResponse;
    api_organization_v1_organizations_members_SearchRequest: stytch_types::organization::v1::members::SearchRequest, stytch::b2b::organizations_members::SearchRequest, ApiOrganizationV1OrganizationsMembersSearchRequest;
    api_organization_v1_organizations_members_UpdateRequest: stytch_types::organization::v1::members::UpdateRequest, stytch::b2b::organizations_members::UpdateRequest, ApiOrganizationV1OrganizationsMembersUpdateRequest;
    api_organization_v1_organizations_members_UpdateResponse: stytch_types::organization::v1::members::UpdateResponse, stytch::b2b::organizations_members::UpdateResponse, ApiOrganizationV1OrganizationsMembersUpdateResponse;
    api_otp_v1_AuthenticateRequest: stytch_types::otp::v1::AuthenticateRequest, stytch::consumer::otp::AuthenticateRequest, ApiOtpV1AuthenticateRequest;
    api_otp_v1_AuthenticateResponse: stytch_types::otp::v1::AuthenticateResponse, stytch::consumer::otp::AuthenticateResponse, ApiOtpV1AuthenticateResponse;
    api_otp_v1_otp_email_LoginOrCreateRequest: stytch_types::otp::v1::email::LoginOrCreateRequest, stytch::consumer::otp_email::LoginOrCreateRequest, ApiOtpV1OtpEmailLoginOrCreateRequest;
    api_otp_v1_otp_email_SendRequest: stytch_types::otp::v1::email::SendRequest, stytch::consumer::otp_email::SendRequest, ApiOtpV1OtpEmailSendRequest;
    api_otp_v1_otp_sms_LoginOrCreateRequest: stytch_types::otp::v1::sms::LoginOrCreateRequest, stytch::consumer::otp_sms::LoginOrCreateRequest, ApiOtpV1OtpSmsLoginOrCreateRequest;
    api_otp_v1_otp_sms_SendRequest: stytch_types::otp::v1::sms::SendRequest, stytch::consumer::otp_sms::SendRequest, ApiOtpV1OtpSmsSendRequest;
    api_otp_v1_otp_whatsapp_SendRequest: stytch_types::otp::v1::whatsapp::SendRequest, stytch::consumer::otp_whatsapp::SendRequest, ApiOtpV1OtpWhatsappSendRequest;
    api_password_v1_AuthenticateRequest: stytch_types::password::v1::AuthenticateRequest, stytch::consumer::passwords::AuthenticateRequest, ApiPasswordV1AuthenticateRequest;
    api_password_v1_AuthenticateResponse: stytch_types::password::v1::AuthenticateResponse, stytch::consumer::passwords::AuthenticateResponse, ApiPasswordV1AuthenticateResponse;
    api_password_v1_CreateRequest: stytch_types::password::v1::CreateRequest, stytch::consumer::passwords::CreateRequest, ApiPasswordV1CreateRequest;
    api_password_v1_MigrateRequest: stytch_types::password::v1::MigrateRequest, stytch::consumer::passwords::MigrateRequest, ApiPasswordV1MigrateRequest;
    api_password_v1_StrengthCheckRequest: stytch_types::password::v1::StrengthCheckRequest, stytch::consumer::passwords::StrengthCheckRequest, ApiPasswordV1StrengthCheckRequest;
    api_password_v1_StrengthCheckResponse: stytch_types::password::v1::StrengthCheckResponse, stytch::consumer::passwords::StrengthCheckResponse, ApiPasswordV1StrengthCheckResponse;
    api_password_v1_passwords_email_ResetRequest: stytch_types::password::v1::email::ResetRequest, stytch::consumer::passwords_email::ResetRequest, ApiPasswordV1PasswordsEmailResetRequest;
    api_password_v1_passwords_email_ResetStartRequest: stytch_types::password::v1::email::ResetStartRequest, stytch::consumer::passwords_email::ResetStartRequest, ApiPasswordV1PasswordsEmailResetStartRequest;
    api_password_v1_passwords_existing_password_ResetRequest: stytch_types::password::v1::existing_password::ResetRequest, stytch::consumer::passwords_existing_password::ResetRequest, ApiPasswordV1PasswordsExistingPasswordResetRequest;
    api_password_v1_passwords_session_ResetRequest: stytch_types::password::v1::session::ResetRequest, stytch::consumer::passwords_session::ResetRequest, ApiPasswordV1PasswordsSessionResetRequest;
    api_session_v1_AuthenticateResponse: stytch_types::session::v1::AuthenticateResponse, stytch::consumer::sessions::AuthenticateResponse, ApiSessionV1AuthenticateResponse;
    api_session_v1_AuthenticationFactor: stytch_types::session::v1::AuthenticationFactor, stytch::consumer::sessions::AuthenticationFactor, ApiSessionV1AuthenticationFactor;
    api_session_v1_GetJWKSResponse: stytch_types::session::v1::GetJWKSResponse, stytch::consumer::sessions::GetJWKSResponse, ApiSessionV1GetJwksResponse;
    api_session_v1_GetResponse: stytch_types::session::v1::GetResponse, stytch::consumer::sessions::GetResponse, ApiSessionV1GetResponse;
    api_session_v1_RevokeRequest: stytch_types::session::v1::RevokeRequest, stytch::consumer::sessions::RevokeRequest, ApiSessionV1RevokeRequest;
    api_session_v1_Session: stytch_types::session::v1::Session, stytch::consumer::sessions::Session, ApiSessionV1Session;
    api_sso_v1_GetConnectionsResponse: stytch_types::sso::v1::GetConnectionsResponse, stytch::b2b::sso::GetConnectionsResponse, ApiSsoV1GetConnectionsResponse;
    api_sso_v1_sso_external_CreateConnectionResponse: stytch_types::sso::v1::external::CreateConnectionResponse, stytch::b2b::sso_external::CreateConnectionResponse, ApiSsoV1SsoExternalCreateConnectionResponse;
    api_sso_v1_sso_oidc_CreateConnectionRequest: stytch_types::sso::v1::oidc::CreateConnectionRequest, stytch::b2b::sso_oidc::CreateConnectionRequest, ApiSsoV1SsoOidcCreateConnectionRequest;
    api_sso_v1_sso_oidc_UpdateConnectionRequest: stytch_types::sso::v1::oidc::UpdateConnectionRequest, stytch::b2b::sso_oidc::UpdateConnectionRequest, ApiSsoV1SsoOidcUpdateConnectionRequest;
    api_sso_v1_sso_saml_CreateConnectionResponse: stytch_types::sso::v1::saml::CreateConnectionResponse, stytch::b2b::sso_saml::CreateConnectionResponse, ApiSsoV1SsoSamlCreateConnectionResponse;
    api_sso_v1_sso_saml_UpdateConnectionRequest: stytch_types::sso::v1::saml::UpdateConnectionRequest, stytch::b2b::sso_saml::UpdateConnectionRequest, ApiSsoV1SsoSamlUpdateConnectionRequest;
    api_totp_v1_AuthenticateRequest: stytch_types::totp::v1::AuthenticateRequest, stytch::consumer::totps::AuthenticateRequest, ApiTotpV1AuthenticateRequest;
    api_totp_v1_CreateRequest: stytch_types::totp::v1::CreateRequest, stytch::consumer::totps::CreateRequest, ApiTotpV1CreateRequest;
    api_totp_v1_CreateResponse: stytch_types::totp::v1::CreateResponse, stytch::consumer::totps::CreateResponse, ApiTotpV1CreateResponse;
    api_totp_v1_RecoverRequest: stytch_types::totp::v1::RecoverRequest, stytch::consumer::totps::RecoverRequest, ApiTotpV1RecoverRequest;
    api_totp_v1_RecoverResponse: stytch_types::totp::v1::RecoverResponse, stytch::consumer::totps::RecoverResponse, ApiTotpV1RecoverResponse;
    api_totp_v1_RecoveryCodesRequest: stytch_types::totp::v1::RecoveryCodesRequest, stytch::consumer::totps::RecoveryCodesRequest, ApiTotpV1RecoveryCodesRequest;
    api_totp_v1_RecoveryCodesResponse: stytch_types::totp::v1::RecoveryCodesResponse, stytch::consumer::totps::RecoveryCodesResponse, ApiTotpV1RecoveryCodesResponse;
    api_user_v1_CreateRequest: stytch_types::user::v1::CreateRequest, stytch::consumer::users::CreateRequest, ApiUserV1CreateRequest;
    api_user_v1_SearchRequest: stytch_types::user::v1::SearchRequest, stytch::consumer::users::SearchRequest, ApiUserV1SearchRequest;
    api_user_v1_SearchResponse: stytch_types::user::v1::SearchResponse, stytch::consumer::users::SearchResponse, ApiUserV1SearchResponse;
    api_user_v1_UpdateRequest: stytch_types::user::v1::UpdateRequest, stytch::consumer::users::UpdateRequest, ApiUserV1UpdateRequest;
    api_user_v1_WebAuthnRegistration: stytch_types::user::v1::WebAuthnRegistration, stytch::consumer::users::WebAuthnRegistration, ApiUserV1WebAuthnRegistration;
    api_webauthn_v1_AuthenticateResponse: stytch_types::webauthn::v1::AuthenticateResponse, stytch::consumer::webauthn::AuthenticateResponse, ApiWebauthnV1AuthenticateResponse;
    api_webauthn_v1_AuthenticateStartRequest: stytch_types::webauthn::v1::AuthenticateStartRequest, stytch::consumer::webauthn::AuthenticateStartRequest, ApiWebauthnV1AuthenticateStartRequest;
    api_webauthn_v1_RegisterResponse: stytch_types::webauthn::v1::RegisterResponse, stytch::consumer::webauthn::RegisterResponse, ApiWebauthnV1RegisterResponse;
    api_webauthn_v1_RegisterStartRequest: stytch_types::webauthn::v1::RegisterStartRequest, stytch::consumer::webauthn::RegisterStartRequest, ApiWebauthnV1RegisterStartRequest;
}
