//! Logs in a member who has not chosen an organization: the passcode first, then the choice.
//!
//! `STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --bin b2b_discovery -- EMAIL CODE`, after an email was sent by
//! `b2b::otp::v1::email::discovery::Send`.

use std::env;
use std::error::Error;

use stytch_types::b2b::otp::v1::email::discovery::{Authenticate, AuthenticateRequest};
use stytch_types::b2b::session::v1::MemberSession;
use stytch_types::call::{Call, Project};
use stytch_types::discovery::v1::DiscoveredOrganization;
use stytch_types::discovery::v1::intermediate_sessions::{Exchange, ExchangeRequest};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let project = Project::new(env::var("STYTCH_PROJECT_ID")?, env::var("STYTCH_SECRET")?);
    let mut arguments = env::args().skip(1);
    let (Some(email), Some(code)) = (arguments.next(), arguments.next()) else {
        return Err("usage: b2b_discovery EMAIL CODE".into());
    };
    match log_in(&project, &email, &code).await? {
        Some(session) => println!("{} is signed in to {}", session.member_id, session.organization_slug),
        None => println!("{email} is not a member of an organization, or has another step to take"),
    }
    Ok(())
}

/// Exchanges a passcode for a session in the first organization that lets the member in at once.
pub async fn log_in(project: &Project, email: &str, code: &str) -> Result<Option<MemberSession>, Box<dyn Error>> {
    let http = reqwest::Client::new();
    let discovered = send(&http, project, &Authenticate::new(AuthenticateRequest::new(email, code))).await?;

    let Some(organization) = discovered.discovered_organizations.into_iter().find_map(open) else { return Ok(None) };
    let request =
        ExchangeRequest::new(discovered.intermediate_session_token, organization).session_duration_minutes(60);
    let answer = send(&http, project, &Exchange::new(request)).await?;
    // Absent if MFA, or a login method that the organization requires, must be completed first.
    Ok(answer.member_session)
}

/// The organization, if its member needs no other login.
fn open(discovered: DiscoveredOrganization) -> Option<stytch_types::ids::OrganizationId> {
    let is_member = discovered.membership.is_some_and(|membership| membership.type_ == "active_member");
    let organization = discovered.organization.filter(|_| is_member && discovered.member_authenticated)?;
    Some(organization.organization_id)
}

/// Sends a call, and decodes its response: these two lines are the same for all calls.
async fn send<C: Call>(http: &reqwest::Client, project: &Project, call: &C) -> Result<C::Answer, Box<dyn Error>> {
    let response = http.execute(call.http_request(project)?.try_into()?).await?;
    Ok(C::read(response.status(), response.bytes().await?)?)
}
