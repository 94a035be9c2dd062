//! The permissions of roles and scopes.

#[cfg(feature = "b2b-rbac-v1")]
use stytch_types_generated::b2b::rbac::v1 as b2b;
use stytch_types_generated::ids::ResourceId;
#[cfg(feature = "rbac-v1")]
use stytch_types_generated::rbac::v1 as consumer;

/// The permissions of a policy.
///
/// A role permits an action on a resource if one of its permissions is for exactly this resource and lists the action, or `*`, which means
/// all actions. Everything else is rejected.
pub trait Permissions {
    /// The roles of the policy that permit an action on a resource.
    fn permitting_roles(&self, resource: &str, action: &str) -> impl Iterator<Item = &str>;

    /// The scopes of the policy that permit an action on a resource. Tokens of connected apps have scopes.
    fn permitting_scopes(&self, resource: &str, action: &str) -> impl Iterator<Item = &str>;

    /// Whether a user with these roles may perform an action on a resource.
    fn allows(&self, roles: &[impl AsRef<str>], resource: impl AsRef<str>, action: impl AsRef<str>) -> bool {
        self.permitting_roles(resource.as_ref(), action.as_ref()).any(|role| has(roles, role))
    }

    /// Whether a token with these scopes may perform an action on a resource.
    fn allows_scopes(&self, scopes: &[impl AsRef<str>], resource: impl AsRef<str>, action: impl AsRef<str>) -> bool {
        self.permitting_scopes(resource.as_ref(), action.as_ref()).any(|scope| has(scopes, scope))
    }
}

pub(super) fn has(names: &[impl AsRef<str>], name: &str) -> bool {
    names.iter().any(|own| own.as_ref() == name)
}

/// Whether a permission is for a resource and an action.
fn permits(for_resource: &ResourceId, actions: &[String], resource: &str, action: &str) -> bool {
    for_resource.as_str() == resource && actions.iter().any(|permitted| permitted == "*" || permitted == action)
}

/// The types of the two policies have the same members.
macro_rules! permitting {
    ($list:expr, $name:ident, $resource:ident, $action:ident) => {
        $list
            .iter()
            .filter(move |entry| {
                let mut permissions = entry.permissions.iter();
                permissions.any(|permission| permits(&permission.resource_id, &permission.actions, $resource, $action))
            })
            .map(|entry| entry.$name.as_ref())
    };
}

#[cfg(feature = "rbac-v1")]
impl Permissions for consumer::Policy {
    fn permitting_roles(&self, resource: &str, action: &str) -> impl Iterator<Item = &str> {
        permitting!(self.roles, role_id, resource, action)
    }

    fn permitting_scopes(&self, resource: &str, action: &str) -> impl Iterator<Item = &str> {
        permitting!(self.scopes, scope, resource, action)
    }
}

#[cfg(feature = "b2b-rbac-v1")]
impl Permissions for b2b::Policy {
    fn permitting_roles(&self, resource: &str, action: &str) -> impl Iterator<Item = &str> {
        permitting!(self.roles, role_id, resource, action)
    }

    fn permitting_scopes(&self, resource: &str, action: &str) -> impl Iterator<Item = &str> {
        permitting!(self.scopes, scope, resource, action)
    }
}

/// An organization's own part of a policy has only roles.
#[cfg(feature = "b2b-rbac-v1")]
impl Permissions for b2b::OrgPolicy {
    fn permitting_roles(&self, resource: &str, action: &str) -> impl Iterator<Item = &str> {
        permitting!(self.roles, role_id, resource, action)
    }

    fn permitting_scopes(&self, _: &str, _: &str) -> impl Iterator<Item = &str> {
        std::iter::empty()
    }
}
