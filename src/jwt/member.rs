//! The session JWT of a member.

use std::fmt;

use schemawright_wire::UnknownFields;
use schemawright_wire::serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::{Map, Value};
use stytch_types_generated::b2b::session::v1::MemberSession;
use stytch_types_generated::ids::{MemberId, OrganizationId};

use super::RegisteredClaims;
use super::claims::{Claims, ShownClaims};

/// The claims of a session JWT of a member. `C` is the type of the custom claims.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct MemberSessionClaims<C = Map<String, Value>> {
    /// Issuer, audience, subject and times.
    pub registered: RegisteredClaims,
    /// The custom claims of the project.
    pub custom: C,
    /// Stytch's claims that this version does not declare.
    pub unknown_fields: UnknownFields,
    session: MemberSession,
}

/// Prints the names alone of custom claims without a type: their values may be secrets.
impl<C: fmt::Debug + 'static> fmt::Debug for MemberSessionClaims<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemberSessionClaims")
            .field("registered", &self.registered)
            .field("custom", &ShownClaims(&self.custom))
            .field("unknown_fields", &self.unknown_fields)
            .field("session", &self.session)
            .finish()
    }
}

impl<C> MemberSessionClaims<C> {
    /// The member.
    #[must_use]
    pub fn member_id(&self) -> &MemberId {
        &self.session.member_id
    }

    /// The organization that the member is signed in to.
    #[must_use]
    pub fn organization_id(&self) -> &OrganizationId {
        &self.session.organization_id
    }

    /// The session as it was when the JWT was issued, with the custom claims.
    #[must_use]
    pub fn session(&self) -> &MemberSession {
        &self.session
    }

    /// The session, without the rest of the claims.
    #[must_use]
    pub fn into_session(self) -> MemberSession {
        self.session
    }
}

impl<'de, C: DeserializeOwned> Deserialize<'de> for MemberSessionClaims<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut claims = Claims::read("MemberSessionClaims", deserializer)?;
        let session = claims.object("https://stytch.com/session")?;
        let mut organization = claims.object("https://stytch.com/organization")?;
        let slug = organization.remove("slug").map(|slug| ("organization_slug", slug));
        let id = organization.remove("organization_id").map(|id| ("organization_id", id));
        let member_id = ("member_id", claims.registered.subject.as_str().into());
        let others = [member_id].into_iter().chain(slug).chain(id);
        let session = claims.session(session, "member_session_id", others)?;
        let (registered, custom, unknown_fields) = claims.into_custom()?;
        Ok(Self { registered, custom, unknown_fields, session })
    }
}
