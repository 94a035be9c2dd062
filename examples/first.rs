//! Decodes a session from the text of a response.

use stytch_types::DecodeError;
use stytch_types::session::v1::Session;

fn main() -> Result<(), DecodeError> {
    let body = r#"{"session_id": "session-test-1", "user_id": "user-test-1", "authentication_factors": [
        {"type": "otp", "delivery_method": "sms", "last_authenticated_at": "2026-01-05T16:29:40Z"}]}"#;
    println!("{}", describe(body)?);
    Ok(())
}

pub(crate) fn describe(body: &str) -> Result<String, DecodeError> {
    let session: Session = stytch_types::decode(body)?;
    let factors: Vec<&str> = session.authentication_factors.iter().map(|factor| factor.type_.as_str()).collect();
    Ok(format!("{} is signed in by {}", session.user_id, factors.join(" and ")))
}
