//! Checks a session by its token: builds the call, sends it, and decodes the response.
//!
//! `STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --bin authenticate -- SESSION_TOKEN`

use std::env;
use std::error::Error;

use stytch_types::call::{Call as _, Project};
use stytch_types::error::{ErrorType, ResponseError};
use stytch_types::session::v1::{Authenticate, AuthenticateRequest, AuthenticateResponse};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let project = Project::new(env::var("STYTCH_PROJECT_ID")?, env::var("STYTCH_SECRET")?);
    let token = env::args().nth(1).ok_or("usage: authenticate SESSION_TOKEN")?;
    let Some(answer) = authenticate(&project, &token).await? else {
        println!("the session is over: sign in again");
        return Ok(());
    };
    println!("{} is signed in with:", answer.user.user_id);
    for factor in &answer.session.authentication_factors {
        println!("- {} by {}", factor.type_, factor.delivery_method);
    }
    // The one place where the token is read: as a cookie for the browser.
    println!("Set-Cookie: stytch_session={}; HttpOnly; Secure; SameSite=Lax", answer.session_token.expose());
    Ok(())
}

/// The session of a token, extended by an hour; none if it has ended.
pub async fn authenticate(project: &Project, token: &str) -> Result<Option<AuthenticateResponse>, Box<dyn Error>> {
    let request = AuthenticateRequest::new().session_token(token).session_duration_minutes(60);
    let call = Authenticate::new(request);

    let response = reqwest::Client::new().execute(call.http_request(project)?.try_into()?).await?;
    match Authenticate::read(response.status(), response.bytes().await?) {
        Ok(answer) => Ok(Some(answer)),
        Err(ResponseError::Api(error)) if error.error_type == ErrorType::SessionNotFound => Ok(None),
        // The text contains the type, the message and the id of the request, for Stytch's support.
        Err(error) => Err(error.into()),
    }
}
