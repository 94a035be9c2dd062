//! Ends a session, with `ureq`: without async.
//!
//! `STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --bin ureq -- SESSION_TOKEN`

use std::env;
use std::error::Error;

use stytch_types::call::{Call, Project};
use stytch_types::session::v1::{Revoke, RevokeRequest};

fn main() -> Result<(), Box<dyn Error>> {
    let project = Project::new(env::var("STYTCH_PROJECT_ID")?, env::var("STYTCH_SECRET")?);
    let token = env::args().nth(1).ok_or("usage: ureq SESSION_TOKEN")?;
    println!("{}", sign_out(&project, &token)?);
    Ok(())
}

/// Ends the session of a token; returns the id of the request.
pub fn sign_out(project: &Project, token: &str) -> Result<String, Box<dyn Error>> {
    // A response with status 400 or more is read too, because its body describes the error.
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let answer = send(&agent, project, &Revoke::new(RevokeRequest::new().session_token(token)))?;
    Ok(answer.request_id.into_string())
}

/// Sends a call, and decodes its response: the same function for all calls.
fn send<C: Call>(agent: &ureq::Agent, project: &Project, call: &C) -> Result<C::Answer, Box<dyn Error>> {
    let mut response = agent.run(call.http_request(project)?)?;
    Ok(C::read(response.status(), response.body_mut().read_to_vec()?)?)
}
