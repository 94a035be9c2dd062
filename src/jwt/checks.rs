//! Whether a token is for this project, and valid now.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use schemawright_wire::Timestamp;
use stytch_types_generated::ids::ProjectId;

use super::RegisteredClaims;

/// What the claims of a token must say.
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
    /// Those for the tokens of a project.
    #[must_use]
    pub fn new(project_id: impl Into<ProjectId>) -> Self {
        Self { project_id: project_id.into(), base_url: None, max_token_age: None, leeway: Duration::ZERO }
    }

    /// Accepts the project's custom base URL as issuer, too: `https://login.example.com`.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        let url: String = url.into();
        self.base_url = Some(url.trim_end_matches('/').to_owned());
        self
    }

    /// Refuses tokens that were issued this long ago or longer. With zero, it rejects all, which leaves the decision to the API.
    ///
    /// A session that is revoked ends at once for the API, and when its JWT expires for who does not ask the API. This shortens the time.
    #[must_use]
    pub fn max_token_age(mut self, age: impl Into<Option<Duration>>) -> Self {
        self.max_token_age = age.into();
        self
    }

    /// How far the caller's clock and Stytch's may be apart, for the beginning and the end of a token's validity. Zero by default.
    #[must_use]
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.leeway = leeway;
        self
    }

    /// Checks the claims of a token whose signature is verified.
    ///
    /// # Errors
    /// The first claim that is not as it must be, in the order of [`ClaimsError`].
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

/// Why the claims of a token are not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClaimsError {
    /// The token is not one of this project's: another issuer.
    Issuer,
    /// The token is not for this project.
    Audience,
    /// The token's time is over (`exp`).
    Expired,
    /// The token's time has not begun (`nbf`).
    NotYetValid,
    /// The token was issued longer ago than [`Checks::max_token_age`] allows.
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
