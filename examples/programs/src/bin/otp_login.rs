//! Logs in a user with a passcode by email.
//!
//! `STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --bin otp_login -- EMAIL`

use std::error::Error;
use std::{env, io};

use stytch_types::call::{Call, Project};
use stytch_types::claims;
use stytch_types::otp::v1::email::{LoginOrCreate, LoginOrCreateRequest};
use stytch_types::otp::v1::{Authenticate, AuthenticateRequest, AuthenticateResponse};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let project = Project::new(env::var("STYTCH_PROJECT_ID")?, env::var("STYTCH_SECRET")?);
    let email = env::args().nth(1).ok_or("usage: otp_login EMAIL")?;
    let answer = log_in(&project, &email, code_from_terminal).await?;
    println!("{} is signed in", answer.user_id);
    // The one place where the token is read: as a cookie for the browser.
    println!("Set-Cookie: stytch_session={}; HttpOnly; Secure; SameSite=Lax", answer.session_token.expose());
    Ok(())
}

/// Sends a passcode, and exchanges it for a session.
pub async fn log_in(
    project: &Project,
    email: &str,
    code: impl FnOnce() -> io::Result<String>,
) -> Result<AuthenticateResponse, Box<dyn Error>> {
    let http = reqwest::Client::new();
    let sent =
        send(&http, project, &LoginOrCreate::new(LoginOrCreateRequest::new(email).expiration_minutes(5))).await?;

    let request = AuthenticateRequest::new(sent.email_id, code()?)
        .session_duration_minutes(60)
        .session_custom_claims(claims! { "tier": "gold" });
    send(&http, project, &Authenticate::new(request)).await
}

fn code_from_terminal() -> io::Result<String> {
    println!("The passcode in the email:");
    let mut code = String::new();
    io::stdin().read_line(&mut code)?;
    Ok(code.trim().to_owned())
}

/// Sends a call, and decodes its response: these two lines are the same for all calls.
async fn send<C: Call>(http: &reqwest::Client, project: &Project, call: &C) -> Result<C::Answer, Box<dyn Error>> {
    let response = http.execute(call.http_request(project)?.try_into()?).await?;
    Ok(C::read(response.status(), response.bytes().await?)?)
}
