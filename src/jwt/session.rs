//! The session JWT of a user.

use std::fmt;

use schemawright_wire::UnknownFields;
use schemawright_wire::serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::{Map, Value};
use stytch_types_generated::ids::UserId;
use stytch_types_generated::session::v1::Session;

use super::RegisteredClaims;
use super::claims::{Claims, ShownClaims};

/// The claims of a session JWT of a user. `C` is the type of the custom claims.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct SessionClaims<C = Map<String, Value>> {
    /// Issuer, audience, subject and times.
    pub registered: RegisteredClaims,
    /// The custom claims of the project.
    pub custom: C,
    /// Stytch's claims that this version does not declare.
    pub unknown_fields: UnknownFields,
    session: Session,
}

/// Prints the names alone of custom claims without a type: their values may be secrets.
impl<C: fmt::Debug + 'static> fmt::Debug for SessionClaims<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionClaims")
            .field("registered", &self.registered)
            .field("custom", &ShownClaims(&self.custom))
            .field("unknown_fields", &self.unknown_fields)
            .field("session", &self.session)
            .finish()
    }
}

impl<C> SessionClaims<C> {
    /// The user.
    #[must_use]
    pub fn user_id(&self) -> &UserId {
        &self.session.user_id
    }

    /// The session as it was when the JWT was issued, with the custom claims.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The session, without the rest of the claims.
    #[must_use]
    pub fn into_session(self) -> Session {
        self.session
    }
}

impl<'de, C: DeserializeOwned> Deserialize<'de> for SessionClaims<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut claims = Claims::read("SessionClaims", deserializer)?;
        let session = claims.object("https://stytch.com/session")?;
        let user_id = claims.registered.subject.as_str().into();
        let session = claims.session(session, "session_id", [("user_id", user_id)])?;
        let (registered, custom, unknown_fields) = claims.into_custom()?;
        Ok(Self { registered, custom, unknown_fields, session })
    }
}
