//! The decision about an `AuthorizationCheck`, as the API makes it when it checks a session.

use std::error::Error;
use std::fmt;

#[cfg(all(feature = "b2b-rbac-v1", feature = "b2b-session-v1"))]
use stytch_types_generated::b2b::{rbac::v1 as b2b_rbac, session::v1 as b2b_session};
#[cfg(all(feature = "b2b-rbac-v1", feature = "b2b-session-v1"))]
use stytch_types_generated::ids::OrganizationId;
#[cfg(all(feature = "rbac-v1", feature = "session-v1"))]
use stytch_types_generated::{rbac::v1 as rbac, session::v1 as session};

use super::Permissions;
use super::permissions::has;

/// Decides whether a user with these roles may perform the action of the check.
///
/// # Errors
/// [`Refused::NoPermission`].
#[cfg(all(feature = "rbac-v1", feature = "session-v1"))]
pub fn authorize(
    policy: &rbac::Policy,
    roles: &[impl AsRef<str>],
    check: &session::AuthorizationCheck,
) -> Result<session::AuthorizationVerdict, Refused> {
    let granting = granting_roles(policy, roles, check.resource_id.as_str(), &check.action);
    verdict(granting).map(|roles| session::AuthorizationVerdict::new(true, roles))
}

/// Decides whether a member of an organization with these roles may perform the action of the check.
///
/// The roles of the organization's own policy count in addition to those of the project.
///
/// # Errors
/// [`Refused::OtherOrganization`] if the check is for another organization than the member's; else [`Refused::NoPermission`].
#[cfg(all(feature = "b2b-rbac-v1", feature = "b2b-session-v1"))]
pub fn authorize_member(
    policy: &b2b_rbac::Policy,
    of_organization: Option<&b2b_rbac::OrgPolicy>,
    organization_id: &OrganizationId,
    roles: &[impl AsRef<str>],
    check: &b2b_session::AuthorizationCheck,
) -> Result<b2b_session::AuthorizationVerdict, Refused> {
    if *organization_id != check.organization_id {
        return Err(Refused::OtherOrganization);
    }
    let mut granting = granting_roles(policy, roles, check.resource_id.as_str(), &check.action);
    if let Some(policy) = of_organization {
        granting.extend(granting_roles(policy, roles, check.resource_id.as_str(), &check.action));
    }
    verdict(granting).map(|roles| b2b_session::AuthorizationVerdict::new(true, roles))
}

/// The roles among these that permit an action.
fn granting_roles(policy: &impl Permissions, roles: &[impl AsRef<str>], resource: &str, action: &str) -> Vec<String> {
    policy.permitting_roles(resource, action).filter(|role| has(roles, role)).map(str::to_owned).collect()
}

fn verdict(granting: Vec<String>) -> Result<Vec<String>, Refused> {
    if granting.is_empty() { Err(Refused::NoPermission) } else { Ok(granting) }
}

/// The reason why an action is not permitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refused {
    /// The action is in another organization than that of the member.
    OtherOrganization,
    /// No role permits the action on the resource.
    NoPermission,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OtherOrganization => "the organization is not that of the member",
            Self::NoPermission => "no role permits the action on the resource",
        })
    }
}

impl Error for Refused {}
