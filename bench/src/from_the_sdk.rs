//! The first example of `docs/from-the-sdk.md`, so that it compiles with the SDK. A test of `stytch-types` compares the texts.

use stytch::consumer::sessions::{AuthenticateRequest, AuthenticateResponse};

/// Calls the API with the official SDK.
///
/// # Errors
/// Any error except that of an unknown session.
pub async fn authenticate(
    project_id: String,
    secret: String,
    token: String,
) -> Result<Option<AuthenticateResponse>, Box<dyn std::error::Error>> {
    let client = stytch::consumer::client::Client::new(&project_id, &secret)?;
    let answer = client
        .sessions
        .authenticate(AuthenticateRequest { session_token: Some(token), session_duration_minutes: Some(60), ..Default::default() })
        .await;
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(stytch::Error::Response(error)) if error.error_type == "session_not_found" => Ok(None),
        Err(error) => Err(error.into()),
    }
}
