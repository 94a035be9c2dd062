//! Checks a session by its JWT, without a call to the API for each check.
//!
//! `STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --bin session_jwt -- SESSION_JWT`

use std::env;
use std::error::Error;
use std::time::{Duration, SystemTime};

use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use stytch_types::call::{Call, Project};
use stytch_types::jwt::{Checks, SessionClaims};
use stytch_types::session::v1::{GetJWKS, GetJWKSResponse, Session};
use stytch_types::wire::Timestamp;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let project_id = env::var("STYTCH_PROJECT_ID")?;
    let project = Project::new(&*project_id, env::var("STYTCH_SECRET")?);
    let jwt = env::args().nth(1).ok_or("usage: session_jwt SESSION_JWT")?;

    // Once per program, and again if a JWT names an unknown key.
    let keys = keys(&project, &project_id).await?;
    let checks = Checks::new(project_id).max_token_age(Duration::from_secs(60));
    let session = session(&jwt, &keys, &checks, SystemTime::now().into())?;
    println!("{} is signed in until {:?}", session.user_id, session.expires_at);
    Ok(())
}

/// The keys with which the project signs.
pub async fn keys(project: &Project, project_id: &str) -> Result<GetJWKSResponse, Box<dyn Error>> {
    send(&reqwest::Client::new(), project, &GetJWKS::new(project_id)).await
}

/// The session of a JWT that the project has signed for itself, and that has not expired.
pub fn session(jwt: &str, keys: &GetJWKSResponse, checks: &Checks, now: Timestamp) -> Result<Session, Box<dyn Error>> {
    let kid = jsonwebtoken::decode_header(jwt)?.kid.ok_or("the JWT does not name its key")?;
    let key = keys.keys.iter().find(|key| key.kid == kid).ok_or("the project has no such key")?;
    let key = DecodingKey::from_rsa_components(&key.n, &key.e)?;

    // Only the signature is verified here: `Checks` does the rest, with the given time.
    let mut signature = Validation::new(Algorithm::RS256);
    signature.validate_exp = false;
    signature.validate_aud = false;
    signature.required_spec_claims.clear();
    let claims = jsonwebtoken::decode::<SessionClaims>(jwt, &key, &signature)?.claims;

    checks.check(&claims.registered, now)?;
    Ok(claims.into_session())
}

/// Sends a call, and decodes its response: these two lines are the same for all calls.
async fn send<C: Call>(http: &reqwest::Client, project: &Project, call: &C) -> Result<C::Answer, Box<dyn Error>> {
    let response = http.execute(call.http_request(project)?.try_into()?).await?;
    Ok(C::read(response.status(), response.bytes().await?)?)
}
