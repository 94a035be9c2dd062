//! The ways to log in, and the call of each step.
//!
//! The answer of the last step contains the session. Where a step has no call, the browser or the frontend SDK takes it.
//!
//! # Users of a consumer project
//!
//! | way | first step | last step |
//! | --- | --- | --- |
//! | magic link by email | [`magic::v1::email::LoginOrCreate`](crate::magic::v1::email::LoginOrCreate) | [`magic::v1::Authenticate`](crate::magic::v1::Authenticate) |
//! | passcode by email | [`otp::v1::email::LoginOrCreate`](crate::otp::v1::email::LoginOrCreate) | [`otp::v1::Authenticate`](crate::otp::v1::Authenticate) |
//! | passcode by SMS | [`otp::v1::sms::LoginOrCreate`](crate::otp::v1::sms::LoginOrCreate) | [`otp::v1::Authenticate`](crate::otp::v1::Authenticate) |
//! | passcode by WhatsApp | [`otp::v1::whatsapp::LoginOrCreate`](crate::otp::v1::whatsapp::LoginOrCreate) | [`otp::v1::Authenticate`](crate::otp::v1::Authenticate) |
//! | password | | [`password::v1::Authenticate`](crate::password::v1::Authenticate) |
//! | OAuth provider | | [`oauth::v1::Authenticate`](crate::oauth::v1::Authenticate) |
//! | passkey | [`webauthn::v1::AuthenticateStart`](crate::webauthn::v1::AuthenticateStart) | [`webauthn::v1::Authenticate`](crate::webauthn::v1::Authenticate) |
//! | crypto wallet | [`crypto_wallet::v1::AuthenticateStart`](crate::crypto_wallet::v1::AuthenticateStart) | [`crypto_wallet::v1::Authenticate`](crate::crypto_wallet::v1::Authenticate) |
//! | authenticator app, as a second factor | | [`totp::v1::Authenticate`](crate::totp::v1::Authenticate) |
//!
//! # Members of an organization
//!
//! | way | first step | last step |
//! | --- | --- | --- |
//! | magic link by email | [`b2b::magic::v1::email::LoginOrSignup`](crate::b2b::magic::v1::email::LoginOrSignup) | [`b2b::magic::v1::Authenticate`](crate::b2b::magic::v1::Authenticate) |
//! | passcode by email | [`b2b::otp::v1::email::LoginOrSignup`](crate::b2b::otp::v1::email::LoginOrSignup) | [`b2b::otp::v1::email::Authenticate`](crate::b2b::otp::v1::email::Authenticate) |
//! | password | | [`b2b::password::v1::Authenticate`](crate::b2b::password::v1::Authenticate) |
//! | OAuth provider | | [`b2b::oauth::v1::Authenticate`](crate::b2b::oauth::v1::Authenticate) |
//! | single sign-on (SSO) | | [`sso::v1::Authenticate`](crate::sso::v1::Authenticate) |
//! | passcode by SMS, as a second factor | [`b2b::otp::v1::sms::Send`](crate::b2b::otp::v1::sms::Send) | [`b2b::otp::v1::sms::Authenticate`](crate::b2b::otp::v1::sms::Authenticate) |
//! | authenticator app, as a second factor | | [`b2b::totp::v1::Authenticate`](crate::b2b::totp::v1::Authenticate) |
//! | recovery code, as a second factor | | [`b2b::recovery_codes::v1::Recover`](crate::b2b::recovery_codes::v1::Recover) |
//!
//! A member who has not chosen an organization yet proves an email address with a call of a module `discovery`, such as
//! [`b2b::magic::v1::discovery::Authenticate`](crate::b2b::magic::v1::discovery::Authenticate). Its answer lists the organizations, and
//! [`discovery::v1::intermediate_sessions::Exchange`](crate::discovery::v1::intermediate_sessions::Exchange) logs in to one of them.
//!
//! # Afterwards
//!
//! [`session::v1::Authenticate`](crate::session::v1::Authenticate) and [`b2b::session::v1::Authenticate`](crate::b2b::session::v1::Authenticate)
//! check the token of a session. [`jwt`](crate::jwt) checks its JWT without a call.
