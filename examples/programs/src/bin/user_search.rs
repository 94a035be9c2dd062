//! Finds users, page by page.
//!
//! `STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --bin user_search -- EMAIL_PART`

use std::env;
use std::error::Error;

use stytch_types::call::{Call, Paginated, Project};
use stytch_types::claims;
use stytch_types::ids::UserId;
use stytch_types::user::v1::{Search, SearchRequest, SearchUsersQuery, SearchUsersQueryOperator};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let project = Project::new(env::var("STYTCH_PROJECT_ID")?, env::var("STYTCH_SECRET")?);
    let part = env::args().nth(1).ok_or("usage: user_search EMAIL_PART")?;
    for user in search(&project, &part, 100).await? {
        println!("{user}");
    }
    Ok(())
}

/// The users whose email address contains the text.
pub async fn search(project: &Project, part: &str, page: i32) -> Result<Vec<UserId>, Box<dyn Error>> {
    let http = reqwest::Client::new();
    let operand = claims! { "filter_name": "email_address_fuzzy", "filter_value": part };
    let query = SearchUsersQuery::new(SearchUsersQueryOperator::And, [operand]);

    let mut found = Vec::new();
    let mut next = Some(Search::new(SearchRequest::new().limit(page).query(query)));
    while let Some(call) = next {
        let answer = send(&http, project, &call).await?;
        next = call.next(&answer);
        found.extend(answer.results.into_iter().map(|user| user.user_id));
    }
    Ok(found)
}

/// Sends a call, and decodes its response: these two lines are the same for all calls.
async fn send<C: Call>(http: &reqwest::Client, project: &Project, call: &C) -> Result<C::Answer, Box<dyn Error>> {
    let response = http.execute(call.http_request(project)?.try_into()?).await?;
    Ok(C::read(response.status(), response.bytes().await?)?)
}
