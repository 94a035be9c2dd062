//! Distinguishes the errors of a call: those that the user can correct, those that the program can, and those for the log.
//!
//! `STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --features http --example errors -- EMAIL`

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
pub(crate) enum SignUp {
    /// The user exists.
    Done(UserId),
    /// The user was there before.
    Known,
    /// The address is none.
    Mistyped,
    /// Later, perhaps.
    TryAgain,
}

pub(crate) async fn sign_up(project: &Project, email: &str) -> Result<SignUp, Box<dyn Error>> {
    let call = Create::new(CreateRequest::new().email(email));
    let response = reqwest::Client::new().execute(call.http_request(project)?.try_into()?).await?;
    match Create::read(response.status(), response.bytes().await?) {
        Ok(answer) => Ok(SignUp::Done(answer.user_id)),
        Err(ResponseError::Api(error)) => match error.error_type {
            ErrorType::DuplicateEmail => Ok(SignUp::Known),
            ErrorType::InvalidEmail => Ok(SignUp::Mistyped),
            ErrorType::TooManyRequests => Ok(SignUp::TryAgain),
            // Stytch's support finds the call by the id that is in the text of the error.
            _ => Err(error.into()),
        },
        // A page of a proxy in between, most likely.
        Err(ResponseError::NotJson { status: 502..=504, .. }) => Ok(SignUp::TryAgain),
        Err(error) => Err(error.into()),
    }
}
