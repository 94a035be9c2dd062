//! Distinguishes the errors of a call: those that the user can correct, those that the program can handle, and those for the log.
//!
//! `STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --bin errors -- EMAIL`

use std::env;
use std::error::Error;

use stytch_types::call::{Call as _, Project};
use stytch_types::error::{ErrorType, ResponseError};
use stytch_types::ids::UserId;
use stytch_types::user::v1::{Create, CreateRequest};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let project = Project::new(env::var("STYTCH_PROJECT_ID")?, env::var("STYTCH_SECRET")?);
    let email = env::args().nth(1).ok_or("usage: errors EMAIL")?;
    println!("{:?}", sign_up(&project, &email).await?);
    Ok(())
}

/// The result of a sign-up.
#[derive(Debug, PartialEq)]
pub enum SignUp {
    /// The user was created.
    Done(UserId),
    /// The user existed already.
    Known,
    /// The address is invalid.
    Mistyped,
    /// The user may try again later.
    TryAgain,
}

pub async fn sign_up(project: &Project, email: &str) -> Result<SignUp, Box<dyn Error>> {
    let call = Create::new(CreateRequest::new().email(email));
    let response = reqwest::Client::new().execute(call.http_request(project)?.try_into()?).await?;
    match Create::read(response.status(), response.bytes().await?) {
        Ok(answer) => Ok(SignUp::Done(answer.user_id)),
        Err(ResponseError::Api(error)) => match error.error_type {
            ErrorType::DuplicateEmail => Ok(SignUp::Known),
            ErrorType::InvalidEmail => Ok(SignUp::Mistyped),
            ErrorType::TooManyRequests => Ok(SignUp::TryAgain),
            // The text contains the id by which Stytch's support finds the call.
            _ => Err(error.into()),
        },
        // Probably the page of a proxy.
        Err(ResponseError::NotJson { status: 502..=504, .. }) => Ok(SignUp::TryAgain),
        Err(error) => Err(error.into()),
    }
}
