//! Checks a session: builds the request, sends it, decodes the response.
//!
//! `STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --example authenticate -- SESSION_TOKEN`

use std::env;
use std::error::Error;

use stytch_types::session::v1::{AuthenticateRequest, AuthenticateResponse};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let token = env::args().nth(1).ok_or("usage: authenticate SESSION_TOKEN")?;
    let request = AuthenticateRequest::new().session_token(token).session_duration_minutes(60);
    println!("{request:?}"); // session_token: Some(Secret(..))

    let response = reqwest::Client::new()
        .post("https://test.stytch.com/v1/sessions/authenticate")
        .basic_auth(env::var("STYTCH_PROJECT_ID")?, Some(env::var("STYTCH_SECRET")?))
        .json(&request)
        .send()
        .await?
        .error_for_status()?;
    let response: AuthenticateResponse = stytch_types::decode(response.bytes().await?)?;

    println!("{} is signed in with:", response.user.user_id);
    for factor in &response.session.authentication_factors {
        println!("- {} by {}", factor.type_, factor.delivery_method);
    }
    // The one place where the token is read: as a cookie for the browser.
    println!("Set-Cookie: stytch_session={}; HttpOnly; Secure; SameSite=Lax", response.session_token.expose());
    Ok(())
}
