//! The object of an event.

use std::fmt;

use schemawright_wire::serde::de::Error;
use serde_json::Value;
#[cfg(feature = "b2b-scim-v1")]
use stytch_types_generated::b2b::scim::v1::SCIMConnection;
#[cfg(feature = "organization-v1")]
use stytch_types_generated::organization::v1::{Member, Organization};
#[cfg(feature = "sso-v1")]
use stytch_types_generated::sso::v1::{OIDCConnection, SAMLConnection};
#[cfg(feature = "user-v1")]
use stytch_types_generated::user::v1::User;

use crate::members::Members;

/// The object of an event, by its kind.
///
/// A kind whose namespace is not enabled as a feature is [`Other`](Self::Other), like a kind that this version does not list.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Object {
    /// A user. With the feature `user-v1`.
    #[cfg(feature = "user-v1")]
    User(Box<User>),
    /// A member of an organization. With the feature `organization-v1`.
    #[cfg(feature = "organization-v1")]
    Member(Box<Member>),
    /// An organization. With the feature `organization-v1`.
    #[cfg(feature = "organization-v1")]
    Organization(Box<Organization>),
    /// A SAML connection for SSO. With the feature `sso-v1`.
    #[cfg(feature = "sso-v1")]
    SamlConnection(Box<SAMLConnection>),
    /// An OpenID Connect connection for SSO. With the feature `sso-v1`.
    #[cfg(feature = "sso-v1")]
    OidcConnection(Box<OIDCConnection>),
    /// A SCIM connection. With the feature `b2b-scim-v1`.
    #[cfg(feature = "b2b-scim-v1")]
    ScimConnection(Box<SCIMConnection>),
    /// An object of another kind, unchanged.
    Other(Value),
    /// The event has no object, like the event of a deletion.
    Absent,
}

impl Object {
    /// Takes the object out of an event. The name of the member is the kind.
    pub(super) fn take<E: Error>(object_type: &str, members: &mut Members) -> Result<Self, E> {
        let name = &*object_type.to_ascii_lowercase();
        if !members.is_some(name) {
            return Ok(Self::Absent);
        }
        Ok(match name {
            #[cfg(feature = "user-v1")]
            "user" => Self::User(Box::new(members.required(name)?)),
            #[cfg(feature = "organization-v1")]
            "member" => Self::Member(Box::new(members.required(name)?)),
            #[cfg(feature = "organization-v1")]
            "organization" => Self::Organization(Box::new(members.required(name)?)),
            #[cfg(feature = "sso-v1")]
            "saml_connection" => Self::SamlConnection(Box::new(members.required(name)?)),
            #[cfg(feature = "sso-v1")]
            "oidc_connection" => Self::OidcConnection(Box::new(members.required(name)?)),
            #[cfg(feature = "b2b-scim-v1")]
            "scim_connection" => Self::ScimConnection(Box::new(members.required(name)?)),
            _ => Self::Other(members.required(name)?),
        })
    }
}

impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            #[cfg(feature = "user-v1")]
            Self::User(user) => user.fmt(f),
            #[cfg(feature = "organization-v1")]
            Self::Member(member) => member.fmt(f),
            #[cfg(feature = "organization-v1")]
            Self::Organization(organization) => organization.fmt(f),
            #[cfg(feature = "sso-v1")]
            Self::SamlConnection(connection) => connection.fmt(f),
            #[cfg(feature = "sso-v1")]
            Self::OidcConnection(connection) => connection.fmt(f),
            #[cfg(feature = "b2b-scim-v1")]
            Self::ScimConnection(connection) => connection.fmt(f),
            // It may contain a secret.
            Self::Other(_) => f.write_str("Other(..)"),
            Self::Absent => f.write_str("Absent"),
        }
    }
}
