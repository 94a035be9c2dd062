//! Checks that a token belongs to this project and is valid now.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use schemawright_wire::Timestamp;
use stytch_types_generated::ids::ProjectId;

use super::RegisteredClaims;

/// The expected claims of a token.
///
/// ```
/// use std::time::Duration;
///
/// use stytch_types::jwt::{Checks, ClaimsError, SessionClaims};
///
/// # let claims = r#"{"iss": "stytch.com/project-test-1", "aud": ["project-test-1"], "sub": "user-test-1", "iat": 1767632400,
/// #     "nbf": 1767632400, "exp": 1767632700,
/// #     "https://stytch.com/session": {"id": "session-test-1", "authentication_factors": []}}"#;
/// let claims: SessionClaims = stytch_types::decode(claims)?;
/// let checks = Checks::new("project-test-1").max_token_age(Duration::from_secs(60));
///
/// // Issued at 17:00:00, valid until 17:05:00.
/// assert_eq!(checks.check(&claims.registered, "2026-01-05T17:00:59Z".parse()?), Ok(()));
/// assert_eq!(checks.check(&claims.registered, "2026-01-05T17:01:00Z".parse()?), Err(ClaimsError::TooOld));
/// assert_eq!(checks.check(&claims.registered, "2026-01-05T17:05:00Z".parse()?), Err(ClaimsError::Expired));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Checks {
    project_id: ProjectId,
    base_url: Option<String>,
    max_token_age: Option<Duration>,
    leeway: Duration,
}

impl Checks {
    /// The checks for the tokens of a project.
    #[must_use]
    pub fn new(project_id: impl Into<ProjectId>) -> Self {
        Self { project_id: project_id.into(), base_url: None, max_token_age: None, leeway: Duration::ZERO }
    }

    /// Also accepts the project's custom base URL as issuer: `https://login.example.com`.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        let url: String = url.into();
        self.base_url = Some(url.trim_end_matches('/').to_owned());
        self
    }

    /// Rejects tokens that were issued this long ago or longer. Zero rejects all tokens, so that the API decides.
    ///
    /// A revoked session ends immediately in the API, but its JWT remains valid until it expires. This shortens that time.
    #[must_use]
    pub fn max_token_age(mut self, age: impl Into<Option<Duration>>) -> Self {
        self.max_token_age = age.into();
        self
    }

    /// The greatest difference between the caller's clock and Stytch's, for the start and the end of a token's validity. Zero by default.
    #[must_use]
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.leeway = leeway;
        self
    }

    /// Checks the claims of a token whose signature is verified.
    ///
    /// # Errors
    /// The first invalid claim, in the order of [`ClaimsError`].
    pub fn check(&self, claims: &RegisteredClaims, now: Timestamp) -> Result<(), ClaimsError> {
        let leeway = signed(self.leeway);
        if !self.is_issuer(&claims.issuer) {
            Err(ClaimsError::Issuer)
        } else if !claims.audience.iter().any(|audience| audience == self.project_id.as_str()) {
            Err(ClaimsError::Audience)
        } else if now - claims.expires_at >= leeway {
            Err(ClaimsError::Expired)
        } else if claims.not_before.is_some_and(|not_before| not_before - now > leeway) {
            Err(ClaimsError::NotYetValid)
        } else if self.max_token_age.is_some_and(|age| (now - claims.issued_at).max(ZERO) >= signed(age)) {
            Err(ClaimsError::TooOld)
        } else {
            Ok(())
        }
    }

    fn is_issuer(&self, issuer: &str) -> bool {
        issuer.strip_prefix("stytch.com/") == Some(self.project_id.as_str())
            || self.base_url.as_deref().is_some_and(|url| url == issuer)
    }
}

type Span = schemawright_wire::chrono::TimeDelta;

const ZERO: Span = Span::zero();

fn signed(duration: Duration) -> Span {
    Span::from_std(duration).unwrap_or(Span::MAX)
}

/// The reason why the claims of a token are rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClaimsError {
    /// The token has another issuer than this project.
    Issuer,
    /// The token has another audience than this project.
    Audience,
    /// The token has expired (`exp`).
    Expired,
    /// The token is not valid yet (`nbf`).
    NotYetValid,
    /// The token is older than [`Checks::max_token_age`].
    TooOld,
}

impl fmt::Display for ClaimsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Issuer => "the issuer of the token (`iss`) is not the project",
            Self::Audience => "the token is not for the project (`aud`)",
            Self::Expired => "the token has expired (`exp`)",
            Self::NotYetValid => "the token is not valid yet (`nbf`)",
            Self::TooOld => "the token is older than is allowed (`iat`)",
        })
    }
}

impl Error for ClaimsError {}
